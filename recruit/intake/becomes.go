package intake

// settleColumns says of each column where its values go.
func (l *layout) settleColumns() {
	for i := range l.columns {
		l.columns[i].Becomes = becomes(l.kind, l.options.DropUnknown, l.columns[i])
	}
}

// becomes says where the values of a column go, in words.
func becomes(kind Kind, drop bool, c Column) string {
	switch {
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
	return "own field"
}

// sample shows what a record was understood as.
func (l *layout) sample(r record) Sample {
	s := Sample{Line: r.line, Cells: []SampleCell{}}
	names, cells := r.names, r.cells
	if r.object != nil {
		names, cells = flatten(r.object)
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
			s.Cells = append(s.Cells, SampleCell{brief(c.Name), becomes(l.kind, l.options.DropUnknown, c), brief(cell)})
		}
	}
	return s
}
