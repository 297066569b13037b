package importer

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"recruitty/recruit/fields"
	"recruitty/recruit/importer/records"
)

// layout is what was learnt of a file by reading it once: where its records
// stand and what they mean.
type layout struct {
	content
	kind    Kind
	options Options
	columns []Column
	known   map[string]int // columns by name, of objects
	skip    int            // rows of a table up to its header, and it
	shape   shape
	own     *ownKind // of an export of recruitty, else nil
	rows    int
	first   []records.Record // of which samples are shown
	order   order

	defined  fields.List // of candidates, in this workspace
	words    dictionary  // by which headers are read
	evidence []evidence  // of the columns

	remembered *mapped // the mapping by which it is read, when it was made before
	lacks      string  // which column is missing, in a sentence
}

// learn reads a file once.
func learn(ctx context.Context, f File, q query) (*layout, error) {
	c, err := open(ctx, f, q)
	if err != nil {
		return nil, err
	}
	l, err := learnt(ctx, f.Name, c, q)
	if err != nil {
		return nil, errors.Join(err, c.close.call())
	}
	return l, nil
}

// learnt reads an opened file once.
func learnt(ctx context.Context, name string, c content, q query) (*layout, error) {
	order, err := orderOf(q.options.DateOrder)
	if err == nil {
		err = q.check(q.options.Mapping)
	}
	if err != nil {
		return nil, err
	}
	l := &layout{order: order, content: c, kind: q.kind, options: q.options, known: map[string]int{}, words: dictionaryOf(q.kind), defined: q.defined}
	if c.table {
		header, err := findHeader(ctx, c, q)
		if err != nil {
			return nil, err
		}
		l.columns, l.skip = header.columns, header.skip
		l.define(l.columns)
		if header.above != "" {
			l.guesses = append(l.guesses, fmt.Sprintf("The lines above the header in line %d were not read: %s", header.line, header.above))
		}
		if l.remembered = header.remembered; l.remembered != nil {
			l.options.Mapping = l.remembered.Mapping
		}
		if err := l.ownTable(name); err != nil {
			return nil, err
		}
		if l.own == nil {
			if err := l.unless(q.patient, l.complete(name)); err != nil {
				return nil, err
			}
		}
	}
	seen, things := 0, 0
	err = c.each(ctx, func(r records.Record) error {
		if seen++; seen <= l.skip {
			return nil
		}
		if l.rows++; r.Bad == "" && len(l.first) < maxSamples {
			for i, cell := range r.Cells { // which are parts of a larger text
				r.Cells[i] = strings.Clone(cell)
			}
			l.first = append(l.first, r)
		}
		if l.table {
			l.witness(r)
			if l.kind == Interviews {
				l.order.look(l.entry(r))
			}
			return nil
		}
		if len(r.Object) == 0 && len(r.Names) == 0 {
			return nil
		}
		if things++; things == 1 && r.Object != nil {
			if len(q.options.Mapping) == 0 { // who says what the fields mean knows better
				l.own, l.shape = ownShape(slices.Collect(maps.Keys(r.Object)), false)
			}
			if l.own == nil {
				l.shape = shapeOf(r.Object)
			}
			if err := l.suits(name); err != nil {
				return err
			}
		}
		l.learnNames(r)
		if l.shape.read == nil {
			l.witness(r)
		}
		if l.kind == Interviews {
			l.order.look(l.entry(r))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !c.table {
		if l.shape.read == nil {
			inContext(l.kind, l.columns)
		}
		if l.own == nil {
			if err := l.recallObjects(ctx, q); err != nil {
				return nil, err
			}
		}
		if err := l.settle(name, things, q.patient); err != nil {
			return nil, err
		}
	}
	if c.atEnd != nil {
		l.guesses = append(l.guesses, c.atEnd(l.rows)...)
	}
	l.byValues()
	l.settleColumns()
	if guess := l.order.guess(); guess != "" {
		l.guesses = append(l.guesses, guess)
	}
	return l, nil
}

// complete refuses columns that are of another kind of thing, or not enough.
func (l *layout) complete(name string) error {
	if err := otherNoun(name, l.kind, l.options.Mapping, l.columns); err != nil {
		return err
	}
	return complete(name, l.kind, l.options.Mapping, l.columns)
}

// suits refuses a file of another kind of thing.
func (l *layout) suits(name string) error {
	switch {
	case l.shape.name != "" && l.shape.read == nil:
		return records.Refuse(nil, "%s holds %s, not %s.", name, l.shape.name, l.kind)
	case l.shape.read != nil && l.shape.kind != l.kind:
		return records.Refuse(nil, "%s contains %s, not %s; use import %s for it.", name, l.shape.name, l.kind, l.shape.kind)
	}
	return nil
}

// settle decides what objects without a header are.
func (l *layout) settle(name string, things int, patient bool) error {
	if things == 0 {
		return records.Refuse(nil, "%s contains no objects that could be %s.", name, l.kind)
	}
	if l.shape.read != nil {
		l.format = l.shape.name
		return nil
	}
	if l.format == "JSON" {
		l.format = "JSON objects"
	}
	if err := l.unless(patient, l.complete(name)); err != nil || l.lacks != "" {
		return err
	}
	if len(l.options.Mapping) == 0 && !telling(l.kind, l.columns) {
		return l.unless(patient, records.Refuse(nil, "%s does not look like %s; if it is, say what its fields mean with --map COLUMN=FIELD.", name, l.kind))
	}
	return nil
}

// maxNames is how many names the objects of a file may have together.
const maxNames = 5000

// learnNames adds the names of a record's cells to the columns.
func (l *layout) learnNames(r records.Record) {
	names := r.Names
	if r.Object != nil {
		names, _ = records.Flatten(r.Object)
	}
	for _, name := range names {
		if _, known := l.known[name]; !known && len(l.columns) < maxNames {
			l.known[name] = len(l.columns)
			understood := l.words.understand(l.kind, l.options.Mapping, []string{name})
			l.define(understood)
			c := understood[0]
			if l.shape.read != nil && c.rank >= 0 {
				c.Field = l.shape.field(name)
			}
			l.columns = append(l.columns, c)
		}
	}
}

// entry reads a record as what the layout says.
func (l *layout) entry(r records.Record) entry {
	switch {
	case r.Bad == "" && l.table && l.own != nil:
		return l.ownRow(r)
	case r.Bad != "" || l.table:
		return rowEntry(l.kind, l.columns, r)
	case r.Object != nil && l.shape.read != nil:
		e := l.shape.read(r.Object)
		if e.line = r.Line; l.own != nil {
			return e
		}
		names, cells := records.Flatten(r.Object)
		for i, name := range names {
			at, known := l.known[name]
			switch {
			case nothing("", cells[i]):
			case !known || l.columns[at].Field == "" || l.columns[at].Field == Own:
				e.more = append(e.more, named{name, cells[i]})
			case l.columns[at].rank < 0 && l.columns[at].Field != Ignore: // someone said so
				e.values[l.columns[at].Field] = cells[i]
			}
		}
		return e
	case r.Object != nil:
		r.Names, r.Cells = records.Flatten(r.Object)
	}
	columns := make([]Column, len(r.Names))
	for i, name := range r.Names {
		if at, known := l.known[name]; known {
			columns[i] = l.columns[at]
		} else {
			columns[i] = Column{Name: name}
		}
	}
	return rowEntry(l.kind, columns, r)
}

// entries reads the file again, entry by entry, until use returns an error.
func (l *layout) entries(ctx context.Context, use func(entry) error) error {
	seen := 0
	return l.each(ctx, func(r records.Record) error {
		if seen++; seen <= l.skip {
			return nil
		}
		return use(l.order.settle(l.entry(r)))
	})
}

// telling reports whether plain objects are what they are taken for: tags, offices
// and much else have a name and an id as well.
func telling(kind Kind, columns []Column) bool {
	return slices.ContainsFunc(columns, func(c Column) bool {
		return kind == Candidates && (c.Field == Email || c.Field == LastName) ||
			kind == Jobs && c.Field == Title && key(lastPart(c.Name)) != "name" || kind == Interviews && (c.Field == Start || c.Field == Date || c.Field == Clock)
	})
}
