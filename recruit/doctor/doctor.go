package doctor

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/services"
	"recruitty/recruit/steps"
	"recruitty/recruit/timeparse"
)

// Doctor compares what is kept here with what is at Zoom.
type Doctor struct {
	Store      DoctorStore
	Zoom       Inspector
	Meetings   recruit.Meetings
	Accounts   *accounts.Accounts
	Scheduling *scheduling.Service
	Mail       *accounts.MailAccounts
	Now        recruit.Clock
	// After paces the questions to Zoom; nil asks one behind the other.
	After func(time.Duration) <-chan time.Time

	busy atomic.Bool // an examination goes on
}

// New makes the doctor of a workspace. zoom is asked, and deletes what no
// interview owns.
func New(svc *services.Services, store DoctorStore, zoom interface {
	Inspector
	recruit.Meetings
}) *Doctor {
	return &Doctor{Store: store, Zoom: zoom, Meetings: zoom, Accounts: svc.Accounts, Scheduling: svc.Scheduling, Mail: svc.MailAccounts, Now: svc.Now}
}

// DoctorStore is the part of the store that the doctor reads.
type DoctorStore interface {
	recruit.Interviews
	recruit.ConnectionFinder
	Connections(ctx context.Context) ([]recruit.Connection, error)
	Log(ctx context.Context, a recruit.Activity) error
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	// InterviewByReference finds the interview with this mark; ErrNotFound when
	// there is none.
	InterviewByReference(ctx context.Context, reference string) (recruit.InterviewID, error)
}

const (
	// skewNoted is more than answers differ by themselves; from skewSerious on
	// tokens end too early and mails bear a wrong time.
	skewNoted   = 30 * time.Second
	skewSerious = 5 * time.Minute
	// maxCompared bounds the requests of one examination.
	maxCompared = 500
)

