package interviews

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// progress follows a decision that is saved until everything it calls for has been
// confirmed outside, or needs a person (R11). The work goes on in the outbox,
// also when nobody looks any more.
type progress struct {
	app    *shell.App
	record recruit.Record
	saved  string   // "Saved", "Moved"
	waits  []string // what will wait and why, as the preview said it
	err    error    // why the record could not be read
	read   shell.Reading
	taking bool // an undo is under way
	// together says that it stands in a box with other interviews of the same decision,
	// which says itself once all of them are confirmed.
	together bool
	done     bool // the box was left or the decision taken back
	close    func()
	left     func() tea.Cmd // follows when the box of what was made is left; nil for nothing
	// takenBack follows an undo.
	takenBack func() tea.Cmd
}

// beat looks again every second while something is open: states change in this
// process and in others, and the seconds of undo run down.
func (d *progress) beat() tea.Cmd {
	if d.done || d.record.Settled() {
		return nil
	}
	return d.app.After(time.Second, shell.Answer{Deliver: func() tea.Cmd {
		if d.done {
			return nil
		}
		return tea.Batch(d.reread(), d.beat())
	}})
}

func (d *progress) reread() tea.Cmd {
	store, id := d.app.Services().Store, d.record.Interview.ID
	return shell.Reread(d.app, &d.read, func(ctx context.Context) (recruit.Record, error) {
		return store.Record(ctx, id)
	}, func(r recruit.Record, err error) tea.Cmd {
		switch {
		case errors.Is(err, recruit.ErrNotFound): // taken back meanwhile
			d.done = true
		case err != nil:
			d.err = err
		default:
			d.record, d.err = r, nil
		}
		return nil
	})
}

// changed is told of changes anywhere.
func (d *progress) changed(c shell.Changed) tea.Cmd {
	if d.done || !c.Affects(func(c recruit.Change) bool { return c.Interview == d.record.Interview.ID }) {
		return nil
	}
	return d.reread()
}

// undoFor is how long the decision can still be taken back.
func (d *progress) undoFor() (time.Duration, bool) {
	until, ok := d.record.Undoable(d.app.Session().Now())
	return until.Sub(d.app.Session().Now()), ok && !d.taking
}

// ProgressActions are the keys once a decision is made.
func ProgressActions() []shell.Action { return new(progress).keys() }

// keys are what can be done about it; undo first, as long as it can be.
func (d *progress) keys() []shell.Action {
	away := "close (work continues)"
	if d.record.Settled() {
		away = "close"
	}
	return []shell.Action{
		{Name: "decision.undo", Key: "u", Help: "undo", Do: d.undo, When: func() string {
			if d.taking {
				return "It is being undone."
			}
			return recruit.Sentence(d.record.TooLateToUndo(d.app.Session().Now()))
		}},
		{Name: "decision.leave", Key: "esc", Help: away, Strokes: []string{"esc", "enter"}, Do: d.leave},
		{Name: "decision.copy", Key: "c", Help: "copy link", When: func() string { return shell.If(d.link() == "", "There is no link for this interview.") },
			Do: func() tea.Cmd { return d.app.CopyText("Join link", d.link()) }},
	}
}

// link is the address at which people meet, while there is something to join.
func (d *progress) link() string {
	if d.record.Interview.Status != recruit.Scheduled {
		return ""
	}
	return d.record.Interview.JoinURL()
}

// leave closes the box; the work goes on.
func (d *progress) leave() tea.Cmd {
	d.end()
	d.close()
	cmd := d.app.Broadcast(shell.Changed{})
	if d.left != nil {
		cmd = tea.Batch(cmd, d.left())
	}
	return cmd
}

// end stops to follow.
func (d *progress) end() {
	d.done = true
	d.read.Slot.Cancel()
}

// undo takes the decision back while nothing has left.
func (d *progress) undo() tea.Cmd {
	d.taking = true
	svc, actor, id := d.app.Services(), d.app.Member(), d.record.Interview.ID
	return shell.Run(d.app, func(ctx context.Context) (recruit.Record, error) {
		return svc.Scheduling.Undo(ctx, actor, id)
	}, func(_ recruit.Record, err error) tea.Cmd {
		d.taking = false
		if err != nil {
			return tea.Batch(d.app.SayProblem(err), d.reread())
		}
		d.end()
		return tea.Batch(d.takenBack(), d.app.Broadcast(shell.Changed{}))
	})
}
