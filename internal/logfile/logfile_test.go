package logfile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit/sanitize"
)

func TestOpenLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := Open(dir, "a.log")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("the folder holds %v", left)
	}
}

func TestFileIsTurnedWhenItIsFull(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	if err := os.WriteFile(path, []byte(strings.Repeat("x", usual-10)), 0o600); err != nil {
		t.Fatal(err)
	}
	one, other := Open(dir, "a.log"), Open(dir, "a.log")
	for _, f := range []*File{one, other} {
		defer f.Close()
	}
	for _, line := range []string{"short\n", "a line that does not fit\n"} {
		if _, err := one.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := other.Write([]byte("of another process\n")); err != nil {
		t.Fatal(err)
	}
	one.Logger().Info("hello")
	now, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(now); !strings.HasPrefix(got, "a line that does not fit\nof another process\n{") || !strings.Contains(got, `"msg":"hello"`) {
		t.Errorf("the file holds %q", got)
	}
	before, err := os.ReadFile(path + ".1")
	if err != nil || !strings.HasSuffix(string(before), "xshort\n") {
		t.Errorf("the file put aside ends with %q, %v", string(before[max(0, len(before)-10):]), err)
	}
}

// TestNothingUnseenIsLogged: whoever reads the log in a terminal is told what stands
// there, and nothing of it reaches the terminal.
func TestNothingUnseenIsLogged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := Open(dir, "a.log")
	const hostile = "a\x1b]52;c;x\x07\u009b31m\u202eb\u200b\U000E0041"
	f.Logger().Info(hostile, "key", hostile)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	line, err := os.ReadFile(filepath.Join(dir, "a.log"))
	var back struct{ Msg, Key string }
	if err != nil || strings.ContainsFunc(string(line), sanitize.Unseen) || json.Unmarshal(line, &back) != nil || back.Msg != hostile || back.Key != hostile {
		t.Errorf("%q, %v", line, err)
	}
}
