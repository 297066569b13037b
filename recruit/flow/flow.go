// Package flow is how a person decides about an interview, whichever front end they
// sit at: what a decision would do is worked out and looked at before it is made, what
// speaks against it is mended, and nothing is decided on a version that was not seen.
// Plain lines and commands answer its questions as a Person; a screen, which waits for
// nothing, takes the same steps with the same decisions and words.
package flow

import (
	"context"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/services"
)

// Decision is what someone wants to become of an interview.
type Decision interface {
	Words() Words
	// Preview says what it would do, and refuses what Commit would refuse. Whoever goes
	// ahead agrees to the clashes that it shows.
	Preview(ctx context.Context) (scheduling.Preview, error)
	// Commit does it, unless someone has taken the time since the last Preview (ErrTaken):
	// then that is to be asked once more. What happens outside begins when it can no longer be taken back.
	Commit(ctx context.Context) (recruit.Record, error)
}

// Words are what a decision is called.
type Words struct {
	Title string // of the form
	Verb  string // what is done: "Reschedule"; with a question mark it asks for it
	Saved string // said once it is saved, without an end
}

// By is who decides, and with what.
type By struct {
	Services *services.Services
	Actor    recruit.Member
	// Undo is how long a decision can be taken back; nil is not at all.
	Undo func(ctx context.Context) (time.Duration, error)
}

// NotReached is why one of several was left as it was when something ended the whole.
func NotReached() error {
	return recruit.Refused("There was not enough time for this one; it is unchanged.")
}

// within makes a decision of theirs, which can be taken back for as long as due.
func (b By) within(ctx context.Context, decide func(due time.Duration) (recruit.Record, error)) (recruit.Record, error) {
	if b.Undo == nil {
		return decide(0)
	}
	due, err := b.Undo(ctx)
	if err != nil {
		return recruit.Record{}, err
	}
	return decide(due)
}

// Open reads an interview that is to be changed, if the member may change it. Who may
// take it over first is asked whether to; an error is a no (R7).
func (b By) Open(ctx context.Context, id recruit.InterviewID, takeOver func(recruit.Record) error) (recruit.Record, error) {
	if err := recruit.Allow(b.Actor, recruit.ToSchedule); err != nil {
		return recruit.Record{}, err
	}
	r, err := b.Services.Store.Record(ctx, id)
	switch {
	case err != nil:
		return r, err
	case r.StillScheduled() != nil:
		return r, r.StillScheduled()
	case r.MayTakeOver(b.Actor) != nil:
		return r, r.MayChange(b.Actor)
	}
	if err := takeOver(r); err != nil {
		return r, err
	}
	return b.TakeOver(ctx, Of(r))
}

// TakeOver makes the member the organiser.
func (b By) TakeOver(ctx context.Context, i Interview) (recruit.Record, error) {
	return b.Services.Scheduling.TakeOver(ctx, b.Actor, i.ID, i.Seen)
}

// Person answers what comes up while a decision is made. An error ends it, and
// nothing is decided then.
type Person interface {
	// Agree shows what a decision would do and asks whether to go ahead; false means
	// that something was changed and has to be looked at first.
	Agree(ctx context.Context, d Decision, f scheduling.Preview) (bool, error)
	// Program asks whether a program among the files is meant to be sent.
	Program(ctx context.Context, p Program) (bool, error)
	// Correct says why it cannot be done and lets what was typed be changed.
	Correct(ctx context.Context, why error) error
}

// Decide takes a person through a decision until it is made. read makes it of what
// is typed at the moment.
func Decide(ctx context.Context, read func() (Decision, error), ask Person) (recruit.Record, error) {
	for {
		r, why, err := attempt(ctx, read, ask)
		if why == nil || err != nil {
			return r, err
		}
		if err := ask.Correct(ctx, why); err != nil {
			return r, err
		}
	}
}

// attempt goes through a decision once; why says what speaks against it, and err what
// ends it.
func attempt(ctx context.Context, read func() (Decision, error), ask Person) (r recruit.Record, why, err error) {
	for {
		d, why := read()
		if why != nil {
			return r, why, nil
		}
		f, why := d.Preview(ctx)
		if p, ok := ProgramOf(why); ok {
			s, sends := d.(*Schedule)
			yes, err := ask.Program(ctx, p)
			switch {
			case err != nil:
				return r, nil, err
			case !yes || !sends:
				return r, p.Declined(), nil
			}
			s.Agree()
			f, why = d.Preview(ctx)
		}
		if why != nil {
			return r, why, nil
		}
		ahead, err := ask.Agree(ctx, d, f)
		if err != nil {
			return r, nil, err
		}
		if ahead {
			r, why = d.Commit(context.WithoutCancel(ctx))
			return r, why, nil
		}
	}
}

// Program is a question about a file that is a program or contains one.
type Program struct {
	What    string // a sentence that says so
	Harm    string // what may come of it
	To      string // "the candidate" or "the panel"
	Refused error  // what was refused for it
}

// ProgramOf is the question that an error of a preview asks.
func ProgramOf(err error) (Program, bool) {
	var found *recruit.ProgramError
	if !errors.As(err, &found) {
		return Program{}, false
	}
	p := Program{Refused: err, What: found.File + " is a program or may run one.",
		To: "the candidate", Harm: "Many mail servers refuse such files, and careful recipients do not open them."}
	if found.Inside != "" {
		p.What = found.File + " contains a program: " + found.Inside + "."
	}
	if found.Panel {
		p.To, p.Harm = "the panel", "Who sent it to you? A file from a stranger may do harm when it is opened."
	}
	return p, true
}

// Question asks whether people are meant to get it.
func (p Program) Question() string {
	return p.What + " " + p.Harm + " Send it to " + p.To + " anyway?"
}

// Declined is why files cannot be sent when a program among them is not meant to be.
func (p Program) Declined() error {
	return recruit.Invalid("files", "%s Remove it, or answer yes when you are asked.", p.What)
}
