// Package people changes many candidates by one request: stage, job, tags, owner, a
// rejection with one reason, and mails of which each gets their own. Each is decided as if
// they were alone, by the same services: what cannot be done for one is said with their
// name and stops no other, before it is done and after (R11).
package people

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/pipeline"
)

// Max is how many candidates one request changes at most.
const Max = 200

// Kind is what is to become of the candidates.
type Kind string

// The kinds of change.
const (
	Move   Kind = "move"   // to a stage of their job
	Link   Kind = "link"   // to a job
	Tag    Kind = "tag"    // tags come and go
	Own    Kind = "owner"  // who looks after them
	Reject Kind = "reject" // for one reason
	Mail   Kind = "mail"   // out of a template
)

// Kinds are all of them, in the order in which a choice offers them.
func Kinds() []Kind { return []Kind{Move, Reject, Mail, Link, Tag, Own} }

// Change is what is to become of each of the candidates.
type Change struct {
	Kind Kind
	// JobID is the job to which Link links, and the one in which Move, Reject and Mail see
	// the candidates; 0 is for each their own, of which there has to be but one for Move
	// and Reject.
	JobID recruit.JobID
	// Stage is where Move goes and Link begins, whatever the case; of Link "" is the
	// first one.
	Stage string
	// Add and Remove are tags, whatever the case.
	Add, Remove []string
	// Owner is the name or address of a member, "" for nobody.
	Owner string
	// Reason is why, out of the workspace's list, or the beginning of one.
	Reason string
	// Told says that who is rejected gets the mail of the template; who has no address, or
	// none that mail can be sent to, is rejected without one, which is said.
	Told bool
	// CancelInterviews says that the interviews ahead of who is rejected are cancelled.
	CancelInterviews bool
	// Event is the template of Mail, FreeWords what stands in its place for free words, and
	// When the time at which the mails leave, each in the zone of who gets it; also of
	// Reject. See letters.Request.
	Event           recruit.MailEvent
	FreeWords, When string
}

// check refuses a change that does not say what it needs, and makes it as it is kept.
func (b Bulk) check(ctx context.Context) (Change, error) {
	c := b.Change
	//exhaustive:enforce
	switch c.Kind {
	case Move:
		if c.Stage = strings.TrimSpace(c.Stage); c.Stage == "" {
			return c, recruit.Invalid("stage", "Say which stage they move to.")
		}
		if recruit.StageLost(c.Stage) {
			return c, recruit.Refused("%s requires a reason; reject them instead (recruitty candidate bulk reject).", recruit.Shorten(c.Stage))
		}
	case Link:
		if c.JobID == 0 {
			return c, recruit.Invalid("job", "Say which job to link them to.")
		}
	case Tag:
		return c.checkTags()
	case Own:
		if c.Owner = strings.TrimSpace(c.Owner); c.Owner == "" {
			return c, nil
		}
		team, err := b.Services.Store.Members(ctx, false)
		if err != nil {
			return c, err
		}
		m, err := pipeline.OwnerCalled(team, c.Owner)
		c.Owner = m.Name
		if others := slices.DeleteFunc(team, func(o recruit.Member) bool { return o.Name != m.Name }); len(others) > 1 {
			c.Owner = m.Email
		}
		return c, err
	case Reject:
		var err error
		if c.Reason, err = b.Services.Outcomes.ReasonCalled(ctx, c.Reason); err != nil {
			return c, err
		}
	case Mail:
		if err := letters.CheckEvent(c.Event); err != nil {
			return c, err
		}
		if c.Event == recruit.OnMessage && strings.TrimSpace(c.FreeWords) == "" {
			return c, recruit.Invalid("words", "The email has no text yet; write what goes between the greeting and your name.")
		}
	default:
		return c, recruit.Invalid("kind", "There is no change %q; choose move, link, tag, owner, reject or mail.", recruit.Shorten(string(c.Kind)))
	}
	if c.JobID != 0 {
		j, err := b.Services.Store.Job(ctx, c.JobID)
		if err != nil {
			return c, err
		}
		if c.Kind == Link {
			if err := pipeline.MayLink(j); err != nil {
				return c, err
			}
		}
		if c.Stage != "" {
			c.Stage, err = j.Stage(c.Stage)
		}
		return c, err
	}
	return c, nil
}

// checkTags makes the tags as a candidate keeps them.
func (c Change) checkTags() (Change, error) {
	for _, tags := range []*[]string{&c.Add, &c.Remove} {
		var clean []string
		for _, t := range *tags {
			t, err := recruit.CleanLine("tags", "tag", t, 60)
			if err != nil {
				return c, err
			}
			if t != "" && !has(clean, t) {
				clean = append(clean, t)
			}
		}
		*tags = clean
	}
	for _, t := range c.Add {
		if has(c.Remove, t) {
			return c, recruit.Invalid("tags", "The tag %s is both added and removed; choose one.", recruit.Shorten(t))
		}
	}
	if len(c.Add)+len(c.Remove) == 0 {
		return c, recruit.Invalid("tags", "Say which tags to add or remove.")
	}
	return c, nil
}

func has(tags []string, t string) bool {
	return slices.ContainsFunc(tags, func(o string) bool { return strings.EqualFold(o, t) })
}

// tagged are tags with those that come and without those that go.
func (c Change) tagged(tags []string) []string {
	out := slices.DeleteFunc(slices.Clone(tags), func(t string) bool { return has(c.Remove, t) })
	for _, t := range c.Add {
		if !has(out, t) {
			out = append(out, t)
		}
	}
	return out
}
