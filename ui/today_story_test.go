package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestTodaySaysWhyAnAnswerWaits holds that Today and the question that it opens
// give the whole of it: why an answer waits, and its words.
func TestTodaySaysWhyAnAnswerWaits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		claim recruit.UnverifiedReply
		stray bool
		down  []string // to the row
		says  []string
	}{
		"a stranger for the candidate": {recruit.UnverifiedReply{From: "office@example.org", Answer: recruit.Declined, Note: "She is ill"}, false, nil,
			[]string{"An answer for Priya Raman (declined) came from office@example.org", "“She is ill”"}},
		"nobody known": {recruit.UnverifiedReply{From: "p.raman@uni.test", Named: "p.raman@uni.test", Answer: recruit.Accepted, Why: "it names nobody who is invited"}, true, nil,
			[]string{"is not matched to anybody yet; it names nobody who is invited"}},
		"not readable": {recruit.UnverifiedReply{From: "priya@example.com", Why: "its time cannot be read"}, false, nil,
			[]string{"its time cannot be read"}},
		"an email": {recruit.UnverifiedReply{From: "priya@example.com", Kind: recruit.Wrote, Note: "Could we talk on Friday instead?"}, false, nil,
			[]string{"an email came from priya@example.com", "Could we talk on Friday"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, size := range [][2]int{{80, 24}, {120, 12}, {45, 35}} {
				w := newWorld(t, size[0], size[1], setup{})
				w.connect()
				r := w.scheduled(true)
				r = w.record(r)
				c.claim.At = w.clock()
				if c.stray {
					r.Interview.Strays = []recruit.UnverifiedReply{c.claim}
				} else {
					for i := range r.People {
						if r.People[i].Audience == recruit.ToCandidate {
							r.People[i].Claim = c.claim
						}
					}
				}
				firstOf(w.db.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People}))
				w.again()
				w.Press("1")
				shown := func() {
					for _, s := range c.says {
						w.reads(s)
					}
				}
				if size[1] > 12 {
					shown()
				}
				w.Press("enter")
				shown()
				if size[1] > 12 {
					w.reads("It is about Technical interview")
					w.reads("It does not count; discard it")
				}
			}
		})
	}
}

// reads holds that the words of a sentence stand on the screen in their order,
// however it is wrapped and whatever stands beside it.
func (w *world) reads(sentence string) {
	w.t.Helper()
	rest := w.Screen()
	for _, word := range strings.Fields(strings.ToLower(sentence)) {
		_, after, ok := strings.Cut(strings.ToLower(rest), word)
		if !ok {
			w.t.Fatalf("%q of %q does not stand on the screen:\n%s", word, sentence, w.Screen())
		}
		rest = after
	}
}

// TestTodayNamesTheWholePanel gives the names of those who interview the room that
// the other columns do not need.
func TestTodayNamesTheWholePanel(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{84, 24}, {100, 30}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Onsite",
			Start: w.clock().Add(48 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.OnSite, Place: "Rua 1",
			Participants: []string{w.robin.Email, w.dana.Email}}, 0))
		w.again()
		w.Press("1")
		if row := w.row("Onsite"); !strings.Contains(row, "◌ Priya  ◌ you  ◌ Dana") {
			t.Errorf("in %d columns: %s", size[0], row)
		}
	}
}
