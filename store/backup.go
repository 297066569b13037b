package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"recruitty/recruit"
)

// Backup writes a consistent copy of the workspace to path while it is in use,
// checks the copy and only then gives it its name; it never overwrites. Sealed
// secrets are in it as they are, so secret.key has to be kept beside it: without
// that file Zoom and mail have to be connected again after a restore.
func (db *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return occupied(path)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".recruitty-backup-*")
	if err != nil {
		return explain(ctx, filepath.Dir(path), fmt.Errorf("make the back-up: %w", err))
	}
	defer os.Remove(file.Name())
	if err := file.Close(); err != nil {
		return explain(ctx, filepath.Dir(path), fmt.Errorf("make the back-up: %w", err))
	}
	if err := db.copyTo(ctx, file.Name()); err != nil {
		return explain(ctx, filepath.Dir(path), err)
	}
	if err := checkCopy(ctx, file.Name()); err != nil {
		return err
	}
	if err := syncFile(file.Name()); err != nil {
		return explain(ctx, filepath.Dir(path), err)
	}
	return explain(ctx, filepath.Dir(path), publish(file.Name(), path))
}

// copyTo writes all of the workspace into the empty file at path. It runs on a
// connection of its own: those of the pools may not write anywhere, or have to
// stay free for decisions.
func (db *DB) copyTo(ctx context.Context, path string) error {
	source, err := connect(db.path(), 1, url.Values{"mode": {"ro"}}, db.patience)
	if err != nil {
		return err
	}
	defer source.Close()
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return fmt.Errorf("copy the workspace: %w", err)
	}
	return nil
}

// checkCopy opens a copy that nobody else uses and checks all of it.
func checkCopy(ctx context.Context, path string) error {
	pool, err := connect(path, 1, url.Values{"mode": {"ro"}, "immutable": {"1"}}, 0)
	if err != nil {
		return err
	}
	defer pool.Close()
	return check(ctx, pool, path)
}

// Check reads the whole workspace and says whether SQLite finds it sound and
// every reference leads somewhere.
func (db *DB) Check(ctx context.Context) error {
	return check(ctx, db.current().readers, db.path())
}

// check is Check for the file at path.
func check(ctx context.Context, q querier, path string) error {
	rows, err := q.QueryContext(ctx, "PRAGMA integrity_check(20)")
	found, err := collect(rows, err, scanText)
	if err == nil && (len(found) != 1 || found[0] != "ok") {
		err = fmt.Errorf("integrity check: %q", found)
	}
	if err != nil {
		return damaged(ctx, path, err)
	}
	rows, err = q.QueryContext(ctx, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")
	if found, err = collect(rows, err, scanText); err == nil && len(found) > 0 {
		err = fmt.Errorf("foreign key check: dangling references in %q", found)
	}
	if err != nil {
		return damaged(ctx, path, err)
	}
	return nil
}

// damaged says that the file at path is not sound.
func damaged(ctx context.Context, path string, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return unavailable(cause, path+" is damaged; keep a copy of it and restore the last back-up.")
}

// publish gives the finished file its name unless that is taken.
func publish(from, to string) error {
	err := os.Link(from, to)
	if errors.Is(err, fs.ErrExist) {
		return occupied(to)
	}
	if err != nil { // a file system without links
		if _, seen := os.Lstat(to); seen == nil {
			return occupied(to)
		}
		if err := os.Rename(from, to); err != nil {
			return fmt.Errorf("name the back-up: %w", err)
		}
	}
	return syncFile(filepath.Dir(to))
}

// syncFile brings a file, or the names in a folder, to the disk.
func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("write %s to the disk: %w", path, err)
	}
	err = file.Sync()
	if info, statErr := file.Stat(); statErr == nil && info.IsDir() {
		err = nil // some systems cannot sync a folder, and need not
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write %s to the disk: %w", path, err)
	}
	return nil
}

// occupied says that a back-up is not written over anything.
func occupied(path string) error {
	return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "file",
		Sentence: path + " exists already and was left as it is; choose another name."}
}
