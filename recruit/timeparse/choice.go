package timeparse

import (
	"errors"
	"fmt"
	"time"
)

// Choice is a text that can mean two instants, of which a person has to choose
// one.
type Choice struct {
	Why           string // a sentence
	Zone          *time.Location
	First, Second time.Time
}

// ChoiceOf says between what an error of this package lets a person choose: the
// two sides of a clock change, or two years.
func ChoiceOf(err error) (Choice, bool) {
	var gap *GapError
	var fold *FoldError
	var year *YearError
	switch {
	case errors.As(err, &gap):
		return Choice{gap.said() + ".", gap.Zone, gap.Before, gap.After}, true
	case errors.As(err, &fold):
		return Choice{fold.said() + ".", fold.Zone, fold.First, fold.Second}, true
	case errors.As(err, &year):
		return Choice{year.said() + ".", year.Past.Location(), year.Past, year.Next}, true
	}
	return Choice{}, false
}

// YearError reports a date without a year that has passed a short while ago,
// be it today:
// last week's is as likely to be meant, or to be a slip, as next year's.
type YearError struct {
	Past, Next time.Time // in the zone in which they were read
	timed      bool
	today      bool // only the time of day has passed
}

func (e *YearError) Error() string {
	layout := time.DateOnly
	if e.timed {
		layout = "2006-01-02 15:04"
	}
	return fmt.Sprintf("%s; type %s or %s.", e.said(), e.Past.Format(layout), e.Next.Format(layout))
}

func (e *YearError) said() string {
	if e.today {
		return fmt.Sprintf("%s is today, but %s has passed; the day comes again in %d", e.Past.Format("2 January"), e.Past.Format("15:04"), e.Next.Year())
	}
	return fmt.Sprintf("%s has passed this year and comes again in %d", e.Past.Format("2 January"), e.Next.Year())
}

// Is makes errors.Is(err, ErrYear) true.
func (e *YearError) Is(target error) bool { return target == ErrYear }
