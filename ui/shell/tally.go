package shell

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

// tallyRest is how long the numbers in the sidebar rest before they are asked for again:
// with fifty people at work something changes all the time.
const tallyRest = 2 * time.Second

// tally keeps the numbers of jobs, candidates and interviews in the sidebar. Those of Today
// and the Outbox come from the first screen of Today.
type tally struct {
	slot    Slot
	waiting bool
}

// tallyDue is when they are to be asked for.
type tallyDue struct{}

// tallySoon asks for the numbers after a while, whatever changes meanwhile.
func (a *App) tallySoon() tea.Cmd {
	if a.tally.waiting || a.session.Workspace == nil || a.session.Services == nil {
		return nil
	}
	a.tally.waiting = true
	return a.After(tallyRest, tallyDue{})
}

// askSizes asks how much there is. Where that cannot be read, the last numbers stay; the
// screens say what is the matter.
func (a *App) askSizes() tea.Cmd {
	a.tally.waiting = false
	if a.session.Workspace == nil || a.session.Services == nil || a.Member().ID == 0 {
		return nil
	}
	store := a.session.Services.Store
	return Load(a, &a.tally.slot, func(ctx context.Context) (recruit.Sizes, error) { return store.Sizes(ctx) }, func(n recruit.Sizes, err error) tea.Cmd {
		if err == nil {
			a.counts[Jobs], a.counts[Candidates], a.counts[Interviews] = n.Jobs, n.Candidates, n.Interviews
		}
		return nil
	})
}

// short writes a number in few cells: 940, 12k, 1M.
func short(n int) string {
	switch {
	case n >= 1_000_000:
		return strconv.Itoa(n/1_000_000) + "M"
	case n >= 1_000:
		return strconv.Itoa(n/1_000) + "k"
	}
	return strconv.Itoa(n)
}
