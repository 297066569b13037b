package healing_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/healing"
	"recruitty/recruit/hours"
	"recruitty/recruit/pools"
)

// TestRemedies holds what is offered for what has come up: who is not known to be free is
// not offered (R13), and nobody beyond their limits (R14).
func TestRemedies(t *testing.T) {
	t.Parallel()
	qualified := func(all ...recruit.Member) map[recruit.MemberID]pools.Level {
		levels := map[recruit.MemberID]pools.Level{}
		for _, m := range all {
			levels[m.ID] = pools.Qualified
		}
		return levels
	}
	seat := func(m recruit.Member, p pools.Pool, level pools.Level) []recruit.Seat {
		return []recruit.Seat{{Address: m.Email, Pool: p.ID, Level: string(level)}}
	}
	for _, c := range []struct {
		name string
		make func(t *testing.T, w *world) // an interview on Tuesday 10 to 11, and what comes up
		what string
		want string
	}{
		{"one of the same pool, not who is busy", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam", "Kim")
			p := w.pool(t, "Backend", qualified(all...))
			r := w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			w.enters(t, all[2], 34, 36, busy.Busy)
			w.declines(t, r.Interview.ID, all[0].Email)
		}, "Dana declined", "Sam is free; Wed 09:00 suits everybody; Thu 09:00 suits everybody"},
		{"who has few interviews that week", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam", "Kim")
			p := w.pool(t, "Backend", qualified(all...))
			w.books(t, 57, 58, nil, all[1].Email)
			r := w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			w.declines(t, r.Interview.ID, all[0].Email)
		}, "Dana declined", "Kim is free; Sam is free; Wed 10:00 suits everybody; Thu 09:00 suits everybody"},
		{"nobody unread", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana")
			p := w.pool(t, "Backend", qualified(all[0], w.member(t, "Sam", recruit.Interviewer)))
			r := w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			w.declines(t, r.Interview.ID, all[0].Email)
		}, "Dana declined", "Wed 09:00 suits everybody; Thu 09:00 suits everybody"},
		{"one at the level of who learns", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam", "Kim", "Lee")
			levels := qualified(all...)
			levels[all[0].ID], levels[all[2].ID], levels[all[3].ID] = pools.Shadow, pools.ReverseShadow, pools.Shadow
			p := w.pool(t, "Backend", levels)
			r := w.books(t, 34, 35, seat(all[0], p, pools.Shadow), all[0].Email)
			w.declines(t, r.Interview.ID, all[0].Email)
		}, "Dana declined", "Lee is free (shadow); Kim is free (reverse shadow); Wed 09:00 suits everybody; Thu 09:00 suits everybody"},
		{"one of another pool that both are in", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam")
			p := w.pool(t, "Backend", qualified(all[0]))
			w.pool(t, "Architects", qualified(all...))
			r := w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			w.declines(t, r.Interview.ID, all[0].Email)
		}, "Dana declined", "Sam is free; Wed 09:00 suits everybody; Thu 09:00 suits everybody"},
		{"another hour for who was asked for by name", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam")
			w.pool(t, "Backend", qualified(all...))
			r := w.books(t, 34, 35, nil, all[0].Email)
			w.declines(t, r.Interview.ID, all[0].Email)
		}, "Dana declined", "Wed 09:00 suits everybody; Thu 09:00 suits everybody; Sam is free"},
		{"another hour for a candidate who declined", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam")
			p := w.pool(t, "Backend", qualified(all...))
			r := w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			w.declines(t, r.Interview.ID, w.candidate.Email)
		}, "Mona declined", "Wed 09:00 suits everybody; Thu 09:00 suits everybody"},
		{"another hour of the organiser's where nobody else takes part", func(t *testing.T, w *world) {
			w.reads(t, w.robin)
			w.declines(t, w.books(t, 34, 35, nil).Interview.ID, w.candidate.Email)
		}, "Mona declined", "Wed 09:00 suits everybody; Thu 09:00 suits everybody"},
		{"nobody who has said no to these times", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam")
			p := w.pool(t, "Backend", qualified(all...))
			r := w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			w.declines(t, r.Interview.ID, all[0].Email)
			_, err := w.deciding.ChangePeople(t.Context(), w.robin, r.Interview.ID, 0, recruit.PeopleChange{Add: []string{all[1].Email}, Remove: []string{all[0].Email}, Seats: seat(all[1], p, pools.Qualified)}, 0)
			must(t, err)
			w.declines(t, r.Interview.ID, all[1].Email)
		}, "Sam declined", "Wed 09:00 suits everybody; Thu 09:00 suits everybody"},
		{"a clash that came up", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam")
			p := w.pool(t, "Backend", qualified(all...))
			w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			w.enters(t, all[0], 34.5, 36, busy.Busy)
		}, "Dana is busy 10:30–12:00, according to their calendar", "Sam is free; Tue 09:15 suits everybody; Wed 09:00 suits everybody"},
		{"time off that came up", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana")
			w.books(t, 34, 35, nil, all[0].Email)
			_, err := w.free.SetMemberHours(t.Context(), all[0], all[0].ID, hours.Rules{Off: []hours.TimeOff{{First: hours.DateOf(at(34)), Last: hours.DateOf(at(34))}}}, 0)
			must(t, err)
		}, "Dana has time off then", "Wed 09:00 suits everybody; Wed 09:30 suits everybody"},
		{"hours that were changed", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana")
			w.books(t, 34, 35, nil, all[0].Email)
			week, err := hours.ParseWeek("mon-fri 14-18")
			must(t, err)
			_, err = w.free.SetMemberHours(t.Context(), all[0], all[0].ID, hours.Rules{Working: &week}, 0)
			must(t, err)
		}, "Dana no longer works at that time", "Tue 14:00 suits everybody; Wed 14:00 suits everybody"},
		{"who left the team", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam")
			p := w.pool(t, "Backend", qualified(all...))
			w.books(t, 34, 35, seat(all[0], p, pools.Qualified), all[0].Email)
			leaves(t, w, all[0])
		}, "Dana has left the team", "Sam is free"},
		{"who left, and someone remains", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana", "Sam")
			w.books(t, 34, 35, nil, all[0].Email, all[1].Email)
			leaves(t, w, all[0])
		}, "Dana has left the team", "go ahead without Dana"},
		{"who left as the only one of the panel", func(t *testing.T, w *world) {
			all := w.interviewers(t, "Dana")
			w.books(t, 34, 35, nil, all[0].Email)
			leaves(t, w, all[0])
		}, "Dana has left the team", "No pool lists anyone who could come instead of Dana. Nobody else takes part: add someone under Who is invited, or cancel the interview."},
		{"a guest of whom nothing is known", func(t *testing.T, w *world) {
			r := w.books(t, 34, 35, nil, "guest@example.net")
			w.declines(t, r.Interview.ID, "guest@example.net")
		}, "guest@example.net declined", "Wed 08:00 suits everybody; Thu 08:00 suits everybody"},
		{"nothing that is known", func(t *testing.T, w *world) {
			m := w.member(t, "Dana", recruit.Interviewer)
			r := w.books(t, 34, 35, nil, m.Email)
			w.declines(t, r.Interview.ID, m.Email)
		}, "Dana declined", "No time suits everybody until Mon 28 Dec. It is not known when Dana is free. No pool lists anyone who could come instead of Dana."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			c.make(t, w)
			found := w.only(t)
			if got := found.Words(span); got != c.what {
				t.Errorf("has come up: %q, want %q", got, c.what)
			}
			if got := w.offers(t, found); got != c.want {
				t.Errorf("offers %q,\nwant %q", got, c.want)
			}
			all, err := w.Look(t.Context(), w.robin)
			must(t, err)
			best, _ := all.List[0].Best()
			if first, _, _ := strings.Cut(c.want, "; "); len(all.List[0].Remedies.List) > 0 && best.Words(found, moment) != first {
				t.Errorf("the best is %q", best.Words(found, moment))
			}
		})
	}
}

