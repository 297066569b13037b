package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/recruit/steps"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// nextKeyName is the key that takes the place of the one in force once what it
// seals is in the database.
const nextKeyName = keyName + ".next"

// RekeyOptions say how a key is changed.
type RekeyOptions struct {
	Clock func() time.Time
	// Agree is asked before anything is changed. lost names the sign-ins and
	// passwords that the key at hand does not open.
	Agree func(lost []string) error
}

// Rekey makes a new key for the workspace in dir and seals everything with it
// anew. It returns what is lost: what the old key did not open, or everything
// where there is none any more. The new key is on the disk before the one
// transaction that uses it, and takes its place afterwards; whoever opens the
// workspace after a crash in between sees by what is sealed which of the two is
// in force. Nobody may have the workspace open, for they would go on with the old
// key.
func Rekey(ctx context.Context, dir string, o RekeyOptions) (lost []string, err error) {
	there, err := lookAt(dir)
	if err != nil {
		return nil, problem.Explain(ctx, dir, err)
	}
	if !there {
		return nil, noWorkspace(dir)
	}
	pool, err := connect(filepath.Join(dir, databaseName), 1, url.Values{
		"mode": {"rw"}, "_pragma": {"locking_mode(EXCLUSIVE)", "secure_delete(1)", "synchronous(FULL)", "foreign_keys(1)"},
	}, time.Second)
	if err != nil {
		return nil, problem.Explain(ctx, dir, err)
	}
	defer pool.Close()
	lost, err = rekey(ctx, pool, dir, o)
	switch problem.ResultCode(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return nil, inUse(dir, err, "then change the key again")
	}
	return lost, problem.Explain(ctx, dir, err)
}

func rekey(ctx context.Context, pool *sql.DB, dir string, o RekeyOptions) ([]string, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN EXCLUSIVE"); err != nil {
		return nil, err
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }() // in vain once it is committed
	switch version, err := schemaVersion(ctx, conn); {
	case err != nil:
		return nil, err
	case version > newest(migrations()):
		return nil, newerFile(dir)
	case version < newest(migrations()):
		return nil, problem.Unavailable(nil, "The workspace in "+dir+" was made by an older recruitty; open it once to bring it up to date, then change the key.")
	}
	secrets, err := sealedIn(ctx, conn)
	if err != nil {
		return nil, err
	}
	old, err := keyInForce(dir, secrets)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lost := unopened(secrets, old)
	if o.Agree != nil {
		if err := o.Agree(lost); err != nil {
			return nil, err
		}
	}
	key, err := nextKey(dir)
	if err != nil {
		return nil, fmt.Errorf("make the new key: %w", err)
	}
	steps.Begin(ctx, steps.Step{What: "Encrypting again"})
	if err := sealAnew(ctx, conn, secrets, old, key); err != nil {
		return nil, fmt.Errorf("seal with the new key: %w", err)
	}
	now := time.Now
	if o.Clock != nil {
		now = o.Clock
	}
	text := "Changed the key that seals passwords and sign-ins"
	if len(lost) > 0 {
		text += fmt.Sprintf("; %d could not be opened and have to be entered again", len(lost))
	}
	if _, err := conn.ExecContext(ctx, "INSERT INTO activity (at, actor, action, text) VALUES (?, 'recruitty', 'workspace.rekeyed', ?)", columns.Micros(now()), text); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx) // what is committed is not called stopped
	if _, err := conn.ExecContext(ctx, "UPDATE pulse SET commits = commits + 1; COMMIT"); err != nil {
		return nil, err
	}
	if err := putNextKey(dir); err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil { // the old seals go from the log as well
		return nil, err
	}
	return lost, nil
}

// sealAnew seals with key what old opens, and forgets the rest.
func sealAnew(ctx context.Context, conn *sql.Conn, secrets []secret, old, key []byte) error {
	var from sealer // opens nothing
	var err error
	if len(old) == keySize {
		if from, err = newSealer(old); err != nil {
			return err
		}
	}
	to, err := newSealer(key)
	if err != nil {
		return err
	}
	for _, s := range secrets {
		statement, args := "DELETE FROM settings WHERE key = ?", []any{s.id}
		plain, unopened := from.open(s.place, s.sealed)
		var sealed []byte
		if unopened == nil {
			if sealed, err = to.seal(s.place, plain); err != nil {
				return err
			}
		}
		switch {
		case s.table == "connections" && unopened == nil:
			statement, args = "UPDATE connections SET tokens = ? WHERE id = ?", []any{sealed, s.id}
		case s.table == "connections":
			statement, args = "UPDATE connections SET tokens = NULL, state = ?, trouble = ? WHERE id = ?",
				[]any{recruit.ReauthRequired, "The key that sealed this sign-in was lost; connect again.", s.id}
		case s.table == "calendar_sources" && unopened == nil:
			statement, args = "UPDATE calendar_sources SET credentials = ? WHERE id = ?", []any{sealed, s.id}
		case s.table == "calendar_sources":
			statement, args = "UPDATE calendar_sources SET credentials = NULL, state = ?, trouble = ? WHERE id = ?",
				[]any{recruit.ReauthRequired, "The key that sealed this access was lost; connect it again.", s.id}
		case unopened == nil:
			statement, args = "UPDATE settings SET sealed = ? WHERE key = ?", []any{sealed, s.id}
		}
		if ok, err := columns.ChangedOne(conn.ExecContext(ctx, statement, args...)); err != nil || !ok {
			return errors.Join(err, fmt.Errorf("%s: changed: %v", s.name, ok))
		}
	}
	return nil
}

