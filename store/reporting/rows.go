// Package reporting chooses the rows that reports count. Each report is one relation, of
// which both the figures and the rows behind them are read: they cannot differ.
package reporting

import (
	"recruitty/recruit/reports"
	"recruitty/store/scope"
)

// The arguments of every relation: ?1 and ?2 the period in µs, ?3 a job and ?4 a member or
// 0, ?5 now. Its columns are heading, key, label, place, at, value, interview_id,
// candidate_id, job_id, member_id.

// asked makes all arguments known before any other, so that those of a scope follow them.
const asked = "WITH asked (since, until, job, member, moment) AS (SELECT ?1, ?2, ?3, ?4, ?5), "

// ofInterview narrows interviews i to a job and to a member who organises one or is on
// its panel.
const ofInterview = ` AND (?3 = 0 OR i.job_id = ?3)
	AND (?4 = 0 OR i.organiser_id = ?4 OR EXISTS (SELECT 1 FROM participants m WHERE m.interview_id = i.id AND m.member_id = ?4 AND m.removed_at IS NULL))`

// begins is of the interviews i that begin in the period.
const begins = "FROM interviews i WHERE i.start_at >= ?1 AND i.start_at < ?2"

// byInterview and byMember are the columns that say what a row is about.
const (
	byInterview = "i.id AS interview_id, i.candidate_id, i.job_id, i.organiser_id AS member_id"
	byMember    = "i.id AS interview_id, i.candidate_id, i.job_id, p.member_id"
)

// changed are the versions v of a kind in the period that were not taken back.
const changed = `FROM interview_versions v CROSS JOIN interviews i ON i.id = v.interview_id
	WHERE v.kind = %s AND v.at >= ?1 AND v.at < ?2
	AND NOT EXISTS (SELECT 1 FROM interview_versions u WHERE u.interview_id = v.interview_id AND u.number = v.number + 1 AND u.kind = 'undone')`

const firstInterviews = `SELECT '' AS heading, 'job ' || i.job_id AS key, j.title AS label, 0 AS place, i.start_at AS at, iif(i.start_at >= a.created_at, i.start_at - a.created_at, -1) AS value, ` + byInterview + `
	FROM interviews i INDEXED BY interviews_start CROSS JOIN applications a ON a.candidate_id = i.candidate_id AND a.job_id = i.job_id CROSS JOIN jobs j ON j.id = i.job_id
	WHERE i.start_at >= ?1 AND i.start_at < ?2 AND i.status = 'completed'
	AND NOT EXISTS (SELECT 1 FROM interviews f INDEXED BY interviews_candidate WHERE f.candidate_id = i.candidate_id AND f.status = 'completed' AND f.job_id = i.job_id
		AND f.start_at <= i.start_at AND (f.start_at < i.start_at OR f.id < i.id))` + ofInterview

const outcomes = `SELECT '' AS heading, iif(i.status = 'scheduled', 'open', i.status) AS key, '' AS label,
	CASE i.status WHEN 'completed' THEN 3 WHEN 'no_show' THEN 4 ELSE 5 END AS place, i.start_at AS at, -1 AS value, ` + byInterview + `
	` + begins + ` AND (i.status IN ('completed', 'no_show') OR i.status = 'scheduled' AND i.start_at + i.duration_seconds * 1000000 <= ?5)` + ofInterview

const invited = `SELECT '' AS heading, iif(p.said = '', 'needs-action', p.said) AS key, '' AS label, 0 AS place, i.start_at AS at,
	iif(p.answered_at >= ifnull(p.invited_at, i.created_at), p.answered_at - ifnull(p.invited_at, i.created_at), -1) AS value, ` + byMember + `
	FROM interviews i CROSS JOIN participants p ON p.interview_id = i.id
	WHERE i.start_at >= ?1 AND i.start_at < ?2 AND i.batch_id IS NULL AND p.removed_at IS NULL AND p.audience <> 'organiser'
	AND (?3 = 0 OR i.job_id = ?3) AND (?4 = 0 OR p.member_id = ?4)`

const panel = ` FROM interviews i CROSS JOIN participants p ON p.interview_id = i.id JOIN members m ON m.id = p.member_id
	WHERE i.start_at >= ?1 AND i.start_at < ?2 AND p.audience = 'panel' AND (?3 = 0 OR i.job_id = ?3) AND (?4 = 0 OR p.member_id = ?4)`

const declines = `SELECT '' AS heading, 'member ' || p.member_id AS key, m.name AS label, 0 AS place, i.start_at AS at, -1 AS value, ` + byMember + panel + " AND p.said = 'declined'"

const load = `SELECT '' AS heading, 'member ' || p.member_id AS key, m.name AS label, 0 AS place, i.start_at AS at, i.duration_seconds * 1000000 AS value, ` + byMember + panel + `
	AND p.removed_at IS NULL AND i.status <> 'cancelled'`

const noShows = `SELECT '' AS heading, 'job ' || i.job_id AS key, j.title AS label, 0 AS place, i.start_at AS at, iif(i.status = 'no_show', 1, 0) AS value, ` + byInterview + `
	FROM interviews i JOIN jobs j ON j.id = i.job_id WHERE i.start_at >= ?1 AND i.start_at < ?2 AND i.status IN ('completed', 'no_show')` + ofInterview

const feedback = `SELECT '' AS heading, 'member ' || c.member_id AS key, m.name AS label, 0 AS place, i.start_at AS at,
	max(c.given_at - i.start_at - i.duration_seconds * 1000000, 0) AS value, i.id AS interview_id, i.candidate_id, i.job_id, c.member_id
	FROM interviews i CROSS JOIN scorecards c ON c.interview_id = i.id JOIN members m ON m.id = c.member_id
	WHERE i.start_at >= ?1 AND i.start_at < ?2 AND c.given_at IS NOT NULL AND c.withdrawn_at IS NULL AND (?3 = 0 OR i.job_id = ?3) AND (?4 = 0 OR c.member_id = ?4)`

