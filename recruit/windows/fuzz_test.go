package windows

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzRead holds for any text that reading ends, that nothing that steers a terminal comes
// out, that windows are in order, within the horizon and outside of the exclusions, and
// that the same text gives the same reading.
func FuzzRead(f *testing.F) {
	for _, table := range [][]phrase{englishPhrases(), germanPhrases(), frenchPhrases(), spanishPhrases()} {
		for n, c := range table {
			if n%4 == 0 {
				f.Add(c.text)
			}
		}
	}
	f.Add("Tue0-11A1001")
	f.Add("> Tuesday\n\nAm 3. schrieb X:\n--\nMo.-Fr. 9-17\x1b[2J\u202e")
	zone := mustZone(f, "America/Denver")
	reference := time.Date(2026, 11, 28, 10, 0, 0, 0, zone)
	f.Fuzz(func(t *testing.T, text string) {
		request := Request{Text: text, Zone: zone, Reference: reference, Days: 28}
		r := Read(request)
		checkReading(t, r, reference)
		if again := Read(request); !reflect.DeepEqual(short(r, zone), short(again, zone)) || !reflect.DeepEqual(r.Notes, again.Notes) {
			t.Fatalf("%q is read as %q and as %q", text, short(r, zone), short(again, zone))
		}
		// Every answer that is offered is taken: its question does not come back.
		for _, q := range r.Questions {
			answers := map[string]string{q.ID: LeaveOut}
			if len(q.Choices) > 0 {
				answers[q.ID] = q.Choices[0].Value
			}
			request.Answers = answers
			if q.Kind == KindZone {
				continue
			}
			answered := Read(request)
			checkReading(t, answered, reference)
			for _, other := range answered.Questions {
				if other.ID == q.ID && len(r.Questions) < maxQuestions {
					t.Fatalf("%q: %q is asked again", text, q.ID)
				}
			}
			break
		}
	})
}

func checkReading(t *testing.T, r Reading, reference time.Time) {
	t.Helper()
	var start, last time.Time
	for _, w := range r.Windows {
		if !w.End.After(w.Start) || w.Start.Before(start) || !w.At && w.Start.Before(last) || w.Start.Before(reference.Add(-time.Minute)) || w.End.After(reference.AddDate(0, 0, 31)) || w.Zone == nil {
			t.Fatalf("window %v to %v, after %v", w.Start, w.End, last)
		}
		start = w.Start
		if !w.At {
			last = w.End
		}
		for _, x := range r.Exclusions {
			if w.Start.Before(x.End) && x.Start.Before(w.End) {
				t.Fatalf("window %v to %v in exclusion %v to %v", w.Start, w.End, x.Start, x.End)
			}
		}
		safe(t, w.Words)
	}
	ids := map[string]bool{}
	for _, q := range r.Questions {
		if ids[q.ID] || q.Says == "" {
			t.Fatalf("question %q twice or empty", q.ID)
		}
		ids[q.ID] = true
		safe(t, q.Words)
		safe(t, q.Says)
		for _, c := range q.Choices {
			safe(t, c.Label)
		}
	}
	for _, n := range r.Notes {
		safe(t, n.Says)
	}
}

func safe(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e }) {
		t.Fatalf("%q is not safe to show", text)
	}
}
