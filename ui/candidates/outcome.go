package candidates

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/scheduling"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// This file decides how an application goes on, with the mail that tells the candidate,
// and writes to them. The form shows the mail as it will leave: what stands in it is sent.

const yes, no = "yes", "no"

// reject asks for which job and why, and opens the form of the rejection.
func reject(a *shell.App, p recruit.Profile) tea.Cmd {
	return chooseApplication(a, p, "Reject for which job?", func(app recruit.Application) tea.Cmd {
		return RejectFor(a, p.Candidate, app.JobID, "")
	})
}

// RejectFor asks why a candidate is rejected for a job, and opens the form; stage "" is
// the job's own for it.
func RejectFor(a *shell.App, c recruit.Candidate, job recruit.JobID, stage string) tea.Cmd {
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) ([]string, error) { return svc.Outcomes.Reasons(ctx) }, func(reasons []string, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		var items []shell.Command
		for _, reason := range reasons {
			items = append(items, shell.Command{Name: text.Line(reason), Run: func() tea.Cmd {
				return decide(a, outcomes.Request{CandidateID: c.ID, JobID: job, Reject: true, Reason: reason, Stage: stage})
			}})
		}
		return a.Open(forms.NewPicker(a, "Why is "+wording.FirstName(c.Name)+" rejected?", "part of a reason", items))
	})
}

// advance opens the form that brings a candidate to the next stage.
func advance(a *shell.App, p recruit.Profile) tea.Cmd {
	return chooseApplication(a, p, "Advance in which job?", func(app recruit.Application) tea.Cmd {
		return decide(a, outcomes.Request{CandidateID: p.Candidate.ID, JobID: app.JobID})
	})
}

// decided is what can be typed about a decision.
type decided struct{ Mail, Subject, Text, When, Cancel string }

// decide opens the form of a decision.
func decide(a *shell.App, q outcomes.Request) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	var mailless error // why no mail can be sent
	return shell.Prepare(a, func(ctx context.Context) (outcomes.Preview, error) {
		told := q
		told.Mail = true
		seen, err := svc.Outcomes.Preview(ctx, actor, told)
		if recruit.FieldOf(err) == "mail" {
			mailless = err
			seen, err = svc.Outcomes.Preview(ctx, actor, q)
		}
		return seen, err
	}, func(seen outcomes.Preview, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		q.Seen = seen.Seen
		return openDecision(a, q, seen, mailless)
	})
}

// openDecision is the form of a decision with the mail as it would leave.
func openDecision(a *shell.App, q outcomes.Request, seen outcomes.Preview, mailless error) tea.Cmd {
	svc, actor, name := a.Services(), a.Member(), wording.FirstName(seen.Candidate.Name)
	d := &decided{Mail: yes, Cancel: no}
	title, verb := "Advance "+name+" to "+text.Line(seen.To), "advance"
	if q.Reject {
		title, verb = "Reject "+name+" for "+text.Line(seen.Job.Title), "reject"
		d.Cancel = yes
	}
	if seen.Mail != nil {
		d.Subject, d.Text = seen.Mail.Subject, seen.Mail.Text
	} else {
		d.Mail = no
	}
	intro := text.Line(seen.From) + " " + a.Styles().Signs.Cursor + " " + text.Line(seen.To)
	if seen.Reason != "" {
		intro += ": " + text.Line(seen.Reason)
	}
	return forms.OpenForm(a, forms.FormSpec{
		Title: title, Verb: verb, Note: text.Line(seen.Candidate.Email), Intro: intro, Draft: d, Keep: verb + "-" + shell.RowKey(q.JobID) + "-" + shell.RowKey(q.CandidateID), About: q.CandidateID,
		Fields: func(f *forms.Fields) []huh.Field {
			fields := []huh.Field{f.Radio("mail", "Tell them", &d.Mail, []forms.Option{{Value: yes, Label: "by this email"}, {Value: no, Label: "no email"}}).Saying(func() []forms.Hint {
				switch {
				case mailless != nil:
					return []forms.Hint{{Tone: theme.Warning, Text: text.Line(recruit.Sentence(mailless))}}
				case d.Mail == yes && seen.Mail != nil && seen.Mail.Waits != "":
					return []forms.Hint{{Tone: theme.Warning, Text: text.Line(seen.Mail.Waits)}}
				}
				return nil
			})}
			if len(seen.Ahead) > 0 {
				fields = append(fields, f.Radio("cancel", "Their interviews", &d.Cancel, []forms.Option{{Value: yes, Label: "cancel " + wording.Them(len(seen.Ahead))}, {Value: no, Label: "leave " + wording.Them(len(seen.Ahead))}}).
					Saying(func() []forms.Hint { return aheadHints(a, seen.Ahead) }))
			}
			return append(fields, mailFields(f, &d.Subject, &d.Text, &d.When)...)
		},
		Mails: func() []scheduling.Preview { return cancellations(seen.Ahead, d.Cancel == yes) },
	}, forms.Saves[outcomes.Outcome]{
		Save: func() func(context.Context) (outcomes.Outcome, error) {
			asked := q
			asked.Mail, asked.Subject, asked.Text, asked.When, asked.CancelInterviews = d.Mail == yes, d.Subject, d.Text, d.When, d.Cancel == yes && len(seen.Ahead) > 0
			return func(ctx context.Context) (outcomes.Outcome, error) {
				due, err := svc.Settings.Undo(ctx)
				if err != nil {
					return outcomes.Outcome{}, err
				}
				return svc.Outcomes.Decide(ctx, actor, asked, due)
			}
		},
		Said: func(o outcomes.Outcome) string { return decidedWords(a, name, o) }})
}

