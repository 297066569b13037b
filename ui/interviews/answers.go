package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/rsvp"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// ReplyIssue says in a sign and a word what about a person's answer needs
// someone.
func ReplyIssue(a *shell.App, c recruit.ReplyIssue) (theme.Tone, string) {
	signs := a.Styles().Signs
	switch c.Kind {
	case recruit.HasClaim, recruit.HasStray:
		switch c.Claim.Kind {
		case recruit.Wrote:
			return theme.Warning, signs.Warning + " wrote"
		case recruit.IsAway:
			return theme.Warning, signs.Warning + " away?"
		case recruit.IsDelayed:
			return theme.Warning, signs.Warning + " delayed"
		case recruit.IsSealed:
			return theme.Warning, signs.Warning + " unopened"
		}
		return theme.Warning, signs.Warning + " whose answer?"
	case recruit.HasDeclined:
		return theme.Error, signs.Error + " declined"
	case recruit.HasDelegated:
		return theme.Error, signs.Error + " sends another"
	case recruit.HasProposed, recruit.HasAsked:
		return theme.Warning, signs.Warning + " other time?"
	}
	return theme.Warning, signs.Asked + " " + wording.Unanswered
}

// ReplyIssueHint is what helps to decide about it: the time that the person asks
// for, or when the interview is.
func ReplyIssueHint(a *shell.App, r recruit.Record, c recruit.ReplyIssue) string {
	switch c.Kind {
	case recruit.HasClaim, recruit.HasStray:
		return "came from " + text.Line(c.Claim.From)
	case recruit.HasDelegated:
		return "wants " + wording.Deputy(c.Person) + " to come"
	case recruit.HasAsked:
		return "asks for " + text.Line(c.Person.Asked)
	case recruit.HasProposed:
		return "asks for " + wording.Amid(a.Start(c.Move.Start))
	}
	return a.Start(r.Interview.Start)
}

// ReplyIssueStory says the whole of it, in the words of whoever wrote: what a column
// may cut, and why it waits for a person. "" where the row says it all.
func ReplyIssueStory(a *shell.App, r recruit.Record, c recruit.ReplyIssue) string {
	switch c.Kind {
	case recruit.HasStray:
		return recruit.Capital(a.Reader().Waiting(c.Claim, ""))
	case recruit.HasClaim:
		return recruit.Capital(a.Reader().Waiting(c.Claim, wording.PersonName(c.Person)))
	case recruit.HasDelegated:
		return wording.Joined("; ", wording.PersonName(c.Person)+" wants "+wording.Deputy(c.Person)+" to come instead", wording.Words(r, c.Person))
	}
	if words := wording.Words(r, c.Person); words != "" {
		return wording.PersonName(c.Person) + ": " + words
	}
	return ""
}

// claimTitle says which answer waits, above the question. Who sent it comes
// first: that is what a line too long must not lose.
func claimTitle(c recruit.UnverifiedReply, name string) string {
	if c.Kind != "" {
		return text.Truncate(text.Line(c.From)+": "+wording.MailName(c), 70)
	}
	head := text.Line(c.From) + " answered"
	if name != "" {
		head += " for " + text.Line(name)
	} else if c.Named != "" {
		head += " for " + text.Line(c.Named)
	}
	return text.Truncate(head+wording.ClaimAnswer(c), 70)
}

