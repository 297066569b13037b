package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/hold"
)

// undoneAtOnce is how many rows one transaction of an undo removes, so that others
// who work in the workspace hardly wait, and whoever ends it does not either.
const undoneAtOnce = 2500

// undoing is how the rows of one table are taken back. ?1 is the batch; the rows
// looked at are those behind id ?2 up to id ?3.
type undoing struct {
	table     string
	untouched string   // of rows that nobody has worked on since
	before    []string // removes what belongs to such rows; the condition on them follows
	index     string   // the search index of the table
}

// wipes wipes the content of files that only one owner in a table of links has, by
// the import; other is where files of others may have the same content.
func wipes(links, other string) string {
	return fmt.Sprintf(`UPDATE files SET content = x'', size = 0, content_type = 'application/octet-stream',
	erased_at = max(created_at, (SELECT started_at FROM batches WHERE id = ?1))
	WHERE erased_at IS NULL AND sha256 IN (SELECT sha256 FROM %[1]s WHERE batch_id = ?1)
	AND (SELECT count(*) FROM %[1]s f WHERE f.sha256 = files.sha256) = 1
	AND NOT EXISTS (SELECT 1 FROM %[2]s o WHERE o.sha256 = files.sha256)
	AND NOT EXISTS (SELECT 1 FROM interview_files o WHERE o.sha256 = files.sha256)`, links, other)
}

// undone lists the tables in the order in which they are taken back: interviews
// go first and then links, for what one of them is about stays.
func undone() []undoing {
	return []undoing{
		{
			table: "interviews", untouched: "revision = 1 AND NOT EXISTS (SELECT 1 FROM effects e WHERE e.interview_id = interviews.id) AND NOT EXISTS (SELECT 1 FROM scorecards c WHERE c.interview_id = interviews.id)",
			before: []string{"DELETE FROM participants WHERE interview_id IN ", "DELETE FROM interview_files WHERE interview_id IN ", "DELETE FROM interview_versions WHERE interview_id IN "},
		},
		{
			table: "applications",
			untouched: `version = 1 AND NOT EXISTS (SELECT 1 FROM interviews i
				WHERE i.candidate_id = applications.candidate_id AND i.job_id = applications.job_id)`,
			before: []string{"DELETE FROM stage_changes WHERE application_id IN "},
		},
		{
			table: "candidates", index: "candidate_search",
			untouched: `version = 1
				AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.candidate_id = candidates.id)
				AND NOT EXISTS (SELECT 1 FROM interviews i WHERE i.candidate_id = candidates.id)
				AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.candidate_id = candidates.id)
				AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.candidate_id = candidates.id AND (n.batch_id IS NOT candidates.batch_id OR n.edited_at > (SELECT started_at FROM batches WHERE id = ?1)))
				AND NOT EXISTS (SELECT 1 FROM candidate_files f WHERE f.candidate_id = candidates.id AND f.batch_id IS NOT candidates.batch_id)`,
			// The documents that the import attached go too, and their content, unless
			// someone else has it.
			before: []string{wipes("candidate_files", "job_files") + " AND (SELECT f.candidate_id FROM candidate_files f WHERE f.sha256 = files.sha256) IN ", "DELETE FROM candidate_files WHERE candidate_id IN "},
		},
		{
			table: "jobs", index: "job_search",
			untouched: `version = 1
				AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.job_id = jobs.id)
				AND NOT EXISTS (SELECT 1 FROM interviews i WHERE i.job_id = jobs.id)
				AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.job_id = jobs.id)
				AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.job_id = jobs.id)
				AND NOT EXISTS (SELECT 1 FROM kits k WHERE k.job_id = jobs.id)
				AND NOT EXISTS (SELECT 1 FROM job_files f WHERE f.job_id = jobs.id AND f.batch_id IS NOT jobs.batch_id)`,
			before: []string{wipes("job_files", "candidate_files") + " AND (SELECT f.job_id FROM job_files f WHERE f.sha256 = files.sha256) IN ", "DELETE FROM job_files WHERE job_id IN "},
		},
	}
}

