package outcomes_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/outbox"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
	"recruitty/store"
)

// world is a workspace with an outbox whose mails end in sent, and a clock of its own.
type world struct {
	*mail.Mailer
	mu     sync.Mutex
	now    time.Time
	sent   []string // "to: text"
	refuse error
	down   bool // mail is not set up

	db        *store.DB
	svc       *services.Services
	box       *outbox.Outbox
	admin     recruit.Member
	recruiter recruit.Member
	job       recruit.Job
	candidate recruit.Candidate
}

func (w *world) clock() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *world) pass(d time.Duration) { w.mu.Lock(); w.now = w.now.Add(d); w.mu.Unlock() }

func (w *world) From(context.Context) (recruit.Mailbox, error) {
	if w.down {
		return recruit.Mailbox{}, &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: "Mail is not set up."}
	}
	return recruit.Mailbox{Name: "Corp", Address: "jobs@corp.example"}, nil
}

func (w *world) Send(_ context.Context, _, to string, message []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.refuse != nil {
		return w.refuse
	}
	w.sent = append(w.sent, to+": "+string(message))
	return nil
}

type noZoom struct{ recruit.Authorizer }

func (noZoom) Permissions() []recruit.Permission     { return nil }
func (noZoom) Missing([]string) []recruit.Permission { return nil }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{now: recruittest.At()}
	w.Mailer = mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, w.clock)
	var err error
	w.db, err = store.Open(t.Context(), t.TempDir(), store.Options{Clock: w.clock})
	must(t, err)
	t.Cleanup(func() { _ = w.db.Close() })
	w.svc = services.New(w.db, noZoom{}, w, recruit.Environment{}, w.clock)
	w.box = &outbox.Outbox{Store: w.db, Mailer: w, Workspace: func(context.Context) string { return "Corp" }, Owner: "one", Dead: func(string) bool { return false },
		Now: w.clock, Pause: func(int) time.Duration { return time.Minute }, After: time.After, Log: slog.New(slog.DiscardHandler)}
	w.admin, err = w.svc.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Ada", Email: "ada@corp.example", Role: recruit.Admin, TimeZone: "UTC"})
	must(t, err)
	w.recruiter, err = w.svc.Team.Add(t.Context(), w.admin, recruit.Member{Name: "Robin", Email: "robin@corp.example", Role: recruit.Recruiter, TimeZone: "UTC"})
	must(t, err)
	w.job, err = w.svc.Jobs.Add(t.Context(), w.admin, recruit.Job{Title: "Engineer"})
	must(t, err)
	w.candidate, err = w.svc.Pipeline.Add(t.Context(), w.admin, recruit.Candidate{Name: "Jane Doe", Email: "jane@candidate.example", TimeZone: "Asia/Tokyo", Language: "de"})
	must(t, err)
	_, err = w.svc.Pipeline.Link(t.Context(), w.admin, w.candidate.ID, w.job.ID, "Interview")
	must(t, err)
	return w
}

func (w *world) request(reject bool) outcomes.Request {
	return outcomes.Request{CandidateID: w.candidate.ID, JobID: w.job.ID, Reject: reject, Reason: "Skills", Mail: true}
}

func (w *world) run(t *testing.T) {
	t.Helper()
	_, err := w.box.RunDue(t.Context())
	must(t, err)
}

func (w *world) stage(t *testing.T) recruit.Application {
	t.Helper()
	p, err := w.db.Profile(t.Context(), w.candidate.ID)
	must(t, err)
	a, _ := p.Application(w.job.ID)
	return a
}

func (w *world) letter(t *testing.T) recruit.Letter {
	t.Helper()
	all, err := w.db.LettersTo(t.Context(), w.candidate.ID)
	must(t, err)
	if len(all) == 0 {
		return recruit.Letter{}
	}
	return all[0]
}

