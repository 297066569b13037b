package demo

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/pools"
)

// group is a pool; who is in it is named by the mailbox of their address.
type group struct {
	name                         string
	qualified, shadows, reversed []string
}

var groups = [...]group{
	{"Backend interviewers", []string{"priya", "sam", "adaeze", "bjarni", "clemence", "dmytro", "eszter", "farhad", "greta", "jacinta", "kwabena", "nandini"}, []string{"mircea", "lucia"}, []string{"iker"}},
	{"System design", []string{"farhad", "jacinta", "olumide", "vivienne", "willemjan", "catalina"}, []string{"dmytro"}, nil},
	{"Design interviewers", []string{"oddny", "paulo", "quiriaco", "rosalind", "simeon", "ulrike", "valentin"}, []string{"teuila"}, nil},
	{"Data interviewers", []string{"wanjiru", "xenia", "yusuf", "zsofia", "anselm", "beatriz", "delphine"}, nil, []string{"cormac"}},
	{"Support interviewers", []string{"emre", "fiadh", "hanna", "ioannis", "jolanta"}, []string{"gaurav"}, nil},
	{"Hardware interviewers", []string{"haru", "marek", "nurul", "radka", "sevinc", "tomislav"}, []string{"phuoc"}, nil},
	{"Hiring managers", []string{"vivienne", "willemjan", "yael", "zeynep", "aurelien", "bronagh", "dorothea", "ebenezer"}, nil, nil},
}

// named is the position in the team of who has a mailbox.
func named(mailbox string) int {
	return slices.IndexFunc(everybody(), func(m recruit.Member) bool { return m.Email == mailbox+"@acme.example" })
}

// makePools makes the pools, each with its members.
func (f *filler) makePools() {
	for n, g := range groups {
		f.work(f.ago(31, 200-10*n), func(ctx context.Context) error {
			p := pools.Pool{Name: g.name, Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed, CreatedAt: f.clock}
			put := func(level pools.Level, all []string) {
				for _, mailbox := range all {
					p.Members = append(p.Members, pools.Member{ID: f.members[named(mailbox)].ID, Set: level, Since: f.clock})
				}
			}
			put(pools.Qualified, g.qualified)
			put(pools.Shadow, g.shadows)
			put(pools.ReverseShadow, g.reversed)
			_, err := f.pools.Store.SavePool(ctx, p, recruit.Activity{At: f.clock, ActorID: f.members[1].ID, Actor: f.members[1].Name, Action: "pool.added",
				Text: "Added the pool " + p.Name + " with " + recruit.Counted(len(p.Members), "member", "members")})
			return err
		})
	}
}
