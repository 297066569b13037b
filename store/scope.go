package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"recruitty/recruit"
)

// scope is how much of a workspace somebody sees. The zero scope is all of it.
//
// Whoever sees a part finds the interviews that they organise or take part in,
// their candidates and their jobs. Every query over a part carries that in its
// WHERE, by the conditions of this file: read and write refuse a part, and readAs
// and writeAs, which do not, hand the scope to the queries.
type scope struct {
	part    bool // only what belongs to the interviews of me
	keyless bool // no SSH keys but those of me
	me      recruit.Member
}

// scopeOf is what the member sees. Who has left is nobody.
func scopeOf(m recruit.Member) scope {
	if m.Removed() {
		m = recruit.Member{}
	}
	if m.SeesAll() && m.Role == recruit.Admin {
		return scope{}
	}
	return scope{part: !m.SeesAll(), keyless: true, me: m}
}

// VisibleTo returns the workspace as a member may read it. An interviewer finds
// the interviews that they organise or are invited to, with their candidates and
// jobs, and themselves; everything else is not there. Recruiters and read-only
// members find everything but the SSH keys of others; an admin finds those, too.
// What they change is checked by the services as everybody's is, and here once
// more. Out of a part nobody gets back to the whole.
func (db *DB) VisibleTo(m recruit.Member) recruit.Store {
	if db.see.part {
		return db
	}
	return &DB{database: db.database, see: scopeOf(m)}
}

// ownKind is a column of the interviews that belong to a member: what they see.
type ownKind string

