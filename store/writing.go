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

	"recruitty/recruit/owner"
)

// roomToWork is how much CheckWriting writes.
const roomToWork = 64 << 10

// CheckWriting finds out whether something can be saved now, by writing: a row
// that is taken away again in the same transaction, and a file beside the database,
// because the log of the database may have room inside of a disk that has none.
func (db *database) CheckWriting(ctx context.Context) error {
	filler := strings.Repeat(".", roomToWork)
	err := db.writeQuietly(ctx, func(tx *sql.Tx) error {
		const key = "check.writing"
		if _, err := tx.ExecContext(ctx, "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, filler); err != nil {
			return err
		}
		return removeSetting(ctx, tx, key)
	})
	if err != nil {
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
