package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"recruitty/invite/mailbox"
	"recruitty/zoom/zoomsim"
)

var (
	kills     = flag.Int("kills", 25, "how many times recruitty is killed in TestKilled")
	killsSeed = flag.Uint64("kills-seed", 1, "the seed of the first world of TestKilled")
)

// Limits of one world of TestKilled.
const (
	killsEach  = 50 // kills of one world, at most
	handful    = 5  // interviews scheduled at a time
	roundsEach = 80 // of outbox run before the world counts as stuck
)

// TestKilled kills the real program at random moments, two instances at a time
// on one workspace, and then holds Zoom, every calendar and the workspace
// against each other. Each world has a seed; its choices replay with
// -kills-seed, its moments are the machine's.
func TestKilled(t *testing.T) {
	t.Parallel()
	for left, seed := *kills, *killsSeed; left > 0; left, seed = left-killsEach, seed+1 {
		n := min(left, killsEach)
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			w := newKilled(t, seed)
			for i := 0; w.died < n; i++ {
				if i%3 == 0 { // what is chosen in between may be out of date, as with people
					w.look()
				}
				w.round()
			}
			w.settle()
			w.check()
			t.Logf("%d killed within %v, %d came to their end, %d interviews, %d requests at Zoom, %d mails",
				w.died, w.life, w.ended, len(w.known), len(w.sim.Requests()), len(w.box.List()))
		})
	}
}

// killed is one workspace whose processes are killed, with a Zoom and a mail
// server that live on in the test.
type killed struct {
	t   *testing.T
	rng *rand.Rand
	sim *zoomsim.Server
	box *mailbox.Mailbox
	env []string
	day time.Time // the first day of interviews
	// life is how long a process has at most, drawn anew for each: some longer
	// than a decision with all its work takes here, so that death comes anywhere.
	life time.Duration

	died, ended int
	known       []killedInterview
}

// killedInterview is what the test looks at of interview show --json.
type killedInterview struct {
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
	}
	Candidate    struct{ Email string }
	Participants []struct{ Email string }
}

func newKilled(t *testing.T, seed uint64) *killed {
	sim := zoomsim.New(zoomsim.Options{DailyLimit: 1 << 20, Users: []zoomsim.User{
		{ID: "u-dana", Email: "dana@example.com", FirstName: "Dana", LastName: "Ruiz", Type: 2, TimeZone: "Europe/Lisbon"}}})
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
	now := time.Now().UTC()
	w := &killed{t: t, rng: rand.New(rand.NewPCG(seed, 0)), sim: sim, box: box,
		day: time.Date(now.Year()+1, time.January, 20, 8, 0, 0, 0, time.UTC)}
	w.env = append(os.Environ(), "RECRUITTY_DATA="+filepath.Join(t.TempDir(), "data"), "RECRUITTY_ZOOM_API="+sim.APIBase(),
		"RECRUITTY_ZOOM_OAUTH="+sim.OAuthBase(), "RECRUITTY_ZOOM_CLIENT_ID="+zoomsim.PublicID, "RECRUITTY_SMTP="+box.URL(),
		"RECRUITTY_MAIL_FROM=Hiring <hiring@example.com>")
	w.must("member", "add", "--name", "Dana Ruiz", "--email", "dana@example.com", "--time-zone", "Europe/Lisbon")
	w.must("job", "add", "--title", "SRE")
	w.must("candidate", "add", "--name", "Priya Nair", "--email", "priya@example.com")
	w.must("candidate", "link", "1", "--job", "1")
	w.connect()
	began := time.Now()
	w.must("interview", "schedule", "--candidate", "1", "--job", "1", "--title", "Talk", "--start", w.day.Format(time.RFC3339), "--duration", "30m")
	w.life = max(80*time.Millisecond, 3*time.Since(began)/2)
	return w
}

