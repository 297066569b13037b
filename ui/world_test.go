package ui_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/mail"
	"recruitty/mail/account"
	"recruitty/mail/account/accountsim"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/outbox"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/ui"
	"recruitty/ui/shell"
	"recruitty/ui/uitest"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// world is a real workspace on disk, a simulated Zoom and a mailbox, with the
// interface over them.
type world struct {
	*uitest.Driver
	t      testing.TB
	app    *shell.App
	again  func() // begins a new session
	dir    string // of the workspace
	timers *uitest.Timers
	db     *failing
	svc    *services.Services
	outbox *outbox.Outbox
	sim    *zoomsim.Server
	mails  *mailbox.Mailbox
	opened []string // addresses that were opened in the browser
	onOpen func(address string) error
	mail   *accountsim.Server // the sign-in to mail accounts
	inbox  string             // its folder

	mu  sync.Mutex
	now time.Time

	robin, dana recruit.Member
	priya       recruit.Candidate
	job         recruit.Job
}

// failing is the store, with writes that can be made to fail.
type failing struct {
	*store.DB
	commit, setting error
}

func (f *failing) Commit(ctx context.Context, c recruit.Commit) (recruit.Record, error) {
	if f.commit != nil {
		return recruit.Record{}, f.commit
	}
	return f.DB.Commit(ctx, c)
}

