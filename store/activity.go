package store

import (
	"context"
	"database/sql"
	"slices"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/fulltext"
	"recruitty/store/past"
	"recruitty/store/scope"
)

// Activities lists the log, newest first. Names of candidate and job are those
// of now.
func (db *DB) Activities(ctx context.Context, f recruit.ActivityFilter) (lines []recruit.Activity, err error) {
	var where columns.Conditions
	if f.CandidateID != 0 {
		where.Add("a.candidate_id = ?", f.CandidateID)
	}
	if f.JobID != 0 {
		where.Add("a.job_id = ?", f.JobID)
	}
	if f.InterviewID != 0 {
		where.Add("a.interview_id = ?", f.InterviewID)
	}
	if f.ActorID != 0 {
		where.Add("a.actor_id = ?", f.ActorID)
	}
	if f.About != "" {
		where.Add("a.action >= ? AND a.action < ?", f.About+".", f.About+"/") // "/" follows "."
	}
	if f.Before != 0 {
		where.Add("a.id < ?", f.Before)
	}
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		see.WhereLine(&where)
		rows, err := tx.QueryContext(ctx, `SELECT a.id, a.at, a.actor_id, a.actor, a.action, a.candidate_id, a.job_id, a.interview_id, a.text,
			ifnull(c.name, ''), ifnull(j.title, '')
			FROM activity a`+see.First()+` LEFT JOIN candidates c ON c.id = a.candidate_id LEFT JOIN jobs j ON j.id = a.job_id
			`+where.Clause()+" ORDER BY a.id DESC LIMIT ?+0", where.With(limitOf(f.Limit, 200))...)
		lines, err = columns.Collect(rows, err, columns.Leniently(scanActivity))
		return err
	})
	return lines, err
}

func scanActivity(row columns.Scanner) (recruit.Activity, error) {
	var a recruit.Activity
	err := row.Scan(&a.ID, columns.Moment(&a.At), columns.Optional(&a.ActorID), &a.Actor, &a.Action, columns.Optional(&a.CandidateID), columns.Optional(&a.JobID),
		columns.Optional(&a.InterviewID), &a.Text, &a.Candidate, &a.Job)
	return a, err
}

// Log adds a line that reports no change of a record.
func (db *DB) Log(ctx context.Context, a recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error { return db.addActivity(ctx, tx, a) })
}

// addActivity adds a line in the transaction of what it reports. A line that
// says nothing is left out.
func (db *DB) addActivity(ctx context.Context, tx columns.Runner, a recruit.Activity) error {
	_, err := db.addLine(ctx, tx, &a)
	return err
}

