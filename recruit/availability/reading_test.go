package availability_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// TestBrieflyTellsWhatTimelinesDo holds that the people of a team are told one after
// another as they are together, though one takes the memory of the one before, and that
// who may not see them is told nothing.
func TestBrieflyTellsWhatTimelinesDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	entries := []busy.Interval{span(10, 11, busy.Busy, "a"), span(10.5, 12, busy.Soft, "b"), span(16, 17, busy.Unknown, "c"), span(30, 31, busy.Busy, "")}
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
		entries = entries[:max(len(entries)-1, 1)] // everybody has another calendar
		return whole(q, entries...), nil
	}
	var team []recruit.Member
	for n, name := range []string{"ana", "ben", "cleo", "dan"} {
		m := w.member(t, name, recruit.Interviewer)
		if n != 2 { // one has none
			w.feed(t, m)
		}
		team = append(team, m)
	}
	w.interview(t, 14, 15, team[1], team[2])
	ids := []recruit.MemberID{team[3].ID, team[0].ID, team[2].ID, team[1].ID}
	asked := []recruit.Member{team[3], team[0], team[2], team[1]}
	want, err := w.Timelines(t.Context(), w.admin, ids, at(8), at(60), availability.Options{Brief: true})
	must(t, err)
	var told int
	must(t, w.Briefly(t.Context(), w.admin, asked, at(8), at(60), func(line *availability.Timeline) {
		got, want := *line, want[told]
		told++
		if !reflect.DeepEqual(got.Member, want.Member) || !reflect.DeepEqual(got.Layers, want.Layers) || !reflect.DeepEqual(got.Booked, want.Booked) || !reflect.DeepEqual(got.Gaps, want.Gaps) ||
			!reflect.DeepEqual(got.Hours, want.Hours) || !reflect.DeepEqual(got.Open, want.Open) || !got.ReadAt.Equal(want.ReadAt) || !got.From.Equal(want.From) || !got.To.Equal(want.To) || len(got.Busy) > 0 {
			t.Errorf("%s: %+v, want %+v", want.Member.Name, got, want)
		}
		var taken []busy.Interval
		for _, b := range got.Booked {
			taken = append(taken, busy.Interval{Start: b.Start, End: b.End, State: busy.Busy})
		}
		got.Taken(func(start, end int64, state busy.State) {
			from, to := hours.Later(time.Unix(start, 0).UTC(), want.From), hours.Earlier(time.Unix(end, 0).UTC(), want.To)
			taken = append(taken, busy.Interval{Start: from, End: to, State: state})
		})
		if !reflect.DeepEqual(busy.Merge(taken), busy.Merge(slices.Clone(want.Busy))) || len(taken) == 0 {
			t.Errorf("%s: %+v is taken, want %+v", want.Member.Name, taken, want.Busy)
		}
	}))
	if told != len(want) {
		t.Errorf("%d people, want %d", told, len(want))
	}
	nobody := func(*availability.Timeline) { t.Error("who may not see a team is told of it") }
	wantKind(t, w.Briefly(t.Context(), team[0], asked, at(8), at(60), nobody), recruit.ErrRefused)
	must(t, w.Briefly(t.Context(), w.admin, nil, at(8), at(60), nobody))
	must(t, w.Briefly(t.Context(), w.admin, asked, at(8), at(8), nobody))
}
