package demo

import (
	"context"

	"recruitty/recruit/hours"
)

// ruled is what someone has set about their time, as they would type it.
type ruled struct {
	mailbox            string
	working, preferred string
	holidays           string // a code, "" for what the workspace says
	perDay, perWeek    int    // 0 for what the workspace says
	// offIn and offFor are time off: in how many days from now, for how many days.
	offIn, offFor int
}

var rules = [...]ruled{
	{mailbox: "robin", working: "Mon-Thu 9:00-18:00, Fri 9:00-14:00", holidays: "FR"},
	{mailbox: "ines", working: "Mon-Fri 9:00-12:30 14:00-18:30"},
	{mailbox: "priya", working: "Mon-Fri 10:00-19:30", preferred: "Mon-Fri 12:00-17:00", perDay: 2},
	{mailbox: "haru", working: "Mon-Fri 9:30-18:30", holidays: "JP"},
	{mailbox: "sam", working: "Mon-Fri 8:00-16:30", holidays: "US"},
	{mailbox: "clemence", holidays: "FR", offIn: 6, offFor: 5},
	{mailbox: "eszter", offIn: 9, offFor: 3},
	{mailbox: "bjarni", working: "Mon-Fri 9:00-17:00", offIn: 20, offFor: 8},
	{mailbox: "farhad", working: "Mon-Thu 8:30-18:30", holidays: "DE-BE"},
	{mailbox: "greta", holidays: "DE-BY", perDay: 1},
	{mailbox: "jacinta", working: "Mon-Fri 9:00-12:30 14:00-18:00", holidays: "GB", perWeek: 4},
	{mailbox: "adaeze", preferred: "Tue-Thu 10:00-15:00", perWeek: 3},
	{mailbox: "yael", working: "Sun-Thu 9:00-18:00"},
	{mailbox: "vivienne", preferred: "daily 9:00-12:00", holidays: "NL"},
	{mailbox: "willemjan", holidays: "NL", offIn: 2, offFor: 1},
	{mailbox: "marek", working: "Mon-Fri 7:00-15:00", holidays: "PL"},
}

// set turns what was typed into rules.
func (r ruled) set(today hours.Date) (hours.Rules, error) {
	var out hours.Rules
	for _, typed := range []struct {
		text string
		into **hours.Week
	}{{r.working, &out.Working}, {r.preferred, &out.Preferred}} {
		if typed.text == "" {
			continue
		}
		week, err := hours.ParseWeek(typed.text)
		if err != nil {
			return out, err
		}
		*typed.into = &week
	}
	if r.holidays != "" {
		out.Holidays = &r.holidays
	}
	if r.perDay > 0 {
		out.PerDay = &r.perDay
	}
	if r.perWeek > 0 {
		out.PerWeek = &r.perWeek
	}
	if r.offFor > 0 {
		first := today.AddDays(r.offIn)
		out.Off = []hours.TimeOff{{First: first, Last: first.AddDays(r.offFor - 1)}}
	}
	return out, nil
}

// setHours says when the company works, and who has set what else.
func (f *filler) setHours() {
	f.work(f.ago(36, 20), func(ctx context.Context) error {
		after, day, week := 10, 3, 8
		return f.free.SetWorkspaceHours(ctx, f.members[0], hours.Rules{After: &after, PerDay: &day, PerWeek: &week})
	})
	for n, r := range rules {
		f.work(f.ago(29, 300-10*n), func(ctx context.Context) error {
			m := f.members[named(r.mailbox)]
			to, err := r.set(hours.DateOf(f.now))
			if err == nil {
				_, err = f.free.SetMemberHours(ctx, m, m.ID, to, 0)
			}
			return err
		})
	}
}
