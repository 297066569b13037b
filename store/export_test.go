package store

import (
	"context"
	"fmt"
)

// LimitPages fills the disk of an open workspace, or makes room again, as far as
// SQLite can tell.
func (db *DB) LimitPages(ctx context.Context, most int) error {
	_, err := db.current().writer.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", most))
	return err
}
