package e2e

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/ui/draft"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// frontWorld is a workspace with a Zoom and a mail server, on a clock that stands still
// between the steps of a story. Three of them are alike but for the front end that
// is used on them.
type frontWorld struct {
	t     *testing.T
	db    *store.DB
	whole *workspace.Workspace
	sim   *zoomsim.Server
	box   *mailbox.Mailbox
	now   time.Time

	robin, dana, pat recruit.Member
	priya, omar      recruit.Candidate
	job              recruit.Job
	// mails and calls are how many of them sent has told.
	mails, calls int
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func newFrontWorld(t *testing.T) *frontWorld {
	t.Helper()
	ctx := t.Context()
	d := &frontWorld{t: t, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	clock := func() time.Time { return d.now }
	d.db = must(store.Open(ctx, storetest.Folder(t), store.Options{Clock: clock}))
	t.Cleanup(func() { _ = d.db.Close() })
	d.sim = zoomsim.New(zoomsim.Options{Clock: clock, Users: []zoomsim.User{
		{ID: "u-robin", Email: "robin@acme.example", FirstName: "Robin", LastName: "Reyes", Type: 1, TimeZone: "Europe/Lisbon"}}})
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Date", d.now.UTC().Format(http.TimeFormat)) // else Zoom's clock would be this machine's
		d.sim.ServeHTTP(rw, r)
	}))
	t.Cleanup(server.Close)
	d.box = must(mailbox.Open(t.TempDir()))
	t.Cleanup(func() { _ = d.box.Close() })
	var all *services.Services
	log := slog.New(slog.DiscardHandler)
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App:       func(ctx context.Context) (recruit.ZoomApp, error) { return all.Settings.ZoomApp(ctx) },
		ServerApp: func(ctx context.Context) (recruit.ZoomApp, error) { return all.Settings.ServerApp(ctx) },
		Vault:     d.db, APIBase: server.URL + "/v2", OAuthBase: server.URL + "/oauth", Owner: "test", Now: clock, After: time.After,
		Client: server.Client(), Log: log, Agent: "recruitty/test"})
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return all.Settings.Mail(ctx) }, clock)
	env := recruit.Environment{ZoomClientID: zoomsim.PublicID, SMTP: d.box.URL(), MailFrom: "jobs@acme.example"}
	all = services.New(d.db, provider, post, env, clock)
	post.Templates = all.Templates.ForMail
	d.whole = &workspace.Workspace{Dir: "w", Services: all, Storage: d.db, Log: log, Close: func() error { return nil },
		Doctor: doctor.New(all, d.db, provider),
		Outbox: &outbox.Outbox{Store: d.db, Meetings: provider, Mailer: post, Workspace: func(context.Context) string { return "Acme" }, Owner: "test",
			Dead: func(string) bool { return false }, Now: clock, Pause: outbox.Pause, After: time.After, Log: log}}
	d.fill()
	return d
}

