package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"recruitty/recruit"
)

const jobColumns = `j.id, j.title, j.department, j.location, j.description, j.external_id, j.external_source, j.status, j.stages, j.version, j.created_at, j.closed_at, ` + jobDamage

func jobFields(j *recruit.Job) []any {
	return []any{&j.ID, &j.Title, &j.Department, &j.Location, &j.Description, &j.ExternalID, &j.ExternalSource, &j.Status, list{&j.Stages}, &j.Version,
		moment{&j.CreatedAt}, moment{&j.ClosedAt}, &j.Damage}
}

func scanJob(row scanner) (recruit.Job, error) {
	var j recruit.Job
	err := row.Scan(jobFields(&j)...)
	return j, err
}

// Job returns a job.
func (db *DB) Job(ctx context.Context, id recruit.JobID) (j recruit.Job, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		j, err = jobIn(ctx, tx, see, id)
		return err
	})
	return j, err
}

func jobIn(ctx context.Context, tx *sql.Tx, see scope, id recruit.JobID) (recruit.Job, error) {
	one, args := see.one(ownJobs, id)
	j, err := scanJob(tx.QueryRowContext(ctx, "SELECT "+jobColumns+" FROM jobs j WHERE j.id = "+one, args...))
	return j, unreadable(ctx, see.absent(err, "job", "There is no job %d; the jobs are listed under Jobs.", id), "job", id)
}

// Jobs lists jobs, newest first, with how many candidates are linked and how
// many interviews are still ahead.
func (db *DB) Jobs(ctx context.Context, f recruit.JobFilter) ([]recruit.JobSummary, error) {
	if f.Query == "" && !f.Brief {
		return db.jobs(ctx, f)
	}
	return searchTogether(ctx, db, f, false, slices.Clone[[]recruit.JobSummary], db.jobs)
}

func (db *DB) jobs(ctx context.Context, f recruit.JobFilter) (jobs []recruit.JobSummary, err error) {
	columns := jobColumns
	if f.Brief {
		columns = strings.Replace(columns, "j.description", "''", 1)
	}
	var where conditions
	if question, asked := match(f.Query); asked {
		where.add("j.id IN (SELECT rowid FROM job_search WHERE job_search MATCH ?)", question)
	}
	if f.Status != "" {
		where.add("j.status = ?", f.Status)
	}
	if f.After != 0 {
		where.add("j.id < ?", f.After)
	}
	err = db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		see.where(&where, "j.id", ownJobs)
		args := slices.Concat(see.args(1), []any{micros(db.clock())}, see.args(1), where.with(limitOf(f.Limit, 500)))
		rows, err := tx.QueryContext(ctx, "SELECT "+columns+`,
			(SELECT count(*) FROM applications a`+see.byCandidate()+` WHERE a.job_id = j.id AND a.sort_key IS NOT NULL`+see.in("a.candidate_id", ownCandidates)+`),
			(SELECT count(*) FROM interviews i`+see.first()+` WHERE i.job_id = j.id AND i.status = 'scheduled' AND i.start_at >= ?`+see.in("i.id", ownInterviews)+`)
			FROM jobs j `+where.clause()+" ORDER BY j.id DESC LIMIT ?+0", args...)
		jobs, err = collect(rows, err, func(row scanner) (recruit.JobSummary, error) {
			var s recruit.JobSummary
			err := lenient{row}.Scan(append(jobFields(&s.Job), &s.Candidates, &s.Interviews)...)
			if len(s.Stages) == 0 {
				s.Stages = recruit.DefaultStages()
			}
			return s, err
		})
		return err
	})
	return jobs, err
}

// SaveJob adds (ID 0) or changes a job, and returns it with its new version.
// An external id that another job has is ErrDuplicate.
func (db *DB) SaveJob(ctx context.Context, j recruit.Job, log recruit.Activity) (recruit.Job, error) {
	err := db.write(ctx, func(tx *sql.Tx) error {
		id, err := db.saveJob(ctx, tx, j, 0)
		if err != nil {
			return duplicate(err, "external_id", "There is a job with the external id "+j.ExternalID+" already.")
		}
		log.JobID = id
		if err := db.addActivity(ctx, tx, log); err != nil {
			return err
		}
		j, err = jobIn(ctx, tx, scope{}, id)
		return err
	})
	return j, err
}

func (db *DB) saveJob(ctx context.Context, tx runner, j recruit.Job, batch recruit.BatchID) (recruit.JobID, error) {
	if len(j.Stages) == 0 {
		j.Stages = recruit.DefaultStages()
	}
	if j.Status == "" {
		j.Status = recruit.JobOpen
	}
	found := searchText(j.Title, j.Department, j.Location)
	if j.ID == 0 {
		if j.CreatedAt.IsZero() {
			j.CreatedAt = db.clock()
		}
		return insertedID[recruit.JobID](tx.ExecContext(ctx, `INSERT INTO jobs
			(title, department, location, description, search_text, external_id, external_source, status, stages, version, batch_id, created_at, closed_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)`, j.Title, j.Department, j.Location, j.Description, found,
			j.ExternalID, j.ExternalSource, j.Status, listed(j.Stages), orNull(batch), micros(j.CreatedAt), micros(j.ClosedAt)))
	}
	ok, err := changedOne(tx.ExecContext(ctx, `UPDATE jobs SET title = ?, department = ?, location = ?, description = ?, search_text = ?,
		external_id = ?, external_source = ?, status = ?, stages = ?, closed_at = ?, version = version + 1 WHERE id = ? AND version = ?`,
		j.Title, j.Department, j.Location, j.Description, found, j.ExternalID, j.ExternalSource, j.Status, listed(j.Stages), micros(j.ClosedAt), j.ID, j.Version))
	if err == nil && !ok {
		err = missed(ctx, tx, "jobs", int64(j.ID), "this job")
	}
	return j.ID, err
}

// JobFiles lists a job's documents, the job description first.
func (db *DB) JobFiles(ctx context.Context, id recruit.JobID) (files []recruit.File, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope) error {
		if _, err := jobIn(ctx, tx, see, id); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT l.sha256, l.name, f.size, f.content_type, l.kind, 0
			FROM job_files l JOIN files f USING (sha256) WHERE l.job_id = ?
			ORDER BY l.kind <> 'job_description', l.added_at DESC, l.name`, id)
		files, err = collect(rows, err, scanFile)
		return err
	})
	return files, err
}
