package xlsx

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/xmltext"
)

// Bounds of what is held of what stands behind the rows of a sheet.
const (
	maxLinks  = 200_000
	maxMerged = 100_000
	maxSpread = 500 // columns in which they are looked for
)

// place is a cell: its row from 1, its column from 0.
type place struct{ row, column int }

// span is a stretch of rows in which the cells of a column are merged.
type span struct{ from, to int }

// tail is what stands behind the rows of a sheet but is about them.
type tail struct {
	links  map[place]string
	merged map[int][]span // by column, in their order
	hidden int            // rows
}

// readTail reads what a sheet says about its rows behind them: the links
// and which cells are merged.
func (b *Book) readTail(ctx context.Context, part string) (*tail, error) {
	t := &tail{links: map[place]string{}, merged: map[int][]span{}}
	targets, err := b.relations(ctx, part)
	if err != nil {
		return nil, err
	}
	merged := 0
	err = b.each(ctx, part, archive.MaxEntry, func(_ *xmltext.Reader, at xmltext.Token) error {
		if at.Kind != xmltext.Start {
			return nil
		}
		switch at.Name {
		case "row":
			if truth(at.Attr("hidden")) {
				t.hidden++
			}
		case "hyperlink":
			to := targets[at.Attr("id")].target
			ref, _, _ := strings.Cut(at.Attr("ref"), ":")
			if column := columnOf(ref); column >= 0 && web(to) && len(t.links) < maxLinks {
				t.links[place{rowOf(ref), column}] = to
			}
		case "mergeCell":
			from, to, _ := strings.Cut(at.Attr("ref"), ":")
			s, column := span{rowOf(from), rowOf(to)}, columnOf(from)
			if s.to > s.from && column >= 0 && merged < maxMerged && column < maxSpread {
				t.merged[column] = append(t.merged[column], s)
				merged++
			}
		}
		return nil
	})
	for _, spans := range t.merged {
		slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	}
	return t, err
}

func web(target string) bool {
	lower := strings.ToLower(target[:min(len(target), 8)])
	return len(target) < 2000 && (strings.HasPrefix(lower, "mailto:") || strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://"))
}
