package recruit_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/doctor"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
)

// zoomStub revokes, or does not, as it is told.
type zoomStub struct {
	nobody
	refuses error
	asked   int
}

func (z *zoomStub) Revoke(context.Context, recruit.Connection) error {
	z.asked++
	return z.refuses
}

// leaver is a recruiter with everything that could outlive them.
type leaver struct {
	*office
	zoom   *zoomStub
	now    time.Time
	member recruit.Member
	held   recruit.InterviewID // on Zoom, through their connection
}

func newLeaver(t *testing.T) *leaver {
	t.Helper()
	l := &leaver{office: newOffice(t), zoom: &zoomStub{}, now: recruittest.At()}
	ctx := t.Context()
	l.svc = services.New(l.db, l.zoom, nobody{}, recruit.Environment{}, func() time.Time { return l.now })
	l.member = l.roles[recruit.Recruiter]
	c, err := l.db.SaveConnection(ctx, recruit.Connection{OwnerID: l.member.ID, Kind: recruit.UserApp, State: recruit.Connected, UserID: "u1",
		UserEmail: l.member.Email, Since: l.now}, recruit.Tokens{Access: "a", Refresh: "r"}, recruit.Activity{At: l.now})
	must(t, err)
	r, err := l.svc.Scheduling.Schedule(ctx, l.member, recruit.ScheduleRequest{CandidateID: l.own.candidate, JobID: l.own.job, Title: "On Zoom",
		Start: l.now.Add(48 * time.Hour), TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Zoom}, 0)
	must(t, err)
	l.held = r.Interview.ID
	r.Interview.Meeting = &recruit.Meeting{ID: 829, JoinURL: "https://zoom.example/j/829", HostEmail: l.member.Email, ConnectionID: c.ID}
	_, err = l.db.Commit(ctx, recruit.Commit{Interview: r.Interview, People: r.People})
	must(t, err)
	_, err = l.db.SaveSource(ctx, availability.Source{OwnerID: l.member.ID, Kind: busy.CalDAV, Account: "leaver", Server: "dav.example", State: recruit.Connected, Since: l.now, DueAt: l.now},
		&availability.Credentials{Password: "p"}, recruit.Activity{At: l.now})
	must(t, err)
	must(t, l.db.SetSetting(ctx, recruit.DraftKey(l.member.ID, l.own.candidate, "note"), "half a thought"))
	return l
}

func (l *leaver) remove(t *testing.T, keep bool) accounts.Departed {
	t.Helper()
	done, err := l.svc.Departures.Remove(t.Context(), l.admin, l.member.ID, keep)
	must(t, err)
	return done
}

func (l *leaver) connection(t *testing.T) (recruit.Connection, bool) {
	t.Helper()
	c, err := l.db.ConnectionOf(t.Context(), l.member.ID)
	if errors.Is(err, recruit.ErrNotFound) {
		return c, false
	}
	must(t, err)
	return c, true
}

