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

// PastImports lists the imports, the newest first: those before an id, or with 0
// the newest of all, at most limit.
func (db *DB) PastImports(ctx context.Context, before recruit.BatchID, limit int) (list []recruit.PastImport, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT b.id, b.source, ifnull(m.name, ''), b.started_at, b.undone_at,
			(SELECT count(*) FROM jobs WHERE batch_id = b.id), (SELECT count(*) FROM candidates WHERE batch_id = b.id),
			(SELECT count(*) FROM applications WHERE batch_id = b.id), (SELECT count(*) FROM interviews WHERE batch_id = b.id),
			(SELECT count(*) FROM candidate_files WHERE batch_id = b.id) + (SELECT count(*) FROM job_files WHERE batch_id = b.id)
			FROM batches b LEFT JOIN members m ON m.id = b.member_id WHERE ?1 = 0 OR b.id < ?1 ORDER BY b.id DESC LIMIT ?2`, before, limit)
		list, err = collect(rows, err, func(row scanner) (i recruit.PastImport, err error) {
			err = row.Scan(&i.ID, &i.File, &i.By, moment{&i.At}, moment{&i.UndoneAt}, &i.Jobs, &i.Candidates, &i.Links, &i.Interviews, &i.Documents)
			return i, err
		})
		return err
	})
	return list, err
}

// ImportJobs adds jobs. Row by row it says under which id the job is known, and
// whether it is new: one whose external id is known already is left as it is, and
// one that the workspace does not take stops no other. With an error come the rows
// that were written until then.
func (db *DB) ImportJobs(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) ([]recruit.Imported[recruit.JobID], error) {
	return importRows(ctx, db, batch, jobs, "job", oneByOne(func(tx runner, j recruit.Job) (recruit.JobID, bool, error) {
		known, err := idWhere[recruit.JobID](ctx, tx, `SELECT id FROM jobs WHERE external_id = ?1 AND external_id <> ''
			AND external_source = ?2 AND (external_source <> '' OR title = ?3)`, j.ExternalID, j.ExternalSource, j.Title)
		if err != nil || known != 0 {
			return known, false, err
		}
		j.ID = 0
		id, err := db.saveJob(ctx, tx, j, batch)
		return id, true, err
	}))
}

// ImportApplications links candidates to jobs as ImportJobs adds jobs. A link
// that exists is left in its stage; it only learns its external id.
func (db *DB) ImportApplications(ctx context.Context, batch recruit.BatchID, links []recruit.Application) ([]recruit.Imported[recruit.ApplicationID], error) {
	return importRows(ctx, db, batch, links, "", oneByOne(func(tx runner, a recruit.Application) (recruit.ApplicationID, bool, error) {
		known, err := idWhere[recruit.ApplicationID](ctx, tx, "SELECT id FROM applications WHERE candidate_id = ? AND job_id = ?", a.CandidateID, a.JobID)
		if err == nil && known != 0 && a.ExternalID != "" {
			_, err = tx.ExecContext(ctx, `UPDATE applications SET external_id = ?1, external_source = ?2 WHERE id = ?3
				AND (external_id = '' OR external_id = ?1 AND external_source = '')`, a.ExternalID, a.ExternalSource, known)
		}
		if err != nil || known != 0 {
			return known, false, err
		}
		a.ID = 0
		id, err := db.saveApplication(ctx, tx, a, batch, 0)
		return id, true, err
	}))
}

// ImportInterviews adds interviews that were arranged elsewhere, with all that
// belongs to them, as ImportJobs adds jobs. KnownInterview says which are known.
func (db *DB) ImportInterviews(ctx context.Context, batch recruit.BatchID, interviews []recruit.Commit) ([]recruit.Imported[recruit.InterviewID], error) {
	return importRows(ctx, db, batch, interviews, "", oneByOne(func(tx runner, c recruit.Commit) (recruit.InterviewID, bool, error) {
		known, err := knownInterview(ctx, tx, c.Interview)
		if err != nil || known != 0 {
			return known, false, err
		}
		c.Interview.ID = 0
		id, err := db.saveInterview(ctx, tx, c.Interview)
		if err != nil {
			return 0, false, dangling(err, "The candidate, the job or the organiser is not in the workspace (any more).")
		}
		if _, err := tx.ExecContext(ctx, "UPDATE interviews SET batch_id = ? WHERE id = ?", batch, id); err != nil {
			return 0, false, err
		}
		if err := replacePeople(ctx, tx, id, c.People); err != nil {
			return 0, false, err
		}
		if err := db.addVersion(ctx, tx, id, *c.Version); err != nil {
			return 0, false, err
		}
		for _, line := range c.Activity {
			line.InterviewID = id
			if err := db.addActivity(ctx, tx, line); err != nil {
				return 0, false, err
			}
		}
		return id, true, nil
	}))
}

// KnownInterview returns the interview that one of another system is here, 0
// when there is none: it has the same external id, or it is or was, with the
// same candidate, for the same job, at the same time. Two external ids at one
// time are two interviews.
func (db *DB) KnownInterview(ctx context.Context, i recruit.Interview) (id recruit.InterviewID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		id, err = knownInterview(ctx, tx, i)
		return err
	})
	return id, err
}

func knownInterview(ctx context.Context, tx querier, i recruit.Interview) (recruit.InterviewID, error) {
	known, err := idWhere[recruit.InterviewID](ctx, tx, `SELECT id FROM interviews WHERE external_id = ?1 AND external_id <> ''
		AND external_source = ?2 AND (external_source <> '' OR candidate_id = ?3)`, i.ExternalID, i.ExternalSource, i.CandidateID)
	if err != nil || known != 0 {
		return known, err
	}
	return idWhere[recruit.InterviewID](ctx, tx, `SELECT i.id FROM interviews i WHERE i.candidate_id = ? AND i.job_id = ? AND (i.external_id = '' OR ? = '' OR i.external_source <> ?)
		AND EXISTS (SELECT 1 FROM interview_versions v WHERE v.interview_id = i.id AND v.start_at = ?)`, i.CandidateID, i.JobID, i.ExternalID, i.ExternalSource, i.Start.UnixMicro())
}

// ApplicationsByExternalID returns the links that another system knows under
// one number: none, one, or one for each of several jobs.
func (db *DB) ApplicationsByExternalID(ctx context.Context, external string) (list []recruit.Application, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+applicationColumns+` FROM applications a JOIN jobs j ON j.id = a.job_id
			WHERE a.external_id = ? AND a.external_id <> '' ORDER BY a.id LIMIT 100`, external)
		list, err = collect(rows, err, scanApplication)
		return err
	})
	return list, err
}

// openBatch refuses a batch that does not exist or was undone.
func openBatch(ctx context.Context, tx *sql.Tx, batch recruit.BatchID) error {
	known, err := idWhere[recruit.BatchID](ctx, tx, "SELECT id FROM batches WHERE id = ? AND undone_at IS NULL", batch)
	if err == nil && known == 0 {
		return &recruit.Problem{Kind: recruit.ErrNotFound, Cause: errNoBatch, Sentence: fmt.Sprintf("There is no import %d, or it was undone already.", batch)}
	}
	return err
}

var errNoBatch = errors.New("no open import")

// idWhere returns the id that query finds, 0 when it finds none.
func idWhere[ID ~int64](ctx context.Context, tx querier, query string, args ...any) (ID, error) {
	var id ID
	err := tx.QueryRowContext(ctx, query, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}
