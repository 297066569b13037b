package store

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/store/columns"
	"recruitty/store/problem"
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
// see the file as it was before or as it is afterwards. A reader looks first, because
// every start needs one: the writer connects when there is something to write.
func (db *database) migrate(ctx context.Context, steps []migration) error {
	version, err := schemaVersion(ctx, db.readers)
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
		if problem.ResultCode(err)&0xff != sqlite3.SQLITE_BUSY {
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
		return problem.Unavailable(nil, databaseName+" in "+dir+" belongs to another program; move that file away, or choose another folder with --data.")
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

// schemaVersion is the last step that the file has taken, 0 for a new one.
func schemaVersion(ctx context.Context, q columns.Querier) (int, error) {
	var version int
	err := q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// newerFile says that this program is too old for the workspace.
func newerFile(dir string) error {
	return &recruit.Problem{Kind: recruit.ErrStorage,
		Sentence: "The workspace in " + dir + " was changed by a newer recruitty; install the newest version to open it."}
}

// thing is a table, an index, a trigger or a view of a schema.
type thing struct{ kind, name string }

func (t thing) String() string { return t.kind + " " + t.name }

// schemaOf reads what a file is made of, each thing with the statement that
// makes it. What SQLite keeps for itself is left out.
func schemaOf(ctx context.Context, q columns.Querier) (map[thing]string, error) {
	type made struct {
		thing
		by string
	}
	rows, err := q.QueryContext(ctx, "SELECT type, name, ifnull(sql, '') FROM sqlite_schema")
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (made, error) {
		var m made
		err := row.Scan(&m.kind, &m.name, &m.by)
		return m, err
	})
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	out := make(map[thing]string, len(all))
	for _, m := range all {
		if !ofSQLite(m.thing) {
			out[m.thing] = plainStatement(m.by)
		}
	}
	return out, nil
}

// ofSQLite reports whether SQLite made a thing by itself.
func ofSQLite(t thing) bool {
	switch t.kind {
	case "table":
		return t.name == "sqlite_sequence" || t.name == "sqlite_stat1" || t.name == "sqlite_stat4"
	case "index":
		return strings.HasPrefix(t.name, "sqlite_autoindex_")
	}
	return false
}

// schemaAt is the schema as the steps up to a version make it.
func schemaAt(ctx context.Context, version int) (map[thing]string, error) {
	connector, err := sqlite.NewConnector("file::memory:?_dqs=0")
	if err != nil {
		return nil, fmt.Errorf("make an empty database: %w", err)
	}
	pool := sql.OpenDB(connector)
	defer pool.Close()
	pool.SetMaxOpenConns(1) // each connection would have a database of its own
	for _, step := range migrations() {
		if step.number > version {
			break
		}
		if _, err := pool.ExecContext(ctx, step.script); err != nil {
			return nil, fmt.Errorf("take migration %d: %w", step.number, err)
		}
	}
	return schemaOf(ctx, pool)
}

// misfit compares the schema of a file with that of its version: what no step
// has made, and what is missing or another.
func misfit(ctx context.Context, q columns.Querier, version int) (foreign, wrong []string, err error) {
	want, err := schemaAt(ctx, version)
	if err != nil {
		return nil, nil, err
	}
	got, err := schemaOf(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	for t := range maps.Keys(got) {
		if _, known := want[t]; !known {
			foreign = append(foreign, t.String())
		}
	}
	for t, by := range want {
		if got[t] != by {
			wrong = append(wrong, t.String())
		}
	}
	slices.Sort(foreign)
	slices.Sort(wrong)
	return foreign, wrong, nil
}

// plainStatement is a statement without comments and with one space between its
// words, so that only what it says counts.
func plainStatement(text string) string {
	var b strings.Builder
	space := false
	for len(text) > 0 {
		n := 1
		switch {
		case strings.HasPrefix(text, "--"):
			text = text[until(text, "\n"):]
			space = true
			continue
		case strings.HasPrefix(text, "/*"):
			text = text[until(text, "*/"):]
			space = true
			continue
		case strings.ContainsRune(" \t\r\n", rune(text[0])):
			text = text[1:]
			space = true
			continue
		case strings.ContainsRune("'\"`", rune(text[0])):
			n = 1 + until(text[1:], text[:1])
		case text[0] == '[':
			n = until(text, "]")
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String()
}

// until is how far it is to the end of the next mark, or of the text.
func until(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}
