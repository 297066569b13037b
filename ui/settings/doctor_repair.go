package settings

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/ui/connect"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// repairWord names what one key does about a finding.
func repairWord(r doctor.Repair) string {
	return map[doctor.Repair]string{doctor.Reconnect: "Reconnect", doctor.RecreateIt: "create it again", doctor.AdoptIt: "take it over",
		doctor.MoveItBack: "move it back", doctor.DeleteOrphan: "delete it", doctor.EndAccess: "revoke it"}[r]
}

// repair does what a finding offers, after a question where something is deleted
// or people get mail.
func (p *doctorPart) repair(f doctor.Finding) tea.Cmd {
	a := p.App
	ask := func(title, what string) tea.Cmd {
		return a.Open(shell.NewConfirm(a, title, text.Line(f.Sentence)+" "+what, repairWord(f.Repair), func() tea.Cmd { return p.run(f) }))
	}
	switch f.Repair {
	case doctor.NoRepair:
		return nil
	case doctor.Reconnect:
		return p.reconnect(f)
	case doctor.DeleteOrphan:
		return ask("Delete this meeting at Zoom?", "Its link stops working; this cannot be undone.")
	case doctor.EndAccess:
		return ask("Revoke this access at Zoom?", "Its meetings stay, but can no longer be changed from here.")
	case doctor.RecreateIt:
		return ask("Create the meeting again?", "Everyone who was invited gets an email with the new link.")
	}
	return p.run(f)
}

// reconnect leads to the sign-in of the connection that a finding is about.
func (p *doctorPart) reconnect(f doctor.Finding) tea.Cmd {
	switch shared := p.facts.shared; {
	case shared.ID == f.ConnectionID && shared.Kind == recruit.ServerToServer:
		return connect.OpenServerApp(p.App, nil)
	case shared.ID != f.ConnectionID && p.facts.zoom.Connection.ID != f.ConnectionID:
		return p.App.Say(theme.Warning, "This is another member's connection; they connect it again in Settings.")
	}
	return connect.OpenConnect(p.App, nil)
}

// run repairs and looks again; what was put right meanwhile is no longer found.
func (p *doctorPart) run(f doctor.Finding) tea.Cmd {
	doctor, actor := p.App.Session().Doctor, p.App.Member()
	return shell.Run(p.App, func(ctx context.Context) (struct{}, error) { return struct{}{}, doctor.Repair(ctx, actor, f) },
		func(_ struct{}, err error) tea.Cmd {
			said := p.App.Say(theme.OK, mended(f.Repair))
			if err != nil {
				said = p.App.SayProblem(err)
			}
			if err != nil && !errors.Is(err, recruit.ErrStale) {
				return said
			}
			return tea.Batch(said, p.App.Broadcast(shell.Changed{}), p.examine())
		})
}

// mended says what was done; what Zoom still has to confirm stands in the outbox.
func mended(r doctor.Repair) string {
	switch r {
	case doctor.DeleteOrphan:
		return "Zoom deleted the meeting."
	case doctor.EndAccess:
		return accessRevoked
	case doctor.AdoptIt:
		return "The interview has its meeting again; what waited for it is on its way."
	}
	return "On its way to Zoom; the outbox shows when it is confirmed."
}
