package pipeline

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// withOwner finds the member whom the owner of a candidate names, by name or address.
// Who looked after them before may be named though they have left the team; anybody
// else has to be in it.
func (p *Pipeline) withOwner(ctx context.Context, c, was recruit.Candidate) (recruit.Candidate, error) {
	typed := strings.TrimSpace(c.Owner)
	switch {
	case typed == "":
		c.OwnerID, c.Owner = 0, ""
		return c, nil
	case was.OwnerID != 0 && typed == was.Owner:
		c.OwnerID, c.Owner = was.OwnerID, was.Owner
		return c, nil
	}
	team, err := p.Scheduling.Store.Members(ctx, false)
	if err != nil {
		return c, err
	}
	m, err := OwnerCalled(team, typed)
	c.OwnerID, c.Owner = m.ID, m.Name
	return c, err
}

// withFields reads what stands in the fields that the workspace has defined. What was
// there before may stay as it is.
func (p *Pipeline) withFields(ctx context.Context, c, was recruit.Candidate) (recruit.Candidate, error) {
	if p.Fields == nil || len(c.Fields) == 0 {
		return c, nil
	}
	defined, err := p.Fields.List(ctx)
	if err == nil {
		c.Fields, err = defined.Cleaned(c.Fields, was.Fields, p.Now())
	}
	return c, err
}

// OwnerCalled is the member of a team whom a name or an address means.
func OwnerCalled(team []recruit.Member, typed string) (found recruit.Member, err error) {
	n := 0
	for _, m := range team {
		if m.Removed() {
			continue
		}
		if sanitize.SameAddress(m.Email, typed) {
			return m, nil
		}
		if sanitize.Fold(m.Name) == sanitize.Fold(typed) {
			found = m
			n++
		}
	}
	switch n {
	case 1:
		return found, nil
	case 0:
		return recruit.Member{}, recruit.Invalid("owner", "%s is not in the team; the owner is a member, by name or address.", recruit.Shorten(typed))
	}
	return recruit.Member{}, recruit.Invalid("owner", "%d members are called %s; give the address of the one you mean.", n, recruit.Shorten(typed))
}
