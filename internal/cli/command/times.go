package command

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// Wrong turns what package timeparse says about a text into an input error of a
// flag; the sentence names the choices where there are some.
func Wrong(field string, err error) error {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: field, Sentence: err.Error(), Cause: err}
}

// Zone reads the name of a time zone, or of a city that stands for one.
func Zone(name string) (*time.Location, error) {
	loc, err := timeparse.Zone(name)
	if err != nil {
		return nil, Wrong("time_zone", err)
	}
	return loc, nil
}

// ZoneName is like Zone for a flag that may be left empty.
func ZoneName(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	loc, err := Zone(name)
	if err != nil {
		return "", err
	}
	return loc.String(), nil
}

// Start reads when something begins, in the zone that was named, else in the
// fallback. The zone that comes back is the one that was meant.
func (p *Program) Start(text, named, fallback string) (time.Time, string, error) {
	if named == "" {
		named = fallback
	}
	loc, err := Zone(named)
	if err != nil {
		return time.Time{}, "", err
	}
	m, err := timeparse.Parse(text, p.Now(), loc)
	if err != nil {
		return time.Time{}, "", Wrong("start", err)
	}
	return m.Time, m.Zone.String(), nil
}

// Duration reads how long something lasts.
func Duration(text string) (time.Duration, error) {
	d, err := timeparse.ParseDuration(text)
	if err != nil {
		return 0, Wrong("duration", err)
	}
	return d, nil
}

// Edge reads one end of a range of days: a day such as 2026-12-01, yesterday or
// "2 weeks ago", which begins at midnight in the zone, or a time as in Start. ""
// is no limit.
func (p *Program) Edge(field, text string, loc *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, loc); err == nil {
		return day, nil
	}
	m, err := timeparse.ParseDay(text, p.Now(), loc)
	if err != nil {
		return time.Time{}, Wrong(field, err)
	}
	return m.Time, nil
}

// Moment writes an instant shortly in the acting member's zone: "Tue 1 Dec 10:00", with
// the year where it is not this one.
func (s *Session) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return timeparse.Near(t.In(s.Actor.Location()), s.Now())
}
