package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/internal/sshd/sshtest"
	"recruitty/mail/mailbox"
	"recruitty/zoom/zoomsim"
)

// settlings is how often the outbox is run before a workplace counts as stuck.
const settlings = 80

// workplace is one workspace with what surrounds it: a Zoom and a mail server
// that live in the test, whatever becomes of the processes that use them.
type workplace struct {
	t   *testing.T
	sim *zoomsim.Server
	box *mailbox.Mailbox
	env []string
	// ask runs a command that only reads; by a process of its own, unless
	// someone knows a quicker way.
	ask   func(args ...string) (sshtest.Result, error)
	known []foundInterview
}

// foundInterview is what tests look at of interview show --json.
type foundInterview struct {
	ID       int64  `json:"id"`
	Status   string `json:"status"`
	UID      string `json:"uid"`
	Start    time.Time
	End      time.Time
	Minutes  int `json:"duration_minutes"`
	Sequence int
	Meeting  *struct {
		ID   int64
		Join string `json:"join_url"`
		Host string `json:"host_email"`
	}
	Candidate    struct{ Email string }
	Organiser    struct{ Email string }
	Entry        string `json:"organiser_entry"`
	Participants []struct{ Email string }
	Versions     []struct {
		Kind  string
		Start time.Time
	}
}

// newWorkplace makes a workspace with nobody in it yet. The users are those of
// the Zoom account; the environment does not say yet which app recruitty is.
func newWorkplace(t *testing.T, users ...zoomsim.User) *workplace {
	t.Helper()
	sim := zoomsim.New(zoomsim.Options{DailyLimit: 1 << 20, Users: users})
	stop, err := sim.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	box, err := mailbox.Open("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { box.Close() })
	w := &workplace{t: t, sim: sim, box: box}
	w.env = append(os.Environ(), raceOptions+"="+withoutPause, "RECRUITTY_DATA="+filepath.Join(t.TempDir(), "data"), "RECRUITTY_ZOOM_API="+sim.APIBase(),
		"RECRUITTY_ZOOM_OAUTH="+sim.OAuthBase(), "RECRUITTY_SMTP="+box.URL(), "RECRUITTY_MAIL_FROM=Hiring <hiring@example.com>")
	w.ask = w.run
	return w
}

// zoomUser is a licensed user of the Zoom account.
func zoomUser(number int, name, email string) zoomsim.User {
	first, last, _ := strings.Cut(name, " ")
	return zoomsim.User{ID: fmt.Sprintf("u-%d", number), Email: email, FirstName: first, LastName: last, Type: 2, TimeZone: "Europe/Lisbon"}
}

// nextYear is a morning that is ahead whenever a test runs; no clock changes
// soon after it.
func nextYear() time.Time {
	return time.Date(time.Now().UTC().Year()+1, time.January, 20, 8, 0, 0, 0, time.UTC)
}

// command is the test binary acting as recruitty, see TestMain.
func (w *workplace) command(args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err) // then nothing can be tested at all
	}
	return &exec.Cmd{Path: self, Args: append([]string{"recruitty"}, args...), Env: slices.Clone(w.env)}
}

// run runs a command to its end in a process of its own.
func (w *workplace) run(args ...string) (sshtest.Result, error) {
	var out, said bytes.Buffer
	cmd := w.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	got := sshtest.Result{Out: out.String(), Said: said.String()}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got.Code, err = exit.ExitCode(), nil
	}
	return got, err
}

// must runs a command that has to succeed and returns what it printed.
func (w *workplace) must(args ...string) string {
	w.t.Helper()
	got, err := w.run(args...)
	if err != nil || got.Code != 0 {
		w.t.Fatalf("recruitty %q: %v, exit code %d: %s%s", args, err, got.Code, got.Said, got.Out)
	}
	return got.Out
}

// read asks for something and reads the answer into v.
func (w *workplace) read(v any, args ...string) error {
	got, err := w.ask(append(args, "--json")...)
	if err == nil && got.Code != 0 {
		err = fmt.Errorf("exit code %d: %s%s", got.Code, got.Said, got.Out)
	}
	if err == nil {
		err = json.Unmarshal([]byte(got.Out), v)
	}
	if err != nil {
		return fmt.Errorf("recruitty %q: %w", args, err)
	}
	return nil
}

// look reads which interviews there are.
func (w *workplace) look() {
	w.t.Helper()
	w.known = nil
	if err := w.read(&w.known, "interview", "list"); err != nil {
		w.t.Fatal(err)
	}
}

// settle lets the program finish what was begun, waiting for nothing but the
// moment that it names itself.
func (w *workplace) settle() {
	for range settlings {
		got, err := w.run("outbox", "run", "--json")
		if err == nil && got.Code == 0 {
			return
		}
		var left struct {
			Open []struct {
				State       string
				NextAttempt *time.Time `json:"next_attempt"`
				Error       string
			}
		}
		if err != nil || got.Code != 5 || json.Unmarshal([]byte(got.Out), &left) != nil {
			w.t.Fatalf("outbox run: %v, exit code %d: %s%s", err, got.Code, got.Said, got.Out)
		}
		pause := 100 * time.Millisecond // someone else's lease ends at a moment that is not shown
		for _, e := range left.Open {
			if e.State == "failed" || e.NextAttempt == nil && e.State != "running" {
				w.t.Fatalf("a step needs a person although nothing was refused: %+v", e)
			}
			if e.NextAttempt != nil {
				pause = max(pause, min(time.Until(*e.NextAttempt), 3*time.Second))
			}
		}
		ctx, cancel := context.WithTimeout(w.t.Context(), pause)
		<-ctx.Done()
		cancel()
	}
	w.t.Fatalf("the outbox does not come to its end: %s", w.must("outbox", "list", "--json"))
}
