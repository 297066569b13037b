package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

// InterviewByUID returns the interview whose calendar entry has this UID.
func (db *DB) InterviewByUID(ctx context.Context, uid string) (id recruit.InterviewID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT id FROM interviews WHERE uid = ? AND uid <> ''", uid).Scan(&id)
		return absent(err, "This answer belongs to no interview of this workspace.")
	})
	return id, err
}
