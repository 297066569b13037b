package offers

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// MaxEntries is how many tentative entries an offer has at once. Each is an email of its own, and
// another one at its end.
const MaxEntries = 60

// Entry is a tentative entry in the calendar of somebody whose hour an offer holds. It is made by
// one email and taken out again by another, which the outbox keeps from the beginning.
type Entry struct {
	Address    string
	Name       string // whose hour it is, the address of who is not in the team
	Title      string
	Start, End time.Time // UTC
	TimeZone   string    // that was meant; IANA
	UID        string
	// Until is until when it is needed, zero once something has ended it before.
	Until time.Time
	// Told is how the email stands that makes it, Left whether that may have left, and Trouble
	// why it failed; Ended is how the one stands that takes it out again.
	Told    recruit.EffectState
	Left    bool
	Trouble string
	Ended   recruit.EffectState
	// Answer is what its reader's calendar said to it, "" for nothing, and Seen that a member
	// has looked at that.
	Answer     recruit.Answer
	AnsweredAt time.Time
	Seen       bool
	// Makes and Removes are the letters that bring it out.
	Makes, Removes recruit.LetterID
}

// Needed reports whether the entry is to stand in the calendar.
func (e Entry) Needed(now time.Time) bool { return e.Until.After(now) }

// Declines reports whether whose hour it is has said no to it, while it is needed.
func (e Entry) Declines(now time.Time) bool {
	return e.Answer == recruit.Declined && e.Needed(now)
}

// Declined are the entries that somebody has declined, and that no member has looked at.
func (o Offer) Declined(now time.Time) (all []Entry) {
	for _, e := range o.Entries {
		if e.Declines(now) && !e.Seen && (o.State == Offered || o.State == ToConfirm) {
			all = append(all, e)
		}
	}
	return all
}

// declines are those who have declined the hour of an option, each once.
func (o Offer) declines(one Option, now time.Time) (who []string) {
	for _, e := range o.Entries {
		theirs := slices.ContainsFunc(one.Sessions, func(s Session) bool {
			return s.Start.Equal(e.Start) && s.End().Equal(e.End) && samePerson(s.Participants, e.Address)
		})
		if theirs && e.Declines(now) && !slices.Contains(who, e.Name) {
			who = append(who, e.Name)
		}
	}
	return who
}

// Underway are the letters of tentative entries that are to leave now, or may have to.
func (o Offer) Underway(now time.Time) (all []recruit.LetterID) {
	open := func(s recruit.EffectState) bool { return recruit.Effect{State: s}.Open() }
	for _, e := range o.Entries {
		switch {
		case e.Needed(now) && open(e.Told):
			all = append(all, e.Makes)
		case !e.Needed(now) && open(e.Ended):
			all = append(all, e.Removes)
		}
	}
	return all
}

// NewEntries are tentative entries that an offer is to have, as far as it has none of the same
// hour and person: their emails leave once Due has passed, in a language.
type NewEntries struct {
	All      []Entry
	Language string
	Due      time.Time
}

// Wanted are the tentative entries that the offer is to have as it stands: one for each hour that
// it holds of each person, by their start. There are none where it sends none. more says how many
// there would be beyond MaxEntries, which are left out.
func (o Offer) Wanted() (all []Entry, more int) {
	if !o.SendsEntries {
		return nil, 0
	}
	for _, h := range o.Holds() {
		if slices.ContainsFunc(all, func(e Entry) bool { return e.isOf(h) }) {
			continue
		}
		e := Entry{Address: h.Address, Start: h.Start, End: h.End, Until: h.Until}
		one, _ := o.Option(h.Number)
		for _, s := range one.Sessions {
			if s.Start.Equal(h.Start) && s.End().Equal(h.End) && samePerson(s.Participants, h.Address) {
				e.Title, e.TimeZone = o.untold(s.Title), s.TimeZone
				break
			}
		}
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(a, b Entry) int { return a.Start.Compare(b.Start) })
	most := min(len(all), MaxEntries)
	return all[:most], len(all) - most
}

// isOf reports whether the entry is that of a hold.
func (e Entry) isOf(h Hold) bool {
	return e.Start.Equal(h.Start) && e.End.Equal(h.End) && sanitize.SameAddress(e.Address, h.Address)
}

// untold is the title of an interview, or what it is about where that names the candidate: whose
// hour is held reads for whom in the invitation, once there is one.
func (o Offer) untold(title string) string {
	for _, name := range strings.Fields(sanitize.Fold(o.CandidateName)) {
		if len([]rune(name)) > 2 && strings.Contains(sanitize.Fold(title), name) {
			return cmp.Or(o.Stage, o.JobTitle)
		}
	}
	return title
}

// save writes an offer, with the tentative entries that it is to have.
func (s *Service) save(ctx context.Context, c Change) (Offer, error) {
	wanted, _ := c.Offer.Wanted()
	if len(wanted) > 0 {
		t, err := s.Templates.ForMail(ctx, recruit.OnInvited, recruit.ToPanel, "")
		if err != nil {
			return Offer{}, fmt.Errorf("look for the language of tentative entries: %w", err)
		}
		for n := range wanted {
			wanted[n].UID = newUID()
		}
		c.Entries = NewEntries{All: wanted, Language: t.Language, Due: c.Offer.UpdatedAt}
		if c.Letter != nil && c.Letter.Effect.NextAttempt.After(c.Entries.Due) {
			c.Entries.Due = c.Letter.Effect.NextAttempt // the offer can be taken back until then
		}
	}
	return s.Store.SaveOffer(ctx, c)
}

// newUID makes a calendar UID out of 128 random bits (RFC 7986 5.3).
func newUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:]) + "@recruitty"
}

// entering notes how many tentative entries go to whom with an offer, in names.
func (o Offer) entering(names func([]string) []string) string {
	all, more := o.Wanted()
	if len(all) == 0 {
		return ""
	}
	var who []string
	for _, e := range all {
		if !samePerson(who, e.Address) {
			who = append(who, e.Address)
		}
	}
	said := fmt.Sprintf("%s to %s: %s.", recruit.Counted(len(all), "tentative entry goes", "tentative entries go"), recruit.Counted(len(who), "interviewer", "interviewers"), strings.Join(names(who), ", "))
	if more > 0 {
		said += fmt.Sprintf(" %s later gets none: an offer has at most %d at once.", recruit.Counted(more, "hour", "hours"), MaxEntries)
	}
	return said
}

// EntriesStand says how the tentative entries of an offer stand, "" where it has none.
func EntriesStand(all []Entry, now time.Time) string {
	var sent, waiting, stuck, ending int
	for _, e := range all {
		switch {
		case e.Needed(now) && e.Told == recruit.Done:
			sent++
		case e.Needed(now) && (e.Told == recruit.Failed || e.Trouble != "" && e.Told != recruit.Superseded):
			stuck++
		case e.Needed(now) && e.Told != recruit.Superseded:
			waiting++
		case !e.Needed(now) && e.Left && e.Ended != recruit.Done && e.Ended != recruit.Superseded:
			ending++
		}
	}
	var said []string
	for _, part := range []struct {
		n    int
		says string
	}{{sent, "sent"}, {waiting, "on their way"}, {stuck, "not sent yet, see the outbox"}, {ending, "being taken out of calendars"}} {
		if part.n > 0 {
			said = append(said, fmt.Sprintf("%d %s", part.n, part.says))
		}
	}
	return strings.Join(said, ", ")
}
