package offers_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/offers"
	"recruitty/recruit/services"
	"recruitty/store"
)

// anotherHost has the same workspace open in a store of its own.
func (w *world) anotherHost() *services.Services {
	w.t.Helper()
	db, err := store.Open(w.t.Context(), w.dir, store.Options{Clock: w.now})
	w.must(err)
	w.t.Cleanup(func() { w.must(db.Close()) })
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return w.svc.Settings.Mail(ctx) }, w.now)
	w.t.Cleanup(post.Close)
	svc := services.New(db, outside{}, post, recruit.Environment{}, w.now)
	svc.Availability.Readers[busy.Feed] = w
	return svc
}

// TestTwoHostsReadTheSameMail holds that two hosts that read the same answer at once book once,
// tell the candidate once and log it once.
func TestTwoHostsReadTheSameMail(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ada", "Eve", "Noor")
	hosts := []*services.Services{w.svc, w.anotherHost()}
	for n, c := range w.candidates {
		o := w.sends(n)
		w.runs()
		in := writes(w.letterID(o), "2\n\n> 1)  Tuesday\n")
		in.From, in.ID = c.Email, c.Name+"@example.org"
		errs := make([]error, 2*len(hosts))
		start := make(chan struct{})
		var wg sync.WaitGroup
		for k := range errs {
			wg.Go(func() {
				<-start
				mine := in
				_, errs[k] = hosts[k%len(hosts)].Answers.Take(t.Context(), recruit.Reply{Incoming: &mine})
			})
		}
		close(start)
		wg.Wait()
		for _, err := range errs {
			if err != nil && !errors.Is(err, recruit.ErrNotFound) {
				t.Errorf("%s: %v", c.Name, err)
			}
		}
		w.runs()
		now, err := w.Show(t.Context(), o.ID)
		w.must(err)
		if now.State != offers.Booked || now.Picked != 2 || now.Asking || len(now.Interviews) != 1 {
			t.Errorf("%s: it is %s with option %d and %d interviews, asking %t", c.Name, now.State, now.Picked, len(now.Interviews), now.Asking)
		}
		log, err := w.db.Activities(t.Context(), recruit.ActivityFilter{CandidateID: c.ID})
		w.must(err)
		taken := 0
		for _, line := range log {
			if strings.Contains(line.Text, "Took option 2 for Technical interview by email") {
				taken++
			}
		}
		told := 0
		for _, m := range w.mails.List() {
			if m.To == c.Email && strings.HasPrefix(m.Subject, "Invitation") {
				told++
			}
		}
		if taken != 1 || told != 1 {
			t.Errorf("%s: the log says %d times that it was taken, %d invitations left", c.Name, taken, told)
		}
	}
}
