package command

import (
	"cmp"
	"context"
	"strings"

	"recruitty/recruit"
)

// Outside works on what a command has decided calls for outside, and counts what of it is not
// confirmed yet: the command is done only when everything is (R11).
type Outside struct {
	s           *Session
	open        int    // steps that are not confirmed
	why         string // what the first says that does
	failed      error  // why the work on something could not be done, nil where it could
	interrupted bool   // someone has stopped the command
}

// Outside is a count that has just begun.
func (s *Session) Outside() *Outside { return &Outside{s: s} }

// Interview works on an interview, and returns it as it is then; as it was decided where the
// work ends early.
func (o *Outside) Interview(ctx context.Context, decided recruit.Record) recruit.Record {
	r := settled(ctx, o, decided, decided.Interview.ID, o.s.Outbox.Settle)
	for _, e := range r.Pending() {
		o.waits(e)
	}
	return r
}

// Numbered is Interview for one of which only the number is known; the zero Record where the
// work ends early.
func (o *Outside) Numbered(ctx context.Context, id recruit.InterviewID) recruit.Record {
	r := o.Interview(ctx, recruit.Record{Interview: recruit.Interview{ID: id}})
	if r.Interview.Version == 0 { // it was not read
		o.open++
		return recruit.Record{}
	}
	return r
}

// Letter works on a mail to a candidate as Interview does on an interview. Where held says that
// it is held until a time that someone chose, it waits for nobody.
func (o *Outside) Letter(ctx context.Context, decided recruit.Letter, held func(recruit.Letter) bool) recruit.Letter {
	l := settled(ctx, o, decided, decided.ID, o.s.Outbox.SettleLetter)
	if l.Effect.Open() && !held(l) {
		o.waits(l.Effect)
	}
	return l
}

// settled is what was decided as it is after the work on it, or as it was decided. Nothing is
// begun for who has stopped the command.
func settled[ID, T any](ctx context.Context, o *Outside, decided T, id ID, settle func(context.Context, ID) (T, error)) T {
	if o.interrupted = ctx.Err() != nil; o.interrupted {
		return decided
	}
	now, err := settle(ctx, id)
	if o.interrupted = ctx.Err() != nil; err == nil {
		return now
	}
	if !o.interrupted {
		o.s.Log.Error("work on the outbox stopped", "id", id, "error", err)
		o.failed = cmp.Or(o.failed, err)
	}
	return decided
}

func (o *Outside) waits(e recruit.Effect) { o.open, o.why = o.open+1, cmp.Or(o.why, e.Error) }

// Because adds why what is open waits, "" for nothing to add.
func (o *Outside) Because(why string) { o.why = strings.TrimSpace(ended(o.why) + " " + why) }

// ended is a sentence that may be what a service has said, with its full stop.
func ended(said string) string {
	if said == "" || strings.ContainsAny(said[len(said)-1:], ".!?") {
		return said
	}
	return said + "."
}

// Open reports whether something is not confirmed.
func (o *Outside) Open() bool { return o.open > 0 || o.failed != nil }

// Unconfirmed says what is not confirmed, nil where everything is; saved is what is saved all
// the same, such as "The change is".
func (o *Outside) Unconfirmed(saved string) error {
	switch {
	case o.failed != nil:
		return Unconfirmed("%s saved, but the external steps stopped (%s) Run recruitty outbox run.", saved, recruit.Sentence(o.failed))
	case o.open > 0 && o.interrupted:
		return Unconfirmed("%s saved, but the external steps were stopped. Run recruitty outbox run.", saved)
	case o.open > 0:
		return Unconfirmed("%s saved, but %s not confirmed yet. %s See recruitty outbox list.", saved, recruit.Counted(o.open, "external step is", "external steps are"), cmp.Or(ended(o.why), "They are waiting for their turn."))
	}
	return nil
}
