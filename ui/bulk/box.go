package bulk

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/flow"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/mailview"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// box is the box for one request about many interviews.
type box struct {
	app     *shell.App
	kind    bulk.Kind
	of      []recruit.InterviewSummary
	note    string
	changed func([]recruit.InterviewID)
	circle  draft.Circle

	draft *draft.Bulk
	form  *forms.Form
	rows  *forms.Fields
	keep  *shell.DraftSaver
	first string

	stage    stages.Stage
	slot     shell.Slot
	takeOver bool
	request  bulk.Bulk
	seen     bulk.Preview
	result   bulk.Result
	back     *bulk.Result // what was taken back, nil before
	err      error        // what ended the whole before it was through
	scroll   int
	mails    mailview.Mails
	work     *stages.Counter
	long     shell.Long // the changes, or their undo, under way
	taking   bool       // an undo is under way
	reading  shell.Reading
	done     bool // the box was left
	last     *stages.Last
}

// formless reports whether there is nothing to type: it begins with what would happen.
func (b *box) formless() bool { return b.kind == bulk.Ask || b.kind == bulk.Undo }

// Kept implements keeping.
func (b *box) Kept() *shell.DraftSaver { return b.keep }

// unsent is what is to be kept of what is typed.
func (b *box) unsent() string {
	if b.formless() || b.stage >= stages.Saving || !b.form.Dirty() {
		return ""
	}
	return b.typed()
}

func (b *box) typed() string { return draft.Kept{Typed: b.draft.Values()}.Encode() }

// resume puts back what was typed before.
func (b *box) resume(kept string) (tea.Cmd, bool) {
	k, ok := draft.DecodeKept(kept)
	if ok {
		b.draft.Fill(k.Typed)
	}
	return b.form.Rebuild(), ok
}

// Init implements shell.Modal.
func (b *box) Init() tea.Cmd {
	if b.stage >= stages.Saving { // opened again
		return tea.Batch(b.reread(), stages.Follow(b.app, len(b.result.Outcomes), b.isOpen, b.reread))
	}
	b.first = b.typed()
	if b.formless() {
		return b.look(b.kind)
	}
	return b.resize()
}

// Typing implements shell.Modal.
func (b *box) Typing() bool { return b.stage == stages.Typing }

// Update implements shell.Modal.
func (b *box) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return b.resize()
	case shell.Changed:
		if b.stage == stages.Followed && msg.Affects(func(c recruit.Change) bool { return b.concerns(c.Interview) }) {
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
		return tea.Batch(cmd, b.look(b.kind))
	case forms.Escaped:
		return tea.Batch(cmd, b.keep.Closing(b, b.form.Failed, nil))
	case forms.Ended:
		return tea.Batch(cmd, forms.SayHowToSave(b.app, "preview"))
	}
	return tea.Batch(cmd, b.keep.Typed())
}

// concerns reports whether an interview was changed by the request.
func (b *box) concerns(id recruit.InterviewID) bool {
	for _, o := range b.result.Done() {
		if o.ID == id {
			return true
		}
	}
	return false
}

// edit goes back to the form with everything typed, and says why.
func (b *box) edit(why error) tea.Cmd {
	b.slot.Cancel()
	b.mails.Drop()
	b.stage, b.scroll = stages.Typing, 0
	if b.formless() {
		b.app.Close(b)
		if why != nil {
			return b.app.SayProblem(why)
		}
		return nil
	}
	if why == nil {
		return tea.Batch(forms.Reopen(b.form), b.resize())
	}
	return tea.Batch(forms.FailForm(b.form, b.rows, why, func(field string) string { return b.draft.Values()[field] }), b.resize())
}

