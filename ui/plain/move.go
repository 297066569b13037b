package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
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
	ahead, err := p.Desk.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: who.Candidate.ID, Status: recruit.Scheduled})
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
		items[n] = text.Line(i.Title) + ", " + p.reader().Start(i.Start)
		if i.ID == p.interview {
			kept = n
		}
	}
	n, err := p.choose(ctx, "Which interview", items, kept)
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
	p.tell("Reschedule Interview Event, %s, %s.", text.Line(r.Candidate.Name), text.Line(r.Interview.Title))
	p.tell("Now: %s.", spoken(p.reader().When(r.Interview)))
	p.early(ctx, r, r.Interview.Platform)
	m := draft.NewMove(r, p.Member.Location(), p.Now(), p.reader().Clock)
	return p.changes(ctx, &deciding{
		record: &r, fields: p.moveFields(m, r),
		read: func() (flow.Decision, error) {
			to, err := m.Read(p.Now())
			return &flow.Reschedule{By: p.by(), Interview: flow.Of(r), Move: to}, err
		},
		says: func(f scheduling.Preview) {
			p.tell("From: %s.", spoken(p.reader().When(r.Interview)))
			p.tell("To: %s.", spoken(p.reader().When(f.Record.Interview)))
			p.foreseen(f)
		},
	}, "reschedule", m.Values, m.Fill)
}

// moveFields are the questions of Reschedule Interview Event.
func (p *plain) moveFields(d *draft.Move, r recruit.Record) []field {
	return []field{
		{"time_zone", "Time Zone", !zoned(d.Zone), func(ctx context.Context) error {
			return p.ask(ctx, question{label: "Time Zone", kept: d.Zone, value: &d.Zone, help: zoneHelp, take: p.zone(&d.Zone)})
		}},
		{"date", "Event Date", true, func(ctx context.Context) error {
			return p.ask(ctx, question{label: "Event Date", kept: d.Date, value: &d.Date, help: "Such as 2026-12-01, 1 dec, tue or tomorrow; with the time, such as tue 10am.", take: func(v string) error {
				return p.moveDate(ctx, d, r, v)
			}})
		}},
		{"start", "Interview Time", true, func(ctx context.Context) error {
			return p.ask(ctx, question{label: "Interview Time, " + timeparse.City(d.Zone, p.Now()) + " time", kept: d.Time, value: &d.Time, help: "Such as 14:30 or 2:30 pm.", take: func(v string) error {
				at, typed, err := p.moment(ctx, d.Date+" "+v, d.Zone)
				if err != nil {
					return err
				}
				if d.Time = v; typed != d.Date+" "+v { // chosen among two
					d.Date, d.Time = at.Time.Format("2006-01-02"), at.Time.Format("15:04 -07:00")
				}
				p.tell("%s.", spoken(p.reader().Agreed(at.Time, r.Candidate)))
				return nil
			}})
		}},
		{"duration", "Event Duration", true, func(ctx context.Context) error {
			return p.ask(ctx, question{label: "Event Duration", kept: d.Duration, value: &d.Duration, help: "Such as 45 min, or 1h15.", take: func(v string) error {
				if _, err := timeparse.ParseDuration(v); err != nil {
					return recruit.Invalid("duration", "%s", err)
				}
				d.Duration = v
				return nil
			}})
		}},
		{"reason", "Reason", true, p.reason(&d.Reason)},
	}
}

// moveDate takes the answer about the date, which may name the time with it.
func (p *plain) moveDate(ctx context.Context, d *draft.Move, r recruit.Record, v string) error {
	if timeparse.HasTime(v) {
		at, typed, err := p.moment(ctx, v, d.Zone)
		if err != nil {
			return err
		}
		d.Date = typed
		d.Settle(p.Now(), p.reader().Clock)
		p.tell("%s. That is the time, too; the next question keeps it with enter.", spoken(p.reader().Agreed(at.Time, r.Candidate)))
		return nil
	}
	loc, err := timeparse.Zone(d.Zone)
	if err != nil {
		return recruit.Invalid("time_zone", "%s", err)
	}
	_, err = timeparse.ParseDay(v, p.Now(), loc)
	if c, open := timeparse.ChoiceOf(err); open {
		p.tell("%s", text.Line(c.Why))
		days := []string{c.First.In(c.Zone).Format("2 January 2006"), c.Second.In(c.Zone).Format("2 January 2006")}
		n, err := p.choose(ctx, "Which one", days, -1)
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
		return p.ask(ctx, question{label: "Reason", kept: *value, empty: true, help: "Everybody who is told reads it.", take: func(v string) error {
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
		record: &r, brief: true, fields: []field{{"reason", "Reason", true, p.reason(&reason)}},
		read: func() (flow.Decision, error) {
			return &flow.Cancel{By: p.by(), Interview: flow.Of(r), Reason: reason}, nil
		},
		says: func(f scheduling.Preview) {
			p.tell("Cancel %s with %s, %s?", text.Line(r.Interview.Title), text.Line(r.Candidate.Name), spoken(p.reader().When(r.Interview)))
			p.warn(f.Notes(), "")
			p.tell("%s", wording.End(f))
		},
	}, "cancel", func() map[string]string { return map[string]string{"reason": reason} }, func(v map[string]string) { reason = v["reason"] })
}