func (w *world) interview(t *testing.T, by recruit.Member) recruit.Record {
	t.Helper()
	d := recruit.ScheduleRequest{CandidateID: w.candidate.ID, JobID: w.job.ID, Title: "Talk", Start: w.clock().Add(72 * time.Hour), TimeZone: "UTC",
		Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678"}
	r, err := w.svc.Scheduling.Schedule(t.Context(), by, recruittest.InSpite(t, w.svc.Scheduling, by, d), 0)
	must(t, err)
	return r
}

func TestARejectionIsOneDecision(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.interview(t, w.recruiter)
	theirs := w.interview(t, w.admin)
	w.run(t)
	w.sent = nil
	p, err := w.svc.Outcomes.Preview(t.Context(), w.recruiter, w.request(true))
	must(t, err)
	if p.From != "Interview" || p.To != "Rejected" || p.Reason != "Skills do not match" || len(p.Ahead) != 2 || p.Ahead[0].Refused != nil || !errors.Is(p.Ahead[1].Refused, recruit.ErrRefused) ||
		len(p.Ahead[0].Cancel.Effects) == 0 || len(p.Warnings) != 1 || !strings.HasPrefix(p.Mail.Text, "Guten Tag Jane Doe,") {
		t.Errorf("the preview is %+v", p)
	}
	q := w.request(true)
	q.CancelInterviews, q.When = true, "2h"
	o, err := w.svc.Outcomes.Decide(t.Context(), w.recruiter, q, 0)
	must(t, err)
	if a := w.stage(t); a.Stage != "Rejected" || a.Reason != "Skills do not match" || len(o.Cancelled) != 1 || len(o.Standing) != 1 || o.Standing[0].ID != theirs.Interview.ID {
		t.Errorf("it is %+v: %+v", a, o)
	}
	w.run(t)
	if l := w.letter(t); l.Effect.State != recruit.Waiting || len(w.sent) != 2 { // the cancellation, to the candidate and to the organiser
		t.Errorf("sent %d emails before the time; the letter is %s", len(w.sent), l.Effect.State)
	}
	w.pass(2 * time.Hour)
	w.run(t)
	if l := w.letter(t); l.Effect.State != recruit.Done || len(w.sent) != 3 || !strings.Contains(w.sent[2], "Reply-To: \"Robin\" <robin@corp.example>") {
		t.Errorf("the letter is %+v; sent %v", l.Effect, w.sent)
	}
	if _, err := w.svc.Outcomes.Undo(t.Context(), w.recruiter, o); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a decision that was told is undone: %v", err)
	}
	said := ""
	lines, err := w.db.Activities(t.Context(), recruit.ActivityFilter{CandidateID: w.candidate.ID})
	must(t, err)
	for _, l := range lines {
		said += l.Action + ": " + l.Text + "\n"
	}
	for _, want := range []string{"Stage: Interview → Rejected; Reason: none → Skills do not match. Wrote the email “", "mail.outcome: Email “"} {
		if !strings.Contains(said, want) {
			t.Errorf("the log does not say %q:\n%s", want, said)
		}
	}
}

func TestADecisionIsUndoneUntilItHasLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.interview(t, w.recruiter)
	w.run(t)
	w.sent = nil
	q := w.request(true)
	q.CancelInterviews = true
	o, err := w.svc.Outcomes.Decide(t.Context(), w.recruiter, q, time.Minute)
	must(t, err)
	other, err := w.svc.Team.Add(t.Context(), w.admin, recruit.Member{Name: "Rita", Email: "rita@corp.example", Role: recruit.Recruiter, TimeZone: "UTC"})
	must(t, err)
	if _, err := w.svc.Outcomes.Last(t.Context(), other, w.candidate.ID, w.job.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("someone else takes it back: %v", err)
	}
	last, err := w.svc.Outcomes.Last(t.Context(), w.recruiter, w.candidate.ID, w.job.ID)
	must(t, err)
	if last.Letter.ID != o.Letter.ID || len(last.Cancelled) != 1 || last.Was.Stage != "Interview" {
		t.Errorf("the last decision is %+v", last)
	}
	_, err = w.svc.Outcomes.Undo(t.Context(), w.recruiter, last)
	must(t, err)
	w.pass(time.Hour)
	w.run(t)
	if r, err = w.db.Record(t.Context(), r.Interview.ID); err != nil || r.Interview.Status != recruit.Scheduled || w.stage(t).Stage != "Interview" || w.stage(t).Reason != "" || len(w.sent) != 0 {
		t.Errorf("undone it is %s in %+v, sent %v; %v", r.Interview.Status, w.stage(t), w.sent, err)
	}
	if _, err = w.svc.Outcomes.Undo(t.Context(), w.recruiter, o); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("undone twice: %v", err)
	}
}

