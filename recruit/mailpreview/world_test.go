package mailpreview_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// world is a workspace with a team and candidates, a simulated Zoom and a mail server that
// keeps what it gets.
type world struct {
	t      *testing.T
	now    time.Time
	svc    *services.Services
	outbox *outbox.Outbox
	mails  *mailbox.Mailbox
	read   int // mails that were compared

	robin      recruit.Member
	team       []recruit.Member // who interview, in several zones
	job        recruit.Job
	candidates []recruit.Candidate
}

// secure is a provider whose join links begin with https, as Zoom's do.
type secure struct{ recruit.Meetings }

func (s secure) CreateMeeting(ctx context.Context, via recruit.Connection, d recruit.MeetingDraft) (recruit.Meeting, error) {
	m, err := s.Meetings.CreateMeeting(ctx, via, d)
	m.JoinURL = strings.Replace(m.JoinURL, "http://", "https://", 1)
	return m, err
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	db, err := store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: clock})
	w.must(err)
	t.Cleanup(func() { w.must(db.Close()) })
	sim := zoomsim.New(zoomsim.Options{Clock: clock})
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Date", w.now.Format(http.TimeFormat)) // else Zoom's clock would be this machine's
		sim.ServeHTTP(rw, r)
	}))
	t.Cleanup(server.Close)
	w.mails, err = mailbox.Open("")
	w.must(err)
	t.Cleanup(func() { w.must(w.mails.Close()) })
	var svc *services.Services
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return svc.Settings.Mail(ctx) }, clock)
	t.Cleanup(post.Close)
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App:       func(ctx context.Context) (recruit.ZoomApp, error) { return svc.Settings.ZoomApp(ctx) },
		ServerApp: func(ctx context.Context) (recruit.ZoomApp, error) { return svc.Settings.ServerApp(ctx) },
		Vault:     db, APIBase: server.URL + "/v2", OAuthBase: server.URL + "/oauth", Owner: "test",
		Now: clock, After: time.After, Client: server.Client(), Log: slog.New(slog.DiscardHandler), Agent: "recruitty/test"})
	svc = services.New(db, provider, post, recruit.Environment{ZoomClientID: zoomsim.PublicID}, clock)
	post.Templates = svc.Templates.ForMail
	w.svc = svc
	w.outbox = &outbox.Outbox{Store: db, Meetings: secure{provider}, Mailer: post, Workspace: func(context.Context) string { return "Acme" }, ForPanel: svc.Scorecards.ForMail, Owner: "test",
		Dead: func(string) bool { return false }, Now: clock, Pause: outbox.Pause, After: time.After, Log: slog.New(slog.DiscardHandler)}
	w.fill(t.Context())
	sign, err := w.svc.Accounts.Begin(t.Context(), w.robin, false)
	w.must(err)
	ended, err := zoomsim.Approve(t.Context(), nil, sign.URL(), w.robin.Email)
	w.must(err)
	grant, err := sign.Paste(t.Context(), ended)
	w.must(err)
	_, err = w.svc.Accounts.Finish(t.Context(), w.robin, grant)
	w.must(err)
	return w
}

func (w *world) fill(ctx context.Context) {
	var err error
	w.robin, err = w.svc.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: "Robin Reyes", Email: "robin@acme.example", TimeZone: "Europe/Lisbon"})
	w.must(err)
	for _, m := range []recruit.Member{
		{Name: "Dana Ortiz", Email: "dana@acme.example", TimeZone: "Europe/Lisbon"}, {Name: "Haru Tanaka", Email: "haru@acme.example", TimeZone: "Asia/Tokyo", TwelveHour: true},
		{Name: "Ines Costa", Email: "ines@acme.example", TimeZone: "Europe/Lisbon"}, {Name: "Sam O'Brien; “PhD”", Email: "sam@acme.example", TimeZone: "America/New_York"},
	} {
		m.Role = recruit.Interviewer
		m, err = w.svc.Team.Add(ctx, w.robin, m)
		w.must(err)
		w.team = append(w.team, m)
	}
	w.job, err = w.svc.Jobs.Add(ctx, w.robin, recruit.Job{Title: "Staff Engineer, Storage"})
	w.must(err)
	for _, c := range []recruit.Candidate{{Name: "Priya Raman", Email: "priya@example.com", TimeZone: "Asia/Kolkata"}, {Name: "Jürgen Groß", Email: "juergen@example.com", TimeZone: "Europe/Berlin", Language: "de"}} {
		c, err = w.svc.Pipeline.Add(ctx, w.robin, c)
		w.must(err)
		_, err = w.svc.Pipeline.Link(ctx, w.robin, c.ID, w.job.ID, "")
		w.must(err)
		w.candidates = append(w.candidates, c)
	}
	w.must(w.svc.Settings.SetMail(ctx, w.robin, w.mails.URL(), "jobs@acme.example"))
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) by() flow.By { return flow.By{Services: w.svc, Actor: w.robin} }

// runs lets the outbox do all that is due.
func (w *world) runs() {
	w.t.Helper()
	w.now = w.now.Add(time.Minute)
	_, err := w.outbox.RunDue(w.t.Context())
	w.must(err)
}
