package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

// ofOneView is the key of a context whose reads are of one view.
type ofOneView struct{}

// oneView is such a view, of the database in at. Its reads come one after the other.
type oneView struct {
	at *database
	tx *sql.Tx
}

// Together runs fn, which reads with its context and changes nothing, on one consistent view of
// the workspace: its reads do not wait for a connection one by one, behind those of screens. They
// come one after the other, from one goroutine.
func (db *DB) Together(ctx context.Context, fn func(ctx context.Context) error) error {
	at := db.database.current()
	pool := at.visits
	if pool == nil {
		pool = at.readers
	}
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return db.problem(ctx, err)
	}
	defer tx.Rollback()
	return fn(context.WithValue(ctx, ofOneView{}, oneView{at: at, tx: tx}))
}

// read runs fn on one consistent view of the workspace.
func (db *database) read(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if view, is := ctx.Value(ofOneView{}).(oneView); is && view.at == db.current() {
		return db.problem(ctx, fn(view.tx))
	}
	tx, err := db.current().readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return db.problem(ctx, err)
	}
	defer tx.Rollback()
	return db.problem(ctx, fn(tx))
}

// write runs fn in one transaction that has the right to write from its start,
// so that what fn reads stays true until it is committed. Screens of this
// process hear of it at once.
func (db *database) write(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return db.writeAbout(ctx, func(tx *sql.Tx) (recruit.Change, error) { return recruit.Change{}, fn(tx) })
}

// writeAbout is write for what knows what it is about.
func (db *database) writeAbout(ctx context.Context, fn func(tx *sql.Tx) (recruit.Change, error)) error {
	var about recruit.Change
	var number int64
	err := db.writeQuietly(ctx, func(tx *sql.Tx) (err error) {
		if about, err = fn(tx); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, "UPDATE pulse SET commits = commits + 1 RETURNING commits").Scan(&number)
	})
	if err == nil {
		db.own.made(number)
		db.announce(about)
	}
	return err
}

// writeQuietly is write for what no other screen shows.
func (db *database) writeQuietly(ctx context.Context, fn func(tx *sql.Tx) error) error {
	at, err := db.forWriting(ctx)
	if err != nil {
		return db.problem(ctx, err)
	}
	if err := at.standsFirm(ctx); err != nil {
		return db.problem(ctx, err)
	}
	tx, err := at.writer.BeginTx(ctx, nil)
	if err != nil {
		return db.problem(ctx, err)
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return db.problem(ctx, err)
	}
	if how, err := at.standing(); err != nil || how != stands { // it took a while, or waited for its turn
		return db.problem(ctx, errors.Join(err, tx.Rollback(), at.standsFirm(ctx)))
	}
	return db.problem(ctx, tx.Commit())
}

// VisibleTo returns the workspace as a member may read it. An interviewer finds
// the interviews that they organise or are invited to, with their candidates and
// jobs, and themselves; everything else is not there. Recruiters and read-only
// members find everything but the SSH keys of others; an admin finds those, too.
// What they change is checked by the services as everybody's is, and here once
// more. Out of a part nobody gets back to the whole.
func (db *DB) VisibleTo(m recruit.Member) recruit.Store {
	if db.see.Part {
		return db
	}
	return &DB{database: db.database, see: scope.Of(m)}
}

// read runs fn on one consistent view of the workspace, for those who see all of
// it.
func (db *DB) read(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if err := db.see.Refuse(); err != nil {
		return err
	}
	return db.database.read(ctx, fn)
}

// readAs is read for queries that leave out what is not seen.
func (db *DB) readAs(ctx context.Context, fn func(tx *sql.Tx, see scope.Scope) error) error {
	return db.database.read(ctx, func(tx *sql.Tx) error { return fn(tx, db.see) })
}

// write runs fn in one transaction, for those who see the whole workspace.
func (db *DB) write(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if err := db.see.Refuse(); err != nil {
		return err
	}
	return db.database.write(ctx, fn)
}

// writeQuietly is write for what no other screen shows.
func (db *DB) writeQuietly(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if err := db.see.Refuse(); err != nil {
		return err
	}
	return db.database.writeQuietly(ctx, fn)
}

// writeAbout is writeAs for what knows what it is about.
func (db *DB) writeAbout(ctx context.Context, fn func(tx *sql.Tx, see scope.Scope) (recruit.Change, error)) error {
	return db.database.writeAbout(ctx, func(tx *sql.Tx) (recruit.Change, error) { return fn(tx, db.see) })
}

// writeAs is write for what changes nothing that is not seen.
func (db *DB) writeAs(ctx context.Context, fn func(tx *sql.Tx, see scope.Scope) error) error {
	return db.database.write(ctx, func(tx *sql.Tx) error { return fn(tx, db.see) })
}

// problem says what went wrong with the workspace in a sentence for people. A
// Problem and the end of ctx pass unchanged.
func (db *database) problem(ctx context.Context, err error) error {
	return problem.Explain(ctx, db.dir, err)
}

// readOnlyProblem says that nothing can be written.
func (db *database) readOnlyProblem(cause error) *recruit.Problem {
	if problem.IsFullDisk(cause) {
		return problem.Unavailable(cause, problem.FullDisk(db.dir))
	}
	return problem.Unavailable(cause, "The workspace in "+db.dir+" is open for reading only, so nothing was saved; check the permissions of the folder.")
}

// roomToWork is how much CheckWriting writes.
const roomToWork = 64 << 10

// CheckWriting finds out whether something can be saved now, by writing: a row
// that is taken away again in the same transaction, and a file beside the database,
// because the log of the database may have room inside of a disk that has none.
func (db *database) CheckWriting(ctx context.Context) error {
	filler := strings.Repeat(".", roomToWork)
	err := db.writeQuietly(ctx, func(tx *sql.Tx) error {
		const key = "check.writing"
		if _, err := tx.ExecContext(ctx, "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, filler); err != nil {
			return err
		}
		return removeSetting(ctx, tx, key)
	})
	if err != nil || db.hosted {
		return err
	}
	return db.problem(ctx, db.writeBeside(filler))
}

// writeBeside writes a file beside the database, to the disk, and removes it.
func (db *database) writeBeside(content string) error {
	path := filepath.Join(db.dir, ".check")
	file, err := owner.Create(path, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("make a file beside the database: %w", err)
	}
	_, err = file.WriteString(content)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if gone := os.Remove(path); !errors.Is(gone, fs.ErrNotExist) { // another process may have looked as well
		err = errors.Join(err, gone)
	}
	if err != nil {
		return fmt.Errorf("write a file beside the database: %w", err)
	}
	return nil
}
