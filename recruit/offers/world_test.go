package offers_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/recruit/outbox"
	"recruitty/recruit/pools"
	"recruitty/recruit/services"
	"recruitty/store"
	"recruitty/store/storetest"
)

// world is a workspace with a team that has calendars, candidates and a way out for mails.
type world struct {
	*offers.Service
	t          testing.TB
	clock      atomic.Int64 // in microseconds
	dir        string
	db         *store.DB
	svc        *services.Services
	outbox     *outbox.Outbox
	mails      *mailbox.Mailbox
	dead       atomic.Bool // no calendar can be read
	served     bool        // somebody serves the page
	mu         sync.Mutex
	entries    map[string][]busy.Interval // by the address of whose they are
	root       recruit.Member
	robin      recruit.Member // who recruits
	dana, ines recruit.Member // who interview
	backend    pools.Pool
	job        recruit.Job
	candidates []recruit.Candidate
}

// Read implements busy.Reader.
func (w *world) Read(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	if w.dead.Load() {
		return nil, &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The server does not answer."}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []busy.Reading
	for _, c := range q.Calendars {
		all = append(all, busy.Reading{From: q.From, To: q.To, Intervals: slices.Clone(w.entries[c.Owner])})
	}
	return all, nil
}

// busyAt puts something into a calendar, to be read the next time.
func (w *world) busyAt(m recruit.Member, from, to time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.entries[m.Email] = append(w.entries[m.Email], busy.Interval{Start: from, End: to, State: busy.Busy})
}

func (w *world) now() time.Time { return time.UnixMicro(w.clock.Load()).UTC() }

func (w *world) pass(d time.Duration) { w.clock.Add(d.Microseconds()) }

// outside is an outside world without a Zoom.
type outside struct {
	recruit.Authorizer
	recruit.Meetings
}

func (outside) Permissions() []recruit.Permission { return nil }
func (outside) Configured(context.Context) error  { return recruit.ErrNotSetUp }

func newWorld(t testing.TB, candidates ...string) *world {
	t.Helper()
	w := &world{t: t, entries: map[string][]busy.Interval{}}
	w.clock.Store(time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC).UnixMicro()) // a Monday
	var err error
	w.dir = storetest.Folder(t)
	w.db, err = store.Open(t.Context(), w.dir, store.Options{Clock: w.now})
	w.must(err)
	t.Cleanup(func() { w.must(w.db.Close()) })
	w.mails, err = mailbox.Open("")
	w.must(err)
	t.Cleanup(func() { w.must(w.mails.Close()) })
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return w.svc.Settings.Mail(ctx) }, w.now)
	t.Cleanup(post.Close)
	w.svc = services.New(w.db, outside{}, post, recruit.Environment{}, w.now)
	w.svc.Availability.Readers[busy.Feed] = w
	post.Templates = w.svc.Templates.ForMail
	w.Service = w.svc.Offers
	w.outbox = &outbox.Outbox{Store: w.db, Meetings: outside{}, Mailer: post, Workspace: func(context.Context) string { return "Acme" }, Linked: w.svc.Offers.Linked, Owner: "test",
		Dead: func(string) bool { return false }, Now: w.now, Pause: outbox.Pause, After: time.After, Log: slog.New(slog.DiscardHandler)}
	w.root = w.member("Root", recruit.Admin)
	w.robin, w.dana, w.ines = w.member("Robin", recruit.Recruiter), w.member("Dana", recruit.Interviewer), w.member("Ines", recruit.Interviewer)
	for _, m := range []recruit.Member{w.dana, w.ines} {
		w.calendar(m)
	}
	w.backend, err = w.svc.Pools.Add(t.Context(), w.robin, pools.Pool{Name: "Backend"})
	w.must(err)
	for _, m := range []recruit.Member{w.dana, w.ines} {
		w.backend, err = w.svc.Pools.SetMember(t.Context(), w.robin, w.backend.ID, m.ID, pools.Qualified)
		w.must(err)
	}
	w.job, err = w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: "Baker", Stages: []string{"Screening", "Onsite", "Rejected"}})
	w.must(err)
	for _, name := range append([]string{"Mona"}, candidates...) {
		w.candidate(name)
	}
	w.must(w.svc.Settings.SetMail(t.Context(), w.root, w.mails.URL(), "jobs@acme.example"))
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(recruit.Sentence(err), err)
	}
}

