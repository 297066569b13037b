package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/theme"
)

// editCandidate opens the form of a new candidate (ID 0) or of a known one;
// then goes on with who was saved.
func editCandidate(a *App, c recruit.Candidate, then func(recruit.Candidate) tea.Cmd) tea.Cmd {
	title, verb := "New candidate", "Added "
	if c.ID != 0 {
		title, verb = "Edit details", "Changed the details of "
	}
	d := draft.NewCandidate(c)
	desk, actor := a.desk(), a.Member()
	return openForm(a, formSpec{
		title: title, note: c.Name, draft: d, keep: "candidate", about: c.ID,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("name", "Name", &d.Name),
				f.line("email", "E-mail", &d.Email).proposing("invitations go there").saying(0, func() []hint {
					if address := sanitize.Address(d.Email); !sanitize.SameAddress(address, c.Email) {
						if cannot := mailable(a, address); cannot != nil {
							return []hint{{theme.Error, cannot.Error()}}
						}
					}
					if typed := strings.TrimSpace(d.Email); c.ID == 0 || c.Email == "" || typed == "" || sanitize.SameAddress(typed, c.Email) {
						return nil
					}
					return []hint{{theme.Dim, "invitations ahead move here; the old one is told"}}
				}),
				f.line("phone", "Phone", &d.Phone),
				f.zoneIfKnown("time_zone", "Time zone", &d.Zone),
				f.line("headline", "Headline", &d.Headline).proposing("present title and company"),
				f.line("tags", "Tags", &d.Tags).proposing("with commas between"),
				f.line("further_emails", "Further e-mail", &d.Emails).proposing("with commas between"),
				f.line("further_phones", "Further phone", &d.Phones).proposing("with commas between"),
				f.line("links", "Links", &d.Links).proposing("https://www.linkedin.com/in/priya"),
				f.line("location", "Location", &d.Location),
				f.line("origin", "Source", &d.Source).proposing("such as Referral"),
				f.lines("fields", "Own fields", &d.Fields, 4).saying(1, says("one NAME = VALUE on each line")),
				f.language("language", "Language", &d.Language, "of mails to them, such as de or German; empty means that of all mails"),
			}
		},
		theirs: func(ctx context.Context) (theirs, error) {
			now, err := desk.Store.Candidate(ctx, c.ID)
			return theirs{draft.NewCandidate(now).Values(), func() { c = now }}, err
		},
	}, saves[recruit.Candidate]{
		save: func() func(context.Context) (recruit.Candidate, error) {
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
		said: func(c recruit.Candidate) string { return verb + c.Name + "." }, then: then})
}
