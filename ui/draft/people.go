package draft

import (
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// People is what the form Who is invited holds.
type People struct {
	invited
	Person string  // typed, not yet added
	was    invited // what the form began with
}

// invited is who is invited to an interview.
type invited struct {
	Panel     []string // addresses
	Candidate string   // the address at which the candidate is invited, which need not be the one in the profile
	Entry     recruit.EntryPreference
}

// NewPeople is who is invited to an interview as it is.
func NewPeople(r recruit.Record) *People { return &People{invited: invitedTo(r), was: invitedTo(r)} }

func invitedTo(r recruit.Record) invited {
	in := invited{Entry: recruit.WithoutEntry}
	if r.Interview.OrganiserEntry {
		in.Entry = recruit.WithEntry
	}
	for _, p := range r.Panel() {
		in.Panel = append(in.Panel, p.Address)
	}
	for _, p := range r.Invited() {
		if in.Candidate == "" && p.Audience == recruit.ToCandidate {
			in.Candidate = p.Address
		}
	}
	return in
}

func among(all []string, one string) bool {
	return slices.ContainsFunc(all, func(a string) bool { return strings.EqualFold(a, one) })
}

// Follow takes in what somebody else has changed since the form began: what the
// person typed stays, and whom they did not touch is invited or not as it is now.
func (d *People) Follow(r recruit.Record) {
	now := invitedTo(r)
	panel := slices.DeleteFunc(slices.Clone(d.Panel), func(a string) bool { return among(d.was.Panel, a) && !among(now.Panel, a) })
	for _, a := range now.Panel {
		if !among(d.was.Panel, a) && !among(panel, a) {
			panel = append(panel, a)
		}
	}
	d.Panel = panel
	if strings.TrimSpace(d.Candidate) == d.was.Candidate {
		d.Candidate = now.Candidate
	}
	if d.Entry == d.was.Entry {
		d.Entry = now.Entry
	}
	d.was = now
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
func (d *People) Read() (recruit.PeopleChange, error) {
	var c recruit.PeopleChange
	was, panel := d.was, d.Panel
	if p := strings.TrimSpace(d.Person); p != "" {
		address, err := sanitize.International(p)
		if err != nil {
			return c, recruit.NoParticipant(p)
		}
		panel = append(slices.Clone(panel), address)
	}
	for _, a := range panel {
		if !among(was.Panel, a) {
			c.Add = append(c.Add, a)
		}
	}
	for _, a := range was.Panel {
		if !among(panel, a) {
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
