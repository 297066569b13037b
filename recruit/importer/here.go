package importer

import (
	"context"
	"maps"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/pipeline"
)

// This file holds what a row says against what only this workspace knows: who looks after
// candidates, and which fields they have.

// Definitions are the fields of candidates that the workspace has.
type Definitions interface {
	List(ctx context.Context) (fields.List, error)
}

// defined are the fields that the workspace has, none where nobody asked for candidates.
func (s *Service) defined(ctx context.Context, kind Kind) (fields.List, error) {
	if s.Fields == nil || kind != Candidates {
		return nil, nil
	}
	return s.Fields.List(ctx)
}

// knows reports whether a column can be mapped to a field.
func (q query) knows(f Field) bool {
	name, custom := f.CustomName()
	if !custom {
		return slices.Contains(Fields(q.kind), f)
	}
	_, known := q.defined.Called(name)
	return known && q.kind == Candidates
}

// check refuses a mapping to fields that the workspace does not have.
func (q query) check(m Mapping) error {
	for _, column := range slices.Sorted(maps.Keys(m)) {
		name, custom := m[column].CustomName()
		if !custom || q.knows(m[column]) {
			continue
		}
		var all []string
		for _, f := range q.defined.InUse() {
			all = append(all, f.Name)
		}
		if len(all) == 0 {
			return recruit.Invalid("map", "This workspace has no fields of its own; recruitty field add %q adds this one.", brief(name))
		}
		return recruit.Invalid("map", "This workspace has no field %q; its fields are %s, and recruitty field add adds one.", brief(name), strings.Join(all, ", "))
	}
	return nil
}

// define takes a column whose header is the name of a field of the workspace for that
// field, unless it is what a person is known by or someone said what it means.
func (l *layout) define(columns []Column) {
	for i, c := range columns {
		if _, known := l.defined.Called(c.Name); !known || c.rank < 0 {
			continue
		}
		switch c.Field {
		case Name, FirstName, MiddleName, LastName, Email, Phone, Contact, ExternalID:
		default:
			columns[i].Field, columns[i].rank = Own, 0
		}
	}
}

// here is a candidate as this workspace knows it: with the member who looks after them, and
// with values by the types of fields. What is nobody here, or does not fit, stays as it was
// written, and a remark says so.
func (p *planner) here(ctx context.Context, c recruit.NewCandidate) (recruit.NewCandidate, []string, error) {
	a := arrival{c: c}
	if typed := strings.TrimSpace(c.Owner); typed != "" {
		if err := p.loadTeam(ctx); err != nil {
			return c, nil, err
		}
		m, err := pipeline.OwnerCalled(p.team, typed)
		if a.c.OwnerID, a.c.Owner = m.ID, m.Name; err != nil {
			a.field("Owner", typed)
			a.remark("the owner is kept in the custom fields: %s", strings.TrimSuffix(recruit.Reason(err), "."))
		}
	}
	values := p.layout.defined.Arranged(a.c.Fields)
	now := p.service.Now().UTC()
	for n, v := range values {
		f, known := p.layout.defined.Called(v.Name)
		if !known {
			continue
		}
		value, err := f.Value(v.Value, now)
		if err != nil {
			a.remark("a field stays as it was written: %s", strings.TrimSuffix(recruit.Reason(err), "."))
			continue
		}
		values[n].Value = value
	}
	a.c.Fields = values
	return a.c, a.remarks, nil
}
