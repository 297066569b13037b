package wording

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/text"
)

// This file says in words what has really happened outside (R11): "sent" only
// when the mail server has taken it, "updated" only when Zoom has confirmed.

// EffectName is what an effect does: "invitation to priya@example.com".
func EffectName(e recruit.Effect) string {
	to := " to " + text.Line(e.Target)
	//exhaustive:enforce
	switch e.Kind {
	case recruit.ZoomCreate:
		return "Zoom meeting"
	case recruit.ZoomUpdate:
		return "Zoom update"
	case recruit.ZoomDelete:
		return "deletion of the Zoom meeting"
	case recruit.MailInvite:
		return "invitation" + to
	case recruit.MailUpdate:
		return "update" + to
	case recruit.MailCancel:
		return "cancellation" + to
	case recruit.MailReminder:
		return "reminder" + to
	case recruit.MailAsk:
		return "request for an answer" + to
	case recruit.MailRefusal:
		return "refusal of another time" + to
	case recruit.MailSheet:
		return "overview of the loop" + to
	case recruit.MailOutcome:
		return "email about the outcome" + to
	case recruit.MailMessage:
		return "email" + to
	case recruit.MailOffer:
		return "times to choose from" + to
	case recruit.MailHold:
		return "tentative entry" + to
	case recruit.MailHoldEnd:
		return "end of the tentative entry" + to
	case recruit.MailFeedback:
		return "request for feedback" + to
	}
	return string(e.Kind) + to
}

// Held is said of what is not tried before the time to undo is over. Whether it can leave
// then is not known here: mail may not be set up.
const Held = "held while it can be undone"

// EffectState says how far an effect has come, in a few words with the reason and the next
// attempt. Its tone is that of Yes, of NeedsYou, or of Pending. behind says that a Zoom call has to be confirmed first.
func (r Reader) EffectState(e recruit.Effect, behind bool) (Tone, string) {
	now := r.Clocks()
	if e.Planned() {
		return Dim, "planned for " + Amid(r.Start(e.RemindAt))
	}
	reason := strings.TrimSuffix(text.Line(e.Error), ".")
	because := func(s string) string { return Joined(": ", s, reason) }
	//exhaustive:enforce
	switch e.State {
	case recruit.Done:
		return OK, effectDone(e) + " " + Amid(r.Stamp(e.DoneAt))
	case recruit.Superseded:
		return Dim, "dropped"
	case recruit.Running:
		if e.Kind.IsZoom() {
			return Dim, "waiting for Zoom"
		}
		return Dim, "sending"
	case recruit.Failed:
		if e.HeldBack() {
			return Warning, because("held back, needs you")
		}
		return Warning, because("failed, needs you")
	case recruit.Unknown:
		next := "looking again "
		if e.Kind.IsMail() {
			next = "sending the same email again "
		}
		if e.NextAttempt.IsZero() {
			return Warning, because("outcome unknown, needs you")
		}
		if !e.NextAttempt.After(now) {
			return Dim, because("outcome unknown, " + next + "now")
		}
		return Dim, because("outcome unknown, " + next + r.Soon(e.NextAttempt))
	case recruit.Waiting: // for one of several things
	}
	switch {
	case e.NextAttempt.IsZero():
		return Warning, because("needs you")
	case e.Attempts == 0 && e.NextAttempt.After(now.Add(2*time.Minute)):
		return Dim, "leaves " + r.Soon(e.NextAttempt)
	case e.Attempts == 0 && e.NextAttempt.After(now):
		return Dim, Held // the seconds stand where it can be undone
	case e.Attempts > 0 && e.NextAttempt.After(now):
		return Dim, because("next try " + r.Soon(e.NextAttempt))
	case e.Kind.IsMail() && behind:
		return Dim, "waiting for Zoom"
	case e.Kind.IsZoom():
		return Dim, "waiting for Zoom"
	}
	return Dim, "sending"
}

func effectDone(e recruit.Effect) string {
	switch e.Kind {
	case recruit.ZoomCreate:
		return "made"
	case recruit.ZoomUpdate:
		return "confirmed"
	case recruit.ZoomDelete:
		return "deleted"
	}
	return "sent"
}

// BehindZoom reports whether a mail of the record waits for a Zoom call.
func BehindZoom(r recruit.Record, e recruit.Effect) bool {
	if !e.Kind.AwaitsZoom() {
		return false
	}
	if e.Kind == recruit.MailSheet && r.SheetWaits() != "" {
		return true
	}
	for _, z := range r.Effects {
		if z.Kind.IsZoom() && z.Open() {
			return true
		}
	}
	return false
}

// Delivery is the newest mail to an address that still counts.
func Delivery(r recruit.Record, address string) (recruit.Effect, bool) {
	for i := len(r.Effects) - 1; i >= 0; i-- {
		e := r.Effects[i]
		if e.Kind.ChangesEntry() && e.State != recruit.Superseded && strings.EqualFold(e.Target, address) {
			return e, true
		}
	}
	return recruit.Effect{}, false
}

