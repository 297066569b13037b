package plain

import (
	"context"
	"errors"

	"recruitty/recruit"
)

// errGone ends the conversation with who has left the team.
var errGone = errors.New("the member has left the team")

// watch ends the conversation with a member who leaves the team, wherever in it
// they are. A host does that for its visitors itself.
func (p *plain) watch(ctx context.Context) {
	if p.Remote || p.Changes == nil {
		return
	}
	changes, heard, id, store := p.Changes, make(chan recruit.ChangeSet, 1), p.Member.ID, p.Desk.Store
	p.Changes = heard
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case news, open := <-changes:
				if !open {
					return
				}
				if m, err := store.Member(ctx, id); err == nil && m.Removed() {
					p.end(errGone)
					return
				}
				select {
				case heard <- news:
				default: // that something changed is known already
				}
			}
		}
	}()
}

// stillIn reports whether the member is in the team. What they have typed goes
// with them.
func (p *plain) stillIn() bool {
	ctx, cancel := context.WithTimeout(context.Background(), keeping)
	defer cancel()
	m, err := p.Desk.Store.Member(ctx, p.Member.ID)
	return err == nil && !m.Removed()
}
