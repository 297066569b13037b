package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/theme"
)

// deed follows a decision that is saved until everything it calls for has been
// confirmed outside, or needs a person (R11). The work goes on in the outbox,
// also when nobody looks any more.
type deed struct {
	app    *App
	record recruit.Record
	saved  string // "Saved", "Moved"
	err    error  // why the record could not be read
	read   reading
	taking bool // an undo is under way
	done   bool // the box was left or the decision taken back
	// takenBack follows an undo.
	takenBack func() tea.Cmd
}

// newDeed follows r as it was just committed.
func newDeed(a *App, r recruit.Record, saved string) *deed {
	return &deed{app: a, record: r, saved: saved}
}

// begin starts to follow.
func (d *deed) begin() tea.Cmd { return d.beat() }

// beat looks again every second while something is open: states change in this
// process and in others, and the seconds of undo run down.
func (d *deed) beat() tea.Cmd {
	if d.done || d.record.Settled() {
		return nil
	}
	return d.app.after(time.Second, answer{func() tea.Cmd {
		if d.done {
			return nil
		}
		return tea.Batch(d.reread(), d.beat())
	}})
}

func (d *deed) reread() tea.Cmd {
	store, id := d.app.desk().Store, d.record.Interview.ID
	return reread(d.app, &d.read, func(ctx context.Context) (recruit.Record, error) {
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
func (d *deed) changed(c Changed) tea.Cmd {
	if d.done || !c.concerns(func(c recruit.Change) bool { return c.Interview == d.record.Interview.ID }) {
		return nil
	}
	return d.reread()
}

// undoFor is how long the decision can still be taken back.
func (d *deed) undoFor() (time.Duration, bool) {
	until, ok := d.record.Undoable(d.app.Session().Now())
	return until.Sub(d.app.Session().Now()), ok && !d.taking
}

func (d *deed) keys() []Key {
	away := "close, it goes on"
	if d.record.Settled() {
		away = "close"
	}
	keys := []Key{Bind("esc", away, "esc", "enter")}
	if _, ok := d.undoFor(); ok {
		keys = append([]Key{Bind("u", "undo")}, keys...)
	}
	if d.link() != "" {
		keys = append(keys, Bind("c", "copy link"))
	}
	return keys
}

// link is the address at which people meet, while there is something to join.
func (d *deed) link() string {
	if d.record.Interview.Status != recruit.Scheduled {
		return ""
	}
	return d.record.Interview.JoinURL()
}

func (d *deed) press(press tea.KeyPressMsg) (Outcome, tea.Cmd) {
	switch press.String() {
	case "esc", "enter":
		d.done = true
		d.read.slot.Cancel()
		return Closed, d.app.broadcast(Changed{})
	case "c":
		if link := d.link(); link != "" {
			return Stay, d.app.copyText("Join link", link)
		}
	case "u":
		if d.taking {
			return Stay, nil
		}
		if err := d.record.TooLateToUndo(d.app.Session().Now()); err != nil {
			return Stay, d.app.Say(theme.Warning, recruit.Sentence(err))
		}
		return Stay, d.undo()
	}
	return Stay, nil
}

// undo takes the decision back while nothing has left.
func (d *deed) undo() tea.Cmd {
	d.taking = true
	desk, actor, id := d.app.desk(), d.app.Member(), d.record.Interview.ID
	return run(d.app, func(ctx context.Context) (recruit.Record, error) {
		return desk.Scheduling.Undo(ctx, actor, id)
	}, func(_ recruit.Record, err error) tea.Cmd {
		d.taking = false
		if err != nil {
			return tea.Batch(d.app.sayProblem(err), d.reread())
		}
		d.done = true
		d.read.slot.Cancel()
		return tea.Batch(d.takenBack(), d.app.broadcast(Changed{}))
	})
}
