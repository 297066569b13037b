package shell

import (
	"hash/maphash"
	"strings"

	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
	"recruitty/ui/table"
	"recruitty/ui/wording"
)

// finder compares the rows of a list with what was typed into its filter. It
// looks at what a row shows, so that whatever can be read can be typed, and at
// further texts that stand for the same thing. Texts that were folded before are
// Kept, so that a letter costs a comparison for each row and no more.
type finder struct {
	query filter.Query
	seed  maphash.Seed
	last  map[uint64]string // folded texts of the rows that were there before
	now   map[uint64]string // and of those that are there
	Kept  int               // how many rows matched
}

// Begin takes what is to be found among the rows that follow. Its terms are for the
// screen, which knows what its rows are of.
func (f *finder) Begin(q filter.Query) {
	f.query, f.Kept = q, 0
	if f.last, f.now = f.now, nil; f.wordless() {
		f.last = nil // nobody types; it would lie in memory for nothing
		return
	}
	f.now = make(map[uint64]string, len(f.last))
}

// wordless says that no words are looked for.
func (f *finder) wordless() bool { return f.query.Words == "" && len(f.query.Without) == 0 }

// Keeps reports whether a row matches, by its cells, the heading over it and
// further texts.
func (f *finder) Keeps(cells []table.Cell, more ...string) bool {
	if f.wordless() {
		f.Kept++
		return true
	}
	if f.seed == (maphash.Seed{}) {
		f.seed = maphash.MakeSeed()
	}
	var h maphash.Hash
	h.SetSeed(f.seed)
	for _, c := range cells {
		_, _ = h.WriteString(c.Text)
		_ = h.WriteByte(' ')
	}
	for _, m := range more {
		_, _ = h.WriteString(m)
		_ = h.WriteByte(' ')
	}
	row := h.Sum64()
	text, known := f.last[row]
	if !known {
		// One by one: most are plain, and quickly folded.
		var b strings.Builder
		for _, c := range cells {
			b.WriteString(sanitize.Fold(c.Text))
			b.WriteByte(' ')
		}
		for _, m := range more {
			b.WriteString(sanitize.Fold(m))
			b.WriteByte(' ')
		}
		text = b.String()
	}
	f.now[row] = text
	found := f.query.Keeps(text)
	if found {
		f.Kept++
	}
	return found
}

// CountOf says how many rows of all a list shows.
func CountOf(shown, all int) string {
	if shown >= all {
		return wording.Grouped(all)
	}
	return wording.Grouped(shown) + " of " + wording.Grouped(all)
}

// OfTheFirst says how many rows a list shows of those that it holds, where there are more.
func OfTheFirst(shown, held int) string {
	return wording.Grouped(shown) + " of the first " + wording.Grouped(held)
}

// MoreFound is the last line of what was looked up, where there is more than is shown (R17).
func MoreFound() Command {
	return Command{Name: "There are more; type more of the name", Hint: "not all are shown"}
}
