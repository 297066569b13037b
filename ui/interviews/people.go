package interviews

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// addressHint says how far a correction of the candidate's address goes.
func addressHint(address string, r recruit.Record) string {
	if strings.EqualFold(address, r.Candidate.Email) {
		return "the profile and other upcoming interviews follow"
	}
	return "for this interview; the profile has " + text.Line(r.Candidate.Email)
}

// regrouping is the form in which people are invited or taken off.
type regrouping struct {
	change
	draft *draft.People
	among
}

// among is out of whom people are chosen.
type among struct {
	team  []recruit.Member
	pools []pools.Pool // those that are in use
}

// openPeople opens Who is invited.
func openPeople(a *shell.App, id recruit.InterviewID) tea.Cmd {
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) (all among, err error) {
		if all.team, err = svc.Store.Members(ctx, false); err == nil {
			all.pools, err = svc.Pools.List(ctx, false)
		}
		return all, err
	},
		func(all among, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return openChange(a, id, func(r recruit.Record) *decisionBox {
				d := draft.NewPeople(r)
				c := &regrouping{change{newChange(a, r, (*flow.People)(nil).Words(), 25), d}, d, all}
				return c.ask(c, d, c.key("people"))
			})
		})
}

func (c *regrouping) fields() []huh.Field {
	d := c.draft
	rows := []huh.Field{
		c.rows.Row("participants", "Participants", choosePeople(c.app, &d.Panel, c.team, d.Candidate).Typed(&d.Person)).Saying(forms.Says("backspace removes the last one; ← chooses another")),
	}
	if len(c.pools) > 0 {
		rows = append(rows, c.rows.Line("pools", "More from pools", &d.Pools).Optional().Proposing("1 of "+text.Line(c.pools[0].Name)).Saying(c.underPools))
	}
	return append(rows,
		c.rows.Line("candidate", "Candidate's address", &d.Candidate).Saying(forms.Says(addressHint(d.Candidate, c.record))),
		entryRow(c.app, c.rows, (*string)(&d.Entry), "", func() bool {
			return slices.ContainsFunc(append(slices.Clone(d.Panel), d.Candidate), func(address string) bool { return sanitize.SameAddress(address, c.app.Member().Email) })
		}))
}

// underPools says how who comes of a pool is chosen, or what is wrong with what is typed.
func (c *regrouping) underPools() []forms.Hint {
	if strings.TrimSpace(c.draft.Pools) == "" {
		return nil
	}
	if _, err := c.draft.Needs(c.pools); err != nil {
		return []forms.Hint{{Tone: theme.Warning, Text: text.Line(recruit.Sentence(err))}}
	}
	return []forms.Hint{{Tone: theme.Dim, Text: "those who are free are chosen in the next step"}}
}

// follow takes in whom someone else has invited or taken off meanwhile.
func (c *regrouping) follow() { c.draft.Follow(c.record) }

func (c *regrouping) read() (flow.Decision, error) {
	people, err := c.draft.Read()
	if err != nil {
		return nil, err
	}
	needs, err := c.draft.Needs(c.pools)
	return &flow.People{By: c.by(), Interview: flow.Of(c.record), Change: people, Needs: needs}, err
}

func (c *regrouping) head(w int) string {
	return c.app.Grid().Wrap(c.app.WhenText(c.record.Interview), w)
}

// choosePeople is a field for members of the team and other addresses.
func choosePeople(a *shell.App, chosen *[]string, team []recruit.Member, candidate string) *forms.Choose {
	var options []forms.Option
	for _, m := range team {
		label := text.Line(m.Name)
		if m.ID == a.Member().ID {
			label += " (you)"
		}
		options = append(options, forms.Option{Value: m.Email, Label: label})
	}
	return forms.NewChoose(a.Styles(), "", chosen, options, func(typed string) (string, error) {
		address, err := sanitize.International(typed)
		if err == nil {
			if cannot := Mailable(a, address); cannot != nil {
				return "", cannot
			}
		}
		switch {
		case err != nil:
			return "", errors.New(text.Line(recruit.Sentence(recruit.NoParticipant(typed))))
		}
		if err := recruit.CheckParticipant(*chosen, address, candidate); err != nil {
			return "", errors.New(text.Line(recruit.Sentence(err)))
		}
		return address, nil
	}).Placeholder("type a name or an address")
}

// Mailable says why no mail can be sent to an address for its letters, nil as a
// rule: only those beyond ASCII make it look at what is known of the mail server.
func Mailable(a *shell.App, address string) error {
	if !sanitize.NeedsUTF8(address) {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), mailableTime)
	defer cancel()
	if err := a.Services().Settings.Mailable(ctx, address); err != nil {
		return errors.New(text.Line(recruit.Sentence(err)))
	}
	return nil
}

// mailableTime bounds how long typing waits for what is known of the mail server.
const mailableTime = 300 * time.Millisecond

// CorrectAddress asks for the right address of someone whom a mail could not
// reach.
func CorrectAddress(a *shell.App, e recruit.OpenEffect) tea.Cmd {
	d := &struct{ address string }{e.Target}
	svc, actor := a.Services(), a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Correct an address", Note: wording.EffectName(e.Effect), Verb: "invite at this address", Draft: d, Keep: "address-" + shell.RowKey(e.ID), About: e.CandidateID,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Line("participants", "Right address", &d.address).Saying(forms.Says("it gets the invitation; the old one gets a cancellation if anything reached it"))}
		},
	}, forms.Saves[recruit.Record]{
		Save: func() func(context.Context) (recruit.Record, error) {
			people := recruit.PeopleChange{Correct: map[string]string{e.Target: strings.TrimSpace(d.address)}}
			return func(ctx context.Context) (recruit.Record, error) {
				return svc.Scheduling.ChangePeople(ctx, actor, e.InterviewID, 0, people, 0)
			}
		},
		Said: func(recruit.Record) string {
			return "Corrected; the invitation goes to " + strings.TrimSpace(d.address) + "."
		}})
}
