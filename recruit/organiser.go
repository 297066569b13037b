package recruit

import (
	"slices"
)

// This file is about the organiser's own calendar entry. Who organises an
// interview finds it in their calendar unless they say no: they get the mails
// about it like the panel, and are listed in everybody's entry as its chair. They
// take part in nothing by that, nobody waits for their answer, and whoever is
// invited anyway has an entry by that and gets no second one.

// EntryPreference is whether an organiser wants a calendar entry of their own; "" is what
// they usually want, or leaves it as it is.
type EntryPreference string

// The preferences.
const (
	WithEntry    EntryPreference = "yes"
	WithoutEntry EntryPreference = "no"
)

// Entry is what a member usually wants for interviews that they organise.
func (m Member) Entry() EntryPreference {
	if m.SkipEntry {
		return WithoutEntry
	}
	return WithEntry
}

// Valid refuses what is none.
func (w EntryPreference) Valid() error {
	switch w {
	case "", WithEntry, WithoutEntry:
		return nil
	}
	return Invalid("organiser_entry", "Whether the organiser gets a calendar entry is yes or no, not %q.", Shorten(string(w)))
}

// Or is whether there is to be an entry, given what is usual.
func (w EntryPreference) Or(usual bool) bool {
	if w == "" {
		return usual
	}
	return w == WithEntry
}

// Recipients returns the people who get the mails about it: those who are
// invited, the candidate first, and the organiser where they have an entry of
// their own.
func (r Record) Recipients() []Participant {
	return slices.DeleteFunc(slices.Clone(r.People), func(p Participant) bool { return !p.RemovedAt.IsZero() })
}

// OwnEntry returns the organiser's own calendar entry, if they have one besides
// an invitation.
func (r Record) OwnEntry() (Participant, bool) {
	for _, p := range r.Recipients() {
		if p.Audience == ToOrganiser {
			return p, true
		}
	}
	return Participant{}, false
}

// OrganiserInvited reports whether the organiser is invited, as one of the panel
// or as the candidate: then the invitation is their calendar entry.
func (r Record) OrganiserInvited() bool {
	return slices.ContainsFunc(r.Invited(), func(p Participant) bool {
		return p.MemberID != 0 && p.MemberID == r.Organiser.ID || SameMailbox(p.Address, r.Organiser.Email)
	})
}

// Invited reports whether the person is invited, and not only told.
func (p Participant) Invited() bool { return p.RemovedAt.IsZero() && p.Audience != ToOrganiser }
