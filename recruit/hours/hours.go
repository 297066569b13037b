package hours

import (
	"fmt"
	"slices"
	"time"
)

// Minute is a time on the clock, in minutes after midnight; 24:00 is 1440.
type Minute int

// day is how many minutes a day on the clock has.
const day Minute = 24 * 60

// String is the time as "9:00".
func (m Minute) String() string { return fmt.Sprintf("%d:%02d", int(m)/60, int(m)%60) }

// Span is a part of a day on the clock, from From until just before To. The zero Span
// is none.
type Span struct{ From, To Minute }

// Empty reports whether it is no time at all.
func (s Span) Empty() bool { return s.To <= s.From }

// String is the span as "9:00-12:30", or "none".
func (s Span) String() string {
	if s.Empty() {
		return "none"
	}
	return s.From.String() + "-" + s.To.String()
}

// Week is what belongs to each weekday, by time.Weekday: spans in order that neither
// overlap nor touch.
type Week [7][]Span

// Limits of what one may set.
const (
	maxSpans  = 6             // on one day
	maxBuffer = 4 * time.Hour // before or after an interview
	maxPerDay = 24            // interviews
	maxOff    = 200           // stretches of time off
)

// Rules are what someone has set. A nil field is not set: it is what the rules below
// say, those of the workspace below a member's.
type Rules struct {
	Working   *Week   `json:"working,omitempty"`
	Preferred *Week   `json:"preferred,omitempty"` // empty prefers nothing
	Lunch     *Span   `json:"lunch,omitempty"`     // empty is no lunch
	Before    *int    `json:"before,omitempty"`    // minutes to be left free before an interview
	After     *int    `json:"after,omitempty"`     // minutes to be left free after one
	PerDay    *int    `json:"per_day,omitempty"`   // the most interviews on a day; 0 is no limit
	PerWeek   *int    `json:"per_week,omitempty"`  // the most from Monday to Sunday; 0 is no limit
	Holidays  *string `json:"holidays,omitempty"`  // a code of Calendars, "" for none
	// Off is time off, in addition to that of the rules below.
	Off []TimeOff `json:"off,omitempty"`
}

// Hours are rules that were filled in: what holds for one person.
type Hours struct {
	Zone               *time.Location // on whose clocks all of this is; never nil
	Working, Preferred Week
	Lunch              Span
	Before, After      time.Duration
	PerDay, PerWeek    int    // 0 is no limit
	Holidays           string // a code of Calendars, "" for none
	Off                []TimeOff
}

// Default is what holds where nobody has set anything: Monday to Friday from 9 to 18
// with an hour for lunch, no buffer, no limit and no public holidays, because nobody
// has said of which country.
func Default(zone *time.Location) Hours {
	h := Hours{Zone: zone, Lunch: Span{12 * 60, 13 * 60}}
	for d := time.Monday; d <= time.Friday; d++ {
		h.Working[d] = []Span{{9 * 60, 18 * 60}}
	}
	return h
}

// Over returns base with what is set in r in place of what it has, and with the time
// off of both.
func (r Rules) Over(base Hours) Hours {
	set(&base.Working, r.Working)
	set(&base.Preferred, r.Preferred)
	set(&base.Lunch, r.Lunch)
	set(&base.PerDay, r.PerDay)
	set(&base.PerWeek, r.PerWeek)
	set(&base.Holidays, r.Holidays)
	if r.Before != nil {
		base.Before = time.Duration(*r.Before) * time.Minute
	}
	if r.After != nil {
		base.After = time.Duration(*r.After) * time.Minute
	}
	base.Off = slices.Concat(base.Off, r.Off)
	return base
}

func set[T any](to *T, value *T) {
	if value != nil {
		*to = *value
	}
}

// Check says in a sentence what of the rules cannot be, nil when all can.
func (r Rules) Check() error {
	for _, week := range []*Week{r.Working, r.Preferred} {
		if week != nil && !week.sound() {
			return wrong("The hours of a day must be in order and within the day; write them like Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15.")
		}
	}
	switch {
	case r.Lunch != nil && *r.Lunch != (Span{}) && !r.Lunch.sound():
		return wrong("Lunch must begin and end on the same day; write it like 12:00-13:00.")
	case !within(r.Before, int(maxBuffer/time.Minute)), !within(r.After, int(maxBuffer/time.Minute)):
		return wrong("The buffer around interviews is from 0 to 240 minutes.")
	case !within(r.PerDay, maxPerDay):
		return wrong("The maximum number of interviews a day is at most %d, or 0 for no limit.", maxPerDay)
	case !within(r.PerWeek, 7*maxPerDay):
		return wrong("The maximum number of interviews a week is at most %d, or 0 for no limit.", 7*maxPerDay)
	case r.Holidays != nil && *r.Holidays != "" && !Known(*r.Holidays):
		return wrong("The public holidays of %q are not known; choose a country such as DE or US, or one of its regions such as DE-BY.", shortened(*r.Holidays))
	case len(r.Off) > maxOff:
		return wrong("At most %d periods of time off are possible; remove some that are over.", maxOff)
	}
	for _, off := range r.Off {
		if err := off.Check(); err != nil {
			return err
		}
	}
	return nil
}

func within(n *int, most int) bool { return n == nil || *n >= 0 && *n <= most }

func (s Span) sound() bool { return s.From >= 0 && !s.Empty() && s.To <= day }

func (w Week) sound() bool {
	for _, spans := range w {
		if len(spans) > maxSpans {
			return false
		}
		last := Minute(-1)
		for _, s := range spans {
			if !s.sound() || s.From <= last {
				return false
			}
			last = s.To
		}
	}
	return true
}

// Empty reports whether no day has any time.
func (w Week) Empty() bool {
	return !slices.ContainsFunc(w[:], func(spans []Span) bool { return len(spans) > 0 })
}

// add puts spans into a day. Those that touch become one; ones that overlap are an
// error.
func (w *Week) add(d time.Weekday, spans []Span) error {
	all := slices.Concat(w[d], spans)
	slices.SortFunc(all, func(a, b Span) int { return int(a.From - b.From) })
	joined := all[:0]
	for _, s := range all {
		if last := len(joined) - 1; last >= 0 && s.From <= joined[last].To {
			if s.From < joined[last].To {
				return wrong("%s has %s and %s, which overlap; write each day once.", d, joined[last], s)
			}
			joined[last].To = s.To
			continue
		}
		joined = append(joined, s)
	}
	if len(joined) > maxSpans {
		return wrong("%s has more than %d periods; combine some of them.", d, maxSpans)
	}
	w[d] = joined
	return nil
}

// sentence is an error that a person can read as it is.
type sentence string

// Error implements error.
func (s sentence) Error() string { return string(s) }

func wrong(format string, args ...any) error { return sentence(fmt.Sprintf(format, args...)) }
