package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/ui"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/uitest"
)

// office is a workspace on disk with one member and no Zoom, and the interface
// over it.
type office struct {
	*uitest.Driver
	svc *services.Services
	me  recruit.Member
	now time.Time

	timers uitest.Timers
}

// noZoom is an authoriser for which no app is registered.
type noZoom struct{ recruit.Authorizer }

// noPost is a way out for mails that was never set up.
type noPost struct{ recruit.Mailer }

func (noPost) BuiltIn(recruit.MailEvent, recruit.Audience, string) string { return "" }

func (noPost) From(context.Context) (recruit.Mailbox, error) {
	return recruit.Mailbox{}, recruit.ErrNotSetUp
}

func (noZoom) Configured(context.Context) error              { return recruit.ErrNotSetUp }
func (noZoom) Missing(granted []string) []recruit.Permission { return nil }

// open makes an office; fill puts something into it before the first screen,
// and wrap may stand between the services and the store.
func open(t testing.TB, w, h int, fill func(*office), wrap func(services.Store) services.Store) *office {
	t.Helper()
	o := &office{now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	clock := func() time.Time { return o.now }
	db := firstOf(store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: clock}))
	t.Cleanup(func() { _ = db.Close() })
	var kept services.Store = db
	if wrap != nil {
		kept = wrap(db)
	}
	o.svc = services.New(kept, noZoom{}, noPost{}, recruit.Environment{}, clock)
	o.me = firstOf(o.svc.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Robin Reyes", Email: "robin@acme.example", TimeZone: "Europe/Lisbon", SkipEntry: true}))
	if err := o.svc.Settings.SetWorkspace(t.Context(), o.me, "Acme hiring"); err != nil {
		t.Fatal(err)
	}
	if fill != nil {
		fill(o)
	}
	takes := importer.New(db, clock)
	takes.Memory = db
	app := ui.New(shell.Session{Context: t.Context(), Now: clock, Zone: o.me.Location(), Member: o.me, Company: "Acme hiring",
		Workspace: &workspace.Workspace{Services: o.svc, Importer: takes, Storage: db}, After: o.timers.After})
	o.Driver = uitest.New(t, app, w, h)
	o.Rest = func() { o.now = o.now.Add(app.Quiet()) }
	return o
}

// put pastes a text into the focused field of a form.
func (o *office) put(s string) { o.Send(tea.PasteMsg{Content: s}) }

// job and candidate add one each.
func (o *office) job(title string) recruit.Job {
	return firstOf(o.svc.Jobs.Add(context.Background(), o.me, recruit.Job{Title: title, Department: "Engineering", Location: "Lisbon"}))
}

func (o *office) candidate(c recruit.Candidate, jobs ...recruit.Job) recruit.Candidate {
	c = firstOf(o.svc.Pipeline.Add(context.Background(), o.me, c))
	for _, j := range jobs {
		firstOf(o.svc.Pipeline.Link(context.Background(), o.me, c.ID, j.ID, ""))
	}
	return c
}

func (o *office) phone(c recruit.Candidate, j recruit.Job, title string, in time.Duration) recruit.Record {
	return firstOf(o.svc.Scheduling.Schedule(context.Background(), o.me, recruit.ScheduleRequest{CandidateID: c.ID, JobID: j.ID, Title: title,
		Start: o.now.Add(in), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+44 20 7946 0958",
		Participants: []string{"dana@acme.example"}}, 8*time.Second))
}

func TestEmptyWorkspaceTeaches(t *testing.T) {
	t.Parallel()
	o := open(t, 80, 24, nil, nil)
	o.Shows("Add a job", "Add candidates", "Connect Zoom", "Schedule an Interview")
	for _, screen := range []struct{ key, teaches string }{
		{"2", "No jobs yet."}, {"3", "No candidates yet."}, {"4", "No upcoming interviews."}, {"5", "Nothing is waiting"},
	} {
		o.Press(screen.key)
		o.Shows(screen.teaches)
	}
	o.Press("4", "enter")
	o.Shows("! There is no interview here to choose")
	o.Press("1", "N")
	o.Shows("New job")
	o.put("Staff Engineer")
	o.Press("ctrl+s")
	o.Shows("Added Staff Engineer.", "No candidates are linked to this job yet")
	o.Press("esc")
	o.Shows("✓ Add a job")
}

func TestJobFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	o := open(t, 80, 24, nil, nil)
	o.Press("2", "n", "tab")
	o.put("Engineering")
	o.Press("ctrl+s")
	o.Shows("A job needs a title.", "Engineering")
	o.Press("esc")
	o.Shows("Closed; what you typed is kept")
	o.Hides("New job")
	o.Press("n")
	o.Shows("New job", "Engineering", "is back")
}

func TestFromJobToProfile(t *testing.T) {
	t.Parallel()
	o := open(t, 100, 30, func(o *office) {
		j := o.job("Staff Engineer, Storage")
		o.job("Product Designer")
		o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", TimeZone: "Asia/Kolkata"}, j)
		o.candidate(recruit.Candidate{Name: "Łukasz Nowak", Email: "lukasz@example.com"}, j)
	}, nil)
	o.Press("2", "/")
	o.Type("stor")
	o.Shows("Staff Engineer, Storage", "1 of 2")
	o.Hides("Product Designer")
	o.Press("enter", "enter")
	o.Shows("▸ Candidates 2", "[All 2]", "Applied 2", "Łukasz Nowak", "Priya Raman")
	o.Press("/")
	o.Type("lukasz")
	o.Hides("Priya Raman")
	o.Press("enter", "m")
	o.Shows("Move Łukasz to a stage")
	o.Type("offer")
	o.Press("enter")
	o.Shows("Moved Łukasz Nowak to Offer")
	o.Press("esc", "right")
	o.Shows("[Applied 1]", "Priya Raman")
	o.Hides("Łukasz Nowak  ")
	o.Press("enter")
	o.Shows("priya@example.com", "Kolkata (19:32)", "●○○○○ Applied", "No upcoming interview", "Candidate since")
	o.Press("esc")
	o.Shows("[Applied 1]")
	o.Press("tab")
	o.Shows("No documents yet")
}

func TestPaletteFindsPeopleAndJobs(t *testing.T) {
	t.Parallel()
	o := open(t, 100, 30, func(o *office) {
		o.candidate(recruit.Candidate{Name: "Łukasz Nowak", Email: "lukasz@example.com"}, o.job("Staff Engineer, Storage"))
	}, nil)
	o.Press("ctrl+k")
	o.Type("lukasz")
	o.Shows("Łukasz Nowak")
	o.Press("enter")
	o.Shows("lukasz@example.com", "●○○○○ Applied")
	o.Press("enter")
	o.Shows("▸ Candidates 1", "[All 1]")
}

func TestRolesAndRemoteSayWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 30, setup{remote: true})
	w.Press("3", "enter", "f")
	w.Shows("A path would point to the server's disk")
	w.app.SetMember(w.dana)
	w.Press("s")
	w.Shows("Dana Ortiz is an interviewer and may not change this")
}

