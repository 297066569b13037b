package rsvp_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

// faulty is a mailbox in which the first look ends in a fault.
type faulty struct {
	recruit.Mailer
	looks int
	done  func()
}

func (f *faulty) Collect(_ context.Context, _ string, from recruit.InboxProgress, _ func(recruit.Reply) (bool, error)) (recruit.InboxProgress, error) {
	if f.looks++; f.looks == 1 {
		panic("an odd mailbox")
	}
	f.done()
	return from, nil
}

func (*faulty) Await(ctx context.Context, _, _ string) error {
	<-ctx.Done()
	return ctx.Err()
}

// TestAFaultDoesNotEndTheLooks holds that a fault while the mailbox is read is said
// and the mailbox looked into again.
func TestAFaultDoesNotEndTheLooks(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	box := &faulty{done: stop}
	settings := &recruit.Settings{Store: newShared(), Env: recruit.Environment{IMAP: "imaps://a:b@mail.example.com"}, Now: recruittest.At}
	answers := &rsvp.Service{Store: recruittest.NewStore(), Settings: settings, Mailer: box, Now: recruittest.At}
	var said []error
	answers.Run(ctx, func(time.Duration) <-chan time.Time {
		over := make(chan time.Time)
		close(over)
		return over
	}, func(err error) { said = append(said, err) })
	if box.looks < 2 || len(said) == 0 || !errors.Is(said[0], recruit.ErrLater) || !strings.Contains(recruit.Sentence(said[0]), "tried again") {
		t.Errorf("%d looks, said %v", box.looks, said)
	}
}
