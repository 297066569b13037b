package importer

import (
	"context"
	"maps"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer/records"
)

// Look says how a file would be read: its columns with the first values, and
// what was guessed. It holds nothing against the workspace, and where a column
// is missing that is needed, Report.Lacks says so instead of an error, so that
// someone can say which it is.
func (s *Service) Look(ctx context.Context, actor recruit.Member, kind Kind, f File, o Options) (Report, error) {
	r := newReport(kind, f.Name)
	r.DryRun = true
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return r, err
	}
	done, err := s.turns.take(ctx, actor.ID)
	if err != nil {
		return r, err
	}
	defer done()
	defined, err := s.defined(ctx, kind)
	if err != nil {
		return r, err
	}
	l, err := learn(ctx, f, query{kind: kind, options: o, memory: s.Memory, patient: true, defined: defined})
	if err != nil {
		return r, err
	}
	defer func() { _ = l.content.close.call() }()
	r.describe(l)
	r.Rows = l.rows
	return r, nil
}

// describe says how a file is read.
func (r *Report) describe(l *layout) {
	r.Format, r.Source, r.Lacks = l.format, l.source(), l.lacks
	if l.remembered != nil {
		r.Guesses = append(r.Guesses, l.remembered.words())
	}
	if len(l.options.Mapping) > 0 {
		r.Mapping = maps.Clone(l.options.Mapping)
	}
	r.Guesses = append(r.Guesses, l.guesses...)
	r.Columns = append(r.Columns, l.columns...)
	for _, f := range l.defined.InUse() {
		r.custom = append(r.custom, Custom(f.Name))
	}
	for _, first := range l.first {
		r.Samples = append(r.Samples, l.sample(first))
	}
}

// unless returns err, or keeps its sentence where someone is going to say which
// columns are which.
func (l *layout) unless(patient bool, err error) error {
	if err == nil || !patient {
		return err
	}
	l.lacks = lacks(l.kind, l.columns, err)
	return nil
}

// Remap changes what a column means, as Options.Mapping with it would.
func (r *Report) Remap(column string, f Field, o Options) {
	r.Mapping[column] = f
	r.Lacks = ""
	for i := range r.Columns {
		if c := &r.Columns[i]; strings.EqualFold(c.Name, column) {
			c.Field, c.rank = f, -1
			c.Becomes = becomes(r.Kind, o.DropUnknown, *c)
		}
	}
	if err := complete(r.File, r.Kind, r.Mapping, r.Columns); err != nil {
		r.Lacks = lacks(r.Kind, r.Columns, err)
	}
}

// Choices are the fields that a column can be mapped to, those of the workspace among them.
func (r Report) Choices() []Field {
	all := Fields(r.Kind)
	return slices.Insert(all, len(all)-2, r.custom...)
}

// Value is the first value that a column has among the samples.
func (r Report) Value(column string) string {
	for _, s := range r.Samples {
		for _, c := range s.Cells {
			if c.Column == brief(column) {
				return c.Value
			}
		}
	}
	return ""
}

// lacks is why columns are not enough yet, in a sentence for someone who sees
// them; err says it for a command.
func lacks(kind Kind, columns []Column, err error) string {
	seen := map[Field]bool{}
	for _, c := range columns {
		seen[c.Field] = true
	}
	if what := lacking(kind, seen); what != "" {
		return "No column is " + what + " yet; say which it is."
	}
	return recruit.Sentence(err)
}

// settleColumns says of each column where its values go.
func (l *layout) settleColumns() {
	for i := range l.columns {
		c := &l.columns[i]
		c.Becomes = l.becomes(*c)
		if c.guess != "" {
			l.guesses = append(l.guesses, c.guess)
		}
		first := slices.ContainsFunc(l.columns, func(o Column) bool { return o.Field == c.Field && o.rank < c.rank })
		if first && once(l.kind, c.Field) && l.own == nil && l.shape.read == nil {
			c.Becomes += ", else " + becomes(l.kind, false, Column{Name: c.Name})
		}
	}
}

// once reports whether a field has one value only, so that of several columns for it
// the others are kept elsewhere.
func once(kind Kind, f Field) bool {
	switch f {
	case "", Own, Ignore, Interviewers:
		return false
	case Email, Phone, Tags, Link, Notes:
		return kind != Candidates
	case Location:
		return kind == Interviews
	}
	return true
}

func (l *layout) becomes(c Column) string {
	if l.own != nil {
		return ownBecomes(l.kind, c.Name)
	}
	return becomes(l.kind, l.options.DropUnknown, c)
}

// becomes says where the values of a column go, in words.
func becomes(kind Kind, drop bool, c Column) string {
	name, custom := c.Field.CustomName()
	switch {
	case custom:
		return ownField + " " + name
	case c.Field == Ignore:
		return "left out"
	case c.Field == Notes && kind == Candidates:
		return "note"
	case c.Field == Notes:
		return "internal note"
	case c.Field != "" && c.Field != Own:
		return string(c.Field)
	case c.Name == "", drop:
		return "dropped"
	case kind == Jobs:
		return "description"
	case kind == Interviews:
		return "internal note"
	}
	return ownField
}

// ownField is where a column without a meaning here goes, as Column.Becomes and the JSON
// of reports say it.
const ownField = "own field"

// InWords is what a column becomes as people read it. Programs compare Becomes itself,
// which keeps its words.
func InWords(becomes string) string { return strings.ReplaceAll(becomes, ownField, "custom field") }

// sample shows what a record was understood as.
func (l *layout) sample(r records.Record) Sample {
	s := Sample{Line: r.Line, Cells: []SampleCell{}}
	names, cells := r.Names, r.Cells
	if r.Object != nil {
		names, cells = records.Flatten(r.Object)
	}
	for i, cell := range cells {
		c := Column{}
		switch {
		case names != nil:
			if at, known := l.known[names[i]]; known {
				c = l.columns[at]
			}
		case i < len(l.columns):
			c = l.columns[i]
		}
		if c.Name != "" && cell != "" {
			s.Cells = append(s.Cells, SampleCell{brief(c.Name), l.becomes(c), brief(cell)})
		}
	}
	return s
}
