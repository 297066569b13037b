package store

import (
	"context"
	"database/sql"
	"time"

	"recruitty/recruit"
)

// callPrefix begins the keys under which calls are counted: the day in UTC and
// the host follow it.
const callPrefix = "zoom.calls/"

func callKey(host string, at time.Time) string {
	return callPrefix + at.UTC().Format(time.DateOnly) + "/" + host
}

var _ recruit.CallLedger = (*DB)(nil)

// AddCalls counts n more calls of a host on the day of at. The counts of days
// that are over are removed.
func (db *DB) AddCalls(ctx context.Context, host string, at time.Time, n int) error {
	return db.writeQuietly(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + excluded.value`, callKey(host, at), n)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM settings WHERE key >= ? AND key < ?", callPrefix, callKey("", at.AddDate(0, 0, -1)))
		return err
	})
}

// Calls returns how many calls of a host were counted on the day of at, 0 to who
// sees a part of the workspace.
func (db *DB) Calls(ctx context.Context, host string, at time.Time) (n int, err error) {
	if db.see.part {
		return 0, nil
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT ifnull(max(CAST(value AS INTEGER)), 0) FROM settings WHERE key = ?", callKey(host, at)).Scan(&n)
	})
	return n, err
}
