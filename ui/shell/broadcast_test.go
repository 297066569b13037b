package shell

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

// about is a screen about one candidate, that reads when something about them has
// changed.
type about struct {
	Screen
	candidate recruit.CandidateID
}

func (s about) Update(msg tea.Msg) tea.Cmd {
	if fact, ok := msg.(Changed); ok && fact.Affects(func(c recruit.Change) bool { return c.Candidate == s.candidate }) {
		return func() tea.Msg { return nil }
	}
	return nil
}

// TestOthersInterviewsAreNotDrawn holds for news that nobody on this screen asked
// for, and that everything else is drawn.
func TestOthersInterviewsAreNotDrawn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		news  recruit.ChangeSet
		still bool
	}{
		"another's":      {recruit.ChangeSet{{Interview: 9, Candidate: 9}}, true},
		"this one's":     {recruit.ChangeSet{{Interview: 9, Candidate: 2}}, false},
		"anything":       {recruit.ChangeSet{{}}, false},
		"of the sidebar": {recruit.ChangeSet{{Interview: 9, Candidate: 1}}, false},
	} {
		a := New(Session{Context: t.Context(), Now: func() time.Time { return time.Unix(0, 0) }, Zone: time.UTC,
			After: func(time.Duration, tea.Msg) tea.Cmd { return nil }}, nil)
		a.Stacks[Today].Screens = []Screen{about{candidate: 1}} // which feeds the sidebar
		a.Stacks[Candidates].Screens = []Screen{about{candidate: 2}}
		a.Section = Candidates
		a.Update(Changed{News: c.news})
		if a.still != c.still {
			t.Errorf("%s: still %v", name, a.still)
		}
		a.Update(minute{})
		if a.still {
			t.Errorf("after %s the next minute is not drawn", name)
		}
		a.Update(rested{})
		if !a.still {
			t.Errorf("after %s the end of the rest is drawn", name)
		}
	}
}
