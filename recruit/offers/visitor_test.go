package offers_test

import (
	"encoding/json"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"recruitty/internal/web/answers"
	"recruitty/internal/web/guard"
	"recruitty/internal/web/page"
	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// visitor is a candidate with the link of their email.
type visitor struct {
	w     *world
	h     http.Handler
	token string
}

func (w *world) visitor(candidate int) visitor {
	w.t.Helper()
	limits := page.Usual()
	limits.Requests, limits.Changes, limits.Token, limits.TokenChanges = guard.Rate{}, guard.Rate{}, guard.Rate{}, guard.Rate{}
	h, err := page.New(page.Options{Viewer: answers.Desk{Offers: w.Service}, Choices: answers.Desk{Offers: w.Service}, Limits: &limits, Now: w.now, Log: slog.New(slog.DiscardHandler)})
	w.must(err)
	return visitor{w, h, w.token(candidate)}
}

// sees is the page, which has to be there.
func (v visitor) sees() string {
	v.w.t.Helper()
	answer := httptest.NewRecorder()
	v.h.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, page.Prefix+v.token, nil))
	if answer.Code != http.StatusOK {
		v.w.t.Fatalf("the page is answered by %d: %s", answer.Code, answer.Body)
	}
	return html.UnescapeString(answer.Body.String())
}

