package draft

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/services"
)

// Proposal is who may take part in an interview, as one choice.
type Proposal struct {
	Words, Why string
	Pools      string   // as it is typed, "" for none
	People     []string // addresses
}

// Nobody reports whether it is not said yet who takes part.
func (d *Schedule) Nobody() bool {
	return len(d.Participants) == 0 && strings.TrimSpace(d.Person) == "" && strings.TrimSpace(d.Pools) == ""
}

// Propose puts a proposal into the draft.
func (d *Schedule) Propose(p Proposal) {
	d.Pools = p.Pools
	d.Participants = append(d.Participants, p.People...)
}

// lastFew bounds in how many interviews for the job the last panel is looked for.
const lastFew = 500

// Proposals are those who may take part: pools that are called as the job or its
// department, the panel of the last interview for the job, the other pools, and everybody
// in the team. They are a choice for a person, who sees whom they choose.
func Proposals(ctx context.Context, svc *services.Services, f Facts) ([]Proposal, error) {
	var close, others []Proposal
	for _, p := range f.Pools {
		qualified := len(p.At(pools.Qualified))
		if qualified == 0 {
			continue
		}
		one := Proposal{Words: "1 of " + p.Name, Why: recruit.Counted(qualified, "qualified member", "qualified members"), Pools: "1 of " + p.Name}
		if alike(p.Name, f.Job.Title+" "+f.Job.Department) {
			close = append(close, one)
		} else {
			others = append(others, one)
		}
	}
	before, err := svc.Store.Interviews(ctx, recruit.InterviewFilter{JobID: f.Job.ID, Brief: true, Limit: lastFew})
	if err != nil {
		return nil, err
	}
	all := close
	if last, ok := f.lastPanel(before); ok {
		all = append(all, last)
	}
	all = append(all, others...)
	for _, m := range f.Team {
		if !sanitize.SameAddress(m.Email, f.Profile.Candidate.Email) {
			all = append(all, Proposal{Words: m.Name, Why: string(m.Role), People: []string{m.Email}})
		}
	}
	return all, nil
}

// lastPanel are those of the team who took part in the last of some interviews.
func (f Facts) lastPanel(before []recruit.InterviewSummary) (Proposal, bool) {
	for _, i := range slices.Backward(before) {
		p := Proposal{Why: "the last panel"}
		var names []string
		for _, m := range f.Team {
			if slices.ContainsFunc(i.People, func(who recruit.Invitee) bool { return sanitize.SameAddress(who.Address, m.Email) }) {
				p.People, names = append(p.People, m.Email), append(names, m.Name)
			}
		}
		if i.Status != recruit.Cancelled && len(names) > 1 { // one alone is in the list anyway
			p.Words = strings.Join(names, " and ")
			return p, true
		}
	}
	return Proposal{}, false
}

// alike reports whether two names share a word of some length.
func alike(a, b string) bool {
	words := strings.Fields(sanitize.Fold(b))
	return slices.ContainsFunc(strings.Fields(sanitize.Fold(a)), func(word string) bool { return len(word) > 3 && slices.Contains(words, word) })
}
