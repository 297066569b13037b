package settings

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
)

// remindedWords says when an audience is reminded.
func remindedWords(leads []time.Duration) string {
	if len(leads) == 0 {
		return "never"
	}
	return recruit.FormatLeads(leads) + " before an interview"
}

// leadsDraft is what the form holds of one audience's reminders.
type leadsDraft struct{ On, Times string }

// Whether an audience is reminded.
const (
	reminded    = "on"
	notReminded = "off"
)

// draftOfLeads proposes the usual times to whoever turns reminders on.
func draftOfLeads(leads, usual []time.Duration) leadsDraft {
	if len(leads) == 0 {
		return leadsDraft{On: notReminded, Times: recruit.FormatLeads(usual)}
	}
	return leadsDraft{On: reminded, Times: recruit.FormatLeads(leads)}
}

// leads reads the draft; what is wrong with it belongs to the field called so.
func (d leadsDraft) leads(field string) ([]time.Duration, error) {
	if d.On == notReminded {
		return nil, nil
	}
	leads, err := recruit.ParseLeads(d.Times)
	switch {
	case err != nil:
		return nil, recruit.Invalid(field, "%s", recruit.Sentence(err))
	case len(leads) == 0:
		return nil, recruit.Invalid(field, "Reminders are on but have no times; write them as 24h, 1h or choose off.")
	}
	return leads, nil
}

// editReminders changes when people are reminded of their interviews.
func editReminders(a *shell.App, before recruit.Reminders) tea.Cmd {
	usual := recruit.DefaultReminders()
	d := &struct{ Candidate, Panel leadsDraft }{draftOfLeads(before.Candidate, usual.Candidate), draftOfLeads(before.Panel, usual.Panel)}
	desk, actor := a.Desk(), a.Member()
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Reminders", Draft: d, Keep: "reminders", Room: 18,
		Intro: "Interviews to come follow: reminders that have not left are planned anew.",
		Fields: func(f *forms.Fields) []huh.Field {
			options := []forms.Option{{Value: reminded, Label: "on"}, {Value: notReminded, Label: "off"}}
			var rows []huh.Field
			for _, of := range []struct {
				name, label string
				leads       *leadsDraft
			}{{"candidate", "Candidate", &d.Candidate}, {"panel", "Panel", &d.Panel}} {
				rows = append(rows, f.Radio(of.name+"_on", of.label, &of.leads.On, options),
					f.Line(of.name, "How long before", &of.leads.Times).Saying(1, func() []forms.Hint {
						if of.leads.On == notReminded {
							return forms.Says("is not used while they are off")()
						}
						return forms.Says("24h, 1h, 90m or 2d, with commas; at most four")()
					}))
			}
			return rows
		},
		Save: func() func(context.Context) error {
			candidate, err := d.Candidate.leads("candidate")
			panel, wrong := d.Panel.leads("panel")
			if err == nil {
				err = wrong
			}
			return func(ctx context.Context) error {
				if err != nil {
					return err
				}
				if err := desk.Settings.SetReminders(ctx, actor, recruit.Reminders{Candidate: candidate, Panel: panel}); err != nil {
					return err
				}
				_, err := desk.Scheduling.RemindAnew(ctx, actor)
				return err
			}
		},
		Saved: shell.SettingsSaved(a, "Reminders saved; interviews to come follow them."),
	})
}
