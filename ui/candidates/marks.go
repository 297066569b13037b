package candidates

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	bulkui "recruitty/ui/bulk/people"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// marks are the candidates of a list that were chosen to be changed together, in the order
// in which they were. They stay while the list is filtered, turned or read anew.
type marks struct {
	of   []recruit.CandidateID
	slot shell.Slot // of what marks all
}

func (m *marks) has(id recruit.CandidateID) bool { return slices.Contains(m.of, id) }

// mark marks who is under the cursor, or takes the mark away, and goes on to the next.
func (l *CandidateList) mark() tea.Cmd {
	id := l.Selected()
	switch n := slices.Index(l.marks.of, id); {
	case n >= 0:
		l.marks.of = slices.Delete(l.marks.of, n, n+1)
	case len(l.marks.of) == people.Max:
		return l.App.SayProblem(people.CheckCount(people.Max + 1))
	default:
		l.marks.of = append(l.marks.of, id)
	}
	l.show()
	l.Table.Move(l.Table.Cursor() + 1)
	return l.more()
}

// markAll marks all that the list shows, up to as many as one request changes, and says
// how many these are and of how many.
func (l *CandidateList) markAll() tea.Cmd {
	q := l.Filter
	q.After, q.Before, q.Limit, q.CountTo = "", "", people.Max, sureRows
	return l.read(&l.marks.slot, q, func(p recruit.CandidatePage, err error) tea.Cmd {
		if err != nil {
			return l.App.SayProblem(err)
		}
		put, left := 0, 0
		for _, c := range p.Rows {
			switch {
			case l.marks.has(c.ID):
				put++
			case len(l.marks.of) == people.Max:
				left++
			default:
				l.marks.of = append(l.marks.of, c.ID)
				put++
			}
		}
		l.show()
		if left > 0 || p.More || p.Total > len(p.Rows) {
			all := wording.Grouped(p.Total)
			if p.More {
				all = "more than " + all
			} else if p.About {
				all = "about " + all
			}
			return l.App.Say(theme.Warning, wording.Grouped(put)+" of "+all+" marked: one request changes at most "+wording.Grouped(people.Max)+". Filter for fewer, or go on with these.")
		}
		return l.App.Say(theme.Plain, wording.Counted(put, "candidate")+" marked. Press - to unmark.")
	})
}

func (l *CandidateList) unmarkAll() {
	l.marks.slot.Cancel()
	l.marks.of = nil
	l.show()
}

// unmark takes the marks away from those who were changed.
func (l *CandidateList) unmark(changed []recruit.CandidateID) {
	l.marks.of = slices.DeleteFunc(l.marks.of, func(id recruit.CandidateID) bool { return slices.Contains(changed, id) })
	l.show()
}

// MarkedCount says how many are marked, with those that are not among the rows here.
func (l *CandidateList) MarkedCount(count string) string {
	if len(l.marks.of) == 0 {
		return count
	}
	said := wording.Grouped(len(l.marks.of)) + " marked"
	if l.Query() != "" || l.Filter.Stage != "" {
		here := 0
		for _, p := range l.pages {
			for _, c := range p.Rows {
				if l.marks.has(c.ID) {
					here++
				}
			}
		}
		if hidden := len(l.marks.of) - here; hidden > 0 {
			said += " (" + wording.Grouped(hidden) + " out of sight)"
		}
	}
	return said + " " + l.App.Styles().Signs.Dot + " " + count
}

// Marked reports whether anybody is marked.
func (l *CandidateList) Marked() bool { return len(l.marks.of) > 0 }

// meant are those whom a change is about: the marked ones, else who is under the cursor.
func (l *CandidateList) meant() bulkui.Chosen {
	c := bulkui.Chosen{IDs: slices.Clone(l.marks.of), Job: l.Filter.JobID, Changed: l.unmark, Last: &l.last}
	if id := l.Selected(); len(c.IDs) == 0 && id != 0 {
		c.IDs = []recruit.CandidateID{id}
	}
	return c
}

