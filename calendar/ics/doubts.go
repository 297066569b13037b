package ics

import "fmt"

// doubt is a kind of thing that was not understood.
type doubt int

const (
	tooLarge doubt = iota
	tooMany
	cutOff
	lostObject
	badTime
	badRule
	tooLong
	badDates
	lostZone
	lyingZone
	partly
	doubts // how many kinds there are; at most ten of them can come together
)

// sentence says what was not understood of so many entries.
func (d doubt) sentence(n int) string {
	entries, have, their := "One entry", "has", "it may take"
	if n > 1 {
		entries, have, their = fmt.Sprintf("%d entries", n), "have", "they may take"
	}
	switch d {
	case tooLarge:
		return "The calendar is larger than what is read of one, so all of its time counts as unknown; publish less of the past, or connect a smaller calendar."
	case tooMany:
		return "The calendar holds more entries than are read of one, so all of its time counts as unknown; publish less of the past, or connect a smaller calendar."
	case cutOff:
		return "The calendar ends in the middle, so all of its time counts as unknown; read it again, and ask whoever publishes it if that does not help."
	case lostObject:
		return fmt.Sprintf("%s cannot be read at all, so all of the calendar's time counts as unknown; look for what is damaged in the calendar itself.", entries)
	case badTime:
		return fmt.Sprintf("%s %s a start or an end that cannot be understood; the time that %s counts as unknown.", entries, have, their)
	case badRule:
		repeat := "repeats"
		if n > 1 {
			repeat = "repeat"
		}
		return fmt.Sprintf("%s %s in a way that is not understood, such as by the hour; the time that %s counts as unknown.", entries, repeat, their)
	case tooLong:
		repeat := "repeats"
		if n > 1 {
			repeat = "repeat"
		}
		return fmt.Sprintf("%s %s too often to be worked out; the time that %s counts as unknown.", entries, repeat, their)
	case badDates:
		return fmt.Sprintf("%s %s exceptions or additional dates that cannot be understood; what they may leave out counts as taken, and what they may add as unknown.", entries, have)
	case lostZone:
		return fmt.Sprintf("%s %s a time zone that nobody knows; the time that %s anywhere in the world counts as unknown.", entries, have, their)
	case lyingZone:
		return fmt.Sprintf("%s %s a time zone that something else in the calendar contradicts; both times that may be meant are kept, the less likely one as unknown.", entries, have)
	case partly:
		return "The calendar says for a part of the time only when its owner is busy; the rest counts as unknown."
	case doubts:
	}
	return ""
}
