package store

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// judge lets anybody give, begin and withdraw scorecards of any interview.
func (c *crew) judge(tb testing.TB) {
	tb.Helper()
	all, err := c.Interviews(c.ctx, recruit.InterviewFilter{})
	must(tb, err)
	for _, i := range all {
		for _, m := range c.team {
			card := scorecards.Card{Interview: i.ID, Member: m.ID, Recommendation: scorecards.No, Note: fmt.Sprint("note ", c.of(1000)), Private: "private of " + m.Name, GivenAt: now, UpdatedAt: now}
			switch c.of(5) {
			case 0, 1:
			case 2:
				card.GivenAt = card.WithdrawnAt
			case 3:
				card.WithdrawnAt = now
			default:
				continue
			}
			_, err := c.SaveCard(c.ctx, card, m, recruit.Activity{At: c.moment(), ActorID: m.ID, Actor: m.Name, Action: "scorecard.given", InterviewID: i.ID, CandidateID: i.CandidateID, JobID: i.JobID, Text: card.Note})
			must(tb, err)
		}
	}
}

// TestWhatOfCardsIsRead compares, in random workspaces, the scorecards that each member reads
// with what a plain rule says.
func TestWhatOfCardsIsRead(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newCrew(t, seed)
			for _, blind := range []bool{true, false} {
				if !blind {
					must(t, c.SetSetting(c.ctx, recruit.SettingBlind, "off"))
				}
				for _, me := range append(c.team, recruit.Member{}) {
					c.compareCards(t, me, blind)
				}
			}
		})
	}
}

func (c *crew) compareCards(t *testing.T, me recruit.Member, blind bool) {
	t.Helper()
	all, err := c.Interviews(c.ctx, recruit.InterviewFilter{})
	must(t, err)
	own, err := c.VisibleTo(me).Interviews(c.ctx, recruit.InterviewFilter{})
	must(t, err)
	seen := c.VisibleTo(me).(*DB)
	for _, i := range all {
		r, err := c.Record(c.ctx, i.ID)
		must(t, err)
		onPanel := slices.ContainsFunc(r.People, func(p recruit.Participant) bool { return p.MemberID == me.ID && p.Audience == recruit.ToPanel })
		mine, err := c.Cards(c.ctx, []recruit.InterviewID{i.ID})
		must(t, err)
		gave := slices.ContainsFunc(mine, func(x scorecards.Card) bool { return x.Member == me.ID })
		there := slices.ContainsFunc(own, func(x recruit.InterviewSummary) bool { return x.ID == i.ID })
		var want []scorecards.Card
		for _, x := range mine {
			open := me.Role == recruit.Admin || me.Role == recruit.Recruiter || x.Member == me.ID || !blind || gave || me.Role == recruit.ReadOnly && !onPanel
			if !there || !open {
				continue
			}
			if me.Role != recruit.Admin && x.Member != me.ID {
				x.Private = ""
			}
			want = append(want, x)
		}
		got, err := seen.Cards(c.ctx, []recruit.InterviewID{i.ID})
		must(t, err)
		if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%s (%s, blind %v) reads of %d\n  %+v, want\n  %+v", me.Name, me.Role, blind, i.ID, got, want)
		}
		for _, m := range c.team {
			_, err := seen.Card(c.ctx, i.ID, m.ID)
			versions, failed := seen.CardVersions(c.ctx, i.ID, m.ID)
			must(t, failed)
			listed := slices.ContainsFunc(want, func(x scorecards.Card) bool { return x.Member == m.ID })
			if me.SeesAll() && me.Role != recruit.ReadOnly || m.ID == me.ID {
				continue // they read what was withdrawn as well
			}
			if listed != (err == nil) || listed != (len(versions) > 0) {
				t.Errorf("%s (blind %v) reads of %s in %d: %v, %+v; listed: %v", me.Name, blind, m.Name, i.ID, err, versions, listed)
			}
		}
		if seats, err := seen.Seats(c.ctx, []recruit.InterviewID{i.ID}); err != nil || !there && len(seats) > 0 {
			t.Errorf("%s reads who sits in %d: %+v, %v", me.Name, i.ID, seats, err)
		}
	}
}
