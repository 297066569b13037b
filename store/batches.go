package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/hold"
)

// The states of an import as they are kept. One that has begun is under way while
// a process holds it.
const (
	importBegun   = "begun"
	importStopped = "stopped"
	importDone    = "done"
	importUndoing = "undoing"
)

// BeginImport begins an import, or goes on with one of the same content that did
// not come to its end. log is what the activity says of it.
func (db *DB) BeginImport(ctx context.Context, i recruit.Import, log func(id recruit.BatchID, resumed bool) recruit.Activity) (b recruit.Begun, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		if b.ID, err = unfinished(ctx, tx, db, i.Kind, i.Content); err != nil {
			return err
		}
		if b.Resumed = b.ID != 0; b.Resumed {
			_, err = tx.ExecContext(ctx, "UPDATE batches SET state = ?, source = ?, file_rows = ? WHERE id = ?", importBegun, i.File, i.FileRows, b.ID)
			if err == nil && slices.Contains(importedKinds(), i.Kind) {
				err = tx.QueryRowContext(ctx, "SELECT count(*) FROM "+i.Kind+" WHERE batch_id = ?", b.ID).Scan(&b.Here)
			}
		} else {
			b.ID, err = columns.InsertedID[recruit.BatchID](tx.ExecContext(ctx, "INSERT INTO batches (source, member_id, started_at, kind, content, file_rows, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
				i.File, columns.OrNull(i.By), columns.Micros(db.clock()), i.Kind, i.Content, i.FileRows, importBegun))
		}
		if err != nil {
			return err
		}
		if b.Release, err = hold.Take(db.holds(b.ID)); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log(b.ID, b.Resumed))
	})
	if err != nil && b.Release != nil {
		b.Release()
		b.Release = nil
	}
	return b, err
}

// holds is the file that the process holds that is at an import.
func (db *DB) holds(id recruit.BatchID) string {
	return filepath.Join(db.beside(), "tmp", "import-"+strconv.FormatInt(int64(id), 10))
}

// Unfinished returns the import of this content that did not come to its end, and
// at which nobody is; 0 when there is none.
func (db *DB) Unfinished(ctx context.Context, kind, content string) (id recruit.BatchID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		id, err = unfinished(ctx, tx, db, kind, content)
		return err
	})
	return id, err
}

func unfinished(ctx context.Context, tx columns.Querier, db *DB, kind, content string) (recruit.BatchID, error) {
	id, err := idWhere[recruit.BatchID](ctx, tx, "SELECT id FROM batches WHERE content = ? AND content <> '' AND kind = ? AND state IN (?, ?) ORDER BY id DESC LIMIT 1",
		content, kind, importBegun, importStopped)
	if err != nil || id != 0 && hold.Held(db.holds(id)) {
		return 0, err
	}
	return id, nil
}

// EndImport says that an import came to its end, or was stopped before.
func (db *DB) EndImport(ctx context.Context, id recruit.BatchID, done bool, log recruit.Activity) error {
	state := importStopped
	if done {
		state = importDone
	}
	return db.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE batches SET state = ? WHERE id = ? AND state = ?", state, id, importBegun); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
}

// importedKinds are what is imported, each called as its table is.
func importedKinds() []string { return []string{"jobs", "candidates", "interviews"} }

