package people

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/flow"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// box is the box for one request about many candidates.
type box struct {
	app    *shell.App
	change people.Change
	of     Chosen

	typed *draft.BulkPeople
	form  *forms.Form
	rows  *forms.Fields
	keep  *shell.DraftSaver
	first string

	stage   stages.Stage
	slot    shell.Slot
	request people.Bulk
	seen    people.Preview
	mail    int // which of the mails is shown, from 0
	result  people.Result
	back    *people.Result // what was taken back, nil before
	err     error          // what ended the whole before it was through
	scroll  int
	work    *stages.Counter
	long    shell.Long // the changes, or their undo, under way
	taking  bool       // an undo is under way
	reading shell.Reading
	done    bool // the box was left
}

// typesFirst reports whether something has to be typed before anything can be looked at.
func (b *box) typesFirst() bool {
	return b.change.Kind == people.Tag || b.change.Kind == people.Mail && b.change.Event == recruit.OnMessage
}

// types reports whether something can be typed.
func (b *box) types() bool {
	return b.change.Kind == people.Tag || b.change.Kind == people.Mail || b.change.Kind == people.Reject
}

// Kept implements keeping.
func (b *box) Kept() *shell.DraftSaver { return b.keep }

// unsent is what is to be kept of what is typed.
func (b *box) unsent() string {
	if b.stage >= stages.Saving || b.kept() == b.first {
		return ""
	}
	return b.kept()
}

func (b *box) kept() string { return draft.Kept{Typed: b.typed.Values()}.Encode() }

// resume puts back what was typed before.
func (b *box) resume(kept string) (tea.Cmd, bool) {
	k, ok := draft.DecodeKept(kept)
	if ok {
		b.typed.Fill(k.Typed)
	}
	return b.form.Rebuild(), ok
}

// Init implements shell.Modal.
func (b *box) Init() tea.Cmd {
	if b.stage >= stages.Saving { // opened again
		return tea.Batch(b.reread(), stages.Follow(b.app, len(b.result.Outcomes), b.isOpen, b.reread))
	}
	if !b.typesFirst() {
		return b.look()
	}
	return b.resize()
}

// Typing implements shell.Modal.
func (b *box) Typing() bool { return b.stage == stages.Typing }

// Update implements shell.Modal.
func (b *box) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case tea.WindowSizeMsg:
		return b.resize()
	case shell.Changed:
		if b.stage == stages.Followed {
			return b.reread()
		}
		return nil
	}
	if b.stage != stages.Typing {
		return nil
	}
	event, cmd := b.form.Update(msg)
	switch event {
	case forms.Submitted:
		return tea.Batch(cmd, b.look())
	case forms.Escaped:
		return tea.Batch(cmd, b.keep.Closing(b, b.form.Failed, nil))
	case forms.Ended:
		return tea.Batch(cmd, forms.SayHowToSave(b.app, "preview"))
	}
	return tea.Batch(cmd, b.keep.Typed())
}

// edit goes to the form with everything typed, and says why. Where nothing can be typed the
// box closes.
func (b *box) edit(why error) tea.Cmd {
	b.slot.Cancel()
	if !b.types() {
		b.app.Close(b)
		return b.app.SayProblem(why)
	}
	b.stage, b.scroll = stages.Typing, 0
	if why == nil {
		return tea.Batch(forms.Reopen(b.form), b.resize())
	}
	return tea.Batch(forms.FailForm(b.form, b.rows, why, func(field string) string { return b.typed.Values()[field] }), b.resize())
}

// look works out what the request would do to each.
func (b *box) look() tea.Cmd {
	w := new(stages.Counter)
	b.work = w
	b.request = people.Bulk{By: flow.By{Services: b.app.Services(), Actor: b.app.Member(), Undo: b.app.Services().Settings.Undo}, Change: b.typed.Read(b.change), Step: w.Step}
	b.stage, b.scroll, b.mail = stages.Looking, 0, 0
	b.form.SetSaving()
	request, ids := b.request, b.of.IDs
	return tea.Batch(stages.Draw(b.app, b.isLooking), shell.Load(b.app, &b.slot, func(ctx context.Context) (people.Preview, error) { return request.Preview(ctx, ids) },
		func(p people.Preview, err error) tea.Cmd {
			if err != nil {
				return b.edit(err)
			}
			b.seen, b.stage = p, stages.Previewed
			return b.keep.Keep(b.unsent(), nil)
		}))
}

// send does what was looked at.
func (b *box) send() tea.Cmd {
	b.stage = stages.Saving
	request, seen := b.request, b.seen
	return stages.Run(b.app, &b.long, "Saving", func(ctx context.Context, told func(done, all int)) (people.Result, error) {
		request.Step = told
		return request.Commit(ctx, seen)
	},
		func(r people.Result, err error) tea.Cmd {
			b.result, b.err, b.stage, b.scroll = r, err, stages.Followed, 0
			if len(r.Done()) > 0 {
				b.of.Last.Note(b)
			}
			var ids []recruit.CandidateID
			for _, o := range r.Done() {
				ids = append(ids, o.ID)
			}
			b.of.Changed(ids)
			return tea.Batch(b.keep.Keep("", nil), stages.Follow(b.app, len(r.Outcomes), b.isOpen, b.reread), b.app.Broadcast(shell.Changed{}))
		})
}

// undo takes back what can still be taken back.
func (b *box) undo() tea.Cmd {
	b.taking = true
	request, r := b.request, b.result
	return stages.Run(b.app, &b.long, "Undoing", func(ctx context.Context, told func(done, all int)) (people.Result, error) {
		request.Step = told
		return request.Undo(ctx, r)
	},
		func(back people.Result, err error) tea.Cmd {
			b.taking, b.back, b.err, b.stage, b.scroll = false, &back, err, stages.TakenBack, 0
			return b.app.Broadcast(shell.Changed{})
		})
}

// leave closes the box; the work goes on.
func (b *box) leave() tea.Cmd {
	b.done = true
	b.slot.Cancel()
	b.reading.Slot.Cancel()
	b.app.Close(b)
	return nil
}

// Reopen implements stages.Again.
func (b *box) Reopen() tea.Cmd {
	b.done, b.scroll = false, 0
	return b.app.Open(b)
}

// isLooking reports whether it is being worked out what would happen.
func (b *box) isLooking() bool { return !b.done && b.stage == stages.Looking }

// isOpen reports whether something that is stages.Followed is not confirmed yet.
func (b *box) isOpen() bool {
	return !b.done && b.stage == stages.Followed && !b.result.Settled(b.app.Session().Now())
}

// reread reads again how far mails and interviews have come.
func (b *box) reread() tea.Cmd {
	if b.result.Settled(b.app.Session().Now()) {
		return nil
	}
	request, r := b.request, b.result
	return shell.Reread(b.app, &b.reading, func(ctx context.Context) (people.Result, error) { return request.Reread(ctx, r) }, func(r people.Result, err error) tea.Cmd {
		if err != nil {
			return b.app.Say(theme.Warning, recruit.Sentence(err))
		}
		if b.stage == stages.Followed {
			b.result = r
		}
		return nil
	})
}
