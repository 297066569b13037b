package people_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/flow"
	"recruitty/recruit/outbox"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
	"recruitty/store"
)

// world is a workspace with an outbox whose mails end in sent, and candidates: the first is
// in no job, the second has no address, the third is in two jobs.
type world struct {
	*mail.Mailer
	t    *testing.T
	mu   sync.Mutex
	now  time.Time
	sent []string // to whom

	db            *store.DB
	svc           *services.Services
	box           *outbox.Outbox
	ada, robin    recruit.Member
	baker, potter recruit.Job
	who           []recruit.CandidateID
}

func (w *world) clock() time.Time { w.mu.Lock(); defer w.mu.Unlock(); return w.now }

func (w *world) pass(d time.Duration) { w.mu.Lock(); w.now = w.now.Add(d); w.mu.Unlock() }

func (w *world) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{Name: "Corp", Address: "jobs@corp.example"}, nil
}

func (w *world) Send(_ context.Context, _, to string, _ []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent = append(w.sent, to)
	return nil
}

type noZoom struct{ recruit.Authorizer }

func (noZoom) Permissions() []recruit.Permission     { return nil }
func (noZoom) Missing([]string) []recruit.Permission { return nil }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: recruittest.At()}
	w.Mailer = mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, w.clock)
	var err error
	w.db, err = store.Open(t.Context(), t.TempDir(), store.Options{Clock: w.clock})
	w.must(err)
	t.Cleanup(func() { _ = w.db.Close() })
	w.svc = services.New(w.db, noZoom{}, w, recruit.Environment{}, w.clock)
	w.box = &outbox.Outbox{Store: w.db, Mailer: w, Workspace: func(context.Context) string { return "Corp" }, Owner: "one", Dead: func(string) bool { return false },
		Now: w.clock, Pause: func(int) time.Duration { return time.Minute }, After: time.After, Log: slog.New(slog.DiscardHandler)}
	w.ada, err = w.svc.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Ada", Email: "ada@corp.example", Role: recruit.Admin, TimeZone: "UTC"})
	w.must(err)
	w.robin, err = w.svc.Team.Add(t.Context(), w.ada, recruit.Member{Name: "Robin", Email: "robin@corp.example", Role: recruit.Recruiter, TimeZone: "UTC"})
	w.must(err)
	w.baker, err = w.svc.Jobs.Add(t.Context(), w.ada, recruit.Job{Title: "Baker"})
	w.must(err)
	w.potter, err = w.svc.Jobs.Add(t.Context(), w.ada, recruit.Job{Title: "Potter"})
	w.must(err)
	for n, name := range []string{"Aroha", "Brigid", "Chidi", "Dana", "Emre", "Femi"} {
		c := recruit.Candidate{Name: name, Email: strings.ToLower(name) + "@example.org", Tags: []string{"Go"}}
		if n == 1 {
			c.Email = ""
		}
		c, err = w.svc.Pipeline.Add(t.Context(), w.ada, c)
		w.must(err)
		w.who = append(w.who, c.ID)
		if n > 0 {
			w.link(n, w.baker)
		}
		if n == 2 {
			w.link(n, w.potter)
		}
	}
	return w
}

func (w *world) link(n int, j recruit.Job) {
	w.t.Helper()
	_, err := w.svc.Pipeline.Link(w.t.Context(), w.ada, w.who[n], j.ID, "")
	w.must(err)
}

func (w *world) bulk(c people.Change) people.Bulk {
	return people.Bulk{By: flow.By{Services: w.svc, Actor: w.robin, Undo: func(context.Context) (time.Duration, error) { return 10 * time.Second, nil }}, Change: c}
}

// preview says in words what a request would do to all, and to whom not.
func (w *world) preview(b people.Bulk, of ...recruit.CandidateID) (people.Preview, string) {
	w.t.Helper()
	p, err := b.Preview(w.t.Context(), of)
	if err != nil {
		return p, "refused: " + recruit.Sentence(err)
	}
	said := []string{p.Summary()}
	for _, i := range p.Items {
		one := i.Name() + ": " + i.Becomes()
		if i.Err != nil {
			one = i.Name() + " cannot: " + recruit.Sentence(i.Err)
		}
		if i.Draft != nil {
			one += " [" + i.Draft.To.Address + "]"
		}
		for _, warned := range i.Warnings {
			one += " (" + warned + ")"
		}
		said = append(said, one)
	}
	return p, strings.Join(said, "\n")
}

