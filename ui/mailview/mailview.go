// Package mailview shows the mails of a decision before it is made: what each kind of reader
// will get, as it would leave.
package mailview

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Most is how many mails are shown: one to each kind of reader, for each kind of mail.
const Most = 8

// columns is how wide a mail is written at most, so that it is read with ease.
const columns = 76

// Mail is a mail as it would leave, and to how many more people the same one goes.
type Mail struct {
	Effect recruit.Effect
	To     recruit.Participant
	Also   int
	recruit.TemplatePreview
	Files []recruit.File
	Err   error // why it cannot be shown
}

// Shower writes a mail that is planned; the outbox does.
type Shower interface {
	Show(ctx context.Context, r recruit.Record, e recruit.Effect, columns int) (recruit.TemplatePreview, error)
}

// Read writes the mails of a preview, those to the candidate first. Readers of the same kind
// get the same words but for their own hour and name: one of them stands for all.
func Read(ctx context.Context, from Shower, f scheduling.Preview, width int) ([]Mail, error) {
	var all []Mail
	for _, e := range f.Effects {
		to, known := f.Record.Person(e.Target)
		if !e.Kind.IsMail() || !known {
			continue
		}
		same := slices.IndexFunc(all, func(m Mail) bool { return m.Effect.Kind == e.Kind && m.To.Audience == to.Audience })
		if same >= 0 {
			all[same].Also++
			continue
		}
		all = append(all, Mail{Effect: e, To: to})
	}
	slices.SortStableFunc(all, func(a, b Mail) int { return order(a.To.Audience) - order(b.To.Audience) })
	all = all[:min(len(all), Most)]
	for i := range all {
		m := &all[i]
		if m.TemplatePreview, m.Err = from.Show(ctx, f.Record, m.Effect, min(max(width, 20), columns)); ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if m.Effect.Kind != recruit.MailInvite && m.Effect.Kind != recruit.MailUpdate {
			continue
		}
		for _, file := range f.Record.Files {
			if file.Everyone || m.To.Audience != recruit.ToCandidate {
				m.Files = append(m.Files, file)
			}
		}
	}
	return all, nil
}

func order(a recruit.Audience) int {
	return slices.Index([]recruit.Audience{recruit.ToCandidate, recruit.ToPanel, recruit.ToOrganiser}, a)
}

// Whom says whose mail it is: "the candidate", "the panel", "yourself".
func (m Mail) Whom() string {
	switch m.To.Audience {
	case recruit.ToPanel:
		return "the panel"
	case recruit.ToOrganiser:
		return "the organiser"
	}
	return "the candidate"
}

// Line is the mail in a line of a preview: to whom it goes, and its subject.
func (m Mail) Line() string {
	if m.Err != nil {
		return "Mail to " + m.Whom() + ": " + text.Line(recruit.Sentence(m.Err))
	}
	return "Mail to " + m.Whom() + ": “" + text.Line(m.Subject) + "”"
}

// Draw draws the whole mail in lines of w cells.
func (m Mail) Draw(a *shell.App, w int) string {
	s, g := a.Styles(), a.Grid()
	const labels = 9
	var lines []string
	field := func(label, words string) {
		for i, line := range strings.Split(g.Wrap(words, max(w-labels, 10)), "\n") {
			if i > 0 {
				label = ""
			}
			lines = append(lines, s.Dim.Render(g.Pad(label, labels))+s.Text.Render(line))
		}
	}
	to := text.Line(m.To.Address)
	if m.To.Name != "" {
		to = text.Line(m.To.Name) + " <" + to + ">"
	}
	if m.Also > 0 {
		to += ", and the same to " + wording.Counted(m.Also, "more reader") + " in their own hour"
	}
	field("To", to)
	if m.Err != nil {
		return strings.Join(append(lines, "", s.Tone(theme.Error).Render(g.Wrap(s.Signs.Error+" "+text.Line(recruit.Sentence(m.Err)), w))), "\n")
	}
	field("Subject", text.Line(m.Subject))
	for i, file := range m.Files {
		label := ""
		if i == 0 {
			label = "Files"
		}
		field(label, text.Line(file.Name)+", "+recruit.Size(file.Size))
	}
	lines = append(lines, "")
	for line := range strings.SplitSeq(strings.TrimSpace(text.Block(m.Text)), "\n") {
		lines = append(lines, g.Wrap(line, max(w, 10)))
	}
	return strings.Join(lines, "\n")
}
