package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // as main.go has it

	"github.com/rogpeppe/go-internal/testscript"

	"recruitty/internal/app"
	"recruitty/zoom/zoomsim"
)

// TestMain lets the test binary also act as recruitty itself and as the
// browsers that the scripts need.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"recruitty":        func() { os.Exit(app.Run(os.Args[1:])) },
		"browser":          func() { browser(zoomsim.Approve) },
		"browser-declines": func() { browser(zoomsim.Decline) },
		"browser-device":   func() { browser(allowDevice) },
		"browser-calendars": func() {
			browser(func(_ context.Context, _ *http.Client, address, email string) (string, error) {
				return address, allowCalendars(address, email)
			})
		},
	})
}

// browser walks through Zoom's pages as a person would. Its last argument is
// the address; one before it is the e-mail to sign in with.
func browser(walk func(context.Context, *http.Client, string, string) (string, error)) {
	email := ""
	if len(os.Args) > 2 {
		email = os.Args[1]
	}
	ended, err := walk(context.Background(), nil, os.Args[len(os.Args)-1], email)
	fmt.Println(ended)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// allowDevice allows the code at the end of an address, as a person does on the
// page that it leads to.
func allowDevice(_ context.Context, _ *http.Client, address, email string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	form := url.Values{"user_code": {path.Base(u.Path)}, "email": {email}, "decision": {"allow"}}
	reply, err := http.PostForm(u.Scheme+"://"+u.Host+"/oauth_device", form)
	if err != nil {
		return "", err
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the page for devices answered %s", reply.Status)
	}
	return address, nil
}

// TestScripts runs whole flows on the real program, with a Zoom and a mail
// server of their own.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, scripts(filepath.Join("testdata", "script")))
}

// scripts are those in dir, with what they may use.
func scripts(dir string) testscript.Params {
	return testscript.Params{
		Dir:   dir,
		Setup: setup,
		Condition: func(cond string) (bool, error) {
			if cond != "root" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			return os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"unnamed":   unnamed,
			"tried":     tried,
			"json":      checkJSON,
			"remember":  remember,
			"expand":    expand,
			"bytes":     writeBytes,
			"picture":   writePicture,
			"zoomsim":   atZoom,
			"mailbox":   atPost,
			"inbox":     atInbox,
			"calendars": atCalendars,
			"host":      atHost,
			"ssh":       bySSH,
		},
	}
}

// The variable that keeps a program with the race detector from waiting a second
// at its end: a script starts dozens of them. Races are reported all the same.
const raceOptions, withoutPause = "GORACE", "atexit_sleep_ms=0"

// setup gives a script a workspace of its own and days that are ahead whenever
// it runs. No clock changes on $DAY and $NEXT in Lisbon; at 01:30 the clocks
// skip on $GAP and go back on $FOLD.
func setup(env *testscript.Env) error {
	now := time.Now().UTC()
	day := time.Date(now.Year()+1, time.January, 20, 0, 0, 0, 0, time.UTC)
	lastSunday := func(month time.Month) time.Time {
		d := time.Date(now.Year()+1, month, 31, 0, 0, 0, 0, time.UTC)
		return d.AddDate(0, 0, -int(d.Weekday()))
	}
	for name, value := range map[string]time.Time{
		"DAY": day, "NEXT": day.AddDate(0, 0, 1), "GAP": lastSunday(time.March), "FOLD": lastSunday(time.October), "YESTERDAY": now.AddDate(0, 0, -1),
	} {
		env.Setenv(name, value.Format(time.DateOnly))
	}
	env.Setenv("RECRUITTY_DATA", filepath.Join(env.WorkDir, "data"))
	env.Setenv("BROWSER", "browser")
	env.Setenv(raceOptions, withoutPause)
	w := &world{}
	env.Values[worldKey{}] = w
	env.Defer(w.stop)
	return nil
}

// exits runs a command that must end with the exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// checkJSON looks into the JSON that the last command printed: "json PATH
// PATTERN" matches a value as a whole.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json PATH PATTERN")
	}
	got := pick(ts, args[0])
	ok, err := regexp.MatchString("^(?:"+args[1]+")$", got)
	ts.Check(err)
	if ok == neg {
		ts.Fatalf("%s is %q; matches %q: %v", args[0], got, args[1], ok)
	}
}

// remember sets a variable to a value of the JSON that was printed last.
func remember(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: remember NAME PATH")
	}
	ts.Setenv(args[0], pick(ts, args[1]))
}

// pick finds a value in the JSON on standard output by a path such as
// effects.0.state; effects.len is the number of effects.
func pick(ts *testscript.TestScript, path string) string {
	d := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	d.UseNumber()
	var v any
	ts.Check(d.Decode(&v))
	if d.More() {
		ts.Fatalf("standard output holds more than one JSON value")
	}
	for step := range strings.SplitSeq(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			value, ok := at[step]
			if !ok {
				ts.Fatalf("there is no %s of %s in %v", step, path, at)
			}
			v = value
		case []any:
			if step == "len" {
				return strconv.Itoa(len(at))
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(at) {
				ts.Fatalf("there is no %s of %s among %d", step, path, len(at))
			}
			v = at[i]
		default:
			ts.Fatalf("there is no %s of %s in %v", step, path, v)
		}
	}
	switch v := v.(type) {
	case nil:
		return "null"
	case map[string]any, []any:
		text, err := json.Marshal(v)
		ts.Check(err)
		return string(text)
	default:
		return fmt.Sprint(v)
	}
}

// expand puts the values of variables such as $DAY, and of those that follow, into
// a file or into a new one: "expand FILE [NEW] [NAME=VALUE]…".
func expand(ts *testscript.TestScript, neg bool, args []string) {
	values := map[string]string{}
	var files []string
	for _, a := range args {
		if name, value, ok := strings.Cut(a, "="); ok {
			values[name] = value
		} else {
			files = append(files, a)
		}
	}
	if neg || len(files) < 1 || len(files) > 2 {
		ts.Fatalf("usage: expand FILE [NEW] [NAME=VALUE]…")
	}
	text := os.Expand(ts.ReadFile(files[0]), func(name string) string {
		value, ok := values[name]
		if !ok {
			value = ts.Getenv(name)
		}
		if value == "" {
			ts.Fatalf("%s asks for $%s, which is not set", files[0], name)
		}
		return value
	})
	ts.Check(os.WriteFile(ts.MkAbs(files[len(files)-1]), []byte(text), 0o600))
}

// TestScriptsEditNoRandomText keeps scripts from editing by a pattern what holds
// random letters, such as the UID of an interview: the pattern is in them one day.
func TestScriptsEditNoRandomText(t *testing.T) {
	t.Parallel()
	scripts, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, name := range scripts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if words := strings.Fields(line); len(words) > 1 && words[0] == "exec" && slices.Contains([]string{"sed", "awk", "perl", "tr"}, words[1]) {
				t.Errorf("%s:%d edits by a pattern; write a variable into the file and use expand", filepath.Base(name), i+1)
			}
		}
	}
}

// writeBytes writes a file of a size: "bytes FILE SIZE".
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE SIZE")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(n))
	ts.Check(f.Close())
}

// writePicture writes a small PNG: "picture FILE".
func writePicture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: picture FILE")
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(png.Encode(f, image.NewGray(image.Rect(0, 0, 40, 40))))
	ts.Check(f.Close())
}