// TestWhoIsMovedOnIsNotRejected holds that a mail about a stage does not leave once the
// candidate is in another one, whatever moved them.
func TestWhoIsMovedOnIsNotRejected(t *testing.T) {
	t.Parallel()
	for name, move := range map[string]func(*world) error{
		"moved": func(w *world) error {
			_, err := w.svc.Pipeline.Move(context.Background(), w.recruiter, w.candidate.ID, w.job.ID, "Offer")
			return err
		},
		"unlinked": func(w *world) error {
			_, err := w.svc.Pipeline.Unlink(context.Background(), w.recruiter, w.candidate.ID, w.job.ID)
			return err
		},
		"withdrawn": func(w *world) error {
			all, err := w.db.LettersTo(context.Background(), w.candidate.ID)
			if err == nil {
				_, err = w.svc.Letters.Withdraw(context.Background(), w.recruiter, all[0].ID)
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			_, err := w.svc.Outcomes.Decide(t.Context(), w.recruiter, w.request(true), time.Minute)
			must(t, err)
			must(t, move(w))
			w.pass(time.Hour)
			w.run(t)
			if l := w.letter(t); len(w.sent) != 0 || l.Effect.State != recruit.Superseded {
				t.Errorf("the letter is %s, sent %v", l.Effect.State, w.sent)
			}
		})
	}
}

func TestAdvancing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	q := w.request(false)
	q.Reason, q.Text, q.Subject = "", "Well done.", "Good news"
	_, err := w.svc.Outcomes.Decide(t.Context(), w.recruiter, q, 0)
	must(t, err)
	w.run(t)
	if a := w.stage(t); a.Stage != "Offer" || len(w.sent) != 1 || !strings.Contains(w.sent[0], "Subject: Good news") || !strings.Contains(w.sent[0], "Well done.") {
		t.Errorf("in %s, sent %v", a.Stage, w.sent)
	}
	q.Mail = false
	_, err = w.svc.Outcomes.Decide(t.Context(), w.recruiter, q, 0)
	must(t, err)
	if _, err = w.svc.Outcomes.Decide(t.Context(), w.recruiter, q, 0); !errors.Is(err, recruit.ErrRefused) || w.stage(t).Stage != "Hired" {
		t.Errorf("beyond the last stage: %v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		by    recruit.Member
		ask   func(*outcomes.Request)
		field string
		kind  error
	}{
		"no reason":        {w.recruiter, func(q *outcomes.Request) { q.Reason = "" }, "reason", recruit.ErrInvalid},
		"another reason":   {w.recruiter, func(q *outcomes.Request) { q.Reason = "Because" }, "reason", recruit.ErrInvalid},
		"no such stage":    {w.recruiter, func(q *outcomes.Request) { q.Stage = "Moon" }, "stage", recruit.ErrInvalid},
		"no closing stage": {w.recruiter, func(q *outcomes.Request) { q.Stage = "Offer" }, "stage", recruit.ErrInvalid},
		"not linked":       {w.recruiter, func(q *outcomes.Request) { q.CandidateID = 99 }, "", recruit.ErrNotFound},
		"a past time":      {w.recruiter, func(q *outcomes.Request) { q.When = "2020-01-01 10:00" }, "when", recruit.ErrInvalid},
		"a far time":       {w.recruiter, func(q *outcomes.Request) { q.When = "2030-01-01 10:00" }, "when", recruit.ErrInvalid},
		"no time":          {w.recruiter, func(q *outcomes.Request) { q.When = "soonish" }, "when", recruit.ErrInvalid},
		"seen before":      {w.recruiter, func(q *outcomes.Request) { q.Seen = 7 }, "", recruit.ErrStale},
		"nobody":           {recruit.Member{}, func(*outcomes.Request) {}, "", recruit.ErrRefused},
		"a long subject":   {w.recruiter, func(q *outcomes.Request) { q.Subject = strings.Repeat("a", 300) }, "subject", recruit.ErrInvalid},
	} {
		q := w.request(true)
		c.ask(&q)
		if _, err := w.svc.Outcomes.Decide(t.Context(), c.by, q, 0); !errors.Is(err, c.kind) || recruit.FieldOf(err) != c.field {
			t.Errorf("%s: %v of %q", name, err, recruit.FieldOf(err))
		}
	}
	if a := w.stage(t); a.Stage != "Interview" || w.letter(t).ID != 0 {
		t.Errorf("something was kept: %+v", a)
	}
}

