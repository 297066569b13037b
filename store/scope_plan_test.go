package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"modernc.org/sqlite"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/store/columns"
	"recruitty/store/prepared"
)

// recording makes connections that take note of the questions they are asked.
type recording struct {
	driver.Connector
	asked *[]asking
}

// asking is a question with its arguments.
type asking struct {
	query string
	args  []any
}

// Connect implements driver.Connector.
func (r recording) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := r.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &recorded{made.(prepared.SQLite), r.asked}, nil
}

type recorded struct {
	prepared.SQLite
	asked *[]asking
}

// QueryContext implements driver.QueryerContext.
func (c *recorded) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	a := asking{query: query}
	for _, v := range args {
		a.args = append(a.args, v.Value)
	}
	*c.asked = append(*c.asked, a)
	return c.SQLite.QueryContext(ctx, query, args)
}

// readings are all ways in which an interviewer reads lists, and single things.
func readings(ctx context.Context, s recruit.Store, w *world) map[string]func() error {
	page := func(f recruit.CandidateFilter) func() error {
		return func() error { _, err := s.CandidatePage(ctx, f); return err }
	}
	interviews := func(f recruit.InterviewFilter) func() error {
		return func() error { _, err := s.Interviews(ctx, f); return err }
	}
	log := func(f recruit.ActivityFilter) func() error {
		return func() error { _, err := s.Activities(ctx, f); return err }
	}
	return map[string]func() error{
		"candidates":              page(recruit.CandidateFilter{}),
		"candidates, last page":   page(recruit.CandidateFilter{Before: lastPage}),
		"candidates, next page":   page(recruit.CandidateFilter{After: "20:ana"}),
		"candidates of a job":     page(recruit.CandidateFilter{JobID: w.job.ID}),
		"candidates in a stage":   page(recruit.CandidateFilter{JobID: w.job.ID, Stage: "Applied"}),
		"candidates in any stage": page(recruit.CandidateFilter{Stage: "Applied"}),
		"search":                  page(recruit.CandidateFilter{Query: "ana"}),
		"search by stage and job": page(recruit.CandidateFilter{Query: "applied database"}),
		"search in a job":         page(recruit.CandidateFilter{Query: "engineer", JobID: w.job.ID}),
		"interviews":              interviews(recruit.InterviewFilter{}),
		"upcoming interviews":     interviews(recruit.InterviewFilter{From: now, Status: recruit.Scheduled, Brief: true}),
		"interviews of a job":     interviews(recruit.InterviewFilter{JobID: w.job.ID}),
		"interviews found":        interviews(recruit.InterviewFilter{Query: "talk"}),
		"log":                     log(recruit.ActivityFilter{}),
		"log of a job":            log(recruit.ActivityFilter{JobID: w.job.ID}),
		"jobs":                    func() error { _, err := s.Jobs(ctx, recruit.JobFilter{}); return err },
		"jobs found":              func() error { _, err := s.Jobs(ctx, recruit.JobFilter{Query: "database"}); return err },
		"stages":                  func() error { _, err := s.StageCounts(ctx, w.job.ID); return err },
		"board":                   func() error { _, err := s.(board.Store).Board(ctx, board.Query{Job: w.job.ID}); return err },
		"sizes":                   func() error { _, err := s.Sizes(ctx); return err },
		"outbox":                  func() error { _, err := s.OpenEffects(ctx, 0); return err },
		"trouble":                 func() error { _, err := s.AttentionCount(ctx); return err },
		"damage":                  func() error { _, err := s.Damaged(ctx); return err },
		"profile":                 func() error { _, err := s.Profile(ctx, w.candidate.ID); return err },
		"record":                  func() error { _, err := s.Record(ctx, 1); return err },
		"address":                 func() error { _, err := s.CandidateByEmail(ctx, w.candidate.Email); return err },
		"file":                    func() error { _, err := s.FileContent(ctx, w.file.SHA256); return err },
		"job files":               func() error { _, err := s.JobFiles(ctx, w.job.ID); return err },
	}
}

// A step of a plan at one of the large tables, as the queries call them, has to begin
// with something of which there is little.
var (
	large  = regexp.MustCompile(`^(SCAN|SEARCH) (candidates|c|interviews|i|applications|a|x|participants|p|activity|l|effects|e|notes|n)\b`)
	little = regexp.MustCompile(`^\w+ .*(PRIMARY KEY|activity_job_alone|activity_actor|\w+_damaged|\w+_zones|applications_in_stage( \(stage>\?\))?$|\(sha256=\? AND|\(candidate_id=\?.*|\(interview_id=\?.*|\(organiser_id=\?.*|\(member_id=\?.*|\(address=\?.*|\(email=\?.*|\(job_id=\? AND candidate_id=\?\)|\(stage=\? AND candidate_id=\?\))`)
)

