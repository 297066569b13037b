package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// connectionRemoved is said of a connection that is not there.
const connectionRemoved = "This connection was removed; connect again under Settings, Other Integrations."

const connectionColumns = `n.id, n.owner_id, n.kind, n.state, n.trouble, n.user_id, n.user_email, n.user_name, n.plan, n.scopes, n.since, n.keeper_id`

func scanConnection(row columns.Scanner) (recruit.Connection, error) {
	var c recruit.Connection
	err := row.Scan(&c.ID, columns.Optional(&c.OwnerID), &c.Kind, &c.State, &c.LastError, &c.UserID, &c.UserEmail, &c.UserName, &c.Plan,
		columns.List(&c.Scopes), columns.Moment(&c.Since), columns.Optional(&c.KeeperID))
	return c, err
}

// Connection returns a connection. Accounts are nobody's business who sees a part
// of the workspace.
func (db *DB) Connection(ctx context.Context, id recruit.ConnectionID) (c recruit.Connection, err error) {
	if db.see.Part {
		return c, db.see.Hidden("connection")
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		c, err = scanConnection(tx.QueryRowContext(ctx, "SELECT "+connectionColumns+" FROM connections n WHERE n.id = ?", id))
		return problem.Absent(err, connectionRemoved)
	})
	return c, err
}

// ConnectionOf returns the connection whose owner is exactly owner; 0 asks for
// the workspace's own.
func (db *DB) ConnectionOf(ctx context.Context, owner recruit.MemberID) (c recruit.Connection, err error) {
	if db.see.Part {
		return c, db.see.Hidden("connection")
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		c, err = scanConnection(tx.QueryRowContext(ctx, "SELECT "+connectionColumns+" FROM connections n WHERE ifnull(n.owner_id, 0) = ?", owner))
		return problem.Absent(err, "No Zoom account is connected; connect one under Settings, Other Integrations.")
	})
	return c, err
}

// Connections lists all, the workspace's own first.
func (db *DB) Connections(ctx context.Context) (all []recruit.Connection, err error) {
	if db.see.Part {
		return nil, nil
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+connectionColumns+" FROM connections n ORDER BY ifnull(n.owner_id, 0)")
		all, err = columns.Collect(rows, err, columns.Leniently(scanConnection))
		return err
	})
	return all, err
}

// SaveConnection adds the owner's connection with its tokens, or replaces it.
// It keeps its id when the same account was authorised again; another account
// is another connection, so that meetings are never looked for in an account
// which does not have them.
func (db *DB) SaveConnection(ctx context.Context, c recruit.Connection, t recruit.Tokens, log recruit.Activity) (recruit.Connection, error) {
	if c.Since.IsZero() {
		c.Since = db.clock()
	}
	err := db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM connections WHERE ifnull(owner_id, 0) = ? AND user_id <> ?", c.OwnerID, c.UserID)
		if err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `INSERT INTO connections (owner_id, kind, state, trouble, user_id, user_email, user_name, plan, scopes, since)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ifnull(owner_id, 0)) DO UPDATE SET kind = excluded.kind, state = excluded.state,
			trouble = excluded.trouble, user_email = excluded.user_email, user_name = excluded.user_name, plan = excluded.plan,
			scopes = excluded.scopes, since = excluded.since, keeper_id = NULL, refresh_owner = '', refresh_until = NULL RETURNING id`,
			columns.OrNull(c.OwnerID), c.Kind, c.State, c.LastError, c.UserID, c.UserEmail, c.UserName, c.Plan, columns.Listed(c.Scopes), columns.Micros(c.Since)).Scan(&c.ID)
		if err != nil {
			return problem.Dangling(err, "The member is not in the team.")
		}
		if err := db.saveTokens(ctx, tx, c.ID, t); err != nil {
			return err
		}
		if err := db.addActivity(ctx, tx, log); err != nil {
			return err
		}
		c, err = scanConnection(tx.QueryRowContext(ctx, "SELECT "+connectionColumns+" FROM connections n WHERE n.id = ?", c.ID))
		return err
	})
	return c, err
}

// SetConnectionState changes state, trouble, plan, scopes, account data and
// keeper only; never whose connection it is, and never its tokens.
func (db *DB) SetConnectionState(ctx context.Context, c recruit.Connection, log *recruit.Activity) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, `UPDATE connections SET state = ?, trouble = ?, user_id = ?, user_email = ?, user_name = ?,
			plan = ?, scopes = ?, keeper_id = ? WHERE id = ?`, c.State, c.LastError, c.UserID, c.UserEmail, c.UserName, c.Plan, columns.Listed(c.Scopes), columns.OrNull(c.KeeperID), c.ID))
		if err != nil {
			return err
		}
		if !ok {
			return recruit.NotFound(connectionRemoved)
		}
		if log == nil {
			return nil
		}
		return db.addActivity(ctx, tx, *log)
	})
}

// DeleteConnection wipes the connection and its tokens, from the file too.
func (db *DB) DeleteConnection(ctx context.Context, id recruit.ConnectionID, log recruit.Activity) error {
	err := db.write(ctx, func(tx *sql.Tx) error {
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, "DELETE FROM connections WHERE id = ?", id))
		if err != nil {
			return err
		}
		if !ok {
			return recruit.NotFound("This connection was removed already.")
		}
		return db.addActivity(ctx, tx, log)
	})
	if err == nil {
		db.forget(ctx)
	}
	return err
}

// forget empties the write-ahead log, in which deleted data would stand for a
// while longer. If a reader prevents it, the next checkpoint does it.
func (db *database) forget(ctx context.Context) {
	if err := db.checkpoint(ctx); err != nil {
		db.log.Info("write-ahead log not emptied yet", "error", err)
	}
}

