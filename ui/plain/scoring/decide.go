package scoring

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
)

// Debrief reads out the scorecards of the open candidate for a job and asks what the team
// decides. rejected reports whether that is a no, which is only noted so far.
func (s Scoring) Debrief(ctx context.Context, job recruit.JobID) (rejected bool, err error) {
	if err := recruit.Allow(s.Member, recruit.ToRecruit); err != nil {
		return false, err
	}
	d, err := s.Services.Scorecards.Debrief(ctx, s.Member, s.Candidate, job)
	if err != nil {
		return false, err
	}
	for _, x := range d.Sheets {
		s.read(x)
	}
	form := draft.DebriefForm(s.Services, s.Member, d, s.Now())
	form.Intro = "" // the cards were just read
	if err := talk.FillIn(ctx, s.Conversation, form); err != nil {
		return false, err
	}
	return form.Typed().What == scorecards.Reject, nil
}

// Kit asks for which stage of a job, or which session of it, a form and a guide are written,
// and writes them.
func (s Scoring) Kit(ctx context.Context, j recruit.Job) error {
	if err := recruit.Allow(s.Member, recruit.ToRecruit); err != nil {
		return err
	}
	stages := make([]string, len(j.Stages))
	for i, stage := range j.Stages {
		stages[i] = text.Line(stage)
	}
	n, err := s.Choose(ctx, "Which stage", stages, -1)
	if err != nil {
		return err
	}
	all, err := draft.KitsOf(ctx, s.Services, s.Member, j, j.Stages[n])
	if err != nil {
		return err
	}
	items := make([]string, len(all))
	for i, k := range all {
		items[i] = text.Line(k.For(j)) + ", " + draft.KitHas(k)
	}
	if n, err = s.Choose(ctx, "Scorecard and guide for what", items, -1); err != nil {
		return err
	}
	if k := all[n]; k.Form != nil {
		s.Tell("The form asks for: %s", text.Block(k.Form.Lines()))
	}
	if all[n].Guide != "" {
		s.Tell("The guide says: %s", text.Block(all[n].Guide))
	}
	return talk.FillIn(ctx, s.Conversation, draft.KitForm(s.Services, s.Member, j, all[n]))
}
