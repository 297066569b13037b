package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/preferences"
	"recruitty/ui/shell"
)

// keyPress is the box that takes the next key for an action.
type keyPress struct {
	part  *keysPart
	known preferences.Known
	said  string // why the last one was not taken
	busy  bool
}

// change asks for the key of the action under the cursor.
func (p *keysPart) change() tea.Cmd {
	k, is := p.selected()
	if !is {
		return nil
	}
	return p.App.Open(&keyPress{part: p, known: k})
}

// Init implements shell.Modal.
func (b *keyPress) Init() tea.Cmd { return nil }

// Typing implements shell.Modal. A key is taken as it comes.
func (b *keyPress) Typing() bool { return false }

// Keys implements shell.Modal.
func (b *keyPress) Keys() []shell.Action {
	return []shell.Action{{Key: "esc", Help: "leave it as it is", Do: func() tea.Cmd {
		b.part.App.Close(b)
		return nil
	}}}
}

// Update implements shell.Modal.
func (b *keyPress) Update(msg tea.Msg) tea.Cmd {
	press, is := msg.(tea.KeyPressMsg)
	if !is || b.busy {
		return nil
	}
	stroke, err := preferences.Stroke(press.String())
	if err != nil {
		b.said = recruit.Capital(err.Error()) + "."
		return nil
	}
	b.busy = true
	app, name := b.part.App, "keys."+b.known.Name
	svc := *app.PreferencesService()
	return shell.Run(app, func(ctx context.Context) (preferences.Now, error) { return svc.Set(ctx, name, stroke) },
		func(now preferences.Now, err error) tea.Cmd {
			if b.busy = false; err != nil {
				b.said = recruit.Sentence(err)
				return nil
			}
			app.Close(b)
			app.SetPreferences(now)
			b.part.show()
			return nil
		})
}

// View implements shell.Modal.
func (b *keyPress) View(maxW, maxH int) (string, *tea.Cursor) {
	app := b.part.App
	w := min(maxW, 64)
	inner, _ := shell.FrameSize(w, maxH)
	lines := []string{app.Grid().Wrap("Press the key for “"+b.known.Help+"” ("+b.known.Where+"). It is "+strings.Join(b.known.Strokes, " or ")+" usually.", inner)}
	if b.said != "" {
		lines = append(lines, "", app.Styles().Warning.Render(app.Grid().Wrap(app.Styles().Signs.Warning+" "+b.said, inner)))
	}
	return app.Frame("Change a key", b.known.Name, strings.Join(lines, "\n"), app.Foot(b.Keys(), "esc"), w, maxH), nil
}