func TestWhenAMailLeaves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	now := w.clock()
	for typed, want := range map[string]time.Duration{"": 0, "now": 0, "2h": 2 * time.Hour, "in 2 hours": 2 * time.Hour, "in 90 min": 90 * time.Minute} {
		d, err := w.svc.Letters.Draft(t.Context(), w.recruiter, letters.Request{CandidateID: w.candidate.ID, Event: recruit.OnMessage, Words: "Hi", When: typed})
		if got := d.Leaves.Sub(now).Round(time.Minute); err != nil || want == 0 && !d.Leaves.IsZero() || want != 0 && (got < want-time.Minute || got > want) {
			t.Errorf("%q leaves in %s, %v", typed, got, err)
		}
	}
	if _, err := w.svc.Letters.Send(t.Context(), w.recruiter, letters.Request{CandidateID: w.candidate.ID, Event: recruit.OnMessage}, 0); recruit.FieldOf(err) != "text" {
		t.Errorf("an email without words is sent: %v", err)
	}
	d, err := w.svc.Letters.Draft(t.Context(), w.recruiter, letters.Request{CandidateID: w.candidate.ID, Event: recruit.OnMessage, Words: "Hi", When: "tomorrow 9:00"})
	tokyo, _ := time.LoadLocation("Asia/Tokyo")
	if at := d.Leaves.In(tokyo); err != nil || at.Hour() != 9 || at.Day() != now.In(tokyo).AddDate(0, 0, 1).Day() {
		t.Errorf("tomorrow at nine is %s, %v", at, err)
	}
}

// TestTroubleWithALetter follows mails that cannot leave.
func TestTroubleWithALetter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.down = true
	l, err := w.svc.Letters.Send(t.Context(), w.recruiter, letters.Request{CandidateID: w.candidate.ID, Event: recruit.OnMessage, Words: "Hi"}, 0)
	must(t, err)
	w.run(t)
	if l = w.letter(t); !l.Effect.NeedsAttention() || l.Effect.State != recruit.Waiting || l.Effect.MaybeSent {
		t.Errorf("without a mail server it is %+v", l.Effect)
	}
	w.down, w.refuse = false, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: "There is no such mailbox."}
	must(t, w.db.WakeEffects(t.Context(), "mail.", w.clock()))
	w.run(t)
	if l = w.letter(t); l.Effect.State != recruit.Failed || l.Effect.Error != "There is no such mailbox." {
		t.Errorf("rejected it is %+v", l.Effect)
	}
	open, err := w.db.OpenEffects(t.Context(), 0)
	must(t, err)
	if len(open) != 1 || open[0].LetterID != l.ID || open[0].CandidateName != "Jane Doe" || open[0].Title != l.Subject {
		t.Errorf("the outbox lists %+v", open)
	}
	w.refuse = &recruit.Problem{Kind: recruit.ErrLost, Sentence: "The answer was lost."}
	must(t, w.box.Retry(t.Context(), w.recruiter, 0, l.Effect.ID))
	w.run(t)
	if l = w.letter(t); l.Effect.State != recruit.Unknown || l.Withdrawable() == nil {
		t.Errorf("lost it is %+v", l.Effect)
	}
	first, err := w.db.EffectMessage(t.Context(), l.Effect.ID)
	must(t, err)
	w.refuse = nil
	w.pass(time.Hour)
	w.run(t)
	if l = w.letter(t); l.Effect.State != recruit.Done || len(w.sent) != 1 || w.sent[0] != l.Effect.Target+": "+string(first) {
		t.Errorf("again it is %+v, with other bytes: %v", l.Effect, w.sent)
	}
	if err := w.box.GiveUp(t.Context(), w.recruiter, 0, l.Effect.ID, "told"); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("given up although it is done: %v", err)
	}
}

func TestReasons(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if _, err := w.svc.Outcomes.SetReasons(t.Context(), w.recruiter, []string{"x"}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter changes the reasons: %v", err)
	}
	all, err := w.svc.Outcomes.SetReasons(t.Context(), w.admin, []string{" Too far \n", "too far", "", "No answer"})
	if err != nil || len(all) != 2 || all[0] != "Too far" {
		t.Errorf("kept %q, %v", all, err)
	}
	if p, err := w.svc.Outcomes.Preview(t.Context(), w.recruiter, outcomes.Request{CandidateID: w.candidate.ID, JobID: w.job.ID, Reject: true, Reason: "no"}); err != nil || p.Reason != "No answer" {
		t.Errorf("chosen %q, %v", p.Reason, err)
	}
	if all, err = w.svc.Outcomes.SetReasons(t.Context(), w.admin, nil); err != nil || len(all) != len(outcomes.DefaultReasons()) {
		t.Errorf("set back to %q, %v", all, err)
	}
	if _, err = w.svc.Outcomes.SetReasons(t.Context(), w.admin, strings.Split(strings.Repeat("a b c d e f ", 20), " ")[:100]); err != nil {
		t.Errorf("the same ones: %v", err)
	}
}