// fill makes a team of an organiser, an interviewer and a recruiter, a job with its
// description, and two candidates of whom one is linked to it.
func (d *frontWorld) fill() {
	t, ctx, all := d.t, d.t.Context(), d.whole.Services
	member := func(name, email string, role recruit.Role) recruit.Member {
		return must(all.Team.Add(ctx, d.robin, recruit.Member{Name: name, Email: email, Role: role, TimeZone: "Europe/Lisbon", SkipEntry: true}))
	}
	d.robin = member("Robin Reyes", "robin@acme.example", recruit.Admin)
	d.dana = member("Dana Ortiz", "dana@acme.example", recruit.Interviewer)
	d.pat = member("Pat Peer", "pat@acme.example", recruit.Recruiter)
	d.job = must(all.Jobs.Add(ctx, d.robin, recruit.Job{Title: "Staff Engineer, Storage"}))
	path := filepath.Join(t.TempDir(), "Job description.txt")
	if err := os.WriteFile(path, []byte("We store things."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := all.Jobs.AddFile(ctx, d.robin, d.job.ID, must(all.Documents.FromDisk(ctx, path, recruit.JobDescription))); err != nil {
		t.Fatal(err)
	}
	d.priya = must(all.Pipeline.Add(ctx, d.robin, recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", TimeZone: "Asia/Kolkata"}))
	d.omar = must(all.Pipeline.Add(ctx, d.robin, recruit.Candidate{Name: "Omar Haddad", Email: "omar@example.com"}))
	must(all.Pipeline.Link(ctx, d.robin, d.priya.ID, d.job.ID, ""))
	if err := all.Settings.SetUndo(ctx, d.robin, 0); err != nil {
		t.Fatal(err)
	}
}

// work lets the outbox do what is due.
func (d *frontWorld) work() {
	d.t.Helper()
	if _, err := d.whole.Outbox.RunDue(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// record is the only interview, or the zero Record.
func (d *frontWorld) record() recruit.Record {
	d.t.Helper()
	all := must(d.db.Interviews(d.t.Context(), recruit.InterviewFilter{}))
	if len(all) == 0 {
		return recruit.Record{}
	}
	if len(all) > 1 {
		d.t.Fatalf("there are %d interviews", len(all))
	}
	return must(d.db.Record(d.t.Context(), all[0].ID))
}

// forget throws away what was typed and not sent, so that the next form begins as
// it does at first.
func (d *frontWorld) forget() {
	d.t.Helper()
	for _, m := range []recruit.Member{d.robin, d.pat} {
		keys := []string{draft.Key(m.ID, d.priya.ID, d.job.ID)}
		for _, change := range []string{"reschedule", "cancel", "people"} {
			keys = append(keys, draft.ChangeKey(m.ID, d.record(), change))
		}
		for _, key := range keys {
			if err := d.db.SetSetting(d.t.Context(), key, ""); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

// stored tells everything that is kept of the interview, times of the clock and
// random names left out.
func (d *frontWorld) stored() string {
	d.t.Helper()
	r := d.record()
	i := r.Interview
	if i.ID == 0 {
		return "no interview"
	}
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say("interview %q %q %q %s %s %s, %s %s, at %s %q, %s %q, version %d, sequence %d, organiser %s, entry %t", i.Title, i.Description, i.InternalNote,
		i.Start.Format(time.RFC3339), i.Duration, i.TimeZone, i.WallStart, r.Job.Title, i.Platform, i.Place, i.Status, i.CancelReason, i.Version, i.Sequence,
		r.Organiser.Email, i.OrganiserEntry)
	if m := i.Meeting; m != nil {
		say("meeting of %s, gone %t", m.HostEmail, i.MeetingGone())
	}
	for _, p := range r.People {
		say("person %s %q %d %s %s %s, removed %t", p.Address, p.Name, p.MemberID, p.Audience, p.TimeZone, p.Answer, !p.RemovedAt.IsZero())
	}
	for _, f := range r.Files {
		say("file %s %s everyone %t", f.Name, f.SHA256, f.Everyone)
	}
	for _, v := range r.Versions {
		say("version %d %s by %s: %s %s %s, sequence %d, %q", v.Number, v.Kind, v.By, v.Start.Format(time.RFC3339), v.Duration, v.TimeZone, v.Sequence, v.Reason)
	}
	for _, e := range r.Effects {
		target := e.Target
		if i.Meeting != nil && target == strconv.FormatInt(i.Meeting.ID, 10) {
			target = "the meeting"
		}
		say("effect %d %s to %q: %s, left %t, sequence %d, %d attempts, %q", e.Version, e.Kind, target, e.State, e.MaybeSent, e.Sequence, e.Attempts, e.Error)
	}
	var log []string
	for _, a := range must(d.db.Activities(d.t.Context(), recruit.ActivityFilter{})) {
		log = append(log, fmt.Sprintf("activity %s by %s: %s", a.Action, a.Actor, a.Text))
	}
	slices.Sort(log) // several mails leave at a time
	say("%s", strings.Join(log, "\n"))
	return d.plainly(b.String())
}

// sent tells what has left since it was asked last: mails, and calls that change
// something at Zoom.
func (d *frontWorld) sent() string {
	d.t.Helper()
	var left []string
	all := d.box.List()
	for _, m := range all[d.mails:] {
		whole := must(d.box.Read(m.ID))
		left = append(left, fmt.Sprintf("mail from %s to %s: %s\n%s\n%s\n%v\n", m.From, m.To, m.Subject, inOneLine(whole.Text), strings.ReplaceAll(whole.Calendar, "\n ", ""), whole.Files))
	}
	d.mails = len(all)
	requests := d.sim.Requests()
	for _, r := range requests[d.calls:] {
		if r.Method != http.MethodGet && strings.HasPrefix(r.Path, "/v2/") {
			left = append(left, fmt.Sprintf("Zoom %s %s: %d\n", r.Operation, r.Body, r.Status))
		}
	}
	d.calls = len(requests)
	for _, breach := range d.sim.Violations() {
		d.t.Errorf("Zoom's contract was broken: %s", breach)
	}
	slices.Sort(left) // several leave at a time
	return d.plainly(strings.Join(left, ""))
}

// plainly puts words in the place of what is random, or the clock's.
func (d *frontWorld) plainly(text string) string {
	for _, i := range must(d.db.Interviews(d.t.Context(), recruit.InterviewFilter{})) {
		if m := i.Meeting; m != nil {
			text = strings.ReplaceAll(text, strconv.FormatInt(m.ID, 10), "MEETING")
		}
	}
	for pattern, word := range map[string]string{`[0-9a-f]{32}@recruitty`: "UID", `rct-[a-z2-7]{12}`: "REFERENCE", `(DTSTAMP|LAST-MODIFIED|CREATED):\S+`: "STAMP",
		`pwd=\w+`: "PWD", `(?i)passcode:?\s+\w+`: "PASSCODE", `\d{3} \d{4} \d{4}`: "MEETING"} {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, word)
	}
	return text
}
