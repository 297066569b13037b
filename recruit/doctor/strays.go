package doctor

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// strays looks through what the connection's hosts have at Zoom for meetings
// with our reference that no interview has as its own.
func (d *Doctor) strays(ctx context.Context, c recruit.Connection) ([]Finding, error) {
	if recruit.Able(d.Accounts.Authorizer, c, recruit.ToListMeetings) != nil {
		return nil, nil // named among the missing permissions
	}
	hosts := []string{""}
	if c.Kind != recruit.UserApp {
		team, err := d.Store.Members(ctx, false)
		if err != nil {
			return nil, err
		}
		hosts = hostsOf(c, team)
	}
	var out []Finding
	for _, host := range hosts {
		found, over, err := d.straysOf(ctx, c, host)
		out = append(out, found...)
		if over || err != nil {
			return out, err
		}
	}
	return out, nil
}

// straysOf looks through the meetings of one host. What cannot be read of them is
// said, and over when there is no use in asking for another host's.
func (d *Doctor) straysOf(ctx context.Context, c recruit.Connection, host string) (out []Finding, over bool, err error) {
	seen, err := d.Zoom.Sightings(ctx, c, host)
	whose := host
	if whose == "" {
		whose = c.Who()
	}
	odd := Finding{Kind: FoundOddEntries, Severity: Caution, ConnectionID: c.ID}
	switch {
	case ctx.Err() != nil:
		return nil, true, ctx.Err()
	case errors.Is(err, recruit.ErrUnknownUser):
		return nil, false, nil // most of a team have no Zoom user, and host nothing
	case errors.Is(err, recruit.ErrScope):
		return nil, true, nil // named among the missing permissions
	case isAway(err):
		out, over = append(out, d.away(c, err)), true
	case err != nil:
		odd.Sentence = fmt.Sprintf("Zoom's list of the meetings of %s could not be read to the end, so a meeting without an interview may be missing here. %s", whose, recruit.Sentence(err))
		out = append(out, odd)
	}
	if seen.OddCount > 0 {
		odd.Sentence = fmt.Sprintf("Zoom's list of the meetings of %s has %s that cannot be read and %s passed over: %s. Look at the meetings in Zoom itself.", whose,
			countOf(seen.OddCount, "entry", "entries"), map[bool]string{true: "was", false: "were"}[seen.OddCount == 1], strings.Join(seen.Odd[:min(3, len(seen.Odd))], "; "))
		out = append(out, odd)
	}
	known := map[int64]bool{}
	for _, m := range seen.Meetings {
		if known[m.Meeting.ID] {
			continue // Zoom lists a recurring one once for each time
		}
		known[m.Meeting.ID] = true
		f, stray, err := d.stray(ctx, c, m)
		switch {
		case err != nil && ctx.Err() != nil:
			return out, true, ctx.Err()
		case err != nil:
			out = append(out, Finding{Kind: FoundDamaged, Severity: Serious, ConnectionID: c.ID, InterviewID: f.InterviewID, MeetingID: m.Meeting.ID,
				Sentence: fmt.Sprintf("It cannot be determined whose Zoom meeting %d (%s) is. %s", m.Meeting.ID, recruit.Shorten(m.Topic), recruit.Sentence(err))})
		case stray:
			out = append(out, f)
		}
	}
	return out, over, nil
}

func countOf(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", several)
}

// hostsOf lists who may host through a connection of a whole account.
func hostsOf(c recruit.Connection, team []recruit.Member) []string {
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
func (d *Doctor) stray(ctx context.Context, c recruit.Connection, m Sighting) (Finding, bool, error) {
	if !reference().MatchString(m.Head) {
		return Finding{}, false, nil
	}
	f := Finding{Kind: FoundOrphan, Severity: Caution, ConnectionID: c.ID, MeetingID: m.Meeting.ID, Repair: DeleteOrphan}
	id, err := d.Store.InterviewByReference(ctx, m.Head)
	if errors.Is(err, recruit.ErrNotFound) {
		at := "no readable time"
		if !m.Start.IsZero() {
			at = timeparse.DateTime(m.Start.UTC()) + " UTC"
		}
		f.Sentence = fmt.Sprintf("Zoom has meeting %d (%s, %s), which recruitty created but which belongs to no interview here; delete it, unless another workspace uses it.",
			m.Meeting.ID, recruit.Shorten(m.Topic), at)
		return f, true, nil
	}
	if err != nil {
		return f, false, err
	}
	f.InterviewID = id
	r, err := d.Store.Record(ctx, id)
	if err != nil {
		return f, false, err
	}
	if create, open := r.OpenCreate(); open {
		if create.State != recruit.Unknown {
			return f, false, nil // the outbox will look for it
		}
		f.Kind, f.Severity, f.Repair = FoundLost, Serious, AdoptIt
		f.Sentence = fmt.Sprintf("Zoom has meeting %d for %s, whose creation was never confirmed; use it for the interview, and the invitations are sent.", m.Meeting.ID, r.Interview.Title)
		return f, true, nil
	}
	mine := r.Interview.Meeting != nil && r.Interview.Meeting.ID == m.Meeting.ID
	switch {
	case mine && (r.Interview.Status != recruit.Cancelled || deletes(r)):
		return f, false, nil
	case mine:
		f.Sentence = fmt.Sprintf("%s is cancelled, but its meeting %d still exists in Zoom; delete it.", r.Interview.Title, m.Meeting.ID)
	default:
		f.Sentence = fmt.Sprintf("Zoom has meeting %d marked as that of %s, but it is not the one that people were told about; delete it.", m.Meeting.ID, r.Interview.Title)
	}
	return f, true, nil
}

// deletes says that the meeting's deletion is under way.
func deletes(r recruit.Record) bool {
	for _, e := range r.Effects {
		if e.Kind == recruit.ZoomDelete && e.Open() {
			return true
		}
	}
	return false
}