func TestTwelveHourClock(t *testing.T) {
	t.Parallel()
	o := open(t, 100, 30, func(o *office) {
		j := o.job("Staff Engineer")
		o.phone(o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com"}, j), j, "Phone screen", 21*time.Hour)
		o.me.TwelveHour = true
		o.me = firstOf(o.svc.Team.Update(context.Background(), o.me, o.me))
	}, nil)
	o.Press("4")
	o.Shows("11:02 am–11:47 am")
	o.Press("enter")
	o.Shows("11:02 am–11:47 am Lisbon")
}

func TestLinkACandidateFromAJob(t *testing.T) {
	t.Parallel()
	o := open(t, 100, 30, func(o *office) {
		o.job("Staff Engineer")
		o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com"})
	}, nil)
	o.Press("2", "enter", "l")
	o.Type("priy")
	o.Press("enter")
	o.Shows("Linked Priya Raman to Staff Engineer, stage Applied.", "▸ Candidates 1")
	o.Press("l")
	o.Press("enter")
	o.Shows("New candidate")
	o.put("山田花子")
	o.Press("ctrl+s")
	o.Shows("Linked 山田花子 to Staff Engineer", "▸ Candidates 2")
}

func TestScheduleOffersToLinkInPlace(t *testing.T) {
	t.Parallel()
	o := open(t, 100, 36, func(o *office) {
		o.job("Staff Engineer")
		o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com"})
		o.candidate(recruit.Candidate{Name: "Zed No Mail"})
	}, nil)
	o.Press("3", "enter", "s")
	o.Shows("Link to a job first?")
	o.Press("right", "enter")
	o.Shows("Link Priya to a job")
	o.Press("enter")
	o.Shows("Schedule Interview Event")
	o.Press("esc", "esc", "G", "enter", "s")
	o.Shows("There is no email address to invite")
}

func TestCardAndActivity(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			o := open(t, size[0], size[1], func(o *office) {
				j := o.job("Staff Engineer, Storage")
				c := o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", Phone: "+44 20 7946 0958", TimeZone: "Europe/London",
					Headline: "Principal Engineer at Bytes"}, j)
				o.phone(c, j, "Technical interview", 9*24*time.Hour)
				firstOf(o.svc.Pipeline.Note(context.Background(), o.me, c.ID, 0, "Ask about on-call."))
				gone := o.phone(c, j, "Phone screen", 5*24*time.Hour)
				firstOf(o.svc.Scheduling.Cancel(context.Background(), o.me, gone.Interview.ID, 0, "position on hold", 0))
			}, nil)
			o.Press("3", "enter")
			o.Golden(fmt.Sprintf("profile-%dx%d", size[0], size[1]))
			o.Press("tab", "/")
			o.Type("hold")
			o.Shows("Cancelled Phone screen")
			o.Press("enter", "enter")
			o.Shows("Cancelled because: position on hold", "v2", "v1")
			o.Press("esc", "esc", "tab", "tab")
			o.Shows("Ask about on-call.")
		})
	}
}

func TestUndoCountsDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 110, 36, setup{})
	w.connect()
	draft := recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Technical interview", Start: w.clock().Add(24 * time.Hour),
		TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Participants: []string{w.dana.Email}}
	firstOf(w.overbook(t.Context(), w.robin, draft, 8*time.Second))
	w.Press("3", "enter")
	w.Shows("no meeting yet", "held while it can be undone", "undo (8 s)", "◌ Dana Ortiz", "pending")
	w.advance(3 * time.Second)
	w.timers.Fire(w.Driver)
	w.Shows("undo (5 s)")
	w.Press("c")
	w.Shows("There is no link yet: Zoom has not confirmed the meeting.")
	w.Press("u")
	w.Shows("Undone; nothing was sent.", "No upcoming interview")

	firstOf(w.overbook(t.Context(), w.robin, draft, 8*time.Second))
	w.advance(time.Minute)
	w.work()
	w.Send(shell.Changed{})
	w.Shows("✓ Zoom made · 2 of 2 told", "? Priya Raman  no answer", "passcode hidden", "hosted by robin@acme.example", "19:32 Kolkata for Priya")
	w.Press("u")
	w.Shows("It is too late to undo the last change")
	w.Press("p")
	w.Hides("passcode hidden")
	w.Press("c")
	w.Shows("Link sent to the clipboard: http")
	w.Press("o")
	if len(w.opened) != 1 || !strings.Contains(w.opened[0], "/j/") {
		t.Errorf("opened %q", w.opened)
	}
	w.Press("v")
	w.Shows("What changed", "What was sent", "✓ v1 invitation to priya@example.com: sent")
}

