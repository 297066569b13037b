package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

const connectionColumns = `n.id, n.owner_id, n.kind, n.state, n.trouble, n.user_id, n.user_email, n.user_name, n.plan, n.scopes, n.since, n.keeper_id`

func scanConnection(row scanner) (recruit.Connection, error) {
	var c recruit.Connection
	err := row.Scan(&c.ID, optional(&c.OwnerID), &c.Kind, &c.State, &c.Trouble, &c.UserID, &c.UserEmail, &c.UserName, &c.Plan,
		list{&c.Scopes}, moment{&c.Since}, optional(&c.KeeperID))
	return c, err
}

// Connection returns a connection. Accounts are nobody's business who sees a part
// of the workspace.
func (db *DB) Connection(ctx context.Context, id recruit.ConnectionID) (c recruit.Connection, err error) {
	if db.see.part {
		return c, db.see.hidden("connection")
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		c, err = scanConnection(tx.QueryRowContext(ctx, "SELECT "+connectionColumns+" FROM connections n WHERE n.id = ?", id))
		return absent(err, "This connection was removed; connect again under Settings, Other Integrations.")
	})
	return c, err
}

// ConnectionOf returns the connection whose owner is exactly owner; 0 asks for
// the workspace's own.
func (db *DB) ConnectionOf(ctx context.Context, owner recruit.MemberID) (c recruit.Connection, err error) {
	if db.see.part {
		return c, db.see.hidden("connection")
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		c, err = scanConnection(tx.QueryRowContext(ctx, "SELECT "+connectionColumns+" FROM connections n WHERE ifnull(n.owner_id, 0) = ?", owner))
		return absent(err, "No Zoom account is connected; connect one under Settings, Other Integrations.")
	})
	return c, err
}

// Connections lists all, the workspace's own first.
func (db *DB) Connections(ctx context.Context) (all []recruit.Connection, err error) {
	if db.see.part {
		return nil, nil
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+connectionColumns+" FROM connections n ORDER BY ifnull(n.owner_id, 0)")
		all, err = collect(rows, err, leniently(scanConnection))
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
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind, state = excluded.state,
			trouble = excluded.trouble, user_email = excluded.user_email, user_name = excluded.user_name, plan = excluded.plan,
			scopes = excluded.scopes, since = excluded.since, keeper_id = NULL, refresh_owner = '', refresh_until = NULL RETURNING id`,
			orNull(c.OwnerID), c.Kind, c.State, c.Trouble, c.UserID, c.UserEmail, c.UserName, c.Plan, listed(c.Scopes), micros(c.Since)).Scan(&c.ID)
		if err != nil {
			return dangling(err, "The member is not in the team (any more).")
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
		ok, err := changedOne(tx.ExecContext(ctx, `UPDATE connections SET state = ?, trouble = ?, user_id = ?, user_email = ?, user_name = ?,
			plan = ?, scopes = ?, keeper_id = ? WHERE id = ?`, c.State, c.Trouble, c.UserID, c.UserEmail, c.UserName, c.Plan, listed(c.Scopes), orNull(c.KeeperID), c.ID))
		if err != nil {
			return err
		}
		if !ok {
			return recruit.NotFound("This connection was removed; connect again under Settings, Other Integrations.")
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
		ok, err := changedOne(tx.ExecContext(ctx, "DELETE FROM connections WHERE id = ?", id))
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
