package slots

import (
	"fmt"
	"recruitty/recruit/timeparse"
	"strings"
)

// String is the reason as a sentence without a full stop.
func (r Reason) String() string {
	said := r.said()
	if r.Title != "" {
		said = r.Title + ": " + said
	}
	return said
}

func (r Reason) said() string {
	//exhaustive:enforce
	switch r.Kind {
	case None:
		return "nothing rules it out"
	case Notice:
		return "it is too soon"
	case CandidateWindow:
		return "the candidate did not offer a time then"
	case CivilHours:
		return "it is night-time for the candidate"
	case Met:
		return r.who() + " has met the candidate before"
	case Off:
		return r.who() + " is off" + r.until()
	case Hours:
		return "it is outside the working hours of " + r.who() + r.next()
	case Busy:
		return r.who() + " is busy" + r.until()
	case Unknown:
		return "it is not known whether " + r.who() + " is free" + r.next()
	case Soft:
		if r.Held != "" {
			return r.who() + " is held " + r.Held + r.next()
		}
		return r.who() + " has something that would have to be overruled" + r.next()
	case Buffer:
		return "there is no time left with the break that " + r.who() + " needs around other entries" + r.next()
	case DayCap:
		return r.who() + " has reached their interview limit for that day" + r.next()
	case WeekCap:
		return r.who() + " has reached their interview limit for that week" + r.next()
	case Preferred:
		return r.who() + " prefers other hours" + r.next()
	case PoolSize:
		return r.pool()
	case SamePeople:
		return "the same people are needed twice"
	case Together:
		return "everybody has free hours, but not the same ones"
	case Once:
		return "someone would be in two sessions"
	case Order:
		return "the sessions fit only in another order"
	case Gap:
		return "the sessions fit only with other breaks between them"
	case Lunch:
		return "there is no time left for lunch"
	case MaxDays:
		return "the sessions fit only over more days"
	case Fit:
		return "the hours of the sessions do not fit together"
	case Window:
		return "the search does not look far enough ahead"
	case Length:
		return "it lasts too long"
	case Attendance:
		return r.who() + " has to come"
	case Seated:
		return r.who() + " is already in another place"
	}
	return "it does not fit"
}

func (r Reason) who() string {
	switch {
	case r.Name != "":
		return r.Name
	case r.Need != "":
		return "everybody in " + r.Need
	case r.Person == 0:
		return "everybody"
	}
	return "a person"
}

func (r Reason) until() string {
	if r.Until.IsZero() {
		return ""
	}
	return " until " + timeparse.DayTime(r.Until)
}

func (r Reason) next() string {
	if r.Until.IsZero() {
		return ""
	}
	return "; next " + timeparse.DayTime(r.Until)
}

func (r Reason) pool() string {
	need := r.Need
	if need == "" {
		need = "those asked for"
	}
	how := fmt.Sprintf("only %d of %s can, and %d are needed", r.Have, need, r.Want)
	if r.Have == 0 {
		how = "nobody in " + need + " can"
	}
	var said []string
	for _, m := range r.Members {
		said = append(said, m.said())
	}
	if len(said) > 0 {
		how += " (" + strings.Join(said, "; ") + ")"
	}
	return how
}

// String is why someone was chosen, in a few words.
func (w Why) String() string {
	week := fmt.Sprintf("%d this week", w.Week)
	//exhaustive:enforce
	switch w.Kind {
	case Named:
		return "asked for by name"
	case Standing:
		return "as it stands"
	case All:
		if w.Of == 1 {
			return week + ", the only one who can"
		}
		return fmt.Sprintf("%s, all %d who can are needed", week, w.Of)
	case LeastLoad:
		return fmt.Sprintf("%s, least of %d", week, w.Of)
	case Alike:
		return fmt.Sprintf("%s, no more than any other of %d", week, w.Of)
	case Clear:
		return fmt.Sprintf("%s; this time is worse for %s with fewer", week, people(w.Others))
	case Freed:
		return fmt.Sprintf("%s; %s with fewer are in other places", week, people(w.Others))
	case Invited:
		return "optional, and can"
	case Learning:
		return week + ", learns by sitting in"
	}
	return week
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

// String says what would be let go of, as something to choose.
func (l Lift) String(name string) string {
	if name == "" {
		name = "everybody"
	}
	//exhaustive:enforce
	switch l.Kind {
	case Notice:
		return "with less notice"
	case CandidateWindow:
		return "at times the candidate did not offer"
	case CivilHours:
		return "at night for the candidate"
	case Met:
		return "with " + name + ", who has met the candidate before"
	case Off:
		return "during the time off of " + name
	case Hours:
		return "outside the working hours of " + name
	case Unknown:
		return "without knowing whether " + name + " is free"
	case Soft:
		return "over soft entries of " + name
	case Buffer:
		return "without the buffer of " + name
	case DayCap:
		return "over the daily limit of " + name
	case WeekCap:
		return "over the weekly limit of " + name
	case Preferred:
		return "outside the preferred hours of " + name
	case Once:
		return "with someone in two sessions"
	case Order:
		return "in any order"
	case Gap:
		return "with any breaks between the sessions"
	case Lunch:
		return "without a lunch break"
	case MaxDays:
		return "over one more day"
	case Window:
		return "looking further ahead"
	case Length:
		return fmt.Sprintf("in %d minutes", int(l.Length.Minutes()))
	case Attendance:
		return "if " + name + " need not come"
	case None, Busy, PoolSize, SamePeople, Together, Fit, Seated:
		return "otherwise"
	}
	return "otherwise"
}
