package scorecards

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"recruitty/recruit"
)

// TakeMail takes a mail that answers a request for feedback. It counts when it came into the
// mailbox for answers from the person who was asked, and nobody found that it is not from
// them; what stands on the card already stays where the mail says nothing of it. What cannot
// be understood is kept for its author, and what has no recommendation is kept as begun. The
// sentence says what became of it, and so does the log: of what was judged only in lines
// that are read where scorecards are. recorded is false for a mail that is known already.
func (s *Service) TakeMail(ctx context.Context, r recruit.Record, e recruit.Effect, in recruit.Incoming) (sentence string, recorded bool, err error) {
	p, _ := r.Person(e.Target)
	if p.MemberID == 0 {
		return "", false, recruit.NotFound(recruit.NotOurs)
	}
	author, err := s.Store.Member(ctx, p.MemberID)
	if err != nil {
		return "", false, err
	}
	said := func(action, format string, args ...any) (string, bool, error) {
		text := fmt.Sprintf(format, args...)
		err := s.Store.Log(ctx, recruit.Activity{At: s.Now().UTC(), Actor: "recruitty", Action: action, Text: text,
			CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID})
		return text + ".", err == nil, err
	}
	about := r.Interview.Title + " of " + recruit.Wall(r.Interview)
	switch {
	case !in.Fetched:
		return "", false, recruit.Refused("A scorecard is taken only from the mailbox for answers, where it came from its author's own address.")
	case !recruit.SameMailbox(in.From, p.Address) && !recruit.SameMailbox(in.From, author.Email):
		return said("scorecard.mail_doubted", "An email from %s answers the request for the scorecard of %s about %s; it does not count, because only their own email does", in.From, author.Name, about)
	case in.Unproved:
		return said("scorecard.mail_doubted", "An email that names %s as its sender answers the request for their scorecard about %s; it does not count, because its sender could not be proved", author.Name, about)
	case author.Removed():
		return said("scorecard.mail_doubted", "%s sent a scorecard about %s and is no longer in the team; it does not count", author.Name, about)
	}
	sheet, err := s.Sheet(ctx, author, r.Interview.ID)
	if err != nil {
		return "", false, err
	}
	was := sheet.Own
	switch {
	case was.Mailed && in.At.Equal(was.UpdatedAt):
		return "This email with a scorecard is known already.", false, nil
	case was.Version > 0 && !in.At.After(was.UpdatedAt):
		return said("scorecard.mail_older", "%s sent a scorecard about %s before they changed it elsewhere; the email changed nothing", author.Name, about)
	}
	read := ReadFilled(sheet.Form, in.Text)
	if read.Empty() && len(read.Left) == 0 {
		return said("scorecard.mail_empty", "%s answered the request for their scorecard about %s with nothing filled in", author.Name, about)
	}
	c := merged(was, read)
	c.UpdatedAt = in.At
	left := ""
	if n := len(read.Left); n > 0 {
		left = "; " + recruit.Counted(n, "line was", "lines were") + " not understood, which they find on their scorecard"
	}
	if c.Recommendation != "" {
		_, err := s.give(ctx, author, sheet, c, was.Version)
		if err == nil {
			return author.Name + " gave their scorecard about " + about + " by email" + left + ".", true, nil
		}
		if !errors.Is(err, recruit.ErrRefused) && !errors.Is(err, recruit.ErrInvalid) {
			return "", false, err
		}
		left += "; " + strings.TrimSuffix(recruit.Sentence(err), ".")
	} else {
		left += "; the recommendation is missing"
	}
	if was.Given() {
		return said("scorecard.mail_unfinished", "%s sent a change of their scorecard about %s that was not taken%s", author.Name, about, left)
	}
	if _, err := s.keep(ctx, author, sheet, c); err != nil {
		return "", false, err
	}
	return said("scorecard.mail_unfinished", "%s sent a scorecard about %s that is not given yet%s", author.Name, about, left)
}

// merged is a card with what a mail says of it.
func merged(was Card, read Filled) Card {
	c := was
	c.Mailed, c.Unread = true, strings.Join(read.Left, "\n")
	c.Ratings = nil
	for _, r := range was.Ratings {
		if _, anew := read.Rating(r.Attribute); !anew {
			c.Ratings = append(c.Ratings, r)
		}
	}
	c.Ratings = append(c.Ratings, read.Ratings...)
	if read.Recommendation != "" {
		c.Recommendation = read.Recommendation
	}
	if read.Note != "" {
		c.Note = read.Note
	}
	if read.Private != "" {
		c.Private = read.Private
	}
	return c
}

// ForMail is what a mail of this interview tells one of its panel: the guide, and the form as
// lines to fill in where answers by mail are read. Of an interview that is only planned it is
// what the stage tells in which the candidate is now.
func (s *Service) ForMail(ctx context.Context, r recruit.Record) (guide, form string, err error) {
	kits, err := s.Store.Kits(ctx, r.Interview.JobID)
	if err != nil {
		return "", "", err
	}
	stage, err := s.stageOf(ctx, r.Interview)
	if err != nil {
		return "", "", err
	}
	chosen := Choose(kits, stage, r.Interview.Title)
	box, err := s.Settings.Inbox(ctx)
	if err != nil {
		return "", "", err
	}
	if box.URL != "" {
		form = Blank(chosen.Form, Card{})
	}
	return chosen.Guide, form, nil
}

// stageOf is the stage by which the kit of an interview is chosen, also before it is stored.
func (s *Service) stageOf(ctx context.Context, i recruit.Interview) (string, error) {
	if i.ID != 0 {
		return s.Store.StageOf(ctx, i.ID)
	}
	p, err := s.Store.Profile(ctx, i.CandidateID)
	a, _ := p.Application(i.JobID)
	return a.Stage, err
}
