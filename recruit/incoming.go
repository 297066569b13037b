package recruit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// IncomingKind says what a mail is that came about one of ours and is no answer
// of a calendar.
type IncomingKind string

// The kinds of incoming mail.
const (
	CameBack  IncomingKind = "came_back" // a mail server gave up delivering it (RFC 3464)
	IsDelayed IncomingKind = "delayed"   // a mail server still tries
	Wrote     IncomingKind = "wrote"     // a person replied in words
	IsAway    IncomingKind = "away"      // a program replied in their place (RFC 3834)
	IsSealed  IncomingKind = "sealed"    // something that only a mail program can open
)

// Incoming is a mail about one of ours.
type Incoming struct {
	Kind IncomingKind
	// About are the Message-IDs of which it may speak, surest first.
	About []string
	// ID is its own Message-ID: a copy of one of ours is no answer to it.
	ID      string
	From    string // address of its sender, "" when that cannot be read
	Subject string
	Words   string // why it came back, or what was written
	At      time.Time
}

// Bounds of what is kept of a mail.
const (
	maxIncoming = 300 // characters of its words
	maxAbout    = 20
	// clocksApart is how far the clocks of two mail servers may be apart.
	clocksApart = 10 * time.Minute
)

func (in Incoming) tidy(now time.Time) Incoming {
	in.Words = strings.Join(strings.Fields(tidyText(in.Words)), " ")
	in.Words = cut(in.Words, maxIncoming)
	in.Subject, _ = sanitize.Line(cut(in.Subject, maxIncoming), maxIncoming+1)
	in.About = in.About[:min(len(in.About), maxAbout)]
	if in.From == "" || len(in.From) > maxAddress {
		in.From = "an unreadable address"
	}
	if in.At.IsZero() || in.At.After(now) {
		in.At = now
	}
	return in
}

// incoming records what a mail says about one of ours. ErrNotFound means that it
// is about none.
func (a *Answers) incoming(ctx context.Context, in Incoming) (ReplyOutcome, error) {
	in = in.tidy(a.Now().UTC())
	id, about, err := a.aboutWhich(ctx, in)
	if err != nil {
		return ReplyOutcome{}, err
	}
	for {
		r, err := a.Store.Record(ctx, id)
		if err != nil {
			return ReplyOutcome{}, err
		}
		t, c, err := a.receive(r, in, about)
		if err != nil || !t.Recorded {
			return t, err
		}
		t.Record, err = a.Store.Commit(ctx, c)
		if err == nil || !errors.Is(err, ErrStale) || ctx.Err() != nil {
			return t, err
		}
	}
}

// aboutWhich finds the interview and the mail of ours that a mail is about. One
// that names none of ours is about the interview ahead of who wrote it if it names
// that, or cannot say: a sealed mail shows nothing of itself.
func (a *Answers) aboutWhich(ctx context.Context, in Incoming) (InterviewID, string, error) {
	if in.ID != "" {
		if _, err := a.Store.InterviewByMessageID(ctx, in.ID); !errors.Is(err, ErrNotFound) {
			return 0, "", NotFound("This is a copy of a mail that was sent from here.")
		}
	}
	for _, about := range in.About {
		id, err := a.Store.InterviewByMessageID(ctx, about)
		if !errors.Is(err, ErrNotFound) {
			return id, about, err
		}
	}
	if in.Kind != IsAway && in.Kind != IsSealed {
		return 0, "", NotFound(NotOurs)
	}
	ahead, err := a.Store.Interviews(ctx, InterviewFilter{From: a.Now().UTC(), Status: Scheduled, Address: in.From, Limit: 20})
	if err != nil {
		return 0, "", err
	}
	for _, i := range ahead {
		if in.Subject != "" && strings.Contains(strings.ToLower(in.Subject), strings.ToLower(i.Title)) {
			return i.ID, "", nil
		}
	}
	if in.Kind == IsSealed && len(ahead) > 0 {
		return ahead[0].ID, "", nil
	}
	return 0, "", NotFound(NotOurs)
}

