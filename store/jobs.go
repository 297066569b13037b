package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

var jobFields = columns[recruit.Job]{
	readOnly("id", func(j *recruit.Job) *recruit.JobID { return &j.ID }),
	plain("title", func(j *recruit.Job) *string { return &j.Title }),
	plain("department", func(j *recruit.Job) *string { return &j.Department }),
	plain("location", func(j *recruit.Job) *string { return &j.Location }),
	plain("description", func(j *recruit.Job) *string { return &j.Description }),
	derived("search_text", func(j *recruit.Job) any { return searchText(j.Title, j.Department, j.Location) }),
	plain("external_id", func(j *recruit.Job) *string { return &j.ExternalID }),
	plain("external_source", func(j *recruit.Job) *string { return &j.ExternalSource }),
	plain("status", func(j *recruit.Job) *recruit.JobStatus { return &j.Status }),
	textList("stages", func(j *recruit.Job) *[]string { return &j.Stages }),
	readOnly("version", func(j *recruit.Job) *int { return &j.Version }),
	onlyOnce(instant("created_at", func(j *recruit.Job) *time.Time { return &j.CreatedAt })),
	instant("closed_at", func(j *recruit.Job) *time.Time { return &j.ClosedAt }),
}

// How a job j is read, inserted and updated.
var (
	jobColumns = jobFields.read("j") + ", " + jobDamage
	insertsJob = jobFields.insert("jobs", "version", "batch_id")
	updatesJob = jobFields.update("jobs", ", version = version + 1 WHERE id = ? AND version = ?")
)

func scanJob(row scanner) (recruit.Job, error) {
	var j recruit.Job
	err := row.Scan(jobFields.into(&j, &j.Damage)...)
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
			err := lenient{row}.Scan(jobFields.into(&s.Job, &s.Damage, &s.Candidates, &s.Interviews)...)
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
	if j.ID == 0 {
		if j.CreatedAt.IsZero() {
			j.CreatedAt = db.clock()
		}
		return insertedID[recruit.JobID](tx.ExecContext(ctx, insertsJob, jobFields.values(&j, 1, orNull(batch))...))
	}
	ok, err := changedOne(tx.ExecContext(ctx, updatesJob, jobFields.changes(&j, j.ID, j.Version)...))
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