// leaves takes a member off the team.
func leaves(t *testing.T, w *world, m recruit.Member) {
	t.Helper()
	m, err := w.db.Member(t.Context(), m.ID)
	must(t, err)
	m.RemovedAt = w.now
	_, err = w.db.SaveMember(t.Context(), m, recruit.Activity{At: w.now})
	must(t, err)
}

// TestWhatIsKeptComesBackWithSomethingNew holds that what someone leaves as it is is not
// told again until something else comes up.
func TestWhatIsKeptComesBackWithSomethingNew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.interviewers(t, "Dana")
	r := w.books(t, 34, 35, nil, all[0].Email)
	w.enters(t, all[0], 34.5, 36, busy.Busy)
	clash := w.only(t)
	must(t, w.Keep(t.Context(), w.robin, clash, true))
	must(t, w.Keep(t.Context(), w.robin, clash, true)) // again says nothing new
	none := func(when string) {
		t.Helper()
		list, err := w.List(t.Context(), w.robin, healing.Options{})
		must(t, err)
		if len(list.List) != 0 {
			t.Errorf("%s: %s", when, said(list.List))
		}
	}
	none("kept")
	w.read(t)
	none("read again")
	kept, err := w.List(t.Context(), w.robin, healing.Options{Kept: true})
	must(t, err)
	if len(kept.List) != 1 || !kept.List[0].Kept {
		t.Errorf("what is kept: %+v", kept.List)
	}
	w.enters(t, all[0], 34, 34.5, busy.Busy)
	if got := w.only(t); got.Sign() == clash.Sign() {
		t.Errorf("a new clash is %s", got.Words(span))
	}
	must(t, w.Keep(t.Context(), w.robin, w.only(t), true))
	none("both kept")
	w.declines(t, r.Interview.ID, all[0].Email)
	if got := w.only(t); got.Kind != healing.Declined {
		t.Errorf("after that: %s", got.Words(span))
	}
	must(t, w.Keep(t.Context(), w.robin, w.only(t), true))
	w.declines(t, r.Interview.ID, all[0].Email)
	got := w.only(t)
	must(t, w.Keep(t.Context(), w.robin, got, true))
	none("declined twice")
	must(t, w.Keep(t.Context(), w.robin, got, false))
	w.only(t)
	log, err := w.db.Activities(t.Context(), recruit.ActivityFilter{InterviewID: r.Interview.ID})
	must(t, err)
	var lines []string
	for _, a := range log {
		if strings.HasPrefix(a.Action, "interview.kept") {
			lines = append(lines, a.Text)
		}
	}
	if want := "Looks at Talk again: Dana declined|Keeps Talk as it is: Dana declined|Keeps Talk as it is: Dana declined|Keeps Talk as it is: Dana is busy, according to their calendar|Keeps Talk as it is: Dana is busy, according to their calendar"; strings.Join(lines, "|") != want {
		t.Errorf("logged %q", strings.Join(lines, "|"))
	}
}

