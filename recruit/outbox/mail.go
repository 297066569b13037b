package outbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// mail makes one attempt of one mail to one person.
func (o *Outbox) mail(ctx context.Context, r recruit.Record, before, e recruit.Effect) result {
	from, err := o.Mailer.From(ctx)
	if err != nil {
		return failed(before.MaybeSent, err, o.Pause)
	}
	message, err := o.Store.EffectMessage(ctx, e.ID)
	if err != nil {
		return failed(before.MaybeSent, err, o.Pause)
	}
	if len(message) == 0 || !before.MaybeSent || e.Kind == recruit.MailSheet && !tellsSheet(e, r) {
		// It has certainly not left, so it may be written anew, with the times,
		// the link and the sender in force. A sheet may be read twice, and never
		// with what is not in force any more.
		if e, message, err = o.write(ctx, r, e, from); err != nil {
			return failed(before.MaybeSent, err, o.Pause)
		}
	} else if !bytes.Contains(message, []byte(e.MessageID)) {
		return failed(before.MaybeSent, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: fmt.Sprintf(
			"The stored email to %s is damaged, so it cannot be sent again; it may have arrived. Ask them, and give this up (recruitty outbox give-up %d).", e.Target, e.ID)}, o.Pause)
	}
	if err := o.hold(ctx, e.ID); err != nil {
		return failed(before.MaybeSent, err, o.Pause)
	}
	if again, err := o.lookAgain(ctx, before, e); again != nil || err != nil {
		if err != nil {
			return failed(before.MaybeSent, err, o.Pause)
		}
		return *again
	}
	if err := o.Mailer.Send(ctx, from.Address, e.Target, message); err != nil {
		return failed(before.MaybeSent, err, o.Pause)
	}
	id := e.MessageID
	return result{stands: true, apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		if e.MessageID != id || e.State == recruit.Done || e.State == recruit.Superseded {
			return nil
		}
		*e = done(*e, now)
		for i := range r.People {
			if strings.EqualFold(r.People[i].Address, e.Target) {
				r.People[i].LastMessageID = id
			}
		}
		return []recruit.Activity{note(*r, *e, now, string(e.Kind), fmt.Sprintf("%s of %s handed to the mail server for %s", mailName(e.Kind), r.Interview.Title, e.Target))}
	}}
}

// lookAgain looks at the interview once more, right before a mail leaves: it may
// have been moved, cancelled or begun since the mail was claimed, or its reader
// taken off. A sheet tells of other interviews too, which may have changed since it was
// written. nil means that the mail still has its point.
func (o *Outbox) lookAgain(ctx context.Context, before, e recruit.Effect) (*result, error) {
	r, err := o.Store.Record(ctx, e.InterviewID)
	if err != nil {
		return nil, err
	}
	if e.Kind == recruit.MailSheet && (!tellsSheet(e, r) || r.SheetWaits() != "") {
		return &result{apply: func(_ *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
			e.MaybeSent = before.MaybeSent
			*e = putBack(*e, now) // it is written anew, with what is in force
			return nil
		}}, nil
	}
	now := o.Now().UTC()
	known := unmarked(r, before)
	if idle(known, before, now) || held(known, before, now) != "" {
		let := o.letGo(before)
		return &let, nil
	}
	return nil, nil
}

// letGo is an attempt that ended before anything left, because there seemed to be
// nothing to do any more. It is judged again when that is noted: what the mail
// was dropped for may have been taken back meanwhile, and then it is due.
func (o *Outbox) letGo(before recruit.Effect) result {
	return result{apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		known := unmarked(*r, before)
		if why := held(known, before, now); why != "" && !idle(known, before, now) {
			return failed(before.MaybeSent, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: why}, o.Pause).apply(r, e, now)
		}
		e.MaybeSent = before.MaybeSent
		if idle(known, before, now) {
			*e = drop(*e, now)
		} else {
			*e = putBack(*e, o.Now().UTC())
		}
		return nil
	}}
}

