package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/mail"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/slots"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/ui"
	"recruitty/ui/plain"
	"recruitty/ui/shell"
	"recruitty/ui/uitest"
	"recruitty/zoom"
)

// offering is a workspace in which a loop can be offered to one candidate, with a clock that
// stands.
type offering struct {
	*workspace.Workspace
	t         *testing.T
	now       time.Time
	box       *mailbox.Mailbox
	dana      recruit.Member
	candidate recruit.Candidate
}

func newOffering(t *testing.T) *offering {
	t.Helper()
	ctx, o := t.Context(), &offering{t: t, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	clock := func() time.Time { return o.now }
	db, err := store.Open(ctx, t.TempDir(), store.Options{Clock: clock})
	fine(t, err)
	t.Cleanup(func() { _ = db.Close() })
	o.box, err = mailbox.Open(t.TempDir())
	fine(t, err)
	t.Cleanup(func() { _ = o.box.Close() })
	var svc *services.Services
	log := slog.New(slog.DiscardHandler)
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return svc.Settings.Mail(ctx) }, clock)
	none := func(context.Context) (recruit.ZoomApp, error) { return recruit.ZoomApp{}, nil }
	provider := zoom.NewProvider(zoom.ProviderOptions{App: none, ServerApp: none, Vault: db, Owner: "test", Now: clock, After: time.After, Log: log, Agent: "recruitty/test"})
	svc = services.New(db, provider, post, recruit.Environment{SMTP: o.box.URL(), MailFrom: "jobs@example.com"}, clock)
	o.Workspace = &workspace.Workspace{Services: svc, Storage: db, Outbox: &outbox.Outbox{Store: db, Meetings: provider, Mailer: post, Workspace: func(context.Context) string { return "Acme" }, Owner: "test",
		Dead: func(string) bool { return false }, Now: clock, Pause: outbox.Pause, After: time.After, Log: log, Linked: svc.Offers.Linked}}
	o.dana, err = svc.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: "Dana Ortiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon", SkipEntry: true})
	fine(t, err)
	lee, err := svc.Team.Add(ctx, o.dana, recruit.Member{Name: "Lee Park", Email: "lee@example.com", Role: recruit.Interviewer, TimeZone: "Europe/Lisbon"})
	fine(t, err)
	job, err := svc.Jobs.Add(ctx, o.dana, recruit.Job{Title: "Baker"})
	fine(t, err)
	o.candidate, err = svc.Pipeline.Add(ctx, o.dana, recruit.Candidate{Name: "Priya Raman", Email: "priya@example.org", TimeZone: "Asia/Kolkata"})
	fine(t, err)
	_, err = svc.Pipeline.Link(ctx, o.dana, o.candidate.ID, job.ID, "")
	fine(t, err)
	_, err = svc.Loops.Save(ctx, o.dana, loops.Plan{JobID: job.ID, Stage: "Applied", Days: 1, Sessions: []loops.Session{
		{Title: "Technical", Duration: time.Hour, People: []loops.Person{{ID: lee.ID}}, Platform: recruit.OnSite, Place: "12 Baker Street"},
		{Title: "Manager", Duration: 30 * time.Minute, People: []loops.Person{{ID: o.dana.ID}}, Platform: recruit.OnSite, Place: "12 Baker Street"}}})
	fine(t, err)
	fine(t, svc.Settings.SetUndo(ctx, o.dana, 0))
	return o
}

// lines types lines of the plain mode, which do not ask to be followed.
func (o *offering) lines(typed ...string) string {
	o.t.Helper()
	var out strings.Builder
	err := plain.Run(o.t.Context(), plain.Session{In: strings.NewReader(strings.Join(typed, "\n") + "\n"), Out: &out, Now: func() time.Time { return o.now }, Member: o.dana, Company: "Acme",
		Workspace: o.For(services.Visit{Member: o.dana}), Zone: time.UTC, Remote: true, After: func(time.Duration) <-chan time.Time {
			o.delivers()
			passed := make(chan time.Time, 1)
			passed <- o.now
			return passed
		}})
	if err != nil {
		o.t.Fatalf("%v after\n%s", err, &out)
	}
	return out.String()
}

