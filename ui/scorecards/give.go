// Package scorecards holds the screens of scorecards: the form of one's own, the panel side
// by side, what a debrief decides, and the forms and guides of a job.
package scorecards

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Give opens the form of the member's own scorecard of an interview. A digit rates an
// attribute and goes on to the next.
func Give(a *shell.App, id recruit.InterviewID) tea.Cmd {
	if why := a.Forbidden(recruit.ToNote); why != "" {
		return a.Say(theme.Warning, why)
	}
	desk, actor := a.Desk(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (scorecards.Sheet, error) { return desk.Scorecards.Sheet(ctx, actor, id) },
		func(x scorecards.Sheet, err error) tea.Cmd {
			if err == nil {
				err = desk.Scorecards.May(actor, x)
			}
			if err != nil {
				return a.SayProblem(err)
			}
			return giveBox(a, x)
		})
}

// GiveAbout opens the form of the member's own scorecard of an interview with a candidate:
// of those that they may judge, one that is missing. Where there are several it asks which.
func GiveAbout(a *shell.App, candidate recruit.CandidateID) tea.Cmd {
	desk, actor := a.Desk(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) ([]scorecards.Sheet, error) {
		return desk.Scorecards.About(ctx, actor, candidate)
	},
		func(all []scorecards.Sheet, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			var missing, own []scorecards.Sheet
			for _, x := range all {
				if err = desk.Scorecards.May(actor, x); err != nil {
					continue
				}
				if own = append(own, x); !x.Own.Given() {
					missing = append(missing, x)
				}
			}
			if len(missing) > 0 {
				own = missing
			}
			switch {
			case len(own) == 1:
				return giveBox(a, own[0])
			case len(own) == 0 && len(all) == 1:
				return a.SayProblem(desk.Scorecards.May(actor, all[0]))
			case len(own) == 0:
				return a.Say(theme.Warning, "There is no interview here that has begun and on whose panel you are.")
			}
			var items []shell.Command
			for _, x := range own {
				items = append(items, shell.Command{Name: text.Line(x.Interview.Title), Hint: a.Stamp(x.Interview.Start), Run: func() tea.Cmd { return giveBox(a, x) }})
			}
			return a.Open(forms.NewPicker(a, "Scorecard of which interview?", "part of the title", items))
		})
}

// typed is what stands in the form; the numbers of attributes are in their order.
type typed struct {
	values                        [scorecards.MaxAttributes]string
	recommendation, note, private string
}

// unrated is the option of an attribute that was not assessed.
const unrated = ""

func giveBox(a *shell.App, x scorecards.Sheet) tea.Cmd {
	desk, actor := a.Desk(), a.Member()
	d := &typed{note: x.Own.Note, private: x.Own.Private}
	for i, at := range x.Form.Attributes {
		if r, ok := x.Own.Rating(at.Name); ok && r.Of == at.Of() {
			d.values[i] = strconv.Itoa(r.Value)
		}
	}
	for i, r := range scorecards.Recommendations() {
		if r == x.Own.Recommendation {
			d.recommendation = strconv.Itoa(i + 1)
		}
	}
	intro := ""
	if x.Own.Unread != "" {
		intro = "Not understood in your mail: " + text.Block(x.Own.Unread)
	}
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Scorecard", Note: x.Interview.CandidateName + ", " + x.Interview.Title, Intro: intro, Verb: "give", Room: 18, Draft: d,
		Keep: fmt.Sprintf("scorecard-%d", x.Interview.ID), About: x.Interview.CandidateID,
		Fields: func(f *forms.Fields) []huh.Field {
			var rows []huh.Field
			for i, at := range x.Form.Attributes {
				row := f.Rating("attribute"+strconv.Itoa(i), text.Truncate(text.Line(at.Name), 18), &d.values[i], ratings(at))
				if at.Hint != "" {
					row.Saying(1, forms.Says(text.Line(at.Hint)))
				}
				rows = append(rows, row)
			}
			return append(rows,
				f.Rating("recommendation", "Recommendation", &d.recommendation, recommendations()),
				f.Lines("note", "Note", &d.note, 2).Saying(1, forms.Says("those who see the candidate read it; of the panel, who has given theirs")),
				f.Lines("private_note", "Private note", &d.private, 1).Saying(1, forms.Says("you and admins alone read it")))
		},
	}, forms.Saves[scorecards.Card]{
		Save: func() func(context.Context) (scorecards.Card, error) {
			c := d.card(x)
			return func(ctx context.Context) (scorecards.Card, error) {
				return desk.Scorecards.Give(ctx, actor, x.Interview.ID, c, x.Own.Version)
			}
		},
		Said: func(c scorecards.Card) string { return "Scorecard given: " + c.Short() + "." },
	})
}

// card is the scorecard that was typed.
func (d *typed) card(x scorecards.Sheet) scorecards.Card {
	c := scorecards.Card{Note: d.note, Private: d.private}
	for i, at := range x.Form.Attributes {
		if n, err := strconv.Atoi(d.values[i]); err == nil {
			if r, err := at.Rate(n); err == nil {
				c = c.WithRating(r)
			}
		}
	}
	if n, err := strconv.Atoi(d.recommendation); err == nil && n >= 1 && n <= len(scorecards.Recommendations()) {
		c.Recommendation = scorecards.Recommendations()[n-1]
	}
	return c
}

func ratings(at scorecards.Attribute) []forms.Option {
	all := []forms.Option{{Value: unrated, Label: "–"}}
	for i, word := range at.Words {
		n := strconv.Itoa(i + 1)
		all = append(all, forms.Option{Value: n, Label: text.Line(n + " " + word)})
	}
	return all
}

func recommendations() []forms.Option {
	all := []forms.Option{{Value: unrated, Label: "–"}}
	for i, r := range scorecards.Recommendations() {
		n := strconv.Itoa(i + 1)
		all = append(all, forms.Option{Value: n, Label: n + " " + r.Words()})
	}
	return all
}
