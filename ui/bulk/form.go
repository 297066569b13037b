package bulk

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/timeparse"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// fields are those of the form, by what is to become of the interviews.
func (b *box) fields() []huh.Field {
	d, f := b.draft, b.rows
	reason := func() huh.Field {
		return f.Line("reason", "Reason", &d.Reason).Optional().Proposing("optional; " + wording.WhoSeesReason)
	}
	usual := "a name or an address"
	for _, m := range b.circle.Panel {
		if m.Address == b.circle.Usual {
			usual = text.Line(cmp.Or(m.Name, m.Address))
		}
	}
	switch b.kind {
	case bulk.Move:
		return []huh.Field{f.Line("shift", "Move by, or to", &d.Shift).Proposing(draft.BulkShift).Saying(b.underShift), reason()}
	case bulk.Replace:
		return []huh.Field{
			f.Line("comes", "Who comes", &d.Comes).Proposing("a name, an address, or a pool").Saying(b.underComes),
			f.Line("leaves", "Instead of", &d.Leaves).Proposing(usual).Saying(b.underLeaves),
		}
	}
	return []huh.Field{reason()}
}

// underShift says what was understood of the shift, and where it brings the first.
func (b *box) underShift() []forms.Hint {
	s, err := b.draft.Moves(b.app.Session().Now().In(b.app.Session().Zone))
	if err != nil {
		return []forms.Hint{{Tone: theme.Dim, Text: text.Line(recruit.Sentence(err))}}
	}
	hints := []forms.Hint{{Tone: theme.Plain, Text: s.Words()}}
	first := b.of[0].Interview
	if at, err := s.Start(first); err == nil {
		moved := first
		moved.Start = at.UTC()
		hints = append(hints, forms.Hint{Text: b.short(first) + " → " + b.short(moved)})
	} else {
		hints = append(hints, forms.Hint{Tone: theme.Warning, Text: text.Line(recruit.Sentence(err))})
	}
	return hints
}

// underLeaves says whom a name means.
func (b *box) underLeaves() []forms.Hint {
	panel := b.circle.Panel
	switch typed := strings.TrimSpace(b.draft.Leaves); {
	case len(panel) == 0:
		return []forms.Hint{{Tone: theme.Warning, Text: "No panel member is invited to these interviews."}}
	case typed == "" && b.circle.Usual != "":
		return []forms.Hint{{Tone: theme.Dim, Text: text.Line(b.circle.Usual)}}
	case typed == "":
		var names []string
		for _, m := range panel[:min(len(panel), 4)] {
			names = append(names, text.Line(cmp.Or(m.Name, m.Address)))
		}
		return []forms.Hint{{Tone: theme.Dim, Text: "e.g. " + strings.Join(names, ", ")}}
	}
	m, err := draft.Someone("", b.draft.Leaves, panel)
	if err != nil {
		return []forms.Hint{{Tone: theme.Warning, Text: text.Line(recruit.Sentence(err))}}
	}
	return []forms.Hint{{Text: text.Line(m.Name + " " + m.Address)}}
}

// underComes says who comes instead.
func (b *box) underComes() []forms.Hint {
	if strings.TrimSpace(b.draft.Comes) == "" {
		if len(b.circle.Pools) > 0 {
			return []forms.Hint{{Tone: theme.Dim, Text: "of a pool, such as " + text.Line(b.circle.Pools[0].Name) + "; whoever is free is chosen for each"}}
		}
		return nil
	}
	address, pool, err := b.circle.Stand(b.draft.Comes)
	switch {
	case err != nil:
		return []forms.Hint{{Tone: theme.Warning, Text: text.Line(recruit.Sentence(err))}}
	case address == "":
		return []forms.Hint{{Text: "someone of " + text.Line(pool.Name) + " whoever is free is chosen for each"}}
	}
	return []forms.Hint{{Text: text.Line(address)}}
}

// short is when an interview is: "Tue 1 Dec 10:00–10:45".
func (b *box) short(i recruit.Interview) string {
	at := b.app.Here(i.Start)
	return timeparse.DateNear(at, b.app.Now()) + " " + b.app.Hours(at, i.Duration)
}

// MoveActions are the keys of the form that moves many, for the list of all keys.
func MoveActions() []shell.Action { return shell.Pick((&box{kind: bulk.Move}).formKeys(), "bulk.find") }

// PreviewActions are the keys while it is looked at what a request would do.
func PreviewActions() []shell.Action {
	return (&box{kind: bulk.Move, stage: stages.Previewed, seen: bulk.Preview{Change: bulk.Change{Kind: bulk.Move}}}).Keys()
}

