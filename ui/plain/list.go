package plain

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// row is a line of a list that a number opens.
type row struct {
	words  string
	more   string           // found by this, too
	effect recruit.EffectID // of the outbox, 0 for none
	open   func(ctx context.Context) error
}

// matching keeps the rows that a query is in: in their words, or in the further
// words that they are found by.
func matching(query string, rows []row) []row {
	q := recruit.NewQuery(query)
	return slices.DeleteFunc(rows, func(r row) bool { return !q.In(r.words, r.more) })
}

// list is what was listed last. It is said in pages.
type list struct {
	rows  []row // as far as they were fetched
	said  int
	total int // of all, also those that are not fetched
	// fetch gets the rows behind those that are here; nil when all are.
	fetch func(ctx context.Context) ([]row, error)
}

// effect is the effect in a line that was said, 0 where there is none.
func (l *list) effect(n int) recruit.EffectID {
	if l == nil || n > l.said {
		return 0
	}
	return l.rows[n-1].effect
}

// listed says the first page of a list and lets numbers open its rows.
func (p *plain) listed(ctx context.Context, l *list) error {
	if l.total < len(l.rows) {
		l.total = len(l.rows)
	}
	p.list = l
	return p.more(ctx, "")
}

// listedIfAny is listed for rows that are all there, which may be none.
func (p *plain) listedIfAny(ctx context.Context, rows []row) error {
	p.list = nil
	if len(rows) == 0 {
		return nil
	}
	return p.listed(ctx, &list{rows: rows})
}

// more says the next page of the list.
func (p *plain) more(ctx context.Context, _ string) error {
	l := p.list
	if l == nil || l.said >= l.total {
		p.tell("There is nothing more.")
		return nil
	}
	if l.said+perPage > len(l.rows) && len(l.rows) < l.total && l.fetch != nil {
		rows, err := l.fetch(ctx)
		if err != nil {
			return err
		}
		if len(rows) == 0 { // it became shorter meanwhile
			l.total = len(l.rows)
		}
		l.rows = append(l.rows, rows...)
	}
	for end := min(l.said+perPage, len(l.rows)); l.said < end; l.said++ {
		p.tell("%d. %s", l.said+1, l.rows[l.said].words)
	}
	if l.said < l.total {
		p.tell("%s. Type a number to open one, or more for the next.", moreOf(l.said, l.total))
	}
	return nil
}

// open opens a row by its number.
func (p *plain) open(ctx context.Context, n int) error {
	if p.list == nil || n < 1 || n > p.list.said {
		said := 0
		if p.list != nil {
			said = p.list.said
		}
		if said == 0 {
			return recruit.Invalid("", "There is no list to choose %d from; type candidates, jobs or interviews.", n)
		}
		return recruit.Invalid("", "There is no number %d in the last list, which had %s.", n, wording.Counted(said, "line"))
	}
	return p.list.rows[n-1].open(ctx)
}