// checkpoint brings everything into the database file and empties the log.
func (db *database) checkpoint(ctx context.Context) error {
	_, err := db.current().writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// sealedTokens is how tokens are written before they are sealed. The type
// recruit.Tokens refuses to be written at all.
type sealedTokens struct {
	Access  string    `json:"access"`
	Refresh string    `json:"refresh"`
	Expiry  time.Time `json:"expiry"`
}

// Tokens returns a connection's credentials.
func (db *DB) Tokens(ctx context.Context, id recruit.ConnectionID) (t recruit.Tokens, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		t, err = db.tokens(ctx, tx, id)
		return err
	})
	return t, err
}

func (db *DB) tokens(ctx context.Context, tx *sql.Tx, id recruit.ConnectionID) (recruit.Tokens, error) {
	var sealed []byte
	err := tx.QueryRowContext(ctx, "SELECT tokens FROM connections WHERE id = ? AND tokens IS NOT NULL", id).Scan(&sealed)
	if err := problem.Absent(err, connectionRemoved); err != nil {
		return recruit.Tokens{}, err
	}
	plain, err := db.current().sealer.open(place("connections", id, "tokens"), sealed)
	if err != nil {
		return recruit.Tokens{}, err
	}
	var t sealedTokens
	if err := json.Unmarshal(plain, &t); err != nil {
		return recruit.Tokens{}, problem.Unavailable(err, "The stored sign-in to Zoom is damaged; connect again under Settings, Other Integrations.")
	}
	return recruit.Tokens(t), nil
}

// SaveTokens replaces a connection's credentials.
func (db *DB) SaveTokens(ctx context.Context, id recruit.ConnectionID, t recruit.Tokens) error {
	return db.write(ctx, func(tx *sql.Tx) error { return db.saveTokens(ctx, tx, id, t) })
}

func (db *DB) saveTokens(ctx context.Context, tx *sql.Tx, id recruit.ConnectionID, t recruit.Tokens) error {
	plain, err := json.Marshal(sealedTokens(t))
	if err != nil {
		return fmt.Errorf("write tokens: %w", err)
	}
	sealed, err := db.current().sealer.seal(place("connections", id, "tokens"), plain)
	if err != nil {
		return err
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, "UPDATE connections SET tokens = ? WHERE id = ?", sealed, id))
	if err == nil && !ok {
		err = recruit.NotFound(connectionRemoved)
	}
	return err
}

// LeaseRefresh gives owner alone, across processes, the right to refresh a
// connection's tokens until then. false means that someone else has it; it is
// free again when it was given back or its time is over. Its owner may ask
// again to have it longer.
func (db *DB) LeaseRefresh(ctx context.Context, id recruit.ConnectionID, owner string, until time.Time) (leased bool, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		leased, err = columns.ChangedOne(tx.ExecContext(ctx, `UPDATE connections SET refresh_owner = ?, refresh_until = ?
			WHERE id = ? AND (refresh_owner IN ('', ?) OR ifnull(refresh_until, 0) <= ?)`, owner, columns.Micros(until), id, owner, columns.Micros(db.clock())))
		if err != nil || leased {
			return err
		}
		var known bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM connections WHERE id = ?)", id).Scan(&known); err != nil || known {
			return err
		}
		return recruit.NotFound(connectionRemoved)
	})
	return leased && err == nil, err
}

// RefreshOwner is who has the right to refresh a connection's tokens, or had it
// last; "" if it was given back.
func (db *DB) RefreshOwner(ctx context.Context, id recruit.ConnectionID) (owner string, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT refresh_owner FROM connections WHERE id = ?", id).Scan(&owner)
		return problem.Absent(err, connectionRemoved)
	})
	return owner, err
}

// ReleaseRefresh gives the right to refresh back; it is nothing when owner has
// lost it already.
func (db *DB) ReleaseRefresh(ctx context.Context, id recruit.ConnectionID, owner string) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE connections SET refresh_owner = '', refresh_until = NULL WHERE id = ? AND refresh_owner = ?", id, owner)
		return err
	})
}

// RenewTokens stores renewed in place of was. false means that was is not what
// is stored: someone connected again meanwhile, and theirs stays.
func (db *DB) RenewTokens(ctx context.Context, id recruit.ConnectionID, was, renewed recruit.Tokens) (bool, error) {
	return db.whileStored(ctx, id, was, func(tx *sql.Tx) error { return db.saveTokens(ctx, tx, id, renewed) })
}

// RefuseTokens notes that Zoom does not accept was any more, and why: the
// connection needs a new sign-in. false means that something else is stored by
// now, of which this says nothing. What was noted already is not logged again.
func (db *DB) RefuseTokens(ctx context.Context, id recruit.ConnectionID, was recruit.Tokens, trouble string, log recruit.Activity) (bool, error) {
	return db.whileStored(ctx, id, was, func(tx *sql.Tx) error {
		fresh, err := columns.ChangedOne(tx.ExecContext(ctx, "UPDATE connections SET state = ?, trouble = ? WHERE id = ? AND state = ?",
			recruit.ReauthRequired, trouble, id, recruit.Connected))
		if err != nil || !fresh {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
}

// whileStored runs change if was is what is stored, in one transaction.
func (db *DB) whileStored(ctx context.Context, id recruit.ConnectionID, was recruit.Tokens, change func(*sql.Tx) error) (same bool, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		t, err := db.tokens(ctx, tx, id)
		if err != nil {
			return err
		}
		if same = t.Access == was.Access && t.Refresh == was.Refresh; !same {
			return nil
		}
		return change(tx)
	})
	return same && err == nil, err
}
