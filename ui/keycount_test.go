package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/pools"
)

// counting presses keys one after the other, and counts them.
type counting struct {
	*world
	keys int
}

func (c *counting) press(names ...string) {
	c.keys += len(names)
	c.Press(names...)
}

// freeTime gives members of a world a calendar in which nothing stands.
func (w *world) freeTime(members ...recruit.Member) {
	w.t.Helper()
	free := w.svc.Availability
	free.Readers[busy.Feed] = &shelf{}
	for _, m := range members {
		if _, err := free.Connect(w.t.Context(), w.robin, availability.Connection{Kind: busy.Feed, Owner: m.ID, URL: "https://calendar.example.com/" + m.Email}); err != nil {
			w.t.Fatal(err)
		}
	}
}

// TestKeysOfASingleInterview counts what it takes from the list of candidates to an
// interview that was sent at the best hour: with someone of a pool, with one person, and
// with those who took part the last time.
func TestKeysOfASingleInterview(t *testing.T) {
	t.Parallel()
	const most = 8
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		for name, c := range map[string]struct {
			pool, before bool
			who          []string // the keys that choose who takes part
		}{
			"a pool":     {pool: true, who: []string{"enter"}},
			"one person": {who: []string{"d", "enter"}},
			"as before":  {before: true, who: []string{"enter"}},
		} {
			w := &counting{world: newWorld(t, size[0], size[1], setup{})}
			w.connect()
			w.freeTime(w.robin, w.dana)
			if c.pool {
				p := firstOf(w.svc.Pools.Add(t.Context(), w.robin, pools.Pool{Name: "Storage interviewers"}))
				firstOf(w.svc.Pools.SetMember(t.Context(), w.robin, p.ID, w.dana.ID, pools.Qualified))
			}
			if c.before {
				firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Phone screen", Start: w.clock().AddDate(0, 0, 20),
					TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "Robin calls", Participants: []string{"robin@acme.example", "dana@acme.example"}}, 0))
			}
			w.Press("3")
			w.Shows("Priya Raman")
			w.press("enter", "s", "ctrl+f")
			w.Shows("Who should take part?")
			w.press(c.who...)
			w.Shows("When is everyone free?", "Dana Ortiz", "enter take it")
			w.press("enter", "ctrl+s")
			w.Shows("This will happen")
			w.press("enter")
			w.advance(time.Minute) // in which it could have been undone
			w.work()
			w.Shows("Done: everything above is confirmed.")
			if w.keys > most {
				t.Errorf("%s at %v: %d keys, at most %d", name, size, w.keys, most)
			}
			all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{CandidateID: w.priya.ID, Status: recruit.Scheduled}))
			if first := all[0]; first.Platform != recruit.Zoom || len(first.People) < 2 || len(w.mails.List()) < 2 {
				t.Errorf("%s: %+v, %d emails", name, first.People, len(w.mails.List()))
			}
		}
	}
}

// TestKeysOfATypedInterview counts what it takes from the list of candidates to an interview
// at an hour that someone types: alone, and with one interviewer.
func TestKeysOfATypedInterview(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		with string
		most int
	}{{"alone", "", 10}, {"with one person", "dan", 17}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := &counting{world: newWorld(t, 80, 24, setup{})}
			w.connect()
			w.Press("3")
			typed := func(text string) {
				w.Type(text)
				w.keys += len(text)
			}
			w.press("s")
			typed("tue 3pm")
			if c.with != "" {
				w.press("tab", "tab", "tab")
				typed(c.with)
				w.press("enter")
			}
			w.press("ctrl+s")
			w.Shows("This will happen")
			w.press("enter")
			w.Shows("✓ Saved")
			if w.keys > c.most {
				t.Errorf("%d keys, at most %d", w.keys, c.most)
			}
			all := firstOf(w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{CandidateID: w.priya.ID}))
			if want := min(len(c.with), 1); len(all) != 1 || len(all[0].PanelNames) != want {
				t.Errorf("%+v", all)
			}
		})
	}
}
