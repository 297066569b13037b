package ui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/render"
	"recruitty/ui/theme"
)

// Member is who acts in this session.
func (a *App) Member() recruit.Member { return a.session.Member }

// SetMember changes who acts, as at the start and after a change of the
// profile: name, time zone and looks follow at once.
func (a *App) SetMember(m recruit.Member) {
	a.session.Member, a.session.Zone = m, m.Location()
	if m.Theme != "" {
		a.SetTheme(m.Theme)
	}
	a.dirty = true
}

// desk is the services of the workspace.
func (a *App) desk() *recruit.Desk { return a.session.Desk }

// forbidden says why the member may not do something, "" when they may.
func (a *App) forbidden(right recruit.Right) string {
	if err := recruit.Allow(a.session.Member, right); err != nil {
		return recruit.Sentence(err)
	}
	return ""
}

// teach is what an empty place says: what belongs there, and how to begin for
// somebody who may.
func (a *App) teach(right recruit.Right, what, how string) string {
	if a.forbidden(right) != "" {
		return what
	}
	return what + " " + how
}

// sayProblem shows the sentence of an error that a service answered.
func (a *App) sayProblem(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return a.Say(theme.Error, recruit.Sentence(err))
}

// act makes a decision of a service and lets every screen read anew. What was
// done is said only once it is saved.
func act[T any](a *App, f func(context.Context) (T, error), said func(T) string) tea.Cmd {
	return run(a, f, func(v T, err error) tea.Cmd {
		if err != nil {
			return a.sayProblem(err)
		}
		cmd := a.broadcast(Changed{})
		if sentence := said(v); sentence != "" {
			cmd = tea.Batch(cmd, a.Say(theme.OK, sentence))
		}
		return cmd
	})
}

// reading is a question about the workspace that is asked anew whenever
// something changed. A change during the reading leads to one more reading
// instead of a new start, so that many changes cannot keep the answer away.
type reading struct {
	slot  Slot
	again bool
}

// reread asks the question. f must not touch the screen.
func reread[T any](a *App, r *reading, f func(context.Context) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	if r.slot.Busy() {
		r.again = true
		return nil
	}
	return load(a, &r.slot, f, func(v T, err error) tea.Cmd {
		cmd := then(v, err)
		if r.again {
			r.again = false
			return tea.Batch(cmd, reread(a, r, f, then))
		}
		return cmd
	})
}

// copyText sends text to the clipboard of the user's terminal. There is no
// answer from a terminal, so the text is shown as well.
func (a *App) copyText(what, s string) tea.Cmd {
	return tea.Batch(render.Clipboard(s), a.Say(theme.Plain, what+" sent to the clipboard: "+s))
}

// openAddress opens a web address in the user's browser.
func (a *App) openAddress(address string) tea.Cmd {
	open := a.session.OpenURL
	return run(a, func(context.Context) (struct{}, error) { return struct{}{}, open(address) },
		func(_ struct{}, err error) tea.Cmd {
			if err != nil {
				return a.Say(theme.Warning, "No browser could be opened; the address is "+address)
			}
			return a.Say(theme.Plain, "Opened "+address)
		})
}

// noBrowser says why an address cannot be opened from here, "" when it can.
func (a *App) noBrowser() string {
	if a.session.OpenURL == nil {
		return "There is no browser on this side; copy the link with c instead."
	}
	return ""
}

// rowKey makes the key of a table row out of an identifier.
func rowKey[ID ~int64](id ID) string { return strconv.FormatInt(int64(id), 10) }

// idOf is the identifier in the key of a table row, 0 when it holds none.
func idOf[ID ~int64](key string) ID {
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0
	}
	return ID(n)
}

// first is the first reason that is one.
func first(reasons ...string) string {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
}

// saved is what follows a change of the settings.
func settingsSaved(a *App, sentence string) func() tea.Cmd {
	return func() tea.Cmd {
		return tea.Batch(a.broadcast(Changed{}), a.Say(theme.OK, sentence))
	}
}
