package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/store/details"
	"recruitty/store/scope"
)

// Setting returns a saved setting, "" when it was never set, or is not for who asks.
func (db *DB) Setting(ctx context.Context, key string) (value string, err error) {
	if db.see.Part && !recruit.OpenSetting(db.see.Me.ID, key) {
		return "", nil
	}
	err = db.readAs(ctx, func(tx *sql.Tx, _ scope.Scope) error {
		err := tx.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", key).Scan(&value)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return value, err
}

// SetSetting saves a setting; "" removes it. Nobody hears of what someone is
// typing into a form.
func (db *DB) SetSetting(ctx context.Context, key, value string) error {
	write := db.write
	switch {
	case recruit.DraftOwner(key) != 0 && recruit.DraftOwner(key) == db.see.Me.ID, db.see.Me.ID != 0 && key == recruit.ViewsOf(db.see.Me.ID):
		write = db.database.writeQuietly
	case db.see.Me.ID != 0 && key == recruit.PreferencesKey(db.see.Me.ID):
		write = db.database.writeQuietly
	case strings.HasPrefix(key, recruit.DraftPrefix):
		write = db.writeQuietly
	}
	return write(ctx, func(tx *sql.Tx) error {
		if value == "" {
			return removeSetting(ctx, tx, key)
		}
		// A session may still be ending of someone who has left the team.
		if owner := recruit.DraftOwner(key); owner != 0 {
			var left bool
			err := tx.QueryRowContext(ctx, "SELECT removed_at IS NOT NULL FROM members WHERE id = ?", owner).Scan(&left)
			if err == nil && left {
				return recruit.Refused("You are no longer in the team; what you typed is not kept.")
			}
		}
		if about := recruit.DraftAbout(key); about != 0 {
			if err := mayTypeAbout(ctx, db.see, tx, about); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value, sealed = NULL`, key, value)
		return err
	})
}

// mayTypeAbout refuses to keep what is typed about a person who has been erased: a
// form may still be open. Who does not see the person learns nothing of that.
func mayTypeAbout(ctx context.Context, s scope.Scope, tx *sql.Tx, about recruit.CandidateID) error {
	id, args := s.One(scope.Candidates, about)
	var erased bool
	err := tx.QueryRowContext(ctx, "SELECT erased_at IS NOT NULL FROM candidates WHERE id = "+id, args...).Scan(&erased)
	switch {
	case errors.Is(err, sql.ErrNoRows) && s.Part:
		return s.Hidden("candidate")
	case err == nil && erased:
		return recruit.Refused("What was known of candidate %d was erased; nothing about them is kept any more.", about)
	}
	return nil
}

// Drafts counts what a member has typed into forms and not saved.
func (db *DB) Drafts(ctx context.Context, m recruit.MemberID) (n int, err error) {
	if db.see.Part && m != db.see.Me.ID {
		return 0, db.see.Hidden("member")
	}
	err = db.readAs(ctx, func(tx *sql.Tx, _ scope.Scope) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM settings WHERE key GLOB ?", recruit.DraftsOf(m)+"*").Scan(&n)
	})
	return n, err
}

// ChangeSetting implements fields.Store: it changes a setting from what it was, else
// recruit.ErrStale.
func (db *DB) ChangeSetting(ctx context.Context, key, was, now string, log recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		var is string
		err := tx.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", key).Scan(&is)
		switch {
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		case is != was:
			return recruit.ErrStale
		case now == "":
			err = removeSetting(ctx, tx, key)
		default:
			_, err = tx.ExecContext(ctx, `INSERT INTO settings (key, value) VALUES (?, ?)
				ON CONFLICT (key) DO UPDATE SET value = excluded.value, sealed = NULL`, key, now)
		}
		if err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
}

// CandidatesWithField implements fields.Store. It is for who sees the whole workspace.
func (db *DB) CandidatesWithField(ctx context.Context, names []string) (n int, err error) {
	if err := db.see.Refuse(); err != nil && db.see.Part {
		return 0, err
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		n, err = details.Count(ctx, tx, names)
		return err
	})
	return n, err
}

func removeSetting(ctx context.Context, tx *sql.Tx, key string) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM settings WHERE key = ?", key)
	return err
}

// Secret returns a secret setting, "" when it was never set, or is not for who asks:
// the mail server's address is shown without its password only.
func (db *DB) Secret(ctx context.Context, key string) (string, error) {
	if db.see.Part && key != recruit.SettingMailURL {
		return "", nil
	}
	var sealed []byte
	err := db.readAs(ctx, func(tx *sql.Tx, _ scope.Scope) error {
		err := tx.QueryRowContext(ctx, "SELECT sealed FROM settings WHERE key = ?", key).Scan(&sealed)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	if err != nil || sealed == nil {
		return "", err
	}
	plain, err := db.current().sealer.open(place("settings", key, "sealed"), sealed)
	return string(plain), err
}

// SetSecret saves a secret setting; in the file it is sealed. "" removes it.
func (db *DB) SetSecret(ctx context.Context, key, value string) error {
	if value == "" {
		return db.write(ctx, func(tx *sql.Tx) error { return removeSetting(ctx, tx, key) })
	}
	sealed, err := db.current().sealer.seal(place("settings", key, "sealed"), []byte(value))
	if err != nil {
		return err
	}
	return db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO settings (key, value, sealed) VALUES (?, '', ?)
			ON CONFLICT (key) DO UPDATE SET value = '', sealed = excluded.sealed`, key, sealed)
		return err
	})
}

// callPrefix begins the keys under which calls are counted: the day in UTC and
// the host follow it.
const callPrefix = "zoom.calls/"

func callKey(host string, at time.Time) string {
	return callPrefix + at.UTC().Format(time.DateOnly) + "/" + host
}

var _ recruit.QuotaCounter = (*DB)(nil)

// AddCalls counts n more calls of a host on the day of at. The counts of days
// that are over are removed.
func (db *DB) AddCalls(ctx context.Context, host string, at time.Time, n int) error {
	return db.writeQuietly(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = CAST(settings.value AS INTEGER) + CAST(excluded.value AS INTEGER)`, callKey(host, at), n)
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
	if db.see.Part {
		return 0, nil
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT ifnull(max(CAST(value AS INTEGER)), 0) FROM settings WHERE key = ?", callKey(host, at)).Scan(&n)
	})
	return n, err
}
