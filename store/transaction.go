package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"recruitty/recruit"
)

// read runs fn on one consistent view of the workspace.
func (db *database) read(ctx context.Context, fn func(tx *sql.Tx) error) error {
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

// changedOne reports whether a statement changed exactly the row it was meant for.
func changedOne(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("count changed rows: %w", err)
	}
	return n == 1, nil
}

// insertedID is the id that a new row was given.
func insertedID[ID ~int64](result sql.Result, err error) (ID, error) {
	if err != nil {
		return 0, err
	}
	id, err := result.LastInsertId()
	return ID(id), err
}

// runner runs statements in a transaction.
type runner interface {
	querier
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}
