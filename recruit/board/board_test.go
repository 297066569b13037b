package board_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/board"
)

var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// at is an interview of 45 minutes that begins so many hours from now.
func at(hours float64, status recruit.Status) board.Interview {
	start := now.Add(time.Duration(hours * float64(time.Hour)))
	return board.Interview{ID: 1, Status: status, Start: start, End: start.Add(45 * time.Minute)}
}

func unscored(i board.Interview) board.Interview { i.Unscored = 2; return i }
func asked(i board.Interview) board.Interview    { i.Answer = true; return i }

func TestWaits(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		stage  string
		closed bool
		part   bool
		all    []board.Interview
		want   []board.Wait
	}{
		{"nothing is planned", "Applied", false, false, nil, []board.Wait{board.ForInterview}},
		{"of interviews that are not seen nothing is said", "Applied", false, true, nil, nil},
		{"one is ahead", "Interview", false, false, []board.Interview{at(20, recruit.Scheduled)}, nil},
		{"one goes on", "Interview", false, false, []board.Interview{at(-0.5, recruit.Scheduled)}, nil},
		{"an answer to one ahead", "Interview", false, false, []board.Interview{asked(at(20, recruit.Scheduled))}, []board.Wait{board.ForAnswer}},
		{"an answer to one that is over", "Interview", false, false, []board.Interview{asked(at(-3, recruit.Completed))}, []board.Wait{board.ForDecision}},
		{"nobody said how it was", "Interview", false, false, []board.Interview{at(-3, recruit.Scheduled)}, []board.Wait{board.ForWord}},
		{"nobody said how it was, and cards are missing", "Interview", false, true, []board.Interview{unscored(at(-3, recruit.Scheduled))}, []board.Wait{board.ForWord, board.ForFeedback}},
		{"a card is missing", "Interview", false, false, []board.Interview{unscored(at(-3, recruit.Completed))}, []board.Wait{board.ForFeedback}},
		{"a card is missing, and another interview is ahead", "Interview", false, false, []board.Interview{unscored(at(-3, recruit.Completed)), at(5, recruit.Scheduled)}, []board.Wait{board.ForFeedback}},
		{"all cards are given", "Interview", false, false, []board.Interview{at(-3, recruit.Completed)}, []board.Wait{board.ForDecision}},
		{"all cards are given, of a part", "Interview", false, true, []board.Interview{at(-3, recruit.Completed)}, nil},
		{"a card of the stage before is missing", "Interview", false, false, []board.Interview{unscored(at(-50, recruit.Completed))}, []board.Wait{board.ForInterview}},
		{"nobody came", "Interview", false, false, []board.Interview{unscored(at(-3, recruit.NoShow))}, []board.Wait{board.ForInterview}},
		{"cancelled", "Interview", false, false, []board.Interview{unscored(at(3, recruit.Cancelled))}, []board.Wait{board.ForInterview}},
		{"an offer is theirs", "Offer", false, false, nil, nil},
		{"a last talk about the offer", "Offer", false, false, []board.Interview{asked(at(3, recruit.Scheduled)), unscored(at(-3, recruit.Completed))}, []board.Wait{board.ForAnswer, board.ForFeedback}},
		{"who is rejected", "Rejected", false, false, []board.Interview{unscored(at(-3, recruit.Scheduled)), asked(at(3, recruit.Scheduled))}, nil},
		{"a closed job", "Interview", true, false, []board.Interview{unscored(at(-3, recruit.Scheduled))}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p := board.Person{Since: now.Add(-48 * time.Hour), Interviews: tc.all}
			got := board.Waits(tc.stage, p, tc.closed, !tc.part, now)
			if !slices.Equal(got, tc.want) {
				t.Errorf("waits for %q, want %q", got, tc.want)
			}
			p.Waits = got
			if p.Wait() != "" && (p.Wait().Words() == "" || p.Wait().Story() == "") {
				t.Errorf("%q has no words", p.Wait())
			}
		})
	}
}

func TestAge(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for want, d := range map[string]time.Duration{"now": 59 * time.Minute, "1 h": time.Hour, "23 h": day - 1, "1 d": day, "4 d": 4*day + 5*time.Hour, "99 d": 100*day - 1, "14 w": 100 * day, "104 w": 2*365*day - 1, "2 y": 2 * 365 * day} {
		if got := board.Age(now.Add(-d), now); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
	if got := board.Age(now.Add(time.Hour), now) + board.Age(time.Time{}, now); got != "now" {
		t.Errorf("ahead and never are %q", got)
	}
}

// kept is a store with one board, of whose interviews the records cannot be read.
type kept struct {
	all    board.Board
	record error
}

func (k kept) Board(context.Context, board.Query) (board.Board, error) { return k.all, nil }

func (k kept) Record(context.Context, recruit.InterviewID) (recruit.Record, error) {
	return recruit.Record{}, k.record
}

func TestRecordsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for record, want := range map[error]string{recruit.ErrDamaged: "interview", recruit.ErrNotFound: ""} {
		one := at(3, recruit.Scheduled)
		one.Doubtful = true
		b := board.Board{Columns: []board.Column{{Stage: "Interview", Count: 1, Read: true, People: []board.Person{{Candidate: 7, Interviews: []board.Interview{one}}}}}}
		got, err := (&board.Service{Store: kept{b, record}, Now: func() time.Time { return now }}).Read(t.Context(), board.Query{})
		if err != nil {
			t.Fatal(err)
		}
		c, p, ok := got.Person(7)
		if !ok || c.Stage != "Interview" || p.Damage != want || len(p.Waits) != 0 || !p.Next(now).Equal(one.Start) {
			t.Errorf("%v: %+v", record, p)
		}
	}
	if _, err := (&board.Service{Store: kept{board.Board{Columns: []board.Column{{People: []board.Person{{Interviews: []board.Interview{{Status: recruit.Scheduled, End: now.Add(time.Hour), Doubtful: true}}}}}}}, context.Canceled}, Now: func() time.Time { return now }}).Read(t.Context(), board.Query{}); err == nil {
		t.Error("a reading that failed is taken for one that did not")
	}
}
