package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/healing"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// CameUp is what has come up about the interviews of a screen. It is worked out behind
// what the screen shows at once.
type CameUp struct {
	reading shell.Reading
	found   map[recruit.InterviewID][]healing.Found
}

// Ask works out what has come up about interviews.
func (h *CameUp) Ask(a *shell.App, records ...recruit.Record) tea.Cmd {
	if a.Forbidden(recruit.ToSchedule) != "" {
		return nil
	}
	var ids []recruit.InterviewID
	for _, r := range records {
		if r.Movable(a.Session().Now()) == nil {
			ids = append(ids, r.Interview.ID)
		}
	}
	if len(ids) == 0 {
		h.found = nil
		return nil
	}
	svc, me := a.Services(), a.Member()
	return shell.Reread(a, &h.reading, func(ctx context.Context) (map[recruit.InterviewID][]healing.Found, error) {
		return svc.Healing.About(ctx, me, ids)
	}, func(found map[recruit.InterviewID][]healing.Found, err error) tea.Cmd {
		if err == nil { // else the answers still say who does not come
			h.found = found
		}
		return nil
	})
}

// Of is what has come up about one interview.
func (h *CameUp) Of(id recruit.InterviewID) []healing.Found { return h.found[id] }

// CameUpLines say what has come up about an interview, and what would put it right.
func CameUpLines(a *shell.App, found []healing.Found) []shell.Saying {
	var lines []shell.Saying
	for _, f := range found {
		tone, words := theme.Error, a.Reader().CameUp(f.Case)
		switch {
		case f.Kept:
			tone, words = theme.Dim, words+"; it is left as it is"
		case f.Perhaps:
			tone = theme.Warning
		}
		if !f.Kept {
			words += ". " + a.Reader().BestRemedy(f)
		}
		lines = append(lines, shell.Saying{Tone: tone, Words: shell.Signed(a, tone) + " " + words, State: shell.Signed(a, tone) + " " + words})
	}
	return lines
}

// healing is the key that puts right what has come up.
func (c *Card) healing() shell.Action {
	return shell.Action{Name: "interview.heal", Key: "b", Help: "fix", Also: "replace stand in heal decline clash", Label: c.healLabel, Shown: func() bool { return len(c.CameUp) > 0 },
		When: shell.Unless(c.well, c.over, c.begun, c.owned), Do: c.heal}
}

func (c *Card) well() string {
	return shell.If(len(c.CameUp) == 0, "Nothing has come up; the interview goes ahead as agreed.")
}

func (c *Card) healLabel() string {
	switch {
	case len(c.CameUp) != 1:
		return "fix"
	case c.CameUp[0].Kept:
		return "look at it again"
	}
	return wording.HealVerb(c.CameUp[0])
}

// heal puts right what has come up; of several people one is chosen first.
func (c *Card) heal() tea.Cmd {
	if c.Before != nil {
		c.Before()
	}
	one := func(f healing.Found) tea.Cmd {
		if f.Kept {
			return keepAsIs(c.App, f.Case, false)
		}
		return Heal(c.App, f.Interview(), f.Who.Address)
	}
	if len(c.CameUp) == 1 {
		return one(c.CameUp[0])
	}
	var items []shell.Command
	for _, f := range c.CameUp {
		hint := c.App.Reader().BestRemedy(f)
		if f.Kept {
			hint = "look at it again"
		}
		items = append(items, shell.Command{Name: c.App.Reader().CameUp(f.Case), Hint: hint, Run: func() tea.Cmd { return one(f) }})
	}
	return c.App.Open(forms.NewPicker(c.App, "What should be fixed?", "", items))
}
