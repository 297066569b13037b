package reporting

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/reports"
	"recruitty/store/columns"
	"recruitty/store/scope"
)

// inSQL puts a constant of this package into another one.
func inSQL(text, constant string) string { return strings.Replace(text, "%s", constant, 1) }

// query is a query over the relation of a report, with its arguments; after follows the
// relation r, of which counted is as relation has it. Who sees a part of the workspace gets their own load, and of any other
// report a refusal.
func query(see scope.Scope, q reports.Query, counted bool, selected, after string, more ...any) (string, []any, error) {
	before, rows := relation(q.Name, counted)
	if rows == "" {
		return "", nil, recruit.Invalid("report", "There is no report %q.", recruit.Shorten(string(q.Name)))
	}
	if see.Part && (q.Name != reports.Load || q.Member != see.Me.ID) {
		return "", nil, see.Refuse()
	}
	narrowed, args := part(see)
	all := append([]any{columns.Micros(q.From), columns.Micros(q.To), q.Job, q.Member, columns.Micros(q.Now)}, args...)
	if after != "" && narrowed == "" {
		narrowed = " WHERE TRUE"
	}
	return asked + before + "r AS (" + rows + ") " + selected + narrowed + after, append(all, more...), nil
}

// Facts are the rows of a report, gathered by figure. The times of a figure come as one
// text: a hundred thousand rows are read in the time of few.
func Facts(ctx context.Context, tx *sql.Tx, see scope.Scope, q reports.Query) ([]reports.Facts, error) {
	at, value, counted := "group_concat(r.at)", "group_concat(r.value)", isFunnel(q.Name)
	if counted {
		at, value = "''", "sum(r.value)" // no week is told of these, and no value
	}
	text, args, err := query(see, q, counted, "SELECT r.heading, r.key, max(r.label), min(r.place), "+at+", "+value+" FROM r", " GROUP BY r.heading, r.key")
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, text, args...)
	return columns.Collect(rows, err, func(row columns.Scanner) (f reports.Facts, err error) {
		var at, values string
		if err := row.Scan(&f.Heading, &f.Key, &f.Label, &f.Place, &at, &values); err != nil {
			return f, err
		}
		if f.Values, err = numbers(values); err != nil {
			return f, err
		}
		if counted {
			n := f.Values[0]
			f.At, f.Values = make([]int64, n), slices.Repeat([]int64{reports.Unknown}, int(n))
			return f, nil
		}
		f.At, err = numbers(at)
		return f, err
	})
}

// numbers reads what group_concat writes.
func numbers(text string) ([]int64, error) {
	out := make([]int64, 0, strings.Count(text, ",")+1)
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read the numbers of a report: %w", err)
		}
		out = append(out, n)
	}
	return out, nil
}

// Rows are the rows behind a figure of a report, or behind all of them where of is nil,
// newest first; of a share those of which it is true.
func Rows(ctx context.Context, tx *sql.Tx, see scope.Scope, q reports.Query, of *reports.Figure, skip, limit int) ([]reports.Row, error) {
	after, more := " AND TRUE", []any(nil)
	if of != nil {
		after, more = " AND r.heading = ? AND r.key = ?", []any{of.Heading, of.Key}
	}
	if q.Name == reports.NoShows {
		after += " AND r.value = 1"
	}
	text, args, err := query(see, q, false, `SELECT r.heading, r.key, r.at, r.value, ifnull(r.interview_id, 0), r.candidate_id, r.job_id, ifnull(r.member_id, 0),
		ifnull((SELECT title FROM interviews x WHERE x.id = r.interview_id), ''), ifnull((SELECT name FROM candidates x WHERE x.id = r.candidate_id), ''),
		ifnull((SELECT title FROM jobs x WHERE x.id = r.job_id), ''), ifnull((SELECT name FROM members x WHERE x.id = r.member_id), '') FROM r`,
		after+" ORDER BY r.at DESC, r.interview_id DESC, r.candidate_id DESC, r.heading, r.place, r.key LIMIT ?+0 OFFSET ?+0", append(more, limit, skip)...)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, text, args...)
	return columns.Collect(rows, err, func(row columns.Scanner) (r reports.Row, err error) {
		return r, row.Scan(&r.Heading, &r.Key, columns.Moment(&r.At), &r.Value, &r.InterviewID, &r.CandidateID, &r.JobID, &r.MemberID, &r.Interview, &r.Candidate, &r.Job, &r.Member)
	})
}
