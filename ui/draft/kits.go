package draft

import (
	"context"
	"errors"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/ui/text"
)

// KitsOf lists for what a form and a guide can be written in a stage of a job: the stage,
// the sessions of its interview plan, all stages of the job, and the workspace.
func KitsOf(ctx context.Context, svc *services.Services, actor recruit.Member, j recruit.Job, stage string) ([]scorecards.Kit, error) {
	all := []scorecards.Kit{{Job: j.ID, Stage: stage}}
	p, err := svc.Loops.Plan(ctx, j.ID, stage, false)
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return nil, err
	}
	for _, s := range p.Sessions {
		all = append(all, scorecards.Kit{Job: j.ID, Stage: stage, Session: s.Title})
	}
	all = append(all, scorecards.Kit{Job: j.ID})
	if recruit.Allow(actor, recruit.ToManage) == nil {
		all = append(all, scorecards.Kit{})
	}
	for i := range all {
		if all[i], err = svc.Scorecards.Kit(ctx, all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// KitHas says what a kit has of its own: "its own form and guide", or that it has nothing.
func KitHas(k scorecards.Kit) string {
	switch {
	case k.Damage != "":
		return "its form cannot be read"
	case k.Form != nil && k.Guide != "":
		return "its own form and guide"
	case k.Form != nil:
		return "its own form"
	case k.Guide != "":
		return "its own guide"
	}
	return "nothing of its own"
}

// WrittenKit is a form and a guide as they are typed.
type WrittenKit struct{ Form, Guide string }

// KitForm writes the scorecard form and the interview guide of a kit.
func KitForm(svc *services.Services, actor recruit.Member, j recruit.Job, k scorecards.Kit) Form[WrittenKit] {
	type kit = WrittenKit
	begun := kit{Guide: k.Guide}
	if k.Form != nil {
		begun.Form = k.Form.Lines()
	}
	key := "kit-" + number(k.Job) + "-" + k.Stage
	if k.Session != "" {
		key += "-" + k.Session
	}
	return Form[kit]{Key: strings.ReplaceAll(recruit.Shorten(key), ".", "_"), Title: "Scorecard and guide", Intro: k.Damage,
		Sheet: NewSheet(begun, []Field[kit]{
			{Name: "form", Label: "Attributes", Kind: Lines, Height: 5, Optional: true, Text: func(k *kit) *string { return &k.Form },
				Help: "One attribute on each line, such as: Coding: clear names, tests. Leave it empty for the standard form."},
			{Name: "guide", Label: "Guide", Kind: Lines, Height: 4, Optional: true, Hint: "questions, and what to look for; the panel sees it, the candidate never does", Text: func(k *kit) *string { return &k.Guide }},
		}),
		Save: func(ctx context.Context, typed kit) (said, warning string, err error) {
			var form *scorecards.Form
			if strings.TrimSpace(typed.Form) != "" {
				read, err := scorecards.ParseForm(typed.Form)
				if err != nil {
					return "", "", err
				}
				form = &read
			}
			// Each is logged by itself.
			saved, err := svc.Scorecards.SetForm(ctx, actor, k, form, k.Version)
			if err == nil {
				k.Version = saved.Version // the form stands, whatever becomes of the guide
				_, err = svc.Scorecards.SetGuide(ctx, actor, saved, typed.Guide, saved.Version)
			}
			if err != nil {
				return "", "", err
			}
			return "Saved for " + text.Line(k.For(j)) + ".", "", nil
		}}
}