// nextKey makes the key that is to follow, on the disk.
func nextKey(dir string) ([]byte, error) {
	key := make([]byte, keySize)
	rand.Read(key) // never fails, says its documentation
	path := filepath.Join(dir, nextKeyName)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = file.Write(key)
	return key, errors.Join(err, owner.Keep(file), file.Sync(), file.Close(), syncFile(dir))
}

// putNextKey puts the next key in its place.
func putNextKey(dir string) error {
	if err := os.Rename(filepath.Join(dir, nextKeyName), filepath.Join(dir, keyName)); err != nil {
		return fmt.Errorf("put the new key in place: %w", err)
	}
	return syncFile(dir)
}

// keyInForce is the key of what is sealed. Where a change of the key was broken
// off, it brings that to its end, or takes it back: the next key counts if it
// opens everything.
func keyInForce(dir string, secrets []secret) ([]byte, error) {
	next, err := readKeyFile(filepath.Join(dir, nextKeyName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return readKey(dir)
	case err == nil && len(secrets) > 0 && len(unopened(secrets, next)) == 0:
		err = putNextKey(dir)
	default: // not written to its end, or never used
		err = os.Remove(filepath.Join(dir, nextKeyName))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // someone was faster
		return nil, err
	}
	return readKey(dir)
}

// inUse refuses what only someone alone with the workspace may do.
func inUse(dir string, cause error, then string) error {
	return &recruit.Problem{Kind: recruit.ErrRefused, Cause: cause,
		Sentence: "Another recruitty has the workspace in " + dir + " open; end it first, " + then + ". Nothing was changed."}
}

// secret is one sealed value of a back-up.
type secret struct {
	name   string // for people
	table  string
	id     string
	place  []byte
	sealed []byte
}

// sealedIn reads everything that is sealed in a file.
func sealedIn(ctx context.Context, q columns.Querier) ([]secret, error) {
	var calendars bool // an old back-up has none yet
	if err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'calendar_sources')").Scan(&calendars); err != nil {
		return nil, err
	}
	return sealed(ctx, q, calendars)
}

// sealed reads everything that is sealed, of calendars too where there can be some.
func sealed(ctx context.Context, q columns.Querier, calendars bool) ([]secret, error) {
	query := `SELECT 'settings', key, '', 'sealed', sealed FROM settings WHERE sealed IS NOT NULL AND key <> '` + sealSetting + `'
		UNION ALL SELECT 'connections', CAST(id AS TEXT), user_email, 'tokens', tokens FROM connections WHERE tokens IS NOT NULL`
	if calendars {
		query += ` UNION ALL SELECT 'calendar_sources', CAST(id AS TEXT), iif(account <> '', account, server), 'credentials', credentials FROM calendar_sources WHERE credentials IS NOT NULL`
	}
	rows, err := q.QueryContext(ctx, query)
	return columns.Collect(rows, err, func(row columns.Scanner) (secret, error) {
		var s secret
		var who, column string
		err := row.Scan(&s.table, &s.id, &who, &column, &s.sealed)
		table, id := s.table, s.id
		s.place = place(table, id, column)
		switch {
		case table == "connections" && who != "":
			s.name = "the sign-in to Zoom of " + who
		case table == "connections":
			s.name = "the sign-in to Zoom"
		case table == "calendar_sources" && who != "":
			s.name = "the access to the calendar of " + who
		case table == "calendar_sources":
			s.name = "the access to a calendar"
		case id == recruit.SettingMailURL:
			s.name = "the mail server and its password"
		case id == recruit.SettingZoomSecret:
			s.name = "the secret of the Zoom app"
		case id == recruit.SettingServerSecret:
			s.name = "the secret of the server-to-server app"
		default:
			s.name = "the setting " + id
		}
		return s, err
	})
}

// keyChoice is the key that a restored workspace will have.
type keyChoice struct {
	key  []byte   // nil leaves the folder's own, or has a new one made
	lost []string // what it does not open
}

// chooseKey takes the key of the workspace unless the one beside the back-up
// opens more.
func chooseKey(secrets []secret, dir, beside string) keyChoice {
	own, _ := os.ReadFile(filepath.Join(dir, keyName))
	best := keyChoice{lost: unopened(secrets, own)}
	if len(best.lost) == 0 {
		return best
	}
	other, err := os.ReadFile(filepath.Join(beside, keyName))
	if err != nil {
		return best
	}
	if lost := unopened(secrets, other); len(lost) < len(best.lost) {
		return keyChoice{other, lost}
	}
	return best
}

// unopened names the secrets that a key does not open.
func unopened(secrets []secret, key []byte) []string {
	var names []string
	var with sealer // opens nothing
	if len(key) == keySize {
		with, _ = newSealer(key)
	}
	for _, s := range secrets {
		if _, err := with.open(s.place, s.sealed); err != nil {
			names = append(names, s.name)
		}
	}
	return names
}

// install puts the chosen key in its place; one that was there is kept under
// another name, because the old workspace needs it.
func (k keyChoice) install(dir, aside string) error {
	if k.key == nil {
		// What came with the back-up and this folder has no key for was named as lost.
		if _, err := readKey(dir); !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err := createKey(dir); err != nil {
			return fmt.Errorf("make the key file: %w", err)
		}
		return nil
	}
	path := filepath.Join(dir, keyName)
	if err := os.Rename(path, filepath.Join(dir, "secret"+aside+".key")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("keep the old key: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("put the key in place: %w", err)
	}
	_, err = file.Write(k.key)
	if err = errors.Join(err, owner.Keep(file), file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("put the key in place: %w", err)
	}
	return nil
}