// cancellations are the upcoming interviews that are cancelled, if that is wanted.
func cancellations(ahead []outcomes.Ahead, wanted bool) (ends []scheduling.Preview) {
	for _, i := range ahead {
		if wanted && i.Refused == nil && len(i.Cancel.Effects) > 0 {
			ends = append(ends, i.Cancel)
		}
	}
	return ends
}

// aheadHints say of each upcoming interview what cancelling it does.
func aheadHints(a *shell.App, ahead []outcomes.Ahead) []forms.Hint {
	var out []forms.Hint
	for _, i := range ahead {
		head := text.Line(i.Title) + ", " + a.Start(i.Start) + ": "
		if i.Refused != nil {
			out = append(out, forms.Hint{Tone: theme.Warning, Text: head + text.Line(recruit.Sentence(i.Refused))})
			continue
		}
		for _, w := range i.Cancel.Notes() {
			out = append(out, forms.Hint{Tone: theme.Warning, Text: head + text.Line(w.Sentence)})
		}
		out = append(out, forms.Hint{Text: head + wording.End(i.Cancel)})
	}
	return out
}

// decidedWords say what a decision has done, and that it can be taken back.
func decidedWords(a *shell.App, name string, o outcomes.Outcome) string {
	said := fmt.Sprintf("%s is in %s for %s", name, text.Line(o.Application.Stage), text.Line(o.Application.JobTitle))
	if n := len(o.Cancelled); n > 0 {
		said += "; " + wording.Counted(n, "interview") + " cancelled"
	}
	if n := len(o.Standing); n > 0 {
		said += "; " + wording.Counted(n, "interview") + " could not be cancelled and still stands"
	}
	switch {
	case o.Letter.ID == 0:
		said += "; no email."
	default:
		said += "; the email " + leaves(a, o.Letter) + "."
	}
	return said + " m undoes it."
}

// leaves says when a mail leaves that was just decided on.
func leaves(a *shell.App, l recruit.Letter) string {
	if l.Effect.NextAttempt.After(a.Session().Now().Add(2 * time.Minute)) {
		return "leaves " + a.Start(l.Effect.NextAttempt)
	}
	return "is in the outbox"
}

// mailFields are the fields of a mail to a candidate.
func mailFields(f *forms.Fields, subject, words, when *string) []huh.Field {
	return []huh.Field{
		f.Line("subject", "Subject", subject),
		f.Lines("text", "Text", words, 8),
		f.Line("when", "Leaves", when).Optional().Proposing("at once").Saying(forms.Says(wording.WhenLetterLeaves)),
	}
}

