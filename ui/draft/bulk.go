package draft

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
)

// Bulk is what the form holds that changes many interviews at once, as typed.
type Bulk struct {
	Kind                         bulk.Kind
	Shift, Reason, Leaves, Comes string
}

// BulkShift is by how much interviews move where nothing was typed.
const BulkShift = "+1 day"

// BulkKey is the setting under which what was typed to change many interviews is kept.
func BulkKey(m recruit.MemberID, kind bulk.Kind) string {
	return recruit.DraftKey(m, 0, "bulk-"+string(kind))
}

// Values are what is typed, by the names of the fields; Fill takes them.
func (d *Bulk) Values() map[string]string {
	return map[string]string{"shift": d.Shift, "reason": d.Reason, "leaves": d.Leaves, "comes": d.Comes}
}

// Fill takes what Values returned before.
func (d *Bulk) Fill(v map[string]string) {
	d.Shift, d.Reason, d.Leaves, d.Comes = v["shift"], v["reason"], v["leaves"], v["comes"]
}

// Moves is the shift that is typed, or the usual one; now is in the zone of who types it.
func (d *Bulk) Moves(now time.Time) (bulk.Shift, error) {
	if strings.TrimSpace(d.Shift) == "" {
		return bulk.ParseShift(BulkShift, now)
	}
	return bulk.ParseShift(d.Shift, now)
}

// Circle is out of whom the form chooses.
type Circle struct {
	Usual string            // address of who is replaced where nobody is named, "" for nobody
	Panel []recruit.Mailbox // those who are invited to the interviews
	Team  []recruit.Mailbox
	Pools []pools.Pool
}

// PanelOf are those who are invited to interviews besides the candidates, each once.
func PanelOf(interviews []recruit.InterviewSummary) []recruit.Mailbox {
	var all []recruit.Mailbox
	for _, i := range interviews {
		for _, p := range i.People {
			if p.Audience == recruit.ToPanel && !slices.ContainsFunc(all, func(m recruit.Mailbox) bool { return m.Address == p.Address }) {
				all = append(all, recruit.Mailbox{Name: p.Name, Address: p.Address})
			}
		}
	}
	return all
}

// Read is the change that is typed.
func (d *Bulk) Read(now time.Time, c Circle) (bulk.Change, error) {
	change := bulk.Change{Kind: d.Kind, Reason: d.Reason}
	var err error
	//exhaustive:enforce
	switch d.Kind {
	case bulk.Move:
		change.Shift, err = d.Moves(now)
	case bulk.Find:
		if strings.TrimSpace(d.Shift) == "" {
			return change, nil
		}
		var from bulk.Shift
		if from, err = bulk.ParseShift(d.Shift, now); err == nil {
			change.From = from.To
		}
	case bulk.Replace:
		who := recruit.Mailbox{Address: c.Usual}
		if strings.TrimSpace(d.Leaves) != "" || c.Usual == "" {
			if who, err = Someone("leaves", d.Leaves, c.Panel); err != nil {
				return change, err
			}
		}
		change.Leaves = who.Address
		change.Comes, change.Pool, err = c.Stand(d.Comes)
	case bulk.Undo:
		change.Since = now.Add(-recruit.RecentChange)
	case bulk.Cancel, bulk.Ask:
	}
	return change, err
}

// Stand reads who comes instead: a pool by its name, a member, or an address.
func (c Circle) Stand(typed string) (address string, pool pools.Pool, err error) {
	for _, p := range c.Pools {
		if !p.Removed() && sanitize.Fold(strings.TrimSpace(typed)) == sanitize.Fold(p.Name) {
			return "", p, nil
		}
	}
	if needs, err := pools.ParseNeeds(typed, c.Pools); err == nil && len(needs) == 1 && needs[0].Count == 1 {
		return "", needs[0].Pool, nil
	}
	if address, err := sanitize.International(typed); err == nil {
		return address, pool, nil
	}
	m, err := Someone("comes", typed, c.Team)
	return m.Address, pool, err
}

// Someone finds the one person whom a typed name, a part of it, or an address means.
func Someone(field, typed string, among []recruit.Mailbox) (recruit.Mailbox, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return recruit.Mailbox{}, recruit.Invalid(field, "Type a name or an address.")
	}
	var found []recruit.Mailbox
	query := recruit.NewQuery(typed)
	for _, m := range among {
		if sanitize.SameAddress(m.Address, typed) || sanitize.Fold(m.Name) == sanitize.Fold(typed) {
			return m, nil
		}
		if query.In(m.Name, m.Address) {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return recruit.Mailbox{}, recruit.Invalid(field, "There is no one called %q here; type another name, or an address.", recruit.Shorten(typed))
	}
	var names []string
	for _, m := range found[:min(len(found), 4)] {
		names = append(names, m.Name)
	}
	return recruit.Mailbox{}, recruit.Invalid(field, "%q may be %s; type more of the name.", recruit.Shorten(typed), strings.Join(names, " or "))
}
