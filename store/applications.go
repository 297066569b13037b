package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

const applicationColumns = `a.id, a.candidate_id, a.job_id, j.title, a.stage, a.stage_since, a.external_id, a.external_source, a.version, a.created_at`

func scanApplication(row scanner) (recruit.Application, error) {
	var a recruit.Application
	err := row.Scan(&a.ID, &a.CandidateID, &a.JobID, &a.JobTitle, &a.Stage, moment{&a.StageSince}, &a.ExternalID, &a.ExternalSource, &a.Version, moment{&a.CreatedAt})
	return a, err
}

// SaveApplication links (ID 0) or moves a candidate, and returns the link with
// its new version. Every stage is kept with its time and who chose it.
func (db *DB) SaveApplication(ctx context.Context, a recruit.Application, log recruit.Activity) (recruit.Application, error) {
	err := db.write(ctx, func(tx *sql.Tx) error {
		id, err := db.saveApplication(ctx, tx, a, 0, log.ActorID)
		if err != nil {
			return duplicate(err, "job", "This candidate is linked to that job already.")
		}
		a, err = scanApplication(tx.QueryRowContext(ctx, "SELECT "+applicationColumns+
			" FROM applications a JOIN jobs j ON j.id = a.job_id WHERE a.id = ?", id))
		if err != nil {
			return err
		}
		log.CandidateID, log.JobID = a.CandidateID, a.JobID
		return db.addActivity(ctx, tx, log)
	})
	return a, err
}

// RemoveApplication unlinks a candidate, with the stages that the link went
// through; the log keeps them.
func (db *DB) RemoveApplication(ctx context.Context, a recruit.Application, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM stage_changes WHERE application_id = ?", a.ID); err != nil {
			return err
		}
		ok, err := changedOne(tx.ExecContext(ctx, "DELETE FROM applications WHERE id = ? AND version = ?", a.ID, a.Version))
		if err != nil {
			return err
		}
		if !ok {
			return missed(ctx, tx, "applications", int64(a.ID), "this candidate's stage")
		}
		log.CandidateID, log.JobID = a.CandidateID, a.JobID
		return db.addActivity(ctx, tx, log)
	})
}

func (db *DB) saveApplication(ctx context.Context, tx runner, a recruit.Application, batch recruit.BatchID, by recruit.MemberID) (recruit.ApplicationID, error) {
	if a.StageSince.IsZero() {
		a.StageSince = db.clock()
	}
	if a.ID == 0 {
		if a.CreatedAt.IsZero() {
			a.CreatedAt = a.StageSince
		}
		a.Version = 0
		result, err := tx.ExecContext(ctx, `INSERT INTO applications (candidate_id, job_id, stage, stage_since, sort_key, external_id, external_source, version, batch_id, created_at)
			SELECT c.id, ?, ?, ?, c.sort_key, ?, ?, 1, ?, ? FROM candidates c WHERE c.id = ? AND c.erased_at IS NULL`,
			a.JobID, a.Stage, micros(a.StageSince), a.ExternalID, a.ExternalSource, orNull(batch), micros(a.CreatedAt), a.CandidateID)
		if err != nil {
			return 0, dangling(err, "The job is not in the workspace (any more); choose another one.")
		}
		if ok, err := changedOne(result, nil); err != nil || !ok {
			return 0, recruit.NotFound("There is no candidate %d (any more); search for the name under Candidates.", a.CandidateID)
		}
		if a.ID, err = insertedID[recruit.ApplicationID](result, nil); err != nil {
			return 0, err
		}
	} else {
		ok, err := changedOne(tx.ExecContext(ctx, `UPDATE applications SET stage = ?, stage_since = ?, version = version + 1
			WHERE id = ? AND version = ?`, a.Stage, micros(a.StageSince), a.ID, a.Version))
		if err != nil {
			return 0, err
		}
		if !ok {
			return 0, missed(ctx, tx, "applications", int64(a.ID), "this candidate's stage")
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO stage_changes (application_id, version, stage, since, member_id) VALUES (?, ?, ?, ?, ?)",
		a.ID, a.Version+1, a.Stage, micros(a.StageSince), orNull(by))
	return a.ID, err
}
