package week

import (
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// NoInterview says that a week has none.
const NoInterview = "There is no interview in this week."

// Said is how a day is for a person, in words: "free 09:00–12:00, 13:00–18:00; busy
// 10:00–11:00; not known 15:00–16:00". Lunch and what is outside of working hours are left
// out; a day without anything else is "not working", "time off" or "a public holiday".
// clock writes a time of day; where the clocks change within a stretch both offsets stand behind.
func (w Week) Said(p Person, day int, clock func(time.Time) string) string {
	named := []struct {
		mark Mark
		name string
	}{{Free, "free"}, {Soft, "soft"}, {Busy, "busy"}, {Interview, "interview"}, {Unknown, "not known"}, {Away, "time off"}, {Holiday, "public holiday"}}
	stretches := map[Mark][]string{}
	off := Outside
	for _, r := range w.Runs(p) {
		if !r.Start.Before(w.Days[day+1]) || !r.End.After(w.Days[day]) {
			continue
		}
		start, end := r.Start, r.End
		if start.Before(w.Days[day]) {
			start = w.Days[day]
		}
		if end.After(w.Days[day+1]) {
			end = w.Days[day+1]
		}
		from, to := clock(start.In(w.Zone)), clock(end.In(w.Zone))
		if end.Equal(w.Days[day+1]) {
			to = "24:00"
			if whole := start.Equal(w.Days[day]); whole && (r.Mark == Away || r.Mark == Holiday) {
				off = r.Mark
				continue
			}
		}
		if before, after := timeparse.Offset(start.In(w.Zone)), timeparse.Offset(end.In(w.Zone)); before != after {
			from, to = from+" "+before, to+" "+after
		}
		stretches[r.Mark] = append(stretches[r.Mark], from+"–"+to)
	}
	var parts []string
	for _, n := range named {
		if all := stretches[n.mark]; len(all) > 0 {
			parts = append(parts, n.name+" "+strings.Join(all, ", "))
		}
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, "; ")
	case off == Away:
		return "time off"
	case off == Holiday:
		return "a public holiday"
	}
	return "not working"
}
