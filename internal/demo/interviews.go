package demo

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit"
)

// holdInterviews plans the interviews of the past: scheduled some days before,
// perhaps moved or cancelled, held, and noted.
func (f *filler) holdInterviews() {
	for n, m := range meetings {
		start := f.start(m)
		first := start
		if m.moved {
			first = start.AddDate(0, 0, -7)
		}
		f.work(first.AddDate(0, 0, -5), func(ctx context.Context) error { return f.invite(ctx, n, m, first) })
		if m.moved {
			f.work(first.AddDate(0, 0, -1), func(ctx context.Context) error {
				return f.settle(ctx)(f.schedule.Reschedule(ctx, f.members[m.organiser], f.held[n], 0, recruit.RescheduleRequest{Start: start, Reason: m.reason}, 0))
			})
		}
		if m.how == recruit.Cancelled {
			f.work(start.AddDate(0, 0, -1), func(ctx context.Context) error {
				return f.settle(ctx)(f.schedule.Cancel(ctx, f.members[m.organiser], f.held[n], 0, m.reason, 0))
			})
			continue
		}
		f.at(start.Add(m.length+5*time.Minute), func(ctx context.Context) error {
			_, err := f.schedule.Close(ctx, f.members[m.organiser], f.held[n], 0, m.how)
			return err
		})
		f.at(start.Add(m.length+40*time.Minute), func(ctx context.Context) error {
			return f.note(ctx, m.panel[0], m.applicant, m.note)
		})
	}
}

// start is when a meeting begins, on a working day.
func (f *filler) start(m meeting) time.Time {
	loc, err := time.LoadLocation(m.zone)
	if err != nil {
		loc = time.UTC
	}
	day := f.now.In(loc).AddDate(0, 0, -m.daysAgo)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, -1)
	}
	return time.Date(day.Year(), day.Month(), day.Day(), m.hour, m.min, 0, 0, loc)
}

// invite schedules meeting n at start.
func (f *filler) invite(ctx context.Context, n int, m meeting, start time.Time) error {
	d := recruit.ScheduleRequest{
		CandidateID: f.candidates[m.applicant].ID, JobID: f.jobs[applicants[m.applicant].job].ID,
		Title: m.title, Start: start, TimeZone: m.zone, Duration: m.length, Platform: m.platform, Place: m.place,
	}
	for _, p := range m.panel {
		d.Participants = append(d.Participants, team[p].Email)
	}
	r, err := f.schedule.Schedule(ctx, f.members[m.organiser], d, 0)
	f.held[n] = r.Interview.ID
	return f.settle(ctx)(r, err)
}

// settle notes that the mails of a change were sent a few seconds later, as the
// outbox does; no work is left over from the past.
func (f *filler) settle(ctx context.Context) func(recruit.Record, error) error {
	return func(r recruit.Record, err error) error {
		if err != nil {
			return err
		}
		_, err = f.sent(ctx, r)
		return err
	}
}

// sent is the record once the mails that were due have left.
func (f *filler) sent(ctx context.Context, r recruit.Record) (recruit.Record, error) {
	at := f.clock.Add(4 * time.Second)
	c := recruit.Commit{Interview: r.Interview, People: r.People}
	for _, e := range r.Pending() {
		if e.NextAttempt.After(at) { // a reminder, whose time may still come
			continue
		}
		f.mails++
		e.State, e.MaybeSent, e.Attempts, e.NextAttempt, e.DoneAt = recruit.Done, true, 1, time.Time{}, at
		e.MessageID = fmt.Sprintf("sample-%d@acme.example", f.mails)
		for i := range c.People {
			if c.People[i].Address == e.Target {
				c.People[i].LastMessageID = e.MessageID
			}
		}
		c.Effects = append(c.Effects, e)
		c.Activity = append(c.Activity, recruit.Activity{At: at, Actor: "recruitty", Action: string(e.Kind),
			CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID,
			Text: fmt.Sprintf("%s of %s handed to the mail server for %s", mailName(e.Kind), r.Interview.Title, e.Target)})
	}
	return f.store.Commit(ctx, c)
}

// mailName is what the log calls a mail.
func mailName(k recruit.EffectKind) string {
	switch k {
	case recruit.MailUpdate:
		return "Update"
	case recruit.MailCancel:
		return "Cancellation"
	}
	return "Invitation"
}
