package recruit_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestReminderDue holds who is still reminded right before the mail leaves.
func TestReminderDue(t *testing.T) {
	t.Parallel()
	start := time.Date(2027, 3, 2, 10, 0, 0, 0, time.UTC)
	at := start.Add(-time.Hour)
	for name, c := range map[string]struct {
		change func(*recruit.Record)
		after  time.Duration // since the moment that was meant
		due    bool
	}{
		"as planned":         {due: true},
		"said yes":           {change: func(r *recruit.Record) { r.People[0].Answer = recruit.Accepted }, due: true},
		"may come":           {change: func(r *recruit.Record) { r.People[0].Answer = recruit.Tentative }, due: true},
		"candidate declined": {change: func(r *recruit.Record) { r.People[0].Answer = recruit.Declined }},
		"panel declined":     {change: func(r *recruit.Record) { r.People[0].Answer, r.People[0].Audience = recruit.Declined, recruit.ToPanel }},
		"declined another time": {change: func(r *recruit.Record) {
			r.People[0].Said, r.People[0].Answer = recruit.Declined, recruit.NoAnswer
		}, due: true},
		"taken off":    {change: func(r *recruit.Record) { r.People[0].RemovedAt = at }},
		"erased":       {change: func(r *recruit.Record) { r.People[0].Address = "erased-0" }},
		"cancelled":    {change: func(r *recruit.Record) { r.Interview.Status = recruit.Cancelled }},
		"over":         {change: func(r *recruit.Record) { r.Interview.Status = recruit.Completed }},
		"a bit late":   {after: 20 * time.Minute, due: true},
		"far too late": {after: 40 * time.Minute},
		"begun":        {after: time.Hour},
	} {
		r := recruit.Record{Interview: recruit.Interview{Start: start, Status: recruit.Scheduled},
			People: []recruit.Participant{{Address: "priya@example.org", Audience: recruit.ToCandidate, Answer: recruit.NoAnswer}}}
		if c.change != nil {
			c.change(&r)
		}
		e := recruit.Effect{Kind: recruit.MailReminder, Target: "priya@example.org", RemindAt: at}
		if due := r.ReminderDue(e, at.Add(c.after)); due != c.due {
			t.Errorf("%s: due %v, want %v", name, due, c.due)
		}
	}
}

// TestJoinURLIsAlive holds that no link is offered that leads nowhere.
func TestJoinURLIsAlive(t *testing.T) {
	t.Parallel()
	const link = "https://zoom.us/j/82914375521?pwd=x"
	gone := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		i    recruit.Interview
		want string
	}{
		"there":               {recruit.Interview{Status: recruit.Scheduled, Meeting: &recruit.Meeting{ID: 1, JoinURL: link}}, link},
		"over":                {recruit.Interview{Status: recruit.Completed, Meeting: &recruit.Meeting{ID: 1, JoinURL: link}}, link},
		"cancelled":           {recruit.Interview{Status: recruit.Cancelled, Meeting: &recruit.Meeting{ID: 1, JoinURL: link}}, ""},
		"gone at Zoom":        {recruit.Interview{Status: recruit.Scheduled, Meeting: &recruit.Meeting{ID: 1, JoinURL: link, GoneAt: gone}}, ""},
		"other link":          {recruit.Interview{Status: recruit.Scheduled, Platform: recruit.OtherLink, Place: link}, link},
		"cancelled elsewhere": {recruit.Interview{Status: recruit.Cancelled, Platform: recruit.OtherLink, Place: link}, ""},
		"none yet":            {recruit.Interview{Status: recruit.Scheduled, Platform: recruit.Zoom}, ""},
	} {
		if got := c.i.JoinURL(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
