package slots

// String is the constraint as commands print it, such as "day_cap".
func (k Kind) String() string {
	//exhaustive:enforce
	switch k {
	case None:
		return "none"
	case Notice:
		return "notice"
	case CandidateWindow:
		return "candidate_window"
	case CivilHours:
		return "civil_hours"
	case Met:
		return "met"
	case Off:
		return "off"
	case Hours:
		return "hours"
	case Busy:
		return "busy"
	case Unknown:
		return "unknown"
	case Soft:
		return "soft"
	case Buffer:
		return "buffer"
	case DayCap:
		return "day_cap"
	case WeekCap:
		return "week_cap"
	case Preferred:
		return "preferred"
	case PoolSize:
		return "pool_size"
	case SamePeople:
		return "same_people"
	case Together:
		return "together"
	case Once:
		return "once"
	case Order:
		return "order"
	case Gap:
		return "gap"
	case Lunch:
		return "lunch"
	case MaxDays:
		return "max_days"
	case Fit:
		return "fit"
	case Window:
		return "window"
	case Length:
		return "length"
	case Attendance:
		return "attendance"
	case Seated:
		return "seated"
	}
	return "none"
}
