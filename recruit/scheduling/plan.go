package scheduling

import (
	"strconv"
	"time"

	"recruitty/recruit"
)

// This file decides what has to happen outside when an interview changes. All of
// it is plain functions on a record: no clock, no store, no network.
//
// Three facts carry every decision. An effect that has not left can be
// superseded without a trace outside. An effect that may have left (MaybeSent) must
// be answered by a later one. And Zoom is told what is in force when the call
// is made, so that a creation that has not left needs no update behind it.

// planScheduled calls for the meeting and an invitation to everybody, the
// organiser with an entry of their own included.
func planScheduled(r recruit.Record, due time.Time) []recruit.Effect {
	var plan []recruit.Effect
	if r.Interview.Platform == recruit.Zoom {
		plan = append(plan, newEffect(r, recruit.ZoomCreate, "", due))
	}
	for _, p := range r.Recipients() {
		plan = append(plan, newEffect(r, recruit.MailInvite, p.Address, due))
	}
	return plan
}

// planMoved calls for one update at Zoom and one mail to each person. r holds
// the new times already.
func planMoved(r recruit.Record, due time.Time) []recruit.Effect {
	return append(planZoomMoved(r, due), planMails(r, due)...)
}

// planMails tells everybody what is in force, in place of mails that have not
// gone yet: an update to those who may have heard, else an invitation.
func planMails(r recruit.Record, due time.Time) []recruit.Effect {
	plan := supersedeMails(r)
	for _, p := range r.Recipients() {
		kind := recruit.MailInvite
		if r.MayBeNotified(p.Address) {
			kind = recruit.MailUpdate
		}
		plan = append(plan, newEffect(r, kind, p.Address, due))
	}
	return plan
}

// planZoomMoved brings the new times to Zoom.
func planZoomMoved(r recruit.Record, due time.Time) []recruit.Effect {
	if r.Interview.Platform != recruit.Zoom {
		return nil
	}
	var plan []recruit.Effect
	if create, ok := r.OpenCreate(); ok && !create.MaybeSent {
		// It has not left: it will create the meeting with the times in force,
		// and a new decision is a reason to try again what had failed. Until due
		// the decision can be taken back, so it must not leave before.
		if create.State == recruit.Failed {
			create.State, create.Error, create.Cause = recruit.Waiting, "", ""
		} else if create.NextAttempt.IsZero() || create.NextAttempt.After(due) {
			return nil
		}
		create.NextAttempt = due
		return append(plan, create)
	}
	plan = append(plan, supersede(r, recruit.ZoomUpdate)...)
	return append(plan, newEffect(r, recruit.ZoomUpdate, meetingTarget(r), due))
}

// planCancelled calls for the end of the meeting and a withdrawal to everybody
// who may have heard of it.
func planCancelled(r recruit.Record, due time.Time) []recruit.Effect {
	plan := supersede(r, recruit.ZoomUpdate)
	create, open := r.OpenCreate()
	switch {
	case open && !create.MaybeSent:
		create.State, create.DoneAt = recruit.Superseded, r.Interview.UpdatedAt
		plan = append(plan, create)
	case open && create.MaybeSent || r.Interview.Meeting != nil:
		plan = append(plan, newEffect(r, recruit.ZoomDelete, meetingTarget(r), due))
	}
	plan = append(plan, supersedeMails(r)...)
	for _, p := range r.Recipients() {
		if r.MayBeNotified(p.Address) {
			plan = append(plan, newEffect(r, recruit.MailCancel, p.Address, due))
		}
	}
	return plan
}

// newEffect is an effect of the record's version, due at due.
func newEffect(r recruit.Record, kind recruit.EffectKind, target string, due time.Time) recruit.Effect {
	return recruit.Effect{
		Version: r.Interview.Version, Kind: kind, Target: target, State: recruit.Waiting, NextAttempt: due,
		Sequence: r.Interview.Sequence, CreatedAt: r.Interview.UpdatedAt,
	}
}

// meetingTarget names the meeting at Zoom, "" as long as it is not known.
func meetingTarget(r recruit.Record) string {
	if r.Interview.Meeting == nil {
		return ""
	}
	return strconv.FormatInt(r.Interview.Meeting.ID, 10)
}

// supersede takes back every effect of a kind that nobody is working on. Those
// calls repeat safely, so it does not matter whether one has been tried.
func supersede(r recruit.Record, kind recruit.EffectKind) []recruit.Effect {
	return supersedeWhere(r, func(e recruit.Effect) bool { return e.Kind == kind })
}

// supersedeMails takes back every mail that nobody is sending just now, except
// withdrawals to people who are not invited any more, refusals of another time as
// long as the time stays, and the sheet of a loop, which tells what is in force when it
// leaves. One whose outcome is
// unknown keeps its MaybeSent mark: its reader may have heard.
func supersedeMails(r recruit.Record) []recruit.Effect {
	return supersedeWhere(r, func(e recruit.Effect) bool {
		p, known := r.Person(e.Target)
		return e.Kind.IsMail() && !(e.Kind == recruit.MailCancel && known && !p.RemovedAt.IsZero()) && !r.Refuses(e) && e.Kind != recruit.MailSheet
	})
}

// supersedeWhere marks effects as superseded at the moment of the version that
// r has become; undo knows them again by it.
func supersedeWhere(r recruit.Record, match func(recruit.Effect) bool) []recruit.Effect {
	var gone []recruit.Effect
	for _, e := range r.Effects {
		if match(e) && e.Open() && e.State != recruit.Running {
			e.State, e.DoneAt = recruit.Superseded, r.Interview.UpdatedAt
			gone = append(gone, e)
		}
	}
	return gone
}
