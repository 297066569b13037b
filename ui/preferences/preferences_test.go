package preferences_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/preferences"
)

// limits are a few actions in two screens, one of them in both.
func limits() preferences.Limits {
	known := func(name, where, help string, strokes ...string) preferences.Known {
		return preferences.Known{Name: name, Where: where, Help: help, Strokes: strokes, Shown: strings.Join(strokes, "/")}
	}
	moves := known("list.move", preferences.Lists, "move", "j", "k")
	moves.Fixed = true
	return preferences.Limits{Themes: []string{"auto", "dark"}, Roles: []string{"accent", "dim"}, Known: []preferences.Known{
		known("app.palette", preferences.Everywhere, "everything by name", "ctrl+k"),
		moves,
		known("interview.reschedule", "Candidate", "Reschedule", "r"),
		known("interview.cancel", "Candidate", "Cancel", "x"),
		known("job.open", "Job", "open", "enter", "o"),
		known("job.close", "Job", "close job", "x"),
	}}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		want  preferences.Config
		wrong []string // beginnings
	}{
		"nothing": {"", preferences.Config{Mouse: true}, nil},
		"all of it": {"theme = \"dark\" # at night\nmouse = false\n[keys]\n\"interview.reschedule\" = [\"R\", \"Ctrl+R\"]\n[colours]\naccent = \"#00ff00\"\ndim = 8\n",
			preferences.Config{Theme: "dark", Keys: preferences.Keys{"interview.reschedule": {"R", "ctrl+r"}}, Colours: map[string]string{"accent": "#00ff00", "dim": "8"}}, nil},
		"no TOML": {"mouse = true\ntheme = \n", preferences.Config{Mouse: true}, []string{"Line 2: "}},
		"what is not known": {"\nstyle = 1\ntheme = \"pink\"\nmouse = \"on\"\n[keys]\n\"interview.go\" = \"g\"\n[colours]\nmood = \"#000000\"\ndim = \"grey\"\n",
			preferences.Config{Mouse: true}, []string{"Line 2: nothing is called", "Line 3: theme is one of auto, dark", "Line 4: mouse is", `Line 6: there is no action "interview.go"`, `Line 8: there is no colour "mood"`, "Line 9: the colour dim"}},
		"a key with another use": {"[keys]\n\"interview.cancel\" = \"r\"\n", preferences.Config{Mouse: true},
			[]string{"Line 2: the key r is set for interview.cancel but is already used: interview.reschedule (Reschedule, Candidate)."}},
		"two that change places": {"[keys]\n\"interview.cancel\" = \"r\"\n\"interview.reschedule\" = \"x\"\n",
			preferences.Config{Mouse: true, Keys: preferences.Keys{"interview.cancel": {"r"}, "interview.reschedule": {"x"}}}, nil},
		"the same key in two screens": {"[keys]\n\"interview.cancel\" = \"o\"\n", preferences.Config{Mouse: true, Keys: preferences.Keys{"interview.cancel": {"o"}}}, nil},
		"a key of every list":         {"[keys]\n\"job.close\" = \"j\"\n", preferences.Config{Mouse: true}, []string{"Line 2: the key j"}},
		"a letter while one types":    {"[keys]\n\"app.palette\" = \"p\"\n", preferences.Config{Mouse: true}, []string{"Line 2: the action app.palette is done while"}},
		"keys that move":              {"[keys]\n\"list.move\" = \"p\"\n", preferences.Config{Mouse: true}, []string{"Line 2: the keys of list.move"}},
		"a key for good":              {"[keys]\n\"job.open\" = \"esc\"\n", preferences.Config{Mouse: true}, []string{"Line 2: the key esc keeps"}},
		"no table":                    {"keys = 3\ncolours = []\n", preferences.Config{Mouse: true}, []string{"Line 1: keys is a table", "Line 2: colours is a table"}},
		"themes of one's own": {"theme = \"ocean\"\n[themes.ocean]\nbase = \"dark\"\naccent = \"#5fd7d7\"\n[themes.plain]\n",
			preferences.Config{Theme: "ocean", Mouse: true, Themes: map[string]preferences.Theme{"ocean": {Base: "dark", Colours: map[string]string{"accent": "#5fd7d7"}}, "plain": {Colours: map[string]string{}}}}, nil},
		"themes that do not hold": {"theme = \"Ocean\"\n[themes.dark]\naccent = \"#000000\"\n[themes.ocean]\nbase = \"sea\"\nfoam = 1\naccent = \"blue\"\n[themes.\"My own\"]\n",
			preferences.Config{Mouse: true, Themes: map[string]preferences.Theme{"ocean": {Colours: map[string]string{}}}},
			[]string{`Line 1: the name "My own" is none`, "Line 1: theme is one of auto, dark, ocean", "Line 2: the theme dark is built in", "Line 5: base is one of", `Line 6: there is no colour "foam"`, "Line 7: the colour accent is one such"}},
		"too many keys": {"[keys]\n\"job.open\" = [\"a\", \"b\", \"c\", \"d\", \"e\"]\n", preferences.Config{Mouse: true}, []string{"Line 2: the action job.open takes"}},
		"too long":      {"# " + strings.Repeat("x", preferences.MaxText), preferences.Config{Mouse: true}, []string{"Line 1: the file has more"}},
	} {
		got, wrong := preferences.Parse(c.text, limits())
		if len(got.Keys) == 0 {
			got.Keys = nil
		}
		if len(got.Colours) == 0 {
			got.Colours = nil
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
		if len(wrong) != len(c.wrong) {
			t.Errorf("%s: %q", name, wrong)
			continue
		}
		for i := range wrong {
			if !strings.HasPrefix(wrong[i], c.wrong[i]) {
				t.Errorf("%s: said %q, want %q", name, wrong[i], c.wrong[i])
			}
		}
	}
}

