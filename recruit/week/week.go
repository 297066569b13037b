package week

import (
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
)

// Week is what is known of a week of some people.
type Week struct {
	Span
	Whose Whose
	// Name says whose week it is: "Everybody", a job, a pool, or people by name.
	Name string
	// People are in order of their names; who asks for their own week is alone.
	People []Person
	// Interviews are those of the people, or of the job, that reach into the week and were
	// not cancelled, by start.
	Interviews []recruit.InterviewSummary
	// Members are the whole team as it was read, for the next week; nil where nobody but
	// who asks was looked for.
	Members []recruit.Member
	// More says that there are further interviews than were read.
	More bool
}

// Person is someone's week.
type Person struct {
	Member recruit.Member
	Marks  []Mark                 // of each quarter of the week
	Gaps   []availability.Gap     // why what is Unknown is
	Booked []availability.Booking // interviews that reach into the week, by start
}

// Team reports whether it is the week of several people.
func (w Week) Team() bool { return len(w.People) > 1 }

// Tally counts the people by what some quarters are for each.
func (w Week) Tally(quarters []int) Tally {
	return w.Tallies([][7][]int{{quarters}})[0][0]
}

// Tallies counts the people by what each cell of a grid is for each; see Cells.
func (w Week) Tallies(cells [][7][]int) [][7]Tally {
	counted := make([][7][marks]int, len(cells)) // by weight
	for i := range w.People {                    // the marks of one lie together
		all := w.People[i].Marks
		for row := range cells {
			for day, quarters := range &cells[row] {
				if len(quarters) > 0 {
					counted[row][day][heaviest(all, quarters)]++
				}
			}
		}
	}
	all := make([][7]Tally, len(cells))
	for row := range counted {
		for day := range all[row] {
			for weight, n := range counted[row][day] {
				all[row][day].add(ofWeight[weight], n)
			}
		}
	}
	return all
}

// During are the interviews that reach into a stretch of time, by start.
func (w Week) During(from, to time.Time) []recruit.InterviewSummary {
	var all []recruit.InterviewSummary
	for _, i := range w.Interviews {
		if i.Start.Before(to) && i.End().After(from) {
			all = append(all, i)
		}
	}
	return all
}

// Booked reports whether an interview reaches into a stretch of time.
func (w Week) Booked(from, to time.Time) bool {
	return slices.ContainsFunc(w.Interviews, func(i recruit.InterviewSummary) bool { return i.Start.Before(to) && i.End().After(from) })
}

// OfPerson are the interviews in which someone takes part or which they organise
// without anybody else of the team.
func (w Week) OfPerson(p Person) []recruit.InterviewSummary {
	var all []recruit.InterviewSummary
	booked := make(map[recruit.InterviewID]bool, len(p.Booked))
	for _, b := range p.Booked {
		booked[b.Interview] = true
	}
	for _, i := range w.Interviews {
		if booked[i.ID] || len(i.PanelNames) == 0 && i.OrganiserID == p.Member.ID {
			all = append(all, i)
		}
	}
	return all
}

// Interview is the one with this id.
func (w Week) Interview(id recruit.InterviewID) (recruit.InterviewSummary, bool) {
	for _, i := range w.Interviews {
		if i.ID == id {
			return i, true
		}
	}
	return recruit.InterviewSummary{}, false
}

// Hours is from which whole hour until which one, in minutes after midnight, something
// goes on in the week: working hours of anybody and interviews. Without either it is the
// usual working day.
func (w Week) Hours() (from, to int) {
	const usualFrom, usualTo = 8 * 60, 18 * 60
	from, to = usualFrom, usualTo
	seen := func(minute int) {
		from, to = min(from, minute/60*60), max(to, minute/60*60+60)
	}
	minutes := make([]int, w.Quarters())
	for q := range minutes {
		minutes[q] = w.Minute(w.At(q))
	}
	var unusual []int // quarters
	for q, minute := range minutes {
		if minute < usualFrom || minute >= usualTo {
			unusual = append(unusual, q)
		}
	}
	works := make([]bool, len(minutes)) // anybody, in each quarter
	for i := range w.People {
		all := w.People[i].Marks
		for _, q := range unusual {
			if q < len(all) && all[q].Works() {
				works[q] = true
			}
		}
	}
	for _, q := range unusual {
		if works[q] {
			seen(minutes[q])
		}
	}
	for _, i := range w.Interviews {
		from, to := w.Reach(i.Start, i.End())
		for q := from; q < to; q++ {
			seen(minutes[q])
		}
	}
	return from, to
}

// WorkedOn reports whether anybody works on a day, 0 for Monday, or has something in a
// calendar then.
func (w Week) WorkedOn(day int) bool {
	first, last := int(w.Days[day].Sub(w.From())/Quarter), int(w.Days[day+1].Sub(w.From())/Quarter)
	for i := range w.People {
		all := w.People[i].Marks
		for _, m := range all[min(first, len(all)):min(last, len(all))] {
			if m.Works() {
				return true
			}
		}
	}
	return false
}

// Run is a stretch in which someone's time is of one kind.
type Run struct {
	Start, End time.Time
	Mark       Mark
}

// Runs are the marks of a person as stretches, in order and without gaps.
func (w Week) Runs(p Person) []Run {
	var all []Run
	for q, m := range p.Marks {
		if last := len(all) - 1; last >= 0 && all[last].Mark == m {
			all[last].End = w.At(q + 1)
			continue
		}
		all = append(all, Run{Start: w.At(q), End: w.At(q + 1), Mark: m})
	}
	return all
}
