package interviews

import (
	"cmp"
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// look works out what the decision would do, and shows it. A brief one, of which
// that stands over the form, is made if it still stands there.
func (c *decisionBox) look() tea.Cmd {
	d, err := c.asks.read()
	if err != nil {
		return c.edit(err)
	}
	c.stage, c.scroll = looking, 0
	c.form.SetSaving()
	return shell.Load(c.app, &c.slot, d.Preview, func(f scheduling.Preview, err error) tea.Cmd {
		p, program := flow.ProgramOf(err)
		switch {
		case program:
			return c.program(d, p)
		case err != nil:
			return c.refused(err)
		}
		c.decision = d
		switch {
		case c.brief && c.stillShown(f):
			return c.send()
		case c.brief:
			return c.edit(nil)
		}
		c.preview, c.stage = &f, previewed
		return tea.Batch(c.keep.Keep(c.unsent(), nil), c.compose())
	})
}

// stillShown takes what a brief decision would do, and reports whether the form shows
// just that. Where it showed something else, a notice says so.
func (c *decisionBox) stillShown(f scheduling.Preview) bool {
	before := c.shown
	c.preview = &f
	if c.shown = c.asks.head(c.width); before != "" && before != c.shown {
		c.notice = cmp.Or(c.notice, "What would happen has changed in the meantime; look at it again. What you typed is still here.")
	}
	return before == c.shown
}

// program asks whether a program among the files is meant to be sent.
func (c *decisionBox) program(d flow.Decision, p flow.Program) tea.Cmd {
	return tea.Batch(c.edit(p.Declined()), c.app.Open(shell.NewConfirm(c.app, "Send a program to "+p.To+"?", text.Line(p.Question()), "send it", func() tea.Cmd {
		if s, sends := d.(*flow.Schedule); sends {
			s.Agree()
		}
		return c.look()
	})))
}

// send makes the decision that was looked at. From the moment it is saved the work
// goes on whether anybody looks or not.
func (c *decisionBox) send() tea.Cmd {
	c.mails.Drop()
	c.stage = saving
	c.form.SetSaving()
	d := c.decision
	return shell.Run(c.app, d.Commit, func(r recruit.Record, err error) tea.Cmd {
		if err != nil {
			return c.refused(err)
		}
		if s, ok := d.(*flow.Schedule); ok {
			c.app.SetMember(s.Actor) // who remembers their choice
		}
		c.stage, c.notice = followed, ""
		_, waits := wording.Ahead(*c.preview)
		c.progress = &progress{app: c.app, record: r, saved: c.words.Saved, waits: waits, close: func() { c.app.Close(c) }, left: c.left, takenBack: c.takenBack}
		return tea.Batch(c.keep.Keep("", nil), c.progress.beat(), c.app.Broadcast(shell.Changed{}))
	})
}

// refused goes back to the form with the reason, and reads the interview again where
// it is no longer what was seen. Where someone else took the time it goes back to the
// preview, which says so: who still wants it sends it once more.
func (c *decisionBox) refused(why error) tea.Cmd {
	if errors.Is(why, recruit.ErrTaken) && !c.brief {
		c.taken = text.Line(recruit.Sentence(why))
		return c.look()
	}
	cmd := c.edit(why)
	if errors.Is(why, recruit.ErrStale) {
		cmd = tea.Batch(cmd, c.reread(true))
	}
	if errors.Is(why, recruit.ErrTaken) {
		cmd = tea.Batch(cmd, c.previewAbove())
	}
	return cmd
}

// takenBack brings the form back after an undo.
func (c *decisionBox) takenBack() tea.Cmd {
	c.progress, c.preview, c.shown = nil, nil, ""
	return tea.Batch(c.edit(nil), c.reread(false), c.keep.Keep(c.unsent(), nil), c.app.Say(theme.OK, wording.UndoneUnsent+" Everything you typed is here."))
}

// changed follows a change anywhere.
func (c *decisionBox) changed(fact shell.Changed) tea.Cmd {
	id := c.record.Interview.ID
	switch {
	case c.progress != nil:
		return c.progress.changed(fact)
	case id == 0:
		return c.asks.heard(fact)
	case fact.Affects(func(n recruit.Change) bool { return n.Interview == id }):
		return c.reread(true)
	}
	return nil
}

// reread reads the interview again. A newer version is said, unless it is the
// member's own, together with what it is now and what the decision would do to it;
// what was typed stays.
func (c *decisionBox) reread(says bool) tea.Cmd {
	store, id := c.app.Services().Store, c.record.Interview.ID
	if id == 0 {
		return nil
	}
	return shell.Reread(c.app, &c.reading, func(ctx context.Context) (recruit.Record, error) { return store.Record(ctx, id) },
		func(r recruit.Record, err error) tea.Cmd {
			if err != nil || c.progress != nil || c.stage == saving {
				return nil
			}
			newer := r.Interview.Version != c.record.Interview.Version
			c.record = r
			var cmd tea.Cmd
			if newer {
				if c.preview, c.shown = nil, ""; says {
					c.notice = text.Line(r.LastChange()) + ". What you typed is still here."
				}
				c.asks.follow()
				cmd = c.edit(nil)
			}
			if c.brief && c.stage == typing {
				cmd = tea.Batch(cmd, c.previewAbove())
			}
			return tea.Batch(cmd, c.resize())
		})
}

// previewAbove shows over the form what a brief decision would do.
func (c *decisionBox) previewAbove() tea.Cmd {
	d, err := c.asks.read()
	if err != nil {
		return c.edit(err)
	}
	return shell.Load(c.app, &c.slot, d.Preview, func(f scheduling.Preview, err error) tea.Cmd {
		if err != nil {
			c.preview, c.shown = nil, ""
			return c.edit(err)
		}
		c.stillShown(f)
		return c.resize()
	})
}
