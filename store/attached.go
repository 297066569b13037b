package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

// AddCandidateFile links a stored file to a candidate; the same content again
// only changes its name and kind.
func (db *DB) AddCandidateFile(ctx context.Context, id recruit.CandidateID, f recruit.File, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if err := notErased(ctx, tx, scope{}, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO candidate_files (candidate_id, sha256, name, kind, added_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET name = excluded.name, kind = excluded.kind`,
			id, f.SHA256, f.Name, f.Kind, micros(db.clock()))
		if err != nil {
			return dangling(err, "The file's content is not in the workspace; add the file again.")
		}
		log.CandidateID = id
		return db.addActivity(ctx, tx, log)
	})
}

// RemoveCandidateFile takes a file from a candidate.
func (db *DB) RemoveCandidateFile(ctx context.Context, id recruit.CandidateID, f recruit.File, log recruit.Activity) error {
	log.CandidateID = id
	return db.detach(ctx, "DELETE FROM candidate_files WHERE candidate_id = ? AND sha256 = ?", int64(id), f, log)
}

// AddJobFile links a stored file to a job; the same content again only changes
// its name and kind.
func (db *DB) AddJobFile(ctx context.Context, id recruit.JobID, f recruit.File, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO job_files (job_id, sha256, name, kind, added_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET name = excluded.name, kind = excluded.kind`,
			id, f.SHA256, f.Name, f.Kind, micros(db.clock()))
		if err != nil {
			return dangling(err, "The job, or the file's content, is not in the workspace; add the file again.")
		}
		log.JobID = id
		return db.addActivity(ctx, tx, log)
	})
}

// RemoveJobFile takes a document from a job.
func (db *DB) RemoveJobFile(ctx context.Context, id recruit.JobID, f recruit.File, log recruit.Activity) error {
	log.JobID = id
	return db.detach(ctx, "DELETE FROM job_files WHERE job_id = ? AND sha256 = ?", int64(id), f, log)
}

// detach takes a file from its owner, and wipes its content when nobody else
// has it: a document of the wrong person is not to stay in the file.
func (db *DB) detach(ctx context.Context, query string, owner int64, f recruit.File, log recruit.Activity) error {
	err := db.write(ctx, func(tx *sql.Tx) error {
		ok, err := changedOne(tx.ExecContext(ctx, query, owner, f.SHA256))
		if err != nil {
			return err
		}
		if !ok {
			return recruit.NotFound("%s is not there any more; look at the files again.", f.Name)
		}
		_, err = tx.ExecContext(ctx, `UPDATE files SET content = x'', size = 0, content_type = 'application/octet-stream', erased_at = ?2 WHERE sha256 = ?1
			AND NOT EXISTS (SELECT 1 FROM job_files o WHERE o.sha256 = ?1)
			AND NOT EXISTS (SELECT 1 FROM candidate_files o WHERE o.sha256 = ?1)
			AND NOT EXISTS (SELECT 1 FROM interview_files o WHERE o.sha256 = ?1)`, f.SHA256, micros(log.At))
		if err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
	if err == nil {
		db.forget(ctx)
	}
	return err
}
