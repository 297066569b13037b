package draft

import (
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// People is what the form Who is invited holds.
type People struct {
	Panel     []string // addresses
	Person    string   // typed, not yet added
	Candidate string   // the address at which the candidate is invited, which need not be the one in the profile
	Entry     recruit.EntryPreference
}

// NewPeople is who is invited to an interview as it is.
func NewPeople(r recruit.Record) *People {
	d := &People{Entry: recruit.WithoutEntry}
	if r.Interview.OrganiserEntry {
		d.Entry = recruit.WithEntry
	}
	for _, p := range r.Panel() {
		d.Panel = append(d.Panel, p.Address)
	}
	for _, p := range r.Invited() {
		if d.Candidate == "" && p.Audience == recruit.ToCandidate {
			d.Candidate = p.Address
		}
	}
	return d
}

// Values are what is typed, by the names of the fields; Fill takes them.
func (d *People) Values() map[string]string {
	return map[string]string{"participants": strings.Join(d.Panel, "\n"), "person": d.Person, "candidate": d.Candidate, "organiser_entry": string(d.Entry)}
}

// Fill takes what Values returned before.
func (d *People) Fill(v map[string]string) {
	d.Panel, d.Person = strings.Fields(v["participants"]), v["person"]
	if address, ok := v["candidate"]; ok {
		d.Candidate = address
	}
	if wish := recruit.EntryPreference(v["organiser_entry"]); wish != "" { // it was kept before there was a choice
		d.Entry = wish
	}
}

// Read says what has to change so that the draft becomes true.
func (d *People) Read(r recruit.Record) (recruit.PeopleChange, error) {
	var c recruit.PeopleChange
	was, panel := NewPeople(r), d.Panel
	if p := strings.TrimSpace(d.Person); p != "" {
		address, err := sanitize.International(p)
		if err != nil {
			return c, recruit.NoParticipant(p)
		}
		panel = append(slices.Clone(panel), address)
	}
	holds := func(all []string, one string) bool {
		return slices.ContainsFunc(all, func(a string) bool { return strings.EqualFold(a, one) })
	}
	for _, a := range panel {
		if !holds(was.Panel, a) {
			c.Add = append(c.Add, a)
		}
	}
	for _, a := range was.Panel {
		if !holds(panel, a) {
			c.Remove = append(c.Remove, a)
		}
	}
	if typed := strings.TrimSpace(d.Candidate); typed != was.Candidate {
		c.Correct = map[string]string{was.Candidate: typed}
	}
	if d.Entry != was.Entry {
		c.OrganiserEntry = d.Entry
	}
	return c, nil
}
