package scheduling

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// This file is about interviews that were arranged in another system and then
// imported. Everybody has their calendar entry from there, so an import sends
// nothing and makes no meeting: nobody holds an entry of ours until someone
// reschedules, and then the first mail to a person is an invitation.

// ImportInterview is the commit that takes in an interview of another system: r
// has the interview as CleanImported left it and the people. by imports it, and
// organises it where the file names no member who does. It calls for no effect.
func ImportInterview(r recruit.Record, by recruit.Member, now time.Time) recruit.Commit {
	i := &r.Interview
	if i.OrganiserID == 0 {
		i.OrganiserID, r.Organiser = by.ID, by
	}
	if i.TimeZone == "" {
		i.TimeZone = r.Organiser.Location().String()
	}
	loc, err := timeparse.Zone(i.TimeZone)
	if err != nil { // a member's zone that is no zone any more
		loc, i.TimeZone = time.UTC, time.UTC.String()
	}
	i.Version, i.Start, i.WallStart = 1, i.Start.UTC(), i.Start.In(loc).Format(wallLayout)
	i.Reference, i.UID = newReference(), newUID()
	if i.UpdatedAt = now; i.CreatedAt.IsZero() {
		i.CreatedAt = now
	}
	return recruit.Commit{
		Interview: r.Interview, People: r.People, Version: newVersion(r, recruit.WasImported, by, ""),
		Activity: []recruit.Activity{activity(r, by, "interview.imported", "Imported %s of %s, arranged elsewhere; nothing was sent", i.Title, recruit.Wall(*i))},
	}
}

// tells reports whether a person hears of an imported interview from here: has
// heard, or will by a mail that is open or among plan.
func tells(r recruit.Record, plan []recruit.Effect, address string) bool {
	return r.MayBeNotified(address) || slices.ContainsFunc(slices.Concat(r.Effects, plan), func(e recruit.Effect) bool {
		return e.Open() && (e.Kind == recruit.MailInvite || e.Kind == recruit.MailUpdate) && strings.EqualFold(e.Target, address)
	})
}

// quietly leaves out of what a change of the people of an imported interview
// would do the invitations to those whom it does not add and who have not heard
// from here: an address that is corrected, or someone who is taken off, is no
// reason to invite everybody anew.
func quietly(r recruit.Record, c recruit.PeopleChange, plan []recruit.Effect) []recruit.Effect {
	if !r.Imported() {
		return plan
	}
	called := func(address string) bool {
		for old, corrected := range c.Correct {
			if strings.EqualFold(strings.TrimSpace(corrected), address) {
				return tells(r, nil, strings.TrimSpace(old))
			}
		}
		return tells(r, nil, address) || slices.ContainsFunc(c.Add, func(a string) bool { return strings.EqualFold(strings.TrimSpace(a), address) })
	}
	own, _ := r.OwnEntry()
	return slices.DeleteFunc(plan, func(e recruit.Effect) bool {
		asked := c.OrganiserEntry == recruit.WithEntry && strings.EqualFold(e.Target, own.Address)
		return e.ID == 0 && e.Kind == recruit.MailInvite && !asked && !called(e.Target)
	})
}

// leftElsewhere warns of the calendar entries that another system made and that
// nothing from here reaches. plan is what a change would do.
func leftElsewhere(r recruit.Record, plan []recruit.Effect) []Warning {
	if !r.Imported() {
		return nil
	}
	const stays = "the entry that calendars have from there stays until it is deleted there."
	sentence := "This interview was arranged elsewhere and imported: "
	switch {
	case slices.ContainsFunc(plan, func(e recruit.Effect) bool { return e.Open() && e.Kind == recruit.MailInvite }):
		sentence += "from here this is the first invitation, and " + stays
	case !slices.ContainsFunc(plan, func(e recruit.Effect) bool { return e.Open() && e.Kind.IsMail() }):
		sentence += "nobody is told from here, and " + stays
	default:
		sentence += stays
	}
	return []Warning{{Field: "start", Sentence: sentence}}
}