// addLine is addActivity; it fills in the number of the line and its time.
func (db *DB) addLine(ctx context.Context, tx columns.Runner, a *recruit.Activity) (added bool, err error) {
	if a.Action == "" && a.Text == "" {
		return false, nil
	}
	if a.At.IsZero() {
		a.At = db.clock()
	}
	if a.TakesBack != 0 {
		if err := past.TakenBack(ctx, tx, a.TakesBack); err != nil {
			return false, err
		}
	}
	a.ID, err = columns.InsertedID[recruit.ActivityID](tx.ExecContext(ctx, `INSERT INTO activity (at, actor_id, actor, action, candidate_id, job_id, interview_id, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, columns.Micros(a.At), columns.OrNull(a.ActorID), a.Actor, a.Action,
		columns.OrNull(a.CandidateID), columns.OrNull(a.JobID), columns.OrNull(a.InterviewID), a.Text))
	return err == nil, err
}

// addChange adds a line about a change that can be taken back.
func (db *DB) addChange(ctx context.Context, tx columns.Runner, log recruit.Activity, part recruit.Part, item int64, was, now string) error {
	added, err := db.addLine(ctx, tx, &log)
	if err != nil || !added {
		return err
	}
	return past.Add(ctx, tx, recruit.PastChange{Activity: log, Part: part, Item: item, Was: was, Now: now})
}

// changing does something to a row, and adds a line about the change that can be taken
// back. key finds the row.
func (db *DB) changing(ctx context.Context, tx columns.Runner, log recruit.Activity, part recruit.Part, item int64, key []any, do func() error) error {
	was, err := past.Row(ctx, tx, part, key...)
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	now, err := past.Row(ctx, tx, part, key...)
	if err != nil {
		return err
	}
	return db.addChange(ctx, tx, log, part, item, was, now)
}

// PastChanges lists changes that can be taken back, newest first. Who sees a part of the
// workspace is told of their own.
func (db *DB) PastChanges(ctx context.Context, f recruit.PastChangeFilter) (all []recruit.PastChange, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if see.Part {
			f.ActorID = see.Me.ID
			if f.CandidateID == 0 || see.Me.ID == 0 {
				return nil
			}
			if _, err := candidateIn(ctx, tx, see, f.CandidateID); err != nil {
				return err
			}
		}
		all, err = past.List(ctx, tx, f, db.clock())
		return err
	})
	return all, err
}

// TakeBack makes of a note, a link or a file what it was before a change. A candidate or
// a job goes, if it was new and nobody has worked on it since; any other change of theirs
// is taken back by saving them.
func (db *DB) TakeBack(ctx context.Context, c recruit.PastChange, log recruit.Activity) error {
	log.TakesBack = c.ID
	err := db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if see.Part {
			if c.Part != recruit.PartNote || c.CandidateID == 0 {
				return see.Refuse()
			}
			if c.JobID != 0 {
				if _, err := jobIn(ctx, tx, see, c.JobID); err != nil {
					return err
				}
			}
		}
		if c.CandidateID != 0 {
			if err := notErased(ctx, tx, see, c.CandidateID); err != nil {
				return err
			}
		}
		if c.Part == recruit.PartCandidate || c.Part == recruit.PartJob {
			if err := past.RemoveNew(ctx, tx, c); err != nil {
				return err
			}
		} else if err := past.Restore(ctx, tx, c); err != nil {
			return err
		}
		if c.Part == recruit.PartApplication && c.Was == "" { // no letter about any stage of this link is true any more
			if err := withdrawLetters(ctx, tx, recruit.Application{CandidateID: c.CandidateID, JobID: c.JobID}, db.clock()); err != nil {
				return err
			}
		}
		if err := past.Wiped(ctx, tx, c, db.clock()); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
	if err == nil && c.Was == "" {
		db.forget(ctx)
	}
	return err
}

// Tidy forgets what cannot be taken back any more, and wipes the content of files whose
// removal is among it.
func (db *database) Tidy(ctx context.Context) error {
	due := false
	err := db.read(ctx, func(tx *sql.Tx) (err error) {
		due, err = past.Due(ctx, tx, db.clock())
		return err
	})
	if err != nil || !due {
		return err
	}
	wiped := false
	err = db.writeQuietly(ctx, func(tx *sql.Tx) (err error) {
		wiped, err = past.Tidy(ctx, tx, db.clock())
		return err
	})
	if err == nil && wiped {
		db.forget(ctx)
	}
	return err
}

// notesOf lists what was written about a candidate, the newest first.
func notesOf(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.CandidateID) ([]recruit.Note, error) {
	seen, args := see.Note()
	rows, err := tx.QueryContext(ctx, `SELECT n.id, n.candidate_id, ifnull(n.job_id, 0),
		ifnull((SELECT title FROM jobs WHERE jobs.id = n.job_id), ''), ifnull(n.author_id, 0), n.author, n.at, n.edited_at, n.text
		FROM notes n WHERE n.candidate_id = ?`+seen+" ORDER BY n.id DESC", append([]any{id}, args...)...)
	return columns.Collect(rows, err, func(row columns.Scanner) (recruit.Note, error) {
		var n recruit.Note
		err := row.Scan(&n.ID, &n.CandidateID, &n.JobID, &n.JobTitle, &n.AuthorID, &n.Author, columns.Moment(&n.At), columns.Moment(&n.EditedAt), &n.Text)
		return n, err
	})
}

// AddNote adds a note, and returns it with its id.
func (db *DB) AddNote(ctx context.Context, n recruit.Note, log recruit.Activity) (recruit.Note, error) {
	err := db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if err := notErased(ctx, tx, see, n.CandidateID); err != nil {
			return err
		}
		if see.Part && n.JobID != 0 {
			if _, err := jobIn(ctx, tx, see, n.JobID); err != nil {
				return err
			}
		}
		if n.At.IsZero() {
			n.At = db.clock()
		}
		n.At = columns.Stored(n.At)
		var err error
		n.ID, err = columns.InsertedID[recruit.NoteID](tx.ExecContext(ctx, "INSERT INTO notes (candidate_id, job_id, author_id, author, at, text) VALUES (?, ?, ?, ?, ?, ?)",
			n.CandidateID, columns.OrNull(n.JobID), columns.OrNull(n.AuthorID), n.Author, columns.Micros(n.At), n.Text))
		if err == nil {
			err = fulltext.Note(ctx, tx, n)
		}
		if err != nil {
			return err
		}
		log.CandidateID = n.CandidateID
		row, err := past.Row(ctx, tx, recruit.PartNote, n.ID)
		if err != nil {
			return err
		}
		return db.addChange(ctx, tx, log, recruit.PartNote, int64(n.ID), "", row)
	})
	return n, err
}

// ChangeNote stores another text of the note whose text was seen.
func (db *DB) ChangeNote(ctx context.Context, n recruit.Note, seen string, log recruit.Activity) (recruit.Note, error) {
	n.EditedAt = columns.Stored(n.EditedAt)
	return n, db.onNote(ctx, n, log, fulltext.Note, "UPDATE notes AS n SET text = ?, edited_at = ? WHERE id = ? AND candidate_id = ? AND text = ?",
		n.Text, columns.Micros(n.EditedAt), n.ID, n.CandidateID, seen)
}

// RemoveNote removes a note whose text is still the one that n has.
func (db *DB) RemoveNote(ctx context.Context, n recruit.Note, log recruit.Activity) error {
	return db.onNote(ctx, n, log, nil, "DELETE FROM notes AS n WHERE id = ? AND candidate_id = ? AND text = ?", n.ID, n.CandidateID, n.Text)
}

// onNote changes one note n, which has to be seen, does what is to be done then, and logs it.
func (db *DB) onNote(ctx context.Context, n recruit.Note, log recruit.Activity, then func(context.Context, columns.Runner, recruit.Note) error, query string, args ...any) error {
	return db.writeAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if err := notErased(ctx, tx, see, n.CandidateID); err != nil {
			return err
		}
		log.CandidateID = n.CandidateID
		return db.changing(ctx, tx, log, recruit.PartNote, int64(n.ID), []any{n.ID}, func() error {
			seen, more := see.Note()
			ok, err := columns.ChangedOne(tx.ExecContext(ctx, query+seen, slices.Concat(args, more)...))
			if err == nil && !ok {
				err = &recruit.Problem{Kind: recruit.ErrStale, Sentence: "This note was changed or removed in the meantime; look at the notes again."}
			}
			if err == nil && then != nil {
				err = then(ctx, tx, n)
			}
			return err
		})
	})
}