// The columns, each for one kind of record.
const (
	ownInterviews ownKind = "id"
	ownCandidates ownKind = "candidate_id"
	ownJobs       ownKind = "job_id"
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

// in is a condition, to follow others, that a column names something that is seen;
// "" where everything is. Its arguments are those of args.
func (s scope) in(column string, kind ownKind) string {
	if !s.part {
		return ""
	}
	return " AND " + column + " IN (" + withOwn + "SELECT " + string(kind) + " FROM own)"
}

// args are the arguments of so many conditions over what is seen.
func (s scope) args(conditions int) []any {
	if !s.part {
		return nil
	}
	args := make([]any, conditions)
	for i := range args {
		args[i] = s.me.ID
	}
	return args
}

// where adds in to conditions.
func (s scope) where(c *conditions, column string, kind ownKind) {
	if s.part {
		c.add(strings.TrimPrefix(s.in(column, kind), " AND "), s.args(1)...)
	}
}

// first follows a table of which rows are chosen by in: they are to be gone to by
// their ids, because much else may be of the same job, or as new.
func (s scope) first() string {
	if s.part {
		return " NOT INDEXED"
	}
	return ""
}

// byCandidate follows the table of applications where those of a job are chosen by
// their candidates.
func (s scope) byCandidate() string {
	if s.part {
		return " INDEXED BY applications_of_job"
	}
	return ""
}

// one is an expression for the id of a record, NULL when it is not seen, with its
// arguments.
func (s scope) one(kind ownKind, id any) (text string, args []any) {
	if !s.part {
		return "?", []any{id}
	}
	return "(" + withOwn + "SELECT " + string(kind) + " FROM own WHERE " + string(kind) + " = ? LIMIT 1)", []any{s.me.ID, id}
}

// myself is a condition, to follow others, that a column names the member who
// looks; "" for those who see everybody. Its arguments are those of args.
func (s scope) myself(column string) string {
	if !s.part {
		return ""
	}
	return " AND " + column + " = ?"
}

// elsewhereSince is an expression over what is seen: since when the candidate of a
// column is linked to a job that is not, NULL when they are not. What is then said
// of the candidate may be about that job.
func (s scope) elsewhereSince(column string) string {
	return "(SELECT min(x.created_at) FROM applications x WHERE x.candidate_id = " + column + " AND x.job_id NOT IN (" + withOwn + "SELECT job_id FROM own))"
}

// note is a condition, to follow others, that a note n of a candidate who is seen
// is. It says which job it is about. Of those that do not, what others note once
// the candidate is linked to a job that is hidden may be about that one.
func (s scope) note() (text string, args []any) {
	if !s.part {
		return "", nil
	}
	return " AND iif(n.job_id IS NOT NULL, n.job_id IN (" + withOwn + "SELECT job_id FROM own), n.author_id IS ? OR ifnull(max(n.at, ifnull(n.edited_at, n.at)) < " +
		s.elsewhereSince("n.candidate_id") + ", TRUE))", s.args(3)
}

// candidateFile is a condition, to follow others, that a file l of a candidate who
// is seen is: of somebody who is linked to a hidden job, only the résumé.
func (s scope) candidateFile() string {
	if !s.part {
		return ""
	}
	return " AND (l.kind = 'resume' OR " + s.elsewhereSince("l.candidate_id") + " IS NULL)"
}

// file is an expression for the digest of a stored file, NULL when nothing that is
// seen has it, with its arguments.
func (s scope) file(sha256 string) (text string, args []any) {
	if !s.part {
		return "?", []any{sha256}
	}
	return "(" + withOwn + `SELECT l.sha256 FROM own CROSS JOIN candidate_files l ON l.candidate_id = own.candidate_id AND l.sha256 = ?` + s.candidateFile() + `
		UNION ALL SELECT l.sha256 FROM own CROSS JOIN job_files l ON l.job_id = own.job_id AND l.sha256 = ?
		UNION ALL SELECT l.sha256 FROM own CROSS JOIN interview_files l ON l.interview_id = own.id AND l.sha256 = ? LIMIT 1)`,
		[]any{s.me.ID, sha256, s.me.ID, sha256, sha256}
}

// whereLine adds the condition that a line a of the log is about something that is
// seen, or of what who looks did themselves. It is found by what it is about, so
// that the log may be long.
func (s scope) whereLine(c *conditions) {
	if !s.part {
		return
	}
	c.add("a.id IN ("+withOwn+`SELECT l.id FROM activity l WHERE l.interview_id IN (SELECT id FROM own)
		UNION ALL SELECT l.id FROM activity l WHERE l.candidate_id IN (SELECT candidate_id FROM own) AND l.interview_id IS NULL
			AND iif(l.job_id IS NOT NULL, l.job_id IN (SELECT job_id FROM own), l.actor_id IS ? OR ifnull(l.at < `+s.elsewhereSince("l.candidate_id")+`, TRUE))
		UNION ALL SELECT l.id FROM activity l WHERE l.job_id IN (SELECT job_id FROM own) AND l.candidate_id IS NULL AND l.interview_id IS NULL
		UNION ALL SELECT l.id FROM activity l WHERE l.actor_id = ? AND l.interview_id IS NULL AND l.candidate_id IS NULL AND l.job_id IS NULL)`, s.args(4)...)
}

// inside is the scope for what belongs to a record that is seen.
func (s scope) inside() scope {
	s.part = false
	return s
}

// withoutKeys takes from a member the SSH keys that are not to be seen: those of
// others are for each member's own eyes, and for an admin's.
func (s scope) withoutKeys(m recruit.Member) recruit.Member {
	if s.keyless && m.ID != s.me.ID {
		m.SSHKeys = nil
	}
	return m
}

// hidden says that there is no such thing, which is all that somebody who does not
// see it learns.
func (s scope) hidden(what string) error {
	return recruit.NotFound("There is no such %s among your own interviews; a recruiter or an admin sees all.", what)
}

// absent is absent in words that tell nothing to somebody who sees a part.
func (s scope) absent(err error, what, format string, args ...any) error {
	if s.part && errors.Is(err, sql.ErrNoRows) {
		return s.hidden(what)
	}
	return absent(err, format, args...)
}

// refuse refuses what is for those who see the whole workspace.
func (s scope) refuse() error {
	if !s.part {
		return nil
	}
	if err := recruit.Allow(s.me, recruit.ToRecruit); err != nil {
		return err
	}
	return recruit.Refused("This is for those who see the whole workspace; ask a recruiter or an admin.")
}

// read runs fn on one consistent view of the workspace, for those who see all of
// it.
func (db *DB) read(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if err := db.see.refuse(); err != nil {
		return err
	}
	return db.database.read(ctx, fn)
}

// readAs is read for queries that leave out what is not seen.
func (db *DB) readAs(ctx context.Context, fn func(tx *sql.Tx, see scope) error) error {
	return db.database.read(ctx, func(tx *sql.Tx) error { return fn(tx, db.see) })
}

// write runs fn in one transaction, for those who see the whole workspace.
func (db *DB) write(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if err := db.see.refuse(); err != nil {
		return err
	}
	return db.database.write(ctx, fn)
}

// writeQuietly is write for what no other screen shows.
func (db *DB) writeQuietly(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if err := db.see.refuse(); err != nil {
		return err
	}
	return db.database.writeQuietly(ctx, fn)
}

// writeAbout is writeAs for what knows what it is about.
func (db *DB) writeAbout(ctx context.Context, fn func(tx *sql.Tx, see scope) (recruit.Change, error)) error {
	return db.database.writeAbout(ctx, func(tx *sql.Tx) (recruit.Change, error) { return fn(tx, db.see) })
}

// writeAs is write for what changes nothing that is not seen.
func (db *DB) writeAs(ctx context.Context, fn func(tx *sql.Tx, see scope) error) error {
	return db.database.write(ctx, func(tx *sql.Tx) error { return fn(tx, db.see) })
}

// who names those who get the same answers to a question: everybody who sees the
// whole workspace, or one member. Nobody sees none of it and is no member.
func (s scope) who() recruit.MemberID {
	switch {
	case !s.part:
		return 0
	case s.me.ID == 0:
		return -1
	}
	return s.me.ID
}
