package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/workspace"
)

func lisbon(t *testing.T) *time.Location {
	t.Helper()
	loc, err := timeparse.Zone("Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestUsage: a wrong command line names the right word, opens no workspace and
// leaves standard output empty.
func TestUsage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ args, want string }{
		{"canddate list", "did you mean candidate?"},
		{"candidate lits", "did you mean list or link?"},
		{"export", "recruitty export needs to know what to do: activity, candidates, interviews, jobs, plans, pools."},
		{"candidate show", "needs the number or email address of a candidate"},
		{"candidate note 1 two three", `does not know what to do with "three"`},
		{"interview schedule --timezone UTC", "did you mean --time-zone?"},
		{"interview schedule --time_zone UTC", "did you mean --time-zone?"},
		{"interview schedule --participants a@example.com", "did you mean --participant?"},
		{"interview schedule --zzzzzzzz", "has no flag --zzzzzzzz."},
		{"interview list --mine=perhaps", `"perhaps" does not fit --mine.`},
		{"interview cancel 1 --undo 100", `"100" does not fit --undo; type a time with its unit, such as 90s or 1h30m.`},
		{strings.Repeat("a", 10000), "There is no command"},
		{"candidate list --" + strings.Repeat("a", 10000), "has no flag"},
		{"candidate list " + strings.Repeat("-", 10000), "Bad flag syntax"},
		{"", "needs a terminal"},
		{"--bogus", "has no flag --bogus"},
	} {
		var out, errOut bytes.Buffer
		app := command.App{Data: "w", Out: &out, Err: &errOut, In: strings.NewReader(""), Now: time.Now,
			Open: func(context.Context, string) (*workspace.Workspace, error) {
				t.Errorf("%q opened a workspace", c.args)
				return nil, errors.New("closed")
			}}
		if code := Run(context.Background(), app, strings.Fields(c.args)); code != exitcode.Usage {
			t.Errorf("%q: exit code %d", c.args, code)
		}
		if line := errOut.String(); !strings.HasPrefix(line, "recruitty: ") || strings.Count(line, "\n") != 1 || len(line) > 2000 || !strings.Contains(line, c.want) {
			t.Errorf("%q said %q, want %q", c.args, line, c.want)
		}
		if out.Len() > 0 {
			t.Errorf("%q wrote %q", c.args, out.String())
		}
	}
}

// TestVersionFlag: what people type first to say which version they have.
func TestVersionFlag(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if code := Run(t.Context(), command.App{Data: "w", Version: "v1.2.3", Out: &out, Err: &bytes.Buffer{}}, []string{"--version"}); code != exitcode.Done {
		t.Errorf("exit code %d", code)
	}
	if out.String() != "recruitty v1.2.3\n" {
		t.Errorf("it said %q", out.String())
	}
}

// TestCauseIsSaidWithoutLog: as long as no workspace is open there is no log
// that could hold the details.
func TestCauseIsSaidWithoutLog(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errors.New("mkdir: not a directory"),
		&recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The workspace could not be used.", Cause: errors.New("mkdir: not a directory")},
	} {
		var errOut bytes.Buffer
		app := command.App{Data: "w", Out: &bytes.Buffer{}, Err: &errOut, Open: func(context.Context, string) (*workspace.Workspace, error) { return nil, err }}
		if code := Run(context.Background(), app, []string{"job", "list"}); code != exitcode.Failed {
			t.Errorf("exit code %d", code)
		}
		if lines := strings.Split(errOut.String(), "\n"); len(lines) != 3 || !strings.HasPrefix(lines[0], "recruitty: ") || !strings.HasSuffix(lines[1], "mkdir: not a directory") {
			t.Errorf("it said %q", lines)
		}
	}
}

func TestMeetingRef(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, link string
		id         int64
	}{
		{"81234567890", "https://zoom.us/j/81234567890", 81234567890},
		{"812 3456 7890", "https://zoom.us/j/81234567890", 81234567890},
		{"https://acme.zoom.us/j/81234567890?pwd=x", "https://acme.zoom.us/j/81234567890?pwd=x", 81234567890},
		{"http://zoom.us/j/81234567890", "", 0},
		{"https://zoom.us/my/dana", "", 0},
		{"https://zoom.us@evil.example/j/81234567890", "", 0},
		{"-81234567890", "https://zoom.us/j/81234567890", 81234567890},
		{"12", "", 0},
		{"", "", 0},
	} {
		m, err := meetingRef(c.text)
		if (err != nil) != (c.id == 0) || m.ID != c.id || m.JoinURL != c.link {
			t.Errorf("meetingRef(%q) = %+v, %v", c.text, m, err)
		}
	}
}

