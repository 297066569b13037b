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
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// workspacePart is what holds for everybody here.
type workspacePart struct {
	app   *shell.App
	facts settingsFacts
}

func (p *workspacePart) Name() string { return "Workspace" }

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

// editWorkspace changes the company's name, the time for undo and the address
// of the host.
func editWorkspace(a *shell.App, f settingsFacts) tea.Cmd {
	d := &struct{ Name, Undo, Address string }{f.workspace, strconv.Itoa(f.undoSecs), f.hostAddress}
	settings, actor := a.Desk().Settings, a.Member()
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Workspace", Draft: d, Keep: "workspace",
		Fields: func(rows *forms.Fields) []huh.Field {
			return []huh.Field{
				rows.Line("workspace", "Company", &d.Name),
				rows.Line("undo", "Undo seconds", &d.Undo).Saying(1, func() []forms.Hint {
					return []forms.Hint{{Tone: theme.Dim, Text: "0 to 120; how long a decision can be taken back before anything leaves"}}
				}),
				rows.Line("host_address", "SSH address", &d.Address).Proposing("desk.example.com:2222").
					Saying(1, forms.Says("where the team enters; stands in the line that invites people")),
			}
		},
		Value: func(field string) string {
			return map[string]string{"workspace": d.Name, "undo": d.Undo, "host_address": d.Address}[field]
		},
		Save: func() func(context.Context) error {
			name, typed, address := d.Name, strings.TrimSpace(d.Undo), d.Address
			return func(ctx context.Context) error {
				n, err := strconv.Atoi(typed)
				if err != nil || n < 0 || n > 120 {
					return recruit.Invalid("undo", "The time to take something back is a number of seconds from 0 to 120.")
				}
				if err := settings.SetHostAddress(ctx, actor, address); err != nil {
					return err
				}
				if err := settings.SetWorkspace(ctx, actor, name); err != nil {
					return err
				}
				return settings.SetUndo(ctx, actor, time.Duration(n)*time.Second)
			}
		},
		Saved: func() tea.Cmd {
			a.Session().Company = strings.TrimSpace(d.Name)
			return shell.SettingsSaved(a, "Workspace saved.")()
		},
	})
}

func (p *workspacePart) holds() [][2]string {
	return [][2]string{{"Company", "workspace name"}, {"Undo", "time seconds to take back"}, {"SSH address", "host"}, {"Data", "folder"}, {"Backup", "restore"}, {"Time zone rules", ""}}
}
