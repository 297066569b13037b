package draft

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
)

// BulkPeople is what the form holds that changes many candidates at once, as typed: Told and
// Cancel are Yes or No.
type BulkPeople struct{ Add, Remove, Words, When, Told, Cancel string }

// The answers of a form that asks whether something is to be done.
const (
	Yes = "yes"
	No  = "no"
)

// BulkPeopleKey is the setting under which what was typed for a change of many candidates
// is kept.
func BulkPeopleKey(m recruit.MemberID, c people.Change) string {
	return recruit.DraftKey(m, 0, "people-"+string(c.Kind)+string(c.Event))
}

// Values are what is typed, by the names that services have for the fields; Fill takes them.
func (d *BulkPeople) Values() map[string]string {
	return map[string]string{"add": d.Add, "remove": d.Remove, "words": d.Words, "when": d.When, "told": d.Told, "cancel": d.Cancel}
}

// Fill takes what Values returned before.
func (d *BulkPeople) Fill(v map[string]string) {
	*d = BulkPeople{v["add"], v["remove"], v["words"], v["when"], v["told"], v["cancel"]}
}

// Read puts what is typed into a change.
func (d *BulkPeople) Read(c people.Change) people.Change {
	c.Add, c.Remove = strings.Split(d.Add, ","), strings.Split(d.Remove, ",")
	c.FreeWords, c.When = d.Words, d.When
	if c.Kind == people.Reject {
		c.Told, c.CancelInterviews = d.Told == Yes, d.Cancel == Yes
	}
	return c
}
