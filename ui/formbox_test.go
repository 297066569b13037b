package ui

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

func TestFormSavesOrComesBack(t *testing.T) {
	t.Parallel()
	f := start(t, 90, 24, func(s *shell.Session) { s.Workspace.Services = &services.Services{Store: &writes{}} })
	var d struct{ Title, City string }
	var failure error
	saved := 0
	f.Run(forms.OpenBox(f.app, forms.FormSpec{
		Title: "New job", Note: "Acme", Draft: &d,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Line("title", "Title", &d.Title), f.Line("city", "City", &d.City)}
		},
		Save: func() func(context.Context) error { return func(context.Context) error { return failure } },
		Saved: func() tea.Cmd {
			saved++
			return f.app.Say(theme.OK, "Saved "+d.Title)
		},
	}))
	f.Type("q1")
	f.Golden("form-90x24")
	if c := f.View().Cursor; c == nil || c.Y < 4 {
		t.Errorf("cursor is %v", c)
	}
	failure = errors.New("boom")
	f.Press("ctrl+s")
	f.Shows("✗ Something went wrong inside recruitty", "q1")

	failure = recruit.Invalid("city", "Nobody knows that city.")
	f.Press("ctrl+s")
	f.Shows("✗ Nobody knows that city.", "q1")
	f.Hides("Something went wrong")
	f.Send(tea.PasteMsg{Content: "Lis\x1b[31m\u202ebon"})
	f.Shows("Lisbon")
	f.Hides("Nobody knows that city")

	f.Send(tea.WindowSizeMsg{Width: 70, Height: 20})
	f.Shows("Lisbon", "q1")
	failure = nil
	f.Press("ctrl+s")
	if saved != 1 || len(f.app.Modals) != 0 {
		t.Errorf("saved %d times, %d modals open", saved, len(f.app.Modals))
	}
	f.Shows("✓ Saved q1")
}