// Judge asks whether an answer counts that does not by itself: one in a person's
// name, or where nobody is given one of which nobody knows whose it is. One that
// cannot be read is said by whoever has read the mail.
func Judge(a *shell.App, r recruit.Record, p recruit.Participant, c recruit.UnverifiedReply) tea.Cmd {
	svc, actor, id := a.Services(), a.Member(), r.Interview.ID
	choice := func(name string, do func(context.Context) (rsvp.Outcome, error)) shell.Command {
		return shell.Command{Name: name, Run: func() tea.Cmd {
			return shell.Act(a, do, func(t rsvp.Outcome) string { return t.Sentence })
		}}
	}
	var choices []shell.Command
	if c.Answer == recruit.Delegated && p.Address != "" && r.Interview.OrganiserID == actor.ID {
		choices = inviteDeputies(a, r, c.Sent(p))
	}
	people := []recruit.Participant{p}
	if p.Address == "" {
		people = r.Invited()
	}
	for _, q := range people {
		for _, answer := range readings(c) {
			name := "It counts"
			if p.Address == "" {
				name = "It is " + wording.PersonName(q) + "'s"
			}
			if c.Answer == "" {
				name += ": " + answerWord(answer)
			}
			choices = append(choices, choice(name, func(ctx context.Context) (rsvp.Outcome, error) {
				switch {
				case p.Address == "":
					return svc.Answers.Assign(ctx, actor, id, c, q.Address, answer)
				case c.Answer == "":
					return svc.Answers.Set(ctx, actor, id, q.Address, answer, c.Note)
				}
				return svc.Answers.Accept(ctx, actor, id, q.Address, c)
			}))
		}
	}
	choices = append(choices, choice(wording.Discards, func(ctx context.Context) (rsvp.Outcome, error) {
		if p.Address == "" {
			return svc.Answers.Assign(ctx, actor, id, c, "", "")
		}
		return svc.Answers.Dismiss(ctx, actor, id, p.Address, c)
	}))
	name := ""
	if p.Address != "" {
		name = wording.PersonName(p)
	}
	asked := forms.NewPicker(a, claimTitle(c, name), "", choices)
	asked.About = recruit.Capital(a.Reader().Waiting(c, name)) + ". It is about " + text.Line(r.Interview.Title) + ", " + a.Start(r.Interview.Start) + "."
	return a.Open(asked)
}

// readings are the answers that one could be: what it says, or any where it
// cannot be read.
func readings(c recruit.UnverifiedReply) []recruit.Answer {
	if c.Answer != "" {
		return []recruit.Answer{c.Answer}
	}
	return []recruit.Answer{recruit.Accepted, recruit.Declined, recruit.Tentative}
}

func answerWord(answer recruit.Answer) string {
	if answer == recruit.Tentative {
		return "maybe"
	}
	return string(answer)
}

// Claimed is the person of an interview in whose name someone else answered,
// as long as that waits for a member.
func Claimed(r recruit.Record, address string) (recruit.Participant, bool) {
	p, ok := r.Person(address)
	if ok {
		_, ok = r.Claimed(p)
	}
	return p, ok && r.Interview.Status == recruit.Scheduled
}

// ClaimLines say which answers wait for a member, and where to decide.
func ClaimLines(a *shell.App, r recruit.Record) []shell.Saying {
	if r.Interview.Status != recruit.Scheduled {
		return nil
	}
	var lines []shell.Saying
	for _, c := range r.Unplaced() {
		lines = append(lines, warningLine(a, a.Reader().Waiting(c, "")+"; decide whose it is in Today"))
	}
	for _, p := range r.Invited() {
		if c, ok := r.Claimed(p); ok {
			lines = append(lines, warningLine(a, a.Reader().Waiting(c, wording.PersonName(p))+"; decide in Today whether it counts"))
		}
	}
	return lines
}

// AskedLines say which other times people ask for.
func AskedLines(a *shell.App, r recruit.Record) []shell.Saying {
	if r.Interview.Status != recruit.Scheduled {
		return nil
	}
	var lines []shell.Saying
	for _, p := range r.Invited() {
		if _, ok := r.Asks(p); ok {
			lines = append(lines, warningLine(a, wording.PersonName(p)+" "+wording.Words(r, p)))
		} else if other := a.Reader().OtherTime(r, p); other != "" {
			lines = append(lines, warningLine(a, wording.PersonName(p)+" asks for "+wording.Amid(other)))
		}
	}
	return lines
}

func warningLine(a *shell.App, words string) shell.Saying {
	return shell.Saying{Tone: theme.Warning, Words: shell.Signed(a, theme.Warning) + " " + words}
}

// sentBy is the remark that someone else's mail brought a person's answer.
func sentBy(p recruit.Participant) string {
	if p.AnsweredBy == "" || p.Answer == recruit.NoAnswer {
		return ""
	}
	return ", sent by " + text.Line(p.AnsweredBy)
}
