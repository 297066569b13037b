package cli

import (
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// wrong turns what package when says about a text into an input error of a
// flag; the sentence names the choices where there are some.
func wrong(field string, err error) error {
	return &recruit.Problem{Kind: recruit.ErrInvalid, Field: field, Sentence: err.Error(), Cause: err}
}

// zone reads the name of a time zone, or of a city that stands for one.
func zone(name string) (*time.Location, error) {
	loc, err := timeparse.Zone(name)
	if err != nil {
		return nil, wrong("time_zone", err)
	}
	return loc, nil
}

// zoneName is like zone for a flag that may be left empty.
func zoneName(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	loc, err := zone(name)
	if err != nil {
		return "", err
	}
	return loc.String(), nil
}

// start reads when something begins, in the zone that was named, else in the
// fallback. The zone that comes back is the one that was meant.
func (p *program) start(text, named, fallback string) (time.Time, string, error) {
	if named == "" {
		named = fallback
	}
	loc, err := zone(named)
	if err != nil {
		return time.Time{}, "", err
	}
	m, err := timeparse.Parse(text, p.Now(), loc)
	if err != nil {
		return time.Time{}, "", wrong("start", err)
	}
	return m.Time, m.Zone.String(), nil
}

// duration reads how long something lasts.
func duration(text string) (time.Duration, error) {
	d, err := timeparse.ParseDuration(text)
	if err != nil {
		return 0, wrong("duration", err)
	}
	return d, nil
}

// edge reads one end of a range of days: a day such as 2026-12-01, yesterday or
// "2 weeks ago", which begins at midnight in the zone, or a time as in start. ""
// is no limit.
func (p *program) edge(field, text string, loc *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, loc); err == nil {
		return day, nil
	}
	m, err := timeparse.ParseDay(text, p.Now(), loc)
	if err != nil {
		return time.Time{}, wrong(field, err)
	}
	return m.Time, nil
}
