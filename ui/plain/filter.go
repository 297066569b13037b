package plain

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	"recruitty/ui/plain/talk"
)

// asked reads what stands behind the name of a list: words, and terms such as with:dana.
func (p *plain) asked(ctx context.Context, list filter.List, typed string) (filter.Query, error) {
	if strings.TrimSpace(typed) == "" {
		return filter.Query{}, nil
	}
	known, err := p.Services.Store.Vocabulary(ctx)
	if err != nil {
		return filter.Query{}, err
	}
	return filter.Language{List: list, Now: p.Now(), Zone: p.Reader().Zone, Me: p.Member, Known: known}.Parse(typed)
}

// matching keeps the rows whose words, or further words, the plain words of a filter hold for.
func matching(q filter.Query, rows []talk.Row) []talk.Row {
	return slices.DeleteFunc(talk.Matching(q.Words, rows), func(r talk.Row) bool {
		return len(q.Without) > 0 && !(filter.Query{Without: q.Without}).Keeps(sanitize.Fold(r.Words+" "+r.More))
	})
}
