package command

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/views"
)

// FilterHelp is what the help of a list says of its QUERY.
const FilterHelp = "QUERY takes words and fields, such as stage:offer or -with:dana; recruitty view fields names them all. A term that starts with a minus goes after another one in the same quotes, or after --."

// Filter accepts the words and terms of a filter, in one argument or several.
func Filter() cobra.PositionalArgs { return cobra.ArbitraryArgs }

// Language is the language in which a list is filtered by who acts.
func (s *Session) Language(ctx context.Context, list filter.List) (filter.Language, error) {
	zone := s.Actor.Location()
	if zone == nil {
		zone = time.UTC
	}
	l := filter.Language{List: list, Now: s.Now(), Zone: zone, Me: s.Actor}
	var err error
	l.Known, err = s.Services.Store.Vocabulary(ctx)
	return l, err
}

// Query reads the filter of a list. Of several arguments each is a term of its own, in
// which blanks belong to its value.
func (s *Session) Query(ctx context.Context, list filter.List, args []string) (filter.Query, error) {
	typed := strings.Join(args, " ")
	if strings.TrimSpace(typed) == "" {
		return filter.Query{}, nil
	}
	if len(args) > 1 {
		terms := make([]string, len(args))
		for n, arg := range args {
			terms[n] = filter.Joined(arg)
		}
		typed = strings.Join(terms, " ")
	}
	l, err := s.Language(ctx, list)
	if err != nil {
		return filter.Query{}, err
	}
	return l.Parse(typed)
}

// Narrowed keeps the rows for which a filter holds: its terms, by holds, and its words, in
// what the list shows of them or in the further words that they are found by.
func Narrowed[T any](q filter.Query, holds func([]recruit.Term, T) bool, l output.Listing[T], words func(T) string, all output.Pages[T]) output.Pages[T] {
	if q.Empty() {
		return all
	}
	return output.Mapped(all, func(t T) (T, bool) {
		if holds != nil && !holds(q.Terms, t) {
			return t, false
		}
		return t, q.Words == "" && len(q.Without) == 0 || q.Keeps(sanitize.Fold(strings.Join(append(l.Row(t), words(t)), " ")))
	})
}

// NoneFound is what stands for a list in which nothing was found.
func NoneFound(q filter.Query, none string) string {
	if q.Empty() {
		return none
	}
	if len(q.Terms) == 0 {
		return "Nothing here contains these words."
	}
	return "Nothing here fits this filter."
}

// ViewFlag adds --view to a list. Built-in views are offered for completion.
func (p *Program) ViewFlag(c *cobra.Command, l filter.List, name *string) {
	c.Flags().StringVar(name, "view", "", "only what the view of this `name` keeps (recruitty view list), besides QUERY")
	p.Among(c, "view", output.Each(views.BuiltIn(l), func(v views.View) string { return v.Name })...)
}

// Filtered reads the filter of a list, with what a view adds to it.
func (s *Session) Filtered(ctx context.Context, l filter.List, view string, args []string) (filter.Query, error) {
	q, err := s.Query(ctx, l, args)
	if err != nil || view == "" {
		return q, err
	}
	v, err := s.Services.Views.Find(ctx, s.Actor, l, view)
	if err != nil {
		return q, err
	}
	more, err := s.Query(ctx, l, []string{v.Query})
	if err != nil {
		return q, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "view", Sentence: "The view " + v.Name + " is no longer understood: " + recruit.Sentence(err), Cause: err}
	}
	q.Words = strings.TrimSpace(more.Words + " " + q.Words)
	q.Without, q.Terms = append(more.Without, q.Without...), append(more.Terms, q.Terms...)
	return q, nil
}
