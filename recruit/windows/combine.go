package windows

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"recruitty/recruit/timeparse"
)

// finish makes windows of the offers.
func (r *reader) finish() Reading {
	result := Reading{Zone: r.zone, ZoneNamed: r.zoneWords, Language: r.main.tag}
	if r.zone == nil && len(r.offers) > 0 && !slices.ContainsFunc(r.questions, func(q Question) bool { return q.Kind == KindZone }) {
		r.questions = append(r.questions, Question{ID: "zone:@-1", Kind: KindZone, at: -1,
			Says: "The text names no time zone and the candidate's is not known; set it, or add the city to the text."})
	}
	if r.zone != nil && !r.zoneAsked {
		r.narrowFrames()
		r.narrowRepeats()
		r.onlyDenied()
		result.Windows, result.Exclusions = r.windows()
	}
	result.Questions = r.sortedQuestions()
	result.Notes = r.notes
	return result
}

// narrowFrames takes a week for the frame of the days in it that are named by themselves:
// "I'd be happy to speak next week. Monday: 10-1, Tuesday: 2-5".
func (r *reader) narrowFrames() {
	for n := range r.offers {
		frame := &r.offers[n]
		if !frame.week && !(frame.habit && !frame.every) || frame.denied || len(frame.spans) > 0 || frame.wish != Plain {
			continue
		}
		for m, o := range r.offers {
			inside := m != n && !o.denied && (o.wish != Preferred || frame.weekend) && !o.week && !o.habit && !(o.but && o.sentence == frame.sentence && !frame.weekend && !frame.habit) && len(o.days) > 0
			if inside && slices.ContainsFunc(o.days, func(day time.Time) bool { return slices.ContainsFunc(frame.days, day.Equal) }) {
				words := r.shown(frame.from, frame.to)
				r.note(words, "“%s” is taken for the days of it that are named by themselves.", words)
				frame.days = nil
				break
			}
		}
	}
}

// narrowRepeats keeps a day that is said twice, with hours and without, to its hours:
// "Tuesday or Thursday. On Tuesday only after 3."
func (r *reader) narrowRepeats() {
	timed := map[time.Time][]span{}
	for _, day := range r.doubted {
		timed[day] = nil
	}
	for _, o := range r.offers {
		if !o.denied && len(o.spans) > 0 && o.wish != Preferred {
			for _, day := range o.days {
				timed[day] = append(timed[day], o.spans...)
			}
		}
	}
	var more []offer
	for n := range r.offers {
		o := &r.offers[n]
		if o.denied || len(o.spans) > 0 {
			continue
		}
		if r.openHours && o.wish == Plain {
			o.days = nil // they may be the days of the hours that are in question
			continue
		}
		o.days = slices.DeleteFunc(slices.Clone(o.days), func(day time.Time) bool {
			spans, found := timed[day]
			if found && o.wish != Plain {
				repeat := *o
				repeat.days, repeat.spans = []time.Time{day}, spans
				more = append(more, repeat)
			}
			return found
		})
	}
	r.offers = append(r.offers, more...)
}

// windows are the instants of all offers, without those that she denied.
func (r *reader) windows() (free, denied []Window) {
	sayDay := false
	type same struct {
		day    time.Time
		span   span
		denied bool
		wish   Wish
	}
	seen := map[same]bool{}
	for n := range r.offers {
		o := &r.offers[n]
		spans := o.spans
		if len(spans) == 0 {
			whole := span{from: dayStart, to: dayEnd, all: true}
			if o.denied {
				whole = span{from: 0, to: 24 * 60}
			} else {
				sayDay = true
			}
			spans = []span{whole}
		}
		for _, day := range o.days {
			for _, s := range spans {
				key := same{day, span{from: s.from, to: s.to, at: s.at, part: s.part, all: s.all}, o.denied, o.wish}
				if seen[key] || len(seen) >= maxWindows {
					continue
				}
				seen[key] = true
				w, ok := r.window(day, s, o)
				switch {
				case !ok:
				case o.denied:
					denied = append(denied, w)
				default:
					free = append(free, w)
				}
			}
		}
	}
	if sayDay {
		r.note("", "A day without hours is read as %s–%s.", clockText(dayStart), clockText(dayEnd))
	}
	if len(seen) >= maxWindows {
		r.leave("", "Only the first %d windows are kept.", maxWindows)
	}
	denied = joined(denied)
	r.contradictions(free, denied)
	return without(tidy(free), denied), denied
}

