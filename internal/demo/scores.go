package demo

import (
	"context"
	"time"

	"recruitty/recruit/scorecards"
)

// kitted is what the panel of a stage is given.
type kitted struct {
	job         int // position in openings
	stage       string
	form, guide string
}

var kits = [...]kitted{
	{backend, "Technical interview", "Code: clear names, tests without being asked\nFailure and retries: what may happen twice, and what must not\nData: indexes, plans, how a table grows\nCommunication",
		"Begin with the last incident that they worked on: what broke, how they knew, what they changed.\nThen the queue: two workers, one dies half way. Let them draw it.\nListen for what they do not know, and whether they say so.\nLeave ten minutes for their questions."},
	{designer, "Interview", "Craft\nReasons: can say why it is so and not otherwise\nScale: 1 never, 2 seldom, 3 often, 4 always, 5 teaches it\nListens to users",
		"Ask for one thing that went wrong, and what came of it.\nPick a screen of theirs and remove something; what do they defend?"},
}

// judged is a scorecard of an interview of the past.
type judged struct {
	meeting, by int // positions in meetings and in team
	ratings     []int
	recommend   scorecards.Recommendation
	note        string
	private     string
}

// judgements are all but one of those that are awaited: the second of the last panel is late.
var judgements = [...]judged{
	{0, 1, []int{3, 3, 4, 4}, scorecards.Yes, "Asked good questions about the on-call rota.", ""},
	{1, 2, []int{3, 4, 2, 3}, scorecards.Yes, "Knows what happens twice and what must not. SQL is where I would want another look.", "Nervous in the first ten minutes; do not read much into the warm-up."},
	{1, 4, []int{4, 4, 3, 4}, scorecards.StrongYes, "The best answer to the half-dead worker that I have heard this year.", ""},
	{2, 2, []int{4, 3, 2, 3}, scorecards.Yes, "Strong on concurrency. Needs a moment before speaking, and then it is worth it.", ""},
	{3, 1, []int{4, 4, 4}, scorecards.StrongYes, "Defended the empty state, and was right.", ""},
	{6, 3, []int{4, 4, 3, 4}, scorecards.StrongYes, "Took the scale apart and explained every tolerance.", ""},
}

// writeKits writes forms and guides.
func (f *filler) writeKits() {
	for n, k := range kits {
		f.work(f.ago(27, 200-10*n), func(ctx context.Context) error {
			of := scorecards.Kit{Job: f.jobs[k.job].ID, Stage: k.stage}
			form, err := scorecards.ParseForm(k.form)
			if err == nil {
				_, err = f.cards.SetForm(ctx, f.members[1], of, &form, -1)
			}
			if err == nil {
				_, err = f.cards.SetGuide(ctx, f.members[1], of, k.guide, -1)
			}
			return err
		})
	}
}

// scoreInterviews lets the panels of the past give their scorecards.
func (f *filler) scoreInterviews() {
	for n, j := range judgements {
		m := meetings[j.meeting]
		f.at(f.start(m).Add(m.length+45*time.Minute+time.Duration(n)*time.Minute), func(ctx context.Context) error {
			actor := f.members[j.by]
			sheet, err := f.cards.Sheet(ctx, actor, f.held[j.meeting])
			if err != nil {
				return err
			}
			c := scorecards.Card{Recommendation: j.recommend, Note: j.note, Private: j.private}
			for i, a := range sheet.Form.Attributes {
				if i < len(j.ratings) {
					r, err := a.Rate(j.ratings[i])
					if err != nil {
						return err
					}
					c = c.WithRating(r)
				}
			}
			_, err = f.cards.Give(ctx, actor, f.held[j.meeting], c, 0)
			return err
		})
	}
}