// writeTo asks for a template and opens the form of a mail to a candidate.
func writeTo(a *shell.App, p recruit.Profile) tea.Cmd {
	var items []shell.Command
	for _, t := range wording.LetterTemplates() {
		items = append(items, shell.Command{Name: t.Words, Hint: "template " + string(t.Event), Run: func() tea.Cmd {
			q := letters.Request{CandidateID: p.Candidate.ID, Event: t.Event}
			if len(p.Applications) > 0 {
				q.JobID = p.Applications[0].JobID
			}
			return openMail(a, q)
		}})
	}
	return a.Open(forms.NewPicker(a, "Write to "+wording.FirstName(p.Candidate.Name), "part of a template's name", items))
}

// openMail is the form of a mail to a candidate as it would leave.
func openMail(a *shell.App, q letters.Request) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (letters.Draft, error) { return svc.Letters.Draft(ctx, actor, q) }, func(seen letters.Draft, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		d := &decided{Subject: seen.Subject, Text: seen.Text}
		return forms.OpenForm(a, forms.FormSpec{
			Title: "Mail to " + text.Line(seen.To.Name), Verb: "send", Note: text.Line(seen.To.Address), Intro: text.Line(seen.Waits), Draft: d,
			Keep: "mail-" + string(q.Event) + "-" + shell.RowKey(q.CandidateID), About: q.CandidateID,
			Fields: func(f *forms.Fields) []huh.Field { return mailFields(f, &d.Subject, &d.Text, &d.When) },
		}, forms.Saves[recruit.Letter]{
			Save: func() func(context.Context) (recruit.Letter, error) {
				asked := q
				asked.Subject, asked.Text, asked.When = d.Subject, d.Text, d.When
				return func(ctx context.Context) (recruit.Letter, error) {
					due, err := svc.Settings.Undo(ctx)
					if err != nil {
						return recruit.Letter{}, err
					}
					return svc.Letters.Send(ctx, actor, asked, due)
				}
			},
			Said: func(l recruit.Letter) string { return "The email " + leaves(a, l) + "." }})
	})
}

// openLetter shows a mail to a candidate, and offers to take it back while nothing of it
// has left.
func openLetter(a *shell.App, l recruit.Letter) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	said := text.Block(l.Text)
	if l.Withdrawable() != nil || a.Forbidden(recruit.ToRecruit) != "" {
		return a.Open(shell.NewQuestion(a, text.Line(l.Subject), said, "close", func() tea.Cmd { return nil }))
	}
	return a.Open(shell.NewQuestion(a, text.Line(l.Subject), said, "undo it", func() tea.Cmd {
		return shell.Act(a, func(ctx context.Context) (recruit.Letter, error) { return svc.Letters.Withdraw(ctx, actor, l.ID) },
			func(recruit.Letter) string { return "Undone; none of the email has been sent." })
	}))
}

// TakeMoveBack asks before the last move of a candidate is taken back.
func TakeMoveBack(a *shell.App, id recruit.CandidateID, job recruit.JobID) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (outcomes.Outcome, error) { return svc.Outcomes.Last(ctx, actor, id, job) }, func(last outcomes.Outcome, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		what := []string{text.Line(last.Application.Stage) + " becomes " + text.Line(last.Was.Stage) + " again for " + text.Line(last.Application.JobTitle) + "."}
		if last.Letter.ID != 0 {
			what = append(what, "The email “"+text.Line(last.Letter.Subject)+"” is not sent.")
		}
		if n := len(last.Cancelled); n > 0 {
			what = append(what, wording.Counted(n, "interview")+" scheduled again.")
		}
		for _, stays := range last.StayCancelled() {
			what = append(what, text.Line(stays))
		}
		return a.Open(shell.NewQuestion(a, "Undo the last move?", strings.Join(what, " "), "undo it", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Application, error) { return svc.Outcomes.Undo(ctx, actor, last) },
				func(now recruit.Application) string {
					return "Back in " + text.Line(now.Stage) + " for " + text.Line(now.JobTitle) + "."
				})
		}))
	})
}