// receive is what a mail changes in an interview.
func (a *Answers) receive(r Record, in Incoming, about string) (ReplyOutcome, Commit, error) {
	i := slices.IndexFunc(r.Effects, func(e Effect) bool { return about != "" && e.MessageID == about })
	if i < 0 && (in.Kind == CameBack || in.Kind == IsDelayed) {
		return ReplyOutcome{}, Commit{}, NotFound(NotOurs)
	}
	if in.Kind == CameBack {
		return a.cameBack(r, r.Effects[i], in)
	}
	p, _ := r.Person(in.From)
	if sanitize.SameAddress(in.From, r.Organiser.Email) && p.Audience != ToCandidate {
		return ReplyOutcome{}, Commit{}, NotFound("This is the organiser's own mail.")
	}
	claim := UnverifiedReply{Kind: in.Kind, From: in.From, At: in.At, Mailed: in.At, Sequence: r.Interview.Sequence, Note: in.Words}
	if i >= 0 {
		claim.Named = r.Effects[i].Target
		claim.Sequence = r.Effects[i].Sequence
	}
	text := ""
	switch in.Kind {
	case IsDelayed:
		claim.Why = "a mail server has not delivered the mail to " + r.Effects[i].Target + " yet and keeps trying"
		text = fmt.Sprintf("The mail about %s is delayed on its way to %s", r.Interview.Title, r.Effects[i].Target)
	case IsAway:
		claim.Why = "a program answered by itself"
		text = fmt.Sprintf("An automatic reply about %s came from %s", r.Interview.Title, in.From)
	case IsSealed:
		claim.Why = "it may hold an answer that recruitty cannot open; open it in your mail program"
		text = fmt.Sprintf("A mail about %s came from %s that recruitty cannot open", r.Interview.Title, in.From)
	default:
		claim.Why = "it is a mail, which counts as no answer"
		text = fmt.Sprintf("%s wrote about %s", in.From, r.Interview.Title)
	}
	if slices.ContainsFunc(r.Interview.Strays, claim.same) {
		t, _, err := ignored(r, p, "This mail from %s is known already.", in.From)
		return t, Commit{}, err
	}
	r.Interview.Strays = withStray(r.Interview.Strays, claim)
	if in.Words != "" {
		text += ": " + in.Words
	}
	return a.received(r, p, nil, "interview.mail_came", text)
}

// cameBack says of a mail that it did not arrive, whatever the mail server said
// when it took it. A mail that went out again since then is not meant.
func (a *Answers) cameBack(r Record, e Effect, in Incoming) (ReplyOutcome, Commit, error) {
	p, _ := r.Person(e.Target)
	text := fmt.Sprintf("The mail about %s to %s came back: %s", r.Interview.Title, e.Target, in.Words)
	switch {
	case e.State == Failed && e.CameBack(), in.At.Before(e.DoneAt.Add(-clocksApart)):
		t, _, err := ignored(r, p, "It is known already that this mail to %s came back.", e.Target)
		return t, Commit{}, err
	case e.State != Done && e.State != Unknown, r.laterMail(e):
		return a.received(r, p, nil, "mail.came_back", text)
	}
	e.State, e.NextAttempt, e.DoneAt = Failed, time.Time{}, time.Time{}
	e.Error, e.Cause = "It came back: "+in.Words, WasBounced
	return a.received(r, p, []Effect{e}, "mail.came_back", text)
}

// NotOurs says of a mail that it belongs to none that left from here.
const NotOurs = "This mail is about nothing that was sent from here."

// laterMail reports whether a newer mail to the same person says more than e.
func (r Record) laterMail(e Effect) bool {
	return slices.ContainsFunc(r.Effects, func(later Effect) bool {
		return later.ID > e.ID && later.Kind.ChangesEntry() && later.State != Superseded && strings.EqualFold(later.Target, e.Target)
	})
}

func (a *Answers) received(r Record, p Participant, effects []Effect, action, text string) (ReplyOutcome, Commit, error) {
	line := Activity{At: a.Now().UTC(), Actor: "recruitty", Action: action, Text: text,
		CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID}
	c := Commit{Interview: r.Interview, People: r.People, Effects: effects, Activity: []Activity{line}}
	return ReplyOutcome{Record: r, Person: p, Recorded: true, Sentence: strings.TrimSuffix(text, ".") + "."}, c, nil
}
