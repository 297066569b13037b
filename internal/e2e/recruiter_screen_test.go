package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"recruitty/internal/sshd/sshtest"
)

// hand is how long a hand takes to the next key at least: nothing acts for a
// moment after a box was closed.
const hand = 200 * time.Millisecond

// steps presses keys and waits for what they bring up, in pairs.
func steps(s *sshtest.Screen, pairs ...string) error {
	for n := 0; n < len(pairs); n += 2 {
		<-time.After(hand)
		err := s.Press(pairs[n])
		if err == nil {
			_, err = s.Sees(pairs[n+1])
		}
		if err != nil {
			return fmt.Errorf("after %q: %w", pairs[n], err)
		}
	}
	return nil
}

// leave ends the program as a person does who is sure.
func leave(s *sshtest.Screen) error {
	err := s.Press("\x03\x03")
	_, ended := s.Ends()
	return errors.Join(err, ended)
}

// sit works on the screens until ctx ends: looks around, schedules, moves and
// cancels an interview of one candidate, and begins forms that are left.
func (r *recruiter) sit(ctx context.Context) error {
	s, err := sshtest.Sit(r.client, "xterm-256color", 120, 40, "locked")
	if err != nil {
		return err
	}
	if _, err := s.Sees("Today"); err != nil {
		return err
	}
	for day := 0; ctx.Err() == nil; day++ {
		if err := r.onceAround(ctx, s, day); err != nil {
			return err
		}
	}
	return leave(s)
}

// A box is left by enter where that can be: esc and a key right behind it are
// one key with alt.

// onceAround has the candidate without an interview at its beginning and end,
// unless ctx ends in the middle.
func (r *recruiter) onceAround(ctx context.Context, s *sshtest.Screen, day int) error {
	date := nextYear().AddDate(2, 0, day%300)
	p := r.onScreen
	if err := steps(s, "2", "Jobs", "4", "Interviews", "3", "Candidates", "n", "New candidate", "\x15Half a na\x1b", "Closed; what you typed is kept",
		"1", "Today"); err != nil {
		return fmt.Errorf("look around: %w", err)
	}
	// The name is pasted, so that nobody else is found by a part of it.
	if err := steps(s, "\x0b", "Everything by name", "\x1b[200~"+p.last+"\x1b[201~", p.first, "\r", p.email); err != nil {
		return fmt.Errorf("open the candidate: %w", err)
	}
	// What is dim on the card behind a box is there before the box closes, and is not
	// painted again; how it went is not.
	start := r.wall(date, 10, 7)
	if err := steps(s, "s", "Schedule Interview Event", "\x01\x0b"+start.Format("2006-01-02 15:04")+"\x13", "enter Send Invitation",
		"\r", "everything above is confirmed", "\r", "1 of 1 told"); err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	id, err := r.find(start)
	if err != nil {
		return err
	}
	r.book.saved(id, "scheduled", start)
	for hour := 12; hour < 14; hour++ {
		if ctx.Err() != nil {
			return nil
		}
		start = r.wall(date, hour, day%60)
		if err := steps(s, "r", "Reschedule Interview Event", "\t\x01\x0b"+start.Format("15:04")+"\x13", "enter Reschedule",
			"\r", "everything above is confirmed", "\r", "1 of 1 told"); err != nil {
			return fmt.Errorf("move: %w", err)
		}
		r.book.saved(id, "rescheduled", start)
	}
	if ctx.Err() != nil {
		return nil
	}
	if err := cancelled(s); err != nil {
		return fmt.Errorf("cancel: %w", err)
	}
	r.book.saved(id, "cancelled", start)
	return nil
}

// cancelled cancels the interview on the screen.
func cancelled(s *sshtest.Screen) error {
	err := errors.Join(steps(s, "x", "Cancel this interview?"), s.Press("\x13"))
	if err != nil {
		return err
	}
	const none = "No upcoming interview"
	shown, err := s.Sees("everything above is confirmed")
	if err != nil {
		return err
	}
	if strings.Contains(ansi.Strip(shown), none) { // it stands there already, beside the box
		return steps(s, "\r", "m move stage")
	}
	return steps(s, "\r", none)
}

// wall is a time on the clock of the recruiter.
func (r *recruiter) wall(day time.Time, hour, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, r.zone)
}

// find is the interview that was scheduled on the screen at a time.
func (r *recruiter) find(start time.Time) (int64, error) {
	got, err := r.run("interview", "list", "--candidate", r.onScreen.id, "--status", "scheduled", "--json")
	if err != nil {
		return 0, err
	}
	var all []standing
	if err := json.Unmarshal([]byte(got.Out), &all); err != nil {
		return 0, fmt.Errorf("interview list: %w in %s", err, got.Out)
	}
	for _, i := range all {
		if i.Start.Equal(start) {
			return i.ID, nil
		}
	}
	return 0, fmt.Errorf("the interview that was scheduled on the screen at %s is not among %s", start, got.Out)
}
