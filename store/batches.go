package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"recruitty/recruit"
)

// BeginBatch begins an import. source says where its rows come from, by whom
// (0 for nobody) who imports.
func (db *DB) BeginBatch(ctx context.Context, source string, by recruit.MemberID) (id recruit.BatchID, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		id, err = insertedID[recruit.BatchID](tx.ExecContext(ctx, "INSERT INTO batches (source, member_id, started_at) VALUES (?, ?, ?)",
			source, orNull(by), micros(db.clock())))
		return err
	})
	return id, err
}

// ImportJobs adds jobs in one transaction. Row by row it says under which id
// the job is known, and whether it is new: one whose external id is known
// already is left as it is.
func (db *DB) ImportJobs(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) (ids []recruit.JobID, added []bool, err error) {
	return importRows(ctx, db, batch, jobs, "job", func(tx runner, j recruit.Job) (recruit.JobID, bool, error) {
		known, err := idWhere[recruit.JobID](ctx, tx, "SELECT id FROM jobs WHERE external_id = ? AND external_id <> ''", j.ExternalID)
		if err != nil || known != 0 {
			return known, false, err
		}
		j.ID = 0
		id, err := db.saveJob(ctx, tx, j, batch)
		return id, true, err
	})
}

// ImportCandidates adds candidates as ImportJobs adds jobs. A candidate is
// known by the external id, or by the e-mail address.
func (db *DB) ImportCandidates(ctx context.Context, batch recruit.BatchID, candidates []recruit.Candidate) (ids []recruit.CandidateID, added []bool, err error) {
	return importRows(ctx, db, batch, candidates, "candidate", func(tx runner, c recruit.Candidate) (recruit.CandidateID, bool, error) {
		known, err := idWhere[recruit.CandidateID](ctx, tx, "SELECT id FROM candidates WHERE external_id = ? AND external_id <> ''", c.ExternalID)
		if err == nil && known == 0 {
			known, err = idWhere[recruit.CandidateID](ctx, tx, "SELECT id FROM candidates WHERE email = ? AND email <> ''", c.Email)
		}
		if err != nil || known != 0 {
			return known, false, err
		}
		c.ID = 0
		id, err := db.saveCandidate(ctx, tx, c, batch)
		return id, true, err
	})
}

// ImportApplications links candidates to jobs as ImportJobs adds jobs. A link
// that exists is left in its stage.
func (db *DB) ImportApplications(ctx context.Context, batch recruit.BatchID, links []recruit.Application) (ids []recruit.ApplicationID, added []bool, err error) {
	return importRows(ctx, db, batch, links, "", func(tx runner, a recruit.Application) (recruit.ApplicationID, bool, error) {
		known, err := idWhere[recruit.ApplicationID](ctx, tx, "SELECT id FROM applications WHERE candidate_id = ? AND job_id = ?", a.CandidateID, a.JobID)
		if err != nil || known != 0 {
			return known, false, err
		}
		a.ID = 0
		id, err := db.saveApplication(ctx, tx, a, batch, 0)
		return id, true, err
	})
}

// importRows adds all rows with add in one transaction. New rows of a batch
// are not indexed one by one, but all at the end ("job" or "candidate" names
// the index): that is several times faster.
func importRows[Row any, ID ~int64](ctx context.Context, db *DB, batch recruit.BatchID, rows []Row, index string,
	add func(runner, Row) (ID, bool, error),
) (ids []ID, added []bool, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		if err := openBatch(ctx, tx, batch); err != nil {
			return err
		}
		first := ID(0)
		repeated := &preparing{Tx: tx, prepared: make(map[string]*sql.Stmt)}
		for n, row := range rows {
			id, isNew, err := add(repeated, row)
			if err != nil {
				return fmt.Errorf("import row %d: %w", n+1, err)
			}
			if isNew && first == 0 {
				first = id // ids only rise, so these rows and no others have one from here on
			}
			ids, added = append(ids, id), append(added, isNew)
		}
		if index == "" || first == 0 {
			return nil
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO "+index+"_search (rowid, search_text) SELECT id, search_text FROM "+index+"s WHERE id >= ?", first)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return ids, added, nil
}

// openBatch refuses a batch that does not exist or was undone.
func openBatch(ctx context.Context, tx *sql.Tx, batch recruit.BatchID) error {
	known, err := idWhere[recruit.BatchID](ctx, tx, "SELECT id FROM batches WHERE id = ? AND undone_at IS NULL", batch)
	if err == nil && known == 0 {
		return recruit.NotFound("There is no import %d, or it was undone already.", batch)
	}
	return err
}

// idWhere returns the id that query finds, 0 when it finds none.
func idWhere[ID ~int64](ctx context.Context, tx querier, query string, args ...any) (ID, error) {
	var id ID
	err := tx.QueryRowContext(ctx, query, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// UndoBatch takes back what an import added, and says how many rows (jobs,
// candidates and links) it removed and how many it kept: those that somebody
// has worked on since, by an edit, a note, a file, a link or an interview.
func (db *DB) UndoBatch(ctx context.Context, batch recruit.BatchID) (kept, removed int, err error) {
	// A link goes first, for a candidate or job that is still linked stays.
	const untouchedLink = `batch_id = ? AND version = 1 AND NOT EXISTS (SELECT 1 FROM interviews i
		WHERE i.candidate_id = applications.candidate_id AND i.job_id = applications.job_id)`
	steps := []struct{ count, query string }{
		{"", "DELETE FROM stage_changes WHERE application_id IN (SELECT id FROM applications WHERE " + untouchedLink + ")"},
		{"applications", "DELETE FROM applications WHERE " + untouchedLink},
		{"candidates", `DELETE FROM candidates WHERE batch_id = ? AND version = 1
			AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.candidate_id = candidates.id)
			AND NOT EXISTS (SELECT 1 FROM interviews i WHERE i.candidate_id = candidates.id)
			AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.candidate_id = candidates.id)
			AND NOT EXISTS (SELECT 1 FROM candidate_files f WHERE f.candidate_id = candidates.id)`},
		{"jobs", `DELETE FROM jobs WHERE batch_id = ? AND version = 1
			AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.job_id = jobs.id)
			AND NOT EXISTS (SELECT 1 FROM interviews i WHERE i.job_id = jobs.id)
			AND NOT EXISTS (SELECT 1 FROM job_files f WHERE f.job_id = jobs.id)`},
	}
	err = db.write(ctx, func(tx *sql.Tx) error {
		kept, removed = 0, 0
		if err := openBatch(ctx, tx, batch); err != nil {
			return err
		}
		for _, step := range steps {
			result, err := tx.ExecContext(ctx, step.query, batch)
			if err != nil {
				return fmt.Errorf("undo the import: %w", err)
			}
			if step.count == "" {
				continue
			}
			gone, err := result.RowsAffected()
			if err != nil {
				return fmt.Errorf("count removed rows: %w", err)
			}
			var left int
			if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM "+step.count+" WHERE batch_id = ?", batch).Scan(&left); err != nil {
				return err
			}
			removed, kept = removed+int(gone), kept+left
		}
		_, err := tx.ExecContext(ctx, "UPDATE batches SET undone_at = ? WHERE id = ?", micros(db.clock()), batch)
		return err
	})
	return kept, removed, err
}
