package shell

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/theme"
)

// keepEvery is how much of what is being typed a crash may cost.
const keepEvery = 800 * time.Millisecond

// DraftSaver saves a draft in the workspace, one write at a time and always the
// newest text last, so that it outlives a crash and a lost line (R12).
type DraftSaver struct {
	App    *App
	Key    string
	Text   func() string       // what is to be kept at the moment, "" for nothing
	Stored string              // what the workspace holds as far as we know
	next   *string             // what is still to be written
	after  func(error) tea.Cmd // goes on once that is written; may be nil
	busy   bool
	due    bool
	err    error // why the last write failed
	// refused says that closing the box failed once, since what is typed could
	// not be kept.
	refused bool
}

// Typed sees to it that what has been typed is kept soon.
func (k *DraftSaver) Typed() tea.Cmd {
	if k.due || k.Text() == k.Stored {
		return nil
	}
	k.due = true
	return k.App.After(keepEvery, Answer{func() tea.Cmd {
		k.due = false
		return k.Keep(k.Text(), nil)
	}})
}

// Closing closes a box, and keeps what is typed in it: esc means the same in
// every form. Where it cannot be kept, complain says so and the box stays; esc
// once more leaves all the same.
// closed, which may be nil, is called when it has closed.
func (k *DraftSaver) Closing(m Modal, complain func(error) tea.Cmd, closed func()) tea.Cmd {
	text, a := k.Text(), k.App
	end := func() {
		a.Close(m)
		if closed != nil {
			closed()
		}
	}
	switch {
	case text == "":
		a.leave()
		end()
		return k.Keep("", nil)
	case k.refused:
		end()
		return a.Say(theme.Warning, "Closed; what was typed could not be kept: "+recruit.Sentence(k.err))
	}
	return k.Keep(text, func(err error) tea.Cmd {
		if err != nil {
			k.refused = true
			return complain(errors.New("What you typed cannot be saved: " + recruit.Sentence(err) + " esc once more closes it anyway."))
		}
		end()
		return a.Say(theme.Plain, "Closed; what you typed is kept and comes back when you open this again.")
	})
}

// BeginAnew is the key that throws away what was typed in a box, after a question:
// fresh puts back what the form begins with. Where what is kept cannot be thrown
// away, complain says so and everything stays.
func (k *DraftSaver) BeginAnew(fresh func() tea.Cmd, complain func(error) tea.Cmd) Action {
	anew := BeginAnew()
	anew.Do = func() tea.Cmd {
		return k.App.Open(NewConfirm(k.App, "Start over?", "What was typed here is thrown away.", "start over", func() tea.Cmd {
			typed := k.Text
			k.Text = func() string { return "" }
			return k.Keep("", func(err error) tea.Cmd {
				if k.Text = typed; err != nil {
					return complain(errors.New("What was typed cannot be thrown away: " + recruit.Sentence(err)))
				}
				return tea.Batch(fresh(), k.App.Say(theme.Plain, "Started over."))
			})
		}))
	}
	return anew
}

// BeginAnew throws away what was typed into a form.
func BeginAnew() Action { return Bind("ctrl+r", "start over") }

// Forget removes what is kept, once it is saved or not wanted any more.
func (k *DraftSaver) Forget() tea.Cmd {
	k.Text = func() string { return "" }
	return k.Keep("", nil)
}

// Keep writes text unless it is what the workspace holds already; then is
// called when nothing is left to write, or writing failed.
func (k *DraftSaver) Keep(text string, then func(error) tea.Cmd) tea.Cmd {
	if k.busy {
		k.next = &text
		if then != nil {
			k.after = then
		}
		return nil
	}
	if text == k.Stored {
		if then != nil {
			return then(nil)
		}
		return nil
	}
	k.busy = true
	store, key := k.App.session.Services.Store, k.Key
	return Run(k.App, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, store.SetSetting(ctx, key, text)
	}, func(_ struct{}, err error) tea.Cmd {
		k.busy, k.err = false, err
		if err == nil {
			k.Stored = text
		}
		if next := k.next; next != nil {
			if k.after != nil {
				then = k.after
			}
			k.next, k.after = nil, nil
			return k.Keep(*next, then)
		}
		if then != nil {
			return then(err)
		}
		return nil
	})
}

// keeping is a modal, or a screen, that keeps what is typed into it.
type keeping interface{ Kept() *DraftSaver }

// OpenKept opens a modal with what was typed there before and not saved, which
// restore puts in its place.
func (a *App) OpenKept(m Modal, k *DraftSaver, restore func(text string) (tea.Cmd, bool)) tea.Cmd {
	store, key := a.Services().Store, k.Key
	return Prepare(a, func(ctx context.Context) (string, error) { return store.Setting(ctx, key) },
		func(text string, err error) tea.Cmd {
			if err != nil {
				return tea.Batch(a.Open(m), a.Say(theme.Warning, "What you may have typed here before cannot be read: "+recruit.Sentence(err)))
			}
			return a.OpenWith(m, k, text, restore)
		})
}

// OpenWith is OpenKept for who has read already what was kept.
func (a *App) OpenWith(m Modal, k *DraftSaver, kept string, restore func(text string) (tea.Cmd, bool)) tea.Cmd {
	k.Stored = kept
	cmd := a.Open(m)
	more, ok := restore(kept)
	if !ok {
		return tea.Batch(cmd, more)
	}
	return tea.Batch(cmd, more, a.Say(theme.Plain, "What you typed here before is back; ctrl+r discards it and starts over."))
}

// KeepTyped keeps what has just been typed, when the session is over: the event
// loop must have ended. Without it the last moment before a line was lost would
// be missing. It does not trust what it wrote before: another session of the same
// member may have thrown that away with a form of its own.
func (a *App) KeepTyped(ctx context.Context) error {
	var errs []error
	open := []any{a.Active()}
	for _, m := range a.Modals {
		open = append(open, m)
	}
	for _, m := range open {
		if m, ok := m.(keeping); ok && m.Kept() != nil {
			if text := m.Kept().Text(); text != "" || m.Kept().Stored != "" {
				errs = append(errs, a.session.Services.Store.SetSetting(ctx, m.Kept().Key, text))
			}
		}
	}
	return errors.Join(errs...)
}
