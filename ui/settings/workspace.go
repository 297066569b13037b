package settings

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// workspacePart is what holds for everybody here.
type workspacePart struct {
	app   *shell.App
	facts settingsFacts
}

func (p *workspacePart) Name() string { return shell.WorkspacePart }

func (p *workspacePart) actions() []shell.Action {
	return []shell.Action{{Name: "workspace.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"},
		When: p.app.MayNot(recruit.ToManage), Do: func() tea.Cmd { return editWorkspace(p.app, p.facts) }}}
}

func (p *workspacePart) learn(f settingsFacts) { p.facts = f }

func (p *workspacePart) view(w, _ int) string {
	name := text.Line(p.facts.workspace)
	if name == "" {
		name = "not set; mails and screens name the company with it"
	}
	undo := strconv.Itoa(p.facts.undoSecs) + " seconds in which a decision can be taken back before anything leaves"
	if p.facts.undoSecs == 0 {
		undo = "never; everything leaves at once"
	}
	place, backup := "on the machine that serves this", "its keeper runs: recruitty backup FILE"
	if session := p.app.Session(); !session.Remote {
		place = text.Line(session.Dir)
		backup = "recruitty backup FILE copies it, also while this runs; keep secret.key beside the copy, which opens the sealed passwords"
	}
	address := text.Line(p.facts.hostAddress)
	if address == "" {
		address = "not set; where the team enters by SSH, for the line that invites people"
	}
	return values(p.app, w, [2]string{"Company", name}, [2]string{"Undo", undo}, [2]string{"SSH address", address},
		[2]string{"Data", place}, [2]string{"Backup", backup}, [2]string{"Time zone rules", "release " + timeparse.DataVersion()})
}

// newWorkspace is what holds for everybody, as it is typed.
func newWorkspace(f settingsFacts) *draft.Sheet[settingsFacts] {
	type facts = settingsFacts
	return draft.NewSheet(f, []draft.Field[facts]{
		{Name: "workspace", Label: "Company", Text: func(f *facts) *string { return &f.workspace }},
		{Name: "undo", Label: "Undo seconds", Hint: "0 to 120; how long a decision can be taken back before anything leaves",
			Get: func(f facts) string { return strconv.Itoa(f.undoSecs) }, Set: func(f *facts, typed string) (err error) {
				if f.undoSecs, err = strconv.Atoi(strings.TrimSpace(typed)); err != nil {
					f.undoSecs = -1
				}
				return recruit.CheckUndo(time.Duration(max(-1, min(f.undoSecs, 1000))) * time.Second)
			}},
		{Name: "host_address", Label: "SSH address", Proposal: "desk.example.com:2222", Hint: "where the team enters; stands in the line that invites people",
			Text: func(f *facts) *string { return &f.hostAddress }},
	})
}

// editWorkspace changes the company's name, the time for undo and the address
// of the host.
func editWorkspace(a *shell.App, f settingsFacts) tea.Cmd {
	d := newWorkspace(f)
	settings, actor := a.Desk().Settings, a.Member()
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Workspace", Draft: &d.Texts, Keep: "workspace",
		Fields: func(rows *forms.Fields) []huh.Field { return forms.Rows(rows, d) },
		Save: func() func(context.Context) error {
			next, err := d.Into(f)
			return func(ctx context.Context) error {
				if err != nil {
					return err
				}
				if err := settings.SetHostAddress(ctx, actor, next.hostAddress); err != nil {
					return err
				}
				if err := settings.SetWorkspace(ctx, actor, next.workspace); err != nil {
					return err
				}
				return settings.SetUndo(ctx, actor, time.Duration(next.undoSecs)*time.Second)
			}
		},
		Saved: func() tea.Cmd {
			a.Session().Company = strings.TrimSpace(*d.At("workspace"))
			return shell.SettingsSaved(a, "Workspace saved.")()
		},
	})
}

func (p *workspacePart) holds() [][2]string {
	return [][2]string{{"Company", "workspace name"}, {"Undo", "time seconds to take back"}, {"SSH address", "host"}, {"Data", "folder"}, {"Backup", "restore"}, {"Time zone rules", ""}}
}
