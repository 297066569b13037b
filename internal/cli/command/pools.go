package command

import (
	"context"
	"strconv"

	"recruitty/recruit/pools"
	"recruitty/recruit/workspace"
)

// PoolNames offers the pools that are in use.
func (p *Program) PoolNames(ctx context.Context, w *workspace.Workspace, typed string) []string {
	all, err := w.Services.Pools.List(ctx, false)
	if err != nil {
		return nil
	}
	var names []string
	for _, p := range all {
		names = append(names, p.Name+"\t"+strconv.Itoa(len(p.Members))+" members")
	}
	return Starting(names, typed)
}

// PoolNeeds reads what is wanted of pools, one wish in each of the texts: "2 of Backend".
func (s *Session) PoolNeeds(ctx context.Context, typed []string) ([]pools.Need, error) {
	if len(typed) == 0 {
		return nil, nil
	}
	all, err := s.Services.Pools.List(ctx, false)
	if err != nil {
		return nil, err
	}
	return pools.NeedsOf(typed, all)
}
