package store

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestSketchesAreWhatListsSay holds that a sketch of an interview says the same as its row
// in a list, as far as it goes, also of one that is damaged.
func TestSketchesAreWhatListsSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	random := rand.New(rand.NewPCG(8, 2))
	for n := range 40 {
		c := w.draft(fmt.Sprint("ref", n), now.Add(time.Duration(random.IntN(9*24)-24)*time.Hour))
		for m := range random.IntN(3) {
			c.People = append(c.People, recruit.Participant{Address: fmt.Sprintf("guest%d@elsewhere.example", m), Name: fmt.Sprint("Guest ", m)[:random.IntN(8)], Audience: recruit.ToPanel,
				Answer: []recruit.Answer{recruit.NoAnswer, recruit.Accepted, recruit.Declined}[random.IntN(3)]})
		}
		_, err := w.Commit(w.ctx, c)
		must(t, err)
	}
	_, err := w.writer.ExecContext(w.ctx, "UPDATE interviews SET time_zone = 'Nowhere/Land' WHERE id % 7 = 1")
	must(t, err)
	_, err = w.writer.ExecContext(w.ctx, "UPDATE interviews SET duration_seconds = 0 WHERE id % 7 = 2")
	must(t, err)
	lists, err := w.Interviews(w.ctx, recruit.InterviewFilter{Brief: true})
	must(t, err)
	sketches, err := w.Interviews(w.ctx, recruit.InterviewFilter{Brief: true, Sketch: true})
	must(t, err)
	if len(lists) != 40 || len(sketches) != 40 {
		t.Fatalf("%d interviews, %d sketches", len(lists), len(sketches))
	}
	damaged := 0
	for n, l := range lists {
		want := recruit.InterviewSummary{
			Interview: recruit.Interview{ID: l.ID, Version: l.Version, CandidateID: l.CandidateID, JobID: l.JobID, OrganiserID: l.OrganiserID, Title: l.Title,
				Start: l.Start, Duration: l.Duration, TimeZone: l.TimeZone, Status: l.Status, Damage: l.Damage},
			CandidateName: l.CandidateName, JobTitle: l.JobTitle, OrganiserName: l.OrganiserName, PanelNames: l.PanelNames, People: l.People, NeedAttention: l.NeedAttention, Waiting: l.Waiting,
		}
		if !reflect.DeepEqual(sketches[n], want) {
			t.Errorf("%+v, want %+v", sketches[n], want)
		}
		if l.Damage != "" {
			damaged++
		}
	}
	if damaged < 5 {
		t.Errorf("%d are damaged", damaged)
	}
}
