package offers_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// TestATokenIsKeptNowhere looks for the token of a link in every byte of the workspace,
// before its email has left and after.
func TestATokenIsKeptNowhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.page()
	w.must(w.svc.Settings.SetMail(t.Context(), w.root, "smtp://127.0.0.1:1?tls=none", "jobs@acme.example"))
	o := w.sends(0)
	w.pass(time.Minute)
	_, _ = w.outbox.RunDue(t.Context()) // the server does not answer: the bytes stay
	l, err := w.db.Letter(t.Context(), o.LetterID)
	w.must(err)
	bytesLeft, err := w.db.EffectMessage(t.Context(), l.Effect.ID)
	w.must(err)
	if !bytes.Contains(bytesLeft, []byte("https://jobs.acme.example/p/")) || !strings.Contains(l.Text, recruit.OfferLink) {
		t.Fatalf("the mail was not written: %s %s\n%s", l.Effect.State, l.Effect.Error, l.Text)
	}
	_, after, _ := bytes.Cut(bytesLeft, []byte("https://jobs.acme.example/p/"))
	w.holds(string(after[:22]), false)
	if _, err := w.Look(t.Context(), offers.Ref{Token: string(after[:22])}); err != nil && !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("the first link: %v", err)
	}
	w.must(w.svc.Settings.SetMail(t.Context(), w.root, w.mails.URL(), "jobs@acme.example"))
	w.pass(time.Hour)
	w.runs()
	token := w.token(0)
	v, err := w.Look(t.Context(), offers.Ref{Token: token})
	if err != nil || v.Offer != o.ID {
		t.Fatalf("the link of the mail: %+v, %v", v, err)
	}
	w.holds(token, false)
	w.holds("Technical interview", true) // the search finds what is there
	if left, err := w.db.EffectMessage(t.Context(), l.Effect.ID); err != nil || left != nil {
		t.Errorf("the bytes of the mail stay when it has left: %d, %v", len(left), err)
	}
	other, err := w.Link(t.Context(), w.robin, o.ID)
	w.must(err)
	if v, err := w.Look(t.Context(), offers.Ref{Token: strings.TrimPrefix(other, "https://jobs.acme.example/p/")}); err != nil || v.Offer != o.ID {
		t.Errorf("another link: %+v, %v", v, err)
	}
}

// holds looks for a text in the files of the workspace.
func (w *world) holds(text string, want bool) {
	w.t.Helper()
	raw, _ := base64.RawURLEncoding.DecodeString(text)
	files, err := os.ReadDir(w.dir)
	w.must(err)
	found := false
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(w.dir, f.Name()))
		w.must(err)
		found = found || bytes.Contains(content, []byte(text)) || len(raw) == 16 && bytes.Contains(content, raw)
	}
	if found != want {
		w.t.Errorf("%q stands in the workspace: %t", text, found)
	}
}

// TestErasingACandidateErasesOffers removes what was offered, and what opens it.
func TestErasingACandidateErasesOffers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Priya")
	w.page()
	first, other := w.sends(0), w.sends(1)
	second := w.sends(0)
	w.runs()
	token, theirs := w.token(0), w.token(1)
	_, err := w.Ask(t.Context(), one(second.ID), offers.Asking{Said: "I can never come on Mondays", Via: offers.ByPage})
	w.must(err)
	_, err = w.db.EraseCandidate(t.Context(), w.candidates[0].ID, w.now(), recruit.Activity{At: w.now(), Actor: "Root"})
	w.must(err)
	w.must(w.db.Wipe(t.Context()))
	for _, o := range []offers.Offer{first, second} {
		if _, err := w.Show(t.Context(), o.ID); !errors.Is(err, recruit.ErrNotFound) {
			t.Errorf("offer %d: %v", o.ID, err)
		}
	}
	if _, err := w.Look(t.Context(), offers.Ref{Token: token}); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("their link: %v", err)
	}
	if v, err := w.Look(t.Context(), offers.Ref{Token: theirs}); err != nil || v.Offer != other.ID {
		t.Errorf("another's link: %+v, %v", v, err)
	}
	w.holds("never come on Mondays", false)
	w.holds("mona@example.org", false)
}