func (w *world) candidate(name string) recruit.Candidate {
	w.t.Helper()
	c, err := w.svc.Pipeline.Add(w.t.Context(), w.robin, recruit.Candidate{Name: name, Email: strings.ToLower(name) + "@example.org", TimeZone: "Asia/Kolkata", Phone: "+91 22 1234 5678"})
	w.must(err)
	_, err = w.svc.Pipeline.Link(w.t.Context(), w.robin, c.ID, w.job.ID, "Onsite")
	w.must(err)
	w.candidates = append(w.candidates, c)
	return c
}

func (w *world) member(name string, role recruit.Role) recruit.Member {
	w.t.Helper()
	m, err := w.db.SaveMember(w.t.Context(), recruit.Member{Name: name, Email: strings.ToLower(name) + "@acme.example", Role: role, TimeZone: "UTC", Theme: "auto", SkipEntry: true}, recruit.Activity{})
	w.must(err)
	return m
}

// calendar connects a member's calendar and reads it.
func (w *world) calendar(m recruit.Member) {
	w.t.Helper()
	_, err := w.svc.Availability.Connect(w.t.Context(), m, availability.Connection{Kind: busy.Feed, Owner: m.ID, URL: "https://calendar.example/" + m.Name + ".ics"})
	w.must(err)
	_, err = w.svc.Availability.Fresh(w.t.Context(), w.robin, []recruit.MemberID{m.ID}, time.Second)
	w.must(err)
}

// single is one interview by phone with Dana.
func (w *world) single() *offers.Single {
	return &offers.Single{Title: "Technical interview", Duration: time.Hour, Participants: []string{w.dana.Email}, Platform: recruit.Phone, Place: "+91 22 1234 5678"}
}

// plan gives the stage Onsite a plan of two sessions by phone.
func (w *world) plan() {
	w.t.Helper()
	known, err := w.svc.Loops.Known(w.t.Context())
	w.must(err)
	p := loops.New(w.job.ID, "Onsite")
	p.Sessions, err = loops.ParseSessions("Technical, 1h, 1 of Backend, phone\nManager, 45 min, 1 of Backend, phone", known)
	w.must(err)
	_, err = w.svc.Loops.Save(w.t.Context(), w.robin, p)
	w.must(err)
}

// proposes asks for an offer of a single interview.
func (w *world) proposes(candidate int, change ...func(*offers.Request)) offers.Proposal {
	w.t.Helper()
	r := offers.Request{Candidate: w.candidates[candidate].ID, Single: w.single()}
	for _, c := range change {
		c(&r)
	}
	p, err := w.Propose(w.t.Context(), w.robin, r)
	w.must(err)
	return p
}

// sends sends an offer of a single interview.
func (w *world) sends(candidate int, change ...func(*offers.Request)) offers.Offer {
	w.t.Helper()
	o, err := w.Send(w.t.Context(), w.robin, w.proposes(candidate, change...), 0)
	w.must(err)
	return o
}

// runs lets the outbox do all that is due.
func (w *world) runs() {
	w.t.Helper()
	w.pass(time.Minute)
	if w.served {
		w.must(w.Settings.NoteServed(w.t.Context(), w.now()))
	}
	_, err := w.outbox.RunDue(w.t.Context())
	w.must(err)
}

// page sets the address of the page, which is served from then on.
func (w *world) page() {
	w.t.Helper()
	rules := offers.DefaultRules()
	rules.Page = "https://jobs.acme.example"
	w.must(w.Settings.SetRules(w.t.Context(), w.root, rules))
	w.served = true
	w.must(w.Settings.NoteServed(w.t.Context(), w.now()))
}

// token is the one in the newest mail to a candidate.
func (w *world) token(candidate int) string {
	w.t.Helper()
	for _, m := range slices.Backward(w.mails.List()) {
		if m.To != w.candidates[candidate].Email {
			continue
		}
		read, err := w.mails.Read(m.ID)
		w.must(err)
		if _, after, ok := strings.Cut(read.Text, "https://jobs.acme.example/p/"); ok {
			token, _, _ := strings.Cut(after, "\n")
			return strings.TrimSpace(token)
		}
	}
	w.t.Fatal("no mail has a link")
	return ""
}

func one(id recruit.OfferID) offers.Ref { return offers.Ref{ID: id} }

func taking(o offers.Offer, option int) offers.Taking {
	return offers.Taking{Version: o.Version, Option: option, Via: offers.ByPage}
}

// limit lets somebody have so many interviews a day.
func (w *world) limit(m recruit.Member, perDay int) {
	w.t.Helper()
	_, version, err := w.db.MemberHours(w.t.Context(), m.ID)
	w.must(err)
	w.must(w.db.SaveMemberHours(w.t.Context(), m.ID, hours.Rules{PerDay: &perDay}, version, recruit.Activity{At: w.now(), ActorID: w.root.ID}))
}
