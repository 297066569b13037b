package e2e

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/internal/app"
	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

// Storages that stop the command, as ctrl+c and SIGTERM do, as soon as something is written,
// or an interview or a candidate is read.
type (
	stopsInterviews struct {
		scheduling.Store
		stop func()
	}
	stopsCandidates struct {
		recruit.Candidates
		stop func()
	}
	stopsReading struct {
		recruit.Store
		stop func()
	}
	stopsLetters struct {
		letters.Store
		stop func()
	}
)

func (s stopsInterviews) Commit(ctx context.Context, c recruit.Commit) (recruit.Record, error) {
	defer s.stop()
	return s.Store.Commit(ctx, c)
}

func (s stopsReading) Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	defer s.stop()
	return s.Store.Record(ctx, id)
}

func (s stopsReading) Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error) {
	defer s.stop()
	return s.Store.Profile(ctx, id)
}

func (s stopsCandidates) SaveCandidate(ctx context.Context, c recruit.Candidate, log recruit.Activity) (recruit.Candidate, error) {
	defer s.stop()
	return s.Candidates.SaveCandidate(ctx, c, log)
}

func (s stopsLetters) SaveLetter(ctx context.Context, l recruit.Letter, log recruit.Activity) (recruit.Letter, error) {
	defer s.stop()
	return s.Store.SaveLetter(ctx, l, log)
}

// TestStoppedAmongMany stops the commands that change many: the one that is being changed is
// changed whole, the others are as they were, and how many that are is said.
func TestStoppedAmongMany(t *testing.T) {
	t.Parallel()
	const outside = " What those changes call for outside continues with recruitty outbox run."
	for _, c := range []struct {
		args, at, says string
		code           int
	}{
		{"interview bulk cancel 1 2 3 --reason ill", "interviews", "Stopped: 1 of 3 interviews changed; the others are as they were." + outside, exitcode.Failed},
		{"interview bulk cancel 2 --reason ill", "interviews", "The changes are saved, but the external steps were stopped. Run recruitty outbox run.", exitcode.Unconfirmed},
		{"interview bulk cancel 1 2 3 --reason ill", "reading", "Stopped; nothing was changed.", exitcode.Failed},
		{"candidate bulk mail 1 2 3 --words Hello", "letters", "Stopped: 1 of 3 candidates changed; the others are as they were." + outside, exitcode.Failed},
		{"candidate bulk mail 1 --words Hello", "letters", "The changes are saved, but the external steps were stopped. Run recruitty outbox run.", exitcode.Unconfirmed},
		{"candidate bulk tag 1 2 3 --add go", "candidates", "Stopped: 1 of 3 candidates changed; the others are as they were.", exitcode.Failed},
		{"candidate bulk tag 1 --add go", "candidates", "", exitcode.Done},
		{"candidate bulk tag 1 2 3 --add go", "reading", "Stopped; nothing was changed.", exitcode.Failed},
	} {
		t.Run(c.args+" at "+c.at, func(t *testing.T) {
			t.Parallel()
			box, err := mailbox.Open("")
			fine(t, err)
			t.Cleanup(func() { _ = box.Close() })
			dir := filepath.Join(t.TempDir(), "data")
			run := func(at string, args ...string) (int, string, string) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				var out, said bytes.Buffer
				code := cli.Run(ctx, command.App{In: strings.NewReader(""), Out: &out, Err: &said, Data: dir, Now: time.Now,
					Open: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
						w, err := app.Open(ctx, dir, store.Options{}, recruit.Environment{})
						if err != nil {
							return nil, err
						}
						svc := w.Services
						switch at {
						case "reading":
							svc.Store = stopsReading{svc.Store, stop}
						case "interviews":
							svc.Scheduling.Store = stopsInterviews{svc.Scheduling.Store, stop}
						case "candidates":
							svc.Pipeline.Candidates = stopsCandidates{svc.Pipeline.Candidates, stop}
						case "letters":
							svc.Letters.Store = stopsLetters{svc.Letters.Store, stop}
						}
						return w, nil
					}}, args)
				return code, out.String(), said.String()
			}
			must := func(args ...string) {
				t.Helper()
				if code, _, said := run("", args...); code != exitcode.Done && code != exitcode.Unconfirmed {
					t.Fatalf("%v: exit code %d: %s", args, code, said)
				}
			}
			must("member", "add", "--name", "Robin Reyes", "--email", "robin@example.com", "--time-zone", "Europe/Madrid")
			must("mail", "set", box.URL(), "--from", "jobs@example.com")
			must("job", "add", "--title", "Baker")
			for n := range 3 {
				id := fmt.Sprint(n + 1)
				must("candidate", "add", "--name", "Candidate "+id, "--email", id+"@example.org")
				must("candidate", "link", id, "--job", "1")
				if strings.HasPrefix(c.args, "interview") {
					must("interview", "schedule", "--candidate", id, "--job", "1", "--title", "Talk", "--start", "in "+id+" weeks 10:00", "--duration", "30m", "--platform", "phone", "--place", "+34 1")
				}
			}
			code, out, said := run(c.at, strings.Fields(c.args)...)
			want := ""
			if c.says != "" {
				want = "recruitty: " + c.says + "\n"
			}
			if code != c.code || said != want {
				t.Errorf("exit code %d, want %d; it said %q, want %q; %s", code, c.code, said, want, out)
			}
			if read := c.at == "reading"; read == strings.Contains(out, "changed.") || read == (out != "") {
				t.Errorf("it printed %q", out)
			}
		})
	}
}