// underWay refuses an undo of an import that someone is at, or is taking back.
func underWay(ctx context.Context, tx *sql.Tx, batch recruit.BatchID) error {
	undoing, err := idWhere[recruit.BatchID](ctx, tx, "SELECT id FROM batches WHERE id = ? AND state = ?", batch, importUndoing)
	if err != nil {
		return err
	}
	sentence := "Import %d is still under way; stop it where it runs, and take it back then."
	if undoing != 0 {
		sentence = "Import %d is being taken back already; wait until that is done."
	}
	return &recruit.Problem{Kind: recruit.ErrRefused, Sentence: fmt.Sprintf(sentence, batch)}
}

// UndoBatch takes back what an import added, and says how many rows (jobs,
// candidates, links, interviews, and notes and numbers of those who were here
// before, with whose number a job has) it removed and how many it kept: those that
// someone has worked on since, by an edit, a note, a file, a link or an interview. It goes
// step by step, each of which is done as a whole or not at all, and ends between
// two of them when ctx does; told, unless it is nil, hears how many rows are done,
// of how many. With an error comes what was done until then; asked again it goes
// on with the rest. That it began, and that it is over, stands in the activity log.
// An import that is under way is refused.
func (db *DB) UndoBatch(ctx context.Context, batch recruit.BatchID, log recruit.UndoLog, told func(done, all int)) (u recruit.Undone, err error) {
	stopped, ctx := ctx, context.WithoutCancel(ctx)
	tables := undone()
	var release func()
	err = db.write(ctx, func(tx *sql.Tx) (err error) {
		if err := openBatch(ctx, tx, batch); err != nil {
			return err
		}
		release, err = hold.Take(db.holds(batch))
		if errors.Is(err, hold.ErrHeld) {
			return underWay(ctx, tx, batch)
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE batches SET state = ? WHERE id = ?", importUndoing, batch); err != nil {
			return err
		}
		if u.Left, err = countBatch(ctx, tx, batch, tables); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log.Begun)
	})
	if release != nil {
		defer release()
	}
	if err != nil {
		return recruit.Undone{}, err
	}
	defer db.inBulk(ctx)()
	all := u.Left
	for _, t := range tables {
		for last := int64(0); ; {
			if err := stopped.Err(); err != nil {
				return u, err
			}
			looked, gone, next, err := db.undoStep(ctx, batch, t, last)
			if err != nil {
				return u, db.stopped(err)
			}
			if looked == 0 {
				break
			}
			last = next
			u.Removed, u.Kept, u.Left = u.Removed+gone, u.Kept+looked-gone, max(0, u.Left-looked)
			if told != nil {
				told(all-u.Left, all)
			}
		}
		if t.index != "" {
			if err := db.forgetWords(ctx, t, stopped.Err); err != nil {
				return u, db.stopped(err)
			}
		}
	}
	before := u.Removed
	err = db.write(ctx, func(tx *sql.Tx) error {
		// Those who were here before lose what the import attached to them.
		const known = "(SELECT id FROM candidates WHERE batch_id IS NOT ?1)"
		for _, query := range []string{
			wipes("candidate_files", "job_files") + " AND (SELECT f.candidate_id FROM candidate_files f WHERE f.sha256 = files.sha256) IN " + known,
			"DELETE FROM candidate_files WHERE batch_id = ?1 AND candidate_id IN " + known,
		} {
			if _, err := tx.ExecContext(ctx, query, batch); err != nil {
				return fmt.Errorf("undo the import: %w", err)
			}
		}
		u.Removed = before
		for _, query := range []string{
			"DELETE FROM candidate_numbers WHERE batch_id = ?1",
			"UPDATE jobs SET external_source = '', source_batch_id = NULL WHERE source_batch_id = ?1",
			"DELETE FROM notes WHERE batch_id = ?1 AND edited_at IS NULL AND candidate_id IN " + known,
		} {
			result, err := tx.ExecContext(ctx, query, batch)
			if err != nil {
				return fmt.Errorf("undo the import: %w", err)
			}
			gone, err := result.RowsAffected()
			if err != nil {
				return fmt.Errorf("undo the import: %w", err)
			}
			u.Removed += int(gone)
		}
		if _, err := tx.ExecContext(ctx, "UPDATE batches SET undone_at = ?, state = 'undone' WHERE id = ? AND undone_at IS NULL", columns.Micros(db.clock()), batch); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log.Over(u))
	})
	return u, err
}

