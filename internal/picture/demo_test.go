package picture_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
	"time"

	"recruitty/internal/demo"
	"recruitty/internal/docfile"
	"recruitty/internal/picture"
	"recruitty/mail"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/ui"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/uitest"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// The size of the pictures, in cells.
const width, height = 104, 30

// now is the moment at which the pictures are taken, a Friday.
var now = time.Date(2026, 11, 27, 13, 2, 0, 0, time.UTC)

// TestPictureDocument holds docs/screen.svg, which the README shows, to what
// the demo really looks like. UPDATE_GOLDEN=1 draws it again.
func TestPictureDocument(t *testing.T) {
	t.Parallel()
	screen, _, _ := openDemo(t)
	screen.Press("3", "/")
	screen.Type("tjörvi")
	screen.Press("enter", "enter")
	screen.Shows("Tjörvi Hálfdánarson", "Technical interview", "Reschedule", "Cancel")
	// The number of a meeting is the one thing that chance decides.
	content := regexp.MustCompile(`\b\d{3} \d{4} \d{4}\b`).ReplaceAllString(screen.View().Content, "829 1437 5521")
	content = regexp.MustCompile(`/j/\d{11}`).ReplaceAllString(content, "/j/82914375521")
	docfile.Whole(t, "docs/screen.svg", picture.SVG(content, "A candidate's profile in recruitty, with the interview that is ahead", width, height))
}

// TestALoopOfTheDemoInThreeKeys solves and sends the sample's loop of four sessions from
// the list of candidates, with the calendars of the demo.
func TestALoopOfTheDemoInThreeKeys(t *testing.T) {
	t.Parallel()
	screen, svc, robin := openDemo(t)
	clock := func() time.Time { return now }
	host := must(demo.Start(demo.HostOptions{Now: clock}))(t)
	t.Cleanup(func() { _ = host.Close() })
	host.ReadCalendars(svc.Availability, clock)
	must(svc.Availability.Sync(t.Context(), robin, availability.Which{}))(t)
	screen.Press("3", "/")
	screen.Type("zoë")
	screen.Press("enter")
	screen.Press("L")
	screen.Shows("Interviews of one plan, booked together", "Code together", "System design", "Running what one built", "hiring manager")
	screen.Press("enter")
	screen.Shows("This will happen: 4 Zoom meetings")
	screen.Press("enter")
	candidate := must(svc.Store.CandidateByEmail(t.Context(), "zoe.vl@example.com"))(t)
	booked := must(svc.Store.Interviews(t.Context(), recruit.InterviewFilter{CandidateID: candidate.ID, Status: recruit.Scheduled}))(t)
	if len(booked) != 4 || booked[0].Loop == "" {
		t.Errorf("booked %+v", booked)
	}
}

// openDemo opens the demo's sample on a simulated Zoom, with one upcoming interview
// that was scheduled just now.
func openDemo(t *testing.T) (*uitest.Driver, *services.Services, recruit.Member) {
	t.Helper()
	ctx, clock := t.Context(), func() time.Time { return now }
	db := must(store.Open(ctx, storetest.Folder(t), store.Options{Clock: clock}))(t)
	t.Cleanup(func() { _ = db.Close() })
	sim := zoomsim.New(zoomsim.Options{Clock: clock, Users: []zoomsim.User{{ID: "u-robin", Email: demo.Me, FirstName: "Robin", LastName: "Reyes", Type: 2}}})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", now.Format(http.TimeFormat)) // else Zoom's clock would be this machine's
		sim.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	box := must(mailbox.Open(t.TempDir()))(t)
	t.Cleanup(func() { _ = box.Close() })

	var svc *services.Services
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return svc.Settings.Mail(ctx) }, clock)
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App:       func(ctx context.Context) (recruit.ZoomApp, error) { return svc.Settings.ZoomApp(ctx) },
		ServerApp: func(ctx context.Context) (recruit.ZoomApp, error) { return svc.Settings.ServerApp(ctx) },
		Vault:     db, APIBase: server.URL + "/v2", OAuthBase: server.URL + "/oauth", Owner: "test",
		Now: clock, After: time.After, Client: server.Client(), Log: slog.New(slog.DiscardHandler), Agent: "recruitty/test"})
	svc = services.New(db, provider, post, recruit.Environment{ZoomClientID: zoomsim.PublicID, SMTP: box.URL(), MailFrom: "Acme Hiring <hiring@acme.example>"}, clock)
	post.Templates = svc.Templates.ForMail
	work := &outbox.Outbox{Store: db, Meetings: provider, Mailer: post, Workspace: func(context.Context) string { return demo.Workspace }, Owner: "test",
		Dead: func(string) bool { return false }, Now: clock, Pause: outbox.Pause, After: time.After, Log: slog.New(slog.DiscardHandler)}

	if err := demo.Fill(ctx, svc, db, now); err != nil {
		t.Fatal(err)
	}
	robin := must(svc.Team.Acting(ctx, ""))(t)
	signIn := must(svc.Accounts.Begin(ctx, robin, false))(t)
	ended := must(zoomsim.Approve(ctx, nil, signIn.URL(), demo.Me))(t)
	must(svc.Accounts.Finish(ctx, robin, must(signIn.Paste(ctx, ended))(t)))(t)
	record := schedule(t, svc, robin)
	must(work.RunDue(ctx))(t)
	must(svc.Answers.Set(ctx, robin, record.Interview.ID, "priya@acme.example", recruit.Accepted, ""))(t)

	robin.Theme = theme.Dark
	app := ui.New(shell.Session{Context: ctx, Now: clock, Zone: robin.Location(), Member: robin, Company: demo.Workspace, Demo: true, After: new(uitest.Timers).After,
		Workspace: &workspace.Workspace{Dir: t.TempDir(), Services: svc, Outbox: work, Storage: db}})
	return uitest.New(t, app, width, height), svc, robin
}

// schedule arranges the interview that the pictures show.
func schedule(t *testing.T, svc *services.Services, by recruit.Member) recruit.Record {
	t.Helper()
	ctx := t.Context()
	candidate := must(svc.Store.CandidateByEmail(ctx, "tjorvi.h@post.example"))(t)
	profile := must(svc.Store.Profile(ctx, candidate.ID))(t)
	job := profile.Applications[0].JobID
	must(svc.Pipeline.Move(ctx, by, candidate.ID, job, "Technical interview"))(t)
	return must(svc.Scheduling.Schedule(ctx, by, recruit.ScheduleRequest{
		CandidateID: candidate.ID, JobID: job, Title: "Technical interview", Description: "We look at a service that fell over, and at what you would do.",
		Start: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), TimeZone: by.TimeZone, Duration: 45 * time.Minute,
		Participants: []string{"priya@acme.example", "sam@acme.example"}, Platform: recruit.Zoom,
	}, 0))(t)
}

// must is the value of a call, or the end of the test.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
