package draft

import (
	"context"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/ui/text"
)

// CardForm gives or changes a member's own scorecard of an interview.
func CardForm(svc *services.Services, actor recruit.Member, x scorecards.Sheet) Form[scorecards.Card] {
	type card = scorecards.Card
	var fields []Field[card]
	for i, at := range x.Form.Attributes {
		fields = append(fields, rated("attribute"+strconv.Itoa(i), at))
	}
	own := x.Own
	own.Unread = "" // its author has read it by now
	f := Form[card]{Key: "scorecard-" + number(x.Interview.ID), About: x.Interview.CandidateID, Title: "Scorecard", Sheet: NewSheet(own, append(fields,
		Field[card]{Name: "recommendation", Label: "Recommendation", Kind: Rating, Options: recommended(), Help: "What you would do: strong no, no, yes or strong yes.",
			Get: func(c card) string {
				for i, r := range scorecards.Recommendations() {
					if r == c.Recommendation {
						return strconv.Itoa(i + 1)
					}
				}
				return ""
			},
			Set: func(c *card, typed string) (err error) {
				if c.Recommendation = ""; strings.TrimSpace(typed) != "" {
					c.Recommendation, err = scorecards.ParseRecommendation(typed)
				}
				return err
			}},
		Field[card]{Name: "note", Label: "Note", Kind: Lines, Height: 2, Optional: true, Hint: "visible to everyone who sees the candidate, and to the panel once they have given theirs", Text: func(c *card) *string { return &c.Note }},
		Field[card]{Name: "private_note", Label: "Private note", Kind: Lines, Height: 1, Optional: true, Hint: "only you and admins see it", Text: func(c *card) *string { return &c.Private }}))}
	if x.Own.Unread != "" {
		f.Intro = "Not understood in your email: " + text.Block(x.Own.Unread)
	}
	f.Save = func(ctx context.Context, typed card) (said, warning string, err error) {
		given, err := svc.Scorecards.Give(ctx, actor, x.Interview.ID, typed, x.Own.Version)
		if err != nil {
			return "", "", err
		}
		return "Scorecard given: " + given.Short() + ".", "", nil
	}
	return f
}

// labelRoom is how long the name of an attribute is beside its field, in cells.
const labelRoom = 18

// rated is the field of an attribute. One that was rated on another scale is rated anew.
func rated(name string, at scorecards.Attribute) Field[scorecards.Card] {
	called := text.Line(at.Name)
	f := Field[scorecards.Card]{Name: name, Label: text.Truncate(called, labelRoom), Alone: called, Kind: Rating, Hint: text.Line(at.Hint), Optional: true,
		Help: strings.TrimSpace(recruit.Capital(text.Line(at.Hint))+".") + " A number, or nothing where it was not assessed.", Options: []Option{{Label: "–"}},
		Get: func(c scorecards.Card) string {
			if r, ok := c.Rating(at.Name); ok && r.Of == at.Of() {
				return strconv.Itoa(r.Value)
			}
			return ""
		},
		Set: func(c *scorecards.Card, typed string) error {
			if strings.TrimSpace(typed) == "" {
				*c = c.Without(at.Name)
				return nil
			}
			r, err := at.Read(typed)
			if err == nil {
				*c = c.WithRating(r)
			}
			return err
		}}
	if at.Hint == "" {
		f.Help = "A number, or nothing where it was not assessed."
	}
	for i, word := range at.Words {
		n := strconv.Itoa(i + 1)
		f.Options = append(f.Options, Option{Value: n, Label: text.Line(strings.TrimSpace(n + " " + word))})
	}
	return f
}

func recommended() []Option {
	all := []Option{{Label: "–"}}
	for i, r := range scorecards.Recommendations() {
		n := strconv.Itoa(i + 1)
		all = append(all, Option{Value: n, Label: n + " " + r.Words()})
	}
	return all
}

// Decided is what a debrief comes to, as it is typed.
type Decided struct {
	What scorecards.Decision
	Why  string
}

// DebriefForm decides about a candidate for a job; what is given and missing stands above.
func DebriefForm(svc *services.Services, actor recruit.Member, d scorecards.Debrief, now time.Time) Form[Decided] {
	begun := Decided{What: scorecards.Hold}
	choices := []Option{{string(scorecards.Hold), "hold"}, {string(scorecards.Reject), "no"}}
	if d.Next != "" {
		begun.What, choices = scorecards.Advance, append([]Option{{string(scorecards.Advance), "on to " + text.Line(d.Next)}}, choices...)
	}
	return Form[Decided]{Key: "debrief-" + number(d.Job.ID), About: d.Candidate.ID, Title: "Debrief", Intro: text.Block(strings.Join(d.Found(now), "\n")),
		Sheet: NewSheet(begun, []Field[Decided]{
			{Name: "decide", Label: "Decision", Kind: Choice, Options: choices, Hint: "a no goes on to the rejection, which asks what to tell the candidate",
				Get: func(d Decided) string { return string(d.What) }, Set: func(d *Decided, typed string) error {
					d.What = scorecards.Decision(typed)
					return nil
				}},
			{Name: "why", Label: "Why", Kind: Lines, Height: 3, Optional: true, Hint: "the log keeps it; the candidate does not see it", Text: func(d *Decided) *string { return &d.Why }},
		}),
		Save: func(ctx context.Context, typed Decided) (said, warning string, err error) {
			after, err := svc.Scorecards.Decide(ctx, actor, d.Candidate.ID, d.Job.ID, typed.What, typed.Why)
			if err != nil {
				return "", "", err
			}
			if typed.What == scorecards.Advance {
				return text.Line(d.Candidate.Name) + " is now in " + text.Line(after.Application.Stage) + ".", "", nil
			}
			return "Decided: " + typed.What.Words() + ".", "", nil
		}}
}