// ImportBrought lists the ids of the jobs, candidates or interviews that came with an
// import, in their order.
func (db *DB) ImportBrought(ctx context.Context, batch recruit.BatchID, kind string) (all []recruit.IDRange, err error) {
	if !slices.Contains(importedKinds(), kind) {
		return nil, fmt.Errorf("there are no imports of %q", kind)
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT min(id), max(id) FROM (SELECT id, id - row_number() OVER (ORDER BY id) AS follows FROM `+kind+` WHERE batch_id = ?)
			GROUP BY follows ORDER BY 1`, batch)
		all, err = columns.Collect(rows, err, func(row columns.Scanner) (r recruit.IDRange, err error) {
			err = row.Scan(&r.First, &r.Last)
			return r, err
		})
		return err
	})
	return all, err
}

// PastImports lists the imports, the newest first: those before an id, or with 0
// the newest of all, at most limit.
func (db *DB) PastImports(ctx context.Context, before recruit.BatchID, limit int) (list []recruit.PastImport, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT b.id, b.source, ifnull(m.name, ''), b.started_at, b.undone_at, b.kind, b.file_rows, b.state,
			(SELECT count(*) FROM jobs WHERE batch_id = b.id), (SELECT count(*) FROM candidates WHERE batch_id = b.id),
			(SELECT count(*) FROM applications WHERE batch_id = b.id), (SELECT count(*) FROM interviews WHERE batch_id = b.id),
			(SELECT count(*) FROM candidate_files WHERE batch_id = b.id) + (SELECT count(*) FROM job_files WHERE batch_id = b.id),
			(SELECT count(*) FROM notes n JOIN candidates c ON c.id = n.candidate_id WHERE n.batch_id = b.id AND c.batch_id IS NOT b.id),
			(SELECT count(*) FROM candidate_numbers WHERE batch_id = b.id), (SELECT count(*) FROM jobs WHERE source_batch_id = b.id)
			FROM batches b LEFT JOIN members m ON m.id = b.member_id WHERE ?1 = 0 OR b.id < ?1 ORDER BY b.id DESC LIMIT ?2+0`, before, limit)
		list, err = columns.Collect(rows, err, func(row columns.Scanner) (i recruit.PastImport, err error) {
			err = row.Scan(&i.ID, &i.File, &i.By, columns.Moment(&i.At), columns.Moment(&i.UndoneAt), &i.Kind, &i.FileRows, &i.State, &i.Jobs, &i.Candidates, &i.Links, &i.Interviews, &i.Documents, &i.Notes, &i.Numbers, &i.Sources)
			switch held := func() bool { return hold.Held(db.holds(i.ID)) }; {
			case i.State == importBegun && held():
				i.State = recruit.ImportUnderWay
			case i.State == importBegun:
				i.State = recruit.ImportInterrupted
			case i.State == importUndoing && held():
				i.State = recruit.ImportBeingUndone
			}
			return i, err
		})
		return err
	})
	return list, err
}

// openBatch refuses to add to an import that does not exist, or is taken back.
func openBatch(ctx context.Context, tx *sql.Tx, batch recruit.BatchID) error {
	known, err := idWhere[recruit.BatchID](ctx, tx, "SELECT id FROM batches WHERE id = ? AND undone_at IS NULL", batch)
	if err == nil && known == 0 {
		return &recruit.Problem{Kind: recruit.ErrNotFound, Cause: errNoBatch, Sentence: fmt.Sprintf("There is no import %d, or it was undone already.", batch)}
	}
	return err
}

// addsTo refuses to add to an import of which the undo has begun.
func addsTo(ctx context.Context, tx *sql.Tx, batch recruit.BatchID) error {
	if err := openBatch(ctx, tx, batch); err != nil {
		return err
	}
	undoing, err := idWhere[recruit.BatchID](ctx, tx, "SELECT id FROM batches WHERE id = ? AND state = ?", batch, importUndoing)
	if err == nil && undoing != 0 {
		return &recruit.Problem{Kind: recruit.ErrRefused, Cause: errNoBatch, Sentence: fmt.Sprintf("Import %d is being taken back, and nothing can be added to it; import the file again when it is.", batch)}
	}
	return err
}

var errNoBatch = errors.New("no open import")

// idWhere returns the id that query finds, 0 when it finds none.
func idWhere[ID ~int64](ctx context.Context, tx columns.Querier, query string, args ...any) (ID, error) {
	var id ID
	err := tx.QueryRowContext(ctx, query, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}
