package settings

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// workspacePart is what holds for everybody here.
type workspacePart struct {
	app   *shell.App
	facts settingsFacts
}

func (p *workspacePart) Name() string { return shell.WorkspacePart }

func (p *workspacePart) actions() []shell.Action {
	return []shell.Action{
		{Name: "workspace.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"},
			When: p.app.MayNot(recruit.ToManage), Do: func() tea.Cmd { return editWorkspace(p.app, p.facts.workspace) }},
		{Name: "workspace.reasons", Key: "r", Help: "reasons", Also: "why a candidate is rejected rejection outcome list", When: p.app.MayNot(recruit.ToManage), Do: func() tea.Cmd {
			return openSetting(p.app, draft.ReasonsForm(p.app.Services(), p.app.Member(), p.facts.workspace.Reasons), 0, "")
		}},
		{Name: "workspace.offers", Key: "o", Help: "offered times", Also: "candidates choose self-scheduling booking page link cut-off reminders offers", When: p.app.MayNot(recruit.ToManage), Do: func() tea.Cmd {
			return openSetting(p.app, draft.OffersForm(p.app.Services(), p.app.Member(), p.facts.workspace.Offers), 0, "")
		}}}
}

func (p *workspacePart) learn(f settingsFacts) { p.facts = f }

func (p *workspacePart) view(w, _ int) string {
	name := text.Line(p.facts.workspace.Company)
	if name == "" {
		name = "not set; shown in emails and on screens"
	}
	undo := strconv.Itoa(wording.Seconds(p.facts.workspace.Undo)) + " seconds to undo before anything is sent"
	if p.facts.workspace.Undo == 0 {
		undo = "none; everything is sent at once"
	}
	place, backup := "on the machine that serves this", "whoever runs it can make one with: recruitty backup FILE"
	if session := p.app.Session(); !session.Remote {
		place = text.Line(session.Dir)
		backup = "recruitty backup FILE copies it, also while this runs; keep secret.key beside the copy, which opens the sealed passwords"
	}
	address := text.Line(p.facts.workspace.Address)
	if address == "" {
		address = "not set; where the team connects by SSH, for invitations"
	}
	return values(p.app, w, [2]string{"Company", name}, [2]string{"Undo", undo}, [2]string{"SSH address", address},
		[2]string{"Reject reasons", text.Line(strings.Join(p.facts.workspace.Reasons, " · "))},
		[2]string{"Offered times", text.Line(draft.OffersWords(p.facts.workspace.Offers))},
		[2]string{"Data", place}, [2]string{"Backup", backup}, [2]string{"Time zone rules", "release " + timeparse.DataVersion()})
}

// editWorkspace changes the company's name, the time for undo and the address
// of the host.
func editWorkspace(a *shell.App, now draft.Workspace) tea.Cmd {
	form := draft.WorkspaceForm(a.Services(), a.Member(), now)
	return forms.OpenBox(a, forms.SpecOf(form, func(said, warning string) tea.Cmd {
		a.Session().Company = strings.TrimSpace(*form.At("workspace"))
		return warned(a, shell.SettingsSaved(a, said)(), warning)
	}))
}

func (p *workspacePart) holds() [][2]string {
	return [][2]string{{"Company", "workspace name"}, {"Undo", "time seconds to take back"}, {"SSH address", "host"}, {"Reject reasons", "rejection outcome why"}, {"Offered times", "candidates choose page cut-off"}, {"Data", "folder"}, {"Backup", "restore"}, {"Time zone rules", ""}}
}
