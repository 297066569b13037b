package doctor

import (
	"context"
	"fmt"

	"recruitty/recruit"
)

// Repair does what a finding offers. It looks again first: what was put right
// meanwhile is refused with ErrStale. What has to happen at Zoom for an
// interview goes through its outbox, which the caller lets work.
func (d *Doctor) Repair(ctx context.Context, actor recruit.Member, f Finding) error {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return err
	}
	if f.Repair == NoRepair {
		return recruit.Refused("recruitty cannot repair this; %s", f.Sentence)
	}
	if f.Repair == Reconnect {
		return &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: "Connect Zoom again: Settings, Other Integrations (recruitty zoom connect)."}
	}
	c, err := d.Store.Connection(ctx, f.ConnectionID)
	if err != nil {
		return err
	}
	if f.Repair == EndAccess {
		bye, err := d.Accounts.DisconnectLeft(ctx, actor, c.OwnerID)
		if err == nil && !bye.Confirmed {
			err = &recruit.Problem{Kind: recruit.ErrLost, Sentence: bye.Advice}
		}
		return err
	}
	if c.OwnerID != 0 && c.OwnerID != actor.ID && actor.Role != recruit.Admin {
		return recruit.Refused("Only the person who connected %s, or an admin, may repair this.", c.Who())
	}
	if f.InterviewID == 0 || f.Repair == DeleteOrphan || f.Repair == AdoptIt {
		return d.repairStray(ctx, actor, c, f)
	}
	r, err := d.Store.Record(ctx, f.InterviewID)
	if err != nil {
		return err
	}
	if r.Interview.Meeting == nil || r.Interview.Meeting.ID != f.MeetingID {
		return mended()
	}
	found, _ := d.compare(ctx, c, r.Interview)
	if !sameFinding(found, f) {
		return mended()
	}
	if f.Repair == RecreateIt {
		_, err = d.Scheduling.Recreate(ctx, actor, f.InterviewID, 0)
		return err
	}
	_, err = d.Scheduling.MoveBack(ctx, actor, f.InterviewID, 0)
	return err
}

// repairStray settles a meeting at Zoom that no interview has as its own.
func (d *Doctor) repairStray(ctx context.Context, actor recruit.Member, c recruit.Connection, f Finding) error {
	m, err := d.Zoom.Sight(ctx, c, f.MeetingID)
	if err != nil {
		return err
	}
	now, stray, err := d.stray(ctx, c, m)
	if err != nil {
		return err
	}
	if !stray || now.Repair != f.Repair || now.InterviewID != f.InterviewID {
		return mended()
	}
	if f.Repair == AdoptIt {
		if m.Meeting.JoinURL == "" {
			return &recruit.Problem{Kind: recruit.ErrLater, Sentence: fmt.Sprintf("Zoom did not give the join link of meeting %d; try again.", m.Meeting.ID)}
		}
		_, err = d.Scheduling.Adopt(ctx, actor, f.InterviewID, m.Meeting)
		return err
	}
	if err := recruit.Able(d.Accounts.Authorizer, c, recruit.ToDeleteMeeting); err != nil {
		return err
	}
	if err := d.Meetings.DeleteMeeting(ctx, c, f.MeetingID); err != nil {
		return err
	}
	line := recruit.Activity{At: d.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "zoom.orphan_deleted", InterviewID: f.InterviewID,
		Text: fmt.Sprintf("Zoom deleted meeting %d, which belonged to no interview", f.MeetingID)}
	if f.InterviewID != 0 {
		r, err := d.Store.Record(ctx, f.InterviewID)
		if err != nil {
			return err
		}
		line.CandidateID, line.JobID = r.Interview.CandidateID, r.Interview.JobID
	}
	return d.Store.Log(ctx, line)
}

// sameFinding says that a finding of this kind is still there.
func sameFinding(found []Finding, f Finding) bool {
	for _, now := range found {
		if now.Kind == f.Kind {
			return true
		}
	}
	return false
}

// mended says that a finding is out of date.
func mended() error {
	return &recruit.Problem{Kind: recruit.ErrStale, Sentence: "This is no longer the case, or cannot be checked right now; check again (recruitty zoom doctor)."}
}
