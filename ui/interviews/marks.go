package interviews

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	bulkui "recruitty/ui/bulk"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// marks are the interviews of a list that were chosen to be changed together, as they were
// read last. They stay while the list is filtered, sorted or read anew; what is not in the
// list any more loses its mark, and that is said.
type marks map[recruit.InterviewID]recruit.InterviewSummary

// order is by which column a list is sorted, from 0, and in which direction.
type order struct {
	column  int
	falling bool
}

// sortKeys are the keys of the columns, in their order.
func sortKeys() []string { return []string{"W", "C", "I", "P", "S"} }

// sortBy is the key of one of the columns: again turns it round. Without a key, as out of
// the palette, it is the next column.
func (s *interviewsScreen) sortBy(press tea.KeyPressMsg) tea.Cmd {
	c := slices.Index(sortKeys(), press.String())
	if c < 0 {
		c = (s.order.column + 1) % len(sortKeys())
	}
	s.order = order{column: c, falling: c == s.order.column && !s.order.falling}
	s.show()
	return nil
}

// sorted are the interviews in the order that was chosen; the usual one is that in which
// they were read, which turned round is the other way.
func (s *interviewsScreen) sorted() []recruit.InterviewSummary {
	if s.order == (order{}) {
		return s.all
	}
	all := slices.Clone(s.all)
	if s.order.column == 0 {
		slices.Reverse(all)
		return all
	}
	by := make(map[recruit.InterviewID]string, len(all))
	for _, i := range all {
		by[i.ID] = sanitize.Fold(s.cellOf(i))
	}
	slices.SortStableFunc(all, func(x, y recruit.InterviewSummary) int {
		c := cmp.Compare(by[x.ID], by[y.ID])
		if s.order.falling {
			c = -c
		}
		return c
	})
	return all
}

// cellOf is the text by which an interview stands in its place.
func (s *interviewsScreen) cellOf(i recruit.InterviewSummary) string {
	switch s.order.column {
	case 1:
		return i.CandidateName
	case 2:
		return i.Title
	case 3:
		return wording.Panel(i)
	}
	_, state := wording.SummaryState(i, s.App.Session().Now())
	return state
}

