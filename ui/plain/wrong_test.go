package plain_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/store"
	"recruitty/store/storetest"
	"recruitty/ui/draft"
	"recruitty/ui/plain"
	"recruitty/zoom"
)

// TestAWrongAnswerIsKept gives an answer that is not taken in each form, leaves
// the form, and begins it again: the answer comes back to be mended (R12).
func TestAWrongAnswerIsKept(t *testing.T) {
	t.Parallel()
	scheduled := func(w *world) {
		w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("2026-12-01 10:00")...), "yes")...)
	}
	long := strings.Repeat("systems ", 1300)
	for _, c := range []struct {
		form   string
		before func(*world)
		typed  []string // up to the wrong answer, which is the last
		again  []string // up to the question where it comes back
		back   string   // how it is offered; the answer itself when ""
	}{
		{form: "schedule", typed: []string{strings.Repeat("Talk ", 100)}, back: strings.Repeat("Talk ", 99)},
		{form: "schedule", typed: []string{"Talk", long}, again: []string{""}, back: "systems systems"},
		{form: "schedule", typed: []string{"Talk", "", "the day after never"}, again: []string{"", ""}},
		{form: "schedule", typed: []string{"Talk", "", "2020-01-01 10:00"}, again: []string{"", ""}},
		{form: "schedule", typed: []string{"Talk", "", "tue 10:00", "an age"}, again: []string{"", "", ""}},
		{form: "schedule", typed: []string{"Talk", "", "tue 10:00", "45", "dana, zebulon"}, again: []string{"", "", "", ""}},
		{form: "schedule", typed: []string{"Talk", "", "tue 10:00", "45", "", "/nowhere/plan.pdf"}, again: []string{"", "", "", "", ""}, back: "Not attached: /nowhere/plan.pdf."},
		{form: "reschedule", before: scheduled, typed: []string{"a fine day"}},
		{form: "reschedule", before: scheduled, typed: []string{"2026-12-09", "half past never"}, again: []string{""}},
		{form: "reschedule", before: scheduled, typed: []string{"2026-12-09", "11:15", "an age"}, again: []string{"", ""}},
		{form: "invited", before: scheduled, typed: []string{"dana, zebulon"}},
		{form: "invited", before: scheduled, typed: []string{"lee@example.com", "no address"}, again: []string{""}},
		{form: "cancel", before: scheduled, typed: []string{strings.Repeat("because ", 60)}, back: "because because"},
		{form: "new candidate", typed: []string{"Łukasz Nowak", "no address"}, again: []string{""}},
		{form: "new candidate", typed: []string{"Łukasz Nowak", "", "", "Atlantis"}, again: []string{"", "", ""}},
		{form: "new job", typed: []string{strings.Repeat("Very ", 100)}, back: "Very Very"},
		{form: "note", typed: []string{long}, back: "systems systems"},
		{form: "change note", before: func(w *world) { w.says(w.dana, "candidate priya", "note Knows Go") }, typed: []string{long}, back: "systems systems"},
		{form: "mail connect google", typed: []string{"client.apps.example"}},
	} {
		t.Run(c.form+" "+c.typed[len(c.typed)-1][:2], func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, false)
			if c.before != nil {
				c.before(w)
			}
			left := w.says(w.dana, append(append([]string{"candidate priya", c.form}, c.typed...), "leave")...)
			has(t, left, "What you typed is kept")
			back := c.back
			if back == "" {
				back = c.typed[len(c.typed)-1]
			}
			heard := w.says(w.dana, append(append([]string{"candidate priya", c.form, "yes"}, c.again...), "leave")...)
			_, heard, _ = strings.Cut(heard, "Something was typed here before")
			has(t, heard, back)
		})
	}
}

// TestFilesThatAreTooLargeTogetherAreRefused says so in one sentence, and goes on
// once one is taken off.
func TestFilesThatAreTooLargeTogetherAreRefused(t *testing.T) {
	t.Parallel()
	at := t.TempDir()
	heard := []string{"candidate priya", "schedule", "Talk", "", "tue 10:00", "45", ""}
	for n, name := range []string{"one.bin", "other.bin"} {
		path := filepath.Join(at, name)
		if err := os.WriteFile(path, []byte{byte(n)}, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, 8<<20); err != nil {
			t.Fatal(err)
		}
		heard = append(heard, path)
	}
	w := newWorld(t, false)
	said := w.says(w.dana, append(heard, "", "leave")...)
	has(t, said, "The files have 16 MB in total; an invitation can have at most 15 MB, so remove one.")
	if strings.Contains(said, "off.;") || strings.Contains(said, "off..") {
		t.Errorf("the sentence ends twice:\n%s", said)
	}
}

// TestARefusedFormAsksForTheFieldAtFault holds that what is refused in the end is
// asked for again, with everything else as it was typed.
func TestARefusedFormAsksForTheFieldAtFault(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	has(t, w.says(w.dana, "new candidate", "Priya R", "priya@example.com", "", "", "", "", "priya.r@example.com"), "Email (enter keeps priya@example.com)", "Added Priya R.")
	has(t, w.says(w.dana, "new job", strings.Repeat("Very ", 100), "Very Engineer"), "Title (enter keeps", "Added the job Very Engineer.")
	has(t, w.says(w.dana, "candidate staff", "note", strings.Repeat("long ", 2100), "Short \\", "and to the point", "notes"),
		"Note (enter keeps long", "Noted.", "Short\nand to the point")
}

