package draft

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/services"
)

// Reminders are when people are reminded of their interviews, as it is typed.
type Reminders struct{ Candidate, Panel Leads }

// Leads are when one audience is reminded.
type Leads struct {
	Off   bool
	Times string
}

// leadsOf proposes the usual times to whoever turns reminders on.
func leadsOf(leads, usual []time.Duration) Leads {
	if len(leads) == 0 {
		return Leads{Off: true, Times: recruit.FormatLeads(usual)}
	}
	return Leads{Times: recruit.FormatLeads(leads)}
}

// read reads what was typed; what is wrong with it belongs to the field called so.
func (l Leads) read(field string) ([]time.Duration, error) {
	if l.Off {
		return nil, nil
	}
	leads, err := recruit.ParseLeads(l.Times)
	switch {
	case err != nil:
		return nil, recruit.Invalid(field, "%s", recruit.Sentence(err))
	case len(leads) == 0:
		return nil, recruit.Invalid(field, "Reminders are on but have no times; write them as 24h, 1h or choose off.")
	}
	return leads, nil
}

// newReminders is when people are reminded, as it is typed.
func newReminders(r recruit.Reminders) *Sheet[Reminders] {
	usual := recruit.DefaultReminders()
	audience := func(name, label string, at func(*Reminders) *Leads) []Field[Reminders] {
		off := func(r Reminders) bool { return at(&r).Off }
		const written = "24h, 1h, 90m or 2d, separated by commas; at most four"
		return []Field[Reminders]{
			Either(Field[Reminders]{Name: name + "_on", Label: label, Alone: "Remind the " + name, Options: []Option{{"on", "on"}, {"off", "off"}}}, func(r *Reminders) *bool { return &at(r).Off }),
			{Name: name, Label: "How long before", Alone: label + ", how long before", Help: "Such as " + written + ".", Text: func(r *Reminders) *string { return &at(r).Times }, Unused: off,
				Check: func(typed string) error {
					_, err := Leads{Times: typed}.read(name)
					return err
				},
				Note: func(r Reminders) Note {
					if off(r) {
						return Note{Text: "is not used while they are off", Warns: true}
					}
					return Note{Text: written}
				}},
		}
	}
	return NewSheet(Reminders{leadsOf(r.Candidate, usual.Candidate), leadsOf(r.Panel, usual.Panel)},
		append(audience("candidate", "Candidate", func(r *Reminders) *Leads { return &r.Candidate }),
			audience("panel", "Panel", func(r *Reminders) *Leads { return &r.Panel })...))
}

// RemindersForm changes when people are reminded of their interviews.
func RemindersForm(svc *services.Services, actor recruit.Member, before recruit.Reminders) Form[Reminders] {
	return Form[Reminders]{Key: "reminders", Title: "Reminders", Sheet: newReminders(before),
		Intro: "Upcoming interviews follow: reminders not yet sent are rescheduled.",
		Save: func(ctx context.Context, typed Reminders) (said, warning string, err error) {
			candidate, err := typed.Candidate.read("candidate")
			if err != nil {
				return "", "", err
			}
			panel, err := typed.Panel.read("panel")
			if err != nil {
				return "", "", err
			}
			_, err = svc.SetReminders(ctx, actor, recruit.Reminders{Candidate: candidate, Panel: panel})
			return "Reminders saved; upcoming interviews follow them.", "", err
		}}
}
