package plain_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"
	"unicode"

	"recruitty/mail"
	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/ui/draft"
	"recruitty/ui/plain"
	"recruitty/ui/preferences"
	"recruitty/zoom"
)

// world is a workspace on disk with a mailbox, and no Zoom.
type world struct {
	t      *testing.T
	db     *store.DB
	svc    *services.Services
	outbox *outbox.Outbox
	now    time.Time
	dir    string

	dana  recruit.Member // an admin
	priya recruit.Candidate
	job   recruit.Job
}

func firstOf[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// newWorld makes a workspace in which mails can be sent, or with lonely cannot.
func newWorld(t *testing.T, lonely bool) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	w.dir = storetest.Folder(t)
	w.db = firstOf(store.Open(t.Context(), w.dir, store.Options{Clock: clock}))
	t.Cleanup(func() { _ = w.db.Close() })
	env := recruit.Environment{}
	if !lonely {
		box := firstOf(mailbox.Open(t.TempDir()))
		t.Cleanup(func() { _ = box.Close() })
		env.SMTP, env.MailFrom = box.URL(), "jobs@example.com"
	}
	log := slog.New(slog.DiscardHandler)
	post := mail.NewMailer(func(ctx context.Context) (recruit.MailSettings, error) { return w.svc.Settings.Mail(ctx) }, clock)
	none := func(context.Context) (recruit.ZoomApp, error) { return recruit.ZoomApp{}, nil }
	provider := zoom.NewProvider(zoom.ProviderOptions{App: none, ServerApp: none,
		Vault: w.db, Owner: "test", Now: clock, After: time.After, Log: log, Agent: "recruitty/test"})
	w.svc = services.New(w.db, provider, post, env, clock)
	w.outbox = &outbox.Outbox{Store: w.db, Meetings: provider, Mailer: post, Workspace: func(context.Context) string { return "Acme" }, Owner: "test",
		Dead: func(string) bool { return false }, Now: clock, Pause: outbox.Pause, After: time.After, Log: log}
	w.fill()
	return w
}

func (w *world) fill() {
	ctx := w.t.Context()
	w.dana = firstOf(w.svc.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: "Dana Ortiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon", SkipEntry: true}))
	w.job = firstOf(w.svc.Jobs.Add(ctx, w.dana, recruit.Job{Title: "Staff Engineer, Storage"}))
	w.priya = firstOf(w.svc.Pipeline.Add(ctx, w.dana, recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", TimeZone: "Asia/Kolkata"}))
	firstOf(w.svc.Pipeline.Link(ctx, w.dana, w.priya.ID, w.job.ID, ""))
}

func (w *world) member(name string, role recruit.Role) recruit.Member {
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	return firstOf(w.svc.Team.Add(w.t.Context(), w.dana, recruit.Member{Name: name, Email: first + "@example.com", Role: role, TimeZone: "Europe/Lisbon"}))
}

// session is one for a member whose outbox works whenever someone waits.
func (w *world) session(who recruit.Member, in io.Reader, out io.Writer) plain.Session {
	whole := &workspace.Workspace{Services: w.svc, Outbox: w.outbox, Importer: w.intake(), Storage: w.db}
	seen := whole.For(services.Visit{Member: who})
	if who.ID == 0 { // who begins a workspace sits at its machine
		seen = firstOf(whole.As(w.t.Context(), who))
	}
	return plain.Session{In: in, Out: out, Now: func() time.Time { return w.now }, Member: who, Company: "Acme",
		Workspace: seen, Zone: time.UTC, Remote: true, After: func(time.Duration) <-chan time.Time {
			if _, err := w.outbox.RunDue(w.t.Context()); err != nil {
				w.t.Error(err)
			}
			passed := make(chan time.Time, 1)
			passed <- w.now
			return passed
		}}
}

// says is what a member hears who types these lines into a pipe.
func (w *world) says(who recruit.Member, typed ...string) string {
	w.t.Helper()
	var out strings.Builder
	err := plain.Run(w.t.Context(), w.session(who, strings.NewReader(strings.Join(typed, "\n")+"\n"), &out))
	if err != nil {
		fmt.Fprintln(&out, "ended:", recruit.Sentence(err))
	}
	heard := out.String()
	for _, r := range heard {
		if r != '\n' && unicode.IsControl(r) || strings.ContainsRune("╭╮╰╯│─┃▸●⠸✓✗", r) {
			w.t.Fatalf("%U in what is said:\n%s", r, heard)
		}
	}
	return heard
}

// has fails unless every part is heard, in this order.
func has(t *testing.T, heard string, parts ...string) {
	t.Helper()
	rest := heard
	for _, p := range parts {
		_, after, ok := strings.Cut(rest, p)
		if !ok {
			t.Fatalf("%q is missing, or not in its place, in:\n%s", p, heard)
		}
		rest = after
	}
}

// byPhone answers all of Schedule Interview Event.
func byPhone(start string) []string {
	return []string{"schedule", "Technical interview", "", start, "45", "", "", "phone", "+351 912 345 678"}
}

func (w *world) interviews() []recruit.InterviewSummary {
	w.t.Helper()
	return firstOf(w.db.Interviews(w.t.Context(), recruit.InterviewFilter{}))
}

func (w *world) kept() string {
	w.t.Helper()
	return firstOf(w.db.Setting(w.t.Context(), draft.Key(w.dana.ID, w.priya.ID, w.job.ID)))
}

func TestScheduleSaysWhatReallyHappens(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	heard := w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tue 23:00")...), "yes", "candidate")...)
	has(t, heard, "Schedule Interview Event, Priya Raman, Staff Engineer, Storage.",
		"Tue 24 Nov 2026, 23:00 Lisbon (UTC+0), Wed 25 Nov 04:30 Kolkata for Priya", "Note: That is 04:30 for Priya Raman in Kolkata.",
		"When: Tue 24 Nov 2026 23:00 to 23:45 Lisbon", "Phone: +351 912 345 678.", "This will happen: 1 invitation.", "Nothing is saved or sent yet.",
		"Saved.", "Invitation to priya@example.com: sent today 14:02.", "everything is confirmed", "Priya Raman: invitation sent today 14:02; no answer.", "1 of 1 told")
	if w.kept() != "" {
		t.Errorf("a draft is left: %s", w.kept())
	}
}

func TestUnsentIsNotCalledSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true) // without mail
	heard := w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tomorrow 10:00")...), "yes", "outbox", "retry 1")...)
	has(t, heard, "Saved.", "Invitation to priya@example.com: needs you", "It is kept in the outbox", "1 step is not confirmed yet", "1. Invitation to priya@example.com",
		"Trying again: invitation to priya@example.com.", "needs you")
	if strings.Contains(heard, "sent today") || strings.Contains(heard, "everything is confirmed") {
		t.Errorf("said more than is true:\n%s", heard)
	}
}

func TestWrongAnswersAreAskedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	heard := w.says(w.dana, "candidate priya", "schedule", strings.Repeat("x", recruit.MaxTitle+1), "Talk", "Two lines\\", "of it",
		"2026-11-20 10:00", "01/02/2027 10:00", "tomorrow 10:00", "forever", "1h15", "priya@example.com", "nobody", "1", "99", "",
		"phone", "+351", "back", "", "+352", "duration", "30m", "maybe", "yes")
	has(t, heard, "The title has 201 characters", "in the past", "can be 1 Feb 2027 or 2 Jan 2027", "cannot be read", "who is invited anyway", `Nothing in the list is called "nobody"`,
		"With Dana Ortiz.", "There is no file 99", "Phone: +351.", "Phone: +352.", "10:00 to 10:30", "Type yes, no, or one of: Title, ", "Saved.")
	all := w.interviews()
	if len(all) != 1 || all[0].Title != "Talk" || all[0].Description != "Two lines\nof it" || all[0].Duration != 30*time.Minute || all[0].Place != "+352" {
		t.Errorf("saved %+v", all)
	}
}

func TestClocksThatGoBackAreAskedAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	heard := w.says(w.dana, "candidate priya", "schedule", "Talk", "", "2027-10-31 01:30", "3", "2", "45", "", "", "phone", "+351", "yes")
	has(t, heard, "occurs twice in Lisbon", "1. Sun 31 Oct 2027, 01:30 Lisbon (UTC+1)", "2. Sun 31 Oct 2027, 01:30 Lisbon (UTC+0)", "There is no number 3", "Saved.")
	if all := w.interviews(); len(all) != 1 || !all[0].Start.Equal(time.Date(2027, 10, 31, 1, 30, 0, 0, time.UTC)) {
		t.Errorf("saved %+v", all)
	}
}

func TestWhatWasTypedOutlivesTheLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	heard := w.says(w.dana, "candidate priya", "schedule", "Half a talk", "About storage.")
	has(t, heard, "ended: The input ended in the middle of a form; nothing was sent.")
	if d, ok := draft.Decode(w.kept()); !ok || d.Title != "Half a talk" || d.Description != "About storage." {
		t.Fatalf("kept %q", w.kept())
	}
	heard = w.says(w.dana, "candidate priya", "schedule", "yes", "", "", "leave")
	has(t, heard, "typed here before and not sent", "Title (enter keeps Half a talk)", "Description (enter keeps About storage.)", "Left; nothing was sent.")
	heard = w.says(w.dana, "candidate priya", "schedule", "no", "leave")
	has(t, heard, "Title (enter keeps Interview)")
	if len(w.interviews()) != 0 {
		t.Error("something was scheduled")
	}
}

