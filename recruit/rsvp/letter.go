package rsvp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
)

// Letters keeps the mails to candidates that are about no interview.
type Letters interface {
	Letter(ctx context.Context, id recruit.LetterID) (recruit.Letter, error)
	LetterByMessageID(ctx context.Context, id string) (recruit.LetterID, error)
	SaveLetter(ctx context.Context, l recruit.Letter, log recruit.Activity) (recruit.Letter, error)
}

// letterBack says of a mail to a candidate that it did not arrive, whatever the mail
// server said when it took it: it needs a person then. ErrNotFound means that what came
// back is no such mail.
func (a *Service) letterBack(ctx context.Context, in recruit.Incoming) (Outcome, error) {
	if a.Letters == nil || in.Kind != recruit.CameBack {
		return Outcome{}, recruit.NotFound(recruit.NotOurs)
	}
	for _, about := range in.About {
		id, err := a.Letters.LetterByMessageID(ctx, about)
		if errors.Is(err, recruit.ErrNotFound) {
			continue
		}
		if err != nil {
			return Outcome{}, err
		}
		for {
			t, err := a.oneLetterBack(ctx, id, in)
			if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
				return t, err
			}
		}
	}
	return Outcome{}, recruit.NotFound(recruit.NotOurs)
}

func (a *Service) oneLetterBack(ctx context.Context, id recruit.LetterID, in recruit.Incoming) (Outcome, error) {
	l, err := a.Letters.Letter(ctx, id)
	if err != nil {
		return Outcome{}, err
	}
	e := &l.Effect
	switch {
	case e.State == recruit.Failed && e.CameBack(), in.At.Before(e.DoneAt.Add(-clocksApart)):
		return Outcome{Sentence: fmt.Sprintf("It is known already that this email to %s came back.", e.Target)}, nil
	case e.State != recruit.Done && e.State != recruit.Unknown:
		return Outcome{Sentence: fmt.Sprintf("The email “%s” to %s is not known to have left, so that it came back changes nothing.", l.Subject, e.Target)}, nil
	}
	text := fmt.Sprintf("The email “%s” to %s came back: %s", l.Subject, e.Target, in.Words)
	e.State, e.NextAttempt, e.DoneAt = recruit.Failed, time.Time{}, time.Time{}
	way := "Correct the address on the profile (e) and write again (E), then give this one up in the outbox."
	if e.Kind.IsHold() {
		way = "Correct the address in the team, and give this one up in the outbox."
	}
	e.Error, e.Cause = strings.TrimSuffix("It came back: "+in.Words, ".")+". "+way, recruit.WasBounced
	_, err = a.Letters.SaveLetter(ctx, l, recruit.Activity{At: a.Now().UTC(), Actor: "recruitty", Action: "mail.letter_came_back", CandidateID: l.CandidateID, JobID: l.JobID, Text: text})
	return Outcome{Recorded: err == nil, Sentence: strings.TrimSuffix(text, ".") + "."}, err
}

// offered takes a mail of a candidate about times that they were offered: the nearest mail of
// ours that it names brought them, or it names none. ErrNotFound means that it is about none.
func (a *Service) offered(ctx context.Context, in recruit.Incoming) (Outcome, error) {
	notOurs := recruit.NotFound(recruit.NotOurs)
	if a.Offers == nil || a.Letters == nil || in.Kind == recruit.CameBack || in.Kind == recruit.IsDelayed {
		return Outcome{}, notOurs
	}
	if in.ID != "" {
		if _, err := a.Letters.LetterByMessageID(ctx, in.ID); !errors.Is(err, recruit.ErrNotFound) {
			return Outcome{}, cmp.Or(err, error(recruit.NotFound("This is a copy of an email that was sent from here.")))
		}
	}
	for n, about := range in.About {
		if _, err := a.Store.InterviewByMessageID(ctx, about); !errors.Is(err, recruit.ErrNotFound) {
			return Outcome{}, cmp.Or(err, error(notOurs)) // of an interview, which is nearer
		}
		id, err := a.Letters.LetterByMessageID(ctx, about)
		if errors.Is(err, recruit.ErrNotFound) {
			continue
		}
		if err != nil {
			return Outcome{}, err
		}
		l, err := a.Letters.Letter(ctx, id)
		if err != nil {
			return Outcome{}, err
		}
		in.Direct = in.Direct && n == 0
		sentence, recorded, err := a.Offers.TakeMail(ctx, l, in)
		return Outcome{Recorded: recorded, Acts: recorded, Sentence: sentence}, err
	}
	if in.Kind != recruit.Wrote {
		return Outcome{}, notOurs
	}
	sentence, recorded, err := a.Offers.TakeStray(ctx, in)
	return Outcome{Recorded: recorded, Acts: recorded, Sentence: sentence}, err
}

// countered moves an interview that came of an offer to the time that its candidate proposes,
// where that is possible; else the proposal waits for a member as every other.
func (a *Service) countered(ctx context.Context, t Outcome) (Outcome, error) {
	asked, ok := t.Record.Proposal(t.Person, a.Now().UTC())
	if !ok || a.Offers == nil || t.Record.Interview.Status != recruit.Scheduled {
		return t, nil
	}
	moved, why, err := a.Offers.Counter(ctx, t.Record, asked)
	switch {
	case errors.Is(err, recruit.ErrNotFound):
		return t, nil
	case err != nil: // the proposal is kept, and a member decides about it
		t.Sentence += " It was not moved by itself: " + recruit.Sentence(err)
		return t, nil
	case !moved:
		t.Sentence += " It was not moved by itself: " + why
		return t, nil
	}
	r, err := a.Store.Record(ctx, t.Record.Interview.ID)
	if err != nil {
		return t, err
	}
	t.Record, t.Acts = r, true
	t.Person, _ = r.Person(t.Person.Address)
	t.Sentence += " It was moved to that time."
	return t, nil
}
