package plain

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// plan writes or changes the interview plan of a stage of a job, removes it, or brings it
// back.
func (p *plain) plan(ctx context.Context, rest string) error {
	word, words, _ := strings.Cut(rest, " ")
	do := p.writePlan
	switch strings.ToLower(word) {
	case "remove":
		do = p.removePlan
	case "restore":
		do = p.restorePlan
	default:
		words = rest
	}
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	j, err := p.foundJob(ctx, strings.TrimSpace(words), "")
	if err != nil {
		return err
	}
	whole, err := p.Services.Store.Job(ctx, j.ID)
	if err != nil {
		return err
	}
	all, err := p.Services.Loops.Plans(ctx, j.ID, true)
	if err != nil {
		return err
	}
	items := make([]string, len(whole.Stages))
	for i, stage := range whole.Stages {
		items[i] = text.Line(stage) + ", " + planState(all, stage)
	}
	p.Tell("Interview plans of %s.", text.Line(whole.Title))
	n, err := p.Choose(ctx, "Which stage", items, -1)
	if err != nil {
		return err
	}
	return do(ctx, whole, whole.Stages[n])
}

// planState says in a line how the plan of a stage stands.
func planState(all []loops.Plan, stage string) string {
	for _, p := range all {
		switch {
		case p.Stage != stage:
		case p.Damage != "":
			return "cannot be read"
		case p.Removed():
			return "removed"
		case len(p.Gone()) > 0:
			return text.Line(p.Gone()[0])
		default:
			return text.Line(p.Words())
		}
	}
	return "no plan yet"
}

// writePlan asks for the plan of a stage.
func (p *plain) writePlan(ctx context.Context, j recruit.Job, stage string) error {
	of, err := draft.ReadPlan(ctx, p.Services, j.ID, stage)
	if err != nil {
		return err
	}
	for _, s := range of.Sessions {
		p.Tell("%s.", text.Line(draft.SessionWords(s)))
	}
	for _, gone := range of.Gone() {
		p.Tell("Warning: %s; nothing can be booked until it is taken out.", text.Line(gone))
	}
	return talk.FillIn(ctx, p.Conversation, draft.PlanForm(p.Services, p.Member, of))
}

func (p *plain) removePlan(ctx context.Context, j recruit.Job, stage string) error {
	if _, err := p.Services.Loops.Plan(ctx, j.ID, stage, false); err != nil {
		return noPlan(stage)
	}
	if err := p.sure(ctx, "Remove the interview plan of "+text.Line(stage)+"? What was booked by it stays."); err != nil {
		return err
	}
	if _, err := p.Services.Loops.Remove(ctx, p.Member, j.ID, stage); err != nil {
		return err
	}
	p.Tell("Removed the interview plan of %s. plan restore undoes that.", text.Line(stage))
	return nil
}

func (p *plain) restorePlan(ctx context.Context, j recruit.Job, stage string) error {
	was, err := p.Services.Loops.Plan(ctx, j.ID, stage, true)
	if err != nil || !was.Removed() {
		return recruit.NotFound("No interview plan of %s was removed.", wording.Shown(stage))
	}
	if _, err := p.Services.Loops.Restore(ctx, p.Member, j.ID, stage); err != nil {
		return err
	}
	p.Tell("%s", wording.BroughtBack("the interview plan of", stage))
	return nil
}

// noPlan refuses what needs an interview plan.
func noPlan(stage string) error {
	return recruit.NotFound("%s has no interview plan yet; type plan to write one.", wording.Shown(stage))
}
