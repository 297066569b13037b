package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/details"
	"recruitty/store/past"
	"recruitty/store/problem"
	"recruitty/store/scope"
	"recruitty/store/terms"
)

var jobFields = columns.Of[recruit.Job]{
	columns.ReadOnly("id", func(j *recruit.Job) *recruit.JobID { return &j.ID }),
	columns.Plain("title", func(j *recruit.Job) *string { return &j.Title }),
	columns.Plain("department", func(j *recruit.Job) *string { return &j.Department }),
	columns.Plain("location", func(j *recruit.Job) *string { return &j.Location }),
	columns.Plain("description", func(j *recruit.Job) *string { return &j.Description }),
	columns.Derived("search_text", func(j *recruit.Job) any { return terms.Text(j.Title, j.Department, j.Location) }),
	columns.Plain("external_id", func(j *recruit.Job) *string { return &j.ExternalID }),
	columns.Plain("external_source", func(j *recruit.Job) *string { return &j.ExternalSource }),
	columns.Plain("status", func(j *recruit.Job) *recruit.JobStatus { return &j.Status }),
	columns.TextList("stages", func(j *recruit.Job) *[]string { return &j.Stages }),
	columns.ReadOnly("version", func(j *recruit.Job) *int { return &j.Version }),
	columns.OnlyOnce(columns.Instant("created_at", func(j *recruit.Job) *time.Time { return &j.CreatedAt })),
	columns.Instant("closed_at", func(j *recruit.Job) *time.Time { return &j.ClosedAt }),
}

// How a job j is read, inserted and updated.
var (
	jobColumns = jobFields.Read("j") + ", " + jobDamage
	insertsJob = jobFields.Insert("jobs", "version", "batch_id")
	updatesJob = jobFields.Update("jobs", ", version = version + 1 WHERE id = ? AND version = ?")
)

func scanJob(row columns.Scanner) (recruit.Job, error) {
	var j recruit.Job
	err := row.Scan(jobFields.Into(&j, &j.Damage)...)
	return j, err
}

// Job returns a job.
func (db *DB) Job(ctx context.Context, id recruit.JobID) (j recruit.Job, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		j, err = jobIn(ctx, tx, see, id)
		return err
	})
	return j, err
}

func jobIn(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.JobID) (recruit.Job, error) {
	one, args := see.One(scope.Jobs, id)
	j, err := scanJob(tx.QueryRowContext(ctx, "SELECT "+jobColumns+" FROM jobs j WHERE j.id = "+one, args...))
	return j, problem.Unreadable(ctx, see.Absent(err, "job", "There is no job %d; the jobs are listed under Jobs.", id), "job", id)
}

// Jobs lists jobs, newest first, with how many candidates are linked and how
// many interviews are ahead, one that goes on included.
func (db *DB) Jobs(ctx context.Context, f recruit.JobFilter) ([]recruit.JobSummary, error) {
	if f.Query == "" && !f.Brief {
		return db.jobs(ctx, f)
	}
	return searchTogether(ctx, db, f, false, slices.Clone[[]recruit.JobSummary], db.jobs)
}

