package candidates

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	offering "recruitty/recruit/offers"
	"recruitty/ui/interviews"
	"recruitty/ui/offers"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// offerTimes offers a candidate times to choose from, for one of their jobs.
func offerTimes(a *shell.App, p recruit.Profile) tea.Cmd {
	id, name := p.Candidate.ID, p.Candidate.Name
	open := func(job recruit.JobID) tea.Cmd { return offers.Open(a, interviews.OfferDoors(), id, job) }
	if len(p.Applications) > 0 {
		return chooseApplication(a, p, "Offer times for which job?", func(app recruit.Application) tea.Cmd { return open(app.JobID) })
	}
	return a.Open(shell.NewQuestion(a, "Link to a job first?", notLinked(name)+" Choose the job now.", "choose the job", func() tea.Cmd { return linkCandidate(a, id, name, open) }))
}

// offerRows adds the offers of times, those that wait for a member first.
func (s *candidateScreen) offerRows(rows []table.Row) []table.Row {
	a := s.app
	if len(s.facts.offers) > 0 {
		rows = shell.Headed(rows, "offers", "Offered times")
	}
	for _, o := range s.offersByNeed() {
		tone, state := offers.State(a, o)
		what := text.Line(o.Title) + ", " + wording.Counted(len(o.Options), "time")
		if o.State == offering.Offered {
			what += ", answer by " + wording.Amid(a.Start(o.Until))
		}
		rows = append(rows, table.Row{Key: "offer " + shell.RowKey(o.ID), Cells: []table.Cell{shell.PlainCell(a.Stamp(o.CreatedAt)), shell.PlainCell(what), {Text: state, Tone: tone}}})
	}
	return rows
}

// offersByNeed are the offers with those first for which somebody has to do something, then
// those that wait for the candidate.
func (s *candidateScreen) offersByNeed() []offering.Offer {
	now := s.app.Session().Now()
	rank := func(o offering.Offer) int {
		switch {
		case offers.Needs(o, now):
			return 0
		case o.State.Open():
			return 1
		}
		return 2
	}
	all := slices.Clone(s.facts.offers)
	slices.SortStableFunc(all, func(x, y offering.Offer) int { return rank(x) - rank(y) })
	return all
}

// offerLine says above everything how the offer stands from which something may still come.
func (s *candidateScreen) offerLine(w int) []string {
	all := s.offersByNeed()
	if len(all) == 0 || !all[0].State.Open() && !all[0].Asking {
		return nil
	}
	tone, state := offers.State(s.app, all[0])
	words := state + ": " + text.Line(all[0].Title) + ", " + wording.Counted(len(all[0].Options), "time") + " offered"
	return []string{s.app.Styles().Tone(tone).Render(s.app.Grid().Truncate(words, w))}
}
