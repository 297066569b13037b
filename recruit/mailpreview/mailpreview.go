// Package mailpreview has the mails of a decision written before it is made, just as they
// would leave. The screen, plain lines and commands show them out of it.
package mailpreview

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// Most is how many mails are written at most for a person who reads them one after the
// other. How many more there are is said.
const Most = 40

// Mail is a mail as it would leave.
type Mail struct {
	Kind recruit.EffectKind
	// Of is the interview that it is about; zero for a mail about none.
	Of recruit.Interview
	To recruit.Participant
	// Also are those who get the same words, but for the names in them: each is greeted by
	// their own, and told of the others.
	Also []recruit.Participant
	recruit.TemplatePreview
	Err error // why it cannot be shown
}

// Shower writes a mail that is planned; the outbox does.
type Shower interface {
	Show(ctx context.Context, r recruit.Record, e recruit.Effect, columns int) (recruit.TemplatePreview, error)
}

// Read writes the mails of previews, those to the candidate first within each, and those
// that say the same to several as one. At most so many are written, 0 for all of them; left
// is how many people get one that was not. Plain text has lines of so many columns, 0 for
// those of the mail itself.
func Read(ctx context.Context, from Shower, all []scheduling.Preview, most, columns int) (mails []Mail, left int, err error) {
	for _, f := range withThoseAlong(all) {
		var own []Mail
		for _, e := range inTurn(f) {
			if most > 0 && len(mails)+len(own) >= most {
				left++
				continue
			}
			to, _ := f.Record.Person(e.Target)
			m := Mail{Kind: e.Kind, Of: f.Record.Interview, To: to}
			if m.TemplatePreview, m.Err = from.Show(ctx, f.Record, e, columns); ctx.Err() != nil {
				return nil, 0, ctx.Err()
			}
			same := slices.IndexFunc(own, func(o Mail) bool {
				return o.Err == nil && m.Err == nil && o.says(f.Record.People) == m.says(f.Record.People)
			})
			if same >= 0 {
				own[same].Also = append(own[same].Also, to)
				continue
			}
			own = append(own, m)
		}
		mails = append(mails, own...)
	}
	return mails, left, nil
}

// withThoseAlong puts behind each preview those of the interviews that it changes besides.
func withThoseAlong(all []scheduling.Preview) []scheduling.Preview {
	var out []scheduling.Preview
	for _, f := range all {
		out = append(append(out, f), f.Along...)
	}
	return out
}

// inTurn are the mails that a decision calls for, those to the candidate first.
func inTurn(f scheduling.Preview) []recruit.Effect {
	var all []recruit.Effect
	for _, e := range f.Effects {
		if _, known := f.Record.Person(e.Target); known && e.Kind.IsMail() {
			all = append(all, e)
		}
	}
	place := func(e recruit.Effect) int {
		to, _ := f.Record.Person(e.Target)
		return slices.Index([]recruit.Audience{recruit.ToCandidate, recruit.ToPanel, recruit.ToOrganiser}, to.Audience)
	}
	slices.SortStableFunc(all, func(a, b recruit.Effect) int { return place(a) - place(b) })
	return all
}

// said is what a mail says, whoever it names.
type said struct {
	audience              recruit.Audience
	kind                  recruit.EffectKind
	subject, text, method string
}

// says is what two mails have in common that say the same: all but the names of who takes
// part, for each is greeted by their own and told of the others.
func (m Mail) says(people []recruit.Participant) said {
	return said{m.To.Audience, m.Kind, m.Subject, Nameless(m.Text, people), m.Method}
}

// Nameless is a text without the names and addresses of people, however its lines are
// broken.
func Nameless(words string, people []recruit.Participant) string {
	words = strings.Join(strings.Fields(words), " ")
	for _, p := range people {
		first, _, _ := strings.Cut(p.Name, " ")
		for _, name := range []string{p.Name, first, p.Address} {
			if name != "" {
				words = strings.ReplaceAll(words, name, "*")
			}
		}
	}
	return words
}

// Calendar says what the mail does in the calendar of who reads it, "" for nothing.
func (m Mail) Calendar() string {
	switch m.Method {
	case "REQUEST":
		return "puts it in, or changes it there (REQUEST)"
	case "CANCEL":
		return "takes it out (CANCEL)"
	case "DECLINECOUNTER":
		return "refuses the other time (DECLINECOUNTER)"
	}
	return ""
}

// Readers are who gets it, as "Priya Raman <priya@example.com>".
func (m Mail) Readers() []string {
	var all []string
	for _, p := range append([]recruit.Participant{m.To}, m.Also...) {
		one := p.Address
		if p.Name != "" {
			one = p.Name + " <" + one + ">"
		}
		all = append(all, one)
	}
	return all
}

// Field is a line of the head of a mail. Its text may be foreign, as names are.
type Field struct{ Label, Text string }

// Head is what stands over the text of a mail; a mail that cannot be shown has no subject.
func (m Mail) Head() []Field {
	head := []Field{{"To", strings.Join(m.Readers(), ", ")}}
	if m.Err != nil {
		return head
	}
	head = append(head, Field{"Subject", m.Subject})
	if calendar := m.Calendar(); calendar != "" {
		head = append(head, Field{"Calendar", calendar})
	}
	for n, name := range m.Files {
		label := ""
		if n == 0 {
			label = "Files"
		}
		head = append(head, Field{label, name})
	}
	return head
}

// Body is the text of a mail, or why it cannot be shown.
func (m Mail) Body() string {
	if m.Err != nil {
		return recruit.Sentence(m.Err)
	}
	return strings.TrimSpace(m.Text)
}