// TestWhoLeavesTakesTheAccessAlong: before a removal an admin is told what would
// outlive it, and it ends the drafts, the keys' way in and the access to Zoom.
func TestWhoLeavesTakesTheAccessAlong(t *testing.T) {
	t.Parallel()
	l := newLeaver(t)
	_, err := l.svc.Scheduling.Schedule(t.Context(), l.admin, recruit.ScheduleRequest{CandidateID: l.other.candidate, JobID: l.other.job, Title: "With the leaver",
		Start: l.now.Add(50 * time.Hour), TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 1", Participants: []string{l.member.Email}}, 0)
	must(t, err)
	b, err := l.svc.Departures.Of(t.Context(), l.admin, l.member.ID)
	must(t, err)
	told := strings.Join(append(b.Ends(false), b.Stays(false, func(recruit.InterviewSummary) string { return "soon" })...), "\n")
	for _, want := range []string{"1 key", "access to Zoom as recruiter@example.com is revoked", "meetings of 1 interview stay", "calendars are no longer read (CalDAV (leaver at dav.example))", "1 form", "organise 1 upcoming interview", "own candidate, On Zoom",
		"still invited to 1 upcoming interview", "  soon, other candidate, With the leaver, organised by The admin"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not said before the removal:\n%s", want, told)
		}
	}
	done := l.remove(t, false)
	if !done.Zoom.Confirmed || done.Unconfirmed() != "" || l.zoom.asked != 1 {
		t.Errorf("the removal: %+v", done)
	}
	if _, there := l.connection(t); there {
		t.Error("the connection is still there")
	}
	if n, err := l.db.Drafts(t.Context(), l.member.ID); n != 0 || err != nil {
		t.Errorf("%d drafts are left, %v", n, err)
	}
	refuses(t, l.db.SetSetting(t.Context(), recruit.DraftKey(l.member.ID, 0, "job"), "typed on"), recruit.ErrRefused, "no longer in the team")
	team, err := l.db.MembersByKey(t.Context(), "ssh-ed25519 recruiter")
	if len(team) != 0 || err != nil {
		t.Errorf("the key opens %v, %v", team, err)
	}
	left, err := l.svc.Departures.Left(t.Context(), l.admin)
	if err != nil || len(left.Connections) != 0 || len(left.Organised) != 1 || len(left.Invited) != 1 || left.Invited[0].Interview.Title != "With the leaver" {
		t.Errorf("left behind: %+v, %v", left, err)
	}
	if said := strings.Join(left.Sentences(time.Time.String), "\n"); !strings.Contains(said, "still invited to 1 upcoming interview") {
		t.Errorf("it says:\n%s", said)
	}
	if _, err := l.svc.Team.Add(t.Context(), l.admin, recruit.Member{Name: "Another", Email: l.member.Email, Role: recruit.Recruiter}); err != nil {
		t.Fatal(err)
	}
	if left, err = l.svc.Departures.Left(t.Context(), l.admin); err != nil || len(left.Invited) != 0 {
		t.Errorf("the address is someone's again, and still: %+v, %v", left.Invited, err)
	}
}

// TestWhatZoomDoesNotConfirmIsAskedAgain: the tokens stay, for nothing else, until
// Zoom has confirmed or a week is over.
func TestWhatZoomDoesNotConfirmIsAskedAgain(t *testing.T) {
	t.Parallel()
	for name, confirms := range map[string]bool{"Zoom confirms later": true, "Zoom never confirms": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLeaver(t)
			l.zoom.refuses = recruit.ErrLater
			done := l.remove(t, false)
			if !strings.Contains(done.Unconfirmed(), "has not confirmed") {
				t.Errorf("said: %q", done.Unconfirmed())
			}
			c, there := l.connection(t)
			if !there || c.State != recruit.Revoking || !c.Over() {
				t.Fatalf("the connection is %+v", c)
			}
			if _, err := l.db.Tokens(t.Context(), c.ID); err != nil {
				t.Errorf("nothing is left to revoke with: %v", err)
			}
			left, err := l.svc.Departures.Left(t.Context(), l.admin)
			if err != nil || len(left.Connections) != 1 || !strings.Contains(strings.Join(left.Sentences(func(at time.Time) string { return at.Format("2 Jan") }), ""), "until 29 Nov") {
				t.Errorf("left behind: %+v, %v", left, err)
			}
			l.now = l.now.Add(6 * 24 * time.Hour)
			must(t, l.svc.Accounts.Settle(t.Context()))
			if _, there := l.connection(t); !there {
				t.Fatal("given up before its time")
			}
			if confirms {
				l.zoom.refuses = nil
			} else {
				l.now = l.now.Add(25 * time.Hour)
			}
			must(t, l.svc.Accounts.Settle(t.Context()))
			if _, there := l.connection(t); there {
				t.Error("the connection is still there")
			}
			lines, err := l.db.Activities(t.Context(), recruit.ActivityFilter{Limit: 1})
			must(t, err)
			if want := map[bool]string{true: "Zoom confirmed", false: "Zoom never confirmed"}[confirms]; !strings.Contains(lines[0].Text, want) {
				t.Errorf("the log says %q", lines[0].Text)
			}
		})
	}
}

// TestAnAdminAnswersForWhatWasLeft: the meetings of someone who left can still be
// changed, and the access ends with the last of them.
func TestAnAdminAnswersForWhatWasLeft(t *testing.T) {
	t.Parallel()
	l := newLeaver(t)
	ctx := t.Context()
	if done := l.remove(t, true); !done.Kept || l.zoom.asked != 0 {
		t.Errorf("the removal: %+v, Zoom was asked %d times", done, l.zoom.asked)
	}
	c, there := l.connection(t)
	if !there || c.State != recruit.Connected || c.KeeperID != l.admin.ID {
		t.Fatalf("the connection is %+v", c)
	}
	r, err := l.svc.Scheduling.TakeOver(ctx, l.admin, l.held, 0)
	must(t, err)
	if via, err := recruit.ConnectionFor(ctx, l.db, r, ""); err != nil || via.ID != c.ID {
		t.Errorf("the meeting is reached through %+v, %v", via, err)
	}
	must(t, l.svc.Accounts.Settle(ctx))
	if l.zoom.asked != 0 {
		t.Error("revoked while a meeting is ahead")
	}
	l.now = l.now.Add(72 * time.Hour)
	must(t, l.svc.Accounts.Settle(ctx))
	if _, there := l.connection(t); there || l.zoom.asked != 1 {
		t.Errorf("the access outlived the meetings; Zoom was asked %d times", l.zoom.asked)
	}
}