func (w *world) commit(b people.Bulk, p people.Preview) people.Result {
	w.t.Helper()
	r, err := b.Commit(w.t.Context(), p)
	w.must(err)
	return r
}

// back takes a result back and names whom that failed for.
func (w *world) back(b people.Bulk, r people.Result) string {
	w.t.Helper()
	back, err := b.Undo(w.t.Context(), r)
	w.must(err)
	said := fmt.Sprint(len(back.Done()), " back")
	for _, o := range back.NotDone() {
		said += "; " + o.Name() + ": " + recruit.Sentence(o.Err)
	}
	return said
}

// stands says how everybody stands: tags, owner, and the stages in their jobs.
func (w *world) stands() string {
	w.t.Helper()
	var said []string
	for _, id := range w.who {
		p, err := w.db.Profile(w.t.Context(), id)
		w.must(err)
		one := p.Candidate.Name + " " + strings.Join(p.Candidate.Tags, "+") + " " + p.Candidate.Owner
		for _, a := range p.Applications {
			one += " " + a.JobTitle + "/" + a.Stage
		}
		said = append(said, one)
	}
	return strings.Join(said, "\n")
}

// same fails where two texts of several lines differ.
func (w *world) same(what, got, want string) {
	w.t.Helper()
	if got != want {
		w.t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

// TestManyAreChangedAndBack holds of the kinds that write to nobody that each candidate is
// decided by themselves, and that all are as they were once it is taken back.
func TestManyAreChangedAndBack(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		change  func(w *world) people.Change
		preview string
		done    int
	}{
		"move": {func(*world) people.Change { return people.Change{Kind: people.Move, Stage: "offer"} },
			`Move 4 candidates to offer; 2 cannot
Aroha cannot: Aroha is in no open job.
Brigid: Applied → Offer for Baker
Chidi cannot: Chidi is in several open jobs (Potter, Baker); say which one is meant.
Dana: Applied → Offer for Baker
Emre: Applied → Offer for Baker
Femi: Applied → Offer for Baker`, 4},
		"move in a job": {func(w *world) people.Change {
			return people.Change{Kind: people.Move, Stage: "offer", JobID: w.potter.ID}
		},
			`Move 1 candidate to Offer; 5 cannot
Aroha cannot: Aroha is not linked to Potter; link them first (recruitty candidate link 1 --job {job}).
Brigid cannot: Brigid is not linked to Potter; link them first (recruitty candidate link 2 --job {job}).
Chidi: Applied → Offer for Potter
Dana cannot: Dana is not linked to Potter; link them first (recruitty candidate link 4 --job {job}).
Emre cannot: Emre is not linked to Potter; link them first (recruitty candidate link 5 --job {job}).
Femi cannot: Femi is not linked to Potter; link them first (recruitty candidate link 6 --job {job}).`, 1},
		"link": {func(w *world) people.Change { return people.Change{Kind: people.Link, JobID: w.potter.ID} },
			`Link 5 candidates to the job; 1 is so already
Aroha: nothing → Applied for Potter
Brigid: nothing → Applied for Potter
Chidi: Applied for Potter already
Dana: nothing → Applied for Potter
Emre: nothing → Applied for Potter
Femi: nothing → Applied for Potter`, 5},
		"tag": {func(*world) people.Change {
			return people.Change{Kind: people.Tag, Add: []string{" remote ", "Remote"}, Remove: []string{"go"}}
		},
			`Tags of 6 candidates: add remote; take away go
Aroha: Go → remote
Brigid: Go → remote
Chidi: Go → remote
Dana: Go → remote
Emre: Go → remote
Femi: Go → remote`, 6},
		"owner": {func(*world) people.Change { return people.Change{Kind: people.Own, Owner: "robin@corp.example"} },
			`Robin owns 6 candidates
Aroha: nothing → Robin
Brigid: nothing → Robin
Chidi: nothing → Robin
Dana: nothing → Robin
Emre: nothing → Robin
Femi: nothing → Robin`, 6},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			was := w.stands()
			change := c.change(w)
			b := w.bulk(change)
			p, said := w.preview(b, append(w.who, w.who[0])...)
			w.same("foreseen", said, strings.ReplaceAll(c.preview, "{job}", fmt.Sprint(w.potter.ID)))
			if w.stands() != was {
				t.Error("looking has changed something")
			}
			r := w.commit(b, p)
			if n := len(r.Done()); n != c.done || w.stands() == was {
				t.Errorf("%d were changed: %s", n, w.stands())
			}
			if n, until := r.Undoable(w.now); n != c.done || !until.IsZero() {
				t.Errorf("%d can be undone until %s", n, until)
			}
			w.same("taken back", w.back(b, r), fmt.Sprint(c.done, " back"))
			w.same("as it was", w.stands(), was)
		})
	}
}