// window is a span on a day.
func (r *reader) window(day time.Time, s span, o *offer) (Window, bool) {
	words := r.shown(o.from, o.to)
	if o.denied {
		if s.from == open || s.all {
			s.from = 0
		}
		if s.to == open || s.all {
			s.to = 24 * 60
		}
		if s.at {
			s.to = s.from + int(AtLength/time.Minute)
		}
		if s.part { // what she cannot is rather more than less
			s.from = partReach(s.from)
		}
	} else if s.from == open || s.to == open {
		closed := s.closed()
		if s.to == open {
			r.note(words, "“%s” is read as until %s.", words, clockText(closed.to))
		} else {
			r.note(words, "“%s” is read as from %s.", words, clockText(closed.from))
		}
		s = closed
	}
	start, ok1 := r.instant(day, s.from, o)
	w := Window{Start: start, Zone: r.zone, Wish: o.wish, At: s.at, Words: words, named: o.from}
	if o.except || !o.denied && (o.week || o.habit) {
		w.named = -1
	}
	ok2 := true
	if s.at && !o.denied {
		w.End = start.Add(AtLength)
	} else {
		w.End, ok2 = r.instant(day, s.to, o)
	}
	if !ok1 || !ok2 || !w.End.After(w.Start) {
		return w, false
	}
	if reference := r.request.Reference; !o.denied && w.Start.Before(reference) {
		if w.At || !w.End.After(reference) {
			r.leave(words, "“%s” is in the past and is left out.", words)
			return w, false
		}
		w.Start = reference.In(r.zone).Truncate(time.Minute)
		if w.Start.Before(reference) {
			w.Start = w.Start.Add(time.Minute)
		}
	}
	return w, w.End.After(w.Start)
}

// partReach widens a part of the day that is denied: who cannot in the morning cannot at
// seven.
func partReach(from int) int {
	if from <= dayStart {
		return 0
	}
	return from
}

// instant is the minute of a day in the zone. A time that the clocks skip or show twice is
// asked about, unless it is only the end of a day.
func (r *reader) instant(day time.Time, minutes int, o *offer) (time.Time, bool) {
	if minutes >= 24*60 {
		day, minutes = day.AddDate(0, 0, 1), minutes-24*60
	}
	wall := timeparse.Wall{Year: day.Year(), Month: day.Month(), Day: day.Day(), Hour: minutes / 60, Minute: minutes % 60}
	at, err := timeparse.Resolve(wall, r.zone)
	if err == nil {
		return at, true
	}
	choice, ok := timeparse.ChoiceOf(err)
	if !ok {
		r.ask(KindWords, o.from, o.to, err.Error())
		return at, false
	}
	if minutes == 0 {
		var gap *timeparse.GapError
		if errors.As(err, &gap) {
			return choice.Second, true
		}
		return choice.First, true
	}
	var choices []Choice
	for _, t := range []time.Time{choice.First, choice.Second} {
		choices = append(choices, Choice{t.Format(time.RFC3339), timeparse.DayTime(t) + " " + timeparse.Offset(t)})
	}
	answer, answered := r.ask(KindClocks, o.from, o.to, choice.Why, choices...)
	if answered && answer != LeaveOut {
		if t, err := time.Parse(time.RFC3339, answer); err == nil {
			return t.In(r.zone), true
		}
	}
	return at, false
}

// joined are exclusions in order, without overlaps.
func joined(all []Window) []Window {
	slices.SortStableFunc(all, func(a, b Window) int { return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End)) })
	var kept []Window
	for _, w := range all {
		if last := len(kept) - 1; last >= 0 && w.Start.Before(kept[last].End) && (w.Words == kept[last].Words || !w.End.After(kept[last].End)) {
			if w.End.After(kept[last].End) {
				kept[last].End = w.End
			}
			continue
		}
		if last := len(kept) - 1; last >= 0 && w.Start.Before(kept[last].End) {
			w.Start = kept[last].End
		}
		if w.End.After(w.Start) {
			w.At, w.Wish = false, Plain
			kept = append(kept, w)
		}
	}
	return kept
}

// without cuts exclusions out of windows.
func without(free, denied []Window) []Window {
	var kept []Window
	for _, w := range free {
		for _, d := range denied {
			if !d.End.After(w.Start) || !d.Start.Before(w.End) {
				continue
			}
			if w.At {
				w.End = w.Start
				break
			}
			if d.Start.After(w.Start) {
				left := w
				left.End = d.Start
				kept = append(kept, left)
			}
			w.Start = d.End
			if !w.End.After(w.Start) {
				break
			}
		}
		if w.End.After(w.Start) {
			kept = append(kept, w)
		}
	}
	return kept
}
