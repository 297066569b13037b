package draft

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/services"
)

// ReadPools reads the pools, those that were removed last. Who does not see the whole
// workspace has none.
func ReadPools(ctx context.Context, svc *services.Services, actor recruit.Member) ([]pools.Pool, error) {
	if !actor.SeesAll() {
		return nil, nil
	}
	all, err := svc.Pools.List(ctx, true)
	slices.SortStableFunc(all, func(a, b pools.Pool) int { return boolOrder(a.Removed()) - boolOrder(b.Removed()) })
	return all, err
}

func boolOrder(last bool) int {
	if last {
		return 1
	}
	return 0
}

// PoolForm adds a pool (ID 0), or changes its name and its training.
func PoolForm(svc *services.Services, actor recruit.Member, p pools.Pool) Form[pools.Pool] {
	type pool = pools.Pool
	f := Form[pool]{Key: "pool-" + strconv.FormatInt(int64(p.ID), 10), Title: "Change a pool"}
	if p.ID == 0 {
		f.Title, f.Intro = "Add a pool", "Its members can stand in for each other, such as everyone who can lead the system design interview."
		p.Shadows, p.Reversed = pools.DefaultShadows, pools.DefaultReversed
	}
	f.Sheet = newPool(p)
	f.Save = func(ctx context.Context, typed pool) (said, warning string, err error) {
		if typed.ID == 0 {
			typed, err = svc.Pools.Add(ctx, actor, typed)
			return "Added the pool " + typed.Name + ".", "", err
		}
		typed, err = svc.Pools.Change(ctx, actor, typed)
		return "Saved the pool " + typed.Name + ".", "", err
	}
	return f
}

func newPool(p pools.Pool) *Sheet[pools.Pool] {
	type pool = pools.Pool
	count := func(f Field[pool], at func(*pool) *int) Field[pool] {
		f.Get = func(p pool) string { return strconv.Itoa(*at(&p)) }
		f.Set = func(p *pool, typed string) error {
			n, err := strconv.Atoi(strings.TrimSpace(typed))
			if err != nil || n < 0 || n > pools.MaxHeld {
				return recruit.Invalid(f.Name, "%q is not a number of  interviews from 0 to %d.", recruit.Shorten(typed), pools.MaxHeld)
			}
			*at(p) = n
			return nil
		}
		return f
	}
	return NewSheet(p, []Field[pool]{
		{Name: "name", Label: "Name", Alone: "Name of the pool", Proposal: "Backend", Help: "What the pool is called, such as Backend.", Text: func(p *pool) *string { return &p.Name }},
		count(Field[pool]{Name: "shadows", Label: "As a shadow", Alone: "How many interviews a shadow sits in on", Hint: "interviews to sit in on before leading one; 0 for none"}, func(p *pool) *int { return &p.Shadows }),
		count(Field[pool]{Name: "reverse_shadows", Label: "As reverse shadow", Alone: "How many interviews a reverse shadow leads", Hint: "interviews to lead under observation before being qualified"}, func(p *pool) *int { return &p.Reversed }),
	})
}

// PoolValues are what the form would hold of a pool.
func PoolValues(p pools.Pool) map[string]string { return newPool(p).Values() }

// PoolMembers are members who get a level of a pool, as they are typed.
type PoolMembers struct {
	People string // names or addresses, separated by commas
	Level  pools.Level
}

