package talk

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// Row is a line of a list that a number opens.
type Row struct {
	Words  string
	More   string           // found by this, too
	Effect recruit.EffectID // of the outbox, 0 for none
	Open   func(ctx context.Context) error
}

// Matching keeps the rows that a query is in: in their words, or in the further
// words that they are found by.
func Matching(query string, rows []Row) []Row {
	q := recruit.NewQuery(query)
	return slices.DeleteFunc(rows, func(r Row) bool { return !q.In(r.Words, r.More) })
}

// List is what was listed last. It is said in pages.
type List struct {
	Rows  []Row // as far as they were fetched
	said  int
	Total int // of all, also those that are not fetched
	// Fetch gets the rows behind those that are here; nil when all are.
	Fetch func(ctx context.Context) ([]Row, error)
}

// EffectOf is the effect in a line of the last list that was said, 0 where there is none.
func (c *Conversation) EffectOf(n int) recruit.EffectID {
	if l := c.list; l != nil && n >= 1 && n <= l.said {
		return l.Rows[n-1].Effect
	}
	return 0
}

// Forget ends the last list, so that no number opens a line of it.
func (c *Conversation) Forget() { c.list = nil }

// Listed says the first page of a list and lets numbers open its rows.
func (c *Conversation) Listed(ctx context.Context, l *List) error {
	if l.Total < len(l.Rows) {
		l.Total = len(l.Rows)
	}
	c.list = l
	return c.More(ctx, "")
}

// ListedIfAny is Listed for rows that are all there, which may be none.
func (c *Conversation) ListedIfAny(ctx context.Context, rows []Row) error {
	c.list = nil
	if len(rows) == 0 {
		return nil
	}
	return c.Listed(ctx, &List{Rows: rows})
}

// More says the next page of the list.
func (c *Conversation) More(ctx context.Context, _ string) error {
	l := c.list
	if l == nil || l.said >= l.Total {
		c.Tell("There is nothing more.")
		return nil
	}
	if l.said+PerPage > len(l.Rows) && len(l.Rows) < l.Total && l.Fetch != nil {
		rows, err := l.Fetch(ctx)
		if err != nil {
			return err
		}
		if len(rows) == 0 { // it became shorter meanwhile
			l.Total = len(l.Rows)
		}
		l.Rows = append(l.Rows, rows...)
	}
	for end := min(l.said+PerPage, len(l.Rows)); l.said < end; l.said++ {
		c.Tell("%d. %s", l.said+1, l.Rows[l.said].Words)
	}
	if l.said < l.Total {
		c.Tell("%s. Type a number to open one, or more for the next.", moreOf(l.said, l.Total))
	}
	return nil
}

// Open opens a row by its number.
func (c *Conversation) Open(ctx context.Context, n int) error {
	if c.list == nil || n < 1 || n > c.list.said {
		said := 0
		if c.list != nil {
			said = c.list.said
		}
		if said == 0 {
			return recruit.Invalid("", "There is no list to choose %d from; type candidates, jobs or interviews.", n)
		}
		return recruit.Invalid("", "There is no number %d in the last list, which had %s.", n, wording.Counted(said, "line"))
	}
	return c.list.Rows[n-1].Open(ctx)
}
