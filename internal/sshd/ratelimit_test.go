package sshd

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

func clock() (now *time.Time, tell func() time.Time) {
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	return &at, func() time.Time { return at }
}

// People behind one address are not locked out by a key that fails over and
// over; whoever tries many keys, or none at all, is.
func TestNeighboursOfABadKey(t *testing.T) {
	t.Parallel()
	now, tell := clock()
	p := newRateLimiter(300, 240, tell)
	for range 600 { // a script that tries each second, for ten minutes
		p.take("office", 1)
		p.fail("office", "the key of a forgotten script")
		*now = now.Add(time.Second)
	}
	if !p.take("office", 1) {
		t.Error("a forgotten script locks its neighbours out")
	}
	for _, name := range []string{"many keys", "no key"} {
		for i := range 100 {
			p.take(name, 1)
			key := ""
			if name == "many keys" {
				key = strconv.Itoa(i)
			}
			p.fail(name, key)
		}
		if p.take(name, 1) {
			t.Errorf("whoever tries %s goes on", name)
		}
	}
	p.welcome("home")
	for range 200 {
		p.fail("home", "")
	}
	if !p.take("home", 1) || !p.isWelcome("home") || p.isWelcome("office") {
		t.Error("failures count where a member works")
	}
	*now = now.Add(welcomeFor)
	if p.isWelcome("home") {
		t.Error("a member's visit counts for ever")
	}
	for i := range 3 * maxAddresses {
		p.fail(strconv.Itoa(i), "key")
		p.welcome(strconv.Itoa(i))
		p.take(strconv.Itoa(i), 1)
	}
	if len(p.failed) > maxAddresses || len(p.welcomed) > maxAddresses || len(p.left) > maxAddresses {
		t.Error("addresses are remembered without end")
	}
}

func TestAddressesOfOneNetwork(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"192.0.2.7:1": "192.0.2.7", "[::ffff:192.0.2.7]:1": "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:1": "2001:db8:1:2::/64", "[2001:db8:1:2:ffff::1]:9": "2001:db8:1:2::/64", "[2001:db8:1:3::1]:9": "2001:db8:1:3::/64",
	} {
		a, err := net.ResolveTCPAddr("tcp", in)
		if err != nil {
			t.Fatal(err)
		}
		if got := addressOf(a); got != want {
			t.Errorf("%s counts as %s", in, got)
		}
	}
}

func TestMemoryIsGivenBackOnceAPause(t *testing.T) {
	t.Parallel()
	now, tell := clock()
	var waits []time.Duration
	var due []func()
	empty, freed := true, 0
	g := &memoryReleaser{
		pause: time.Minute, now: tell, empty: func() bool { return empty }, free: func() { freed++ },
		after: func(d time.Duration, do func()) { waits, due = append(waits, d), append(due, do) },
	}
	g.left()
	g.left()
	if len(due) != 1 || waits[0] != time.Second {
		t.Fatalf("it is asked for %d times, after %v", len(due), waits)
	}
	due[0]()
	if freed != 1 || len(due) != 2 || waits[1] != time.Minute {
		t.Fatalf("freed %d times, then after %v", freed, waits)
	}
	g.left() // while it is going to happen anyway
	*now = now.Add(time.Minute)
	due[1]()
	*now = now.Add(time.Minute)
	due[2]()
	if freed != 3 || len(due) != 3 {
		t.Fatalf("freed %d times, after %v, and nobody had come", freed, waits)
	}
	*now = now.Add(10 * time.Second)
	g.left()
	if len(due) != 4 || waits[3] != 50*time.Second {
		t.Fatalf("freed %d times, then after %v", freed, waits)
	}
	empty = false // someone came meanwhile
	due[3]()
	g.left()
	if freed != 3 || len(due) != 4 {
		t.Error("memory is given back while someone is here")
	}
}

func TestUnfinishedFilesOfAKilledServerAreRemoved(t *testing.T) {
	t.Parallel()
	start := time.Now()
	b := newInboxes(t.TempDir())
	own := strconv.Itoa(os.Getpid())
	parent := strconv.Itoa(os.Getppid())
	one, two := strings.Repeat("a1", 13), strings.Repeat("b2", 13)
	for name, kept := range map[string]bool{
		one + "/.part-" + own + "-1": false, one + "/.part-999999999-7": false, two + "/.part-" + parent + "-1": true,
		one + "/.part-notes.txt": true, one + "/cv.pdf": true, one + "/.part-999999999-new": true, "other/.part-999999999-1": true,
	} {
		path := filepath.Join(b.dir, name)
		check := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		check(os.MkdirAll(filepath.Dir(path), 0o700))
		check(os.WriteFile(path, []byte("x"), 0o600))
		check(os.Chtimes(path, start, start.Add(-time.Hour)))
		check(b.clearParts(start))
		if _, err := os.Stat(path); (err == nil) != kept {
			t.Errorf("%s: %v", name, err)
		}
	}
	coming := filepath.Join(b.dir, one, ".part-999999999-8")
	if err := os.WriteFile(coming, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := b.clearParts(start.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(coming); err != nil {
		t.Error("a file that came after the start was removed")
	}
}

// What timing adds to each key.
func BenchmarkKeyTimed(b *testing.B) {
	f := newMetrics(prometheus.NewRegistry(), func(string) int { return 0 })
	w := &stopwatch{times: f.frames, now: time.Now}
	b.ReportAllocs()
	for b.Loop() {
		w.key()
		w.answered(true)
	}
}

func TestPace(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	p := newRateLimiter(3, 6, func() time.Time { return now })
	for i, want := range []bool{true, true, true, false, false} {
		if p.take("a", 1) != want {
			t.Errorf("attempt %d: not %v", i, want)
		}
	}
	for range 10 {
		if !p.take("joins", 1) {
			t.Error("what is given back is not there")
		}
		p.giveBack("joins", 1)
	}
	if !p.take("b", 1) {
		t.Error("one address counts for another")
	}
	now = now.Add(time.Minute)
	if !p.take("a", failedWeight) {
		t.Error("time gives nothing back")
	}
	if p.take("a", 1) {
		t.Error("a failure weighs as little as a success")
	}
}
