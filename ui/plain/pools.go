package plain

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// poolsTake is what may stand behind pools.
const poolsTake = "NAME, add, or change, members, take-out, remove or restore NAME"

// pools lists the groups of members who can stand in for each other, reads one out, or
// changes one.
func (p *plain) pools(ctx context.Context, rest string) error {
	if !p.Member.SeesAll() {
		return recruit.Refused(pools.NotShown)
	}
	word, name, _ := strings.Cut(rest, " ")
	name = strings.TrimSpace(name)
	switch strings.ToLower(word) {
	case "":
		return p.listPools(ctx)
	case "add":
		if err := p.allow(recruit.ToSchedule); err != nil {
			return err
		}
		if err := talk.FillIn(ctx, p.Conversation, draft.PoolForm(p.Services, p.Member, pools.Pool{})); err != nil {
			return err
		}
		p.Tell("Type pools members with its name to put members into it.")
		return nil
	case "change":
		return p.inPool(ctx, name, p.changePool)
	case "members":
		return p.inPool(ctx, name, p.addToPool)
	case "take-out":
		return p.inPool(ctx, name, p.takeOutOfPool)
	case "remove":
		return p.inPool(ctx, name, func(ctx context.Context, pool pools.Pool) error {
			if err := p.sure(ctx, "Remove the pool "+text.Line(pool.Name)+"? Interviews that were planned with it stay."); err != nil {
				return err
			}
			if _, err := p.Services.Pools.Remove(ctx, p.Member, pool.ID); err != nil {
				return err
			}
			p.Tell("Removed the pool %s. pools restore %s undoes that.", text.Line(pool.Name), text.Line(pool.Name))
			return nil
		})
	case "restore":
		return p.inPool(ctx, name, func(ctx context.Context, pool pools.Pool) error {
			if _, err := p.Services.Pools.Restore(ctx, p.Member, pool.ID); err != nil {
				return err
			}
			p.Tell("%s", wording.BroughtBack("the pool", pool.Name))
			return nil
		})
	}
	pool, err := p.Services.Pools.Find(ctx, rest)
	if err != nil {
		return recruit.NotFound("There is no pool called %s. Type pools, or pools with %s.", wording.Shown(rest), poolsTake)
	}
	return p.readPool(pool)
}

// inPool does something about a pool by its name, or about the only one that there is.
func (p *plain) inPool(ctx context.Context, name string, do func(context.Context, pools.Pool) error) error {
	if err := p.allow(recruit.ToSchedule); err != nil {
		return err
	}
	if name != "" {
		pool, err := p.Services.Pools.Find(ctx, name)
		if err != nil {
			return recruit.NotFound("There is no pool called %s; type pools for those that there are.", wording.Shown(name))
		}
		return do(ctx, pool)
	}
	all, err := draft.ReadPools(ctx, p.Services, p.Member)
	switch {
	case err != nil:
		return err
	case len(all) == 0:
		return recruit.NotFound("There are no pools yet; type pools add.")
	case len(all) == 1:
		return do(ctx, all[0])
	}
	names := make([]string, len(all))
	for i, pool := range all {
		names[i] = poolLine(pool)
	}
	n, err := p.Choose(ctx, "Which pool", names, -1)
	if err != nil {
		return err
	}
	return do(ctx, all[n])
}

// poolLine says a pool in one line of a list.
func poolLine(pool pools.Pool) string {
	qualified := len(pool.At(pools.Qualified))
	removed := ""
	if pool.Removed() {
		removed = "removed"
	}
	learning := ""
	if n := len(pool.Members) - qualified; n > 0 {
		learning = recruit.Counted(n, "in training", "in training")
	}
	return wording.Joined(", ", text.Line(pool.Name), recruit.Counted(qualified, "qualified", "qualified"), learning, removed)
}

func (p *plain) listPools(ctx context.Context) error {
	all, err := draft.ReadPools(ctx, p.Services, p.Member)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		p.Tell(wording.NoPools)
		p.Tell("Type pools add to add one.")
		return nil
	}
	rows := make([]talk.Row, len(all))
	for i, pool := range all {
		rows[i] = talk.Row{Words: poolLine(pool), Open: func(ctx context.Context) error {
			now, err := p.Services.Pools.Store.Pool(ctx, pool.ID)
			if err != nil {
				return err
			}
			return p.readPool(now)
		}}
	}
	p.Tell("%s.", wording.Counted(len(rows), "pool"))
	return p.ListedIfAny(ctx, rows)
}

// readPool reads a pool out with its members and how far each is.
func (p *plain) readPool(pool pools.Pool) error {
	p.Tell("Pool: %s.", poolLine(pool))
	p.Tell("Training: %s.", pool.Training())
	for _, m := range pool.Members {
		p.Tell("%s, %s: %s.", text.Line(m.Name), text.Line(m.Email), pool.Standing(m))
	}
	switch {
	case pool.Removed():
		p.Tell("Type pools restore %s to bring it back.", text.Line(pool.Name))
	case len(pool.Members) == 0:
		p.Tell("It has no members yet; type pools members %s.", text.Line(pool.Name))
	default:
		p.Tell("To change it: pools change, members, take-out or remove, with its name.")
	}
	return nil
}

func (p *plain) changePool(ctx context.Context, pool pools.Pool) error {
	if pool.Removed() {
		return removedPool(pool)
	}
	return talk.FillIn(ctx, p.Conversation, draft.PoolForm(p.Services, p.Member, pool))
}

// removedPool refuses what takes a pool that is in use.
func removedPool(pool pools.Pool) error {
	return recruit.Refused("The pool %s was removed; type pools restore %s first.", pool.Name, pool.Name)
}

// addToPool puts members into a pool, or gives them another level.
func (p *plain) addToPool(ctx context.Context, pool pools.Pool) error {
	if pool.Removed() {
		return removedPool(pool)
	}
	team, err := p.Services.Store.Members(ctx, false)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.PoolMembersForm(p.Services, p.Member, pool, team, nil))
}

func (p *plain) takeOutOfPool(ctx context.Context, pool pools.Pool) error {
	switch {
	case pool.Removed():
		return removedPool(pool)
	case len(pool.Members) == 0:
		return recruit.NotFound("Nobody is in the pool %s.", pool.Name)
	}
	names := make([]string, len(pool.Members))
	for i, m := range pool.Members {
		names[i] = text.Line(m.Name) + ", " + pool.Standing(m)
	}
	n, err := p.Choose(ctx, "Who leaves "+text.Line(pool.Name), names, -1)
	if err != nil {
		return err
	}
	if _, err := p.Services.Pools.RemoveMember(ctx, p.Member, pool.ID, pool.Members[n].ID); err != nil {
		return err
	}
	p.Tell("Took %s out of %s. pools members brings them back; what they held stays counted.", text.Line(pool.Members[n].Name), text.Line(pool.Name))
	return nil
}
