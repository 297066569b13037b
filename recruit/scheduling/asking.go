package scheduling

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// AskAgain asks those who have not answered once more whether they come, by one mail to
// each. who are their addresses; none is everybody who has not answered. The interview
// stays as it is, and so do its version and everybody's entry. Until due has passed
// TakeBackAsk takes it back. Errors are those of Cancel; where nobody is to be asked it
// is ErrRefused, and says why.
func (s *Service) AskAgain(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen ExpectedVersion, who []string, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, seen, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		return asked(r, actor, who, s.leaves(due), now)
	})
}

// PreviewAsk says who would be asked once more.
func (s *Service) PreviewAsk(ctx context.Context, actor recruit.Member, id recruit.InterviewID, who []string) (Preview, error) {
	r, err := s.previewed(ctx, actor, id)
	if err != nil {
		return Preview{}, err
	}
	now := s.Now().UTC()
	c, err := asked(r, actor, who, now, after(r.Interview.UpdatedAt, now))
	if err != nil {
		return Preview{}, err
	}
	var warnings []Warning
	for _, e := range c.Effects {
		if at := r.AskedAgain(e.Target); !at.IsZero() {
			p, _ := r.Person(e.Target)
			warnings = append(warnings, Warning{Field: "participants", Address: p.Address,
				Sentence: fmt.Sprintf("%s has already been asked again, %s.", p.Called(), timeparse.DayTime(at.In(actor.Location())))})
		}
	}
	return s.preview(ctx, r, c.Effects, warnings)
}

// TakeBackAsk takes requests for an answer back that have not left. What has left is
// refused to be taken back.
func (s *Service) TakeBackAsk(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (recruit.Record, error) {
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		return askUndone(r, actor, now)
	})
}

// askUndone is what taking back a request for answers writes.
func askUndone(r recruit.Record, actor recruit.Member, now time.Time) (recruit.Commit, error) {
	r.Interview.UpdatedAt = now
	plan := supersedeWhere(r, func(e recruit.Effect) bool { return e.Kind == recruit.MailAsk && !e.MaybeSent })
	if len(plan) == 0 {
		return recruit.Commit{}, recruit.Refused("It is too late to undo: those who had not answered %s have been asked.", r.Interview.Title)
	}
	return recruit.Commit{Interview: r.Interview, People: r.People, Effects: plan,
		Activity: []recruit.Activity{activity(r, actor, "interview.ask_undone", "Undid, before anything was sent, the request to %s for an answer to %s", targets(r, plan), r.Interview.Title)}}, nil
}

// asked is what asking once more writes.
func asked(r recruit.Record, actor recruit.Member, who []string, due, now time.Time) (recruit.Commit, error) {
	if err := r.StillScheduled(); err != nil {
		return recruit.Commit{}, err
	}
	if !r.Interview.Start.After(now) {
		return recruit.Commit{}, recruit.Refused("%s of %s has begun; it is too late to ask for an answer.", r.Interview.Title, recruit.Wall(r.Interview))
	}
	silent := r.Unanswered(now)
	for _, address := range who {
		if slices.ContainsFunc(silent, func(p recruit.Participant) bool { return sanitize.SameAddress(p.Address, address) }) {
			continue
		}
		p, ok := r.Person(strings.TrimSpace(address))
		if !ok || !p.Invited() {
			return recruit.Commit{}, recruit.NotInvited(address, r)
		}
		return recruit.Commit{}, recruit.Refused("%s has answered, or has not received the invitation yet; there is nothing to ask.", p.Called())
	}
	r.Interview.UpdatedAt = now
	var plan []recruit.Effect
	for _, p := range silent {
		if len(who) == 0 || slices.ContainsFunc(who, func(a string) bool { return sanitize.SameAddress(p.Address, a) }) {
			plan = append(plan, newEffect(r, recruit.MailAsk, p.Address, due))
		}
	}
	if len(plan) == 0 {
		return recruit.Commit{}, recruit.Refused("There is nobody to ask about %s: everybody has answered, or has not received the invitation yet.", r.Interview.Title)
	}
	return recruit.Commit{Interview: r.Interview, People: r.People, Effects: plan,
		Activity: []recruit.Activity{activity(r, actor, "interview.asked", "Asked %s again for an answer to %s", targets(r, plan), r.Interview.Title)}}, nil
}

// targets are those who get mails, by their names.
func targets(r recruit.Record, mails []recruit.Effect) string {
	var names []string
	for _, e := range mails {
		p, _ := r.Person(e.Target)
		names = append(names, p.Called())
	}
	return strings.Join(names, ", ")
}
