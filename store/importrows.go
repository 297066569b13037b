package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"syscall"

	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// ImportJobs adds jobs. Row by row it says under which id the job is known, and
// whether it is new: one whose external id is known already is left as it is, and
// one that the workspace does not take stops no other. With an error come the rows
// that were written until then.
func (db *DB) ImportJobs(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) ([]recruit.Imported[recruit.JobID], error) {
	return importRows(ctx, db, batch, jobs, "job", oneByOne(func(tx columns.Runner, j recruit.Job) (recruit.JobID, bool, error) {
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
	return importRows(ctx, db, batch, links, "", oneByOne(func(tx columns.Runner, a recruit.Application) (recruit.ApplicationID, bool, error) {
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
	return importRows(ctx, db, batch, interviews, "", oneByOne(func(tx columns.Runner, c recruit.Commit) (recruit.InterviewID, bool, error) {
		known, err := knownInterview(ctx, tx, c.Interview)
		if err != nil || known != 0 {
			return known, false, err
		}
		c.Interview.ID = 0
		id, err := db.saveInterview(ctx, tx, c.Interview)
		if err != nil {
			return 0, false, problem.Dangling(err, "The candidate, the job or the organiser is not in the workspace.")
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

func knownInterview(ctx context.Context, tx columns.Querier, i recruit.Interview) (recruit.InterviewID, error) {
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
		list, err = columns.Collect(rows, err, scanApplication)
		return err
	})
	return list, err
}

// addRows adds rows of an import, each by itself when they are to be told apart,
// and says of each under which id it is known and whether it is new. With an error
// it says which row it came from, -1 when it cannot tell.
type addRows[Row any, ID ~int64] func(tx columns.Runner, rows []Row, apart bool) (done []recruit.Imported[ID], at int, err error)

// oneByOne adds rows with add, which says under which id a row is known, and
// whether it is new.
func oneByOne[Row any, ID ~int64](add func(columns.Runner, Row) (ID, bool, error)) addRows[Row, ID] {
	return func(tx columns.Runner, rows []Row, _ bool) ([]recruit.Imported[ID], int, error) {
		done := make([]recruit.Imported[ID], 0, len(rows))
		for n, row := range rows {
			id, isNew, err := add(tx, row)
			if err != nil {
				return nil, n, err
			}
			done = append(done, recruit.Imported[ID]{ID: id, Added: isNew})
		}
		return done, -1, nil
	}
}

// importRows adds rows with add, as many as possible in one transaction. A row
// that the workspace does not take is left out with the reason: what stood before
// it is written without it, and the rest goes on behind it. Trouble with the
// workspace itself ends it, and what was written until then comes back with it.
func importRows[Row any, ID ~int64](ctx context.Context, db *DB, batch recruit.BatchID, rows []Row, index string, add addRows[Row, ID]) ([]recruit.Imported[ID], error) {
	all := make([]recruit.Imported[ID], 0, len(rows))
	if len(rows) == 0 {
		_, _, err := importTogether(ctx, db, batch, rows, index, false, add)
		return all, err
	}
	defer db.inBulk(ctx)()
	apart := false
	for size := len(rows); len(all) < len(rows); {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		part := rows[len(all):][:min(size, len(rows)-len(all))]
		done, at, err := importTogether(ctx, db, batch, part, index, apart, add)
		switch {
		case err == nil:
			all = append(all, done...)
			size, apart = size*2, false
		case !refusesRow(ctx, err):
			return all, db.stopped(err)
		case at < 0 && !apart:
			apart = true
		case at > 0:
			size = at
		case at == 0 || len(part) == 1:
			all = append(all, recruit.Imported[ID]{Refused: err})
			size = len(rows)
		default: // nobody knows which row it is
			size = len(part) / 2
		}
	}
	return all, nil
}

// importTogether adds rows in one transaction. With an error it says which row
// it came from, -1 when it came from none. New rows of a batch are not indexed one
// by one, but all at the end ("job" or "candidate" names the index), and the index
// is put in order less often than for single rows: that is several times faster.
func importTogether[Row any, ID ~int64](ctx context.Context, db *DB, batch recruit.BatchID, rows []Row, index string, apart bool, add addRows[Row, ID],
) (done []recruit.Imported[ID], at int, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		at = -1
		if err := addsTo(ctx, tx, batch); err != nil {
			return err
		}
		var err error
		if done, at, err = add(tx, rows, apart); err != nil {
			return err
		}
		at = -1
		// Ids only rise, so the new rows and no others have one from the first on.
		first := slices.IndexFunc(done, func(one recruit.Imported[ID]) bool { return one.Added })
		if index == "" || first < 0 {
			return nil
		}
		search := index + "_search"
		if err := tellIndex(ctx, tx, search, "'automerge', 16"); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO "+search+" (rowid, search_text) SELECT id, search_text FROM "+index+"s WHERE id >= ?", done[first].ID); err != nil {
			return err
		}
		return tellIndex(ctx, tx, search, "'merge', 0", "'automerge', 4") // merging writes down what was noted
	})
	return done, at, err
}

// tellIndex gives commands to a search index, each with its value.
func tellIndex(ctx context.Context, tx columns.Runner, index string, commands ...string) error {
	for _, command := range commands {
		if _, err := tx.ExecContext(ctx, "INSERT INTO "+index+" ("+index+", rank) VALUES ("+command+")"); err != nil {
			return fmt.Errorf("tell the search index: %w", err)
		}
	}
	return nil
}

// stopped is what ends something of which a part is written: that nothing was saved,
// as is said of a full disk, is true of the last part only.
func (db *DB) stopped(err error) error {
	if problem.IsFullDisk(err) {
		return problem.Unavailable(err, "The disk that holds "+db.dir+" is full; make room.")
	}
	return err
}

// refusesRow reports whether err is about a row, so that others may well be
// written: not the end of ctx, and not trouble with the workspace itself.
func refusesRow(ctx context.Context, err error) bool {
	var known *recruit.Problem
	switch {
	case ctx.Err() != nil, problem.IsFullDisk(err), errors.Is(err, errNoBatch), errors.Is(err, sql.ErrConnDone), errors.Is(err, sql.ErrTxDone),
		errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.EROFS):
		return false
	}
	switch problem.ResultCode(err) & 0xff {
	case 0:
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN,
		sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT,
		sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_SCHEMA:
		return false
	default:
		return true
	}
	return !errors.As(err, &known) || !errors.Is(err, recruit.ErrStorage) || errors.Is(err, recruit.ErrDamaged)
}

// inBulk lets the writing connection work for many rows at once, until the function
// that it returns is called. What a statement would have to take back stays in
// memory; the log is written into the database more seldom, because most pages are
// changed again soon; and fewer pages are kept, because hardly any is read again.
// None of it decides about what is kept when the machine stops.
func (db *DB) inBulk(ctx context.Context) (over func()) {
	if db.hosted {
		return func() {}
	}
	ctx = context.WithoutCancel(ctx)
	set := func(store, log, cache string) {
		at, err := db.forWriting(ctx)
		if err == nil {
			_, err = at.writer.ExecContext(ctx, "PRAGMA temp_store = "+store+"; PRAGMA wal_autocheckpoint = "+log+"; PRAGMA cache_size = "+cache)
		}
		if err != nil {
			db.log.Warn("prepare for many rows", "error", err)
		}
	}
	set("MEMORY", "16000", "-14336")
	return func() { set("DEFAULT", "1000", writerCache) }
}
