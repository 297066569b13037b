package icsfeed

import (
	"bytes"
	"errors"

	"recruitty/calendar/ics"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// times works out what the text of a calendar says of one person's time.
func times(text []byte, q busy.Query, c busy.Calendar, who string) (ics.Result, error) {
	result, err := ics.Read(bytes.NewReader(text), ics.Options{From: q.From, To: q.To, Zone: c.Zone, Owner: c.Owner, Words: q.Words, Ours: q.Ours})
	if errors.Is(err, ics.ErrNotCalendar) {
		return ics.Result{}, &recruit.Problem{Kind: recruit.ErrRejected, Cause: err, Sentence: who + " is no iCalendar text; copy the address that ends in .ics or is called iCal."}
	}
	return result, err
}
