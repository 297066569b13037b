package recruit

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// strays looks through what the connection's hosts have at Zoom for meetings
// with our reference that no interview has as its own.
func (d *Doctor) strays(ctx context.Context, c Connection) ([]Finding, error) {
	if able(d.Accounts.Authoriser, c, ToListMeetings) != nil {
		return nil, nil // named among the missing permissions
	}
	hosts := []string{""}
	if c.Kind != UserApp {
		team, err := d.Store.Members(ctx, false)
		if err != nil {
			return nil, err
		}
		hosts = hostsOf(c, team)
	}
	var out []Finding
	for _, host := range hosts {
		seen, err := d.Zoom.Sightings(ctx, c, host)
		switch {
		case errors.Is(err, ErrUnknownUser):
			continue // most of a team have no Zoom user, and host nothing
		case errors.Is(err, ErrScope):
			return out, nil // named among the missing permissions
		case err != nil:
			return append(out, d.away(c, err)), nil
		}
		for _, m := range seen {
			f, stray, err := d.stray(ctx, c, m)
			if err != nil {
				return nil, err
			}
			if stray {
				out = append(out, f)
			}
		}
	}
	return out, nil
}

// hostsOf lists who may host through a connection of a whole account.
func hostsOf(c Connection, team []Member) []string {
	var hosts []string
	known := map[string]bool{"": true}
	add := func(email string) {
		if key := strings.ToLower(email); !known[key] {
			known[key] = true
			hosts = append(hosts, email)
		}
	}
	add(c.UserEmail)
	for _, m := range team {
		add(m.Email)
	}
	return hosts
}

// stray reports whether a meeting at Zoom has our reference but no interview that
// owns it, and is not just being dealt with.
func (d *Doctor) stray(ctx context.Context, c Connection, m Sighting) (Finding, bool, error) {
	if !reference.MatchString(m.Head) {
		return Finding{}, false, nil
	}
	f := Finding{Kind: FoundOrphan, Severity: Caution, ConnectionID: c.ID, MeetingID: m.Meeting.ID, Repair: DeleteOrphan}
	id, err := d.Store.InterviewByReference(ctx, m.Head)
	if errors.Is(err, ErrNotFound) {
		f.Sentence = fmt.Sprintf("Zoom has meeting %d (%s, %s UTC), which recruitty made but no interview here owns; delete it, unless another workspace uses it.",
			m.Meeting.ID, shorten(m.Topic), m.Start.UTC().Format("Mon 2 Jan 2006 15:04"))
		return f, true, nil
	}
	if err != nil {
		return f, false, err
	}
	r, err := d.Store.Record(ctx, id)
	if err != nil {
		return f, false, err
	}
	f.InterviewID = id
	if create, open := r.openCreate(); open {
		if create.State != Unknown {
			return f, false, nil // the outbox will look for it
		}
		f.Kind, f.Severity, f.Repair = FoundLost, Serious, AdoptIt
		f.Sentence = fmt.Sprintf("Zoom has meeting %d for %s, whose creation was never confirmed; take it as the interview's and the invitations go out.", m.Meeting.ID, r.Interview.Title)
		return f, true, nil
	}
	mine := r.Interview.Meeting != nil && r.Interview.Meeting.ID == m.Meeting.ID
	switch {
	case mine && (r.Interview.Status != Cancelled || r.deletes()):
		return f, false, nil
	case mine:
		f.Sentence = fmt.Sprintf("%s is cancelled, but its meeting %d is still at Zoom; delete it.", r.Interview.Title, m.Meeting.ID)
	default:
		f.Sentence = fmt.Sprintf("Zoom has meeting %d with the mark of %s, but it is not the one that people were told of; delete it.", m.Meeting.ID, r.Interview.Title)
	}
	return f, true, nil
}

// deletes says that the meeting's deletion is under way.
func (r Record) deletes() bool {
	for _, e := range r.Effects {
		if e.Kind == ZoomDelete && e.Open() {
			return true
		}
	}
	return false
}
