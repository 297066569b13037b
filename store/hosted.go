package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"recruitty/recruit"
	"recruitty/store/postgres"
	"recruitty/store/problem"
)

// openHosted opens the workspace in the PostgreSQL database at an address, and makes it
// where there is none. Its key is a file beside it, for the database alone is to open
// nothing.
func openHosted(ctx context.Context, address string, opts Options) (*DB, error) {
	db := newDatabase(withoutPassword(address), opts)
	db.hosted = true
	err := db.connectHosted(ctx, address)
	if err != nil {
		db.Close()
		return nil, db.problem(ctx, err)
	}
	return &DB{database: db}, nil
}

// withoutPassword is an address as people and the log are told it.
func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "PostgreSQL"
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	query := u.Query()
	query.Del("password")
	u.RawQuery = query.Encode()
	return u.String()
}

func (db *database) connectHosted(ctx context.Context, address string) error {
	pools, err := postgres.Open(address, db.patience)
	if err != nil {
		return problem.Unavailable(err, "The address of the database could not be understood; it is written postgres://user@host/database.")
	}
	db.writer, db.readers, db.watcher = pools.Writer, pools.Readers, pools.Watcher
	version, err := postgres.Version(ctx, db.readers)
	last := newest(migrations())
	switch {
	case err != nil:
		return err
	case version > last:
		return newerFile(db.dir)
	case version == 0 && (db.readOnly || db.existing):
		return recruit.NotFound("There is no workspace in %s.", db.dir)
	case version < last && db.readOnly:
		return problem.Unavailable(nil, "The workspace in "+db.dir+" was made by an older recruitty and has to be brought up to date; open it to be changed.")
	case version < last:
		if err := postgres.Migrate(ctx, pools); errors.Is(err, postgres.ErrForeign) {
			return problem.Unavailable(nil, "The database "+db.dir+" belongs to another program; make one of its own for recruitty.")
		} else if err != nil {
			return err
		}
	}
	return db.keyOfHosted(ctx)
}

// keyMark is the setting by which it is known to which key a database belongs.
const keyMark = "workspace.key"

// markOf is what stands there of a key, which tells nothing about it.
func markOf(key []byte) string {
	sum := hmac.New(sha256.New, key)
	sum.Write([]byte("recruitty/" + keyMark))
	return hex.EncodeToString(sum.Sum(nil))
}

// keyOfHosted reads the key, and makes it where the workspace is new. A key of another
// workspace is refused before anything is sealed with it.
func (db *database) keyOfHosted(ctx context.Context) error {
	path := db.opts.KeyFile
	if path == "" {
		return problem.Unavailable(nil, "The workspace in "+db.dir+" needs a key that protects passwords and sign-ins, the same on every host, and no file with it was named.")
	}
	var mark string
	err := db.readers.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", keyMark).Scan(&mark)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	key, err := readKeyFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if mark != "" {
			return problem.Unavailable(nil, path+" is not there, and without it the stored passwords and sign-ins in "+db.dir+" cannot be read. Copy it from another host, or from where the backup is kept.")
		}
		if err := createKeyFile(path); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("make the key file: %w", err)
		}
		key, err = readKeyFile(path)
	}
	if err != nil {
		return err
	}
	if mark == "" && !db.readOnly {
		tx, err := db.writer.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.ExecContext(ctx, "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", keyMark, markOf(key)); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", keyMark).Scan(&mark); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	if mark != "" && mark != markOf(key) {
		return problem.Unavailable(nil, "The key in "+path+" is not that of the workspace in "+db.dir+"; put the file there that its other hosts have.")
	}
	db.sealer, err = newSealer(key)
	return err
}

// onlyInAFolder refuses what is done with the files of a workspace.
func (db *database) onlyInAFolder(what string) error {
	if !db.hosted {
		return nil
	}
	return recruit.Refused("The workspace in %s is in PostgreSQL, and %s is done there.", db.dir, what)
}

// beside is the folder on this machine for what processes tell each other.
func (db *database) beside() string {
	if !db.hosted {
		return db.dir
	}
	sum := sha256.Sum256([]byte(db.dir))
	return filepath.Join(os.TempDir(), fmt.Sprintf("recruitty-%d-%x", os.Getuid(), sum[:8]))
}

// checkHosted reports whether the database answers. That references lead somewhere is what
// PostgreSQL sees to.
func (db *database) checkHosted(ctx context.Context) error {
	return db.problem(ctx, db.readers.PingContext(ctx))
}