func (db *DB) jobs(ctx context.Context, f recruit.JobFilter) (jobs []recruit.JobSummary, err error) {
	read := jobColumns
	if f.Brief {
		read = strings.Replace(read, "j.description", "''", 1)
	}
	var where columns.Conditions
	if question, asked := terms.Match(f.Query); asked {
		where.Add("j.id IN (SELECT rowid FROM job_search WHERE job_search MATCH ?)", question)
	}
	if f.Status != "" {
		where.Add("j.status = ?", f.Status)
	}
	if f.After != 0 {
		where.Add("j.id < ?", f.After)
	}
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		see.Where(&where, "j.id", scope.Jobs)
		now := db.clock()
		args := slices.Concat(see.Args(1), []any{columns.Micros(now.Add(-recruit.MaxDuration)), columns.Micros(now)}, see.Args(1), where.With(limitOf(f.Limit, 500)))
		rows, err := tx.QueryContext(ctx, "SELECT "+read+`,
			(SELECT count(*) FROM applications a`+see.ByCandidate()+` WHERE a.job_id = j.id AND a.sort_key IS NOT NULL`+see.In("a.candidate_id", scope.Candidates)+`),
			(SELECT count(*) FROM interviews i`+see.First()+` WHERE i.job_id = j.id AND i.status = 'scheduled' AND i.start_at >= ? AND i.start_at + i.duration_seconds * 1000000 > ?`+see.In("i.id", scope.Interviews)+`)
			FROM jobs j `+where.Clause()+" ORDER BY j.id DESC LIMIT ?+0", args...)
		jobs, err = columns.Collect(rows, err, func(row columns.Scanner) (recruit.JobSummary, error) {
			var s recruit.JobSummary
			err := columns.Lenient(row).Scan(jobFields.Into(&s.Job, &s.Damage, &s.Candidates, &s.Interviews)...)
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
	err := db.write(ctx, func(tx *sql.Tx) (err error) {
		was := ""
		if j.ID != 0 {
			before, err := jobIn(ctx, tx, scope.Scope{}, j.ID)
			if err != nil {
				return err
			}
			if was, err = past.Record(&before); err != nil {
				return err
			}
		}
		if log.JobID, err = db.saveJob(ctx, tx, j, 0); err != nil {
			return problem.Duplicate(err, "external_id", "There is a job with the external id "+j.ExternalID+" already.")
		}
		if j, err = jobIn(ctx, tx, scope.Scope{}, log.JobID); err != nil {
			return err
		}
		now, err := past.Record(&j)
		if err != nil {
			return err
		}
		return db.addChange(ctx, tx, log, recruit.PartJob, int64(j.ID), was, now)
	})
	return j, err
}

func (db *DB) saveJob(ctx context.Context, tx columns.Runner, j recruit.Job, batch recruit.BatchID) (recruit.JobID, error) {
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
		return columns.InsertedID[recruit.JobID](tx.ExecContext(ctx, insertsJob, jobFields.Values(&j, 1, columns.OrNull(batch))...))
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, updatesJob, jobFields.Changes(&j, j.ID, j.Version)...))
	if err == nil && !ok {
		err = missed(ctx, tx, "jobs", int64(j.ID), "this job")
	}
	return j.ID, err
}

