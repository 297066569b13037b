package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/say"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// concern says in a sign and a word what about a person's answer needs
// somebody.
func (a *App) concern(c recruit.Concern) (theme.Tone, string) {
	signs := a.styles.Signs
	switch c.Kind {
	case recruit.HasClaim:
		return theme.Warning, signs.Warning + " whose word?"
	case recruit.HasDeclined:
		return theme.Error, signs.Error + " declined"
	case recruit.HasProposed:
		return theme.Warning, signs.Warning + " other time?"
	}
	return theme.Warning, signs.Waiting + " no answer"
}

// concernHint is what helps to decide about it: the time that the person asks
// for, or when the interview is.
func (a *App) concernHint(r recruit.Record, c recruit.Concern) string {
	switch c.Kind {
	case recruit.HasClaim:
		return "came from " + text.Line(c.Person.Claim.From)
	case recruit.HasProposed:
		return "asks for " + say.Amid(a.start(c.Move.Start))
	}
	return a.start(r.Interview.Start)
}

// claimWords say which answer came for a person from whom.
func claimWords(p recruit.Participant) string {
	return "an answer for " + say.PersonName(p) + claimAnswer(p) + " came from " + text.Line(p.Claim.From)
}

// claimTitle says the same above the question. Who sent it comes first: that is
// what a line too long must not lose.
func claimTitle(p recruit.Participant) string {
	return text.Truncate(text.Line(p.Claim.From)+" answered for "+say.PersonName(p)+claimAnswer(p), 70)
}

// claimAnswer is what was answered, where it is one of the three answers.
func claimAnswer(p recruit.Participant) string {
	switch {
	case p.Claim.Answer == recruit.Tentative:
		return " (maybe)"
	case p.Claim.Answer != recruit.NoAnswer && p.Claim.Answer != "":
		return " (" + string(p.Claim.Answer) + ")"
	}
	return ""
}

// judge asks whether an answer counts that somebody else sent in a person's
// name.
func (a *App) judge(r recruit.Record, p recruit.Participant) tea.Cmd {
	desk, actor, id := a.desk(), a.Member(), r.Interview.ID
	choice := func(name string, do func(context.Context) (recruit.Taken, error)) Command {
		return Command{Name: name, Run: func() tea.Cmd {
			return act(a, do, func(t recruit.Taken) string { return t.Sentence })
		}}
	}
	return a.Open(newPicker(a, claimTitle(p), "", []Command{
		choice("It counts", func(ctx context.Context) (recruit.Taken, error) {
			return desk.Answers.Accept(ctx, actor, id, p.Address, p.Claim)
		}),
		choice("It does not count; forget it", func(ctx context.Context) (recruit.Taken, error) {
			return desk.Answers.Dismiss(ctx, actor, id, p.Address, p.Claim)
		}),
	}))
}

// claimed is the person of an interview in whose name somebody else answered,
// as long as that waits for a member.
func claimed(r recruit.Record, address string) (recruit.Participant, bool) {
	p, ok := r.Person(address)
	if ok {
		_, ok = r.Claimed(p)
	}
	return p, ok && r.Interview.Status == recruit.Scheduled
}

// claimLines say which answers wait for a member, and where to decide.
func (a *App) claimLines(r recruit.Record) []saying {
	var lines []saying
	for _, p := range r.Invited() {
		if _, ok := claimed(r, p.Address); ok {
			lines = append(lines, saying{theme.Warning, a.signed(theme.Warning) + " " + claimWords(p) + "; Today asks whether it counts"})
		}
	}
	return lines
}

// sentBy is the remark that somebody else's mail brought a person's answer.
func sentBy(p recruit.Participant) string {
	if p.AnsweredBy == "" || p.Answer == recruit.NoAnswer {
		return ""
	}
	return ", sent by " + text.Line(p.AnsweredBy)
}