// command gives a command.
func (o *offering) command(words ...string) string {
	o.t.Helper()
	var out, said bytes.Buffer
	code := cli.New(command.App{In: strings.NewReader(""), Out: &out, Err: &said, Env: recruit.Environment{As: o.dana.Email}, Now: func() time.Time { return o.now }, Data: "here", Visitor: o.dana,
		Open: func(context.Context, string) (*workspace.Workspace, error) {
			return o.For(services.Visit{Member: o.dana}), nil
		}}).Run(o.t.Context(), words)
	if code != 0 {
		o.t.Fatalf("%v ends with %d: %s%s", words, code, &said, &out)
	}
	return out.String()
}

func (o *offering) delivers() {
	_, err := o.Outbox.RunDue(o.t.Context())
	fine(o.t, err)
}

// stands is all that is kept of the story, and all that was sent.
func (o *offering) stands() string {
	o.t.Helper()
	ctx := o.t.Context()
	o.delivers()
	all, err := o.Services.Offers.List(ctx, offers.Filter{})
	fine(o.t, err)
	for n := range all {
		all[n], err = o.Services.Offers.Show(ctx, all[n].ID)
		fine(o.t, err)
		all[n].LetterID, all[n].Revision = 0, 0
		for i := range all[n].Interviews {
			all[n].Interviews[i] = recruit.InterviewSummary{Interview: recruit.Interview{Title: all[n].Interviews[i].Title, Start: all[n].Interviews[i].Start, Status: all[n].Interviews[i].Status}}
		}
	}
	log, err := o.Services.Store.Activities(ctx, recruit.ActivityFilter{CandidateID: o.candidate.ID})
	fine(o.t, err)
	kept, err := json.MarshalIndent(all, "", " ")
	fine(o.t, err)
	var said []string // emails leave beside each other
	for _, a := range log {
		said = append(said, fmt.Sprintln(a.Actor, a.Action, a.Text))
	}
	for _, m := range o.box.List() {
		mail, err := o.box.Read(m.ID)
		fine(o.t, err)
		said = append(said, fmt.Sprintln(m.To, m.Subject, mail.Text))
	}
	slices.Sort(said)
	return string(kept) + strings.Join(said, "")
}

// sits begins a session on a screen, on the candidate's profile.
func (o *offering) sits() *sitting {
	o.t.Helper()
	s := &sitting{offering: o, timers: &uitest.Timers{}}
	app := ui.New(shell.Session{Context: o.t.Context(), Now: func() time.Time { return o.now }, Zone: time.UTC, Member: o.dana, Company: "Acme", Remote: true, After: s.timers.After, Workspace: o.For(services.Visit{Member: o.dana})})
	s.Driver = uitest.New(o.t, app, 108, 60)
	s.Run(app.ShowCandidate(o.candidate.ID, 0))
	return s
}

// sitting is a session on a screen.
type sitting struct {
	*offering
	*uitest.Driver
	timers *uitest.Timers
}

// sees presses keys, after which the screen shows something.
func (s *sitting) sees(what string, keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		s.Press(k)
	}
	if !strings.Contains(s.Screen(), what) {
		s.t.Fatalf("after %q the screen does not show %q:\n%s", keys, what, s.Screen())
	}
}

// sends sends what the box shows, and follows it until its email has left.
func (s *sitting) sends() {
	s.t.Helper()
	s.sees("◌ Offer with", "enter")
	s.delivers()
	s.timers.Fire(s.Driver)
	s.sees("✓ Offer with")
	s.Press("esc")
}