// FollowActions are the keys once a request is done.
func FollowActions() []shell.Action { return (&box{kind: bulk.Move, stage: stages.Followed}).Keys() }

// formKeys are those of the form.
func (b *box) formKeys() []shell.Action {
	keys := shell.FormKeys("preview")
	if b.kind == bulk.Move {
		find := shell.Action{Name: "bulk.find", Key: "ctrl+f", Help: "find an hour for each", Do: func() tea.Cmd { return b.look(bulk.Find) }}
		keys = append(keys[:1:1], append([]shell.Action{find}, keys[1:]...)...)
	}
	return keys
}

// thePreview is what the mails are read from.
const thePreview = "the preview"

// Keys implements shell.Modal.
func (b *box) Keys() []shell.Action {
	edit := shell.Action{Name: "bulk.edit", Key: "esc", Help: "back", Do: func() tea.Cmd { return b.edit(nil) }}
	leave := shell.Action{Name: "bulk.leave", Key: "esc", Help: "close", Strokes: []string{"esc", "enter"}, Do: b.leave}
	switch b.stage {
	case stages.Typing:
		keys := b.formKeys()
		if b.form.Dirty() {
			keys = append(keys, b.keep.BeginAnew(b.begun, b.form.Failed))
		}
		return keys
	case stages.Looking:
		return []shell.Action{edit}
	case stages.Previewed:
		do := shell.Action{Name: "bulk.do", Key: "enter", Help: b.seen.Change.Words().Verb, Strokes: []string{"enter", "ctrl+s", "alt+s"}, When: b.nothing, Do: b.send}
		if b.mails.Reading() {
			return append([]shell.Action{do}, b.mails.Keys(thePreview, &b.scroll)...)
		}
		return []shell.Action{
			do,
			b.mails.Key(thePreview, &b.scroll),
			{Name: "bulk.take-over", Key: "t", Help: "take over those of others", Shown: func() bool { return b.app != nil && !b.takeOver && b.seen.Others(b.app.Member()) > 0 }, Do: func() tea.Cmd {
				b.takeOver = true
				return b.look(b.seen.Change.Kind)
			}},
			shell.ScrollKeys(&b.scroll),
			edit,
		}
	case stages.Saving:
		return []shell.Action{b.long.StopKey()}
	case stages.Followed:
		if b.taking {
			return []shell.Action{b.long.StopKey(), shell.ScrollKeys(&b.scroll)}
		}
		if leave.Help = "close (work continues)"; b.settled() {
			leave.Help = "close"
		}
		return []shell.Action{
			{Name: "bulk.undo", Key: "u", Help: "undo all", Shown: func() bool { return b.kind != bulk.Undo }, When: b.TooLate, Do: b.undo},
			shell.ScrollKeys(&b.scroll),
			leave,
		}
	case stages.TakenBack:
		return []shell.Action{shell.ScrollKeys(&b.scroll), leave}
	}
	return nil
}

// begun is the form as it was at first.
func (b *box) begun() tea.Cmd {
	if k, ok := draft.DecodeKept(b.first); ok {
		b.draft.Fill(k.Typed)
	} else {
		b.draft.Fill(nil)
	}
	return b.form.Rebuild()
}

// nothing says why there is nothing to do.
func (b *box) nothing() string {
	return shell.If(b.app != nil && len(b.seen.Possible()) == 0, "None of these interviews can be changed like that.")
}

// TooLate implements stages.Again.
func (b *box) TooLate() string {
	if b.app == nil {
		return ""
	}
	_, ok := b.result.UndoUntil(b.app.Session().Now())
	switch {
	case b.taking:
		return wording.BeingUndone
	case b.stage == stages.TakenBack:
		return wording.AlreadyUndone
	case !ok:
		return wording.TooLateForAll
	}
	return ""
}

// foot is the line of keys at the bottom of the box.
func (b *box) foot() string {
	switch b.stage {
	case stages.Typing:
		return shell.Foot(b.Keys(), "esc", "ctrl+f", "ctrl+s")
	case stages.Followed:
		foot := shell.Foot(b.Keys(), "u", "esc")
		if until, ok := b.result.UndoUntil(b.app.Session().Now()); ok && !b.taking {
			foot = strings.Replace(foot, "undo all", "undo all ("+b.app.Reader().OpenUntil(until)+")", 1)
		}
		return foot
	}
	return shell.Foot(b.Keys(), "t", "esc", "tab", "enter")
}
