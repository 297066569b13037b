package shell

import (
	"context"
	"errors"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/steps"
)

// TestLongWorkSaysHowFarItIsAndStops runs work that tells how far it is, or names a step, and
// is stopped in the middle: what it returns then is delivered.
func TestLongWorkSaysHowFarItIsAndStops(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	a := &App{session: Session{Context: t.Context(), Now: func() time.Time { return now }, After: func(time.Duration, tea.Msg) tea.Cmd { return func() tea.Msg { return nil } }}}
	var l Long
	begun, goOn := make(chan struct{}), make(chan struct{})
	got, failed := 0, error(nil)
	cmd := RunLong(a, &l, "Saving", func(ctx context.Context, told func(done, all int)) (int, error) {
		told(10, 40)
		begun <- struct{}{}
		<-goOn
		steps.Begin(ctx, steps.Step{What: "Reading the mailbox", Unit: steps.Mails})
		begun <- struct{}{}
		<-ctx.Done()
		return 12, ctx.Err()
	}, func(done int, err error) tea.Cmd {
		got, failed = done, err
		return nil
	})
	answers := make(chan tea.Msg, 8)
	for _, one := range batch(cmd) {
		if one != nil {
			go func() { answers <- one() }()
		}
	}
	<-begun
	if now = now.Add(5 * time.Second); l.Words(steps.Interviews) != "Saving: 10 of 40 interviews, 2 a second, about 16 s left" || !l.Running() || a.UnderWay != 1 {
		t.Errorf("it says %q", l.Words(steps.Interviews))
	}
	close(goOn)
	<-begun
	if said := l.Words(steps.Interviews); said != "Reading the mailbox" {
		t.Errorf("it says %q", said)
	}
	stop := l.StopKey()
	if !stop.Shown() {
		t.Error("it cannot be stopped")
	}
	stop.Do()
	if said := l.Words(steps.Interviews); said != "Stopping" || stop.Shown() || !l.Stopped() {
		t.Errorf("it says %q, stopped %v", said, l.Stopped())
	}
	for msg := range answers {
		if answer, is := msg.(Answer); is {
			answer.Deliver()
			break
		}
	}
	if got != 12 || !errors.Is(failed, context.Canceled) || l.Running() || a.UnderWay != 0 {
		t.Errorf("it came to %d, %v; under way are %d", got, failed, a.UnderWay)
	}
	l.Stop() // does nothing then
}

// batch are the commands of one.
func batch(cmd tea.Cmd) []tea.Cmd {
	if cmd == nil {
		return nil
	}
	if many, ok := cmd().(tea.BatchMsg); ok {
		return many
	}
	return []tea.Cmd{cmd}
}
