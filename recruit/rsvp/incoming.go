package rsvp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Bounds of what is kept of a mail.
const (
	maxIncoming = 300 // characters of its words
	maxAbout    = 20
	// clocksApart is how far the clocks of two mail servers may be apart.
	clocksApart = 10 * time.Minute
)

// tidyIncoming makes the foreign texts of a mail fit to be kept and shown.
func tidyIncoming(in recruit.Incoming, now time.Time) recruit.Incoming {
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
func (a *Service) incoming(ctx context.Context, in recruit.Incoming) (Outcome, error) {
	in = tidyIncoming(in, a.Now().UTC())
	if t, err := a.letterBack(ctx, in); !errors.Is(err, recruit.ErrNotFound) {
		return t, err
	}
	if t, err := a.offered(ctx, in); !errors.Is(err, recruit.ErrNotFound) {
		return t, err
	}
	id, about, err := a.aboutWhich(ctx, in)
	if err != nil {
		return Outcome{}, err
	}
	for {
		r, err := a.Store.Record(ctx, id)
		if err != nil {
			return Outcome{}, err
		}
		if e, ok := asksFeedback(r, about); ok && in.Kind == recruit.Wrote && a.Feedback != nil {
			// What someone was judged by stands where scorecards are read, and nowhere else.
			return a.feedback(ctx, r, e, in)
		}
		t, c, err := a.receive(r, in, about)
		if err != nil || !t.Recorded {
			return t, err
		}
		t.Record, err = a.Store.Commit(ctx, c)
		if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
			return t, err
		}
	}
}

// asksFeedback finds the request for feedback that a mail is about.
func asksFeedback(r recruit.Record, about string) (recruit.Effect, bool) {
	i := slices.IndexFunc(r.Effects, func(e recruit.Effect) bool {
		return about != "" && e.MessageID == about && e.Kind == recruit.MailFeedback
	})
	if i < 0 {
		return recruit.Effect{}, false
	}
	return r.Effects[i], true
}

// feedback takes a mail that answers a request for feedback.
func (a *Service) feedback(ctx context.Context, r recruit.Record, e recruit.Effect, in recruit.Incoming) (Outcome, error) {
	sentence, recorded, err := a.Feedback.TakeMail(ctx, r, e, in)
	p, _ := r.Person(e.Target)
	return Outcome{Record: r, Person: p, Recorded: recorded, Sentence: sentence}, err
}

// aboutWhich finds the interview and the mail of ours that a mail is about. One
// that names none of ours is about the interview ahead of who wrote it if it names
// that, or cannot say: a sealed mail shows nothing of itself.
func (a *Service) aboutWhich(ctx context.Context, in recruit.Incoming) (recruit.InterviewID, string, error) {
	if in.ID != "" {
		if _, err := a.Store.InterviewByMessageID(ctx, in.ID); !errors.Is(err, recruit.ErrNotFound) {
			return 0, "", recruit.NotFound("This is a copy of an email that was sent from here.")
		}
	}
	for _, about := range in.About {
		id, err := a.Store.InterviewByMessageID(ctx, about)
		if !errors.Is(err, recruit.ErrNotFound) {
			return id, about, err
		}
	}
	if in.Kind != recruit.IsAway && in.Kind != recruit.IsSealed {
		return 0, "", recruit.NotFound(recruit.NotOurs)
	}
	ahead, err := a.Store.Interviews(ctx, recruit.InterviewFilter{From: a.Now().UTC(), Status: recruit.Scheduled, Address: in.From, Limit: 20})
	if err != nil {
		return 0, "", err
	}
	for _, i := range ahead {
		if in.Subject != "" && strings.Contains(strings.ToLower(in.Subject), strings.ToLower(i.Title)) {
			return i.ID, "", nil
		}
	}
	if in.Kind == recruit.IsSealed && len(ahead) > 0 {
		return ahead[0].ID, "", nil
	}
	return 0, "", recruit.NotFound(recruit.NotOurs)
}

