package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd/sshtest"
	"recruitty/recruit/timeparse"
	"recruitty/zoom/zoomsim"
)

var (
	recruiters    = flag.Int("recruiters", 4, "how many recruiters work at the same time in TestRecruiters")
	recruitersFor = flag.Duration("recruiters-for", 3*time.Second, "how long they work")
)

// TestRecruiters lets a team work on one host at the same time, each on a
// screen and by commands, and then holds Zoom, every calendar and the workspace
// against each other and against what each of them was told.
func TestRecruiters(t *testing.T) {
	t.Parallel()
	h := newOffice(t, *recruiters)
	dana, err := h.enter(t.Context(), h.key)
	if err != nil {
		t.Fatal(err)
	}
	defer dana.Close()
	h.ask = func(args ...string) (sshtest.Result, error) { return sshtest.Run(dana, sshtest.Command(args...), "") }
	if err := h.hurry(dana); err != nil {
		t.Fatal(err)
	}
	book := newLedger()
	var team []*recruiter
	for n := range *recruiters {
		r, err := h.hire(dana, n)
		if err == nil {
			r.book = book
			r.client, err = h.enter(t.Context(), r.key)
		}
		if err != nil {
			t.Fatal(err)
		}
		defer r.client.Close()
		team = append(team, r)
	}
	began := time.Now()
	ctx, cancel := context.WithDeadline(t.Context(), began.Add(*recruitersFor))
	defer cancel()
	var all sync.WaitGroup
	for _, r := range team {
		for what, work := range map[string]func(context.Context) error{"commands": r.command, "screen": r.sit} {
			all.Go(func() {
				if err := work(ctx); err != nil {
					t.Errorf("%s, %s: %v", r.email, what, err)
				}
			})
		}
	}
	all.Wait()
	took := time.Since(began)
	h.settle()
	h.check()
	book.check(t, h.known)
	for _, i := range h.known {
		if i.Meeting != nil && i.Meeting.Host != i.Organiser.Email {
			t.Errorf("interview %d of %s is hosted by %s", i.ID, i.Organiser.Email, i.Meeting.Host)
		}
	}
	t.Logf("%d recruiters: %s; %d requests at Zoom, %d emails", len(team), book.summary(took), len(h.sim.Requests()), len(h.box.List()))
}

// newOffice is a host whose whole workspace is connected to Zoom, and n
// recruiters have an account there beside Dana.
func newOffice(t *testing.T, n int) *hosted {
	t.Helper()
	users := []zoomsim.User{zoomUser(0, "Dana Ruiz", "dana@example.com")}
	for i := range n {
		users = append(users, zoomUser(i+1, fmt.Sprintf("Recruiter %d", i), recruiterEmail(i)))
	}
	w := newWorkplace(t, users...)
	w.env = append(w.env, "RECRUITTY_ZOOM_CLIENT_ID="+zoomsim.AccountAppID, "RECRUITTY_ZOOM_CLIENT_SECRET="+zoomsim.AccountAppSecret,
		"RECRUITTY_ZOOM_ACCOUNT_ID="+zoomsim.AccountID)
	return newHosted(t, w)
}

func recruiterEmail(n int) string { return fmt.Sprintf("recruiter%d@example.com", n) }

// hurry lets decisions leave after a second, where a person would have longer
// to take them back. Only the screen can set this.
func (h *hosted) hurry(dana *ssh.Client) error {
	s, err := sshtest.Sit(dana, "xterm-256color", 120, 40)
	if err != nil {
		return err
	}
	if _, err := s.Sees("Today"); err != nil {
		return err
	}
	if err := steps(s, "\x0bworkspace", "Settings, Workspace", "\r", "undo before anything is sent",
		"e\t\x01\x0b1\x13", "Workspace saved."); err != nil {
		return err
	}
	return leave(s)
}

// recruiter is a member of the team.
type recruiter struct {
	key    sshtest.Key
	number int
	email  string
	zone   *time.Location

	job      string
	own      []string // candidates that commands are about
	onScreen person   // the one that the screen is about

	client *ssh.Client // their connection
	book   *ledger     // of all
	rng    *rand.Rand  // of the commands
	slot   int         // the next free hour of their calendar
}

// person is a candidate as a screen knows them.
type person struct{ id, first, last, email string }

// hire adds a recruiter with a job, one candidate for the screen and two for
// commands.
func (h *hosted) hire(dana *ssh.Client, n int) (*recruiter, error) {
	zones := []string{"Europe/Lisbon", "America/New_York", "Asia/Seoul", "Asia/Kolkata"}
	zone, err := timeparse.Zone(zones[n%len(zones)])
	if err != nil {
		return nil, err
	}
	key, err := sshtest.NewKey()
	if err != nil {
		return nil, err
	}
	r := &recruiter{key: key, number: n, email: recruiterEmail(n), zone: zone, rng: rand.New(rand.NewPCG(uint64(n), 1))}
	add := func(input string, words ...string) string {
		var made struct{ ID int64 }
		got, failed := sshtest.Run(dana, sshtest.Command(append(words, "--json")...), input)
		if failed == nil && got.Code != 0 {
			failed = fmt.Errorf("%q: exit code %d: %s", words, got.Code, got.Said)
		}
		if failed == nil && words[1] == "add" {
			failed = json.Unmarshal([]byte(got.Out), &made)
		}
		err = errors.Join(err, failed)
		return strconv.FormatInt(made.ID, 10)
	}
	add("", "member", "add", "--name", fmt.Sprintf("Recruiter %d", n), "--email", r.email, "--time-zone", zone.String())
	add(sshtest.Line(key)+"\n", "member", "key", "add", r.email, "-")
	r.job = add("", "job", "add", "--title", fmt.Sprintf("Opening %d", n))
	candidate := func(first, last, email, zone string) person {
		p := person{first: first, last: last, email: email}
		p.id = add("", "candidate", "add", "--name", first+" "+last, "--email", email, "--time-zone", zone)
		add("", "candidate", "link", p.id, "--job", r.job)
		return p
	}
	r.onScreen = candidate("Robin", fmt.Sprintf("Vale%04d", n), fmt.Sprintf("robin%d@example.org", n), zones[(n+1)%len(zones)])
	for _, first := range []string{"Kim", "Ola"} {
		r.own = append(r.own, candidate(first, fmt.Sprintf("Okafor %d", n), fmt.Sprintf("%s%d@example.org", first, n), zones[(n+2)%len(zones)]).id)
	}
	return r, err
}
