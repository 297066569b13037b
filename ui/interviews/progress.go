package interviews

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// progress follows a decision that is saved until everything it calls for has been
// confirmed outside, or needs a person (R11). The work goes on in the outbox,
// also when nobody looks any more.
type progress struct {
	app    *shell.App
	record recruit.Record
	saved  string // "Saved", "Moved"
	err    error  // why the record could not be read
	read   shell.Reading
	taking bool // an undo is under way
	done   bool // the box was left or the decision taken back
	// takenBack follows an undo.
	takenBack func() tea.Cmd
}

// newProgress follows r as it was just committed.
func newProgress(a *shell.App, r recruit.Record, saved string) *progress {
	return &progress{app: a, record: r, saved: saved}
}

// begin starts to follow.
func (d *progress) begin() tea.Cmd { return d.beat() }

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
	store, id := d.app.Desk().Store, d.record.Interview.ID
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

func (d *progress) keys() []shell.Action {
	away := "close, it goes on"
	if d.record.Settled() {
		away = "close"
	}
	keys := []shell.Action{shell.Bind("esc", away, "esc", "enter")}
	if _, ok := d.undoFor(); ok {
		keys = append([]shell.Action{shell.Bind("u", "undo")}, keys...)
	}
	if d.link() != "" {
		keys = append(keys, shell.Bind("c", "copy link"))
	}
	return keys
}

// link is the address at which people meet, while there is something to join.
func (d *progress) link() string {
	if d.record.Interview.Status != recruit.Scheduled {
		return ""
	}
	return d.record.Interview.JoinURL()
}

func (d *progress) press(press tea.KeyPressMsg) (shell.Outcome, tea.Cmd) {
	switch press.String() {
	case "esc", "enter":
		d.done = true
		d.read.Slot.Cancel()
		return shell.Closed, d.app.Broadcast(shell.Changed{})
	case "c":
		if link := d.link(); link != "" {
			return shell.Stay, d.app.CopyText("Join link", link)
		}
	case "u":
		if d.taking {
			return shell.Stay, nil
		}
		if err := d.record.TooLateToUndo(d.app.Session().Now()); err != nil {
			return shell.Stay, d.app.Say(theme.Warning, recruit.Sentence(err))
		}
		return shell.Stay, d.undo()
	}
	return shell.Stay, nil
}

// undo takes the decision back while nothing has left.
func (d *progress) undo() tea.Cmd {
	d.taking = true
	desk, actor, id := d.app.Desk(), d.app.Member(), d.record.Interview.ID
	return shell.Run(d.app, func(ctx context.Context) (recruit.Record, error) {
		return desk.Scheduling.Undo(ctx, actor, id)
	}, func(_ recruit.Record, err error) tea.Cmd {
		d.taking = false
		if err != nil {
			return tea.Batch(d.app.SayProblem(err), d.reread())
		}
		d.done = true
		d.read.Slot.Cancel()
		return tea.Batch(d.takenBack(), d.app.Broadcast(shell.Changed{}))
	})
}