// look works out what the request would do to each.
func (b *box) look(kind bulk.Kind) tea.Cmd {
	b.draft.Kind = kind
	change, err := b.draft.Read(b.app.Session().Now().In(b.app.Session().Zone), b.circle)
	b.draft.Kind = b.kind
	if err != nil {
		return b.edit(err)
	}
	b.mails.Drop()
	w := new(stages.Counter)
	b.work = w
	b.request = bulk.Bulk{By: flow.By{Services: b.app.Services(), Actor: b.app.Member(), Undo: b.app.Services().Settings.Undo}, Change: change, TakeOver: b.takeOver, Step: w.Step}
	b.stage, b.scroll = stages.Looking, 0
	b.form.SetSaving()
	request, ids := b.request, make([]recruit.InterviewID, len(b.of))
	for n, i := range b.of {
		ids[n] = i.ID
	}
	return tea.Batch(stages.Draw(b.app, b.isLooking), shell.Load(b.app, &b.slot, func(ctx context.Context) (bulk.Preview, error) { return request.Preview(ctx, ids) },
		func(p bulk.Preview, err error) tea.Cmd {
			if err != nil {
				return b.edit(err)
			}
			b.seen, b.stage = p, stages.Previewed
			mails := b.mails.Load(b.app, p.Foreseen(), width)
			if b.formless() {
				return mails
			}
			return tea.Batch(mails, b.keep.Keep(b.unsent(), nil))
		}))
}

// send does what was looked at.
func (b *box) send() tea.Cmd {
	b.mails.Drop()
	b.stage = stages.Saving
	request, seen := b.request, b.seen
	return stages.Run(b.app, &b.long, "Saving", func(ctx context.Context, told func(done, all int)) (bulk.Result, error) {
		request.Step = told
		return request.Commit(ctx, seen)
	},
		func(r bulk.Result, err error) tea.Cmd {
			b.result, b.err, b.stage, b.scroll = r, err, stages.Followed, 0
			if len(r.Done()) > 0 && b.kind != bulk.Undo {
				b.last.Note(b)
			}
			var ids []recruit.InterviewID
			for _, o := range r.Done() {
				ids = append(ids, o.ID)
			}
			b.changed(ids)
			return tea.Batch(b.keep.Keep("", nil), stages.Follow(b.app, len(r.Outcomes), b.isOpen, b.reread), b.app.Broadcast(shell.Changed{}))
		})
}

// undo takes back what can still be taken back.
func (b *box) undo() tea.Cmd {
	b.taking = true
	request, r := b.request, b.result
	return stages.Run(b.app, &b.long, "Undoing", func(ctx context.Context, told func(done, all int)) (bulk.Result, error) {
		request.Step = told
		return request.Undo(ctx, r)
	},
		func(back bulk.Result, err error) tea.Cmd {
			b.taking, b.back, b.err, b.stage, b.scroll = false, &back, err, stages.TakenBack, 0
			return b.app.Broadcast(shell.Changed{})
		})
}

// leave closes the box; the work goes on.
func (b *box) leave() tea.Cmd {
	b.done = true
	b.slot.Cancel()
	b.mails.Drop()
	b.reading.Slot.Cancel()
	b.app.Close(b)
	if len(b.result.Outcomes) == 0 {
		return nil
	}
	return b.app.Broadcast(shell.Changed{})
}

// Reopen implements stages.Again.
func (b *box) Reopen() tea.Cmd {
	b.done, b.scroll = false, 0
	return b.app.Open(b)
}

// isLooking reports whether it is being worked out what would happen.
func (b *box) isLooking() bool { return !b.done && b.stage == stages.Looking }

// isOpen reports whether something that is stages.Followed is not confirmed yet.
func (b *box) isOpen() bool { return !b.done && b.stage == stages.Followed && !b.settled() }

// settled reports whether everything that was called for is confirmed.
func (b *box) settled() bool {
	for _, o := range b.result.Done() {
		if !o.Record.Settled() {
			return false
		}
	}
	return true
}

// reread reads the interviews again that were changed.
func (b *box) reread() tea.Cmd {
	store, outcomes := b.app.Services().Store, b.result.Outcomes
	return shell.Reread(b.app, &b.reading, func(ctx context.Context) (map[recruit.InterviewID]recruit.Record, error) {
		records := map[recruit.InterviewID]recruit.Record{}
		for _, o := range outcomes {
			if o.Err != nil || !o.Tried || o.Record.Settled() {
				continue
			}
			if r, err := store.Record(ctx, o.ID); err == nil {
				records[o.ID] = r
			} else if !recruit.AboutOne(ctx, err) {
				return nil, err
			}
		}
		return records, nil
	}, func(records map[recruit.InterviewID]recruit.Record, err error) tea.Cmd {
		if err != nil {
			return b.app.Say(theme.Warning, recruit.Sentence(err))
		}
		for n := range b.result.Outcomes {
			if r, ok := records[b.result.Outcomes[n].ID]; ok {
				b.result.Outcomes[n].Record = r
			}
		}
		return nil
	})
}
