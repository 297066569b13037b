package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

// ImportFile attaches a stored file to a candidate as part of an import. added is
// false when the candidate has the same content already.
func (db *DB) ImportFile(ctx context.Context, batch recruit.BatchID, id recruit.CandidateID, f recruit.File, log recruit.Activity) (added bool, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		if err := openBatch(ctx, tx, batch); err != nil {
			return err
		}
		if err := notErased(ctx, tx, id); err != nil {
			return err
		}
		added, err = changedOne(tx.ExecContext(ctx, `INSERT INTO candidate_files (candidate_id, sha256, name, kind, added_at, batch_id) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, id, f.SHA256, f.Name, f.Kind, micros(db.clock()), batch))
		if err != nil {
			return dangling(err, "The file's content is not in the workspace; add the file again.")
		}
		if !added {
			return nil
		}
		log.CandidateID = id
		return db.addActivity(ctx, tx, log)
	})
	return added, err
}

// ImportJobFile attaches a stored file to a job as part of an import.
func (db *DB) ImportJobFile(ctx context.Context, batch recruit.BatchID, id recruit.JobID, f recruit.File, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if err := openBatch(ctx, tx, batch); err != nil {
			return err
		}
		added, err := changedOne(tx.ExecContext(ctx, `INSERT INTO job_files (job_id, sha256, name, kind, added_at, batch_id) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, id, f.SHA256, f.Name, f.Kind, micros(db.clock()), batch))
		if err != nil {
			return dangling(err, "The job, or the file's content, is not in the workspace; add the file again.")
		}
		if !added {
			return nil
		}
		log.JobID = id
		return db.addActivity(ctx, tx, log)
	})
}
