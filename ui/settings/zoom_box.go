package settings

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
)

// connectionBox shows how a connection that works stands, and leads to what can be done
// about it.
type connectionBox struct {
	part   *integrations
	name   string
	of     recruit.Connection
	scroll int
}

// Init implements shell.Modal.
func (b *connectionBox) Init() tea.Cmd { return nil }

// Typing implements shell.Modal.
func (b *connectionBox) Typing() bool { return false }

// Update implements shell.Modal.
func (b *connectionBox) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements shell.Modal.
func (b *connectionBox) Keys() []shell.Action {
	app := b.part.App
	may := app.MayNot(recruit.ToConnect)
	if b.part.Table.Key() == workspaceRow {
		may = app.MayNot(recruit.ToManage)
	}
	then := func(do func() tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			app.Close(b)
			return do()
		}
	}
	return []shell.Action{
		{Name: "integrations.reconnect", Key: "r", Help: "Reconnect", When: may, Do: then(b.part.connect)},
		{Name: "integrations.disconnect", Key: "x", Help: "Disconnect", When: may, Do: then(b.part.disconnect)},
		shell.ScrollKeys(&b.scroll),
		shell.CloseKey(app, b),
	}
}

// View implements shell.Modal.
func (b *connectionBox) View(maxW, maxH int) (string, *tea.Cursor) {
	app := b.part.App
	w := min(maxW, 84)
	inner, rows := shell.FrameSize(w, maxH)
	tone, status := connectionStatus(app, b.of)
	body := values(app, inner, [2]string{"Status", app.Styles().Tone(tone).Render(status)}, [2]string{"Account", accountPlan(b.of)},
		[2]string{"Since", timeparse.Date(app.Here(b.of.Since))}) +
		"\n\n" + zoomDetails(app, b.part.facts, inner)
	shown, seen := shell.Window(body, &b.scroll, max(rows-2, 1))
	return app.FrameSeen(b.name, "", shown, app.Foot(b.Keys(), "r", "x", "esc"), seen, w, maxH), nil
}