// TestReminders holds when who has not answered is reminded, and how often.
func TestReminders(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Priya")
	answered, open := w.sends(0), w.sends(1)
	w.runs()
	_, err := w.Take(t.Context(), one(answered.ID), taking(answered, 1))
	w.must(err)
	for _, want := range []int{0, 1, 0} {
		n, err := w.Remind(t.Context())
		w.must(err)
		if n != want {
			t.Errorf("%v: reminded %d, want %d", w.now(), n, want)
		}
		w.runs()
		w.pass(48 * time.Hour)
	}
	var subjects []string
	for _, m := range w.mails.List() {
		if m.To == w.candidates[1].Email {
			subjects = append(subjects, m.Subject)
		}
	}
	if o, err := w.Show(t.Context(), open.ID); err != nil || o.Reminded != 1 || len(subjects) != 2 {
		t.Errorf("reminded %d times, mails %q, %v", o.Reminded, subjects, err)
	}
}

// TestInterviewersSeeNoOffers is about the services as an interviewer has them.
func TestInterviewersSeeNoOffers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	_, err := w.Take(t.Context(), one(o.ID), taking(o, 1))
	w.must(err)
	seen := w.svc.As(w.dana)
	if _, err := seen.Offers.Show(t.Context(), o.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an offer: %v", err)
	}
	log, err := seen.Store.Activities(t.Context(), recruit.ActivityFilter{})
	w.must(err)
	for _, line := range log {
		if strings.HasPrefix(line.Action, "offer.") || strings.HasPrefix(line.Action, "mail.offer") {
			t.Errorf("Dana reads %q", line.Text)
		}
	}
	if all, err := w.svc.As(w.root).Offers.List(t.Context(), offers.Filter{}); err != nil || len(all) != 1 {
		t.Errorf("an admin: %d, %v", len(all), err)
	}
}

// FuzzDigest holds that only tokens of the right length and letters are looked up.
func FuzzDigest(f *testing.F) {
	token, _ := offers.NewToken()
	f.Add(token)
	f.Add("AAAAAAAAAAAAAAAAAAAAAB")
	f.Add("../../../../etc/passwd")
	f.Fuzz(func(t *testing.T, token string) {
		if _, ok := offers.Digest(token); ok && (len(token) != 22 || strings.ContainsAny(token, "/+=%. \n")) {
			t.Errorf("%q is taken for a token", token)
		}
	})
}