// TestInterviewersReadNoOutcome holds what who sees a part of the workspace sees of it.
func TestInterviewersReadNoOutcome(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, err := w.svc.Team.Add(t.Context(), w.admin, recruit.Member{Name: "Ines", Email: "ines@corp.example", Role: recruit.Interviewer})
	must(t, err)
	_, err = w.svc.Scheduling.Schedule(t.Context(), w.recruiter, recruit.ScheduleRequest{CandidateID: w.candidate.ID, JobID: w.job.ID, Title: "Talk", Start: w.clock().Add(72 * time.Hour), TimeZone: "UTC",
		Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678", Participants: []string{m.Email}}, 0)
	must(t, err)
	o, err := w.svc.Outcomes.Decide(t.Context(), w.recruiter, w.request(true), 0)
	must(t, err)
	seen := w.db.VisibleTo(m)
	p, err := seen.Profile(t.Context(), w.candidate.ID)
	must(t, err)
	if p.Applications[0].Stage != "Rejected" || p.Applications[0].Reason != "" {
		t.Errorf("an interviewer reads %+v", p.Applications[0])
	}
	if all, err := seen.LettersTo(t.Context(), w.candidate.ID); err != nil || len(all) != 0 {
		t.Errorf("an interviewer reads %+v, %v", all, err)
	}
	if _, err := seen.Letter(t.Context(), o.Letter.ID); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("an interviewer reads a letter: %v", err)
	}
	lines, err := seen.Activities(t.Context(), recruit.ActivityFilter{})
	must(t, err)
	for _, l := range lines {
		if strings.Contains(l.Text, "Skills") || strings.Contains(l.Text, o.Letter.Subject) {
			t.Errorf("an interviewer reads in the log: %s", l.Text)
		}
	}
	if open, err := seen.OpenEffects(t.Context(), 0); err != nil || len(open) == 0 || open[len(open)-1].LetterID != 0 {
		t.Errorf("an interviewer's outbox has %+v, %v", open, err)
	}
}

// A mail that comes back after its mail server took it needs a person, with what to do
// next, and what came back twice is said once.
func TestALetterThatComesBackNeedsSomebody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	done, err := w.svc.Outcomes.Decide(t.Context(), w.recruiter, w.request(true), 0)
	must(t, err)
	w.run(t)
	l, err := w.db.Letter(t.Context(), done.Letter.ID)
	must(t, err)
	if l.Effect.State != recruit.Done {
		t.Fatalf("sent: %+v", l.Effect)
	}
	w.pass(time.Minute)
	back := func() string {
		out, err := w.svc.Answers.Take(t.Context(), recruit.Reply{Incoming: &recruit.Incoming{Kind: recruit.CameBack, From: "postmaster@mx.example", At: w.clock(), About: []string{"other@elsewhere", l.Effect.MessageID}, Words: "No such user here."}})
		must(t, err)
		return out.Sentence
	}
	if said := back(); !strings.Contains(said, "came back: No such user here.") {
		t.Errorf("said %q", said)
	}
	if said := back(); !strings.Contains(said, "known already") {
		t.Errorf("the second time it is said %q", said)
	}
	l, err = w.db.Letter(t.Context(), l.ID)
	must(t, err)
	if e := l.Effect; e.State != recruit.Failed || !e.CameBack() || !strings.Contains(e.Error, "No such user here. Correct the address on the profile") {
		t.Errorf("the mail stands as %+v", e)
	}
	if n, err := w.db.AttentionCount(t.Context()); err != nil || n != 1 {
		t.Errorf("%d need someone, %v", n, err)
	}
	log, err := w.db.Activities(t.Context(), recruit.ActivityFilter{CandidateID: l.CandidateID, Limit: 1})
	must(t, err)
	if log[0].Action != "mail.letter_came_back" {
		t.Errorf("the log says %+v", log[0])
	}
}
