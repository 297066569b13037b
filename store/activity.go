package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

// Activities lists the log, newest first. Names of candidate and job are those
// of now.
func (db *DB) Activities(ctx context.Context, f recruit.ActivityFilter) (lines []recruit.Activity, err error) {
	var where conditions
	if f.CandidateID != 0 {
		where.add("a.candidate_id = ?", f.CandidateID)
	}
	if f.JobID != 0 {
		where.add("a.job_id = ?", f.JobID)
	}
	if f.InterviewID != 0 {
		where.add("a.interview_id = ?", f.InterviewID)
	}
	if f.ActorID != 0 {
		where.add("a.actor_id = ?", f.ActorID)
	}
	if f.About != "" {
		where.add("a.action >= ? AND a.action < ?", f.About+".", f.About+"/") // "/" follows "."
	}
	if f.Before != 0 {
		where.add("a.id < ?", f.Before)
	}
	err = db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		see.whereLine(&where)
		rows, err := tx.QueryContext(ctx, `SELECT a.id, a.at, a.actor_id, a.actor, a.action, a.candidate_id, a.job_id, a.interview_id, a.text,
			ifnull(c.name, ''), ifnull(j.title, '')
			FROM activity a`+see.first()+` LEFT JOIN candidates c ON c.id = a.candidate_id LEFT JOIN jobs j ON j.id = a.job_id
			`+where.clause()+" ORDER BY a.id DESC LIMIT ?+0", where.with(limitOf(f.Limit, 200))...)
		lines, err = collect(rows, err, leniently(scanActivity))
		return err
	})
	return lines, err
}

func scanActivity(row scanner) (recruit.Activity, error) {
	var a recruit.Activity
	err := row.Scan(&a.ID, moment{&a.At}, optional(&a.ActorID), &a.Actor, &a.Action, optional(&a.CandidateID), optional(&a.JobID),
		optional(&a.InterviewID), &a.Text, &a.Candidate, &a.Job)
	return a, err
}

// Log adds a line that reports no change of a record.
func (db *DB) Log(ctx context.Context, a recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error { return db.addActivity(ctx, tx, a) })
}

// addActivity adds a line in the transaction of what it reports. A line that
// says nothing is left out.
func (db *DB) addActivity(ctx context.Context, tx runner, a recruit.Activity) error {
	if a.Action == "" && a.Text == "" {
		return nil
	}
	if a.At.IsZero() {
		a.At = db.clock()
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO activity (at, actor_id, actor, action, candidate_id, job_id, interview_id, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, micros(a.At), orNull(a.ActorID), a.Actor, a.Action,
		orNull(a.CandidateID), orNull(a.JobID), orNull(a.InterviewID), a.Text)
	return err
}