// unmarked is a record in which an effect that is under way has left only if it
// had before this attempt, which has marked it already.
func unmarked(r recruit.Record, before recruit.Effect) recruit.Record {
	r.Effects = slices.Clone(r.Effects)
	for i := range r.Effects {
		if r.Effects[i].ID == before.ID {
			r.Effects[i].MaybeSent = before.MaybeSent
		}
	}
	return r
}

// write composes the message and stores its bytes before they leave, so that
// whoever repeats the attempt repeats exactly this message.
func (o *Outbox) write(ctx context.Context, r recruit.Record, e recruit.Effect, from recruit.Mailbox) (recruit.Effect, []byte, error) {
	to, ok := r.Person(e.Target)
	if !ok {
		return e, nil, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: fmt.Sprintf("%s is no longer invited to this interview.", e.Target)}
	}
	if e.Kind == recruit.MailSheet {
		if why := r.SheetWaits(); why != "" {
			return e, nil, &recruit.Problem{Kind: recruit.ErrLater, Sentence: why}
		}
	} else if r.Interview.Platform == recruit.Zoom && r.Interview.JoinURL() == "" && e.Kind.AwaitsZoom() {
		return e, nil, &recruit.Problem{Kind: recruit.ErrLater, Sentence: waitsForLink(r)}
	}
	letter, err := o.letter(ctx, r, e, to, from)
	if err != nil {
		return e, nil, err
	}
	if e.Kind == recruit.MailInvite || e.Kind == recruit.MailUpdate {
		if letter.Files, err = o.files(ctx, r, to); err != nil {
			return e, nil, err
		}
	}
	message, err := o.compose(ctx, letter)
	if err != nil {
		return e, nil, err
	}
	e.Sequence, e.MessageID, e.Sender, e.Message = letter.Sequence, letter.MessageID, from.Address, message
	err = o.record(ctx, r.Interview.ID, e.ID, func(_ *recruit.Record, stored *recruit.Effect, _ time.Time) []recruit.Activity {
		if o.mine(*stored, e.Attempts) {
			stored.Sequence, stored.MessageID, stored.Sender, stored.Message = e.Sequence, e.MessageID, e.Sender, e.Message
		}
		return nil
	})
	return e, message, err
}

// letter is what is asked for when the mail of an effect is written, but for the files.
func (o *Outbox) letter(ctx context.Context, r recruit.Record, e recruit.Effect, to recruit.Participant, from recruit.Mailbox) (recruit.MailRequest, error) {
	letter := recruit.MailRequest{
		Kind: e.Kind, Record: r, To: to, Sequence: r.SequenceFor(e.Kind, to), Stamp: r.Stamp(), Written: o.Now().UTC(),
		MessageID: messageID(r, e, from.Address), InReplyTo: to.LastMessageID, References: references(r, e), From: from, Workspace: o.Workspace(ctx),
	}
	if e.Kind == recruit.MailUpdate {
		if letter.Previous = previous(r, e); letter.Previous == nil {
			letter.Kind = recruit.MailInvite // the one before certainly never arrived
		}
	}
	var err error
	if o.ForPanel != nil && to.Audience != recruit.ToCandidate {
		letter.Guide, letter.Form, err = o.ForPanel(ctx, r)
	}
	return letter, err
}

// compose has a mail written. Nothing has left when that fails, whatever the
// reason; one that nobody foresaw may pass.
func (o *Outbox) compose(ctx context.Context, letter recruit.MailRequest) (message []byte, err error) {
	defer o.caught(&err, recruit.ErrLater, "compose", letter.Kind, "interview", letter.Record.Interview.ID)
	message, err = o.Mailer.Compose(ctx, letter)
	var p *recruit.Problem
	if err != nil && !errors.As(err, &p) {
		err = &recruit.Problem{Kind: recruit.ErrLater, Cause: err,
			Sentence: fmt.Sprintf("The email to %s could not be written (%s).", letter.To.Address, shortly(err))}
	}
	return message, err
}