// TestARemedyIsLookedAtAgain holds that what was offered and is not possible any more is
// refused with why, from the calendars as they are at that moment.
func TestARemedyIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.interviewers(t, "Dana", "Sam")
	p := w.pool(t, "Backend", map[recruit.MemberID]pools.Level{all[0].ID: pools.Qualified, all[1].ID: pools.Qualified})
	r := w.books(t, 34, 35, []recruit.Seat{{Address: all[0].Email, Pool: p.ID, Level: string(pools.Qualified)}}, all[0].Email)
	w.declines(t, r.Interview.ID, all[0].Email)
	c := w.only(t)
	found, err := w.Remedies(t.Context(), w.robin, c, false)
	must(t, err)
	for _, remedy := range found.List {
		must(t, w.Check(t.Context(), w.robin, c, remedy))
	}
	w.now = w.now.Add(time.Minute)
	for _, m := range all { // nobody has read that yet
		w.entries[m.Email] = []busy.Interval{{Start: at(33), End: at(36), State: busy.Busy}, {Start: at(57), End: at(58), State: busy.Busy}}
	}
	for n, want := range []string{"Sam can no longer be asked: Sam is busy. Choose something else.", "That time can no longer be offered: Dana is busy"} {
		err := w.Check(t.Context(), w.robin, c, found.List[n])
		if !errors.Is(err, recruit.ErrRefused) || !strings.HasPrefix(recruit.Sentence(err), want) {
			t.Errorf("%s: %v", found.List[n].Words(c, moment), err)
		}
	}
}

// TestNobodyIsLeftAlone holds that the only one of a panel is not taken off, though this was
// offered while someone else took part.
func TestNobodyIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.interviewers(t, "Dana")
	w.books(t, 34, 35, nil, all[0].Email)
	leaves(t, w, all[0])
	err := w.Check(t.Context(), w.robin, w.only(t), healing.Remedy{Kind: healing.Without})
	if !errors.Is(err, recruit.ErrRefused) || !strings.Contains(recruit.Sentence(err), "Nobody else takes part") {
		t.Errorf("taking off the only one: %v", err)
	}
}