// TestManyAreRejected for one reason, each with their own mail; who has no address without
// one, which is said before. Undoing it takes the mails back that have not left.
func TestManyAreRejected(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r, err := w.svc.Scheduling.Schedule(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.who[3], JobID: w.baker.ID, Title: "Talk", Start: w.clock().Add(72 * time.Hour), TimeZone: "UTC",
		Duration: time.Hour, Platform: recruit.Phone, Place: "+351 912 345 678"}, 0)
	w.must(err)
	was := w.stands()
	b := w.bulk(people.Change{Kind: people.Reject, Reason: "skills", Told: true, CancelInterviews: true, JobID: w.baker.ID})
	p, said := w.preview(b, w.who[:5]...)
	w.same("foreseen", said, `Reject 4 candidates: Skills do not match; 1 cannot
Aroha cannot: Aroha is not linked to Baker; link them first (recruitty candidate link 1 --job `+fmt.Sprint(w.baker.ID)+`).
Brigid: Applied → Rejected for Baker (No email: Brigid has no email address; add one to the profile (recruitty candidate edit 2 --email ADDRESS), or send no email.)
Chidi: Applied → Rejected for Baker [chidi@example.org]
Dana: Applied → Rejected for Baker [dana@example.org]
Emre: Applied → Rejected for Baker [emre@example.org]`)
	if d := p.Items[2].Draft; !strings.Contains(d.Text, "Chidi") || len(p.Items[3].Ahead) != 1 {
		t.Errorf("the mail is %q, %d interviews are ahead", d.Text, len(p.Items[3].Ahead))
	}
	done := w.commit(b, p)
	if len(done.Done()) != 4 || len(done.Outcomes[3].Cancelled) != 1 || done.Settled(w.now) {
		t.Errorf("done is %s", done.Told())
	}
	w.same("taken back", w.back(b, done), "4 back")
	w.same("as it was", w.stands(), was)
	if now, err := w.db.Record(t.Context(), r.Interview.ID); err != nil || now.Interview.Status != recruit.Scheduled {
		t.Errorf("the interview is %s, %v", now.Interview.Status, err)
	}

	p, _ = w.preview(b, w.who[1:5]...)
	done = w.commit(b, p)
	w.pass(time.Minute)
	_, err = w.box.RunDue(t.Context())
	w.must(err)
	mails := 0
	for _, to := range w.sent {
		if to != "robin@corp.example" && to != "dana@example.org" {
			mails++
		}
	}
	done, err = b.Reread(t.Context(), done)
	w.must(err)
	if mails != 2 || !done.Settled(w.clock()) {
		t.Errorf("sent to %v", w.sent)
	}
	if got := w.back(b, done); !strings.HasPrefix(got, "1 back; Chidi: The email to chidi@example.org has been sent or may have been") {
		t.Errorf("what has left is taken back: %s", got)
	}
}