func (f *failing) SetSetting(ctx context.Context, key, value string) error {
	if f.setting != nil {
		return f.setting
	}
	return f.DB.SetSetting(ctx, key, value)
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) advance(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// secure is a provider whose join links begin with https, as Zoom's do and a
// simulator's in a test do not.
type secure struct{ recruit.Meetings }

func (s secure) CreateMeeting(ctx context.Context, via recruit.Connection, d recruit.MeetingDraft) (recruit.Meeting, error) {
	m, err := s.Meetings.CreateMeeting(ctx, via, d)
	m.JoinURL = strings.Replace(m.JoinURL, "http://", "https://", 1)
	return m, err
}

// setup is how a world differs from the usual one.
type setup struct {
	demo   bool // its mailbox is a section
	empty  bool // no members, jobs or candidates
	unset  bool // no Zoom app is registered
	remote bool
	inbox  []string // over SSH, what was sent to the host, the newest first
	env    recruit.Environment
	zoom   zoomsim.Options
}

func newWorld(t testing.TB, width, height int, s setup) *world {
	t.Helper()
	w := &world{t: t, timers: &uitest.Timers{}, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	ctx := t.Context()
	w.dir = storetest.Folder(t)
	db := firstOf(store.Open(ctx, w.dir, store.Options{Clock: w.clock}))
	t.Cleanup(func() { _ = db.Close() })
	w.db = &failing{DB: db}
	s.zoom.Clock = w.clock
	w.sim = zoomsim.New(s.zoom)
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Date", w.clock().UTC().Format(http.TimeFormat)) // else Zoom's clock would be this machine's
		w.sim.ServeHTTP(rw, r)
	}))
	t.Cleanup(server.Close)
	w.mails = firstOf(mailbox.Open(t.TempDir()))
	t.Cleanup(func() { _ = w.mails.Close() })
	env := s.env
	if !s.unset && env.ZoomClientID == "" {
		env.ZoomClientID = zoomsim.PublicID
	}
	var svc *services.Services
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return svc.Settings.Mail(ctx) }, w.clock)
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App:       func(ctx context.Context) (recruit.ZoomApp, error) { return svc.Settings.ZoomApp(ctx) },
		ServerApp: func(ctx context.Context) (recruit.ZoomApp, error) { return svc.Settings.ServerApp(ctx) },
		Vault:     db, APIBase: server.URL + "/v2", OAuthBase: server.URL + "/oauth", Owner: "test",
		Now: w.clock, After: time.After, Client: server.Client(), Log: slog.New(slog.DiscardHandler), Agent: "recruitty/test"})
	svc = services.New(w.db, provider, post, env, w.clock)
	post.Templates = svc.Templates.ForMail
	w.mail = &accountsim.Server{Address: "hiring@acme.example"}
	accounts := httptest.NewServer(w.mail)
	t.Cleanup(accounts.Close)
	svc.MailAccounts.Auth = account.New(account.Options{Now: w.clock, After: time.After,
		Base: map[recruit.MailProvider]string{recruit.GoogleMail: accounts.URL, recruit.MicrosoftMail: accounts.URL}})
	post.Access = svc.MailAccounts.Access
	w.svc = svc
	w.outbox = &outbox.Outbox{Store: w.db, Meetings: secure{provider}, Mailer: post, Workspace: func(context.Context) string { return "Acme" }, ForPanel: svc.Scorecards.ForMail, Linked: svc.Offers.Linked, Owner: "test",
		Dead: func(string) bool { return false }, Now: w.clock, Pause: outbox.Pause, After: time.After, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	if !s.empty {
		w.fill()
		if err := svc.Settings.SetWorkspace(ctx, w.robin, "Acme hiring"); err != nil {
			t.Fatal(err)
		}
	}
	session := shell.Session{Context: ctx, Now: w.clock, Zone: time.UTC, Member: w.robin, Company: "Acme hiring", Remote: s.remote, After: w.timers.After,
		Workspace: &workspace.Workspace{Dir: "/home/robin/recruitty", Services: svc, Outbox: w.outbox, Doctor: doctor.New(svc, db, provider), Storage: db}}
	if s.demo {
		session.Mails = w.mails
	}
	if s.inbox != nil {
		w.inbox = t.TempDir()
		for _, name := range s.inbox {
			if err := os.WriteFile(filepath.Join(w.inbox, name), []byte("In the file "+name), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		svc.Documents.Find = func(name string) (string, error) { return filepath.Join(w.inbox, name), nil }
		session.Inbox = func() ([]string, error) { return s.inbox, nil }
	}
	if !s.remote {
		session.OpenURL = func(u string) error {
			w.opened = append(w.opened, u)
			if w.onOpen != nil {
				return w.onOpen(u)
			}
			return nil
		}
	}
	if w.robin.ID != 0 {
		session.Zone = w.robin.Location()
	}
	w.again = func() {
		w.app = ui.New(session)
		w.Driver = uitest.New(t, w.app, width, height)
		w.Rest = func() { w.advance(w.app.Quiet()) }
	}
	w.again()
	return w
}

// firstOf is the value of a call that must not fail.
func firstOf[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// overbook schedules, in spite of whatever the preview would show.
func (w *world) overbook(ctx context.Context, actor recruit.Member, d recruit.ScheduleRequest, due time.Duration) (recruit.Record, error) {
	r, err := w.svc.Scheduling.Schedule(ctx, actor, d, due)
	if errors.Is(err, recruit.ErrTaken) {
		r, err = w.svc.Scheduling.Schedule(ctx, actor, recruittest.InSpite(w.t, w.svc.Scheduling, actor, d), due)
	}
	return r, err
}

// fill makes a team, a job with a document and a candidate linked to it.
func (w *world) fill() {
	t, ctx := w.t, w.t.Context()
	w.robin = firstOf(w.svc.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: "Robin Reyes", Email: "robin@acme.example", TimeZone: "Europe/Lisbon", SkipEntry: true}))
	w.dana = firstOf(w.svc.Team.Add(ctx, w.robin, recruit.Member{Name: "Dana Ortiz", Email: "dana@acme.example", TimeZone: "Europe/Lisbon", Role: recruit.Interviewer}))
	w.job = firstOf(w.svc.Jobs.Add(ctx, w.robin, recruit.Job{Title: "Staff Engineer, Storage"}))
	path := filepath.Join(t.TempDir(), "Job description.txt")
	if err := os.WriteFile(path, []byte("We store things."), 0o600); err != nil {
		t.Fatal(err)
	}
	doc := firstOf(w.svc.Documents.FromDisk(ctx, path, recruit.JobDescription))
	if err := w.svc.Jobs.AddFile(ctx, w.robin, w.job.ID, doc); err != nil {
		t.Fatal(err)
	}
	w.priya = firstOf(w.svc.Pipeline.Add(ctx, w.robin, recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", TimeZone: "Asia/Kolkata"}))
	if _, err := w.svc.Pipeline.Link(ctx, w.robin, w.priya.ID, w.job.ID, ""); err != nil {
		t.Fatal(err)
	}
	if err := w.svc.Settings.SetMail(ctx, w.robin, w.mails.URL(), "jobs@acme.example"); err != nil {
		t.Fatal(err)
	}
}

// connect authorises Robin's Zoom through the simulator's own pages.
func (w *world) connect() {
	w.t.Helper()
	ctx := w.t.Context()
	sign := firstOf(w.svc.Accounts.Begin(ctx, w.robin, false))
	ended := firstOf(zoomsim.Approve(ctx, nil, sign.URL(), "robin@acme.example"))
	firstOf(w.svc.Accounts.Finish(ctx, w.robin, firstOf(sign.Paste(ctx, ended))))
}

// work lets the outbox do what is due, and a second pass on the screen.
func (w *world) work() {
	w.t.Helper()
	if _, err := w.outbox.RunDue(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.timers.Fire(w.Driver)
}

// fillIn types a usable interview into the open form, up to the duration.
func (w *world) fillIn(start string) {
	w.field("Title")
	w.Press("ctrl+u")
	w.put("Technical interview")
	w.field("Description")
	w.put("Storage engines")
	w.field("Event Start")
	w.put(start)
}

// field goes to the field of the open form whose label begins like this.
func (w *world) field(label string) {
	w.t.Helper()
	const most = 40 // fields of a form, there and back
	for n := range most {
		for _, line := range strings.Split(w.Screen(), "\n") {
			if _, row, in := strings.Cut(line, " "+label); in && strings.Contains(row, "┃") {
				return
			}
		}
		w.Press([]string{"tab", "shift+tab"}[min(n/(most/2), 1)])
	}
	w.t.Fatalf("no field %q:\n%s", label, w.Screen())
}

// put pastes a text into the focused field.
func (w *world) put(text string) {
	w.Rest()
	w.Send(tea.PasteMsg{Content: text})
}
