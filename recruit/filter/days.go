package filter

import (
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// days reads the value of a field of days as the times from and to, to not included;
// zero is open. While it is typed, what cannot be read yet is none.
func (l Language) days(f Field, value string, open bool) (from, to time.Time, err error) {
	from, to, err = l.span(value, f.Past)
	if err != nil {
		if open {
			return time.Time{}, time.Time{}, nil
		}
		return from, to, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "query", Sentence: f.Name + ": " + err.Error(), Cause: err}
	}
	from, to = from.UTC(), to.UTC()
	switch f.Name {
	case "before":
		return time.Time{}, from, nil
	case "on":
		return from, to, nil
	}
	return from, time.Time{}, nil
}

// span is what a text names: a day, a minute of one, or a week or a month.
func (l Language) span(value string, past bool) (from, to time.Time, err error) {
	now := l.Now.In(l.Zone)
	today := midnight(now, 0)
	monday := midnight(now, -(int(now.Weekday())+6)%7)
	switch strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(value)) {
	case "week", "thisweek":
		return monday, midnight(monday, 7), nil
	case "nextweek":
		return midnight(monday, 7), midnight(monday, 14), nil
	case "lastweek":
		return midnight(monday, -7), monday, nil
	case "month", "thismonth":
		return month(today, 0), month(today, 1), nil
	case "nextmonth":
		return month(today, 1), month(today, 2), nil
	case "lastmonth":
		return month(today, -1), month(today, 0), nil
	case "now":
		return now, now.Add(time.Minute), nil
	}
	m, err := timeparse.ParseDay(value, l.Now, l.Zone)
	var year *timeparse.YearError
	switch {
	case errors.As(err, &year): // it is nearer behind than ahead
		m, err = timeparse.Moment{Time: year.Past, Zone: l.Zone, Timed: year.Past.Hour() != 0 || year.Past.Minute() != 0}, nil
	case err == nil && past && !m.YearTyped && m.Time.After(l.Now):
		if last, err := timeparse.ParseDay("last "+value, l.Now, l.Zone); err == nil {
			m = last
		}
	}
	if err != nil {
		return from, to, err
	}
	if m.Timed {
		return m.Time, m.Time.Add(time.Minute), nil
	}
	return m.Time, midnight(m.Time, 1), nil
}

// midnight is when the day that many days after t begins, where t is.
func midnight(t time.Time, days int) time.Time {
	return dayStart(t.Year(), t.Month(), t.Day()+days, t.Location())
}

// month is when the month that many months after t begins.
func month(t time.Time, months int) time.Time {
	return dayStart(t.Year(), t.Month()+time.Month(months), 1, t.Location())
}

// dayStart is when the clocks first show a day, also where they skip midnight.
func dayStart(year int, m time.Month, day int, zone *time.Location) time.Time {
	date := time.Date(year, m, day, 0, 0, 0, 0, time.UTC)
	at, err := timeparse.Resolve(timeparse.WallOf(date), zone)
	var gap *timeparse.GapError
	var fold *timeparse.FoldError
	switch {
	case errors.As(err, &gap):
		return gap.After
	case errors.As(err, &fold):
		return fold.First
	case err != nil:
		return time.Date(year, m, day, 0, 0, 0, 0, zone)
	}
	return at
}