// TestStart: the zone that was meant comes with the instant.
func TestStart(t *testing.T) {
	t.Parallel()
	p := &program{&command.Program{App: command.App{Now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }}}}
	for _, c := range []struct{ text, named, instant, zone string }{
		{"2026-12-01 10:00", "", "2026-12-01T10:00:00Z", "Europe/Lisbon"},
		{"2026-12-01 10:00", "new york", "2026-12-01T15:00:00Z", "America/New_York"},
		{"2026-12-01T10:00:00+01:00", "", "2026-12-01T09:00:00Z", "Europe/Lisbon"},
		{"tomorrow 14:30 Asia/Tokyo", "", "2026-11-23T05:30:00Z", "Asia/Tokyo"},
		{"2026-12-01 10:00", "GMT+3", "2026-12-01T07:00:00Z", "UTC+03:00"},
		{"2026-12-01 10:00", "UTC-05:00", "2026-12-01T15:00:00Z", "UTC-05:00"},
		{"2026-12-01 10:00 GMT+3", "", "2026-12-01T07:00:00Z", "Europe/Lisbon"},
		{"4/25/2027 8:30:00 AM", "W. Europe Standard Time", "2027-04-25T06:30:00Z", "Europe/Berlin"},
		{"2027-04-25 8:30:00PM", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "2027-04-25T18:30:00Z", "Europe/Berlin"},
		{"2028-12-31 10:00", "America/New_York", "2028-12-31T15:00:00Z", "America/New_York"},
	} {
		at, zone, err := p.Start(c.text, c.named, "Europe/Lisbon")
		if err != nil || at.UTC().Format(time.RFC3339) != c.instant || zone != c.zone {
			t.Errorf("start(%q, %q) = %v, %s, %v", c.text, c.named, at.UTC(), zone, err)
		}
	}
	if _, _, err := p.Start("2027-03-28 01:30", "", "Europe/Lisbon"); !errors.Is(err, timeparse.ErrGap) || recruit.FieldOf(err) != "start" {
		t.Errorf("a wall time that does not exist: %v", err)
	}
}

// TestEdges: the ends of a range are days as people say them, and a day that has
// just passed is not taken for next year's.
func TestEdges(t *testing.T) {
	t.Parallel()
	p := &program{&command.Program{App: command.App{Now: func() time.Time { return time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC) }}}}
	for text, want := range map[string]string{
		"yesterday": "2026-11-27T00:00:00Z", "today": "2026-11-28T00:00:00Z", "now": "2026-11-28T12:00:00Z", "2 weeks ago": "2026-11-14T00:00:00Z", "in 2 weeks": "2026-12-12T00:00:00Z",
		"2026-12-01": "2026-12-01T00:00:00Z", "1 dec": "2026-12-01T00:00:00Z", "12/25/2026 8:00:00 AM": "2026-12-25T08:00:00Z", "last monday": "2026-11-23T00:00:00Z",
	} {
		if at, err := p.Edge("from", text, lisbon(t)); err != nil || at.UTC().Format(time.RFC3339) != want {
			t.Errorf("from %q is %v, %v; want %s", text, at.UTC(), err, want)
		}
	}
	for text, says := range map[string]string{"27 nov": "type 2026-11-27 or 2027-11-27", "2 weeks": "in 2 weeks or 2 weeks ago", "third": "cannot be read", "morning": "no exact time"} {
		if at, err := p.Edge("from", text, lisbon(t)); exitcode.Of(err) != 2 || recruit.FieldOf(err) != "from" || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "Did you mean") {
			t.Errorf("from %q is %v, %v", text, at, err)
		}
	}
	if _, _, err := p.Start("27 nov 10:00", "", "Europe/Lisbon"); exitcode.Of(err) != 2 || !strings.Contains(err.Error(), "type 2026-11-27 10:00 or 2027-11-27 10:00") {
		t.Errorf("start: %v", err)
	}
}

// TestErrorsAreLegible: a sentence that repeats what is stored is one line.
func TestErrorsAreLegible(t *testing.T) {
	t.Parallel()
	var errOut bytes.Buffer
	app := command.App{Data: "w", Out: &bytes.Buffer{}, Err: &errOut, Open: func(context.Context, string) (*workspace.Workspace, error) { return nil, errors.New(hostile) }}
	if Run(context.Background(), app, []string{"job", "list"}); unseen(errOut.String()) || strings.Contains(errOut.String(), "\nforged") {
		t.Errorf("an error is written as %q", errOut.String())
	}
}

// hostile is a text that a terminal would obey, and that would make a line.
const hostile = "Eve\x1b]0;owned\x07\u202e\u200b\r\nforged line"

// unseen reports whether out holds what must not reach a terminal.
func unseen(out string) bool { return strings.ContainsFunc(out, sanitize.Unseen) }
