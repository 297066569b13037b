package store

import (
	"flag"
	"testing"
	"time"

	"recruitty/recruit/reports"
)

// reportLines is how many lines the log has in BenchmarkReports; there are an interview
// for ten of them and a candidate for twenty, over three years.
var reportLines = flag.Int("report-lines", 20_000, "lines in the log of the benchmark of reports")

// BenchmarkReports counts every report over the last 90 days of a large workspace:
//
//	go test ./store -run '^$' -bench Reports -report-lines 1000000
func BenchmarkReports(b *testing.B) {
	w := newWorld(b)
	const count = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1) "
	// Moments are spread over the three years before now by a step that hits them all.
	const moment = "(?2 - (n * 7919 % 1000003) * 94607716)"
	lines, interviews, candidates := *reportLines, *reportLines/10, *reportLines/20
	for _, step := range []struct {
		rows  int
		query string
	}{
		{50, "INSERT INTO jobs (id, title, department, location, description, search_text, external_id, status, stages, version, created_at) SELECT n + 10, 'Job ' || n, '', '', '', '', '', 'open', '[\"Applied\",\"Screening\",\"Interview\",\"Offer\",\"Hired\",\"Rejected\"]', 1, ?2 FROM n"},
		{40, "INSERT INTO members (id, name, sort_key, email, role, time_zone, twelve_hour, theme, version, created_at, inbox) SELECT n + 10, 'Member ' || n, '', 'm' || n || '@acme.example', 'interviewer', '', 0, 'auto', 1, ?2, 'inbox' || n FROM n"},
		{candidates, "INSERT INTO candidates (id, name, sort_key, search_text, email, phone, time_zone, headline, tags, external_id, version, created_at, details) SELECT n + 10, 'Person ' || n, 'person', '', '', '', '', '', '[]', '', 1, ?2, '{\"origin\":\"Source ' || (n % 7) || '\"}' FROM n"},
		{candidates, "INSERT INTO applications (id, candidate_id, job_id, stage, stage_since, sort_key, version, created_at) SELECT n + 10, n + 10, n % 50 + 11, json_extract('[\"Applied\",\"Screening\",\"Interview\",\"Offer\",\"Hired\",\"Rejected\"]', '$[' || (n % 6) || ']'), ?2, 'person', 3, " + moment + " FROM n"},
		{candidates, "INSERT INTO stage_changes (application_id, version, stage, since) SELECT n + 10, 1, 'Applied', ?2 FROM n UNION ALL SELECT n + 10, 2, 'Screening', ?2 FROM n"},
		{interviews, `INSERT INTO interviews (id, version, revision, reference, uid, sequence, candidate_id, job_id, organiser_id, title, search_text, description, internal_note, start_at, duration_seconds, time_zone, wall_start, platform, place,
			join_url, passcode, host_email, status, cancel_reason, created_at, updated_at) SELECT n + 10, 2, 1, 'b' || n, 'b' || n, 0, (n - 1) % (?1 / 2) + 11, ((n - 1) % (?1 / 2) + 1) % 50 + 11, n % 40 + 11, 'Talk', '', '', '', ` + moment + `, 2700, 'Europe/Lisbon', '', 'phone', '1', '', '', '',
			json_extract('["completed","completed","completed","cancelled","no_show","scheduled"]', '$[' || (n % 6) || ']'), '', ` + moment + ` - 600000000000, ?2 FROM n`},
		{interviews, "INSERT INTO interview_versions (interview_id, number, kind, at, by_name, start_at, duration_seconds, time_zone, sequence, reason) SELECT n + 10, 1, 'scheduled', " + moment + ", '', ?2, 2700, '', 0, '' FROM n"},
		{interviews, "INSERT INTO interview_versions (interview_id, number, kind, at, by_name, start_at, duration_seconds, time_zone, sequence, reason) SELECT n + 10, 2, iif(n % 6 = 3, 'cancelled', 'rescheduled'), " + moment + ", '', ?2, 2700, '', 0, 'Reason ' || (n % 9) FROM n WHERE n % 6 IN (1, 3)"},
		{interviews, "INSERT INTO participants (interview_id, address, position, name, audience, time_zone, answer, last_message_id, said, answered_at) SELECT n + 10, 'p' || n || '@people.example', 0, 'Person', 'candidate', '', 'accepted', '', 'accepted', " + moment + " - n % 100000 * 1000000 FROM n"},
		{interviews, "INSERT INTO participants (interview_id, address, position, name, member_id, audience, time_zone, answer, last_message_id, said, answered_at) SELECT n + 10, 'm' || (n % 40) || '@acme.example', 1, 'Member', n % 40 + 11, 'panel', '', '', '', iif(n % 9, 'accepted', 'declined'), " + moment + " FROM n"},
		{interviews, "INSERT INTO scorecards (interview_id, member_id, version, given_at, updated_at) SELECT n + 10, n % 40 + 11, 1, " + moment + " + 90000000000, ?2 FROM n"},
		{lines, "INSERT INTO activity (at, actor_id, actor, action, candidate_id, interview_id, text) SELECT " + moment + ", n % 40 + 11, 'Member', 'interview.changed', n % (?1 / 20) + 11, n % (?1 / 10) + 11, 'Changed' FROM n"},
	} {
		if _, err := w.current().writer.ExecContext(b.Context(), count+step.query, step.rows, now.UnixMicro()); err != nil {
			b.Fatalf("%s: %v", step.query[:40], err)
		}
	}
	service := &reports.Reports{Store: w.DB, Now: func() time.Time { return now }}
	for _, d := range reports.All() {
		b.Run(string(d.Name), func(b *testing.B) {
			var rows int
			for b.Loop() {
				r, err := service.Run(b.Context(), w.member, reports.Query{Name: d.Name})
				if err != nil {
					b.Fatal(err)
				}
				rows = 0
				for _, f := range r.Figures {
					rows += max(f.Count, f.Of)
				}
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}
