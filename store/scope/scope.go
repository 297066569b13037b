// Package scope says how much of a workspace a member sees, as conditions that every
// query over a part carries.
package scope

import (
	"database/sql"
	"errors"
	"strings"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// Scope is how much of a workspace someone sees. The zero scope is all of it.
//
// Whoever sees a part finds the interviews that they organise or take part in,
// their candidates and their jobs. Every query over a part carries that in its
// WHERE, by the conditions of this package: the reads and writes of package store that do not
// refuse a part hand the scope to the queries.
type Scope struct {
	Part    bool // only what belongs to the interviews of me
	Keyless bool // no SSH keys but those of me
	Me      recruit.Member
}

// Of is what the member sees. Who has left is nobody.
func Of(m recruit.Member) Scope {
	if m.Removed() {
		m = recruit.Member{}
	}
	if m.SeesAll() && m.Role == recruit.Admin {
		return Scope{}
	}
	return Scope{Part: !m.SeesAll(), Keyless: true, Me: m}
}

// Kind is a column of the interviews that belong to a member: what they see.
type Kind string

// The columns, each for one kind of record.
const (
	Interviews Kind = "id"
	Candidates Kind = "candidate_id"
	Jobs       Kind = "job_id"
)

// withOwn begins a query over the interviews that belong to a member, whose id is
// its one argument: those that they organise, and those that they are invited to,
// as a member or, before they joined the team, by their address. They are gathered
// first, so that what is hidden costs what one costs that is not there.
const withOwn = `WITH me (id, email) AS (SELECT id, email FROM members WHERE id = ?),
	own (id, candidate_id, job_id) AS MATERIALIZED (
		SELECT i.id, i.candidate_id, i.job_id FROM me CROSS JOIN interviews i ON i.organiser_id = me.id
		UNION SELECT i.id, i.candidate_id, i.job_id FROM me CROSS JOIN participants p ON p.member_id = me.id AND p.removed_at IS NULL
			CROSS JOIN interviews i ON i.id = p.interview_id
		UNION SELECT i.id, i.candidate_id, i.job_id FROM me CROSS JOIN participants p ON p.address = me.email AND p.address <> '' AND p.removed_at IS NULL
			CROSS JOIN interviews i ON i.id = p.interview_id) `

// In is a condition, to follow others, that a column names something that is seen;
// "" where everything is. Its arguments are those of Args.
func (s Scope) In(column string, kind Kind) string {
	if !s.Part {
		return ""
	}
	return " AND " + column + " IN (" + withOwn + "SELECT " + string(kind) + " FROM own)"
}

// Args are the arguments of so many conditions over what is seen.
func (s Scope) Args(conditions int) []any {
	if !s.Part {
		return nil
	}
	args := make([]any, conditions)
	for i := range args {
		args[i] = s.Me.ID
	}
	return args
}

// Where adds In to conditions.
func (s Scope) Where(c *columns.Conditions, column string, kind Kind) {
	if s.Part {
		c.Add(strings.TrimPrefix(s.In(column, kind), " AND "), s.Args(1)...)
	}
}

// First follows a table of which rows are chosen by In: they are to be gone to by
// their ids, because much else may be of the same job, or as new.
func (s Scope) First() string {
	if s.Part {
		return " NOT INDEXED"
	}
	return ""
}

// ByCandidate follows the table of applications where those of a job are chosen by
// their candidates.
func (s Scope) ByCandidate() string {
	if s.Part {
		return " INDEXED BY applications_of_job"
	}
	return ""
}

// One is an expression for the id of a record, NULL when it is not seen, with its
// arguments.
func (s Scope) One(kind Kind, id any) (text string, args []any) {
	if !s.Part {
		return "?", []any{id}
	}
	return "(" + withOwn + "SELECT " + string(kind) + " FROM own WHERE " + string(kind) + " = ? LIMIT 1)", []any{s.Me.ID, id}
}

// Myself is a condition, to follow others, that a column names the member who
// looks; "" for those who see everybody. Its arguments are those of Args.
func (s Scope) Myself(column string) string {
	if !s.Part {
		return ""
	}
	return " AND " + column + " = ?"
}

// elsewhereSince is an expression over what is seen: since when the candidate of a
// column is linked to a job that is not, NULL when they are not. What is then said
// of the candidate may be about that job.
func (s Scope) elsewhereSince(column string) string {
	return "(SELECT min(x.created_at) FROM applications x WHERE x.candidate_id = " + column + " AND x.job_id NOT IN (" + withOwn + "SELECT job_id FROM own))"
}

// Note is a condition, to follow others, that a note n of a candidate who is seen
// is. It says which job it is about. Of those that do not, what others note once
// the candidate is linked to a job that is hidden may be about that one.
func (s Scope) Note() (text string, args []any) {
	if !s.Part {
		return "", nil
	}
	return " AND iif(n.job_id IS NOT NULL, n.job_id IN (" + withOwn + "SELECT job_id FROM own), n.author_id IS ? OR ifnull(max(n.at, ifnull(n.edited_at, n.at)) < " +
		s.elsewhereSince("n.candidate_id") + ", TRUE))", s.Args(3)
}

// CandidateFile is a condition, to follow others, that a file l of a candidate who
// is seen is: of someone who is linked to a hidden job, only the résumé.
func (s Scope) CandidateFile() string {
	if !s.Part {
		return ""
	}
	return " AND (l.kind = 'resume' OR " + s.elsewhereSince("l.candidate_id") + " IS NULL)"
}

// File is an expression for the digest of a stored file, NULL when nothing that is
// seen has it, with its arguments.
func (s Scope) File(sha256 string) (text string, args []any) {
	if !s.Part {
		return "?", []any{sha256}
	}
	return "(" + withOwn + `SELECT l.sha256 FROM own CROSS JOIN candidate_files l ON l.candidate_id = own.candidate_id AND l.sha256 = ?` + s.CandidateFile() + `
		UNION ALL SELECT l.sha256 FROM own CROSS JOIN job_files l ON l.job_id = own.job_id AND l.sha256 = ?
		UNION ALL SELECT l.sha256 FROM own CROSS JOIN interview_files l ON l.interview_id = own.id AND l.sha256 = ? LIMIT 1)`,
		[]any{s.Me.ID, sha256, s.Me.ID, sha256, sha256}
}

// unseenActions are those of lines that only who sees the whole workspace reads.
func unseenActions() []string {
	return []string{"candidate.rejected", "candidate.advanced", "candidate.outcome_undone", "candidate.mailed", "candidate.mail_withdrawn", "candidate.moved_on",
		"candidate.salary", "candidate.fields", "mail.letter_came_back", "mail.outcome", "mail.message", "mail.offer", "mail.hold", "mail.hold_end", "mail.dropped", "mail.failed", "mail.given_up"}
}

// WhereLine adds the condition that a line a of the log is about something that is
// seen, or of what who looks did themselves. It is found by what it is about, so
// that the log may be long.
func (s Scope) WhereLine(c *columns.Conditions) {
	if !s.Part {
		return
	}
	// Why a candidate was rejected, and what was written to them, is not for the panel.
	c.Add("a.action NOT IN ('" + strings.Join(unseenActions(), "', '") + "')")
	// What was judged, and what was decided by it, is read where the scorecards are.
	c.Add("a.action NOT GLOB 'offer.*'")
	c.Add("(a.actor_id = ? OR a.action NOT GLOB 'scorecard.*' AND a.action NOT GLOB 'debrief.*')", s.Me.ID)
	c.Add("a.id IN ("+withOwn+`SELECT l.id FROM activity l WHERE l.interview_id IN (SELECT id FROM own)
		UNION ALL SELECT l.id FROM activity l WHERE l.candidate_id IN (SELECT candidate_id FROM own) AND l.interview_id IS NULL
			AND iif(l.job_id IS NOT NULL, l.job_id IN (SELECT job_id FROM own), l.actor_id IS ? OR ifnull(l.at < `+s.elsewhereSince("l.candidate_id")+`, TRUE))
		UNION ALL SELECT l.id FROM activity l WHERE l.job_id IN (SELECT job_id FROM own) AND l.candidate_id IS NULL AND l.interview_id IS NULL
		UNION ALL SELECT l.id FROM activity l WHERE l.actor_id = ? AND l.interview_id IS NULL AND l.candidate_id IS NULL AND l.job_id IS NULL)`, s.Args(4)...)
}

// Inside is the scope for what belongs to a record that is seen.
func (s Scope) Inside() Scope {
	s.Part = false
	return s
}

// WithoutKeys takes from a member the SSH keys that are not to be seen: those of
// others are for each member's own eyes, and for an admin's.
func (s Scope) WithoutKeys(m recruit.Member) recruit.Member {
	if s.Keyless && m.ID != s.Me.ID {
		m.SSHKeys = nil
	}
	return m
}

// Hidden says that there is no such thing, which is all that someone who does not
// see it learns.
func (s Scope) Hidden(what string) error {
	return recruit.NotFound("There is no such %s among your own interviews; a recruiter or an admin sees all.", what)
}

// Absent is problem.Absent in words that tell nothing to someone who sees a part.
func (s Scope) Absent(err error, what, format string, args ...any) error {
	if s.Part && errors.Is(err, sql.ErrNoRows) {
		return s.Hidden(what)
	}
	return problem.Absent(err, format, args...)
}

// Refuse refuses what is for those who see the whole workspace.
func (s Scope) Refuse() error {
	if !s.Part {
		return nil
	}
	if err := recruit.Allow(s.Me, recruit.ToRecruit); err != nil {
		return err
	}
	return recruit.Refused("This is for those who see the whole workspace; ask a recruiter or an admin.")
}

// Who names those who get the same answers to a question: everybody who sees the
// whole workspace, or one member. Nobody sees none of it and is no member.
func (s Scope) Who() recruit.MemberID {
	switch {
	case !s.Part:
		return 0
	case s.Me.ID == 0:
		return -1
	}
	return s.Me.ID
}
