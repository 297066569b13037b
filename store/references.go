package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

// InterviewByReference finds the interview whose meeting has this mark at the
// head of its agenda; ErrNotFound when no interview has it.
func (db *DB) InterviewByReference(ctx context.Context, reference string) (id recruit.InterviewID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT id FROM interviews WHERE reference = ? AND reference <> ''", reference).Scan(&id)
		return absent(err, "No interview here has the reference %s.", reference)
	})
	return id, err
}
