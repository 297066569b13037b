package plain

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/reports"
	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// reportsTake is what may stand behind reports.
const reportsTake = "NAME, DAY to DAY, and rows"

// rowsSaid is how many of the rows behind a report are said; the command lists all.
const rowsSaid = 20

// reports lists the reports, or says the figures of one, or the newest rows behind it.
func (p *plain) reports(ctx context.Context, rest string) error {
	name, rest, _ := strings.Cut(rest, " ")
	if name == "" {
		for _, d := range reports.Seen(p.Member) {
			p.Tell("%s: %s", d.Name, d.Sentence)
		}
		p.Tell("Type reports and a name for the figures of the last %d days.", reports.DefaultDays)
		return nil
	}
	period, rows := strings.CutSuffix(strings.TrimSpace(rest), "rows")
	from, to, err := p.periodSaid(strings.TrimSpace(period))
	if err != nil {
		return err
	}
	q := reports.Query{Name: reports.Name(strings.ToLower(name)), From: from, To: to}
	r, err := p.Services.Reports.Run(ctx, p.Member, q)
	if err != nil {
		return err
	}
	zone := p.Member.Location()
	p.Tell("%s, %s. %s", r.Title, r.Period(zone), r.Sentence)
	if len(r.Figures) == 0 {
		p.Tell("%s", reports.Nothing)
		return nil
	}
	if rows {
		return p.sayRows(ctx, r)
	}
	heading := ""
	for _, f := range r.Figures {
		if h := r.HeadingOf(f); h != heading {
			heading = h
			p.Tell("%s:", text.Line(h))
		}
		p.Tell("%s: %s.", text.Line(r.Called(f)), r.Value(f))
	}
	return nil
}

// sayRows says the newest rows behind a report.
func (p *plain) sayRows(ctx context.Context, r reports.Report) error {
	all, err := p.Services.Reports.Rows(ctx, p.Member, r.Query, nil, 0, rowsSaid+1)
	if err != nil {
		return err
	}
	for _, row := range all[:min(len(all), rowsSaid)] {
		said := wording.Joined(", ", text.Line(row.Candidate), text.Line(row.Job), text.Line(row.Member), r.About(row))
		p.Tell("%s: %s, %s.", text.Line(r.Called(r.FigureOf(row))), p.Reader().Start(row.At), said)
	}
	if len(all) > rowsSaid {
		p.Tell("These are the newest %d rows; recruitty report %s --rows lists all.", rowsSaid, r.Name)
	}
	return nil
}

// periodSaid reads "DAY to DAY"; nothing is the usual period.
func (p *plain) periodSaid(typed string) (from, to time.Time, err error) {
	now := p.Now().In(p.Member.Location())
	if typed == "" {
		return reports.Period(from, to, now, now.Location())
	}
	first, last, two := strings.Cut(typed, " to ")
	if !two {
		return from, to, recruit.Invalid("", "%q is not a period; say two days, such as 2026-09-01 to 2026-11-30.", wording.Shown(typed))
	}
	for _, day := range []struct {
		typed string
		is    *time.Time
	}{{first, &from}, {last, &to}} {
		m, err := timeparse.ParseDay(strings.TrimSpace(day.typed), now, now.Location())
		if err != nil {
			return from, to, recruit.Invalid("", "%s", err)
		}
		*day.is = m.Time
	}
	return reports.Period(from, to, now, now.Location())
}