// TestWhatTheScreenTypedOfACandidateIsTaken goes on with a new candidate that was
// begun on the screen, with fields for which the conversation does not ask.
func TestWhatTheScreenTypedOfACandidateIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	d := draft.NewCandidate(recruit.Candidate{}, nil)
	base := d.Values()
	for name, typed := range map[string]string{"name": "Aroha Whakamārama", "time_zone": "Atlantis", "headline": "Gardener", "tags": "go, trees", "fields": "Shoe size = 40"} {
		*d.At(name) = typed
	}
	if err := w.db.SetSetting(t.Context(), recruit.DraftKey(w.dana.ID, 0, "candidate"), draft.Kept{Base: base, Typed: d.Values()}.Encode()); err != nil {
		t.Fatal(err)
	}
	has(t, w.says(w.dana, "new candidate", "yes", "", "leave", "new candidate", "yes", "", "", "", "", "Auckland", "", ""),
		"Headline: Gardener", "Name (enter keeps Aroha", "What you typed is kept", "Headline: Gardener", "Time zone (enter keeps Atlantis)", "is not a time zone", "Added Aroha")
	found := firstOf(w.db.CandidatePage(t.Context(), recruit.CandidateFilter{Query: "aroha"}))
	if len(found.Rows) != 1 {
		t.Fatalf("found %+v", found.Rows)
	}
	if c := firstOf(w.db.Candidate(t.Context(), found.Rows[0].ID)); c.Headline != "Gardener" || len(c.Tags) != 2 || len(c.Fields) != 1 || c.TimeZone != "Pacific/Auckland" {
		t.Errorf("added %+v", c)
	}
}

// TestANoteThatSomebodyElseChanged changes a note in between: both texts are there.
func TestANoteThatSomebodyElseChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.says(w.dana, "candidate priya", "note Knows Go")
	note := firstOf(w.db.Profile(t.Context(), w.priya.ID)).Notes[0]
	var once bool
	s := w.session(w.dana, strings.NewReader("candidate priya\nchange note\nKnows Rust\n\nnotes\n"), writes(func(said string) {
		if strings.Contains(said, "enter keeps Knows Go") && !once {
			once = true
			firstOf(w.svc.Pipeline.EditNote(t.Context(), w.dana, w.priya.ID, note.ID, "", "Knows Zig"))
		}
	}))
	if err := plain.Run(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if now := firstOf(w.db.Profile(t.Context(), w.priya.ID)).Notes[0]; now.Text != "Knows Rust" || !once {
		t.Errorf("the note is %q", now.Text)
	}
}

func TestTheFirstRunComesBack(t *testing.T) {
	t.Parallel()
	w := &world{t: t, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	w.db = firstOf(store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: clock}))
	t.Cleanup(func() { _ = w.db.Close() })
	none := func(context.Context) (recruit.ZoomApp, error) { return recruit.ZoomApp{}, nil }
	provider := zoom.NewProvider(zoom.ProviderOptions{App: none, ServerApp: none, Vault: w.db, Owner: "test", Now: clock, After: time.After, Log: slog.New(slog.DiscardHandler), Agent: "recruitty/test"})
	w.svc = services.New(w.db, provider, mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, clock), recruit.Environment{}, clock)
	heard := w.says(recruit.Member{}, "Dana Ortiz", "no address", "Atlantis", "leave")
	has(t, heard, "What you typed is kept")
	if strings.Contains(heard, "ended:") || strings.Contains(heard, "Next") {
		t.Errorf("leaving ended badly:\n%s", heard)
	}
	has(t, w.says(recruit.Member{}, "yes", "", "", "", "Lisbon", "", "dana@example.com"),
		"Name (enter keeps Dana Ortiz)", "Email (enter keeps no address)", "Time zone (enter keeps Atlantis)", "is not an email address", "Email (enter keeps no address)", "You are Dana Ortiz.")
	if left := firstOf(w.db.Setting(t.Context(), draft.FirstKey())); left != "" {
		t.Errorf("what was saved is kept: %s", left)
	}
}

// TestWhoIsInvitedIsChanged invites someone and takes someone off.
func TestWhoIsInvitedIsChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee := w.member("Lee Chen", recruit.Interviewer)
	w.says(w.dana, append([]string{"candidate priya"}, "schedule", "Talk", "", "2026-12-01 10:00", "45", "lee", "", "phone", "+351 912 345 678", "yes")...)
	has(t, w.says(w.dana, "candidate priya", "who is invited", "nemo", "max@example.com", "", "", "yes", "candidate"),
		"Who is invited, Priya Raman, Talk", "Participants (enter keeps Lee Chen)", "Nothing in the list is called", "Candidate's address (enter keeps priya@example.com)",
		"This will happen: 1 invitation", "lee@example.com (Lee Chen) is told", "Nothing is saved or sent yet.", "Tell them?", "who is invited has changed here", "max@example.com: invitation sent")
	r := firstOf(w.db.Record(t.Context(), w.interviews()[0].ID))
	if in := r.Panel(); len(in) != 1 || in[0].Address != "max@example.com" {
		t.Errorf("invited are %+v", in)
	}
	has(t, w.says(w.dana, "candidate priya", "invited", "", "priya@new.example", "", "yes"), "(Priya Raman) is told", "who is invited has changed")
	if c := firstOf(w.db.Candidate(t.Context(), w.priya.ID)); c.Email != "priya@new.example" {
		t.Errorf("the address is %s", c.Email)
	}
	has(t, w.says(w.dana, "candidate priya", "invited", "", "", "", "leave"), "Nobody was added or removed", "the interview is as it was")
	if heard := w.says(lee, "candidate priya", "invited"); strings.Contains(heard, "Participants") {
		t.Errorf("an interviewer may change who is invited:\n%s", heard)
	}
}

// writes hears each piece that is said.
type writes func(said string)

func (w writes) Write(p []byte) (int, error) { w(string(p)); return len(p), nil }
