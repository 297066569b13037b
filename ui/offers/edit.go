package offers

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit/flow"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// typed is what the form of an offer holds.
type typed struct {
	flow.Terms
	Subject, Text string
}

// edit opens the form of the email, and of how many times are offered until when.
func (b *sendBox) edit() tea.Cmd {
	l := b.offer.Seen.Letter
	d := &typed{Terms: b.terms, Subject: l.Subject, Text: strings.TrimRight(l.Text, "\n")}
	edited := b.offer
	read := func() (flow.Offer, error) {
		o := b.offer
		if d.Terms != b.terms {
			if err := d.Into(&o.Ask, b.app.Session().Now(), b.app.Session().Zone); err != nil {
				return o, err
			}
			if d.Count == "" {
				o.Ask.Count = b.asked.Count
			}
			if d.From+d.To == "" {
				o.Ask.From, o.Ask.To = b.asked.From, b.asked.To
			}
		}
		return o, o.Write(d.Subject, d.Text)
	}
	now := map[string]string{"count": d.Count, "from": d.From, "to": d.To, "until": d.Until, "subject": d.Subject, "text": d.Text}
	return forms.OpenBox(b.app, forms.FormSpec{
		Title: "What is sent", Note: b.note, Verb: "look at it", Draft: d, Room: 14, Keep: "offer-text-" + shell.RowKey(b.offer.Ask.Job), About: b.offer.Ask.Candidate,
		Fields: func(f *forms.Fields) []huh.Field {
			var rows []huh.Field
			if len(b.offer.Ask.Options) == 0 {
				rows = append(rows, f.Line("count", "How many", &d.Count).Optional().Proposing(strconv.Itoa(b.offer.Seen.Offer.Search.Count)),
					f.Line("from", "From", &d.From).Optional().Proposing("tomorrow"), f.Line("to", "To", &d.To).Optional().Proposing("as far as needed").Saying(forms.Says("a day, such as fri or 2 dec")))
			}
			return append(rows, f.Line("until", "Answer by", &d.Until).Optional().Proposing(b.app.Start(b.offer.Seen.Offer.Until)),
				f.Line("subject", "Subject", &d.Subject), f.Lines("text", "Text", &d.Text, 8).Saying(b.underText))
		},
		Check:  func() error { _, err := read(); return err },
		Theirs: func(context.Context) (forms.Theirs, error) { return forms.Theirs{Values: now, Adopt: func() {}}, nil },
		Save: func() func(context.Context) error {
			o, err := read()
			edited = o
			return func(context.Context) error { return err }
		},
		Saved: func() tea.Cmd {
			b.offer, b.terms = edited, d.Terms
			return b.look(false)
		},
	})
}

// underText says what stands for what in the text.
func (b *sendBox) underText() []forms.Hint {
	if b.offer.Page == "" {
		return []forms.Hint{{Tone: theme.Dim, Text: "The numbers are what the candidate answers with."}}
	}
	return []forms.Hint{{Tone: theme.Dim, Text: "{{link}} becomes the link to the page. The numbers are what the candidate answers with."}}
}