// silentOf names those who have not answered: "? Haru Tanaka, Priya Raman"; "" where
// everybody has, or nobody needs to.
func (s *interviewsScreen) silentOf(i recruit.InterviewSummary) string {
	if i.Status != recruit.Scheduled || !i.Start.After(s.App.Session().Now()) {
		return ""
	}
	var names []string
	for _, p := range i.People {
		if p.Answer == recruit.NoAnswer {
			names = append(names, text.Line(cmp.Or(p.Name, p.Address)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return s.App.Styles().Signs.Asked + " " + strings.Join(names, ", ")
}

// undoKey takes back what was done to many: the last change of each marked one, or else the
// last request.
func (s *interviewsScreen) undoKey() shell.Action {
	k := s.last.Key(s.App, "interviews.undo-many")
	if s.App == nil || len(s.marked) == 0 {
		return k
	}
	k.Label = func() string { return "undo your last change of " + wording.Grouped(len(s.marked)) }
	k.Shown, k.When = nil, func() string { return s.App.Forbidden(recruit.ToSchedule) }
	k.Do = func() tea.Cmd { return bulkui.Open(s.App, bulk.Undo, s.meant(), "", &s.last, s.unmark) }
	return k
}

// markKeys are those that mark interviews and change the marked ones, or the one under the
// cursor.
func (s *interviewsScreen) markKeys() []shell.Action {
	schedule := shell.Unless(s.none, func() string {
		if s.App == nil {
			return ""
		}
		return s.App.Forbidden(recruit.ToSchedule)
	})
	help := func(one, many string) func() string {
		return func() string {
			if len(s.marked) == 0 {
				return one
			}
			return many + " " + wording.Grouped(len(s.marked))
		}
	}
	change := func(kind bulk.Kind, one func(*shell.App, recruit.InterviewID) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			if len(s.marked) == 0 && one != nil {
				return one(s.App, s.chosen())
			}
			return bulkui.Open(s.App, kind, s.meant(), s.Query(), &s.last, s.unmark)
		}
	}
	return []shell.Action{
		{Name: "interviews.reschedule", Key: "r", Help: "Reschedule", Label: help("Reschedule", "Reschedule"), Also: "move bulk", Row: true, When: schedule, Do: change(bulk.Move, OpenReschedule)},
		{Name: "interviews.cancel", Key: "x", Help: "Cancel", Label: help("Cancel", "Cancel"), Also: "bulk call off", Row: true, When: schedule, Do: change(bulk.Cancel, OpenCancel)},
		{Name: "interviews.replace", Key: "e", Help: "replace someone", Label: help("replace someone", "replace someone in"), Also: "bulk swap exchange stand in participant", Row: true, When: schedule, Do: change(bulk.Replace, nil)},
		{Name: "interviews.ask", Key: "A", Help: "ask for missing answers", Label: help("ask for missing answers", "ask again in"), Also: "bulk remind reminder no answer", Row: true, When: schedule, Do: change(bulk.Ask, nil)},
		{Name: "interviews.mark", Key: "space", Help: "mark", When: s.none, Do: s.mark},
		{Name: "interviews.mark-all", Key: "*", Help: "mark all shown", When: shell.Unless(s.none, s.stale), Do: s.markAll},
		{Name: "interviews.unmark", Key: "-", Help: "unmark all", Shown: func() bool { return s.App == nil || len(s.marked) > 0 }, Do: func() tea.Cmd {
			s.marked = nil
			s.show()
			return nil
		}},
		{Name: "interviews.silent", Key: "a", Help: "no answer yet, or all", Also: "unanswered silent pending", Narrows: !s.silent, When: func() string { return shell.If(s.past, "Past interviews need no answer; press p for upcoming ones.") }, Do: func() tea.Cmd {
			s.silent = !s.silent
			s.show()
			s.Table.Move(0)
			return nil
		}},
		{Name: "interviews.sort", Key: strings.Join(sortKeys(), "/"), Help: "sort by When, Candidate, Interview, People, State", Narrows: true, Strokes: sortKeys(), Do: func() tea.Cmd { return s.sortBy(tea.KeyPressMsg{}) }, On: s.sortBy},
	}
}

// meant are the interviews that a change is about: those that are marked, in the order of
// the list and then those out of sight, else the one under the cursor.
func (s *interviewsScreen) meant() []recruit.InterviewSummary {
	var out []recruit.InterviewSummary
	for _, i := range s.sorted() {
		if s.isMarked(i.ID) || len(s.marked) == 0 && i.ID == s.chosen() {
			out = append(out, i)
		}
	}
	var hidden []recruit.InterviewSummary
	for id, i := range s.marked {
		if !slices.ContainsFunc(out, func(o recruit.InterviewSummary) bool { return o.ID == id }) {
			hidden = append(hidden, i)
		}
	}
	slices.SortFunc(hidden, func(x, y recruit.InterviewSummary) int {
		return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(x.ID, y.ID))
	})
	return append(out, hidden...)
}

func (s *interviewsScreen) isMarked(id recruit.InterviewID) bool {
	_, marked := s.marked[id]
	return marked
}

// put marks interviews of the list.
func (s *interviewsScreen) put(ids ...recruit.InterviewID) {
	if s.marked == nil {
		s.marked = marks{}
	}
	for _, i := range s.all {
		if slices.Contains(ids, i.ID) {
			s.marked[i.ID] = i
		}
	}
}

// mark marks the interview under the cursor, or takes the mark away, and goes on to the
// next.
func (s *interviewsScreen) mark() tea.Cmd {
	if id := s.chosen(); s.isMarked(id) {
		delete(s.marked, id)
	} else {
		s.put(id)
	}
	s.show()
	s.Table.Move(s.Table.Cursor() + 1)
	return nil
}

// stale says that the rows are not yet those that the filter asks for.
func (s *interviewsScreen) stale() string {
	return shell.If(s.App != nil && !slices.EqualFunc(s.Asked().Terms, s.asked, filter.Same), "The list is still being read; press * again in a moment.")
}

// markAll marks all that the filter shows.
func (s *interviewsScreen) markAll() tea.Cmd {
	s.put(s.shown...)
	s.show()
	return s.App.Say(theme.Plain, wording.Counted(len(s.shown), "interview")+" marked. Press - to unmark.")
}

// unmark takes the marks away from those that were changed.
func (s *interviewsScreen) unmark(changed []recruit.InterviewID) {
	for _, id := range changed {
		delete(s.marked, id)
	}
}

// missing takes the marks away from what is not in the list any more, and says so. While
// only what a filter asks for was read, nothing else is known to be gone.
func (s *interviewsScreen) missing() tea.Cmd {
	found := map[recruit.InterviewID]bool{}
	for _, i := range s.all {
		if found[i.ID] = true; s.isMarked(i.ID) {
			s.marked[i.ID] = i
		}
	}
	gone := 0
	for id := range s.marked {
		if !found[id] && len(s.asked) == 0 {
			delete(s.marked, id)
			gone++
		}
	}
	if gone == 0 {
		return nil
	}
	return s.App.Say(theme.Warning, wording.Counted(gone, "marked interview")+" no longer in this list; "+wording.Grouped(len(s.marked))+" still marked.")
}

// markedCount says how many are marked, with those that the filter hides.
func (s *interviewsScreen) markedCount(count string) string {
	if len(s.marked) == 0 {
		return count
	}
	said := wording.Grouped(len(s.marked)) + " marked"
	hidden := 0
	for id := range s.marked {
		if !slices.Contains(s.shown, id) {
			hidden++
		}
	}
	if hidden > 0 {
		said += " (" + wording.Grouped(hidden) + " out of sight)"
	}
	return said + " " + s.App.Styles().Signs.Dot + " " + count
}