// TestAnOfferOnEveryWay tells one story on the screen, in plain lines and by commands: a loop is offered, none
// suits, other times take its place, one is taken and moved, the candidate calls it off, and
// the times that are offered then are withdrawn. What is kept and what was sent is the same.
func TestAnOfferOnEveryWay(t *testing.T) {
	t.Parallel()
	stories := map[string]func(*offering) []func(){
		"lines": func(o *offering) []func() {
			return []func(){
				func() { o.lines("candidate priya", "offer", "1", "a", "yes") },
				func() { o.lines("offer renew", "yes") },
				func() { o.lines("offer renew 2", "yes") },
				func() { o.lines("offer withdraw", "yes") },
			}
		},
		"screen": func(o *offering) []func() {
			return []func(){
				func() {
					s := o.sits()
					s.sees("enter Send the offer", "O", "1")
					s.sends()
				},
				func() {
					s := o.sits()
					s.sees("enter offer other times", "down", "enter")
					s.sees("enter Send the offer", "enter")
					s.sends()
				},
				func() {
					s := o.sits()
					s.sees("o offer other times", "down", "enter")
					s.sees("enter Send the offer", "o")
					s.sends()
				},
				func() {
					s := o.sits()
					s.sees("x withdraw it", "down", "enter")
					s.sees("Withdraw this offer?", "x")
					s.Press("right")
					s.sees("Withdrawn", "enter")
				},
			}
		},
		"commands": func(o *offering) []func() {
			return []func(){
				func() { o.command("offer", "send", "--candidate", "1", "--way-out", "1", "--yes") },
				func() { o.command("offer", "renew", "1", "--yes") },
				func() { o.command("offer", "renew", "2", "--yes", "--json") },
				func() { o.command("offer", "withdraw", "3") },
			}
		},
	}
	ended := map[string]string{}
	for way, story := range stories {
		o := newOffering(t)
		steps, ctx := story(o), t.Context()
		answered := func(want offers.Outcome, got offers.Result, err error) {
			t.Helper()
			if fine(t, err); got.Outcome != want {
				t.Fatalf("%s: the answer came to %s, not %s: %+v", way, got.Outcome, want, got.Offer)
			}
			o.delivers()
		}
		steps[0]()
		o.delivers()
		var can []slots.Span
		for day := 25; day < 28; day++ {
			can = append(can, slots.Span{Start: time.Date(2026, 11, day, 9, 0, 0, 0, time.UTC), End: time.Date(2026, 11, day, 13, 0, 0, 0, time.UTC)})
		}
		got, err := o.Services.Offers.Ask(ctx, offers.Ref{ID: 1}, offers.Asking{Said: "In the mornings", Windows: can, Via: offers.ByPage})
		answered(offers.Asked, got, err)
		steps[1]()
		o.delivers()
		got, err = o.Services.Offers.Take(ctx, offers.Ref{ID: 2}, offers.Taking{Version: 1, Option: 2, Via: offers.ByPage})
		answered(offers.TookIt, got, err)
		got, err = o.Services.Offers.Refresh(ctx, offers.Ref{ID: 2})
		fine(t, err)
		got, err = o.Services.Offers.Move(ctx, offers.Ref{ID: 2}, offers.Taking{Version: got.Offer.Version, Option: 1, Via: offers.ByPage})
		answered(offers.MovedIt, got, err)
		got, err = o.Services.Offers.CallOff(ctx, offers.Ref{ID: 2}, "I am ill", offers.ByPage)
		answered(offers.CancelIt, got, err)
		steps[2]()
		o.delivers()
		steps[3]()
		ended[way] = o.stands()
	}
	for _, way := range []string{"lines", "screen"} {
		if ended[way] != ended["commands"] {
			t.Errorf("%s and commands end differently:\n%s", way, different(ended[way], ended["commands"]))
		}
	}
	if !strings.Contains(ended["lines"], `"State": "withdrawn"`) || !strings.Contains(ended["lines"], `"State": "called_off"`) {
		t.Errorf("the story ends as\n%s", ended["lines"])
	}
}