// TestAConnectionWithoutAnOwnerIsFound is about one of a member who was removed
// before there was any of this.
func TestAConnectionWithoutAnOwnerIsFound(t *testing.T) {
	t.Parallel()
	l := newLeaver(t)
	ctx := t.Context()
	c, _ := l.connection(t)
	c.KeeperID = l.roles[recruit.ReadOnly].ID // so that the removal leaves it
	must(t, l.db.SetConnectionState(ctx, c, nil))
	_, err := l.svc.Team.Remove(ctx, l.admin, l.member.ID)
	must(t, err)
	c.KeeperID = 0
	must(t, l.db.SetConnectionState(ctx, c, nil))
	must(t, l.svc.Accounts.Settle(ctx))
	if _, there := l.connection(t); !there || l.zoom.asked != 0 {
		t.Error("revoked although nobody has decided it")
	}
	mender := doctor.New(l.svc, l.db, inspectorStub{})
	found, err := mender.Examine(ctx, l.admin)
	must(t, err)
	if len(found) == 0 || found[0].Kind != doctor.FoundLeft || !strings.Contains(found[0].Sentence, "has left the team") {
		t.Fatalf("found %+v", found)
	}
	refuses(t, func() error { _, err := l.svc.Accounts.TakeOverLeft(ctx, l.admin, l.admin.ID); return err }(), recruit.ErrRefused, "still in the team")
	must(t, mender.Repair(ctx, l.admin, found[0]))
	if _, there := l.connection(t); there || l.zoom.asked != 1 {
		t.Error("the repair revoked nothing")
	}
}

// inspectorStub is a Zoom that shows nothing.
type inspectorStub struct{ recruit.Meetings }

func (inspectorStub) Sight(context.Context, recruit.Connection, int64) (doctor.Sighting, error) {
	return doctor.Sighting{}, recruit.ErrLater
}

func (inspectorStub) Sightings(context.Context, recruit.Connection, string) (doctor.Sightings, error) {
	return doctor.Sightings{}, nil
}

func (inspectorStub) Skew() (time.Duration, bool) { return 0, false }

// boxes is the inboxes of a host.
type boxes []accounts.FileInbox

func (b *boxes) Inboxes(context.Context) ([]accounts.FileInbox, error) { return *b, nil }

func (b *boxes) RemoveInbox(context.Context, string) error { *b = nil; return nil }

// TestNobodyInheritsAnInbox: whoever has the number or the address of someone
// who left does not have their inbox, which an admin finds and may delete.
func TestNobodyInheritsAnInbox(t *testing.T) {
	t.Parallel()
	l := newLeaver(t)
	ctx := t.Context()
	l.svc.Departures.Inboxes = &boxes{{Name: "inbox/" + l.member.Inbox, Key: l.member.Inbox, Files: []string{"cv.pdf"}}}
	refuses(t, l.svc.Departures.RemoveInbox(ctx, l.admin, "inbox/"+l.member.Inbox), recruit.ErrNotFound, "Nobody left")
	l.remove(t, false)
	again, err := l.svc.Team.Add(ctx, l.admin, recruit.Member{Name: l.member.Name, Email: l.member.Email, Role: l.member.Role})
	must(t, err)
	if again.Inbox == l.member.Inbox || again.InboxFolder() == "" || l.member.InboxFolder() == "" {
		t.Errorf("inboxes %q and %q", again.Inbox, l.member.Inbox)
	}
	left, err := l.svc.Departures.Left(ctx, l.admin)
	if err != nil || len(left.Inboxes) != 1 || left.Inboxes[0].Owner.ID != l.member.ID {
		t.Errorf("left behind: %+v, %v", left, err)
	}
	must(t, l.svc.Departures.RemoveInbox(ctx, l.admin, "inbox/"+l.member.Inbox))
	for _, bad := range []string{"", "1", "../../etc", strings.Repeat("a", 19) + "/", strings.Repeat("A", 26)} {
		if got := (recruit.Member{Inbox: bad}).InboxFolder(); got != "" {
			t.Errorf("%q is taken as the folder %q", bad, got)
		}
	}
}
