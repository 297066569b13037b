package reports

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/reports"
	"recruitty/recruit/timeparse"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// words say what a report is narrowed to.
func (q asked) words() string {
	out := "last 90 days"
	if q.period != "" {
		out = q.period
	}
	if q.job != "" {
		out += ", " + text.Line(q.job)
	}
	if q.member != "" {
		out += ", " + text.Line(q.member)
	}
	return out
}

// choosePeriod asks for another period.
func choosePeriod(a *shell.App, q *asked, again func() tea.Cmd) tea.Cmd {
	now := a.Now()
	to := func(name, said string, from, until time.Time) shell.Command {
		return shell.Command{Name: name, Hint: "period", Run: func() tea.Cmd {
			since, end, err := reports.Period(from, until, now, now.Location())
			if err != nil {
				return a.SayProblem(err)
			}
			q.From, q.To, q.period = since, end, said
			return again()
		}}
	}
	y, m, d := now.Date()
	day := func(days int) time.Time { return time.Date(y, m, d+days, 0, 0, 0, 0, now.Location()) }
	ready := []shell.Command{
		to("Last 90 days", "last 90 days", day(1-reports.DefaultDays), now), to("Last 30 days", "last 30 days", day(-29), now), to("Last 7 days", "last 7 days", day(-6), now),
		to("This month", "this month", day(1-d), now), to("This year", "this year", time.Date(y, 1, 1, 0, 0, 0, 0, now.Location()), now), to("Last 12 months", "last 12 months", time.Date(y-1, m, d+1, 0, 0, 0, 0, now.Location()), now),
		to("Next 30 days", "next 30 days", now, day(29)), to("All time", "all time", time.Date(y-50, 1, 1, 0, 0, 0, 0, now.Location()), time.Date(y+10, 1, 1, 0, 0, 0, 0, now.Location())),
	}
	p := forms.NewPicker(a, "Which period?", "or two days, such as 2026-09-01 to 2026-11-30", ready)
	p.Find = func(query string) shell.Look {
		return func(context.Context) ([]shell.Command, error) {
			first, last, two := strings.Cut(query, " to ")
			if !two {
				return nil, nil
			}
			from, err := day1(first, now)
			if err != nil {
				return nil, nil // not a period (yet)
			}
			until, err := day1(last, now)
			if err != nil {
				return nil, nil
			}
			days := timeparse.Dates(from, until, now)
			return []shell.Command{to(days, days, from, until)}, nil
		}
	}
	return a.Open(p)
}

// day1 reads a day.
func day1(typed string, now time.Time) (time.Time, error) {
	typed = strings.TrimSpace(typed)
	if day, err := time.ParseInLocation(time.DateOnly, typed, now.Location()); err == nil {
		return day, nil
	}
	m, err := timeparse.ParseDay(typed, now, now.Location())
	return m.Time, err
}

// mostFound is how many jobs are offered at once.
const mostFound = 20

// chooseJob asks for the job that reports are to be about.
func chooseJob(a *shell.App, q *asked, again func() tea.Cmd) tea.Cmd {
	to := func(name, title, hint string, id recruit.JobID) shell.Command {
		return shell.Command{Name: text.Line(name), Hint: hint, Run: func() tea.Cmd {
			q.Job, q.job = id, title
			return again()
		}}
	}
	svc := a.Services()
	return choose(a, "Which job?", "a title", to("All jobs", "", "everything", 0), func(ctx context.Context, query string) (found []shell.Command, err error) {
		jobs, err := svc.Store.Jobs(ctx, recruit.JobFilter{Query: query, Limit: mostFound + 1, Brief: true})
		for n, j := range jobs {
			if n == mostFound {
				found = append(found, shell.MoreFound())
				break
			}
			found = append(found, to(j.Title, j.Title, string(j.Status)+" job", j.ID))
		}
		return found, err
	})
}

// chooseMember asks for the member that reports are to be about: who organises an interview
// or is invited to it.
func chooseMember(a *shell.App, q *asked, again func() tea.Cmd) tea.Cmd {
	to := func(name, called, hint string, id recruit.MemberID) shell.Command {
		return shell.Command{Name: text.Line(name), Hint: hint, Run: func() tea.Cmd {
			q.Member, q.member = id, called
			return again()
		}}
	}
	svc := a.Services()
	return choose(a, "Whose?", "a name", to("Everybody", "", "everything", 0), func(ctx context.Context, query string) (found []shell.Command, err error) {
		team, err := svc.Store.Members(ctx, true) // what who has left did still counts
		typed := recruit.NewQuery(query)
		for _, m := range team {
			if len(found) < mostFound && typed.In(m.Name, m.Email) {
				hint := string(m.Role)
				if m.Removed() {
					hint = "left the team"
				}
				found = append(found, to(m.Name, m.Name, hint, m.ID))
			}
		}
		return found, err
	})
}

// choose opens a picker that looks things up by what is typed, and offers all of them.
func choose(a *shell.App, title, hint string, all shell.Command, find func(ctx context.Context, query string) ([]shell.Command, error)) tea.Cmd {
	p := forms.NewPicker(a, title, hint, []shell.Command{all})
	p.Always = true
	p.Find = func(query string) shell.Look {
		return func(ctx context.Context) ([]shell.Command, error) { return find(ctx, query) }
	}
	return a.Open(p)
}