// PoolMembersForm puts members of the team into a pool at a level. Of one who is in it
// already, it changes the level; their training at it begins anew.
func PoolMembersForm(svc *services.Services, actor recruit.Member, p pools.Pool, team []recruit.Member, already *pools.Member) Form[PoolMembers] {
	type m = PoolMembers
	level := Field[m]{Name: "level", Label: "Level", Kind: Choice, Get: func(t m) string { return string(t.Level) },
		Set: func(t *m, typed string) error { t.Level = pools.Level(typed); return nil },
		Note: func(t m) Note {
			return Note{Text: LevelNote(p, t.Level)}
		}}
	for _, l := range slices.Backward(pools.Levels()) {
		level.Options = append(level.Options, Option{Value: string(l), Label: l.Words()})
	}
	f := Form[m]{Key: "pool-members-" + strconv.FormatInt(int64(p.ID), 10), Title: "Add members to " + p.Name}
	if already != nil {
		f.Key += "-" + strconv.FormatInt(int64(already.ID), 10)
		f.Title, f.Intro = already.Name+" in "+p.Name, "Now "+p.Standing(*already)+". Training at another level starts again."
		f.Sheet = NewSheet(m{People: already.Email, Level: p.Level(*already)}, []Field[m]{level})
	} else {
		f.Sheet = NewSheet(m{Level: pools.Qualified}, []Field[m]{
			{Name: "member", Label: "Members", Alone: "Who", Proposal: "names or addresses, separated by commas", Help: "Names, parts of names or addresses of members of the team, separated by commas.",
				Text: func(t *m) *string { return &t.People },
				Note: func(t m) Note {
					if strings.TrimSpace(t.People) == "" {
						return Note{}
					}
					who, err := TeamNamed(t.People, team)
					if err != nil {
						return Note{Text: recruit.Sentence(err), Warns: true}
					}
					var names []string
					for _, one := range who {
						names = append(names, one.Name)
					}
					return Note{Text: strings.Join(names, ", ")}
				}, Check: func(typed string) error { _, err := TeamNamed(typed, team); return err }},
			level,
		})
	}
	f.Save = func(ctx context.Context, typed m) (said, warning string, err error) {
		who, err := TeamNamed(typed.People, team)
		if err != nil {
			return "", "", err
		}
		var names []string
		for _, one := range who {
			if _, err := svc.Pools.SetMember(ctx, actor, p.ID, one.ID, typed.Level); err != nil {
				return "", "", err // who is in it already stays so when it is saved again
			}
			names = append(names, one.Name)
		}
		return strings.Join(names, ", ") + ": " + typed.Level.Words() + " in " + p.Name + ".", "", nil
	}
	return f
}

// LevelNote says what a level of a pool means.
func LevelNote(p pools.Pool, l pools.Level) string {
	//exhaustive:enforce
	switch l {
	case pools.Qualified:
		return "counts towards what an interview needs from the pool"
	case pools.Shadow:
		return "sits in, " + recruit.Counted(p.Shadows, "interview", "interviews")
	case pools.ReverseShadow:
		return "leads " + recruit.Counted(p.Reversed, "interview", "interviews") + " while someone qualified sits in"
	}
	return ""
}

// TeamNamed are the members of the team whom names, parts of names or addresses mean,
// separated by commas, each once.
func TeamNamed(typed string, team []recruit.Member) ([]recruit.Member, error) {
	var all []recruit.Member
	for part := range strings.SplitSeq(typed, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		one, err := memberNamed(part, team)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(m recruit.Member) bool { return m.ID == one.ID }) {
			all = append(all, one)
		}
	}
	if len(all) == 0 {
		return nil, recruit.Invalid("member", "Give the name or address of a member of the team.")
	}
	return all, nil
}

// memberNamed is the one member whom a name, a part of it or an address means.
func memberNamed(typed string, team []recruit.Member) (recruit.Member, error) {
	want := sanitize.Fold(typed)
	var found []recruit.Member
	for _, m := range team {
		switch {
		case sanitize.SameAddress(m.Email, typed), sanitize.Fold(m.Name) == want:
			return m, nil
		case strings.Contains(sanitize.Fold(m.Name+" "+m.Email), want):
			found = append(found, m)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return recruit.Member{}, recruit.Invalid("member", "%q is not in the team; type a name or an address.", recruit.Shorten(typed))
	}
	var names []string
	for _, m := range found[:min(len(found), 4)] {
		names = append(names, m.Name)
	}
	return recruit.Member{}, recruit.Invalid("member", "%q can be %s; type more of the name.", recruit.Shorten(typed), strings.Join(names, ", or "))
}
