package scorecards_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scorecards"
)

// manyInterviews is a store of nothing but interviews, one a minute or several at once, with
// one member on each panel whose card is missing.
type manyInterviews struct {
	scorecards.Store
	all []recruit.InterviewSummary
}

func (m *manyInterviews) Interviews(_ context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	var page []recruit.InterviewSummary
	for _, i := range m.all {
		behind := i.Start.After(f.After.Start) || i.Start.Equal(f.After.Start) && i.ID > f.After.ID
		if behind && !i.Start.Before(f.From) && (f.To.IsZero() || i.Start.Before(f.To)) && len(page) < f.Limit {
			page = append(page, i)
		}
	}
	return page, nil
}

func (m *manyInterviews) Seats(_ context.Context, of []recruit.InterviewID) (seats []scorecards.Seat, err error) {
	for _, id := range of {
		seats = append(seats, scorecards.Seat{Interview: id, Member: 7, Name: "Ines", OnPanel: true})
	}
	return seats, nil
}

func (m *manyInterviews) Cards(context.Context, []recruit.InterviewID) ([]scorecards.Card, error) {
	return nil, nil
}

func (m *manyInterviews) Kits(context.Context, recruit.JobID) ([]scorecards.Kit, error) {
	return nil, nil
}

func (m *manyInterviews) StageOf(context.Context, recruit.InterviewID) (string, error) {
	return "", nil
}

func (m *manyInterviews) Card(context.Context, recruit.InterviewID, recruit.MemberID) (scorecards.Card, error) {
	return scorecards.Card{}, recruit.NotFound("There is none.")
}

// TestListsAreReadToTheirEnd: no interview is left out of the lists of scorecards, however many
// there are, and none stands in them twice, also where several begin at once.
func TestListsAreReadToTheirEnd(t *testing.T) {
	t.Parallel()
	now := recruittest.At()
	for _, n := range []int{0, 1, 499, 500, 501, 1000, 1203} {
		m := &manyInterviews{}
		for at := range n {
			i := recruit.InterviewSummary{}
			i.ID, i.Status, i.OrganiserID, i.Duration = recruit.InterviewID(at+1), recruit.Scheduled, 7, 30*time.Minute
			i.Start = now.Add(-10*24*time.Hour + time.Duration(at/3)*time.Minute)
			m.all = append(m.all, i)
		}
		s := &scorecards.Service{Store: m, Now: func() time.Time { return now }}
		ines := recruit.Member{ID: 7, Name: "Ines", Role: recruit.Recruiter}
		var want []recruit.InterviewID
		for _, i := range m.all {
			want = append(want, i.ID)
		}
		ids := func(all []scorecards.Sheet) (ids []recruit.InterviewID) {
			for _, x := range all {
				ids = append(ids, x.Interview.ID)
			}
			return ids
		}
		if about := must[[]scorecards.Sheet](t)(s.About(t.Context(), ines, 3)); !slices.Equal(ids(about), want) {
			t.Errorf("of %d interviews with a candidate %d are listed", n, len(about))
		}
		var due []recruit.InterviewID
		for _, d := range must[[]scorecards.Due](t)(s.Due(t.Context(), ines)) {
			due = append(due, d.Interview.ID)
		}
		if !slices.Equal(due, want) {
			t.Errorf("of %d missing cards %d are listed", n, len(due))
		}
		slices.Reverse(want)
		if recent := must[[]scorecards.Sheet](t)(s.Recent(t.Context(), ines)); !slices.Equal(ids(recent), want) {
			t.Errorf("of %d interviews of the last weeks %d are listed", n, len(recent))
		}
	}
}