func TestHowItWas(t *testing.T) {
	t.Parallel()
	o := open(t, 110, 36, func(o *office) {
		j := o.job("Staff Engineer")
		o.phone(o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com"}, j), j, "Phone screen", time.Hour)
	}, nil)
	o.Press("1", "enter", "d")
	o.Shows("It has not begun yet")
	o.now = o.now.Add(2 * time.Hour)
	o.Press("esc")
	o.Send(shell.Changed{})
	o.Shows("! took place?", "y took place")
	o.Press("enter", "r")
	o.Shows("is over; schedule a new interview instead")
	o.Press("d")
	o.Shows("Did Phone screen take place?", "It took place", "Nobody came")
	o.Press("down", "enter")
	o.Shows("Nobody came: Phone screen.")
	o.Press("4", "p")
	o.Shows("Nobody came")
}

func TestOnlyTheOrganiserChanges(t *testing.T) {
	t.Parallel()
	o := open(t, 110, 36, func(o *office) {
		j := o.job("Staff Engineer")
		c := o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com"}, j)
		admin := o.me
		o.me = firstOf(o.svc.Team.Add(context.Background(), admin, recruit.Member{Name: "Kim Lee", Email: "kim@acme.example", TimeZone: "UTC"}))
		o.phone(c, j, "Phone screen", time.Hour)
		o.me = admin
	}, nil)
	o.Press("3", "enter", "r")
	o.Shows("Kim Lee organises this interview; take it over first (t on the screen")
	o.Press("t", "right", "enter")
	o.Shows("The interview is yours now.", "v2", "r Reschedule")
}

func TestOutbox(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 30, setup{})
	if err := w.svc.Settings.SetMail(t.Context(), w.robin, "smtp://127.0.0.1:1?tls=none", "jobs@acme.example"); err != nil {
		t.Fatal(err)
	}
	firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Phone screen",
		Start: w.clock().Add(24 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "she calls"}, 0))
	w.work()
	w.Send(shell.Changed{})
	w.Hides("Needs you")
	w.Press("5")
	w.Shows("Priya Raman · Tomorrow 14:02 · Phone screen", "◌ invitation to priya@example.com", "next try 14:0")
	w.Press("r")
	w.Shows("Trying again: invitation to priya@example.com.", "sending")
	w.Press("x")
	w.Shows("Give up", "the activity log keeps it")
	w.put("told her by phone")
	w.Press("ctrl+s")
	w.Shows("Given up: invitation to priya@example.com.", "Nothing is waiting")
}

// crowd is a store with very many candidates, which counts what it is asked.
type crowd struct {
	services.Store
	rows  []recruit.CandidateSummary
	asked int
	most  int
	err   error
}

func newCrowd(s services.Store, n int) *crowd {
	c := &crowd{Store: s}
	for i := range n {
		c.rows = append(c.rows, recruit.CandidateSummary{ID: recruit.CandidateID(i + 1), Name: fmt.Sprintf("Person %06d", i)})
	}
	return c
}

func (c *crowd) CandidatePage(_ context.Context, f recruit.CandidateFilter) (recruit.CandidatePage, error) {
	if c.err != nil {
		return recruit.CandidatePage{}, c.err
	}
	c.asked++
	var all []recruit.CandidateSummary
	for _, r := range c.rows {
		if strings.Contains(strings.ToLower(r.Name), strings.ToLower(f.Query)) {
			all = append(all, r)
		}
	}
	from, to := 0, len(all)
	for i, r := range all {
		if f.After != "" && string(f.After) == r.Name {
			from = i + 1
		}
		if f.Before != "" && string(f.Before) == r.Name {
			to = i
		}
	}
	if f.Before != "" {
		from = max(to-f.Limit, 0)
	} else {
		to = min(from+f.Limit, to)
	}
	p := recruit.CandidatePage{Rows: all[from:to], Total: len(all), Offset: from}
	if f.Query != "" && f.CountTo > 0 && f.CountTo < len(all) {
		p.Total, p.More = f.CountTo, true
	}
	if from < to {
		p.First, p.Last = recruit.Cursor(all[from].Name), recruit.Cursor(all[to-1].Name)
	}
	c.most = max(c.most, len(p.Rows))
	return p, nil
}

func TestAHundredThousandCandidates(t *testing.T) {
	t.Parallel()
	var c *crowd
	o := open(t, 80, 24, nil, func(s services.Store) services.Store { c = newCrowd(s, 100_000); return c })
	o.Press("3")
	o.Shows("100,000", "▸ Person 000000")
	if c.most > 200 {
		t.Errorf("%d rows were read at once", c.most)
	}
	for range 600 {
		o.Press("j")
	}
	o.Shows("▸ Person 000600")
	o.Press("G")
	o.Shows("▸ Person 099999")
	for range 30 {
		o.Press("pgup")
	}
	o.Hides("  …\n")
	row := 99_999 - 30*16
	o.Shows(fmt.Sprintf("▸ Person %06d", row))
	before := c.asked
	o.Send(shell.Changed{})
	o.Shows(fmt.Sprintf("▸ Person %06d", row))
	if n := c.asked - before; n > 4 {
		t.Errorf("a change made %d readings", n)
	}
	o.Press("/")
	o.Type("0777")
	o.Shows("Person 007770", "/ 0777")
	o.Press("enter", "esc")
	o.Shows("100,000", fmt.Sprintf("▸ Person %06d", row))
	o.Press("home")
	o.Shows("▸ Person 000000")
	c.rows = c.rows[:10]
	o.Send(shell.Changed{})
	o.Shows("10", "Person 000009")
}