func TestRescheduleAndCancel(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tomorrow 10:00")...), "yes")...)
	heard := w.says(w.dana, "candidate priya", "reschedule", "nextember", "tue", "11:00", "", "Ill", "no",
		"reschedule", "no", "tue", "11:00", "", "Ill", "yes", "cancel", "Filled", "perhaps", "no", "cancel", "no", "leave", "cancel", "Filled", "yes", "cancel")
	has(t, heard, "Reschedule Interview Event, Priya Raman, Technical interview.", "cannot be read", "From: Mon 23 Nov 2026 10:00 to 10:45 Lisbon", "To: Tue 24 Nov 2026 11:00 to 11:45 Lisbon",
		"Left; the interview is as it was.", "Saved: the interview has a new time.", "Update to priya@example.com: sent", "It is removed from the calendar of 1 person, who gets an email.",
		"Type yes or no.", "Left; the interview is as it was.", "Left; the interview is as it was.", "Cancelled here", "Cancellation to priya@example.com: sent", "has no interview that could be changed")
	i := w.interviews()[0]
	if i.Status != recruit.Cancelled || i.CancelReason != "Filled" || i.Version != 3 || !i.Start.Equal(time.Date(2026, 11, 24, 11, 0, 0, 0, time.UTC)) {
		t.Errorf("it is %+v", i)
	}
}

// TestRescheduleTakesTheTimeWithTheDate holds that Event Date takes what the
// questions of Schedule take, and asks about a day that has just passed.
func TestRescheduleTakesTheTimeWithTheDate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tomorrow 10:00")...), "yes")...)
	heard := w.says(w.dana, "candidate priya", "reschedule", "20 nov", "2", "back", "wed 4pm", "", "", "", "yes")
	has(t, heard, "20 November has passed this year and comes again in 2027.", "1. Fri 20 Nov 2026", "2. Sat 20 Nov 2027", "Wed 25 Nov 2026, 16:00 Lisbon", "enter keeps 16:00", "To: Wed 25 Nov 2026 16:00 to 16:45 Lisbon", "Saved: the interview has a new time.")
	if i := w.interviews()[0]; !i.Start.Equal(time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC)) {
		t.Errorf("it is %+v", i)
	}
}

func TestOnlyTheOrganiserChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee, ann := w.member("Lee Park", recruit.Recruiter), w.member("Ann Bo", recruit.Admin)
	w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tomorrow 10:00")...), "yes")...)
	has(t, w.says(lee, "candidate priya", "reschedule"), "Only Dana Ortiz, who organises this interview, may change it")
	has(t, w.says(ann, "candidate priya", "cancel", "no"), "Take it over?", "Left; the interview is as it was.")
	has(t, w.says(ann, "candidate priya", "cancel", "yes", "", "yes"), "the activity log says so", "Cancelled here")
	heard := w.says(w.member("Ira Low", recruit.Interviewer), "candidates", "candidate priya", "schedule", "note hello")
	has(t, heard, "0 candidates", "No candidate matches", "Ira Low is an interviewer and may not change this")
}

func TestLinkMoveNoteAndLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	for n := range 12 {
		firstOf(w.svc.Pipeline.Add(t.Context(), w.dana, recruit.Candidate{Name: fmt.Sprintf("Łukasz 李小龍 the %c of his name", 'a'+n), Email: fmt.Sprintf("l%d@example.com", n)}))
	}
	heard := w.says(w.dana, "candidates", "more", "more", "99", "12", "schedule", "1", "leave", "move", "offer", "note Knows storage", "notes", "activity", "jobs", "1", "interviews", "interviews past mine", "nonsense", "help note", "settings", "zoom")
	has(t, heard, "13 candidates.", "That was 10 of 13.", "11. Łukasz 李小龍 the k", "There is nothing more.", "There is no number 99 in the last list, which had 13 lines.", "Łukasz 李小龍 the l of his name.",
		"is linked to none yet", "Linked Łukasz 李小龍 the l of his name to Staff Engineer, Storage", "Left; nothing was sent.", "Moved Łukasz 李小龍 the l of his name to Offer", "Noted.", "Knows storage",
		"Activity of Łukasz", "1 job.", "Stages: ", "2 candidates for this job.", "0 upcoming interviews.", "0 interviews in the last year.", `"nonsense" is not understood`, "note TEXT: write a note", "Plain mode always: no", "Zoom: not connected.")
}

