package reporting

import (
	"context"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit/export"
	"recruitty/recruit/reports"
)

// rowJSON is one of the rows behind a figure.
type rowJSON struct {
	Heading   string      `json:"heading"`
	Key       string      `json:"key"`
	At        export.Time `json:"at"`
	Seconds   *float64    `json:"seconds"` // how long it took; null where that says nothing
	Interview *thingJSON  `json:"interview"`
	Candidate *thingJSON  `json:"candidate"`
	Job       *thingJSON  `json:"job"`
	Member    *thingJSON  `json:"member"` // whom it is about, else who organises it
}

// thingJSON is a record by its number and name.
type thingJSON struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

func thing[ID ~int64](id ID, name string) *thingJSON {
	if id == 0 {
		return nil
	}
	return &thingJSON{int64(id), name}
}

func (t *thingJSON) id() string {
	if t == nil {
		return ""
	}
	return output.Number(t.ID)
}

// printRows writes the rows behind all figures of a report, page by page. Each is told
// with the figure that it belongs to.
func (f asked) printRows(ctx context.Context, s *command.Session, q reports.Query) error {
	d, err := reports.Named(string(q.Name))
	if err != nil {
		return err
	}
	shapeRow := func(r reports.Row) rowJSON {
		j := rowJSON{Heading: r.Heading, Key: r.Key, At: export.Time(r.At), Interview: thing(r.InterviewID, r.Interview), Candidate: thing(r.CandidateID, r.Candidate),
			Job: thing(r.JobID, r.Job), Member: thing(r.MemberID, r.Member)}
		if r.Value >= 0 && (d.Unit == reports.Days || d.Unit == reports.Hours) {
			took := float64(r.Value) / 1e6
			j.Seconds = &took
		}
		return j
	}
	l := output.ListOf(reports.Nothing, []string{"FIGURE", "WHEN", "CANDIDATE", "JOB", "MEMBER", "INTERVIEW", "TIME"}, func(r reports.Row) []string {
		figure := d.Called(d.FigureOf(r))
		if h := d.HeadingOf(reports.Figure{Heading: r.Heading}); h != "" {
			figure = h + ": " + figure
		}
		interview := ""
		if r.InterviewID != 0 {
			interview = output.Number(r.InterviewID) + " " + r.Interview
		}
		return []string{figure, s.Moment(r.At), r.Candidate, r.Job, r.Member, interview, d.About(r)}
	}, shapeRow)
	if f.csv {
		l.Heads = []string{"heading", "key", "at", "seconds", "interview_id", "interview", "candidate_id", "candidate", "job_id", "job", "member_id", "member"}
		l.Row = func(r reports.Row) []string {
			j := shapeRow(r)
			return []string{j.Heading, j.Key, j.At.String(), seconds(j.Seconds), j.Interview.id(), r.Interview, j.Candidate.id(), r.Candidate, j.Job.id(), r.Job, j.Member.id(), r.Member}
		}
	}
	read := 0
	return write(s, f.csv, l, output.Paged(func() ([]reports.Row, bool, error) {
		page, err := s.Services.Reports.Rows(ctx, s.Actor, q, nil, read, output.RowsAtOnce)
		read += len(page)
		return page, len(page) == output.RowsAtOnce, err
	}))
}
