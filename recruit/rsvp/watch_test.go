package rsvp_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

// shared keeps settings in memory, for several goroutines.
type shared struct {
	turn sync.Mutex
	kept map[string]string
}

func newShared() *shared { return &shared{kept: map[string]string{}} }

func (s *shared) Setting(_ context.Context, key string) (string, error) {
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.kept[key], nil
}

func (s *shared) SetSetting(_ context.Context, key, value string) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.kept[key] = value
	return nil
}

func (s *shared) Secret(ctx context.Context, key string) (string, error) { return s.Setting(ctx, key) }

func (s *shared) SetSecret(ctx context.Context, key, value string) error {
	return s.SetSetting(ctx, key, value)
}

// watched is a mailbox that a test plays.
type watched struct {
	recruit.Mailer
	looks   chan string   // the marks of the looks that begin
	results chan error    // how they end
	waits   chan struct{} // waitings that begin
	news    chan error    // how they end
}

func (w *watched) Collect(ctx context.Context, url string, from recruit.InboxProgress, take func(recruit.Reply) (bool, error)) (recruit.InboxProgress, error) {
	w.looks <- url + " " + from.Mark
	from.Mark += "+"
	return from, <-w.results
}

func (w *watched) Await(ctx context.Context, _, _ string) error {
	w.waits <- struct{}{}
	select {
	case <-ctx.Done():
		return nil
	case err := <-w.news:
		return err
	}
}

func (w *watched) CheckInbox(url string) (string, error) { return url, nil }

// pauses is a clock that a test lets run.
type pauses struct {
	asked chan time.Duration
	pass  chan time.Time
}

func (p *pauses) after(d time.Duration) <-chan time.Time {
	p.asked <- d
	return p.pass
}

func TestRunLooksWhenSomethingArrives(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	store := newShared()
	admin := recruit.Member{ID: 1, Role: recruit.Admin}
	w := &watched{looks: make(chan string), results: make(chan error), waits: make(chan struct{}), news: make(chan error)}
	settings := &recruit.Settings{Store: store}
	answers := &rsvp.Service{Settings: settings, Mailer: w, Now: recruittest.At}
	p := &pauses{asked: make(chan time.Duration, 100), pass: make(chan time.Time)}
	set := func(url string) {
		t.Helper()
		if err := settings.SetInbox(ctx, admin, url, w.CheckInbox); err != nil {
			t.Fatal(err)
		}
	}
	var failures []string
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		answers.Run(ctx, p.after, func(err error) { failures = append(failures, recruit.Sentence(err)) })
	}()
	during := func(want time.Duration, do func()) {
		t.Helper()
		if d := <-p.asked; d != want {
			t.Fatalf("a pause of %s, want %s", d, want)
		}
		do()
		p.pass <- time.Time{}
	}
	pass := func(want time.Duration) { t.Helper(); during(want, func() {}) }
	look := func(want string, result error) {
		t.Helper()
		if got := <-w.looks; got != want {
			t.Fatalf("a look at %q, want %q", got, want)
		}
		w.results <- result
	}

	during(time.Minute, func() { set("imaps://a:b@mail.example") }) // none was set before
	look("imaps://a:b@mail.example ", nil)
	<-w.waits
	if d := <-p.asked; d != time.Minute { // the limit of the waiting
		t.Fatal(d)
	}
	w.news <- nil
	pass(2 * time.Second)
	look("imaps://a:b@mail.example +", nil)

	// A server that says nothing is looked into after a minute.
	<-w.waits
	<-p.asked
	w.news <- &recruit.Problem{Kind: recruit.ErrUnsupported}
	pass(time.Minute)
	trouble := &recruit.Problem{Kind: recruit.ErrLater, Sentence: "It is down."}
	look("imaps://a:b@mail.example ++", trouble)

	// Failures make the pauses longer: 1, 2 and 4 minutes.
	pass(time.Minute)
	look("imaps://a:b@mail.example +++", trouble)
	pass(time.Minute)
	pass(time.Minute)
	look("imaps://a:b@mail.example ++++", trouble)
	b, err := settings.Inbox(ctx)
	if err != nil || b.LastError != "It is down." || !b.Looked.Equal(recruittest.At()) {
		t.Errorf("kept %+v, %v", b, err)
	}
	// Another mailbox ends the pause, begins at its own beginning, and the first
	// one goes on where it was, whatever its password is now.
	during(time.Minute, func() { set("imaps://c:d@other.example/Answers") })
	look("imaps://c:d@other.example/Answers ", nil)
	<-w.waits
	during(time.Minute, func() { set("imap://a:new@MAIL.example:143/INBOX") })
	look("imap://a:new@MAIL.example:143/INBOX +++++", nil)

	// One waiting lasts 25 minutes, and then begins anew.
	<-w.waits
	for range 25 {
		pass(time.Minute)
	}
	look("imap://a:new@MAIL.example:143/INBOX ++++++", nil)
	<-w.waits
	stop()
	<-ended
	if want := []string{"It is down."}; !slices.Equal(failures, want) {
		t.Errorf("said %q, want %q", failures, want)
	}
}
