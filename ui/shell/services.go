package shell

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/services"
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

// Services are those of the workspace.
func (a *App) Services() *services.Services { return a.session.Services }

// Forbidden says why the member may not do something, "" when they may.
func (a *App) Forbidden(right recruit.Right) string {
	if err := recruit.Allow(a.session.Member, right); err != nil {
		return recruit.Sentence(err)
	}
	return ""
}

// Teach is what an empty place says: what belongs there, and how to begin for
// someone who may.
func (a *App) Teach(right recruit.Right, what, how string) string {
	if a.Forbidden(right) != "" {
		return what
	}
	return what + " " + how
}

// SayProblem shows the sentence of an error that a service answered.
func (a *App) SayProblem(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return a.Say(theme.Error, recruit.Sentence(err))
}

// Act makes a decision of a service and lets every screen read anew. What was
// done is said only once it is saved.
func Act[T any](a *App, f func(context.Context) (T, error), said func(T) string) tea.Cmd {
	return Run(a, f, func(v T, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		cmd := a.Broadcast(Changed{})
		if sentence := said(v); sentence != "" {
			cmd = tea.Batch(cmd, a.Say(theme.OK, sentence))
		}
		return cmd
	})
}

// Reading is a question about the workspace that is asked anew whenever
// something changed. A change during the reading leads to one more reading
// instead of a new start, so that many changes cannot keep the answer away.
type Reading struct {
	Slot  Slot
	again bool
}

// Reread asks the question. f must not touch the screen.
func Reread[T any](a *App, r *Reading, f func(context.Context) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	if r.Slot.Busy() {
		r.again = true
		return nil
	}
	return Load(a, &r.Slot, f, func(v T, err error) tea.Cmd {
		cmd := then(v, err)
		if r.again {
			r.again = false
			return tea.Batch(cmd, Reread(a, r, f, then))
		}
		return cmd
	})
}

// CopyText sends text to the clipboard of the user's terminal. There is no
// answer from a terminal, so the text is shown as well.
func (a *App) CopyText(what, s string) tea.Cmd {
	return tea.Batch(render.Clipboard(s), a.Say(theme.Plain, what+" sent to the clipboard: "+s))
}

// OpenAddress opens a web address in the user's browser.
func (a *App) OpenAddress(address string) tea.Cmd {
	open := a.session.OpenURL
	return Run(a, func(context.Context) (struct{}, error) { return struct{}{}, open(address) },
		func(_ struct{}, err error) tea.Cmd {
			if err != nil {
				return a.Say(theme.Warning, "No browser could be opened; the address is "+address)
			}
			return a.Say(theme.Plain, "Opened "+address)
		})
}

// NoBrowser says why an address cannot be opened from here, "" when it can.
func (a *App) NoBrowser() string {
	if a.session.OpenURL == nil {
		return "There is no browser on this side; copy the link with c instead."
	}
	return ""
}

// RowKey makes the key of a table row out of an identifier.
func RowKey[ID ~int64](id ID) string { return strconv.FormatInt(int64(id), 10) }

// IDOf is the identifier in the key of a table row, 0 when it holds none.
func IDOf[ID ~int64](key string) ID {
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0
	}
	return ID(n)
}

// First is the first reason that is one.
func First(reasons ...string) string {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
}

// SettingsSaved is what follows a change of the settings.
func SettingsSaved(a *App, sentence string) func() tea.Cmd {
	return func() tea.Cmd {
		return tea.Batch(a.Broadcast(Changed{}), a.Say(theme.OK, sentence))
	}
}