// TestManyGetAMail each their own; who cannot be written to is named before, and nobody
// gets it twice.
func TestManyGetAMail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.svc.Pipeline.Erase(t.Context(), w.ada, w.who[5])
	w.must(err)
	b := w.bulk(people.Change{Kind: people.Mail, Event: recruit.OnMessage, FreeWords: "Can you send us your references?"})
	p, said := w.preview(b, append(w.who, 99)...)
	for _, want := range []string{"Write to 4 candidates; 3 cannot", "Brigid cannot: Brigid has no email address", "cannot: The data of candidate 6 was erased", "Candidate 99 cannot:", "aroha@example.org, “"} {
		if !strings.Contains(said, want) {
			t.Errorf("foreseen is %s; want %q", said, want)
		}
	}
	for _, i := range p.Possible() {
		if !strings.Contains(i.Draft.Text, "references?") || !strings.Contains(i.Draft.Text, i.Name()) {
			t.Errorf("the email to %s says %q", i.Name(), i.Draft.Text)
		}
	}
	r := w.commit(b, p)
	if n, until := r.Undoable(w.now); n != 4 || until.Sub(w.now) != 10*time.Second {
		t.Errorf("%d can be undone until %s", n, until)
	}
	w.same("taken back", w.back(b, r), "4 back")
	_, err = w.box.RunDue(t.Context())
	w.must(err)
	if len(w.sent) > 0 {
		t.Errorf("what was taken back was sent to %v", w.sent)
	}
	r = w.commit(b, p)
	w.pass(time.Minute)
	_, err = w.box.RunDue(t.Context())
	w.must(err)
	if r, err = b.Reread(t.Context(), r); err != nil || len(w.sent) != 4 || !r.Settled(w.clock()) {
		t.Errorf("sent to %v, %v", w.sent, err)
	}
	if n, _ := r.Undoable(w.clock()); n > 0 {
		t.Errorf("what was sent can be undone for %d", n)
	}
}