// TestAPartIsReadByIndexes looks how SQLite goes about what an interviewer reads: it
// begins with what is theirs, however much else there is.
func TestAPartIsReadByIndexes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ina, err := w.SaveMember(w.ctx, recruit.Member{Name: "Ina", Email: "ina@acme.example", Role: recruit.Interviewer}, w.line("member.added", "Added Ina"))
	must(t, err)
	d := w.draft("own", now.Add(time.Hour))
	d.Interview.OrganiserID = ina.ID
	_, err = w.Commit(w.ctx, d)
	must(t, err)
	connector, err := sqlite.NewConnector("file:" + w.path() + "?_query_only=1")
	must(t, err)
	var asked []asking
	must(t, w.readers.Close())
	w.readers = sql.OpenDB(recording{connector, &asked})
	w.readers.SetMaxOpenConns(1)
	seen := w.VisibleTo(ina)
	for what, read := range readings(w.ctx, seen, w) {
		asked = nil
		must(t, read())
		for _, a := range append([]asking(nil), asked...) {
			rows, err := w.writer.QueryContext(w.ctx, "EXPLAIN QUERY PLAN "+a.query, a.args...)
			plan, err := columns.Collect(rows, err, func(row columns.Scanner) (string, error) {
				var id, parent, unused int
				var detail string
				err := row.Scan(&id, &parent, &unused, &detail)
				return detail, err
			})
			must(t, err)
			for _, step := range plan {
				if large.MatchString(step) && !little.MatchString(step) {
					t.Errorf("%s goes through too much: %s\n  %s\n  %s", what, step, strings.Join(strings.Fields(a.query), " "), strings.Join(plan, "\n  "))
				}
			}
		}
	}
}

// BenchmarkAPart reads what belongs to an interviewer with 200 interviews, among
// 100,000 candidates with 50,000 interviews and a log of 300,000 lines.
func BenchmarkAPart(b *testing.B) {
	w := newWorld(b)
	ina, err := w.SaveMember(w.ctx, recruit.Member{Name: "Ina", Email: "ina@acme.example", Role: recruit.Interviewer}, w.line("member.added", "Added Ina"))
	must(b, err)
	w.crowded(b, ina.ID)
	for what, read := range readings(w.ctx, w.VisibleTo(ina), w) {
		b.Run(what, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// crowded fills the workspace; of the interviews every 250th, and the first, has the
// member at it.
func (w *world) crowded(tb testing.TB, member recruit.MemberID) {
	tb.Helper()
	d := w.draft("first", now.Add(time.Hour))
	d.People = append(d.People, recruit.Participant{Address: "ina@acme.example", Name: "Ina", MemberID: member, Audience: recruit.ToPanel})
	_, err := w.Commit(w.ctx, d)
	must(tb, err)
	const count = "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
	for _, step := range []string{
		fmt.Sprintf(count, 100_000) + `INSERT INTO candidates (id, name, sort_key, search_text, email, phone, time_zone, language, headline, tags, external_id, external_source, details, version, created_at)
			SELECT i, 'Ana ' || i, 'ana ' || i, 'ana ' || i || ' engineer', 'ana' || i || '@people.example', '', '', '', 'Engineer', '[]', '', '', '', 1, 1 FROM n`,
		fmt.Sprintf(count, 40) + `INSERT INTO jobs (id, title, department, location, description, search_text, external_id, external_source, status, stages, version, created_at)
			SELECT i, 'Job ' || i, '', '', '', 'job ' || i, '', '', 'open', '["Applied"]', 1, 1 FROM n`,
		fmt.Sprintf(count, 100_000) + `INSERT INTO applications (candidate_id, job_id, stage, stage_since, sort_key, external_id, external_source, version, created_at)
			SELECT i, iif(i % 2, 1, 10 + i % 30), 'Applied', 1, 'ana ' || i, '', '', 1, 1 FROM n`,
		fmt.Sprintf(count, 50_000) + `INSERT INTO interviews (id, version, revision, reference, uid, sequence, candidate_id, job_id, organiser_id, organiser_entry, title, search_text, description, internal_note, start_at,
			duration_seconds, time_zone, wall_start, platform, place, join_url, passcode, host_email, status, cancel_reason, external_id, external_source, strays, created_at, updated_at)
			SELECT i, 1, 1, 'r' || i, 'u' || i, 0, 10 + i * 7 % 90000, iif(i % 2, 1, 10 + i % 30), 1, 0, 'Talk', 'talk', '', '', ` + fmt.Sprint(now.UnixMicro()) + ` + (i - 25000) * 1000000,
			3600, '', '', 'phone', '', '', '', '', 'scheduled', '', '', '', '', 1, 1 FROM n`,
		`INSERT INTO participants (interview_id, position, address, name, member_id, audience, time_zone, answer, last_message_id)
			SELECT id, 0, 'ina@acme.example', 'Ina', ` + fmt.Sprint(member) + `, 'panel', '', 'none', '' FROM interviews WHERE id % 250 = 0`,
		fmt.Sprintf(count, 300_000) + `INSERT INTO activity (at, actor, action, candidate_id, job_id, interview_id, text)
			SELECT i, 'Ana', 'candidate.changed', iif(i % 3, 10 + i % 90000, NULL), iif(i % 5, 1 + i % 40, NULL), iif(i % 7 = 0, i % 50000, NULL), 'x' FROM n`,
	} {
		if _, err := w.writer.ExecContext(w.ctx, step); err != nil {
			tb.Fatalf("%v: %s", err, step)
		}
	}
}
