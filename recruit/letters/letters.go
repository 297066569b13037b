// Package letters writes to candidates about no interview: a mail out of a template with
// words of one's own. What it says is fixed when it is decided on, and leaves through the
// outbox; until then it can be taken back.
package letters

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// Store is what the service reads and writes.
type Store interface {
	recruit.Letters
	Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error)
	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
}

// Letters is the service for mails to candidates.
type Letters struct {
	Store     Store
	Templates *recruit.Templates
	// From is the mailbox that mails come from; ErrNotSetUp without one.
	From func(ctx context.Context) (recruit.Mailbox, error)
	// Mailable says why no mail can be sent to an address; nil takes all.
	Mailable func(ctx context.Context, field, address string) error
	Now      recruit.Clock
}

// Request asks for a letter. What is left out is filled in by Draft.
type Request struct {
	CandidateID recruit.CandidateID
	JobID       recruit.JobID // 0 for about no job
	Event       recruit.MailEvent
	// Stage is where the candidate is to be when it leaves, "" for anywhere; see
	// recruit.Letter.
	Stage string
	// Subject and Text are what it says, "" for what the template says. Words stand in the
	// template's place for free words.
	Subject, Text, Words string
	// When is when it is to leave, as people write it: "", "in 2 hours", "tomorrow 9:00".
	// A time of day is the candidate's.
	When string
}

// Draft is a letter as it would be.
type Draft struct {
	recruit.Letter
	To recruit.Mailbox
	// Leaves is when it is to leave; zero for at once. Zone is in which it was read.
	Leaves time.Time
	Zone   *time.Location
	// Waits says why it would not leave by itself, "" as a rule.
	Waits string
}

// CheckEvent refuses a template that is none of mails to candidates.
func CheckEvent(o recruit.MailEvent) error {
	if slices.Contains(recruit.LetterEvents(), o) {
		return nil
	}
	return recruit.Invalid("template", "There is no email to candidates called %q; choose advanced, rejected or message.", recruit.Shorten(string(o)))
}

// Draft works out what a letter would say, to whom and when, and refuses what Send would
// refuse.
func (s *Letters) Draft(ctx context.Context, actor recruit.Member, q Request) (Draft, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Draft{}, err
	}
	p, err := s.Store.Profile(ctx, q.CandidateID)
	if err != nil {
		return Draft{}, err
	}
	c := p.Candidate
	switch {
	case !c.ErasedAt.IsZero():
		return Draft{}, recruit.NobodyToWriteTo(c)
	case c.Email == "":
		return Draft{}, recruit.Invalid("mail", "%s has no email address; add one to the profile (recruitty candidate edit %d --email ADDRESS), or send no email.", c.Name, c.ID)
	case CheckEvent(q.Event) != nil:
		return Draft{}, CheckEvent(q.Event)
	}
	if s.Mailable != nil {
		if err := s.Mailable(ctx, "mail", c.Email); err != nil {
			return Draft{}, err
		}
	}
	d := Draft{To: recruit.Mailbox{Name: c.Name, Address: c.Email}}
	d.CandidateID, d.JobID, d.Stage, d.Event, d.AuthorID, d.Author, d.Candidate = c.ID, q.JobID, q.Stage, q.Event, actor.ID, actor, c
	if q.JobID != 0 {
		j, err := s.Store.Job(ctx, q.JobID)
		if err != nil {
			return Draft{}, err
		}
		if d.JobTitle = j.Title; !slices.ContainsFunc(p.Applications, func(a recruit.Application) bool { return a.JobID == j.ID }) {
			return Draft{}, recruit.NotLinked(c, j)
		}
	}
	if d.Leaves, d.Zone, err = s.leaves(q.When, c, actor); err != nil {
		return Draft{}, err
	}
	if err := s.word(ctx, &d, q); err != nil {
		return Draft{}, err
	}
	if _, err := s.From(ctx); errors.Is(err, recruit.ErrNotSetUp) {
		d.Waits = recruit.Sentence(err)
	} else if err != nil {
		d.Waits = "The email will wait: " + recruit.Sentence(err)
	}
	d.Effect = recruit.Effect{Kind: recruit.MailMessage, Target: c.Email, State: recruit.Waiting}
	if d.Stage != "" {
		d.Effect.Kind = recruit.MailOutcome
	}
	return d, nil
}

