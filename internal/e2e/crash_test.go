package e2e

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"recruitty/zoom/zoomsim"
)

var (
	kills     = flag.Int("kills", 25, "how many times recruitty is killed in TestKilled")
	killsSeed = flag.Uint64("kills-seed", 1, "the seed of the first world of TestKilled")
)

// Limits of one world of TestKilled.
const (
	killsEach = 50 // kills of one world, at most
	handful   = 5  // interviews scheduled at a time
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
			t.Logf("%d killed within %v, %d came to their end, %d interviews, %d requests at Zoom, %d emails",
				w.died, w.life, w.ended, len(w.known), len(w.sim.Requests()), len(w.box.List()))
		})
	}
}

// killed is a workplace whose processes are killed.
type killed struct {
	*workplace
	rng *rand.Rand
	day time.Time // the first day of interviews
	// life is how long a process has at most, drawn anew for each: some longer
	// than a decision with all its work takes here, so that death comes anywhere.
	life time.Duration

	died, ended int
}

func newKilled(t *testing.T, seed uint64) *killed {
	w := &killed{workplace: newWorkplace(t, zoomUser(1, "Dana Ruiz", "dana@example.com")), rng: rand.New(rand.NewPCG(seed, 0)), day: nextYear()}
	w.env = append(w.env, "RECRUITTY_ZOOM_CLIENT_ID="+zoomsim.PublicID)
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
