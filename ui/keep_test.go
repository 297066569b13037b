package ui

import (
	"context"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/ui/shell"
)

// writes is a store that takes note of what is kept.
type writes struct {
	recruit.Store
	texts []string
}

func (w *writes) SetSetting(_ context.Context, _, text string) error {
	w.texts = append(w.texts, text)
	return nil
}

// Setting finds nothing that was kept.
func (*writes) Setting(context.Context, string) (string, error) { return "", nil }

// TestWhoLeavesDuringAWriteLeaves presses esc while what was typed before is
// still being written.
func TestWhoLeavesDuringAWriteLeaves(t *testing.T) {
	t.Parallel()
	store := &writes{}
	a := shell.New(shell.Session{Context: t.Context(), Now: time.Now, Zone: time.UTC, Workspace: &workspace.Workspace{Services: &services.Services{Store: store}}}, navigator{})
	left := false
	k := &shell.DraftSaver{App: a}
	write := k.Keep("one", nil)
	if k.Keep("one and two", func(error) tea.Cmd { left = true; return nil }) != nil || k.Keep("one and two!", nil) != nil {
		t.Fatal("two writes at once")
	}
	for range 2 {
		if left {
			t.Fatal("left before it was written")
		}
		write = write().(shell.Answer).Deliver()
	}
	if write != nil || !left || k.Stored != "one and two!" || !slices.Equal(store.texts, []string{"one", "one and two!"}) {
		t.Errorf("written %q, left %v", store.texts, left)
	}
}