// TestWhoseCases holds whose interviews someone is told about.
func TestWhoseCases(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.interviewers(t, "Dana")
	r := w.books(t, 34, 35, nil, all[0].Email)
	w.declines(t, r.Interview.ID, all[0].Email)
	other := w.member(t, "Pat", recruit.Recruiter)
	for _, c := range []struct {
		actor recruit.Member
		o     healing.Options
		want  int
	}{
		{w.robin, healing.Options{}, 1}, {other, healing.Options{}, 0}, {other, healing.Options{All: true}, 0}, {other, healing.Options{Of: []recruit.InterviewID{r.Interview.ID}}, 0},
		{w.admin, healing.Options{}, 0}, {w.admin, healing.Options{All: true}, 1}, {w.admin, healing.Options{Of: []recruit.InterviewID{r.Interview.ID}}, 1},
	} {
		list, err := w.List(t.Context(), c.actor, c.o)
		must(t, err)
		if len(list.List) != c.want {
			t.Errorf("%s with %+v is told %q", c.actor.Name, c.o, said(list.List))
		}
	}
	if _, err := w.List(t.Context(), all[0], healing.Options{}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer: %v", err)
	}
	c := w.only(t)
	for _, m := range []recruit.Member{all[0], other, w.admin} {
		if err := w.Keep(t.Context(), m, c, true); !errors.Is(err, recruit.ErrRefused) {
			t.Errorf("%s keeps it: %v", m.Name, err)
		}
	}
	leaves(t, w, w.robin)
	list, err := w.List(t.Context(), w.admin, healing.Options{})
	must(t, err)
	if len(list.List) != 1 {
		t.Errorf("when the organiser has left, an admin is told %q", said(list.List))
	}
}

// TestADeadCalendarDelaysNobody holds that a list waits for no calendar, and that who was
// read too long ago is offered no more (R13).
// TestUnderAnotherAddress looks at a member whose address in the interview is not the one of
// the team: what comes up in their calendar is told, and no hour is offered at which they
// are taken.
func TestUnderAnotherAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.interviewers(t, "Dana")[0]
	r := w.books(t, 34, 35, nil, dana.Email)
	r, err := w.deciding.ChangePeople(t.Context(), w.robin, r.Interview.ID, 0, recruit.PeopleChange{Correct: map[string]string{dana.Email: "dana@home.example"}}, 0)
	must(t, err)
	w.now = w.now.Add(time.Minute)
	w.enters(t, dana, 34, 36, busy.Busy)
	w.enters(t, dana, 57, 58, busy.Busy)
	c := w.only(t)
	if c.Kind != healing.Clash || c.Who.Address != "dana@home.example" {
		t.Errorf("has come up: %s", said([]healing.Case{c}))
	}
	if got, want := w.offers(t, c), "Tue 13:00 suits everybody; Wed 10:00 suits everybody"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
	all, err := w.About(t.Context(), w.robin, []recruit.InterviewID{r.Interview.ID})
	must(t, err)
	if len(all[r.Interview.ID]) != 1 {
		t.Errorf("about the interview: %+v", all)
	}
}

func TestADeadCalendarDelaysNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.interviewers(t, "Dana", "Sam")
	p := w.pool(t, "Backend", map[recruit.MemberID]pools.Level{all[0].ID: pools.Qualified, all[1].ID: pools.Qualified})
	r := w.books(t, 34, 35, []recruit.Seat{{Address: all[0].Email, Pool: p.ID, Level: string(pools.Qualified)}}, all[0].Email)
	w.declines(t, r.Interview.ID, all[0].Email)
	w.dead = true
	c := w.only(t)
	found, err := w.Remedies(t.Context(), w.robin, c, true)
	must(t, err)
	best, _ := found.Best()
	if best.Member.Name != "Sam" {
		t.Fatalf("offers %+v", found)
	}
	w.now = w.now.Add(time.Hour)
	if got, want := w.offers(t, w.only(t)), "Nobody else of Backend is known to be free then (it is not known whether Sam is free). No time suits everybody until Mon 28 Dec. It is not known when Dana is free."; got != want {
		t.Errorf("offers %q, want %q", got, want)
	}
	if err := w.Check(t.Context(), w.robin, c, best); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("and takes it all the same: %v", err)
	}
}

