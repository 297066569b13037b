package plain

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/clean"
	"recruitty/ui/say"
	"recruitty/ui/text"
)

// askPeople asks who takes part besides the candidate: members by number or
// name, and anybody by address.
func (s *scheduling) askPeople(ctx context.Context) error {
	d := s.draft
	var names []string
	for _, m := range s.facts.Team {
		names = append(names, text.Line(m.Name)+" "+text.Line(m.Email))
	}
	said := 0
	page := func() {
		for end := min(said+perPage, len(names)); said < end; said++ {
			s.tell("%d. %s", said+1, names[said])
		}
		if said < len(names) {
			s.tell("%s; type more for the next ones.", moreOf(said, len(names)))
		}
	}
	page()
	q := question{label: "Participants", kept: strings.Join(d.Participants, ", "), shown: s.namesOf(d.Participants), empty: true,
		help: "Numbers, names or e-mail addresses with commas between them; what you type replaces what stands there, none empties it.",
		take: func(v string) error {
			if strings.EqualFold(v, "more") && said < len(names) {
				page()
				return errAgain
			}
			people, err := s.people(ctx, v, names)
			if err != nil {
				return err
			}
			d.Participants = people
			if len(people) > 0 {
				s.tell("With %s.", s.namesOf(people))
			}
			return s.odd(ctx, "participants")
		}}
	for {
		if err := s.askOnce(ctx, q); err == nil || ends(err) {
			return err
		}
	}
}

// people reads a list of numbers, names and addresses.
func (s *scheduling) people(ctx context.Context, typed string, names []string) ([]string, error) {
	var out []string
	for part := range strings.SplitSeq(typed, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		address, err := clean.International(part)
		if err != nil || !strings.Contains(part, "@") {
			i, err := match(part, names)
			if err != nil {
				return nil, err
			}
			address = s.facts.Team[i].Email
		} else if err := s.Desk.Settings.Mailable(ctx, address); err != nil {
			return nil, err
		}
		if strings.EqualFold(address, s.facts.Profile.Candidate.Email) {
			return nil, recruit.Invalid("participants", "%s is the candidate, who is invited anyway.", address)
		}
		if !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, address) }) {
			out = append(out, address)
		}
	}
	if len(out) > recruit.MaxParticipants {
		return nil, recruit.Invalid("participants", "An interview takes at most %d participants; these are %d.", recruit.MaxParticipants, len(out))
	}
	return out, nil
}

// namesOf says who addresses are, as far as they are members.
func (s *scheduling) namesOf(addresses []string) string {
	out := make([]string, len(addresses))
	for i, a := range addresses {
		out[i] = text.Line(a)
		for _, m := range s.facts.Team {
			if strings.EqualFold(m.Email, a) {
				out[i] = text.Line(m.Name)
			}
		}
	}
	return say.Joined(", ", out...)
}
