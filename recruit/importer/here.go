package importer

import (
	"context"
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