// JobFiles lists a job's documents, the job description first.
func (db *DB) JobFiles(ctx context.Context, id recruit.JobID) (files []recruit.File, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		if _, err := jobIn(ctx, tx, see, id); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT l.sha256, l.name, f.size, f.content_type, l.kind, 0
			FROM job_files l JOIN files f USING (sha256) WHERE l.job_id = ?
			ORDER BY l.kind <> 'job_description', l.added_at DESC, l.name`, id)
		files, err = columns.Collect(rows, err, scanFile)
		return err
	})
	return files, err
}

const applicationColumns = `a.id, a.candidate_id, a.job_id, j.title, a.stage, a.stage_since, a.reason, a.external_id, a.external_source, a.version, a.created_at, j.stages`

func scanApplication(row columns.Scanner) (recruit.Application, error) {
	var a recruit.Application
	var stages string
	err := row.Scan(&a.ID, &a.CandidateID, &a.JobID, &a.JobTitle, &a.Stage, columns.Moment(&a.StageSince), &a.Reason, &a.ExternalID, &a.ExternalSource, &a.Version, columns.Moment(&a.CreatedAt), &stages)
	a.Place = new(pipelines).place(stages, a.Stage)
	return a, err
}

// pipelines reads the stages of jobs as rows name them, one behind the other: as a rule
// a list has few jobs.
type pipelines struct {
	text   string
	stages []string
}

// place is where a stage stands among stages; nowhere where they cannot be read, which
// whoever shows the job says.
func (p *pipelines) place(stages, stage string) recruit.StagePlace {
	if stages == "" || stages == "[]" {
		return recruit.StagePlace{}
	}
	if p.text != stages {
		p.text, p.stages = stages, nil
		if err := json.Unmarshal([]byte(stages), &p.stages); err != nil {
			p.stages = nil
		}
	}
	return recruit.PlaceOf(p.stages, stage)
}

// SaveApplication links (ID 0) or moves a candidate, and returns the link with
// its new version. Every stage is kept with its time and who chose it.
func (db *DB) SaveApplication(ctx context.Context, a recruit.Application, log recruit.Activity) (recruit.Application, error) {
	err := db.write(ctx, func(tx *sql.Tx) (err error) {
		a, err = db.moveApplication(ctx, tx, a, log)
		return err
	})
	return a, err
}

// moveApplication saves a link, takes back letters about a stage that it is not in any
// more, and logs it.
func (db *DB) moveApplication(ctx context.Context, tx *sql.Tx, a recruit.Application, log recruit.Activity) (recruit.Application, error) {
	was, err := past.Row(ctx, tx, recruit.PartApplication, a.ID)
	if err != nil {
		return a, err
	}
	id, err := db.saveApplication(ctx, tx, a, 0, log.ActorID)
	if err != nil {
		return a, problem.Duplicate(err, "job", "This candidate is linked to that job already.")
	}
	a, err = scanApplication(tx.QueryRowContext(ctx, "SELECT "+applicationColumns+
		" FROM applications a JOIN jobs j ON j.id = a.job_id WHERE a.id = ?", id))
	if err != nil {
		return a, err
	}
	if err := withdrawLetters(ctx, tx, a, db.clock()); err != nil {
		return a, err
	}
	log.CandidateID, log.JobID = a.CandidateID, a.JobID
	now, err := past.Row(ctx, tx, recruit.PartApplication, a.ID)
	if err != nil {
		return a, err
	}
	return a, db.addChange(ctx, tx, log, recruit.PartApplication, int64(a.ID), was, now)
}

// RemoveApplication unlinks a candidate, with the stages that the link went
// through; the log keeps them.
func (db *DB) RemoveApplication(ctx context.Context, a recruit.Application, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		was, err := past.Row(ctx, tx, recruit.PartApplication, a.ID)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM stage_changes WHERE application_id = ?", a.ID); err != nil {
			return err
		}
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, "DELETE FROM applications WHERE id = ? AND version = ?", a.ID, a.Version))
		if err != nil {
			return err
		}
		if !ok {
			return missed(ctx, tx, "applications", int64(a.ID), "this candidate's stage")
		}
		a.Stage = "" // no letter about any stage of this link is true any more
		if err := withdrawLetters(ctx, tx, a, db.clock()); err != nil {
			return err
		}
		log.CandidateID, log.JobID = a.CandidateID, a.JobID
		return db.addChange(ctx, tx, log, recruit.PartApplication, int64(a.ID), was, "")
	})
}

func (db *DB) saveApplication(ctx context.Context, tx columns.Runner, a recruit.Application, batch recruit.BatchID, by recruit.MemberID) (recruit.ApplicationID, error) {
	if a.StageSince.IsZero() {
		a.StageSince = db.clock()
	}
	if a.ID == 0 {
		if a.CreatedAt.IsZero() {
			a.CreatedAt = a.StageSince
		}
		a.Version = 0
		result, err := tx.ExecContext(ctx, `INSERT INTO applications (candidate_id, job_id, stage, stage_since, reason, sort_key, external_id, external_source, version, batch_id, created_at)
			SELECT c.id, ?, ?, ?, ?, c.sort_key, ?, ?, 1, ?, ? FROM candidates c WHERE c.id = ? AND c.erased_at IS NULL`,
			a.JobID, a.Stage, columns.Micros(a.StageSince), a.Reason, a.ExternalID, a.ExternalSource, columns.OrNull(batch), columns.Micros(a.CreatedAt), a.CandidateID)
		if err != nil {
			return 0, problem.Dangling(err, "The job is not in the workspace; choose another one.")
		}
		if ok, err := columns.ChangedOne(result, nil); err != nil || !ok {
			return 0, recruit.NotFound("There is no candidate %d (any more); search for the name under Candidates.", a.CandidateID)
		}
		if a.ID, err = columns.InsertedID[recruit.ApplicationID](result, nil); err != nil {
			return 0, err
		}
	} else {
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, `UPDATE applications SET stage = ?, stage_since = ?, reason = ?, version = version + 1
			WHERE id = ? AND version = ?`, a.Stage, columns.Micros(a.StageSince), a.Reason, a.ID, a.Version))
		if err != nil {
			return 0, err
		}
		if !ok {
			return 0, missed(ctx, tx, "applications", int64(a.ID), "this candidate's stage")
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO stage_changes (application_id, version, stage, since, member_id, reason) VALUES (?, ?, ?, ?, ?, ?)",
		a.ID, a.Version+1, a.Stage, columns.Micros(a.StageSince), columns.OrNull(by), a.Reason)
	return a.ID, err
}

// maxOffered is of how many jobs the titles are told.
const maxOffered = 2000

// Vocabulary tells the stages, jobs and people that filters name, as far as they are
// seen. Where there are more jobs than maxOffered, it tells none: what it tells is all.
func (db *DB) Vocabulary(ctx context.Context) (known map[recruit.Field][]string, err error) {
	known = map[recruit.Field][]string{}
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		texts := func(f recruit.Field, most int, query string, args ...any) error {
			rows, err := tx.QueryContext(ctx, query, args...)
			found, err := columns.Collect(rows, err, columns.ScanText)
			if len(found) > 0 && len(found) <= most {
				known[f] = found
			}
			return err
		}
		if err := texts(recruit.ByJob, maxOffered, "SELECT title FROM jobs WHERE TRUE"+see.In("id", scope.Jobs)+" GROUP BY title ORDER BY min(search_text) LIMIT ?+0", append(see.Args(1), maxOffered+1)...); err != nil {
			return err
		}
		// In the order of the pipelines, then those in which someone was left behind.
		if err := texts(recruit.ByStage, maxOffered, `SELECT stage FROM (SELECT s.value AS stage, min(s.key) AS place FROM jobs CROSS JOIN json_each(iif(json_valid(jobs.stages), jobs.stages, '[]')) s
			WHERE s.type = 'text'`+see.In("jobs.id", scope.Jobs)+" GROUP BY s.value) ORDER BY place, stage LIMIT ?+0", append(see.Args(1), maxOffered+1)...); err != nil {
			return err
		}
		used := usedStages
		if see.Part {
			used = func(ctx context.Context, tx *sql.Tx) ([]string, error) {
				rows, err := tx.QueryContext(ctx, "SELECT DISTINCT x.stage FROM applications x WHERE TRUE"+see.In("x.candidate_id", scope.Candidates)+see.In("x.job_id", scope.Jobs)+" ORDER BY x.stage", see.Args(2)...)
				return columns.Collect(rows, err, columns.ScanText)
			}
		}
		stages, err := used(ctx, tx)
		if err != nil {
			return err
		}
		for _, s := range stages {
			if !slices.Contains(known[recruit.ByStage], s) {
				known[recruit.ByStage] = append(known[recruit.ByStage], s)
			}
		}
		if own, whole, err := details.Offered(ctx, tx, see); err != nil {
			return err
		} else if whole && len(own) > 0 {
			known[recruit.ByOwn] = own
		}
		if see.Part {
			return nil // they see nobody of the team but themselves
		}
		err = texts(recruit.ByWith, maxOffered, "SELECT name FROM members WHERE removed_at IS NULL ORDER BY sort_key, id LIMIT ?+0", maxOffered+1)
		if known[recruit.ByWith] != nil {
			known[recruit.ByOwner] = known[recruit.ByWith]
		}
		return err
	})
	return known, err
}

// usedStages are the stages in which someone is, by jumps in their index.
func usedStages(ctx context.Context, tx *sql.Tx) ([]string, error) {
	rows, err := tx.QueryContext(ctx, `WITH RECURSIVE used (stage) AS (SELECT min(stage) FROM applications UNION ALL
		SELECT (SELECT min(stage) FROM applications WHERE stage > used.stage) FROM used WHERE used.stage IS NOT NULL)
		SELECT stage FROM used WHERE stage IS NOT NULL`)
	return columns.Collect(rows, err, columns.ScanText)
}

// Sizes counts what whoever looks sees: jobs that are open, candidates, and interviews
// that have not ended, as the list of those ahead has them.
func (db *DB) Sizes(ctx context.Context) (n recruit.Sizes, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		now := db.clock()
		people, args := "(SELECT candidates FROM pulse)", []any(nil)
		if one := see.In("c.id", scope.Candidates); one != "" { // of everybody the number is kept
			people, args = "(SELECT count(*) FROM candidates c"+see.First()+" WHERE c.sort_key IS NOT NULL"+one+")", see.Args(1)
		}
		all := slices.Concat(see.Args(1), args, []any{columns.Micros(now.Add(-recruit.MaxDuration)), columns.Micros(now)}, see.Args(1))
		return tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM jobs j"+see.First()+" WHERE j.status <> 'closed'"+see.In("j.id", scope.Jobs)+"), "+people+
			", (SELECT count(*) FROM interviews i"+see.First()+" WHERE i.start_at >= ? AND i.start_at + i.duration_seconds * 1000000 > ? AND i.status = 'scheduled'"+see.In("i.id", scope.Interviews)+")", all...).
			Scan(&n.Jobs, &n.Candidates, &n.Interviews)
	})
	return n, err
}
