package store

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/recruit/owner"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID marks a SQLite file as a recruitty workspace ("RCRT").
const applicationID = 0x52435254

// migration is one step of the schema. Steps are numbered from 1; the file's
// user_version says which was the last.
type migration struct {
	number int
	script string
}

// migrations are the steps in their order, from the embedded files, whose
// names begin with the number.
func migrations() []migration {
	entries, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		panic(fmt.Sprintf("read embedded migrations: %v", err))
	}
	var steps []migration
	for _, entry := range entries {
		number, err := strconv.Atoi(entry.Name()[:4])
		if err != nil {
			panic(fmt.Sprintf("embedded migration %s has no number", entry.Name()))
		}
		script, err := migrationFiles.ReadFile("migrations/" + entry.Name())
		if err != nil {
			panic(fmt.Sprintf("read embedded migrations: %v", err))
		}
		steps = append(steps, migration{number, string(script)})
	}
	slices.SortFunc(steps, func(a, b migration) int { return cmp.Compare(a.number, b.number) })
	return steps
}

// newest is the number of the last step.
func newest(steps []migration) int { return steps[len(steps)-1].number }

// migrate brings the file to the newest step. An existing file is copied first.
// Of several processes that start at once one makes all steps, and the others
// see the file as it was before or as it is afterwards.
func (db *database) migrate(ctx context.Context, steps []migration) error {
	version, err := schemaVersion(ctx, db.writer)
	switch {
	case err != nil:
		return err
	case version > newest(steps):
		return newerFile(db.dir)
	case version == newest(steps):
		return nil
	case version > 0:
		if err := db.copyBefore(ctx, newest(steps)); err != nil {
			return err
		}
	}
	if err := db.logAhead(ctx); err != nil {
		return fmt.Errorf("switch to a write-ahead log: %w", err)
	}
	return db.take(ctx, steps)
}

// logAhead switches the file to a write-ahead log. SQLite does not wait for
// other connections here, whatever its busy_timeout, so it is asked again.
func (db *database) logAhead(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, db.patience)
	defer cancel()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		var mode string
		err := db.writer.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
		if resultCode(err)&0xff != sqlite3.SQLITE_BUSY {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-again.C:
		}
	}
}

// take makes the steps that the file has not taken, all or none.
func (db *database) take(ctx context.Context, steps []migration) error {
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	version, err := schemaVersion(ctx, tx)
	if err != nil {
		return err
	}
	if version == 0 {
		if err := refuseForeign(ctx, tx, db.dir); err != nil {
			return err
		}
	}
	for _, step := range steps {
		if step.number <= version {
			continue
		}
		// PRAGMA takes no parameters; both values are numbers of this program.
		script := fmt.Sprintf("%s;\nPRAGMA user_version = %d; PRAGMA application_id = %d;", step.script, step.number, applicationID)
		if _, err := tx.ExecContext(ctx, script); err != nil {
			return fmt.Errorf("take migration %d: %w", step.number, err)
		}
	}
	return tx.Commit()
}

// refuseForeign refuses a file in which another program has tables.
func refuseForeign(ctx context.Context, tx *sql.Tx, dir string) error {
	var tables int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if tables > 0 {
		return unavailable(nil, databaseName+" in "+dir+" belongs to another program; move that file away, or choose another folder with --data.")
	}
	return nil
}

// copyBefore keeps the file as it is before step to. A copy that is not whole,
// as on a full disk, does not stay.
func (db *database) copyBefore(ctx context.Context, to int) (err error) {
	path, file, err := db.newCopy(to)
	defer func() {
		if err != nil {
			err = fmt.Errorf("copy the workspace before bringing it up to date: %w", err)
			if file != nil {
				os.Remove(path)
			}
		}
	}()
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if _, err := db.writer.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return err
	}
	if err := syncFile(path); err != nil {
		return err
	}
	db.log.Info("workspace copied before an update of its schema", "copy", path, "to", to)
	return nil
}

// newCopy makes the file of a copy; another process may be making one as well.
func (db *database) newCopy(to int) (path string, file *os.File, err error) {
	for at := db.clock().UTC(); ; at = at.Add(time.Microsecond) {
		path = filepath.Join(db.dir, fmt.Sprintf("recruitty-before-%d-%s.db", to, at.Format("20060102T150405.000000Z")))
		file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			err = owner.Keep(file)
		}
		if !errors.Is(err, fs.ErrExist) {
			return path, file, err
		}
	}
}

// querier is what runs a query: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaVersion is the last step that the file has taken, 0 for a new one.
func schemaVersion(ctx context.Context, q querier) (int, error) {
	var version int
	err := q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// newerFile says that this program is too old for the workspace.
func newerFile(dir string) error {
	return &recruit.Problem{Kind: recruit.ErrStorage,
		Sentence: "The workspace in " + dir + " was changed by a newer recruitty; install the newest version to open it."}
}