// shortly is an error in at most one line.
func shortly(err error) string {
	line, _ := sanitize.Line(err.Error(), 200)
	return line
}

// waitsForLink says why a mail that leads to a Zoom meeting cannot leave yet.
func waitsForLink(r recruit.Record) string {
	if r.Interview.MeetingGone() {
		return fmt.Sprintf("The meeting no longer exists in Zoom, so its link is not sent; create it again (recruitty interview recreate %d).", r.Interview.ID)
	}
	return "The invitation is waiting for its Zoom link."
}

// files loads what this person gets: the panel everything, the candidate what
// is for everyone.
func (o *Outbox) files(ctx context.Context, r recruit.Record, to recruit.Participant) ([]recruit.MailFile, error) {
	var out []recruit.MailFile
	for _, f := range r.Files {
		if to.Audience == recruit.ToCandidate && !f.Everyone {
			continue
		}
		content, err := o.Store.FileContent(ctx, f.SHA256)
		switch {
		case errors.Is(err, recruit.ErrNotFound):
			return nil, &recruit.Problem{Kind: recruit.ErrRejected, Cause: err, Sentence: fmt.Sprintf(
				"The email cannot be sent with %s, which is attached to the interview: %s", f.Name, recruit.Sentence(err))}
		case err != nil:
			return nil, fmt.Errorf("read a file of interview %d: %w", r.Interview.ID, err)
		}
		out = append(out, recruit.MailFile{File: f, Content: content})
	}
	return out, nil
}

// previous returns the version that the person was told last, nil when they
// certainly heard of none.
func previous(r recruit.Record, e recruit.Effect) *recruit.Version {
	told := 0
	for _, x := range r.Effects {
		if x.ID != e.ID && x.MaybeSent && x.Kind.IsMail() && x.Kind != recruit.MailFeedback && strings.EqualFold(x.Target, e.Target) {
			told = max(told, x.Version)
		}
	}
	for i := range r.Versions {
		if r.Versions[i].Number == told {
			return &r.Versions[i]
		}
	}
	return nil
}

// references returns the Message-IDs of the mails that may have reached this
// person before, oldest first, so that every mail program keeps the thread.
func references(r recruit.Record, e recruit.Effect) []string {
	var ids []string
	for _, x := range r.Effects {
		if x.ID != e.ID && x.MaybeSent && x.MessageID != "" && strings.EqualFold(x.Target, e.Target) {
			ids = append(ids, x.MessageID)
		}
	}
	return ids
}

// messageID makes a Message-ID of 128 random bits in the sender's domain (RFC
// 5322 3.6.4), without the angle brackets. Of a sheet 64 of them say what it tells.
func messageID(r recruit.Record, e recruit.Effect, from string) string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	_, domain, _ := strings.Cut(from, "@")
	id := hex.EncodeToString(b[:])
	if mark := r.SheetMark(); e.Kind == recruit.MailSheet {
		id = id[:len(id)-len(mark)] + mark
	}
	return id + "@" + domain
}

// tellsSheet reports whether a sheet that was written tells what is in force.
func tellsSheet(e recruit.Effect, r recruit.Record) bool {
	return strings.Contains(e.MessageID, r.SheetMark()+"@")
}

// mailName is what people call a mail.
func mailName(k recruit.EffectKind) string {
	switch k {
	case recruit.MailInvite:
		return "Invitation"
	case recruit.MailUpdate:
		return "Update"
	case recruit.MailCancel:
		return "Cancellation"
	case recruit.MailRefusal:
		return "Refusal of another time"
	case recruit.MailAsk:
		return "Request for an answer"
	case recruit.MailSheet:
		return "Overview of the loop that begins with"
	case recruit.MailFeedback:
		return "Request for feedback"
	}
	return "Reminder"
}
