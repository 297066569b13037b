package editor

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{
		"":                              nil,
		"  \t ":                         nil,
		"code --wait":                   {"code", "--wait"},
		`"/opt/My Editor/edit" -w`:      {"/opt/My Editor/edit", "-w"},
		`/opt/My\ Editor/edit  -w `:     {"/opt/My Editor/edit", "-w"},
		`vim -c 'set tw=72 | echo "x"'`: {"vim", "-c", `set tw=72 | echo "x"`},
		`ed "" ''`:                      {"ed", "", ""},
		`a"b c"d`:                       {"ab cd"},
		`"a\"b\\c\d"`:                   {`a"b\c\d`},
		"vim; rm -rf $HOME `ls` *":      {"vim;", "rm", "-rf", "$HOME", "`ls`", "*"},
	} {
		got, err := words(line, true)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, %v; want %q", line, got, err, want)
		}
	}
	for _, line := range []string{`"a`, `a 'b`, `'\'` + "'"} {
		if got, err := words(line, true); err == nil {
			t.Errorf("%q: %q", line, got)
		}
	}
	if got, err := words(`C:\bin\edit.exe /w`, false); err != nil || got[0] != `C:\bin\edit.exe` {
		t.Errorf("%q, %v", got, err)
	}
}

func FuzzWords(f *testing.F) {
	for _, seed := range []string{"code --wait", `"a b" 'c d' e\ f`, "\x00", `\`} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, line string, escapes bool) {
		all, err := words(line, escapes)
		if err != nil {
			return
		}
		n := 0
		for _, w := range all {
			n += len(w)
		}
		if n > 3*len(line) { // what is not UTF-8 becomes three bytes each
			t.Errorf("%q became %q", line, all)
		}
	})
}

// TestATextAndItsFile holds what may read the file, what is made of what comes back, and
// that nothing stays.
func TestATextAndItsFile(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "editing")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	e := &Editor{Dir: dir, Getenv: func(name string) string { return map[string]string{"VISUAL": " ", "EDITOR": self}[name] }}
	text, err := e.Begin(t.Context(), "one\ntwo")
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		for path, want := range map[string]os.FileMode{dir: 0o700, text.folder: 0o700, text.path: 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
		}
	}
	if args := text.Command().Args; args[len(args)-1] != text.path {
		t.Errorf("it opens %q", args)
	}
	for _, c := range []struct {
		left, want     string
		changed, whole bool
	}{
		{"one\ntwo\n", "one\ntwo", false, true},
		{"one\r\nthree  \r\n\r\n", "one\nthree", true, true},
		{"red \x1b[31mtext\x07 \u202egnp", "red text gnp", true, true},
		{"caf\xe9", "caf\ufffd", true, true},
		{strings.Repeat("x", MaxFile+9), strings.Repeat("x", MaxFile), true, false},
	} {
		if err := os.WriteFile(text.path, []byte(c.left), 0o600); err != nil {
			t.Fatal(err)
		}
		got, changed, whole, err := text.Left()
		if err != nil || got != c.want || changed != c.changed || whole != c.whole {
			t.Errorf("%.40q: %.40q, changed %v, whole %v, %v", c.left, got, changed, whole, err)
		}
	}
	if err := os.Remove(text.path); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := text.Left(); !strings.Contains(recruit.Sentence(err), "as it was before") {
		t.Errorf("a file that is gone: %v", err)
	}
	if err := text.Done(); err != nil {
		t.Error(err)
	}
	if _, err := e.Begin(t.Context(), "left open"); err != nil {
		t.Fatal(err)
	}
	if err := e.Forget(time.Now()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("something stays: %v", err)
	}
}

// TestForgetLeavesOtherSessions removes what a session that was killed has left, once it
// is a day old, and nothing of one that is at work.
func TestForgetLeavesOtherSessions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"text-1", "text-2"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "text-1"), old, old); err != nil {
		t.Fatal(err)
	}
	e := &Editor{Dir: dir, Getenv: os.Getenv}
	if err := e.Forget(time.Now()); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 || left[0].Name() != "text-2" {
		t.Errorf("%v, %v", left, err)
	}
}

func TestNoEditor(t *testing.T) {
	t.Parallel()
	for named, says := range map[string]string{
		"":              "set EDITOR",
		"no-such-pen-x": "There is no program \"no-such-pen-x\"",
		`"ed`:           "not closed",
		`''`:            "There is no program",
	} {
		e := &Editor{Dir: t.TempDir(), Getenv: func(string) string { return named }}
		if _, err := e.Begin(t.Context(), ""); !strings.Contains(recruit.Sentence(err), says) {
			t.Errorf("%q: %v", named, err)
		}
		if left, _ := os.ReadDir(e.Dir); len(left) > 0 {
			t.Errorf("%q: something stays", named)
		}
	}
}