func TestTakenBackAtATerminal(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	var out strings.Builder
	typed := append(append([]string{"candidate priya"}, byPhone("tomorrow 10:00")...), "yes", "undo", "candidate", "quit")
	s := w.session(w.dana, strings.NewReader(strings.Join(typed, "\n")+"\n"), &out)
	s.Terminal, s.After = true, func(time.Duration) <-chan time.Time { return nil } // only a line is waited for
	if err := plain.Run(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	has(t, out.String(), "Saved.", "Nothing is sent for 8 seconds: type undo", "Undone; nothing was sent.", "comes back with schedule", "No upcoming interview.", "Goodbye.")
	if len(w.interviews()) != 0 || !strings.Contains(w.kept(), "Technical interview") {
		t.Errorf("%d interviews, kept %q", len(w.interviews()), w.kept())
	}
}

func TestSessionThatEndsSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ctx, stop := context.WithCancel(t.Context())
	in, keyboard := io.Pipe()
	defer keyboard.Close()
	var out strings.Builder
	go func() {
		for _, l := range []string{"candidate priya", "schedule", "Half a talk"} {
			_, _ = io.WriteString(keyboard, l+"\n")
		}
		_, _ = io.WriteString(keyboard, "\n") // taken only once the title is kept
		stop()
	}()
	if err := plain.Run(ctx, w.session(w.dana, in, &out)); err != nil {
		t.Fatal(err)
	}
	has(t, out.String(), "Ended. What was saved is kept")
	if !strings.Contains(w.kept(), "Half a talk") {
		t.Errorf("kept %q", w.kept())
	}
}

func TestFirstRun(t *testing.T) {
	t.Parallel()
	w := &world{t: t, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	w.db = firstOf(store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: clock}))
	t.Cleanup(func() { _ = w.db.Close() })
	none := func(context.Context) (recruit.ZoomApp, error) { return recruit.ZoomApp{}, nil }
	provider := zoom.NewProvider(zoom.ProviderOptions{App: none, ServerApp: none, Vault: w.db, Owner: "test", Now: clock, After: time.After, Log: slog.New(slog.DiscardHandler), Agent: "recruitty/test"})
	w.svc = services.New(w.db, provider, mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, clock), recruit.Environment{}, clock)
	heard := w.says(recruit.Member{}, "", "Dana Ortiz", "no address", "Atlantis", "Lisbon", "Acme", "dana@example.com", "plain yes")
	has(t, heard, "Who are you?", "This is needed.", "Europe/Lisbon, now 14:02 (UTC+0).", "is not an email address", "You are Dana Ortiz.", "Add a job", "opens in plain mode for you")
	if m := firstOf(w.db.MemberByEmail(t.Context(), "dana@example.com")); !m.Plain || m.Role != recruit.Admin || m.TimeZone != "Europe/Lisbon" {
		t.Errorf("made %+v", m)
	}
}

// TestSaysEarlyWhatWaits holds that the conversation says before the first
// question, and before it sends, that mail is not set up.
func TestSaysEarlyWhatWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	said := w.says(w.dana, "candidates", "1", "schedule", "Phone screen", "", "tue 10am", "30 min", "", "", "2", "+351 912 345 678", "no")
	first, rest, _ := strings.Cut(said, "Title")
	if !strings.Contains(first, "Note: Emails will wait. Mail is not set up") {
		t.Errorf("nothing before the first question:\n%s", said)
	}
	if !strings.Contains(rest, "This is kept, and happens later: 1 invitation") || !strings.Contains(rest, "1 invitation will wait. Mail is not set up") {
		t.Errorf("the summary does not say what waits:\n%s", said)
	}
}

// TestOwnKeysInLines sets a key in lines, hears what it clashes with, and sets it back.
func TestOwnKeysInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	var out strings.Builder
	s := w.session(w.dana, strings.NewReader(strings.Join([]string{"config", "config theme dark", "config keys.job.close r", "config keys.job.close X",
		"config keys", "config keys.job.close", "config keys.job.close default", "quit"}, "\n")+"\n"), &out)
	s.Preferences = &preferences.Service{Place: preferences.OfMember{Settings: w.db, Member: w.dana.ID}, Limits: func() preferences.Limits {
		return preferences.Limits{Themes: []string{"dark"}, Known: []preferences.Known{{Name: "job.close", Where: "Job", Help: "close job", Strokes: []string{"x"}},
			{Name: "job.reopen", Where: "Job", Help: "open again", Strokes: []string{"r"}}}}
	}}
	if err := plain.Run(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	has(t, out.String(), "Mouse: on.", "Theme: dark.", "The key r is set for job.close but is already used: job.reopen", "Key of job.close: X.",
		"1. keys.job.close, Job, close job: X, yours", "What is keys.job.close to be?")
	if kept := firstOf(w.db.Setting(t.Context(), recruit.PreferencesKey(w.dana.ID))); !strings.Contains(kept, "dark") || strings.Contains(kept, "job.close") {
		t.Errorf("kept is %q", kept)
	}
}
