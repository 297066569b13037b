// Package foreseen shows what a decision would do, with the mails that would leave, for the
// commands that look before they decide.
package foreseen

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/mailpreview"
	"recruitty/recruit/scheduling"
)

// Mail is a mail as it would leave, as --json promises it.
type Mail struct {
	Kind       recruit.EffectKind `json:"kind"`
	Start      export.Time        `json:"start"`      // of the interview that it is about; null for none
	Recipients []Recipient        `json:"recipients"` // who get the same words, but for the names in them
	Subject    string             `json:"subject"`
	Text       string             `json:"text"`
	Method     string             `json:"method"` // of its calendar object: REQUEST, CANCEL, DECLINECOUNTER; "" without one
	Files      []string           `json:"files"`  // names of the further ones
	Problem    string             `json:"problem"`
}

// Recipient is who gets a mail.
type Recipient struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Mails writes the mails of previews, all of them.
func Mails(ctx context.Context, s *command.Session, all ...scheduling.Preview) ([]mailpreview.Mail, error) {
	mails, _, err := mailpreview.Read(ctx, s.Outbox, all, 0, 0)
	return mails, err
}

// Shape is what --json has of mails.
func Shape(mails []mailpreview.Mail) []Mail {
	return output.Each(mails, func(m mailpreview.Mail) Mail {
		shape := Mail{Kind: m.Kind, Start: export.Time(m.Of.Start), Subject: m.Subject, Text: m.Text, Method: m.Method, Files: output.Words(m.Files),
			Recipients: output.Each(append([]recruit.Participant{m.To}, m.Also...), func(p recruit.Participant) Recipient { return Recipient{p.Name, p.Address} })}
		if m.Err != nil {
			shape.Problem = recruit.Sentence(m.Err)
		}
		return shape
	})
}

// Write writes mails for people.
func Write(w *output.Page, mails []mailpreview.Mail) {
	for n, m := range mails {
		w.Line("")
		w.Line("Email %d of %d", n+1, len(mails))
		for _, f := range m.Head() {
			w.Field(f.Label, f.Text)
		}
		w.Line("")
		w.Block(m.Body())
	}
}

// shape is a decision that was looked at.
type shape struct {
	Preview   bool                `json:"preview"`   // true: nothing was changed
	Interview recruit.InterviewID `json:"interview"` // 0 for one that is not scheduled yet
	Title     string              `json:"title"`
	Status    recruit.Status      `json:"status"`
	Start     export.Time         `json:"start"`
	Minutes   int                 `json:"duration_minutes"`
	Effects   []effect            `json:"effects"`
	Warnings  []string            `json:"warnings"`
	Mails     []Mail              `json:"mails"`
}

type effect struct {
	Kind   recruit.EffectKind `json:"kind"`
	Target string             `json:"target"`
	Waits  bool               `json:"waits"` // it would not happen at once; the warnings say why
}

// Print prints what a decision about one interview would do, which is its preview f, and that
// nothing was changed.
func Print(ctx context.Context, s *command.Session, f scheduling.Preview) error {
	mails, err := Mails(ctx, s, f)
	if err != nil {
		return err
	}
	i := f.Record.Interview
	all := shape{Preview: true, Interview: i.ID, Title: i.Title, Status: i.Status, Start: export.Time(i.Start), Minutes: jsonview.Minutes(i.Duration), Mails: Shape(mails), Effects: []effect{},
		Warnings: output.Each(f.Notes(), func(w scheduling.Warning) string { return w.Sentence })}
	for n, part := range [][]recruit.Effect{f.AtOnce(), f.Later()} {
		for _, e := range part {
			all.Effects = append(all.Effects, effect{e.Kind, e.Target, n == 1})
		}
	}
	return s.Print(all, func(w *output.Page) {
		what := recruit.Wall(i)
		if i.Status == recruit.Cancelled {
			what += ", cancelled"
		}
		w.Line("%s of %s: %s", i.Title, f.Record.Candidate.Name, what)
		Happens(w, f)
		for _, said := range all.Warnings {
			w.Line("Note: %s", said)
		}
		Write(w, mails)
		w.Line("")
		w.Line("Nothing was changed, and nothing was sent.")
	})
}

// Happens says how much a decision would do outside.
func Happens(w *output.Page, f scheduling.Preview) { w.Line("This would happen: %s.", Numbers(f)) }

// Numbers counts what a decision would do outside.
func Numbers(f scheduling.Preview) string {
	if len(f.Effects) == 0 {
		return "nothing outside"
	}
	return scheduling.Numbers(f.Effects)
}

// Flag is --preview of the commands that decide about one interview.
func Flag(c *cobra.Command) {
	c.Flags().Bool("preview", false, "show what would happen and each email as it would leave, and change nothing")
}

// Asked reports whether a command is only to show what it would do.
func Asked(c *cobra.Command) bool {
	see, err := c.Flags().GetBool("preview")
	return err == nil && see
}

// MailsFlag is --mails of commands that look at much at once.
func MailsFlag(c *cobra.Command, mails *bool, with string) {
	c.Flags().BoolVar(mails, "mails", false, "with "+with+", show each email as it would leave")
}
