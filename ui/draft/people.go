package draft

import (
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
)

// People is what the form Who is invited holds.
type People struct {
	invited
	Person string  // typed, not yet added
	Pools  string  // how many of which pools come besides, as it is typed
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

// Follow takes in what someone else has changed since the form began: what the
// person typed stays, and whom they did not touch is invited or not as it is now.
func (d *People) Follow(r recruit.Record) { d.follow(invitedTo(r)) }

func (d *People) follow(now invited) {
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

// Values are what is typed, by the names of the fields, and what stood there before;
// Fill takes them.
func (d *People) Values() map[string]string {
	v := map[string]string{"person": d.Person, "pools": d.Pools}
	d.write(v, "")
	d.was.write(v, beforePrefix)
	return v
}

// beforePrefix begins the names of what stood in a field before anything was typed.
const beforePrefix = "before_"

func (in invited) write(v map[string]string, prefix string) {
	v[prefix+"participants"], v[prefix+"candidate"], v[prefix+"organiser_entry"] = strings.Join(in.Panel, "\n"), in.Candidate, string(in.Entry)
}

// read takes what write wrote; what an older version has not kept stays.
func (in *invited) read(v map[string]string, prefix string) {
	if panel, ok := v[prefix+"participants"]; ok {
		in.Panel = strings.Fields(panel)
	}
	if address, ok := v[prefix+"candidate"]; ok {
		in.Candidate = address
	}
	if wish := recruit.EntryPreference(v[prefix+"organiser_entry"]); wish != "" {
		in.Entry = wish
	}
}

// Fill takes what Values returned before. What someone else has changed since then
// is taken in.
func (d *People) Fill(v map[string]string) {
	now := d.was
	d.Person, d.Pools = v["person"], v["pools"]
	d.read(v, "")
	d.was.read(v, beforePrefix)
	d.follow(now)
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

// Needs says how many of which pools come besides.
func (d *People) Needs(all []pools.Pool) ([]pools.Need, error) {
	return pools.ParseNeeds(d.Pools, all)
}
