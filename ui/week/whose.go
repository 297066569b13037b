package week

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/week"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// mostFound is how many of each kind are offered at once.
const mostFound = 20

// chooseWhose asks whose week is to be shown.
func (s *screen) chooseWhose() tea.Cmd {
	to := func(name, hint string, whose week.Whose) shell.Command {
		return shell.Command{Name: text.Line(name), Hint: hint, Run: func() tea.Cmd {
			s.whose, s.person = whose, 0
			if !whose.Own() && len(whose.Members) != 1 && s.known {
				s.week.People = nil // those of others are not shown under this name
			}
			s.known = false
			return s.again()
		}}
	}
	p := forms.NewPicker(s.app, "Whose week?", "everybody, a job, a pool or a name", []shell.Command{
		to("My week", "only mine", week.Whose{}), to("Everybody", "the whole team", week.Whose{Everybody: true})})
	svc := s.app.Services()
	p.Always = true
	p.Find = func(query string) shell.Look {
		return func(ctx context.Context) ([]shell.Command, error) {
			var found []shell.Command
			all, err := svc.Pools.List(ctx, false)
			if err != nil {
				return nil, err
			}
			for _, pool := range all {
				found = append(found, to(pool.Name, "pool", week.Whose{Pool: pool.ID}))
			}
			team, err := svc.Store.Members(ctx, false)
			if err != nil {
				return nil, err
			}
			typed, n, more := sanitize.Fold(query), 0, false
			for _, m := range team {
				if !strings.Contains(sanitize.Fold(m.Name+" "+m.Email), typed) {
					continue
				}
				if more = more || n == mostFound; n < mostFound {
					found, n = append(found, to(m.Name, "member", week.Whose{Members: []recruit.MemberID{m.ID}})), n+1
				}
			}
			jobs, err := svc.Store.Jobs(ctx, recruit.JobFilter{Query: query, Status: recruit.JobOpen, Limit: mostFound + 1, Brief: true})
			if err != nil {
				return nil, err
			}
			for i, j := range jobs {
				if more = more || i == mostFound; i == mostFound {
					break
				}
				found = append(found, to(j.Title, "job", week.Whose{Job: j.ID}))
			}
			if more {
				found = append(found, shell.MoreFound())
			}
			return found, nil
		}
	}
	return s.app.Open(p)
}
