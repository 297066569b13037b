package draft

import (
	"context"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/services"
	"recruitty/ui/wording"
)

// Workspace is what holds for everybody, as it is typed.
type Workspace struct {
	Company string
	Undo    time.Duration
	Address string       // where the team enters by SSH
	Reasons []string     // for a rejection; ReasonsForm changes them
	Offers  offers.Rules // OffersForm changes them
}

// ReadWorkspace reads what holds for everybody.
func ReadWorkspace(ctx context.Context, svc *services.Services) (w Workspace, err error) {
	if w.Company, err = svc.Settings.Workspace(ctx); err != nil {
		return w, err
	}
	if w.Address, err = svc.Settings.HostAddress(ctx); err != nil {
		return w, err
	}
	if w.Reasons, err = svc.Outcomes.Reasons(ctx); err != nil {
		return w, err
	}
	if w.Offers, err = svc.Offers.Settings.Rules(ctx); err != nil {
		return w, err
	}
	w.Undo, err = svc.Settings.Undo(ctx)
	return w, err
}

// newWorkspace is what holds for everybody, as it is typed.
func newWorkspace(now Workspace) *Sheet[Workspace] {
	type w = Workspace
	return NewSheet(now, []Field[w]{
		{Name: "workspace", Label: "Company", Optional: true, Help: "As shown in emails and on screens.", Text: func(w *w) *string { return &w.Company }},
		{Name: "undo", Label: "Undo seconds", Hint: "0 to 120; how long you can undo before anything is sent",
			Get: func(w w) string { return strconv.Itoa(wording.Seconds(w.Undo)) }, Set: func(w *w, typed string) error {
				n, err := strconv.Atoi(strings.TrimSpace(typed))
				if err != nil {
					n = -1
				}
				undo := time.Duration(max(-1, min(n, 1000))) * time.Second
				if err := recruit.CheckUndo(undo); err != nil {
					return err
				}
				w.Undo = undo
				return nil
			}},
		{Name: "host_address", Label: "SSH address", Proposal: "desk.example.com:2222", Optional: true, Hint: "where the team connects; it is part of the line you send to new members", Text: func(w *w) *string { return &w.Address }},
	})
}

// WorkspaceForm changes the company's name, the time for undo and the address of the
// host.
func WorkspaceForm(svc *services.Services, actor recruit.Member, now Workspace) Form[Workspace] {
	return Form[Workspace]{Key: "workspace", Title: "Workspace", Sheet: newWorkspace(now), Save: func(ctx context.Context, typed Workspace) (said, warning string, err error) {
		if err := svc.Settings.SetHostAddress(ctx, actor, typed.Address); err != nil {
			return "", "", err
		}
		if err := svc.Settings.SetWorkspace(ctx, actor, typed.Company); err != nil {
			return "", "", err
		}
		return "Workspace saved.", "", svc.Settings.SetUndo(ctx, actor, typed.Undo)
	}}
}