func TestStroke(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"R": "R", "r": "r", "Ctrl+R": "ctrl+r", "alt+ctrl+x": "ctrl+alt+x", "F6": "f6", "Space": "space", "+": "+", "ctrl++": "ctrl++", "é": "é", "PgUp": "pgup",
		"": "", "ctrl+": "", "hyper+x": "", "f13": "", "ab": "", "shift+r": "", "enter": "", "CTRL+C": "", "\x1b": "", " ": "", "ctrl+ctrl+x": "",
	} {
		got, err := preferences.Stroke(typed)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestSetLeavesTheRest(t *testing.T) {
	t.Parallel()
	const before = "# mine\ntheme = \"auto\"\n\n[keys]\n# often\n\"interview.cancel\" = [\n  \"X\",\n]\n\n[colours]\ndim = 8\n"
	for name, c := range map[string]struct {
		text, name, value, want string
		wrong                   string // in place of want
	}{
		"into nothing":           {"", "theme", "dark", "theme = \"dark\"\n", ""},
		"a table into nothing":   {"", "keys.job.open", "O", "[keys]\n\"job.open\" = \"O\"\n", ""},
		"over a line":            {before, "theme", "dark", strings.Replace(before, "auto", "dark", 1), ""},
		"over several lines":     {before, "keys.interview.cancel", "X ctrl+x", strings.Replace(before, "[\n  \"X\",\n]", "[\"X\", \"ctrl+x\"]", 1), ""},
		"behind the others":      {before, "keys.job.open", "O", strings.Replace(before, "]\n\n[col", "]\n\"job.open\" = \"O\"\n\n[col", 1), ""},
		"a line out":             {before, "keys.interview.cancel", "", strings.Replace(before, "\"interview.cancel\" = [\n  \"X\",\n]\n", "", 1), ""},
		"what is not there, out": {before, "mouse", "", before, ""},
		"on and off":             {"", "mouse", "off", "mouse = false\n", ""},
		"an unknown name":        {before, "looks", "dark", "", "Nothing is called"},
		"an unknown action":      {before, "keys.job.shut", "O", "", "There is no action"},
		"a key with a use":       {before, "keys.interview.reschedule", "X", "", "interview.cancel"},
		"a broken text":          {"theme =", "theme", "dark", "", "fix"},
		"an inline table":        {"keys = {}\n", "keys.job.open", "O", "", "by hand"},
		"no text of TOML":        {"", "theme", "a\x07b", "", ""},
	} {
		got, err := preferences.Set(c.text, c.name, c.value, limits())
		if c.want == "" {
			if err == nil || !strings.Contains(recruit.Sentence(err), c.wrong) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
			continue
		}
		if err != nil || strings.TrimRight(got, "\n") != strings.TrimRight(c.want, "\n") {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, c.want)
		}
	}
}

// place keeps a text in memory.
type place struct {
	text string
	err  error
}

func (p *place) Read(context.Context) (string, error) { return p.text, p.err }
func (p *place) Write(_ context.Context, text string) error {
	p.text = text
	return p.err
}
func (p *place) Called() string { return "memory" }

func TestService(t *testing.T) {
	t.Parallel()
	kept := &place{}
	d := preferences.Service{Place: kept, Limits: limits}
	now, err := d.Set(t.Context(), "keys.job.close", "X")
	if err != nil || now.Keys["job.close"][0] != "X" || !now.Mouse {
		t.Errorf("%+v, %v", now, err)
	}
	again, err := d.Read(t.Context())
	if err != nil || !reflect.DeepEqual(again, now) {
		t.Errorf("read again it is %+v, %v", again, err)
	}
	kept.err = errors.New("gone")
	if now, err := d.Read(t.Context()); err == nil || !now.Mouse {
		t.Errorf("what cannot be read is %+v, %v", now, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "theme = \"dark\"", "[keys]\n\"job.open\" = [\"a\", \"b\"]", "keys.\"job.open\" = \"\"\"x\n[keys]\n\"\"\"", "[colours]\naccent = 3.5", "a.b.c = 1979-05-27", "\xff"} {
		f.Add(s, "keys.job.open", "O")
	}
	f.Fuzz(func(t *testing.T, text, name, value string) {
		c, _ := preferences.Parse(text, limits())
		for action, strokes := range c.Keys {
			for _, s := range strokes {
				if again, err := preferences.Stroke(s); err != nil || again != s {
					t.Errorf("%s has the key %q, read again %q, %v", action, s, again, err)
				}
			}
		}
		changed, err := preferences.Set(text, name, value, limits())
		if err != nil {
			return
		}
		if _, wrong := preferences.Parse(changed, limits()); len(wrong) > 0 && strings.Contains(wrong[0], "Nothing of the file") {
			t.Errorf("what was changed cannot be read:\n%s", changed)
		}
	})
}
