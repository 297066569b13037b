package people

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/services"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Export asks in which format they are written, and where to.
func Export(a *shell.App, c Chosen) tea.Cmd {
	if err := people.CheckCount(len(c.IDs)); err != nil {
		return a.SayProblem(err)
	}
	if a.Session().Inbox == nil && a.Session().Remote {
		return a.Say(theme.Warning, forms.NoDisk(a))
	}
	hints := map[string]string{"csv": "for spreadsheets", "json": "for programs"}
	var items []shell.Command
	for _, format := range people.Formats() {
		items = append(items, shell.Command{Name: format, Hint: hints[format], Run: func() tea.Cmd {
			if a.Session().Inbox != nil {
				return exportTo(a, c, format, "")
			}
			return askWhere(a, c, format)
		}})
	}
	return a.Open(forms.NewPicker(a, "Export "+c.said(), "", items))
}

// exported is where an export was written, and what is not in it.
type exported struct {
	where string
	left  []string
}

// write writes an export.
func write(ctx context.Context, svc *services.Services, ids []recruit.CandidateID, format, to string) (done exported, err error) {
	content, left, err := people.Export(ctx, svc, ids, format)
	if err != nil {
		return done, err
	}
	done.left = left
	done.where, err = svc.Documents.SaveNew("candidates."+format, content, to)
	return done, err
}

// told says where an export is, and what was left out of it (R17).
func (e exported) told(n int) string {
	said := wording.Counted(n-len(e.left), "candidate") + " saved as " + text.Line(e.where) + "."
	if len(e.left) > 0 {
		said = "Saved as " + text.Line(e.where) + ", without " + text.Line(e.left[0])
		if more := len(e.left) - 1; more > 0 {
			said += " and " + wording.Grouped(more) + " more"
		}
	}
	return said
}

func exportTo(a *shell.App, c Chosen, format, to string) tea.Cmd {
	svc, ids := a.Services(), c.IDs
	return shell.Run(a, func(ctx context.Context) (exported, error) { return write(ctx, svc, ids, format, to) }, func(e exported, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case len(e.left) > 0:
			return a.Say(theme.Warning, e.told(len(c.IDs)))
		}
		return a.Say(theme.OK, e.told(len(c.IDs)))
	})
}

// askWhere opens the form for the path to write an export to.
func askWhere(a *shell.App, c Chosen, format string) tea.Cmd {
	d := &struct{ path string }{"~/candidates." + format}
	svc, ids := a.Services(), c.IDs
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Export " + c.said(), Note: format, Draft: d, Keep: "export-candidates-" + format,
		Fields: func(in *forms.Fields) []huh.Field {
			return []huh.Field{in.Line("file", "Path or folder", &d.path).Saying(forms.Says(wording.NotOverwritten))}
		},
	}, forms.Saves[exported]{
		Save: func() func(context.Context) (exported, error) {
			path := draft.Path(d.path)
			return func(ctx context.Context) (exported, error) { return write(ctx, svc, ids, format, path) }
		},
		Said: func(e exported) string { return e.told(len(c.IDs)) }})
}