// TestMatchesAreCountedWhenNobodyTypes holds that a filter says of many matches at
// once that there are more, and how many when the typing has ended, and that no
// number outlives a letter or a change.
func TestMatchesAreCountedWhenNobodyTypes(t *testing.T) {
	t.Parallel()
	var c *crowd
	o := open(t, 80, 24, nil, func(s services.Store) services.Store { c = newCrowd(s, 20_000); return c })
	o.Press("3", "/")
	o.Type("person")
	o.Shows("more than 500")
	o.timers.Fire(o.Driver)
	o.Shows("20,000")
	o.Hides("more than")
	o.Press("enter")
	for range 300 { // pages that are read now do not take the number away
		o.Press("j")
	}
	o.Shows("▸ Person 000300", "20,000")
	c.rows = c.rows[:15_000]
	o.Send(shell.Changed{})
	o.Shows("more than 500")
	o.Hides("20,000")
	o.timers.Fire(o.Driver)
	o.Shows("15,000", "▸ Person 000300")
	o.Press("G")
	o.Shows("▸ Person 014999")
	o.Press("/")
	o.Type("zzz")
	o.Shows("No candidate matches")
	o.timers.Fire(o.Driver)
	o.Hides("more than", "15,000")
	o.Press("ctrl+u")
	o.Type("00")
	o.Shows("more than 500")
	o.Press("esc", "esc")
	o.timers.Fire(o.Driver) // the count that was asked for is of no use any more
	o.Shows("15,000")
	o.Hides("20,000") // as it was before the filter
}

func TestErrorState(t *testing.T) {
	t.Parallel()
	var c *crowd
	o := open(t, 80, 24, nil, func(s services.Store) services.Store { c = newCrowd(s, 3); return c })
	c.err = &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The workspace cannot be read just now; try again in a moment.", Cause: errors.New("locked")}
	o.Press("3")
	o.Shows("✗ The workspace cannot be read just now")
	c.err = nil
	o.Send(shell.Changed{})
	o.Shows("Person 000002")
	o.Hides("cannot be read")
}

func TestHostileNamesFitEverywhere(t *testing.T) {
	t.Parallel()
	names := []string{"山田花子山田花子山田花子山田花子山田花子山田花子", "محمد عبد الرحمن", "👩‍👩‍👧 " + strings.Repeat("é", 120), "a\u202eb\x1b[31mred",
		"Maximiliana Ferdinanda von und zu Hohenlohe-Waldenburg-Schillingsfürst"}
	o := open(t, 80, 24, func(o *office) {
		for i, name := range names {
			j := o.job(name + " job")
			c := o.candidate(recruit.Candidate{Name: name, Email: fmt.Sprintf("c%d@example.com", i), TimeZone: "Pacific/Auckland", Headline: name}, j)
			o.phone(c, j, name, time.Duration(i+1)*time.Hour)
		}
	}, nil)
	check := func(where string) {
		t.Helper()
		for _, w := range []int{60, 71, 80, 99, 100, 133} {
			for _, h := range []int{16, 24, 31, 40} {
				o.Send(tea.WindowSizeMsg{Width: w, Height: h})
				lines := strings.Split(o.View().Content, "\n")
				if len(lines) != h {
					t.Fatalf("%s at %dx%d: %d lines", where, w, h, len(lines))
				}
				for _, l := range lines {
					if text.Width(l) > w {
						t.Fatalf("%s at %dx%d: a line of %d cells: %q", where, w, h, text.Width(l), l)
					}
				}
				if strings.Contains(o.View().Content, "\u202e") {
					t.Fatalf("%s: text is reordered", where)
				}
			}
		}
	}
	check("today")
	for _, key := range []string{"2", "3", "4", "5"} {
		o.Press(key)
		check("section " + key)
		if key == "5" {
			continue
		}
		for range names {
			o.Press("enter")
			check("opened in section " + key)
			o.Press("tab")
			check("second part in section " + key)
			o.Press("v")
			check("whole interview in section " + key)
			o.Press("esc", "esc", "esc", key, "down")
		}
	}
}