// TestAnotherOnesChangeStands: whoever was changed between the preview and the decision, or
// since the decision, is left alone and named, and the others go on.
func TestAnotherOnesChangeStands(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	move := w.bulk(people.Change{Kind: people.Move, Stage: "Offer", JobID: w.baker.ID})
	p, _ := w.preview(move, w.who[3:]...)
	_, err := w.svc.Pipeline.Move(ctx, w.ada, w.who[3], w.baker.ID, "Hired")
	w.must(err)
	r := w.commit(move, p)
	if left := r.NotDone(); len(r.Done()) != 2 || len(left) != 1 || !errors.Is(left[0].Err, recruit.ErrStale) || !strings.Contains(r.Told(), "1 not. Dana was changed") {
		t.Errorf("%s", r.Told())
	}
	_, err = w.svc.Pipeline.Move(ctx, w.ada, w.who[4], w.baker.ID, "Hired")
	w.must(err)
	if got := w.back(move, r); !strings.HasPrefix(got, "1 back; Emre: ") {
		t.Error(got)
	}

	tag := w.bulk(people.Change{Kind: people.Tag, Add: []string{"x"}})
	p, _ = w.preview(tag, w.who[3:]...)
	c, err := w.db.Candidate(ctx, w.who[3])
	w.must(err)
	c.Headline = "Potter at Kiln"
	_, err = w.svc.Pipeline.Update(ctx, w.ada, c)
	w.must(err)
	r = w.commit(tag, p)
	if left := r.NotDone(); len(left) != 1 || !errors.Is(left[0].Err, recruit.ErrStale) {
		t.Errorf("%s", r.Told())
	}
	c, err = w.db.Candidate(ctx, w.who[4]) // another field, which does not stand in the way
	w.must(err)
	c.Headline = "Baker"
	_, err = w.svc.Pipeline.Update(ctx, w.robin, c)
	w.must(err)
	w.same("taken back", w.back(tag, r), "2 back")
	if c, err = w.db.Candidate(ctx, w.who[4]); err != nil || strings.Join(c.Tags, " ") != "Go" || c.Headline != "Baker" {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestRefusedAsAWhole are requests that say nothing, or too much, and whom they are not for.
func TestRefusedAsAWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	many := make([]recruit.CandidateID, people.Max+1)
	for n := range many {
		many[n] = recruit.CandidateID(n + 1)
	}
	closed, err := w.svc.Jobs.Close(t.Context(), w.ada, w.potter.ID)
	w.must(err)
	for what, c := range map[string]struct {
		change people.Change
		of     []recruit.CandidateID
		want   string
	}{
		"nobody":          {people.Change{Kind: people.Tag, Add: []string{"x"}}, nil, "No candidate is chosen"},
		"too many":        {people.Change{Kind: people.Tag, Add: []string{"x"}}, many, "at most 200"},
		"no tag":          {people.Change{Kind: people.Tag, Add: []string{" "}}, w.who, "which tags to add"},
		"both ways":       {people.Change{Kind: people.Tag, Add: []string{"x"}, Remove: []string{"X"}}, w.who, "both added and removed"},
		"no stage":        {people.Change{Kind: people.Move}, w.who, "which stage they move to"},
		"a lost stage":    {people.Change{Kind: people.Move, Stage: "rejected"}, w.who, "requires a reason"},
		"no such stage":   {people.Change{Kind: people.Move, Stage: "Moon", JobID: w.baker.ID}, w.who, "Moon"},
		"no reason":       {people.Change{Kind: people.Reject}, w.who, "needs a reason"},
		"another reason":  {people.Change{Kind: people.Reject, Reason: "Nose"}, w.who, "not among the reasons"},
		"a wrong time":    {people.Change{Kind: people.Reject, Reason: "Skills", Told: true, When: "never"}, w.who[3:], "not clear when the email will be sent. “never” cannot be read"},
		"no job":          {people.Change{Kind: people.Link}, w.who, "which job to link"},
		"a closed job":    {people.Change{Kind: people.Link, JobID: closed.ID}, w.who, "closed"},
		"no such member":  {people.Change{Kind: people.Own, Owner: "Zed"}, w.who, "not in the team"},
		"an empty mail":   {people.Change{Kind: people.Mail, Event: recruit.OnMessage}, w.who, "has no text"},
		"no such email":   {people.Change{Kind: people.Mail, Event: recruit.OnInvited}, w.who, "no email to candidates called"},
		"no such change":  {people.Change{Kind: "erase"}, w.who, "no change"},
		"no job to write": {people.Change{Kind: people.Mail, Event: recruit.OnRejected, JobID: 99}, w.who, "job"},
	} {
		if _, said := w.preview(w.bulk(c.change), c.of...); !strings.HasPrefix(said, "refused: ") || !strings.Contains(said, c.want) {
			t.Errorf("%s: %s", what, said)
		}
	}
	b := w.bulk(people.Change{Kind: people.Tag, Add: []string{"x"}})
	p, _ := w.preview(b, w.who...)
	b.Actor.Role = recruit.Interviewer
	if _, said := w.preview(b, w.who...); !strings.HasPrefix(said, "refused: ") {
		t.Errorf("an interviewer may: %s", said)
	}
	if _, err := b.Commit(t.Context(), p); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer may: %v", err)
	}
}

// TestStoppedChangeSaysWhatIsLeft stops a change, and then its undo, each after the first
// candidate: the others are as they were, and say that they were not reached.
func TestStoppedChangeSaysWhatIsLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bulk(people.Change{Kind: people.Tag, Add: []string{"remote"}})
	p, _ := w.preview(b, w.who[:3]...)
	stopping := func() context.Context {
		ctx, stop := context.WithCancel(t.Context())
		t.Cleanup(stop)
		b.Step = func(int, int) { stop() }
		return ctx
	}
	told := func(r people.Result) string {
		var done, left []string
		for _, o := range r.Done() {
			done = append(done, o.Name())
		}
		for _, o := range r.NotDone() {
			left = append(left, o.Why())
		}
		return strings.Join(done, ", ") + " | " + strings.Join(left, " ")
	}
	r, err := b.Commit(stopping(), p)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	w.same("stopped", told(r), "Aroha | Brigid: There was not enough time for this one; it is unchanged. Chidi: There was not enough time for this one; it is unchanged.")

	p, _ = w.preview(b, w.who[1:3]...)
	r = w.commit(b, p)
	back, err := b.Undo(stopping(), r)
	w.must(err)
	w.same("stopped undo", told(back), "Chidi | Brigid: There was not enough time for this one; it is unchanged.")
	if got := w.stands(); strings.Count(got, "remote") != 2 {
		t.Errorf("they stand %s", got)
	}
}
