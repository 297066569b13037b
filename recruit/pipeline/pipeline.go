package pipeline

import (
	"context"
	"errors"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
)

// Pipeline is the service for candidates and their way through a job's stages
// (R4).
type Pipeline struct {
	Candidates recruit.Candidates
	Jobs       recruit.Jobs
	Interviews recruit.Interviews
	Letters    interface {
		LettersTo(ctx context.Context, id recruit.CandidateID) ([]recruit.Letter, error)
	}
	Scheduling *scheduling.Service // for whom a candidate's new address is one to write to
	Disk       Disk                // nil where there is none
	// Fields are those of candidates that the workspace has defined; nil for none.
	Fields interface {
		List(ctx context.Context) (fields.List, error)
	}
	Now recruit.Clock
}

// Add adds a candidate.
func (p *Pipeline) Add(ctx context.Context, actor recruit.Member, c recruit.Candidate) (recruit.Candidate, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Candidate{}, err
	}
	c, err := CleanCandidate(c)
	if err == nil {
		err = p.Scheduling.CheckMailable(ctx, "email", c.Email)
	}
	if err != nil {
		return recruit.Candidate{}, err
	}
	if c, err = p.withFields(ctx, c, recruit.Candidate{}); err != nil {
		return recruit.Candidate{}, err
	}
	if c, err = p.withOwner(ctx, c, recruit.Candidate{}); err != nil {
		return recruit.Candidate{}, err
	}
	if c.Email != "" {
		known, err := p.Candidates.CandidateByEmail(ctx, c.Email)
		if err == nil {
			return recruit.Candidate{}, &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "email", Sentence: c.Email + " already belongs to " + known.Name + "."}
		}
		if !errors.Is(err, recruit.ErrNotFound) {
			return recruit.Candidate{}, err
		}
	}
	c.ID, c.Version, c.CreatedAt = 0, 0, p.Now().UTC()
	return p.Candidates.SaveCandidate(ctx, c, recruit.Activity{At: c.CreatedAt, ActorID: actor.ID, Actor: actor.Name, Action: "candidate.added", Text: "Added to the candidates"})
}

// AddFile adds a stored document, such as a résumé, to a candidate.
func (p *Pipeline) AddFile(ctx context.Context, actor recruit.Member, id recruit.CandidateID, f recruit.File) error {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return err
	}
	return p.Candidates.AddCandidateFile(ctx, id, f, recruit.Activity{At: p.Now().UTC(), ActorID: actor.ID, Actor: actor.Name,
		Action: "candidate.file_added", CandidateID: id, Text: "Added the file " + f.Name})
}

// RemoveFile takes a document from a candidate. Its content is kept for
// recruit.KeptFiles, so that it can be brought back; wiped, as one that was put into the
// wrong person, it goes at once unless someone else has the same one.
func (p *Pipeline) RemoveFile(ctx context.Context, actor recruit.Member, id recruit.CandidateID, f recruit.File, wipe bool) error {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return err
	}
	action := "candidate.file_removed"
	if wipe {
		action = "candidate.file_wiped"
	}
	return p.Candidates.RemoveCandidateFile(ctx, id, f, wipe, recruit.Activity{At: p.Now().UTC(), ActorID: actor.ID, Actor: actor.Name,
		Action: action, CandidateID: id, Text: removedWords("file", f, wipe)})
}

// removedWords are the words of the line about a file that is removed.
func removedWords(what string, f recruit.File, wipe bool) string {
	text := "Removed the " + what + " " + f.Name
	if wipe {
		text += ", and wiped its content unless someone else has the same file"
	}
	return text
}

// Erase overwrites a person's data everywhere, the log included; only the
// counts remain. Of what lies beside the database it says what it has reached. It is refused while an interview is still ahead.
func (p *Pipeline) Erase(ctx context.Context, actor recruit.Member, id recruit.CandidateID) (Erasure, error) {
	if recruit.Allow(actor, recruit.ToManage) != nil {
		return Erasure{}, recruit.Refused("%s is %s; only an admin may erase a person's data.", actor.Name, recruit.Article(actor.Role))
	}
	c, err := p.Candidates.Candidate(ctx, id)
	if err != nil {
		return Erasure{}, err
	}
	ahead, err := p.Interviews.Interviews(ctx, recruit.InterviewFilter{CandidateID: id, Status: recruit.Scheduled, From: p.Now(), Limit: 1})
	if err != nil {
		return Erasure{}, err
	}
	if len(ahead) > 0 {
		return Erasure{}, recruit.Refused("%s has an upcoming interview; cancel it first, so that everybody is told.", c.Name)
	}
	open, err := p.Interviews.Interviews(ctx, recruit.InterviewFilter{CandidateID: id})
	if err != nil {
		return Erasure{}, err
	}
	for _, i := range open {
		if i.Waiting+i.NeedAttention > 0 {
			return Erasure{}, recruit.Refused("Emails or Zoom calls about %s are still open; finish or give them up in the outbox first.", c.Name)
		}
	}
	now := p.Now().UTC()
	letters, err := p.Letters.LettersTo(ctx, id)
	if err != nil {
		return Erasure{}, err
	}
	if slices.ContainsFunc(letters, func(l recruit.Letter) bool { return l.Effect.Open() }) {
		return Erasure{}, recruit.Refused("An email to %s has not been sent yet; undo it, or give it up in the outbox first.", c.Name)
	}
	traces, err := p.Candidates.EraseCandidate(ctx, id, now, recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name,
		Action: "candidate.erased", CandidateID: id, Text: "Erased the person's data"})
	if err != nil {
		return Erasure{}, err
	}
	return p.forget(context.WithoutCancel(ctx), traces), nil
}