// stood has a row for each stage that a link which was made in the period is or was in,
// and places for each stage of these jobs in which candidates are not lost. A link that is
// known in none of them (any more) has reached the first one. %s is where the candidate of a
// link came from, which is read once for each.
const stood = `links AS MATERIALIZED (SELECT a.id, a.candidate_id, a.job_id, a.stage, a.created_at, %s AS source FROM applications a
		WHERE a.created_at >= ?1 AND a.created_at < ?2 AND (?3 = 0 OR a.job_id = ?3)),
	places AS MATERIALIZED (SELECT j.id AS job_id, j.title, row_number() OVER (PARTITION BY j.id ORDER BY s.key) AS place, s.value AS stage
		FROM jobs j, json_each(iif(json_valid(j.stages), j.stages, '[]')) s WHERE j.id IN (SELECT job_id FROM links) AND NOT stage_lost(s.value)),
	furthest AS MATERIALIZED (SELECT l.id, ifnull(max(p.place), 1) AS place FROM (
			SELECT id, job_id, stage FROM links UNION ALL SELECT l.id, l.job_id, c.stage FROM links l JOIN stage_changes c ON c.application_id = l.id) l
		LEFT JOIN places p ON p.job_id = l.job_id AND p.stage = l.stage GROUP BY l.id),
`

// reached is a row for each stage that a link has reached; %s is the heading.
const reached = `SELECT %s AS heading, p.stage AS key, p.stage AS label, p.place, l.created_at AS at, -1 AS value,
	CAST(NULL AS INTEGER) AS interview_id, l.candidate_id, l.job_id, CAST(NULL AS INTEGER) AS member_id
	FROM links l JOIN furthest f ON f.id = l.id JOIN places p ON p.job_id = l.job_id AND p.place <= f.place`

// reachedBy is reached without a row for each link: value is how many links of a job, and
// from where, have reached a stage. With a million lines of the log it takes two thirds of the time.
const reachedBy = `SELECT %s AS heading, p.stage AS key, p.stage AS label, p.place, 0 AS at, l.links AS value,
	CAST(NULL AS INTEGER) AS interview_id, 0 AS candidate_id, l.job_id, CAST(NULL AS INTEGER) AS member_id
	FROM (SELECT l.job_id, l.source, f.place, count(*) AS links FROM links l JOIN furthest f ON f.id = l.id GROUP BY l.job_id, l.source, f.place) l
	JOIN places p ON p.job_id = l.job_id AND p.place <= l.place`

// isFunnel reports whether a report counts the links that have reached a stage.
func isFunnel(name reports.Name) bool {
	return name == reports.Funnel || name == reports.FunnelJobs || name == reports.FunnelSources
}

// relation is what a report counts: what goes before it, and the relation itself; "" of
// a report that nobody knows. Of a funnel that is counted a row stands for as many links
// as its value says.
func relation(name reports.Name, counted bool) (before, rows string) {
	reach := reached
	if counted {
		reach = reachedBy
	}
	of := func(kind, key string, place string) string {
		return "SELECT '' AS heading, " + key + " AS key, '' AS label, " + place + " AS place, v.at, -1 AS value, " + byInterview + " " + inSQL(changed, kind) + ofInterview
	}
	reason := func(kind string) string {
		return "SELECT '' AS heading, lower(v.reason) AS key, v.reason AS label, iif(v.reason = '', 1, 0) AS place, v.at, -1 AS value, " + byInterview + " " + inSQL(changed, kind) + ofInterview
	}
	//exhaustive:enforce
	switch name {
	case reports.TimeToInterview:
		return "", firstInterviews
	case reports.Interviews:
		return "", of("'scheduled'", "'scheduled'", "0") + " UNION ALL " + of("'rescheduled'", "'rescheduled'", "1") + " UNION ALL " + of("'cancelled'", "'cancelled'", "2") + " UNION ALL " + outcomes
	case reports.Reschedules:
		return "", of("'rescheduled'", "v.side", "iif(v.side = '', 1, 0)")
	case reports.RescheduleReasons:
		return "", reason("'rescheduled'")
	case reports.Cancellations:
		return "", of("'cancelled'", "v.side", "iif(v.side = '', 1, 0)")
	case reports.CancellationReasons:
		return "", reason("'cancelled'")
	case reports.Answers:
		return "", invited
	case reports.Declines:
		return "", declines
	case reports.Load:
		return "", load
	case reports.NoShows:
		return "", noShows
	case reports.FeedbackDelay:
		return "", feedback
	case reports.Funnel:
		return inSQL(stood, "''"), inSQL(reach, "''")
	case reports.FunnelJobs:
		return inSQL(stood, "''"), inSQL(reach, "p.title || ' (job ' || p.job_id || ')'")
	case reports.FunnelSources:
		return inSQL(stood, "ifnull((SELECT json_extract(iif(json_valid(c.details), c.details, '{}'), '$.origin') FROM candidates c WHERE c.id = a.candidate_id), '')"), inSQL(reach, "l.source")
	}
	return "", ""
}

// part narrows the rows to what someone sees who does not see everything: their own load
// and nothing else.
func part(see scope.Scope) (text string, args []any) {
	if !see.Part {
		return "", nil
	}
	return " WHERE r.member_id = ?" + see.In("r.interview_id", scope.Interviews), append([]any{see.Me.ID}, see.Args(1)...)
}
