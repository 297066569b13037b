package ui

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/form"
	"recruitty/ui/theme"
)

func TestFormModalSavesOrComesBack(t *testing.T) {
	t.Parallel()
	f := start(t, 90, 24, nil)
	var d struct{ Title string }
	failure := errors.New("Zoom cannot be reached, try again")
	saved := 0
	m := NewFormModal(f.app, "New job", "Acme", "save",
		form.Options{Draft: &d, Fields: func() []huh.Field { return []huh.Field{huh.NewInput().Title("Title").Value(&d.Title)} }},
		func(context.Context) error { return failure },
		func() tea.Cmd { saved++; return f.app.Say(theme.OK, "Saved "+d.Title) })
	f.Run(f.app.Open(m))
	f.Type("q1")
	f.Golden("form-90x24")
	if c := f.View().Cursor; c == nil || c.Y < 4 {
		t.Errorf("cursor is %v", c)
	}
	f.Press("ctrl+s")
	f.Shows("✗ Zoom cannot be reached", "q1")
	f.Press("esc")
	f.Shows("Close without saving?")
	f.Press("n")
	failure = nil
	f.Press("ctrl+s")
	if saved != 1 || len(f.app.modals) != 0 {
		t.Errorf("saved %d times, %d modals open", saved, len(f.app.modals))
	}
	f.Shows("✓ Saved q1")
}