// CleanCandidate sanitises and checks what a person or a file said about a
// candidate. Whether mail can be sent to an address with letters beyond ASCII
// before the @ is for Settings.Mailable to say.
func CleanCandidate(c recruit.Candidate) (recruit.Candidate, error) {
	var err error
	if c.Name, err = recruit.CleanLine("name", "name", c.Name, 150); err != nil {
		return c, err
	}
	if c.Name == "" {
		return c, recruit.Invalid("name", "A candidate needs a name.")
	}
	if c.Email != "" {
		typed := c.Email
		if c.Email, err = sanitize.International(typed); err != nil {
			return c, recruit.NoAddress("email", typed)
		}
	}
	if c.Phone, err = recruit.CleanLine("phone", "phone number", c.Phone, 50); err != nil {
		return c, err
	}
	if c.Headline, err = recruit.CleanLine("headline", "headline", c.Headline, 200); err != nil {
		return c, err
	}
	if c.Language, err = recruit.CleanLanguage(c.Language); err != nil {
		return c, err
	}
	if c.ExternalID, err = recruit.CleanLine("external_id", "external id", c.ExternalID, 100); err != nil {
		return c, err
	}
	if c.ExternalSource, err = recruit.CleanLine("source", "source", c.ExternalSource, 60); err != nil {
		return c, err
	}
	if c.CandidateDetails, err = recruit.CleanDetails(c.CandidateDetails, c.Email); err != nil {
		return c, err
	}
	var tags []string
	for _, t := range c.Tags {
		if t, err = recruit.CleanLine("tags", "tag", t, 60); err != nil {
			return c, err
		}
		if t != "" {
			tags = append(tags, t)
		}
	}
	c.Tags = tags
	if c.TimeZone != "" {
		c.TimeZone, err = recruit.ZoneName(c.TimeZone)
	}
	return c, err
}

// Update changes a candidate; its Version is the one that the person saw. A new
// address takes the place of the old one in the upcoming interviews too: it gets
// the invitations, and the old one withdrawals.
func (p *Pipeline) Update(ctx context.Context, actor recruit.Member, c recruit.Candidate) (recruit.Candidate, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Candidate{}, err
	}
	c, err := CleanCandidate(c)
	if err != nil {
		return recruit.Candidate{}, err
	}
	return p.save(ctx, actor, c, recruit.Activity{At: p.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "candidate.changed", CandidateID: c.ID})
}

// Restore makes a candidate what they were before a change that log takes back; see
// Update.
func (p *Pipeline) Restore(ctx context.Context, actor recruit.Member, c recruit.Candidate, log recruit.Activity) (recruit.Candidate, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Candidate{}, err
	}
	return p.save(ctx, actor, c, log)
}

// save saves a candidate with what follows of a new address. The line of the log says
// what changed, unless it has words already.
func (p *Pipeline) save(ctx context.Context, actor recruit.Member, c recruit.Candidate, log recruit.Activity) (recruit.Candidate, error) {
	for {
		was, err := p.Candidates.Candidate(ctx, c.ID)
		if err != nil {
			return recruit.Candidate{}, err
		}
		if !sanitize.SameAddress(was.Email, c.Email) { // who has one may keep it
			if err := p.Scheduling.CheckMailable(ctx, "email", c.Email); err != nil {
				return recruit.Candidate{}, err
			}
		}
		c := c
		if log.TakesBack == 0 { // else who looked after them before does so again
			if c, err = p.withOwner(ctx, c, was); err == nil {
				c, err = p.withFields(ctx, c, was)
			}
			if err != nil {
				return recruit.Candidate{}, err
			}
		}
		log := log
		switch { // lines of their own sorts, for not everybody may read them
		case was.Salary != c.Salary:
			log.Action = "candidate.salary"
		case !slices.Equal(was.Fields, c.Fields):
			log.Action = "candidate.fields"
		}
		if log.Text == "" {
			log.Text = recruit.ChangedWords("Changed the details", recruit.Differences(recruit.CandidateFields(), was, c))
		}
		log = log.IfSaid()
		if was.Version != c.Version || sanitize.SameAddress(was.Email, c.Email) || was.Email == "" {
			return p.Candidates.SaveCandidate(ctx, c, log) // which refuses an old version
		}
		follow, err := scheduling.Readdress(ctx, p.Scheduling, actor, c, was.Email, 0)
		if err != nil {
			return recruit.Candidate{}, err
		}
		if len(follow) == 0 {
			return p.Candidates.SaveCandidate(ctx, c, log)
		}
		first := follow[0]
		first.Candidate, first.CandidateLog, first.Along = &c, log, follow[1:]
		done, err := p.Interviews.Commit(ctx, first)
		if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
			return done.Candidate, err
		}
	}
}
