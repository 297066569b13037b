package recruit

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// This file decides what has to happen outside when an interview changes. All
// of it is plain functions on a Record: no clock, no store, no network.
//
// Three facts carry every decision. An effect that has not left can be
// superseded without a trace outside. An effect that may have left (MaybeSent) must
// be answered by a later one. And Zoom is told what is in force when the call
// is made, so that a creation that has not left needs no update behind it.

// planScheduled calls for the meeting and an invitation to everybody, the
// organiser with an entry of their own included.
func planScheduled(r Record, due time.Time) []Effect {
	var plan []Effect
	if r.Interview.Platform == Zoom {
		plan = append(plan, newEffect(r, ZoomCreate, "", due))
	}
	for _, p := range r.Recipients() {
		plan = append(plan, newEffect(r, MailInvite, p.Address, due))
	}
	return plan
}

// planMoved calls for one update at Zoom and one mail to each person. r holds
// the new times already.
func planMoved(r Record, due time.Time) []Effect {
	return append(planZoomMoved(r, due), planMails(r, due)...)
}

// planMails tells everybody what is in force, in place of mails that have not
// gone yet: an update to those who may have heard, else an invitation.
func planMails(r Record, due time.Time) []Effect {
	plan := supersedeMails(r)
	for _, p := range r.Recipients() {
		kind := MailInvite
		if r.MayBeNotified(p.Address) {
			kind = MailUpdate
		}
		plan = append(plan, newEffect(r, kind, p.Address, due))
	}
	return plan
}

// planZoomMoved brings the new times to Zoom.
func planZoomMoved(r Record, due time.Time) []Effect {
	if r.Interview.Platform != Zoom {
		return nil
	}
	var plan []Effect
	if create, ok := r.OpenCreate(); ok && !create.MaybeSent {
		// It has not left: it will create the meeting with the times in force,
		// and a new decision is a reason to try again what had failed. Until due
		// the decision can be taken back, so it must not leave before.
		if create.State == Failed {
			create.State, create.Error, create.Cause = Waiting, "", ""
		} else if create.NextAttempt.IsZero() || create.NextAttempt.After(due) {
			return nil
		}
		create.NextAttempt = due
		return append(plan, create)
	}
	plan = append(plan, supersede(r, ZoomUpdate)...)
	return append(plan, newEffect(r, ZoomUpdate, r.meetingTarget(), due))
}

// planCancelled calls for the end of the meeting and a withdrawal to everybody
// who may have heard of it.
func planCancelled(r Record, due time.Time) []Effect {
	plan := supersede(r, ZoomUpdate)
	create, open := r.OpenCreate()
	switch {
	case open && !create.MaybeSent:
		create.State, create.DoneAt = Superseded, r.Interview.UpdatedAt
		plan = append(plan, create)
	case open && create.MaybeSent || r.Interview.Meeting != nil:
		plan = append(plan, newEffect(r, ZoomDelete, r.meetingTarget(), due))
	}
	plan = append(plan, supersedeMails(r)...)
	for _, p := range r.Recipients() {
		if r.MayBeNotified(p.Address) {
			plan = append(plan, newEffect(r, MailCancel, p.Address, due))
		}
	}
	return plan
}

// newEffect is an effect of the record's version, due at due.
func newEffect(r Record, kind EffectKind, target string, due time.Time) Effect {
	return Effect{
		Version: r.Interview.Version, Kind: kind, Target: target, State: Waiting, NextAttempt: due,
		Sequence: r.Interview.Sequence, CreatedAt: r.Interview.UpdatedAt,
	}
}

// OpenCreate returns the creation of the meeting that is not finished, if any.
func (r Record) OpenCreate() (Effect, bool) {
	i := slices.IndexFunc(r.Effects, func(e Effect) bool { return e.Kind == ZoomCreate && e.Open() })
	if i < 0 {
		return Effect{}, false
	}
	return r.Effects[i], true
}

// meetingTarget names the meeting at Zoom, "" as long as it is not known.
func (r Record) meetingTarget() string {
	if r.Interview.Meeting == nil {
		return ""
	}
	return strconv.FormatInt(r.Interview.Meeting.ID, 10)
}

// supersede takes back every effect of a kind that nobody is working on. Those
// calls repeat safely, so it does not matter whether one has been tried.
func supersede(r Record, kind EffectKind) []Effect {
	return supersedeWhere(r, func(e Effect) bool { return e.Kind == kind })
}

// supersedeMails takes back every mail that nobody is sending just now, except
// withdrawals to people who are not invited any more, and refusals of another
// time as long as the time stays. One whose outcome is
// unknown keeps its MaybeSent mark: its reader may have heard.
func supersedeMails(r Record) []Effect {
	return supersedeWhere(r, func(e Effect) bool {
		p, known := r.Person(e.Target)
		return e.Kind.IsMail() && !(e.Kind == MailCancel && known && !p.RemovedAt.IsZero()) && !r.Refuses(e)
	})
}

// supersedeWhere marks effects as superseded at the moment of the version that
// r has become; undo knows them again by it.
func supersedeWhere(r Record, match func(Effect) bool) []Effect {
	var gone []Effect
	for _, e := range r.Effects {
		if match(e) && e.Open() && e.State != Running {
			e.State, e.DoneAt = Superseded, r.Interview.UpdatedAt
			gone = append(gone, e)
		}
	}
	return gone
}

// Runnable returns the effects that may be worked on at now, in order. Within
// an interview Zoom comes first and one call at a time; a mail that tells the
// times or the link waits for Zoom, a withdrawal or a refusal does not; and mails
// to one person keep their order.
func (r Record) Runnable(now time.Time) []Effect {
	var out []Effect
	zoomBusy := false
	busy := map[string]bool{}
	for _, e := range r.Effects {
		if !e.Open() {
			continue
		}
		lane := strings.ToLower(e.Target)
		free := !busy[lane]
		if e.Kind.IsZoom() {
			free = !zoomBusy
			zoomBusy = true
		} else {
			// A reminder is the last in its line: nothing waits for it unless it is
			// on its way.
			busy[lane] = !free || e.Kind != MailReminder || e.State == Running
			free = free && (!e.Kind.AwaitsZoom() || !r.zoomAhead())
		}
		if free && e.due(now) {
			out = append(out, e)
		}
	}
	return out
}

// zoomAhead reports whether Zoom has still to answer for something.
func (r Record) zoomAhead() bool {
	return slices.ContainsFunc(r.Effects, func(z Effect) bool { return z.Kind.IsZoom() && z.Open() })
}

// due reports whether an attempt may begin at now. A running effect is due when
// its owner has let the lease end: it died, and somebody has to take over.
func (e Effect) due(now time.Time) bool {
	switch e.State {
	case Waiting, Unknown:
		return !e.NextAttempt.IsZero() && !e.NextAttempt.After(now)
	case Running:
		return !e.LeaseUntil.After(now)
	}
	return false
}