// reference matches what newReference makes, at the head of an agenda.
var reference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^rct-[a-z2-7]{12}$`) })

// Examine looks at the connections that serve the actor, for an admin at all of
// them, and at what is at Zoom through them. An error means that the workspace
// could not be read; trouble at Zoom is a finding. It costs Zoom two requests an
// interview, so it is for those who may connect Zoom, and one examination goes
// on at a time.
func (d *Doctor) Examine(ctx context.Context, actor recruit.Member) ([]Finding, error) {
	if err := recruit.Allow(actor, recruit.ToConnect); err != nil {
		return nil, err
	}
	if !d.busy.CompareAndSwap(false, true) {
		return nil, recruit.Refused("Someone is comparing the interviews with Zoom right now; try again in a minute.")
	}
	defer d.busy.Store(false)
	out := d.zones()
	mails, err := d.mails(ctx)
	if err != nil {
		return nil, err
	}
	out = append(out, mails...)
	all, err := d.Store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	left, err := d.left(ctx, actor)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		if c.OwnerID != 0 && c.OwnerID != actor.ID && actor.Role != recruit.Admin {
			continue
		}
		if f, found := left[c.ID]; found {
			out = append(out, f)
		}
		if c.State == recruit.Revoking {
			continue // it is used for nothing any more
		}
		found, err := d.connection(ctx, c, all)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return append(out, d.clock()...), nil
}

// LeftConnections says which connections members have left behind, to an admin.
func (d *Doctor) left(ctx context.Context, actor recruit.Member) (map[recruit.ConnectionID]Finding, error) {
	if recruit.Allow(actor, recruit.ToManage) != nil {
		return nil, nil
	}
	all, err := d.Accounts.LeftConnections(ctx)
	if err != nil {
		return nil, err
	}
	out := map[recruit.ConnectionID]Finding{}
	for _, l := range all {
		f := Finding{Kind: FoundLeft, Severity: Caution, ConnectionID: l.Connection.ID, Repair: EndAccess,
			Sentence: l.Story(func(at time.Time) string { return timeparse.DayTime(at.In(actor.Location())) })}
		if l.Connection.State != recruit.Revoking && l.Minded() {
			f.Severity = Remark
		}
		out[l.Connection.ID] = f
	}
	return out, nil
}

// zones says when the bundled time zone data is of the year before last, or
// nearly: rules have changed somewhere since.
func (d *Doctor) zones() []Finding {
	release := timeparse.DataVersion()
	if until := timeparse.Reliable(); until.IsZero() || d.Now().Before(until) {
		return nil
	}
	return []Finding{{Kind: FoundOldZones, Severity: Caution, Sentence: fmt.Sprintf(
		"The time zone rules in this recruitty are from release %s; where the rules have changed since, times may be wrong, so install a newer recruitty.", release)}}
}

// clock says when this machine's clock is not Zoom's.
func (d *Doctor) clock() []Finding {
	ahead, known := d.Zoom.Skew()
	size := ahead.Abs()
	if !known || size < skewNoted {
		return nil
	}
	f := Finding{Kind: FoundClock, Severity: Caution}
	if size >= skewSerious {
		f.Severity = Serious
	}
	way := "slow"
	if ahead < 0 {
		way = "fast"
	}
	f.Sentence = fmt.Sprintf("The clock of this machine is %s %s compared with Zoom's; set it, or let the system set it (NTP).", size.Round(time.Second), way)
	return []Finding{f}
}

// connection examines one of all connections and what is reached through it.
func (d *Doctor) connection(ctx context.Context, c recruit.Connection, all []recruit.Connection) ([]Finding, error) {
	if c.State == recruit.ReauthRequired {
		return []Finding{{Kind: FoundDisconnected, Severity: Serious, ConnectionID: c.ID, Repair: Reconnect,
			Sentence: strings.TrimSpace(fmt.Sprintf("Zoom must be connected again as %s. %s", c.Who(), c.LastError))}}, nil
	}
	var out []Finding
	for _, n := range recruit.Missing(d.Accounts.Authorizer, c.Scopes) {
		f := Finding{Kind: FoundNoScope, Severity: Remark, ConnectionID: c.ID, Repair: Reconnect,
			Sentence: fmt.Sprintf("Zoom did not grant %s permission to %s (%s). %s", c.Who(), n.Name, n.Scope, n.Without)}
		if n.Required {
			f.Severity = Serious
		}
		out = append(out, f)
	}
	list, err := d.Store.Interviews(ctx, recruit.InterviewFilter{From: d.Now(), Status: recruit.Scheduled, Limit: maxCompared})
	if err != nil {
		return nil, err
	}
	found, over := d.compareAll(ctx, c, all, list)
	if out = append(out, found...); over {
		return out, ctx.Err()
	}
	found, err = d.strays(ctx, c)
	if slices.ContainsFunc(out, isUnreachable) {
		found = slices.DeleteFunc(found, isUnreachable) // said once
	}
	return append(out, found...), err
}

func isUnreachable(f Finding) bool { return f.Kind == FoundUnreachable }

// maxSilent is how many meetings in a row Zoom may not answer for before nobody
// asks for more.
const maxSilent = 3

// compareAll looks at the meetings of the interviews that are reached through a
// connection. One for which Zoom has no answer is named and stops no other; over
// says that there is no use in asking on.
func (d *Doctor) compareAll(ctx context.Context, c recruit.Connection, all []recruit.Connection, list []recruit.InterviewSummary) (out []Finding, over bool) {
	if recruit.Able(d.Accounts.Authorizer, c, recruit.ToReadMeeting) != nil {
		return nil, false // a missing permission is said once, not for every interview
	}
	var silent []Finding
	var last error
	answered, row, asked := false, 0, 0
	var seen atomic.Int64
	steps.Begin(ctx, steps.Step{What: "Comparing with Zoom", Unit: steps.Interviews, Measure: func() (int64, int64) { return seen.Load(), int64(len(list)) }})
	for _, i := range list {
		seen.Add(1)
		if ctx.Err() != nil {
			return out, true
		}
		if via, reached := through(i.Interview, all); !reached || via.ID != c.ID {
			continue
		}
		if asked++; asked > 1 && !d.pause(ctx) {
			return out, true
		}
		found, err := d.compare(ctx, c, i.Interview)
		switch {
		case err == nil:
			out, answered, row = append(out, found...), true, 0
			continue
		case !errors.Is(err, recruit.ErrLater):
			return append(out, d.away(c, err)), true
		}
		last, silent = err, append(silent, d.unread(c, i.Interview, err))
		if row++; row == maxSilent {
			return append(append(out, silent[:len(silent)-row]...), d.away(c, err)), true
		}
	}
	if last != nil && !answered {
		silent = []Finding{d.away(c, last)}
	}
	if len(list) == maxCompared {
		out = append(out, Finding{Kind: FoundNotCompared, Severity: Remark, ConnectionID: c.ID,
			Sentence: fmt.Sprintf("Only the next %d interviews were compared with Zoom.", maxCompared)})
	}
	return append(out, silent...), false
}

// betweenMeetings is how long the doctor waits between two meetings. Each costs Zoom
// two requests, so that it never asks more than about ten times a second: the rest
// of what Zoom allows an account (30 light requests a second) is for work.
const betweenMeetings = 200 * time.Millisecond

// pause waits between two meetings, and reports whether to go on.
func (d *Doctor) pause(ctx context.Context) bool {
	if d.After == nil {
		return ctx.Err() == nil
	}
	select {
	case <-d.After(betweenMeetings):
		return true
	case <-ctx.Done():
		return false
	}
}

// unread says that a meeting cannot be read at Zoom.
func (d *Doctor) unread(c recruit.Connection, i recruit.Interview, err error) Finding {
	return Finding{Kind: FoundUnreadable, Severity: Caution, ConnectionID: c.ID, InterviewID: i.ID, MeetingID: i.Meeting.ID,
		Sentence: fmt.Sprintf("The Zoom meeting of %s on %s cannot be read. %s", i.Title, recruit.Wall(i), recruit.Sentence(err))}
}

// through is the connection that reaches an interview's meeting: the one that
// made it, or what its organiser has in place of that. Another user's access is
// no use: to that one Zoom would say that the meeting does not exist.
func through(i recruit.Interview, all []recruit.Connection) (recruit.Connection, bool) {
	if i.Meeting == nil {
		return recruit.Connection{}, false
	}
	by := func(match func(recruit.Connection) bool) int { return slices.IndexFunc(all, match) }
	at := by(func(c recruit.Connection) bool { return c.ID == i.Meeting.ConnectionID })
	if at < 0 {
		at = by(func(c recruit.Connection) bool { return c.OwnerID == i.OrganiserID })
	}
	if at < 0 {
		at = by(func(c recruit.Connection) bool { return c.OwnerID == 0 })
	}
	if at < 0 {
		return recruit.Connection{}, false
	}
	c := all[at]
	return c, c.Kind != recruit.UserApp || i.Meeting.HostEmail == "" || strings.EqualFold(i.Meeting.HostEmail, c.UserEmail)
}

// compare looks at the meeting of one interview; an error says that Zoom cannot be
// asked just now.
func (d *Doctor) compare(ctx context.Context, c recruit.Connection, i recruit.Interview) (found []Finding, away error) {
	f := Finding{ConnectionID: c.ID, InterviewID: i.ID, MeetingID: i.Meeting.ID}
	seen, err := d.Zoom.Sight(ctx, c, i.Meeting.ID)
	switch {
	case errors.Is(err, recruit.ErrGone):
		d.saw(ctx, i, d.Now().UTC())
		f.Kind, f.Severity, f.Repair = FoundGone, Serious, RecreateIt
		f.Sentence = fmt.Sprintf("The Zoom meeting of %s on %s no longer exists; create it again, and everybody gets the new link.", i.Title, recruit.Wall(i))
		return []Finding{f}, nil
	case isAway(err):
		return nil, err
	case err != nil:
		return []Finding{d.unread(c, i, err)}, nil
	}
	d.saw(ctx, i, time.Time{})
	if !seen.Start.IsZero() && !seen.Start.Equal(i.Start) || seen.Duration != 0 && seen.Duration != i.Duration {
		moved := f
		moved.Kind, moved.Severity, moved.Repair = FoundMoved, Serious, MoveItBack
		moved.Sentence = fmt.Sprintf("In Zoom %s is on %s for %d min, but everybody was told %s for %d min; move the meeting back, or reschedule the interview.",
			i.Title, d.at(seen.Start, i), int(seen.Duration.Minutes()), recruit.Wall(i), int(i.Duration.Minutes()))
		found = append(found, moved)
	}
	if seen.Topic != "" && seen.Topic != i.Title {
		f.Kind, f.Severity = FoundRenamed, Remark
		f.Sentence = fmt.Sprintf("%s of %s is called %q in Zoom; the people who were invited know it as %s.", i.Title, recruit.Wall(i), recruit.Shorten(seen.Topic), i.Title)
		found = append(found, f)
	}
	return found, nil
}

// isAway reports whether Zoom could not be asked, whatever it was asked for.
func isAway(err error) bool {
	return errors.Is(err, recruit.ErrReconnect) || errors.Is(err, recruit.ErrLater) || errors.Is(err, recruit.ErrNotSetUp) || errors.Is(err, recruit.ErrNoConnection)
}

// saw notes since when a meeting is gone, zero when it is there, so that its link
// is offered only as long as it leads somewhere. What cannot be noted now is seen
// by the next examination.
func (d *Doctor) saw(ctx context.Context, i recruit.Interview, gone time.Time) {
	if i.MeetingGone() == !gone.IsZero() {
		return
	}
	r, err := d.Store.Record(ctx, i.ID)
	if err != nil || r.Interview.Meeting == nil || r.Interview.Meeting.ID != i.Meeting.ID {
		return
	}
	r.Interview.Meeting.GoneAt = gone
	text := "Zoom has meeting %d of %s again; its link works"
	if !gone.IsZero() {
		text = "Meeting %d of %s no longer exists in Zoom; its link does not work"
	}
	_, _ = d.Store.Commit(ctx, recruit.Commit{Interview: r.Interview, People: r.People, Activity: []recruit.Activity{{At: d.Now().UTC(), Actor: "recruitty",
		Action: "zoom.seen", CandidateID: i.CandidateID, JobID: i.JobID, InterviewID: i.ID, Text: fmt.Sprintf(text, i.Meeting.ID, i.Title)}}})
}

// at writes a start in the interview's zone.
func (d *Doctor) at(start time.Time, i recruit.Interview) string {
	if start.IsZero() {
		return "no fixed time"
	}
	i.Start = start
	return recruit.Wall(i)
}

// away says that Zoom could not be asked.
func (d *Doctor) away(c recruit.Connection, err error) Finding {
	f := Finding{Kind: FoundUnreachable, Severity: Serious, ConnectionID: c.ID, Sentence: "Zoom could not be reached: " + recruit.Sentence(err)}
	if errors.Is(err, recruit.ErrReconnect) || errors.Is(err, recruit.ErrNoConnection) {
		f.Kind, f.Severity, f.Repair, f.Sentence = FoundDisconnected, Serious, Reconnect, recruit.Sentence(err)
	}
	return f
}