// MarkKeys are those that mark candidates and change the marked ones. none says that nobody
// is under the cursor; one are what the keys m, X, E and l do about who is under the cursor
// while nobody is marked, by their names; a key that is not among them is left out then.
func (l *CandidateList) MarkKeys(none func() string, one map[string]func() tea.Cmd) []shell.Action {
	app := l.App
	may := app.MayNot(recruit.ToRecruit)
	meant := func() string {
		if l.Marked() {
			return ""
		}
		return none()
	}
	change := func(name, key, help, them, also string, many func(*shell.App, bulkui.Chosen) tea.Cmd) shell.Action {
		return shell.Action{Name: name, Key: key, Help: help, Also: "bulk many several marked " + also, Row: strings.HasPrefix(name, "candidates."), When: shell.Unless(may, meant),
			Label: func() string {
				if !l.Marked() {
					return help
				}
				return them + " " + wording.Grouped(len(l.marks.of))
			},
			Do: func() tea.Cmd {
				do, alone := one[name]
				switch {
				case l.coming() && !l.Marked():
					return app.Want(shell.Action{Name: name, When: shell.Unless(may, meant), Do: func() tea.Cmd { return many(app, l.meant()) }})
				case alone && !l.Marked():
					return do()
				}
				return many(app, l.meant())
			}}
	}
	return []shell.Action{
		change("candidate.move", "m", "move stage", "move", "reject hire unlink take out of a job", bulkui.Move),
		change("candidate.reject", "X", "reject", "reject", "turn down say no outcome decline", bulkui.Reject),
		change("candidate.mail", "E", "write to them", "write to", "mail email letter template", bulkui.Write),
		change("candidates.tag", "t", "tags", "tag", "tag untag label", bulkui.Tag),
		change("candidates.owner", "O", "owner", "owner of", "set their owner", bulkui.Own),
		{Name: "candidates.export", Key: "y", Help: "export", Also: "marked save csv json file spreadsheet", Row: true, When: meant, Do: func() tea.Cmd { return bulkui.Export(app, l.meant()) }},
		{Name: "candidates.mark", Key: "space", Help: "mark", When: none, Do: l.mark},
		{Name: "candidates.mark-all", Key: "*", Help: "mark all shown", When: none, Do: l.markAll},
		{Name: "candidates.unmark", Key: "-", Help: "unmark all", Shown: func() bool { return app == nil || l.Marked() }, Do: func() tea.Cmd {
			l.unmarkAll()
			return nil
		}},
		l.last.Key(app, undoesMany),
	}
}

// undoesMany is the name of the key that leads back to what was done to many.
const undoesMany = "candidates.undo-many"

// OfferUndo puts that key where the footer shows it, while something can be taken back.
func (l *CandidateList) OfferUndo(keys []shell.Action) []shell.Action {
	return l.last.Offer(keys, undoesMany)
}

// UndoesMany reports whether what was done last to many of the list can be taken back.
func (l *CandidateList) UndoesMany() bool { return l.last.Undoable() }

// LeadMarked brings what is done with the marked ones to the front.
func LeadMarked(keys []shell.Action) []shell.Action {
	return shell.Leading(keys, "candidate.move", "candidate.reject", "candidate.mail", "candidates.unmark")
}

// withOne asks for the profile of who is under the cursor, and goes on with it.
func (l *CandidateList) withOne(then func(*shell.App, recruit.Profile) tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd { return withProfile(l.App, l.Selected(), then) }
}

// RejectOne and WriteToOne are about who is under the cursor: a rejection for the job of the
// list, and a mail.
func (l *CandidateList) RejectOne() tea.Cmd {
	return l.withOne(func(a *shell.App, p recruit.Profile) tea.Cmd { return RejectFor(a, p.Candidate, l.Filter.JobID, "") })()
}

// WriteToOne asks for a template; see RejectOne.
func (l *CandidateList) WriteToOne() tea.Cmd { return l.withOne(writeTo)() }

// LinkMarked links the marked ones to a job.
func (l *CandidateList) LinkMarked() tea.Cmd { return bulkui.Link(l.App, l.meant()) }