// What is said of someone who has not answered, of someone whom nothing was
// sent to or will be.
const (
	Unanswered = "no answer" // the word of NoReply
	Untold     = "not told"
	// ProposalRefused is said of who asked for another time and does not get it.
	ProposalRefused = "proposal refused"
)

// AnswerOf says what an invited person answered, and before that whether they
// were told at all.
func AnswerOf(r recruit.Record, p recruit.Participant) (State, string) {
	switch p.Answer {
	case recruit.Accepted:
		return Yes, Yes.Word()
	case recruit.Declined:
		return No, No.Word()
	case recruit.Tentative:
		return Maybe, Maybe.Word()
	case recruit.Delegated:
		return No, "sends " + Deputy(p)
	}
	if r.ProposalRefused(p) {
		return NoReply, ProposalRefused
	}
	e, ok := Delivery(r, p.Address)
	switch {
	case !ok && r.Imported():
		return NoState, "not told here"
	case !ok:
		return NoState, Untold
	case e.State == recruit.Done && e.Kind == recruit.MailCancel:
		return Yes, "told about the cancellation"
	case e.State == recruit.Done:
		return NoReply, Unanswered
	case e.State == recruit.Failed:
		return NeedsYou, "not reached"
	case e.NeedsAttention() || e.State == recruit.Unknown || e.Attempts > 0:
		return NeedsYou, "not reached yet"
	}
	return Pending, "not told yet"
}

// Arranged says of an interview that another system arranged that nothing was
// sent about it from here; "" of all others, and as soon as something was.
func Arranged(r recruit.Record) string {
	for _, e := range r.Effects {
		if e.Kind.IsMail() && (e.MaybeSent || e.State == recruit.Done) {
			return ""
		}
	}
	if !r.Imported() {
		return ""
	}
	return "Imported, arranged elsewhere: nothing was sent from here"
}

// OwnEntry says how the calendar entry stands that the organiser has of their
// own, or why they have none.
func (r Reader) OwnEntry(of recruit.Record) (Tone, string) {
	p, ok := of.OwnEntry()
	switch {
	case of.OrganiserInvited():
		return Dim, "calendar entry by the invitation"
	case !ok:
		return Dim, "no calendar entry"
	}
	e, told := Delivery(of, p.Address)
	if !told {
		return Dim, "calendar entry " + Untold
	}
	tone, state := r.EffectState(e, BehindZoom(of, e))
	if e.Kind == recruit.MailCancel {
		return tone, "cancellation of the calendar entry " + state
	}
	return tone, "calendar entry " + state
}

// TakingOver says what it means to take an interview over.
func TakingOver(r recruit.Record, by recruit.Member, now time.Time) string {
	return Joined(" ", text.Line(r.Organiser.Name)+" organises "+text.Line(r.Interview.Title)+", and only the organiser may change it. "+
		"If you take it over, you are the organiser from now on, and the activity log says so.", HandedOver(r, by, now))
}

// HandedOver says what taking an interview over does to the calendars of who
// organised it and of by, "" for nothing.
func HandedOver(r recruit.Record, by recruit.Member, now time.Time) string {
	_, plan := scheduling.TakenOver(r, by, now, now)
	var said []string
	for _, e := range plan {
		switch {
		case e.State == recruit.Superseded:
		case e.Kind == recruit.MailCancel:
			said = append(said, "the calendar entry of "+text.Line(e.Target)+" is withdrawn")
		case strings.EqualFold(e.Target, by.Email):
			said = append(said, "you get a calendar entry of your own")
		}
	}
	out := ""
	if len(said) > 0 {
		out = recruit.Capital(strings.Join(said, ", and ")) + "."
	}
	return Joined(" ", out, text.Line(r.OrganiserChanges(by)))
}

// Notified counts the mails of the newest version that were confirmed, and all.
func Notified(r recruit.Record) (done, all int) {
	for _, p := range r.Invited() {
		e, ok := Delivery(r, p.Address)
		if !ok {
			continue
		}
		all++
		if e.State == recruit.Done {
			done++
		}
	}
	return done, all
}

// ZoomState says what is known of the meeting at Zoom, "" for other platforms.
func ZoomState(r recruit.Record) string {
	if r.Interview.Platform != recruit.Zoom {
		return ""
	}
	if r.Interview.MeetingGone() && r.Interview.Status == recruit.Scheduled {
		return "meeting no longer exists in Zoom"
	}
	for i := len(r.Effects) - 1; i >= 0; i-- {
		e := r.Effects[i]
		if e.Kind.IsZoom() && e.State != recruit.Superseded {
			if e.State == recruit.Done {
				return "Zoom " + effectDone(e)
			}
			return "Zoom not confirmed"
		}
	}
	return ""
}
