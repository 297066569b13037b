package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// changeable reads the open candidate's interview that is to be changed.
func (p *plain) changeable(ctx context.Context) (recruit.Record, error) {
	if err := p.allow(recruit.ToSchedule); err != nil {
		return recruit.Record{}, err
	}
	id, err := p.whichInterview(ctx)
	if err != nil {
		return recruit.Record{}, err
	}
	return p.mine(ctx, id)
}

// whichInterview is the open candidate's interview, chosen by the person where
// several are ahead.
func (p *plain) whichInterview(ctx context.Context) (recruit.InterviewID, error) {
	who, err := p.opened(ctx)
	if err != nil {
		return 0, err
	}
	ahead, err := p.Services.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: who.Candidate.ID, Status: recruit.Scheduled})
	if err != nil {
		return 0, err
	}
	if len(ahead) == 0 {
		return 0, recruit.Refused("%s has no interview that could be changed.", text.Line(who.Candidate.Name))
	}
	if len(ahead) == 1 {
		return ahead[0].ID, nil
	}
	items, kept := make([]string, len(ahead)), -1
	for n, i := range ahead {
		items[n] = text.Line(i.Title) + ", " + p.Reader().Start(i.Start)
		if i.ID == p.interview {
			kept = n
		}
	}
	n, err := p.Choose(ctx, "Which interview", items, kept)
	if err != nil {
		return 0, err
	}
	return ahead[n].ID, nil
}

// reschedule moves an interview (R7): date, time and duration.
func (p *plain) reschedule(ctx context.Context, _ string) error {
	r, err := p.changeable(ctx)
	if err != nil {
		return p.unchanged(err)
	}
	p.Tell("Reschedule Interview Event, %s, %s.", text.Line(r.Candidate.Name), text.Line(r.Interview.Title))
	p.Tell("Now: %s.", talk.Spoken(p.Reader().When(r.Interview)))
	p.early(ctx, r, r.Interview.Platform)
	m := draft.NewMove(r, p.Member.Location(), p.Now(), p.Reader().Clock)
	return p.changes(ctx, &deciding{
		record: &r, fields: p.moveFields(m, r),
		read: func() (flow.Decision, error) {
			to, err := m.Read(p.Now())
			return &flow.Reschedule{By: p.by(), Interview: flow.Of(r), Move: to}, err
		},
		says: func(f scheduling.Preview) {
			p.Tell("From: %s.", talk.Spoken(p.Reader().When(r.Interview)))
			p.Tell("To: %s.", talk.Spoken(p.Reader().When(f.Record.Interview)))
			p.foreseen(f)
		},
	}, "reschedule", m.Values, m.Fill)
}

// moveFields are the questions of Reschedule Interview Event.
func (p *plain) moveFields(d *draft.Move, r recruit.Record) []talk.Field {
	return []talk.Field{
		{Name: "time_zone", Label: "Time Zone", Asked: !talk.Zoned(d.Zone), Ask: func(ctx context.Context) error {
			return p.Ask(ctx, talk.Question{Label: "Time Zone", Kept: d.Zone, Value: &d.Zone, Help: talk.ZoneHelp, Take: p.TakeZone(&d.Zone)})
		}},
		{Name: "date", Label: "Event Date", Asked: true, Ask: func(ctx context.Context) error {
			return p.Ask(ctx, talk.Question{Label: "Event Date", Kept: d.Date, Value: &d.Date, Help: "Such as 2026-12-01, 1 dec, tue or tomorrow; with the time, such as tue 10am.", Take: func(v string) error {
				return p.moveDate(ctx, d, r, v)
			}})
		}},
		{Name: "start", Label: "Interview Time", Asked: true, Ask: func(ctx context.Context) error {
			return p.Ask(ctx, talk.Question{Label: "Interview Time, " + timeparse.City(d.Zone, p.Now()) + " time", Kept: d.Time, Value: &d.Time, Help: "Such as 14:30 or 2:30 pm.", Take: func(v string) error {
				at, typed, err := p.Moment(ctx, d.Date+" "+v, d.Zone)
				if err != nil {
					return err
				}
				if d.Time = v; typed != d.Date+" "+v { // chosen among two
					d.Date, d.Time = at.Time.Format("2006-01-02"), at.Time.Format("15:04 -07:00")
				}
				p.Tell("%s.", talk.Spoken(p.Reader().Agreed(at.Time, r.Candidate)))
				return nil
			}})
		}},
		{Name: "duration", Label: "Event Duration", Asked: true, Ask: func(ctx context.Context) error {
			return p.Ask(ctx, talk.Question{Label: "Event Duration", Kept: d.Duration, Value: &d.Duration, Help: "Such as 45 min, or 1h15.", Take: func(v string) error {
				if _, err := timeparse.ParseDuration(v); err != nil {
					return recruit.Invalid("duration", "%s", err)
				}
				d.Duration = v
				return nil
			}})
		}},
		{Name: "reason", Label: "Reason", Asked: true, Ask: p.reason(&d.Reason)},
	}
}

