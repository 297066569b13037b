package draft

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/wording"
)

// Move is what the form Reschedule Interview Event holds, as typed.
type Move struct {
	Date, Time, Zone, Duration, Reason string
}

// ChangeKey is the setting under which what was typed to change an interview is
// kept; name says how it is to be changed.
func ChangeKey(m recruit.MemberID, r recruit.Record, name string) string {
	return recruit.DraftKey(m, r.Candidate.ID, name+"-"+strconv.FormatInt(int64(r.Interview.ID), 10))
}

// Values are what is typed, by the names of the fields; Fill takes them.
func (d *Move) Values() map[string]string {
	return map[string]string{"date": d.Date, "start": d.Time, "time_zone": d.Zone, "duration": d.Duration, "reason": d.Reason}
}

// Fill takes what Values returned before.
func (d *Move) Fill(v map[string]string) {
	d.Date, d.Time, d.Zone, d.Duration, d.Reason = v["date"], v["start"], v["time_zone"], v["duration"], v["reason"]
}

// Start is the typed date and time as one text. A date that names a time of its
// own, as "wed 10am", needs no other.
func (d *Move) Start() string {
	if timeparse.HasTime(d.Date) {
		return d.Date
	}
	return strings.TrimSpace(strings.TrimSpace(d.Date) + " " + strings.TrimSpace(d.Time))
}

// Settle parts a date that names a time of its own into date and time, and
// reports whether it did.
func (d *Move) Settle(now time.Time, clock func(time.Time) string) bool {
	loc, err := timeparse.Zone(d.Zone)
	if err != nil || !timeparse.HasTime(d.Date) {
		return false
	}
	m, err := timeparse.Parse(d.Date, now, loc)
	if err != nil {
		return false // it is asked about as it was typed
	}
	if m.ZoneTyped {
		d.Zone = m.Zone.String()
	}
	d.Date, d.Time = m.Time.Format(time.DateOnly), clock(m.Time)
	if again, err := timeparse.Parse(d.Start(), now, m.Zone); err != nil || !again.Time.Equal(m.Time) {
		d.Time = m.Time.Format("15:04 -07:00") // of an hour that occurs twice
	}
	return true
}

// To puts a start into date and time, in the zone that is meant. clock writes a time of
// day.
func (d *Move) To(start, now time.Time, clock func(time.Time) string) {
	loc, err := timeparse.Zone(d.Zone)
	if err != nil {
		loc = start.Location()
		d.Zone = loc.String()
	}
	start = start.In(loc)
	d.Date, d.Time = start.Format(time.DateOnly), clock(start)
	if again, err := timeparse.Parse(d.Start(), now, loc); err != nil || !again.Time.Equal(start) {
		d.Time = start.Format("15:04 -07:00") // of an hour that occurs twice
	}
}

// Unclear says which of date and time cannot be read, since the two are typed
// apart from each other; nil where both can, or where a person has to choose.
func (d *Move) Unclear(now time.Time) error {
	zone, err := timeparse.Zone(d.Zone)
	if err != nil {
		zone = time.UTC
	}
	_, err = timeparse.ParseDay(d.Date, now, zone)
	if _, open := timeparse.ChoiceOf(err); err != nil && !open {
		return recruit.Invalid("date", "%s", err)
	}
	if timeparse.HasTime(d.Date) {
		return nil
	}
	_, err = timeparse.Parse("2026-01-15 "+d.Time, now, time.UTC)
	switch typed := strings.TrimSpace(d.Time); {
	case err != nil && typed == "":
		return recruit.Invalid("start", "The time is missing; type one such as 14:30 or 2:30pm.")
	case err != nil:
		return recruit.Invalid("start", "“%s” is not a time of day; type one such as 14:30 or 2:30pm.", typed)
	}
	return nil
}

// Read turns the draft into what is asked of the scheduling service.
func (d *Move) Read(now time.Time) (recruit.RescheduleRequest, error) {
	loc, err := timeparse.Zone(d.Zone)
	if err != nil {
		return recruit.RescheduleRequest{}, recruit.Invalid("time_zone", "%s", err)
	}
	if err := d.Unclear(now); err != nil {
		return recruit.RescheduleRequest{}, err
	}
	m, err := timeparse.Parse(d.Start(), now, loc)
	switch {
	case errors.Is(err, timeparse.ErrYear), err != nil && timeparse.HasTime(d.Date):
		return recruit.RescheduleRequest{}, recruit.Invalid("date", "%s", err)
	case err != nil:
		return recruit.RescheduleRequest{}, recruit.Invalid("start", "%s", err)
	}
	length, err := timeparse.ParseDuration(d.Duration)
	if err != nil {
		return recruit.RescheduleRequest{}, recruit.Invalid("duration", "%s", err)
	}
	return recruit.RescheduleRequest{Start: m.Time, TimeZone: m.Zone.String(), Duration: length, Reason: d.Reason}, nil
}

// askedFor is the other time that an invited person asked for; the first one
// of several.
func askedFor(r recruit.Record, now time.Time) (recruit.RescheduleRequest, bool) {
	for _, c := range r.ReplyIssues(now) {
		if c.Kind == recruit.HasProposed {
			return c.Move, true
		}
	}
	return recruit.RescheduleRequest{}, false
}

// NewMove is what Reschedule Interview Event begins with: the time in force, or
// the one that someone asked for. clock writes a time of day.
func NewMove(r recruit.Record, zone *time.Location, now time.Time, clock func(time.Time) string) *Move {
	i := r.Interview
	if meant, err := timeparse.Zone(i.TimeZone); err == nil {
		zone = meant
	}
	at, length := i.Start, i.Duration
	if m, ok := askedFor(r, now); ok {
		at, length = m.Start, m.Duration // the form shows it against the time in force
	}
	start := at.In(zone)
	return &Move{Date: start.Format(time.DateOnly), Time: clock(start), Zone: zone.String(), Duration: wording.Length(length)}
}