// countBatch counts the rows that an import added and that are still here.
func countBatch(ctx context.Context, tx columns.Querier, batch recruit.BatchID, tables []undoing) (all int, err error) {
	for _, t := range tables {
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM "+t.table+" WHERE batch_id = ?", batch).Scan(&n); err != nil {
			return 0, fmt.Errorf("count the rows of an import: %w", err)
		}
		all += n
	}
	return all, nil
}

// undoStep looks at the next rows of a batch behind the id last, and removes those
// that nobody has worked on.
func (db *DB) undoStep(ctx context.Context, batch recruit.BatchID, t undoing, last int64) (looked, gone int, next int64, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		looked, gone, next = 0, 0, last
		if err := openBatch(ctx, tx, batch); err != nil {
			return err
		}
		err := tx.QueryRowContext(ctx, "SELECT count(*), ifnull(max(id), 0) FROM (SELECT id FROM "+t.table+" WHERE batch_id = ? AND id > ? ORDER BY id LIMIT ?+0)",
			batch, last, undoneAtOnce).Scan(&looked, &next)
		if err != nil || looked == 0 {
			return err
		}
		these := " FROM " + t.table + " WHERE batch_id = ?1 AND id > ?2 AND id <= ?3 AND " + t.untouched
		for _, query := range t.before {
			if _, err := tx.ExecContext(ctx, query+"(SELECT id"+these+")", batch, last, next); err != nil {
				return fmt.Errorf("undo the import: %w", err)
			}
		}
		// Taking each word out of where it stands costs a hundred times more than
		// noting that it is gone; forgetWords does the rest.
		if err := t.command(ctx, tx, "'secure-delete', 0", "'automerge', 0"); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, "DELETE"+these, batch, last, next)
		if err != nil {
			return fmt.Errorf("undo the import: %w", err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			return fmt.Errorf("count removed rows: %w", err)
		}
		gone = int(n)
		return t.command(ctx, tx, "'merge', 0", "'automerge', 4", "'secure-delete', 1") // merging writes down what was noted
	})
	if err != nil {
		return 0, 0, last, err
	}
	return looked, gone, next, nil
}

// command tells the search index of a table, if it has one, something.
func (t undoing) command(ctx context.Context, tx *sql.Tx, commands ...string) error {
	if t.index == "" {
		return nil
	}
	return tellIndex(ctx, tx, t.index, commands...)
}

// pagesAtOnce is how many pages of a search index one transaction writes anew.
const pagesAtOnce = 500

// forgetWords takes the words of removed rows out of the search index, by writing
// it anew part by part, until stopped returns an error.
func (db *DB) forgetWords(ctx context.Context, t undoing, stopped func() error) error {
	for first := true; ; first = false {
		if err := stopped(); err != nil {
			return err
		}
		over := false
		err := db.write(ctx, func(tx *sql.Tx) error {
			var left bool
			if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+t.table+")").Scan(&left); err != nil {
				return err
			}
			if over = !left; over {
				_, err := tx.ExecContext(ctx, "INSERT INTO "+t.index+" ("+t.index+") VALUES ('delete-all')")
				return err
			}
			pages := pagesAtOnce
			if first {
				pages = -pages // all parts become one
			}
			var before, after int64
			if err := tx.QueryRowContext(ctx, "SELECT total_changes()").Scan(&before); err != nil {
				return err
			}
			if err := t.command(ctx, tx, fmt.Sprintf("'merge', %d", pages)); err != nil {
				return err
			}
			err := tx.QueryRowContext(ctx, "SELECT total_changes()").Scan(&after)
			over = after-before < 2
			return err
		})
		if err != nil || over {
			return err
		}
	}
}
