// Package several has the commands that change many interviews, or many candidates, at once.
package several

import (
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/flow"
	"recruitty/recruit/steps"
)

// changer makes the commands.
type changer struct{ *command.Program }

// how are the flags of a request that are the same for all kinds of things.
type how struct {
	query  string
	dryRun bool
	undo   time.Duration
}

// by is who decides, with what is done held back for as long as the flags say.
func (h *how) by(s *command.Session) flow.By {
	return flow.By{Services: s.Services, Actor: s.Actor, Undo: func(context.Context) (time.Duration, error) { return h.undo, nil }}
}

// source is how things are named on the command line.
type source[ID any] struct {
	unit steps.Unit
	list filter.List
	refs string // what they are named by, such as "their numbers"
	eg   string // an example of a filter
	one  func(ctx context.Context, s *command.Session, ref string) (ID, error)
	fit  func(ctx context.Context, s *command.Session, q filter.Query) ([]ID, error)
	none string // what is said where nothing fits; %[1]q is the filter
}

// chosen are the things that the arguments and the filter name.
func (of source[ID]) chosen(ctx context.Context, s *command.Session, args []string, query string) ([]ID, error) {
	var ids []ID
	for _, arg := range args {
		id, err := of.one(ctx, s, arg)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if query == "" {
		if len(ids) == 0 {
			return nil, command.WrongUsage(s.Cmd, "Say which %s: %s, or --query with a filter.", string(of.unit)+"s", of.refs)
		}
		return ids, nil
	}
	q, err := s.Query(ctx, of.list, []string{query})
	if err != nil {
		return nil, err
	}
	if q.Empty() {
		return nil, recruit.Invalid("query", "A filter that is empty means every %s; say which, such as %s.", of.unit, of.eg)
	}
	found, err := of.fit(ctx, s, q)
	if ids = append(ids, found...); err == nil && len(ids) == 0 {
		err = recruit.NotFound(of.none, query)
	}
	return ids, err
}

// step is told how many are looked at, or changed, of all.
type step = func(done, all int)

// request is one about things of one kind: ID names one of them, P is what would become of all,
// and R what has.
type request[ID, P, R any] interface {
	preview(ctx context.Context, ids []ID, far step) (P, error)
	show(ctx context.Context, seen P) error
	question(seen P) string // before it is done, "" where there is nothing to do
	commit(ctx context.Context, seen P, far step) (R, error)
	// print prints what became of each, after o has worked on what that calls for outside, and
	// says how many were changed and which were not.
	print(ctx context.Context, r R, o *command.Outside, far step) (tally, error)
}

// asked is the question before a change of what a preview sums up, "" where nothing can be changed.
func asked(possible int, summary, verb string) string {
	if possible == 0 {
		return ""
	}
	return summary + ". " + verb + "?"
}

// tally is what became of a request about many.
type tally struct {
	unit      steps.Unit
	all, done int
	left      []undone
}

// undone is what was not changed, and why.
type undone struct {
	name string
	err  error
}

// summary says how many were changed.
func (t tally) summary() string {
	return fmt.Sprintf("%s of %d changed", recruit.Counted(t.done, string(t.unit), string(t.unit)+"s"), t.all)
}

// work is the body of a command about many things: it looks at them, shows what would happen and
// asks, where someone is there who can answer, and does it. It is done only when all were changed
// and everything is confirmed outside (R11).
func work[ID, P, R any](h *how, of source[ID], begin func(ctx context.Context, s *command.Session) (request[ID, P, R], error)) command.Work {
	return func(ctx context.Context, s *command.Session, args []string) error {
		if err := recruit.CheckUndo(h.undo); err != nil {
			return err
		}
		q, err := begin(ctx, s)
		if err != nil {
			return err
		}
		ids, err := of.chosen(ctx, s, args, h.query)
		if err != nil {
			return err
		}
		seen, err := q.preview(ctx, ids, s.Printer().Counting("Looked at", of.unit))
		if err != nil {
			return command.Stopped(ctx, err, "Stopped; nothing was changed.")
		}
		if h.dryRun {
			return q.show(ctx, seen)
		}
		if question := q.question(seen); question != "" && s.Interactive && !s.JSON {
			if err := q.show(ctx, seen); err != nil {
				return err
			}
			if err := s.Consider(question); err != nil {
				return err
			}
		}
		result, ended := q.commit(ctx, seen, s.Printer().Counting("Changed", of.unit))
		o := s.Outside()
		t, err := q.print(ctx, result, o, s.Printer().Counting("Confirmed outside, as far as it could be", of.unit))
		switch {
		case err != nil:
			return err
		case ended != nil:
			return command.Stopped(ctx, ended, t.stopped(o))
		}
		return t.end(o)
	}
}

// stopped says how far a request had come that someone stopped.
func (t tally) stopped(o *command.Outside) string {
	said := fmt.Sprintf("Stopped: %d of %s changed; the others are as they were.", t.done, recruit.Counted(t.all, string(t.unit), string(t.unit)+"s"))
	if o.Open() {
		said += " What those changes call for outside continues with recruitty outbox run."
	}
	return said
}

// end is how a request ends that was gone through: the kind is that of the first that was not
// changed.
func (t tally) end(o *command.Outside) error {
	open := o.Unconfirmed("The changes are")
	if len(t.left) == 0 {
		return open
	}
	first := t.left[0]
	kind := recruit.ErrRefused
	if p := (*recruit.Problem)(nil); errors.As(first.err, &p) {
		kind = p.Kind
	}
	said := fmt.Sprintf("It could not be done for %s of %d. %s: %s", recruit.Counted(len(t.left), string(t.unit), string(t.unit)+"s"), t.all, first.name, recruit.Sentence(first.err))
	if open != nil {
		said += " " + recruit.Sentence(open)
	}
	return &recruit.Problem{Kind: kind, Cause: first.err, Sentence: said}
}
