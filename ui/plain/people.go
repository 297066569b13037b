package plain

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// panel is a question about who takes part besides the candidate.
type panel struct {
	team      []recruit.Member
	chosen    *[]string // addresses
	person    *string   // what was typed and is none of them yet
	candidate string    // the address of who is invited anyway
	// taken says what is odd about an answer; it may be nil.
	taken func(ctx context.Context) error
}

// askPanel asks who takes part besides the candidate: members by number or
// name, and anybody by address.
func (p *plain) askPanel(ctx context.Context, who panel) error {
	var names []string
	for _, m := range who.team {
		names = append(names, text.Line(m.Name)+" "+text.Line(m.Email))
	}
	said := 0
	page := func() {
		for end := min(said+talk.PerPage, len(names)); said < end; said++ {
			p.Tell("%d. %s", said+1, names[said])
		}
		if said < len(names) {
			p.TellMore(said, len(names))
		}
	}
	page()
	kept := slices.Clone(*who.chosen)
	if *who.person != "" {
		kept = append(kept, *who.person)
	}
	q := talk.Question{Label: "Participants", Kept: strings.Join(kept, ", "), Value: who.person, Shown: who.names(kept), Empty: true,
		Help: "Numbers, names or email addresses, separated by commas; what you type replaces the current value, none empties it.",
		Take: func(v string) error {
			if strings.EqualFold(v, "more") && said < len(names) {
				page()
				return talk.ErrAgain
			}
			people, err := p.people(ctx, v, who, names)
			if err != nil {
				return err
			}
			*who.chosen, *who.person = people, ""
			if len(people) > 0 {
				p.Tell("With %s.", who.names(people))
			}
			if who.taken == nil {
				return nil
			}
			return who.taken(ctx)
		}}
	for {
		if err := p.AskOnce(ctx, q); err == nil || talk.Ends(err) {
			return err
		}
	}
}

// people reads a list of numbers, names and addresses.
func (p *plain) people(ctx context.Context, typed string, who panel, names []string) ([]string, error) {
	var out []string
	for part := range strings.SplitSeq(typed, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		address, err := sanitize.International(part)
		if err != nil || !strings.Contains(part, "@") {
			i, err := talk.Match(part, names)
			if err != nil {
				return nil, err
			}
			address = who.team[i].Email
		} else if err := p.Services.Settings.Mailable(ctx, address); err != nil {
			return nil, err
		}
		if err := recruit.CheckParticipant(out, address, who.candidate); err != nil {
			return nil, err
		}
		out = append(out, address)
	}
	return out, recruit.CheckPanel(len(out))
}

// names says who addresses are, as far as they are members.
func (who panel) names(addresses []string) string {
	out := make([]string, len(addresses))
	for i, a := range addresses {
		out[i] = text.Line(a)
		for _, m := range who.team {
			if strings.EqualFold(m.Email, a) {
				out[i] = text.Line(m.Name)
			}
		}
	}
	return wording.Joined(", ", out...)
}

// invited changes who is invited to the open candidate's interview.
func (p *plain) invited(ctx context.Context, _ string) error {
	r, err := p.changeable(ctx)
	if err != nil {
		return p.unchanged(err)
	}
	p.Tell("Who is invited, %s, %s, %s.", text.Line(r.Candidate.Name), text.Line(r.Interview.Title), talk.Spoken(p.Reader().When(r.Interview)))
	team, err := p.Services.Store.Members(ctx, false)
	if err != nil {
		return err
	}
	all, err := p.Services.Pools.List(ctx, false)
	if err != nil {
		return err
	}
	d := draft.NewPeople(r)
	return p.changes(ctx, &deciding{
		record: &r, fields: p.peopleFields(d, r, team, all), says: p.foreseen,
		read: func() (flow.Decision, error) {
			d.Follow(r)
			change, err := d.Read()
			if err != nil {
				return nil, err
			}
			needs, err := d.Needs(all)
			return &flow.People{By: p.by(), Interview: flow.Of(r), Change: change, Needs: needs}, err
		},
	}, "people", d.Values, d.Fill)
}

// peopleFields are the questions of Who is invited.
func (p *plain) peopleFields(d *draft.People, r recruit.Record, team []recruit.Member, all []pools.Pool) []talk.Field {
	fields := []talk.Field{
		{Name: "participants", Label: "Participants", Asked: true, Ask: func(ctx context.Context) error {
			return p.askPanel(ctx, panel{team: team, chosen: &d.Panel, person: &d.Person, candidate: d.Candidate})
		}},
	}
	if len(all) > 0 {
		fields = append(fields, talk.Field{Name: "pools", Label: "More from pools", Asked: true, Ask: func(ctx context.Context) error {
			help := "Such as 1 of " + text.Line(all[0].Name) + "; none invites nobody more. Who is available is chosen in the next step."
			return p.Ask(ctx, talk.Question{Label: "More from pools", Kept: d.Pools, Value: &d.Pools, Empty: true, Help: help, Take: func(v string) error {
				_, err := pools.ParseNeeds(v, all)
				if err == nil {
					d.Pools = v
				}
				return err
			}})
		}})
	}
	return append(fields,
		talk.Field{Name: "candidate", Label: "Candidate's address", Asked: true, Ask: func(ctx context.Context) error {
			help := "Where " + text.Line(r.Candidate.Name) + " is invited; another address gets the invitation, and this one a cancellation."
			return p.Ask(ctx, talk.Question{Label: "Candidate's address", Kept: d.Candidate, Value: &d.Candidate, Help: help, Take: func(v string) error {
				address, err := sanitize.International(v)
				if err != nil {
					return recruit.NoAddress("candidate", v)
				}
				d.Candidate = address
				return nil
			}})
		}},
		talk.Field{Name: "organiser_entry", Label: wording.OwnEntry, Asked: true, Ask: func(ctx context.Context) error { return p.askEntry(ctx, &d.Entry) }})
}
