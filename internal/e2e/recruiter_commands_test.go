package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/internal/sshd/sshtest"
)

// maxStanding is how many interviews a recruiter keeps by commands.
const maxStanding = 6

// standing is an interview as its recruiter knows it.
type standing struct {
	ID      int64 `json:"id"`
	Version int
	Start   time.Time
}

// command works by commands until ctx ends.
func (r *recruiter) command(ctx context.Context) error {
	var all []*standing
	for ctx.Err() == nil {
		pick := r.rng.IntN(20)
		if len(all) == 0 || pick < 6 && len(all) < maxStanding {
			i, err := r.schedule()
			if err != nil {
				return err
			}
			all = append(all, i)
			continue
		}
		at := r.rng.IntN(len(all))
		var err error
		switch {
		case pick < 12:
			_, err = r.decide(all[at], "rescheduled", r.move(all[at])...)
		case pick < 14:
			err = r.both(all[at])
		case pick < 16:
			_, err = r.decide(all[at], "cancelled", "interview", "cancel", number(all[at].ID), "--reason", "Filled")
			all = slices.Delete(all, at, at+1)
		default:
			err = r.read()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func number(id int64) string { return strconv.FormatInt(id, 10) }

// free is an hour in which the recruiter has nothing else.
func (r *recruiter) free() string {
	r.slot++
	return nextYear().Add(time.Duration(r.slot) * time.Hour).Format(time.RFC3339)
}

func (r *recruiter) schedule() (*standing, error) {
	i := &standing{}
	_, err := r.decide(i, "scheduled", "interview", "schedule", "--candidate", r.own[r.slot%len(r.own)], "--job", r.job, "--title", "Talk",
		"--start", r.free(), "--duration", "30m", "--participant", recruiterEmail((r.number+1)%*recruiters))
	return i, err
}

func (r *recruiter) move(i *standing) []string {
	return []string{"interview", "reschedule", number(i.ID), "--start", r.free(), "--duration", "45m"}
}

// both moves an interview twice at the same time, each on the version that was
// seen last; one of them has to come too late.
func (r *recruiter) both(i *standing) error {
	seen := *i
	moves := [2][]string{append(r.move(i), "--if-version", strconv.Itoa(i.Version)), append(r.move(i), "--if-version", strconv.Itoa(i.Version))}
	var after [2]standing
	var done [2]bool
	var errs [2]error
	var two sync.WaitGroup
	for n := range moves {
		after[n] = seen
		two.Go(func() { done[n], errs[n] = r.decide(&after[n], "rescheduled", moves[n]...) })
	}
	two.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		return err
	}
	if done[0] == done[1] {
		return fmt.Errorf("of two moves of interview %d on version %d the host took %v", i.ID, i.Version, done)
	}
	*i = after[0]
	if done[1] {
		*i = after[1]
	}
	return nil
}

// read looks at something, as people do most of the time.
func (r *recruiter) read() error {
	what := [][]string{{"interview", "list", "--mine"}, {"candidate", "list"}, {"outbox", "list"}, {"activity", "list", "--member", r.email}, {"zoom", "status"}}
	words := append(what[r.rng.IntN(len(what))], "--json")
	got, err := r.run(words...)
	if err == nil && (got.Code != 0 || !json.Valid([]byte(got.Out))) {
		err = fmt.Errorf("%q: exit code %d: %s", words, got.Code, got.Said)
	}
	return err
}

// decide makes a decision about i, which is then as the host said. It reports
// whether the host took it; the one reason not to is that someone was first.
func (r *recruiter) decide(i *standing, kind string, words ...string) (bool, error) {
	got, err := r.run(append(words, "--json")...)
	switch {
	case err != nil:
		return false, err
	case got.Code == 4 && strings.Contains(got.Said, "changed this interview in the meantime"):
		r.book.refused()
		return false, nil
	case got.Code != 0 && got.Code != 5:
		return false, fmt.Errorf("%q: exit code %d: %s%s", words, got.Code, got.Said, got.Out)
	}
	if err := json.Unmarshal([]byte(got.Out), i); err != nil {
		return false, fmt.Errorf("%q: %w in %s", words, err, got.Out)
	}
	r.book.saved(i.ID, kind, i.Start)
	return true, nil
}

// run runs a command and takes its time.
func (r *recruiter) run(words ...string) (sshtest.Result, error) {
	began := time.Now()
	got, err := sshtest.Run(r.client, sshtest.Command(words...), "")
	r.book.timed(time.Since(began))
	if err == nil && strings.Contains(got.Out+got.Said, "locked") {
		err = fmt.Errorf("%q says %s%s", words, got.Said, got.Out)
	}
	return got, err
}