// TestSettingsAreReadAsTheyAreWritten holds for every setting of offers.
func TestSettingsAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for _, f := range offers.Fields() {
		r := offers.DefaultRules()
		if err := f.Set(&r, f.Get(r)); err != nil {
			t.Errorf("%s: its own value is refused: %v", f.Key, err)
		}
		if err := f.Set(&r, "no such thing \x00"); !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%s takes anything: %v", f.Key, err)
		}
	}
	for typed, want := range map[string]string{"": "", " https://jobs.example.com/ ": "https://jobs.example.com", "https://a.example/jobs": "https://a.example/jobs", "http://127.0.0.1:8080": "http://127.0.0.1:8080"} {
		if got, err := offers.CleanPage(typed); err != nil || got != want {
			t.Errorf("%q is %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"jobs.example.com", "http://jobs.example.com", "https://", "https://u:p@a.example", "https://a.example/?x=1", "javascript:alert(1)", "https://a.example/ x", "https://a.example/\"x"} {
		if got, err := offers.CleanPage(typed); err == nil {
			t.Errorf("%q is taken as %q", typed, got)
		}
	}
}

// TestOpenOffersAreLookedAfter holds that who waits gets other hours when those that were
// offered are gone, that a member is told when there are none, and that what waits to be
// confirmed is booked once its calendars can be read.
func TestOpenOffersAreLookedAfter(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Priya")
	ctx := t.Context()
	open, waiting := w.sends(0), w.sends(1)
	w.runs()
	if n, err := w.Recheck(ctx, open.ID); err != nil || n {
		t.Errorf("nothing has changed: %t, %v", n, err)
	}
	w.pass(time.Hour)
	w.dead.Store(true)
	got, err := w.Take(ctx, one(waiting.ID), taking(waiting, 2))
	w.must(err)
	if got.Outcome != offers.Confirming {
		t.Fatalf("taken: %s", got.Outcome)
	}
	w.must(w.LookAfter(ctx))
	if o, err := w.Show(ctx, waiting.ID); err != nil || o.State != offers.ToConfirm {
		t.Errorf("while nothing can be read: %s, %v", o.State, err)
	}
	w.dead.Store(false)
	w.pass(time.Minute)
	w.must(w.LookAfter(ctx))
	if o, err := w.Show(ctx, waiting.ID); err != nil || o.State != offers.Booked {
		t.Errorf("once it can be read: %s, %v", o.State, err)
	}
	last := open.Options[len(open.Options)-1].End()
	w.busyAt(w.dana, w.now(), last)
	w.pass(time.Hour)
	_, err = w.svc.Availability.Fresh(ctx, w.robin, []recruit.MemberID{w.dana.ID}, time.Second)
	w.must(err)
	w.must(w.LookAfter(ctx))
	o, err := w.Show(ctx, open.ID)
	w.must(err)
	if o.State != offers.Offered || o.Version != 2 || o.Options[0].Start().Before(last) || o.LetterID == open.LetterID {
		t.Errorf("other hours: %+v", o)
	}
	w.busyAt(w.dana, w.now(), w.now().AddDate(0, 0, 60))
	w.pass(time.Hour)
	_, err = w.svc.Availability.Fresh(ctx, w.robin, []recruit.MemberID{w.dana.ID}, time.Second)
	w.must(err)
	w.must(w.LookAfter(ctx))
	if o, err = w.Show(ctx, open.ID); err != nil || o.State != offers.NoneSuits || !strings.Contains(o.Said, "No time suits everybody") {
		t.Errorf("no hours: %s, %q, %v", o.State, o.Said, err)
	}
	if v, err := w.Look(ctx, one(open.ID)); err != nil || v.Asked {
		t.Errorf("the page says that she asked, %v", err)
	}
}

// TestALinkLeavesOnlyWhileThePageIsServed holds that the address of a page alone puts no link into an email: somebody has to
// serve it, and any host may. Who looks at the preview is told.
func TestALinkLeavesOnlyWhileThePageIsServed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Priya", "Chidi")
	w.page()
	w.served = false
	w.pass(16 * time.Minute) // the host that served it has gone
	_, err := w.svc.Availability.Fresh(t.Context(), w.robin, []recruit.MemberID{w.dana.ID, w.ines.ID}, time.Second)
	w.must(err)
	p := w.proposes(0)
	if !strings.Contains(strings.Join(p.Notes, " "), "Nobody serves the page for candidates at https://jobs.acme.example") {
		t.Errorf("the preview says %q", p.Notes)
	}
	w.sends(0)
	w.runs()
	told := func(candidate int) string {
		t.Helper()
		var said string
		for _, m := range w.mails.List() {
			if m.To == w.candidates[candidate].Email {
				read, err := w.mails.Read(m.ID)
				w.must(err)
				said = read.Text
			}
		}
		return said
	}
	if said := told(0); !strings.Contains(said, "1)  ") || strings.Contains(said, "https://jobs.acme.example") || strings.Contains(said, "{{") {
		t.Errorf("while nobody serves the page the email says\n%s", said)
	}
	w.served = true
	w.must(w.Settings.NoteServed(t.Context(), w.now()))
	if p := w.proposes(1); strings.Contains(strings.Join(p.Notes, " "), "Nobody serves") {
		t.Errorf("the preview says %q", p.Notes)
	}
	w.sends(1)
	w.pass(14 * time.Minute) // it is started anew
	w.served = false
	w.runs()
	if said := told(1); !strings.Contains(said, "https://jobs.acme.example/p/") {
		t.Errorf("while it is served the email says\n%s", said)
	}
}
