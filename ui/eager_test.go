package ui

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/forms"
	"recruitty/ui/shell"
)

// TestEnterWaitsForWhatIsLookedFor presses enter before anything was found.
func TestEnterWaitsForWhatIsLookedFor(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	ran := ""
	p := forms.NewPicker(f.app, "Everything by name", "", nil)
	p.Find = func(query string) shell.Look {
		return func(context.Context) ([]shell.Command, error) {
			return []shell.Command{{Name: query, Run: func() tea.Cmd { ran = query; return nil }}}, nil
		}
	}
	f.Run(f.app.Open(p))
	cmd := p.Update(tea.PasteMsg{Content: "Priya"})
	f.Shows("Looking")
	if f.Press("enter"); f.app.TopModal() == nil || ran != "" {
		t.Fatalf("enter did %q", ran)
	}
	f.Run(cmd)
	if ran != "Priya" || f.app.TopModal() != nil {
		t.Errorf("once it was found enter did %q", ran)
	}

	// What is typed afterwards takes the wish back.
	ran = ""
	f.Run(f.app.Open(p))
	first := p.Update(tea.PasteMsg{Content: " R"})
	f.Press("enter")
	second := p.Update(tea.PasteMsg{Content: "aman"})
	f.Run(first)
	f.Run(second)
	if ran != "" {
		t.Errorf("enter did %q, which was looked for in vain", ran)
	}
}
