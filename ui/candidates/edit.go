package candidates

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// EditCandidate opens the form of a new candidate (ID 0) or of a known one;
// Then goes on with who was saved.
func EditCandidate(a *shell.App, c recruit.Candidate, then func(recruit.Candidate) tea.Cmd) tea.Cmd {
	title, verb := "New candidate", "Added "
	if c.ID != 0 {
		title, verb = "Edit details", "Changed the details of "
	}
	d := draft.NewCandidate(c)
	desk, actor := a.Desk(), a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: title, Note: c.Name, Draft: d, Keep: "candidate", About: c.ID,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{
				f.Line("name", "Name", &d.Name),
				f.Line("email", "E-mail", &d.Email).Proposing("invitations go there").Saying(0, func() []forms.Hint {
					if address := sanitize.Address(d.Email); !sanitize.SameAddress(address, c.Email) {
						if cannot := interviews.Mailable(a, address); cannot != nil {
							return []forms.Hint{{Tone: theme.Error, Text: cannot.Error()}}
						}
					}
					if typed := strings.TrimSpace(d.Email); c.ID == 0 || c.Email == "" || typed == "" || sanitize.SameAddress(typed, c.Email) {
						return nil
					}
					return []forms.Hint{{Tone: theme.Dim, Text: "invitations ahead move here; the old one is told"}}
				}),
				f.Line("phone", "Phone", &d.Phone),
				f.ZoneIfKnown("time_zone", "Time zone", &d.Zone),
				f.Line("headline", "Headline", &d.Headline).Proposing("present title and company"),
				f.Line("tags", "Tags", &d.Tags).Proposing("with commas between"),
				f.Line("further_emails", "Further e-mail", &d.Emails).Proposing("with commas between"),
				f.Line("further_phones", "Further phone", &d.Phones).Proposing("with commas between"),
				f.Line("links", "Links", &d.Links).Proposing("https://www.linkedin.com/in/priya"),
				f.Line("location", "Location", &d.Location),
				f.Line("origin", "Source", &d.Source).Proposing("such as Referral"),
				f.Lines("fields", "Own fields", &d.Fields, 4).Saying(1, forms.Says("one NAME = VALUE on each line")),
				f.Language("language", "Language", &d.Language, "of mails to them, such as de or German; empty means that of all mails"),
			}
		},
		Theirs: func(ctx context.Context) (forms.Theirs, error) {
			now, err := desk.Store.Candidate(ctx, c.ID)
			return forms.Theirs{Values: draft.NewCandidate(now).Values(), Adopt: func() { c = now }}, err
		},
	}, forms.Saves[recruit.Candidate]{
		Save: func() func(context.Context) (recruit.Candidate, error) {
			next, err := d.Into(c)
			return func(ctx context.Context) (recruit.Candidate, error) {
				if err != nil {
					return next, err
				}
				if next.ID == 0 {
					return desk.Pipeline.Add(ctx, actor, next)
				}
				return desk.Pipeline.Update(ctx, actor, next)
			}
		},
		Said: func(c recruit.Candidate) string { return verb + c.Name + "." }, Then: then})
}
