package recruit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// EffectKind is one sort of thing that happens outside.
type EffectKind string

// The kinds of effect (docs/design.md#states).
const (
	ZoomCreate   EffectKind = "zoom.create"
	ZoomUpdate   EffectKind = "zoom.update"
	ZoomDelete   EffectKind = "zoom.delete"
	MailInvite   EffectKind = "mail.invite"
	MailUpdate   EffectKind = "mail.update"
	MailCancel   EffectKind = "mail.cancel"
	MailReminder EffectKind = "mail.reminder"
	// MailRefusal turns down another time that a person asked for; the interview
	// stays as it is.
	MailRefusal EffectKind = "mail.refusal"
	// MailSheet tells the candidate all interviews of a loop at one view. It belongs to
	// the first of them and is no entry of a calendar.
	MailSheet EffectKind = "mail.sheet"
	// MailAsk asks someone once more who was invited and has not answered.
	MailAsk EffectKind = "mail.ask"
	// MailOutcome tells a candidate how an application goes on, and MailMessage what a
	// member wrote to them. Both belong to a Letter and to no interview.
	MailOutcome EffectKind = "mail.outcome"
	MailMessage EffectKind = "mail.message"
	// MailOffer brings a candidate hours to choose from. It is a Letter.
	MailOffer EffectKind = "mail.offer"
	// MailHold puts a tentative entry into the calendar of somebody whose hour an offer holds,
	// and MailHoldEnd takes it out again. Each is a Letter with a HoldEntry; they are written
	// together, so that no entry is without its end.
	MailHold    EffectKind = "mail.hold"
	MailHoldEnd EffectKind = "mail.hold_end"
	// MailFeedback asks a member of the panel for their scorecard once the interview has
	// ended. It leads to no meeting and changes no entry of a calendar.
	MailFeedback EffectKind = "mail.feedback"
)

// IsMail reports whether the effect is one mail to one person.
func (k EffectKind) IsMail() bool { return strings.HasPrefix(string(k), "mail.") }

// ChangesEntry reports whether the effect is a mail that puts the interview into a
// calendar, writes it anew there or takes it out.
func (k EffectKind) ChangesEntry() bool {
	return k == MailInvite || k == MailUpdate || k == MailCancel
}

// IsLetter reports whether the effect brings out a Letter.
func (k EffectKind) IsLetter() bool {
	return k == MailOutcome || k == MailMessage || k == MailOffer || k.IsHold()
}

// IsHold reports whether the effect is about a tentative entry for an hour of an offer.
func (k EffectKind) IsHold() bool { return k == MailHold || k == MailHoldEnd }

// AwaitsZoom reports whether the effect is a mail that leads to a meeting, and so
// waits until Zoom has answered for it.
func (k EffectKind) AwaitsZoom() bool {
	return k.IsMail() && k != MailCancel && k != MailRefusal && k != MailFeedback && !k.IsLetter()
}

// IsZoom reports whether the effect is a call to Zoom.
func (k EffectKind) IsZoom() bool { return strings.HasPrefix(string(k), "zoom.") }

// EffectState is how far an effect has come (R11).
type EffectState string

// The states of an effect. Superseded never shows: a later version made the
// effect pointless before it had left.
const (
	Waiting    EffectState = "waiting"
	Running    EffectState = "running"
	Done       EffectState = "done"
	Failed     EffectState = "failed"
	Unknown    EffectState = "unknown"
	Superseded EffectState = "superseded"
)

