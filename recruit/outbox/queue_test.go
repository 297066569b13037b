package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/recruittest"
)

// damaged is a store in which one interview cannot be read, or a fault happens
// with it, and files are gone.
type damaged struct {
	*recruittest.Store
	unreadable map[recruit.InterviewID]func() error
	stored     []byte // what stands for every stored mail, unless nil
}

func (d *damaged) Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	if fault := d.unreadable[id]; fault != nil {
		return recruit.Record{}, fault()
	}
	return d.Store.Record(ctx, id)
}

func (d *damaged) EffectMessage(ctx context.Context, id recruit.EffectID) ([]byte, error) {
	if d.stored != nil {
		return d.stored, nil
	}
	return d.Store.EffectMessage(ctx, id)
}

// clumsy is a mail service that fails with the interviews of one title.
type clumsy struct {
	recruit.Mailer
	compose, send func() error
	mu            sync.Mutex
	sent          []string
}

func (*clumsy) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{Address: "jobs@example.com"}, nil
}

func (c *clumsy) Compose(_ context.Context, l recruit.MailRequest) ([]byte, error) {
	if l.Record.Interview.Title == "Bad" && c.compose != nil {
		return nil, c.compose()
	}
	return []byte(l.Record.Interview.Title + " " + l.MessageID), nil
}

func (c *clumsy) Send(_ context.Context, _, to string, message []byte) error {
	if strings.HasPrefix(string(message), "Bad") && c.send != nil {
		return c.send()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent = append(c.sent, to)
	return nil
}

// queued is a workspace with a bad interview at the head of the outbox and fifty
// good ones behind it.
func queued(t *testing.T) (*damaged, recruit.InterviewID, func() time.Time, func(time.Duration)) {
	t.Helper()
	store, now := recruittest.NewStore(), recruittest.At()
	clock := func() time.Time { return now }
	svc := store.Scheduling(clock)
	robin := store.AddMember(recruit.Member{Name: "Robin Reyes", Email: "robin@example.com", Role: recruit.Admin, TimeZone: "Europe/Lisbon", SkipEntry: true})
	job := store.AddJob(recruit.Job{Title: "Storage engineer"})
	var bad recruit.InterviewID
	for n := range 51 {
		title := "Good"
		if n == 0 {
			title = "Bad"
		}
		who := store.AddCandidate(recruit.Candidate{Name: "Priya Raman", Email: fmt.Sprintf("priya%d@example.org", n)}, job.ID)
		r, err := svc.Schedule(t.Context(), robin, recruit.ScheduleRequest{CandidateID: who.ID, JobID: job.ID, Title: title, Platform: recruit.Phone, Place: "+351 1",
			Start: now.Add(48*time.Hour + time.Duration(n)*time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			bad = r.Interview.ID
		}
	}
	return &damaged{Store: store, unreadable: map[recruit.InterviewID]func() error{}}, bad, clock, func(d time.Duration) { now = now.Add(d) }
}

// TestOneBadEffectStopsNoOther holds that whatever fails with one interview, the
// fifty behind it are served in the same pass, and that it says why and is tried
// again later.
func TestOneBadEffectStopsNoOther(t *testing.T) {
	t.Parallel()
	panics := func() error { var none []int; return fmt.Errorf("%d", none[len(none)]) }
	plainly := func() error { return errors.New("no such verb") }
	storage := func() error {
		return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The workspace could not be used."}
	}
	for _, c := range []struct {
		name          string
		record        func() error
		compose, send func() error
		stored        string
		says          string
		state         recruit.EffectState
	}{
		{name: "a record that cannot be read", record: storage, says: "could not be used", state: recruit.Waiting},
		{name: "a fault in reading", record: panics, says: "An error in recruitty", state: recruit.Waiting},
		{name: "an email that cannot be written", compose: plainly, says: "no such verb", state: recruit.Waiting},
		{name: "a fault in writing an email", compose: panics, says: "An error in recruitty", state: recruit.Waiting},
		{name: "a fault in sending", send: panics, says: "An error in recruitty", state: recruit.Unknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			store, bad, now, pass := queued(t)
			if c.record != nil {
				store.unreadable[bad] = c.record
			}
			post := &clumsy{compose: c.compose, send: c.send}
			box := boxOf(store, post, now)
			_, err := box.RunDue(t.Context())
			if named := err != nil && strings.Contains(err.Error(), fmt.Sprintf("Interview %d ", bad)); named != (c.record != nil) {
				t.Errorf("RunDue: %v", err)
			}
			if len(post.sent) != 50 {
				t.Errorf("%d emails were sent, want 50", len(post.sent))
			}
			delete(store.unreadable, bad)
			r, err := store.Record(t.Context(), bad)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range r.Pending() {
				if e.State != c.state || !e.NextAttempt.After(now()) || !strings.Contains(e.Error, c.says) {
					t.Errorf("%s next at %s: %q", e.State, e.NextAttempt, e.Error)
				}
			}
			post.compose, post.send = nil, nil
			pass(3 * time.Second)
			if _, err := box.RunDue(t.Context()); err != nil {
				t.Fatal(err)
			}
			if r, err = store.Record(t.Context(), bad); err != nil || !r.Settled() {
				t.Errorf("it was not tried again: %v, %+v", err, r.Pending())
			}
		})
	}
}

// TestWhatAlwaysFailsIsTriedLessOften has an interview fail for an hour: it is
// looked at about once a minute, and never keeps a later one waiting.
func TestWhatAlwaysFailsIsTriedLessOften(t *testing.T) {
	t.Parallel()
	store, bad, now, pass := queued(t)
	reads := 0
	var mu sync.Mutex
	store.unreadable[bad] = func() error {
		mu.Lock()
		defer mu.Unlock()
		reads++
		return errors.New("damaged")
	}
	box := boxOf(store, &clumsy{}, now)
	for range 3600 {
		_, _ = box.RunDue(t.Context())
		pass(time.Second)
	}
	if reads < 40 || reads > 90 {
		t.Errorf("it was tried %d times in an hour", reads)
	}
}

// TestADamagedStoredMailIsNotSent repeats a mail that may have left, whose bytes
// are not those that were stored.
func TestADamagedStoredMailIsNotSent(t *testing.T) {
	t.Parallel()
	store, bad, now, pass := queued(t)
	post := &clumsy{send: func() error { return &recruit.Problem{Kind: recruit.ErrLost, Sentence: "The line broke."} }}
	box := boxOf(store, post, now)
	if _, err := box.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	store.stored, post.send = []byte("Bad bytes"), nil
	pass(time.Minute)
	post.sent = nil
	if _, err := box.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := store.Record(t.Context(), bad)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Pending() {
		if e.State != recruit.Failed || !strings.Contains(e.Error, "is damaged") || !strings.Contains(e.Error, e.Target) {
			t.Errorf("%s: %q", e.State, e.Error)
		}
	}
	if len(r.Pending()) != 1 || len(post.sent) != 0 {
		t.Errorf("%d are open, %d were sent", len(r.Pending()), len(post.sent))
	}
}

func boxOf(store outbox.Store, post recruit.Mailer, now recruit.Clock) *outbox.Outbox {
	return &outbox.Outbox{Store: store, Mailer: post, Owner: "test", Now: now, Log: slog.New(slog.DiscardHandler), Pause: outbox.Pause,
		Workspace: func(context.Context) string { return "Acme" }, Dead: func(string) bool { return false },
		After: func(time.Duration) <-chan time.Time { return nil }}
}