// connect approves the connection as a person with a browser does.
func (w *killed) connect() {
	cmd := w.command("zoom", "connect")
	cmd.Env = append(cmd.Env, "BROWSER=browser")
	if out, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("connect: %v\n%s", err, out)
	}
}

// command is the test binary acting as recruitty, see TestMain.
func (w *killed) command(args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{"recruitty"}, args...), Env: slices.Clone(w.env)}
}

// run runs a command to its end and returns its exit code.
func (w *killed) run(args ...string) (code int, stdout []byte, said string) {
	var out, remarks bytes.Buffer
	cmd := w.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &remarks
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		w.t.Fatalf("recruitty %q: %v", args, err)
	}
	return code, out.Bytes(), remarks.String()
}

// must runs a command that has to succeed and returns what it printed.
func (w *killed) must(args ...string) []byte {
	w.t.Helper()
	code, out, said := w.run(args...)
	if code != 0 {
		w.t.Fatalf("recruitty %q: exit code %d: %s%s", args, code, said, out)
	}
	return out
}

// round runs two commands at once and kills both.
func (w *killed) round() {
	var both sync.WaitGroup
	var died [2]bool
	for i := range died {
		args, after := w.choose(), time.Duration(w.rng.Int64N(int64(w.life)))
		cmd := w.command(args...)
		both.Go(func() {
			if err := cmd.Start(); err != nil {
				w.t.Error(err)
				return
			}
			blow := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
			err := cmd.Wait()
			blow.Stop()
			var exit *exec.ExitError
			died[i] = errors.As(err, &exit) && exit.ExitCode() < 0
		})
	}
	both.Wait()
	for _, d := range died {
		if d {
			w.died++
		} else {
			w.ended++
		}
	}
}

// look reads which interviews there are.
func (w *killed) look() {
	w.known = nil
	if err := json.Unmarshal(w.must("interview", "list", "--json"), &w.known); err != nil {
		w.t.Fatal(err)
	}
}

// choose picks a command, mostly about one of the interviews that stand.
func (w *killed) choose() []string {
	var standing []string
	for _, i := range w.known {
		if i.Status == "scheduled" {
			standing = append(standing, strconv.FormatInt(i.ID, 10))
		}
	}
	guest := fmt.Sprintf("guest%d@example.org", w.rng.IntN(3))
	start := w.day.Add(time.Duration(w.rng.IntN(60*24)) * time.Hour).Format("2006-01-02T15:04:05Z")
	pick := w.rng.IntN(10)
	if len(standing) == 0 || pick < 3 && len(standing) < handful {
		return []string{"interview", "schedule", "--candidate", "1", "--job", "1", "--title", "Talk", "--start", start, "--duration", "30m", "--participant", guest}
	}
	id := standing[w.rng.IntN(len(standing))]
	switch {
	case pick < 6:
		return []string{"interview", "reschedule", id, "--start", start, "--duration", fmt.Sprintf("%dm", 30+w.rng.IntN(30))}
	case pick < 7:
		return []string{"interview", "cancel", id}
	case pick < 8:
		return []string{"interview", "invite", id, "--add", guest}
	case pick < 9:
		return []string{"interview", "invite", id, "--remove", guest}
	}
	return []string{"outbox", "run"}
}

// settle lets the program finish what was begun, waiting for nothing but the
// moment that it names itself.
func (w *killed) settle() {
	for range roundsEach {
		code, out, said := w.run("outbox", "run", "--json")
		if code == 0 {
			return
		}
		var left struct {
			Open []struct {
				State       string
				NextAttempt *time.Time `json:"next_attempt"`
				Error       string
			}
		}
		if code != 5 || json.Unmarshal(out, &left) != nil {
			w.t.Fatalf("outbox run: exit code %d: %s%s", code, said, out)
		}
		pause := 100 * time.Millisecond // somebody else's lease ends at a moment that is not shown
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
	_, out, _ := w.run("outbox", "list", "--json")
	w.t.Fatalf("the outbox does not come to its end: %s", out)
}