// Effect is one thing that must happen outside: a Zoom call, or one mail to
// one recipient.
type Effect struct {
	ID          EffectID
	InterviewID InterviewID // 0 of a letter
	LetterID    LetterID    // 0 of an interview
	Version     int         // of the interview, that called for it
	Kind        EffectKind
	// Target is the recipient's address, or the id of a meeting: the one that is
	// changed or was made. At a creation that is not done it is a meeting that must
	// not stay behind: Zoom made it wrongly in an earlier attempt and did not let it
	// be deleted, or this one is made in its place.
	Target string
	// Host is the Zoom user who is to host the meeting that a creation makes, "" for
	// the connection's own rule.
	Host     string
	State    EffectState
	Attempts int
	// NextAttempt is when it is due. Zero while waiting means that it waits
	// for a person: a reconnect, mail settings, a decision.
	NextAttempt time.Time
	// MaybeSent says that it may have happened: an attempt began whose failure was
	// not certain. It is durable before the attempt begins.
	MaybeSent bool
	Error     string // why the last attempt failed, one sentence
	Cause     Cause  // what Error tells of, where a decision hangs on it

	// Owner is the process that works on it, until LeaseUntil.
	Owner      string
	LeaseUntil time.Time

	// Sequence, MessageID and Sender are those of a mail, fixed with its bytes at the
	// first attempt, so that a repeated attempt repeats the same message.
	Sequence  int
	MessageID string
	// Sender is the address that it is from, which calendars know as the organiser;
	// "" for mails from before that was noted.
	Sender string
	// Message is set only to have the bytes stored; reading a record leaves it
	// nil, and nil leaves stored bytes alone.
	Message []byte

	// RemindAt is the moment for which a reminder, or a request for feedback, was meant, and
	// at which a tentative entry ends by itself; zero for all else.
	RemindAt time.Time

	TrackingID string
	CreatedAt  time.Time
	// DoneAt is when the other side confirmed it, or when it was superseded.
	DoneAt time.Time
}

// OutboxEmpty says that nothing is still to happen.
const OutboxEmpty = "The outbox is empty: everything is confirmed."

// Free refuses what is being done just now.
func (e Effect) Free() error {
	if e.State == Running {
		return Refused("This is being processed right now; try again in a moment.")
	}
	return nil
}

// NothingOpen says that a number is that of no effect which is still to happen.
func NothingOpen(id EffectID) error {
	return NotFound("There is nothing in the outbox with the number %d; see recruitty outbox list.", id)
}

// Cause is why an effect failed, as far as the program goes by it. People read
// Error.
type Cause string

// The causes. All others are "".
const (
	TooLate    Cause = "too_late"  // the interview had begun before it could leave
	WasBounced Cause = "came_back" // the mail was handed over and came back
)

// Planned says that it is a reminder whose moment has not come, or the end of a tentative
// entry that is still needed: nothing that anybody waits for.
func (e Effect) Planned() bool {
	return (e.Kind == MailReminder || e.Kind == MailHoldEnd && !e.RemindAt.IsZero()) && e.State == Waiting && e.Attempts == 0 && e.Error == ""
}

// HeldBack reports whether it came too late and would come too late again: only
// giving it up is left.
func (e Effect) HeldBack() bool { return e.State == Failed && e.Cause == TooLate }

// CameBack reports whether a mail was handed over and came back.
func (e Effect) CameBack() bool { return e.Cause == WasBounced }

// NeedsAttention reports whether an effect cannot go on by itself: it waits for a
// person. The store counts by the same rule.
func (e Effect) NeedsAttention() bool {
	switch e.State {
	case Failed:
		return true
	case Unknown, Waiting:
		return e.NextAttempt.IsZero() && !e.Planned()
	}
	return false
}

// Open reports whether something may still happen for the effect without a new
// decision.
func (e Effect) Open() bool {
	return e.State == Waiting || e.State == Running || e.State == Unknown || e.State == Failed
}

// OrganiserChanges says what it means to those who were invited that by organises
// the interview from now on, "" when nobody was told of anybody else.
func (r Record) OrganiserChanges(by Member) string {
	if sanitize.SameAddress(r.Organiser.Email, by.Email) || r.Interview.Status != Scheduled || !slices.ContainsFunc(r.Invited(), func(p Participant) bool { return r.MayBeNotified(p.Address) }) {
		return ""
	}
	return fmt.Sprintf("Invitations already sent name %s, and written replies may still go there.", r.Organiser.Email)
}
