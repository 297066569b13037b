package people

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// fields are those of the form, by what is to become of the candidates.
func (b *box) fields() []huh.Field {
	t, f := b.typed, b.rows
	when := func() huh.Field {
		return f.Line("when", "Leaves", &t.When).Optional().Proposing("at once").Saying(forms.Says(wording.WhenLetterLeaves))
	}
	switch b.change.Kind {
	case people.Tag:
		return []huh.Field{
			f.Line("add", "Add", &t.Add).Optional().Proposing("tags, separated by commas"),
			f.Line("remove", "Remove", &t.Remove).Optional().Proposing("tags, separated by commas"),
		}
	case people.Reject:
		return []huh.Field{
			f.Radio("told", "Tell them", &t.Told, []forms.Option{{Value: draft.Yes, Label: "each by an email"}, {Value: draft.No, Label: "no email"}}),
			f.Radio("cancel", "Their interviews", &t.Cancel, []forms.Option{{Value: draft.Yes, Label: "cancel them"}, {Value: draft.No, Label: "leave them"}}),
			when(),
		}
	}
	if b.change.Event == recruit.OnMessage {
		return []huh.Field{f.Lines("words", "What it says", &t.Words, 8).Saying(forms.Says("between the greeting and your name; the preview shows the email of each")), when()}
	}
	return []huh.Field{when()}
}

// PreviewActions are the keys while it is looked at what a request would do.
func PreviewActions() []shell.Action {
	return (&box{change: people.Change{Kind: people.Reject}, stage: stages.Previewed}).Keys()
}

// FollowActions are the keys once a request is done.
func FollowActions() []shell.Action { return (&box{stage: stages.Followed}).Keys() }

// Keys implements shell.Modal.
func (b *box) Keys() []shell.Action {
	back := shell.Action{Name: "people.back", Key: "esc", Help: "back", Do: b.backOut}
	leave := shell.Action{Name: "people.leave", Key: "esc", Help: "close", Strokes: []string{"esc", "enter"}, Do: b.leave}
	switch b.stage {
	case stages.Typing:
		keys := append(shell.FormKeys("preview"), b.form.EditorKey(b.app))
		if b.kept() != b.first {
			keys = append(keys, b.keep.BeginAnew(b.begun, b.form.Failed))
		}
		return keys
	case stages.Looking:
		return []shell.Action{back}
	case stages.Previewed:
		verb := "do it"
		if b.app != nil {
			verb = b.seen.Change.Words().Verb
		}
		return []shell.Action{
			{Name: "people.do", Key: "enter", Help: verb, Strokes: []string{"enter", "ctrl+s", "alt+s"}, When: b.nothing, Do: b.send},
			{Name: "people.mails", Key: "tab", Help: "next email", Strokes: []string{"tab", "shift+tab"}, Shown: func() bool { return b.app == nil || len(b.mails()) > 1 }, Turn: b.turn},
			{Name: "people.edit", Key: "e", Help: "change it", Shown: func() bool { return b.types() }, Do: func() tea.Cmd { return b.edit(nil) }},
			{Name: "people.job", Key: "o", Help: "for which job", Shown: func() bool {
				return b.app == nil || b.of.Job == 0 && (b.change.JobID != 0 || len(b.seen.Refused()) > 0) && (b.change.Kind == people.Move || b.change.Kind == people.Reject || b.change.Kind == people.Mail)
			}, Do: b.chooseJob},
			shell.ScrollKeys(&b.scroll),
			back,
		}
	case stages.Saving:
		return []shell.Action{b.long.StopKey()}
	case stages.Followed:
		if b.taking {
			return []shell.Action{b.long.StopKey(), shell.ScrollKeys(&b.scroll)}
		}
		if leave.Help = "close (work continues)"; b.app == nil || b.result.Settled(b.app.Session().Now()) {
			leave.Help = "close"
		}
		return []shell.Action{{Name: "people.undo", Key: "u", Help: b.undoes(), When: b.TooLate, Do: b.undo}, shell.ScrollKeys(&b.scroll), leave}
	case stages.TakenBack:
		return []shell.Action{shell.ScrollKeys(&b.scroll), leave}
	}
	return nil
}

// backOut goes back to what was typed, or leaves where nothing was.
func (b *box) backOut() tea.Cmd {
	if b.typesFirst() || b.kept() != b.first {
		return b.edit(nil)
	}
	b.slot.Cancel()
	return b.leave()
}

// mails are the candidates who would get one.
func (b *box) mails() []people.Item {
	var out []people.Item
	for _, i := range b.seen.Possible() {
		if i.Draft != nil {
			out = append(out, i)
		}
	}
	return out
}

// turn shows the mail of the next candidate.
func (b *box) turn(by int) tea.Cmd {
	if n := len(b.mails()); n > 0 {
		b.mail = (b.mail + by + n) % n
		b.scroll = theEnd // where the mail stands
	}
	return nil
}

// chooseJob asks which job is meant, of those that the candidates are in.
func (b *box) chooseJob() tea.Cmd {
	a, svc, of := b.app, b.app.Services(), b.of
	return shell.Prepare(a, func(ctx context.Context) (links, error) { return linksOf(ctx, svc, of) }, func(all links, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		choose := func(id recruit.JobID) func() tea.Cmd {
			return func() tea.Cmd {
				b.change.JobID = id
				return b.look()
			}
		}
		items := []shell.Command{{Name: "Each their own", Run: choose(0)}}
		for _, j := range all.jobs {
			items = append(items, shell.Command{Name: text.Line(j.Title), Hint: text.Line(j.Department), Run: choose(j.ID)})
		}
		return a.Open(forms.NewPicker(a, "For which job?", "part of the job's title", items))
	})
}

// begun is the form as it was at first.
func (b *box) begun() tea.Cmd {
	if k, ok := draft.DecodeKept(b.first); ok {
		b.typed.Fill(k.Typed)
	}
	return b.form.Rebuild()
}

// nothing says why there is nothing to do.
func (b *box) nothing() string {
	return shell.If(b.app != nil && len(b.seen.Possible()) == 0, wording.NothingForAny)
}

// undoes is what u does: for all, or for those whose mail has not left.
func (b *box) undoes() string {
	if b.app == nil {
		return "undo all"
	}
	if n, _ := b.result.Undoable(b.app.Session().Now()); n < len(b.result.Done()) {
		return "undo " + wording.Grouped(n)
	}
	return "undo all"
}

// TooLate implements stages.Again.
func (b *box) TooLate() string {
	if b.app == nil {
		return ""
	}
	n, _ := b.result.Undoable(b.app.Session().Now())
	switch {
	case b.taking:
		return wording.BeingUndone
	case b.stage == stages.TakenBack:
		return wording.AlreadyUndone
	case n == 0:
		return wording.TooLateForAll
	}
	return ""
}

// foot is the line of keys at the bottom of the box.
func (b *box) foot() string {
	switch b.stage {
	case stages.Typing:
		return shell.Foot(b.Keys(), shell.EditorKey, "esc", "ctrl+s")
	case stages.Followed:
		foot := shell.Foot(b.Keys(), "u", "esc")
		if _, until := b.result.Undoable(b.app.Session().Now()); !until.IsZero() && !b.taking {
			foot = strings.Replace(foot, b.undoes(), b.undoes()+" ("+b.app.Reader().OpenUntil(until)+")", 1)
		}
		return foot
	}
	return shell.Foot(b.Keys(), "tab", "e", "o", "esc", "enter")
}