// presses sends a form, which has to be taken.
func (v visitor) presses(part string, form url.Values) {
	v.w.t.Helper()
	r := httptest.NewRequest(http.MethodPost, page.Prefix+v.token+part, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	if v.h.ServeHTTP(answer, r); answer.Code != http.StatusSeeOther {
		v.w.t.Fatalf("%v is answered by %d: %s", form, answer.Code, answer.Body)
	}
}

// reached walks offers into every state in which a late visitor may find one. By then none of them is in any other.
func reached() map[string]func(*world, offers.Offer) {
	take := func(w *world, o offers.Offer, want offers.Outcome) offers.Offer {
		w.t.Helper()
		got, err := w.Take(w.t.Context(), one(o.ID), taking(o, 1))
		w.must(err)
		if got.Outcome != want {
			w.t.Fatalf("taken: %s, not %s (%s)", got.Outcome, want, got.Offer.Said)
		}
		return got.Offer
	}
	full := func(w *world, days int) {
		w.busyAt(w.dana, w.now(), w.now().AddDate(0, 0, days))
		w.pass(time.Hour)
		_, err := w.svc.Availability.Fresh(w.t.Context(), w.robin, []recruit.MemberID{w.dana.ID}, time.Second)
		w.must(err)
	}
	return map[string]func(*world, offers.Offer){
		"offered": func(*world, offers.Offer) {},
		"late":    func(w *world, _ offers.Offer) { w.pass(10 * day) },
		"very late": func(w *world, _ offers.Offer) {
			w.pass(200 * day)
		},
		"gone": func(w *world, o offers.Offer) {
			w.busyAt(w.dana, o.Options[0].Start(), o.Options[0].End())
			w.pass(time.Hour)
			take(w, o, offers.Gone)
		},
		"none left": func(w *world, o offers.Offer) { full(w, 100); take(w, o, offers.NoneLeft) },
		"hopeless":  func(w *world, o offers.Offer) { full(w, 100); w.must(w.LookAfter(w.t.Context())) },
		"to confirm": func(w *world, o offers.Offer) {
			w.pass(time.Hour)
			w.dead.Store(true)
			take(w, o, offers.Confirming)
		},
		"never confirmed": func(w *world, o offers.Offer) {
			w.pass(time.Hour)
			w.dead.Store(true)
			take(w, o, offers.Confirming)
			w.pass(100 * day)
		},
		"rejected": func(w *world, o offers.Offer) {
			_, err := w.svc.Pipeline.Move(w.t.Context(), w.robin, o.Candidate, w.job.ID, "Rejected")
			w.must(err)
			w.pass(10 * day)
		},
		"job closed": func(w *world, _ offers.Offer) {
			_, err := w.svc.Jobs.Close(w.t.Context(), w.robin, w.job.ID)
			w.must(err)
			w.pass(10 * day)
		},
		"author left": func(w *world, _ offers.Offer) {
			_, err := w.svc.Team.Remove(w.t.Context(), w.root, w.robin.ID)
			w.must(err)
			w.pass(10 * day)
		},
		"interviewer left": func(w *world, o offers.Offer) {
			_, err := w.svc.Team.Remove(w.t.Context(), w.root, w.dana.ID)
			w.must(err)
		},
		"booked": func(w *world, o offers.Offer) { take(w, o, offers.TookIt) },
		"to be moved": func(w *world, o offers.Offer) {
			take(w, o, offers.TookIt)
			_, err := w.Refresh(w.t.Context(), one(o.ID))
			w.must(err)
		},
		"not moved": func(w *world, o offers.Offer) {
			take(w, o, offers.TookIt)
			fresh, err := w.Refresh(w.t.Context(), one(o.ID))
			w.must(err)
			w.pass(time.Hour)
			w.dead.Store(true)
			got, err := w.Move(w.t.Context(), one(o.ID), taking(fresh.Offer, 2))
			w.must(err)
			if got.Outcome != offers.Asked || !strings.Contains(got.Offer.Said, "Dana") {
				w.t.Fatalf("moved: %s, %q", got.Outcome, got.Offer.Said)
			}
		},
		"over": func(w *world, o offers.Offer) { take(w, o, offers.TookIt); w.pass(60 * day) },
		"called off": func(w *world, o offers.Offer) {
			take(w, o, offers.TookIt)
			_, err := w.CallOff(w.t.Context(), one(o.ID), "ill", offers.ByPage)
			w.must(err)
		},
		"called off, long ago": func(w *world, o offers.Offer) {
			take(w, o, offers.TookIt)
			_, err := w.CallOff(w.t.Context(), one(o.ID), "ill", offers.ByPage)
			w.must(err)
			w.pass(200 * day)
		},
		"cancelled by the team, long ago": func(w *world, o offers.Offer) {
			at := take(w, o, offers.TookIt).Interviews[0]
			_, err := w.svc.Scheduling.Cancel(w.t.Context(), w.robin, at.ID, 0, "", 0)
			w.must(err)
			w.pass(200 * day)
		},
		"withdrawn": func(w *world, o offers.Offer) {
			_, err := w.Withdraw(w.t.Context(), w.robin, o.ID)
			w.must(err)
		},
		"withdrawn, long ago": func(w *world, o offers.Offer) {
			_, err := w.Withdraw(w.t.Context(), w.robin, o.ID)
			w.must(err)
			w.pass(200 * day)
		},
		"replaced": func(w *world, _ offers.Offer) { w.sends(0) },
		"asked": func(w *world, o offers.Offer) {
			_, err := w.Ask(w.t.Context(), one(o.ID), offers.Asking{Said: "mornings", Via: offers.ByPage})
			w.must(err)
		},
	}
}

const day = 24 * time.Hour

// TestNoPageIsADeadEnd holds that whoever opens the link of an offer finds what was agreed, hours to choose, a button that
// looks for some, or a box to ask, whatever has become of the offer and however late it is; that the button and the box
// work there; and that no name of an interviewer stands on any of these pages, or in an email to them, as long as the
// workspace shows no names, though sentences for members name them.
func TestNoPageIsADeadEnd(t *testing.T) {
	t.Parallel()
	for name, reach := range reached() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.page()
			o := w.sends(0, func(r *offers.Request) { r.From = w.now().AddDate(0, 0, 7) })
			w.runs()
			v := w.visitor(0)
			reach(w, o)
			seen := v.sees()
			agreed := strings.Contains(seen, "Your interview is agreed") || strings.Contains(seen, "This interview is over")
			choose, look, ask := strings.Contains(seen, `name="option"`), strings.Contains(seen, `name="look"`), strings.Contains(seen, `name="words"`)
			waits := strings.Contains(seen, "We are confirming") || strings.Contains(seen, "You asked for other times")
			if !agreed && !choose && !look && !ask && !waits {
				t.Errorf("the page is a dead end:\n%s", seen)
			}
			if agreed && !strings.Contains(seen, "2026") {
				t.Errorf("it is not said what was agreed:\n%s", seen)
			}
			unnamed := func(step string) {
				t.Helper()
				view, err := w.Look(t.Context(), offers.Ref{Token: v.token})
				w.must(err)
				told, err := json.Marshal(view)
				w.must(err)
				for _, member := range []string{"Dana", "Ines", "Root", "dana@", "ines@"} {
					if strings.Contains(string(told), member) || strings.Contains(v.sees(), member) {
						t.Errorf("%s: %s is named: %s\n%s", step, member, told, v.sees())
					}
				}
			}
			unnamed(name)
			if look {
				v.presses("", url.Values{"look": {"yes"}})
				unnamed(name + ", with other hours")
				if now := v.sees(); !strings.Contains(now, `name="option"`) && !strings.Contains(now, `name="words"`) {
					t.Errorf("to look for hours led to a dead end:\n%s", now)
				}
			}
			if !strings.Contains(seen, "This interview is over") {
				v.presses("/ask", url.Values{"words": {"Any morning"}})
				if now := v.sees(); !strings.Contains(now, "You asked for other times") {
					t.Errorf("asked, and it is not said:\n%s", now)
				}
				if now, err := w.Show(t.Context(), o.ID); err != nil || now.State != offers.Replaced && now.Said != "Any morning" {
					t.Errorf("asked, and kept is %q, %v", now.Said, err)
				}
			}
			unnamed(name + ", asked")
			w.runs()
			for _, m := range w.mails.List() {
				if m.To != w.candidates[0].Email || m.Method != "" { // who is invited reads who comes
					continue
				}
				read, err := w.mails.Read(m.ID)
				w.must(err)
				if strings.Contains(m.Subject+read.Text, "Dana") || strings.Contains(m.Subject+read.Text, "Ines") {
					t.Errorf("an email names them: %s\n%s", m.Subject, read.Text)
				}
			}
		})
	}
}