// moveDate takes the answer about the date, which may name the time with it.
func (p *plain) moveDate(ctx context.Context, d *draft.Move, r recruit.Record, v string) error {
	if timeparse.HasTime(v) {
		at, typed, err := p.Moment(ctx, v, d.Zone)
		if err != nil {
			return err
		}
		d.Date = typed
		d.Settle(p.Now(), p.Reader().Clock)
		p.Tell("%s. That is the time, too; the next question keeps it with enter.", talk.Spoken(p.Reader().Agreed(at.Time, r.Candidate)))
		return nil
	}
	loc, err := timeparse.Zone(d.Zone)
	if err != nil {
		return recruit.Invalid("time_zone", "%s", err)
	}
	_, err = timeparse.ParseDay(v, p.Now(), loc)
	if c, open := timeparse.ChoiceOf(err); open {
		p.Tell("%s", text.Line(c.Why))
		days := []string{timeparse.Date(c.First.In(c.Zone)), timeparse.Date(c.Second.In(c.Zone))}
		n, err := p.Choose(ctx, "Which one", days, -1)
		if err != nil {
			return err
		}
		v, err = days[n], nil
	}
	if err != nil {
		return recruit.Invalid("date", "%s", err)
	}
	d.Date = v
	return nil
}

// reason asks why; everybody who is told reads it.
func (p *plain) reason(value *string) func(context.Context) error {
	return func(ctx context.Context) error {
		return p.Ask(ctx, talk.Question{Label: "Reason", Kept: *value, Empty: true, Help: recruit.Capital(wording.WhoSeesReason) + ".", Take: func(v string) error {
			*value = v
			return nil
		}})
	}
}

// cancel calls an interview off (R8), and says first what will happen.
func (p *plain) cancel(ctx context.Context, _ string) error {
	r, err := p.changeable(ctx)
	if err != nil {
		return p.unchanged(err)
	}
	return p.callOff(ctx, r)
}

// callOff cancels an interview that the member may change.
func (p *plain) callOff(ctx context.Context, r recruit.Record) error {
	reason := ""
	return p.changes(ctx, &deciding{
		record: &r, brief: true, fields: []talk.Field{{Name: "reason", Label: "Reason", Asked: true, Ask: p.reason(&reason)}},
		read: func() (flow.Decision, error) {
			return &flow.Cancel{By: p.by(), Interview: flow.Of(r), Reason: reason}, nil
		},
		says: func(f scheduling.Preview) {
			p.Tell("Cancel %s with %s, %s?", text.Line(r.Interview.Title), text.Line(r.Candidate.Name), talk.Spoken(p.Reader().When(r.Interview)))
			p.warn(f.Notes(), "")
			p.Tell("%s", wording.End(f))
		},
	}, "cancel", func() map[string]string { return map[string]string{"reason": reason} }, func(v map[string]string) { reason = v["reason"] })
}
