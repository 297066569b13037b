package reports

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Called is what a figure is called in a list, one line without control characters.
func (d Definition) Called(f Figure) string {
	label := sanitize.ShownLine(f.Label)
	if label != "" {
		return label
	}
	//exhaustive:enforce
	switch d.Name {
	case Interviews:
		return map[string]string{"scheduled": "Scheduled", "rescheduled": "Moved", "cancelled": "Cancelled", "completed": "Took place", "no_show": "No-show", "open": "Over, outcome not recorded"}[f.Key]
	case Reschedules, Cancellations:
		return map[string]string{"candidate": "By the candidate", "us": "By us", "": "Not recorded"}[f.Key]
	case RescheduleReasons, CancellationReasons:
		return "No reason given"
	case Answers:
		return map[string]string{string(recruit.Accepted): "Yes", string(recruit.Declined): "No", string(recruit.Tentative): "Maybe", string(recruit.Delegated): "Sent someone else", string(recruit.NoAnswer): "No answer"}[f.Key]
	case TimeToInterview, Declines, Load, NoShows, FeedbackDelay, Funnel, FunnelJobs, FunnelSources:
	}
	return "No name"
}

// HeadingOf is over which heading a figure stands, "" where a report has none.
func (d Definition) HeadingOf(f Figure) string {
	if d.Name == FunnelSources && f.Heading == "" {
		return "No source recorded"
	}
	return sanitize.ShownLine(f.Heading)
}

// Value is a figure in words: "2.5 days (median of 12)".
func (r Report) Value(f Figure) string {
	//exhaustive:enforce
	switch r.Unit {
	case Count:
		return strconv.Itoa(f.Count)
	case Days:
		switch {
		case f.Measured == 0:
			return strconv.Itoa(f.Count)
		case f.Measured < f.Count:
			return fmt.Sprintf("%s (median of %d; %d without a time)", Took(f.Time), f.Measured, f.Count-f.Measured)
		}
		return fmt.Sprintf("%s (median of %d)", Took(f.Time), f.Measured)
	case Hours:
		return fmt.Sprintf("%s, %s hours, %s a week", recruit.Counted(f.Count, "interview", "interviews"), decimal(f.Time.Hours()), decimal(f.Time.Hours()/r.span()))
	case Share:
		return fmt.Sprintf("%d of %d (%d %%)", f.Count, f.Of, percent(f))
	case Stage:
		return fmt.Sprintf("%d (%d %%)", f.Count, percent(f))
	}
	return strconv.Itoa(f.Count)
}

// span is how many weeks the period has.
func (r Report) span() float64 { return max(r.Query.To.Sub(r.Query.From).Hours()/(7*24), 1.0/7) }

// HoursAWeek is the hours of a figure of Hours in a week of the period.
func (r Report) HoursAWeek(f Figure) float64 { return f.Time.Hours() / r.span() }

func percent(f Figure) int {
	if f.Of == 0 {
		return 0
	}
	return int(math.Round(100 * float64(f.Count) / float64(f.Of)))
}

// Took writes how long something took.
func Took(d time.Duration) string {
	switch {
	case d >= 24*time.Hour:
		return amount(d.Hours()/24, "day")
	case d >= time.Hour:
		return amount(d.Hours(), "hour")
	}
	return amount(math.Round(d.Minutes()), "minute")
}

func amount(n float64, unit string) string {
	text := decimal(n)
	if text != "1" {
		unit += "s"
	}
	return text + " " + unit
}

// decimal writes a number with at most one digit behind the point.
func decimal(n float64) string { return strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64) }

// Length is how long the bar of a figure is, of 1.
func (r Report) Length(f Figure) float64 {
	if r.Unit == Share || r.Unit == Stage {
		if f.Of == 0 {
			return 0
		}
		return float64(f.Count) / float64(f.Of)
	}
	most := int64(0)
	for _, other := range r.Figures {
		most = max(most, r.measure(other))
	}
	if most == 0 {
		return 0
	}
	return float64(r.measure(f)) / float64(most)
}

// measure is what bars show: of answers how many there are, for those that are missing
// took no time.
func (r Report) measure(f Figure) int64 {
	if r.Name == Answers {
		return int64(f.Count)
	}
	return f.size(r.Unit)
}

// Period is the days of a report in words.
func (r Report) Period(zone *time.Location) string {
	return timeparse.Date(r.Query.From.In(zone)) + " – " + timeparse.Date(r.Query.To.Add(-time.Second).In(zone))
}

// Nothing is what a report says that counted nothing.
const Nothing = "Nothing of this kind happened in this period."

// About is what a row is about, in words: what its value says, "" where it says nothing.
func (d Definition) About(r Row) string {
	switch {
	case d.Unit != Days && d.Unit != Hours:
		return ""
	case r.Value < 0:
		return "no time"
	}
	return Took(time.Duration(r.Value) * time.Microsecond)
}

// FigureOf is the figure that a row belongs to, with the name that it has there.
func (d Definition) FigureOf(r Row) Figure {
	f := Figure{Heading: r.Heading, Key: r.Key}
	//exhaustive:enforce
	switch d.Name {
	case TimeToInterview, NoShows:
		f.Label = r.Job
	case Declines, Load, FeedbackDelay:
		f.Label = r.Member
	case RescheduleReasons, CancellationReasons, Funnel, FunnelJobs, FunnelSources:
		f.Label = r.Key
	case Interviews, Reschedules, Cancellations, Answers:
	}
	return f
}
