package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
)

// languageOf is the language of a list for a member of a random workspace.
func (c *crew) languageOf(l filter.List, m recruit.Member) filter.Language {
	return filter.Language{List: l, Now: now, Zone: time.UTC, Me: m}
}

// someTerms are random terms, of which each is often fulfilled.
func (c *crew) someTerms(choices []string) string {
	var parts []string
	for range 1 + c.of(3) {
		t := choices[c.of(len(choices))]
		if c.of(4) == 0 {
			t = "-" + t
		}
		parts = append(parts, t)
	}
	return strings.Join(parts, " ")
}

// TestFilteredInterviews compares what the store finds with the rule in memory, on
// random workspaces, for those who see everything and those who see a part.
func TestFilteredInterviews(t *testing.T) {
	t.Parallel()
	choices := []string{"with:member1", "with:member0,member2", "with:zoe", "with:member", `with:"person3"`, "answer:none", "answer:accepted", "mine", "state:scheduled", "state:cancelled,completed", "state:needs-you", "state:waiting", "state:over",
		"job:nurse", "job:cook", "stage:applied", "stage:trial", "title:first", "title:second", "candidate:ana", "candidate:people", "owner:member1", "owner:member", "email:acme", "email:p3@people", "platform:zoom", "platform:phone",
		"on:today", "after:today", "before:tomorrow", "on:yesterday", "day:sat,sun", "day:fri,mon", "updated:today", "updated:2030-01-01"}
	found, none := 0, 0
	for seed := range uint64(4) {
		c := newCrew(t, seed)
		for _, p := range []recruit.Answer{recruit.Accepted, recruit.Declined} {
			_, err := c.writer.ExecContext(c.ctx, "UPDATE participants SET answer = ? WHERE interview_id % 3 = 0 AND position % 2 = ?", p, len(p)%2)
			must(t, err)
		}
		for range 120 {
			m := c.someone()
			typed := c.someTerms(choices)
			q, err := c.languageOf(filter.Interviews, m).Parse(typed)
			must(t, err)
			for _, brief := range []bool{false, true} {
				see := c.VisibleTo(m)
				got, err := see.Interviews(c.ctx, recruit.InterviewFilter{Where: q.Terms, Brief: brief})
				must(t, err)
				all, err := see.Interviews(c.ctx, recruit.InterviewFilter{Brief: brief})
				must(t, err)
				want := slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return !filter.Interview(q.Terms, i) })
				if a, b := interviewIDs(got), interviewIDs(want); a != b {
					t.Fatalf("seed %d, %s, %q: the store finds %s, the rule %s", seed, m.Name, typed, a, b)
				}
				if len(got) > 0 {
					found++
				} else {
					none++
				}
			}
		}
	}
	if found < 100 || none < 20 {
		t.Errorf("%d questions found something and %d nothing; they say little", found, none)
	}
}

func interviewIDs(all []recruit.InterviewSummary) string {
	ids := make([]string, len(all))
	for n, i := range all {
		ids[n] = fmt.Sprint(i.ID)
	}
	return strings.Join(ids, " ")
}