// receive is what a mail changes in an interview.
func (a *Service) receive(r recruit.Record, in recruit.Incoming, about string) (Outcome, recruit.Commit, error) {
	i := slices.IndexFunc(r.Effects, func(e recruit.Effect) bool { return about != "" && e.MessageID == about })
	if i < 0 && (in.Kind == recruit.CameBack || in.Kind == recruit.IsDelayed) {
		return Outcome{}, recruit.Commit{}, recruit.NotFound(recruit.NotOurs)
	}
	if in.Kind == recruit.CameBack {
		return a.cameBack(r, r.Effects[i], in)
	}
	p, _ := r.Person(in.From)
	if sanitize.SameAddress(in.From, r.Organiser.Email) && p.Audience != recruit.ToCandidate {
		return Outcome{}, recruit.Commit{}, recruit.NotFound("This is the organiser's own email.")
	}
	claim := recruit.UnverifiedReply{Kind: in.Kind, From: in.From, At: in.At, Mailed: in.At, Sequence: r.Interview.Sequence, Note: in.Words}
	if i >= 0 {
		claim.Named = r.Effects[i].Target
		claim.Sequence = r.Effects[i].Sequence
	}
	text := ""
	switch in.Kind {
	case recruit.IsDelayed:
		claim.Why = "a mail server has not delivered the email to " + r.Effects[i].Target + " yet and keeps trying"
		text = fmt.Sprintf("The email about %s is delayed on its way to %s", r.Interview.Title, r.Effects[i].Target)
	case recruit.IsAway:
		claim.Why = "a program answered by itself"
		text = fmt.Sprintf("An automatic reply about %s came from %s", r.Interview.Title, in.From)
	case recruit.IsSealed:
		claim.Why = "it may hold an answer that recruitty cannot open; open it in your mail program"
		text = fmt.Sprintf("An email about %s came from %s that recruitty cannot open", r.Interview.Title, in.From)
	default:
		claim.Why = "it is an email, which counts as no answer"
		text = fmt.Sprintf("%s wrote about %s", in.From, r.Interview.Title)
	}
	if slices.ContainsFunc(r.Interview.Strays, claim.Same) {
		t, _, err := ignored(r, p, "This email from %s is known already.", in.From)
		return t, recruit.Commit{}, err
	}
	r.Interview.Strays = withStray(r.Interview.Strays, claim)
	if in.Words != "" {
		text += ": " + in.Words
	}
	return a.received(r, p, nil, "interview.mail_came", text)
}

// cameBack says of a mail that it did not arrive, whatever the mail server said
// when it took it. A mail that went out again since then is not meant.
func (a *Service) cameBack(r recruit.Record, e recruit.Effect, in recruit.Incoming) (Outcome, recruit.Commit, error) {
	p, _ := r.Person(e.Target)
	text := fmt.Sprintf("The email about %s to %s came back: %s", r.Interview.Title, e.Target, in.Words)
	switch {
	case e.State == recruit.Failed && e.CameBack(), in.At.Before(e.DoneAt.Add(-clocksApart)):
		t, _, err := ignored(r, p, "It is known already that this email to %s came back.", e.Target)
		return t, recruit.Commit{}, err
	case e.State != recruit.Done && e.State != recruit.Unknown, laterMail(r, e):
		return a.received(r, p, nil, "mail.came_back", text)
	}
	e.State, e.NextAttempt, e.DoneAt = recruit.Failed, time.Time{}, time.Time{}
	e.Error, e.Cause = "It came back: "+in.Words, recruit.WasBounced
	return a.received(r, p, []recruit.Effect{e}, "mail.came_back", text)
}

// laterMail reports whether a newer mail to the same person says more than e.
func laterMail(r recruit.Record, e recruit.Effect) bool {
	return slices.ContainsFunc(r.Effects, func(later recruit.Effect) bool {
		return later.ID > e.ID && later.Kind.ChangesEntry() && later.State != recruit.Superseded && strings.EqualFold(later.Target, e.Target)
	})
}

// received makes the outcome of a mail and its line in the log.
func (a *Service) received(r recruit.Record, p recruit.Participant, effects []recruit.Effect, action, text string) (Outcome, recruit.Commit, error) {
	line := recruit.Activity{At: a.Now().UTC(), Actor: "recruitty", Action: action, Text: text,
		CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID}
	c := recruit.Commit{Interview: r.Interview, People: r.People, Effects: effects, Activity: []recruit.Activity{line}}
	return Outcome{Record: r, Person: p, Recorded: true, Sentence: strings.TrimSuffix(text, ".") + "."}, c, nil
}