// TestAHundredDriftsAreBounded holds that of many a look for the eye works out only those
// that it shows, and that it is asked once as long as nothing was stored.
func TestAHundredDriftsAreBounded(t *testing.T) {
	t.Parallel()
	w := crowded(t)
	count := &counting{Finds: w.Finder}
	w.Finder = count
	for range 3 {
		l, err := w.Look(t.Context(), w.robin)
		must(t, err)
		if len(l.List) != healing.Shown || !l.More {
			t.Fatalf("shows %d, more: %v", len(l.List), l.More)
		}
	}
	if count.n > 2*healing.Shown {
		t.Errorf("%d searches for %d rows", count.n, healing.Shown)
	}
	all, err := w.List(t.Context(), w.robin, healing.Options{})
	must(t, err)
	if len(all.List) != 100 || all.More {
		t.Errorf("lists %d, more: %v", len(all.List), all.More)
	}
}

// damaged is a finder that cannot read what one interview needs.
type damaged struct {
	healing.Finds
	id recruit.InterviewID
}

func (d damaged) Find(ctx context.Context, actor recruit.Member, r finder.Request) (finder.Found, error) {
	if r.Interview == d.id {
		return finder.Found{}, &recruit.Problem{Kind: recruit.ErrDamaged, Sentence: "What is stored of Mona is damaged."}
	}
	return d.Finds.Find(ctx, actor, r)
}

// TestOneDamagedCaseHidesNoOther holds that what cannot be worked out for one interview is
// said there, and that the others are shown with what puts them right.
func TestOneDamagedCaseHidesNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.interviewers(t, "Dana")[0]
	first, second := w.books(t, 58, 59, nil, dana.Email), w.books(t, 82, 83, nil, dana.Email)
	for _, r := range []recruit.Record{first, second} {
		w.declines(t, r.Interview.ID, dana.Email)
	}
	w.Finder = damaged{w.Finder, first.Interview.ID}
	l, err := w.Look(t.Context(), w.robin)
	must(t, err)
	if len(l.List) != 2 || !strings.Contains(l.List[0].None, "What is stored of Mona is damaged.") || len(l.List[1].Remedies.List) == 0 {
		t.Errorf("shows %+v", l.List)
	}
}

// crowded is a world with a hundred upcoming interviews, each with a clash.
func crowded(t testing.TB) *world {
	t.Helper()
	w := newWorld(t)
	all := w.interviewers(t, "Dana", "Sam", "Kim", "Lee")
	levels := map[recruit.MemberID]pools.Level{}
	for _, m := range all {
		levels[m.ID] = pools.Qualified
	}
	p := w.pool(t, "Backend", levels)
	for n := range 100 {
		from := 24*float64(1+n/4) + 9 + 2*float64(n%4)
		w.books(t, from, from+1, []recruit.Seat{{Address: all[0].Email, Pool: p.ID, Level: string(pools.Qualified)}}, all[0].Email)
		w.entries[all[0].Email] = append(w.entries[all[0].Email], busy.Interval{Start: at(from + 0.5), End: at(from + 1.5), State: busy.Busy})
	}
	w.read(t)
	return w
}

// counting counts how often something is looked for.
type counting struct {
	healing.Finds
	n int
}

func (c *counting) Find(ctx context.Context, actor recruit.Member, r finder.Request) (finder.Found, error) {
	c.n++
	return c.Finds.Find(ctx, actor, r)
}

func (c *counting) StandIns(ctx context.Context, actor recruit.Member, r recruit.Record, leaves recruit.Participant, pool pools.Pool, level pools.Level) ([]finder.StandIn, error) {
	c.n++
	return c.Finds.StandIns(ctx, actor, r, leaves, pool, level)
}

// BenchmarkLook works out what Today shows of a hundred interviews that clash.
func BenchmarkLook(b *testing.B) {
	w := crowded(b)
	w.Known = nil
	for b.Loop() {
		if _, err := w.Look(b.Context(), w.robin); err != nil {
			b.Fatal(err)
		}
	}
}