// word fills in what a letter says, out of its template where nothing else is said.
func (s *Letters) word(ctx context.Context, d *Draft, q Request) error {
	t, err := s.Templates.ForMail(ctx, q.Event, recruit.ToCandidate, d.Candidate.Language)
	if err != nil {
		return err
	}
	company, err := s.Templates.Settings.Workspace(ctx)
	if err != nil {
		return err
	}
	words, err := recruit.CleanText("text", "text", q.Words, recruit.MaxLetterText)
	if err != nil {
		return err
	}
	subject, text, err := s.Templates.Renderer.DraftLetter(t, recruit.LetterValues{Reader: d.Candidate.Name, Job: d.JobTitle, Stage: d.Stage, Company: company,
		Author: recruit.Mailbox{Name: d.Author.Name, Address: d.Author.Email}, Text: words})
	if err != nil {
		return err
	}
	d.Language = t.Language
	if d.Subject, err = recruit.CleanLine("subject", "subject", cmp.Or(strings.TrimSpace(q.Subject), subject), recruit.MaxLetterSubject); err != nil {
		return err
	}
	if d.Text, err = recruit.CleanText("text", "text", cmp.Or(strings.TrimSpace(q.Text), text), recruit.MaxLetterText); err != nil {
		return err
	}
	if d.Subject == "" {
		return recruit.Invalid("subject", "The email needs a subject.")
	}
	if d.Text == "" {
		return recruit.Invalid("text", "The email has no text; write one.")
	}
	return nil
}

// farthest is how far ahead a mail may be put.
const farthest = 90 * 24 * time.Hour

// leaves reads when a letter is to leave, in the candidate's zone, or in that of who
// writes where that is not known.
func (s *Letters) leaves(typed string, c recruit.Candidate, actor recruit.Member) (time.Time, *time.Location, error) {
	zone := c.Location()
	if zone == nil {
		zone = actor.Location()
	}
	typed = strings.TrimSpace(typed)
	if typed == "" || strings.EqualFold(typed, "now") {
		return time.Time{}, zone, nil
	}
	now := s.Now()
	var at time.Time
	if length, err := timeparse.ParseDuration(strings.TrimPrefix(strings.ToLower(typed), "in ")); err == nil {
		at = now.Add(length)
	} else {
		m, err := timeparse.Parse(typed, now, zone)
		if err != nil {
			return time.Time{}, zone, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "when", Cause: err,
				Sentence: "It is not clear when the email will be sent. " + recruit.Capital(err.Error())}
		}
		at = m.Time
	}
	if !at.After(now) {
		return time.Time{}, zone, recruit.Invalid("when", "%s has passed; choose a time in the future, or leave it out to send at once.", timeparse.DateTime(at.In(zone)))
	}
	if at.Sub(now) > farthest {
		return time.Time{}, zone, recruit.Invalid("when", "%s is too far ahead; an email can be scheduled at most 90 days ahead.", timeparse.DateTime(at.In(zone)))
	}
	return at.UTC(), zone, nil
}

// Due makes the effect of a draft leave when it is to, and not before due has passed.
func (d Draft) Due(now time.Time, due time.Duration) recruit.Letter {
	l := d.Letter
	l.CreatedAt = now
	l.Effect.CreatedAt, l.Effect.NextAttempt = now, now.Add(due)
	if d.Leaves.After(l.Effect.NextAttempt) {
		l.Effect.NextAttempt = d.Leaves
	}
	return l
}

// Send decides on a letter. Nothing leaves the machine before due has passed.
func (s *Letters) Send(ctx context.Context, actor recruit.Member, q Request, due time.Duration) (recruit.Letter, error) {
	d, err := s.Draft(ctx, actor, q)
	if err != nil {
		return recruit.Letter{}, err
	}
	if q.Event == recruit.OnMessage && strings.TrimSpace(q.Words) == "" {
		bare := q
		bare.Text = ""
		if empty, err := s.Draft(ctx, actor, bare); err == nil && empty.Text == d.Text {
			return recruit.Letter{}, recruit.Invalid("text", "The email has no text yet; write it between the greeting and your name.")
		}
	}
	now := s.Now().UTC()
	return s.Store.SaveLetter(ctx, d.Due(now, due), recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "candidate.mailed", CandidateID: d.CandidateID, JobID: d.JobID,
		Text: fmt.Sprintf("Wrote the email “%s”%s", d.Subject, d.Later())})
}

// Later says when a letter that is held leaves: ", to leave Tue 1 Dec 2026 09:00 Lisbon".
func (d Draft) Later() string {
	if d.Leaves.IsZero() {
		return ""
	}
	at := d.Leaves.In(d.Zone)
	return ", to be sent " + timeparse.DateTime(at) + " " + timeparse.Label(at)
}

// Withdraw takes a letter back of which nothing has left.
func (s *Letters) Withdraw(ctx context.Context, actor recruit.Member, id recruit.LetterID) (recruit.Letter, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Letter{}, err
	}
	for {
		l, err := s.Store.Letter(ctx, id)
		if err == nil {
			err = l.Withdrawable()
		}
		if err != nil {
			return l, err
		}
		now := s.Now().UTC()
		l.Effect.State, l.Effect.NextAttempt, l.Effect.DoneAt, l.Effect.Error, l.Effect.Cause = recruit.Superseded, time.Time{}, now, "", ""
		done, err := s.Store.SaveLetter(ctx, l, recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "candidate.mail_withdrawn", CandidateID: l.CandidateID, JobID: l.JobID,
			Text: fmt.Sprintf("Undid the email “%s” before anything was sent", l.Subject)})
		if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
			return done, err
		}
	}
}
