package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"recruitty/recruit"
)

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
	if err := absent(err, "This connection was removed; connect again under Settings, Other Integrations."); err != nil {
		return recruit.Tokens{}, err
	}
	plain, err := db.current().sealer.open(place("connections", id, "tokens"), sealed)
	if err != nil {
		return recruit.Tokens{}, err
	}
	var t sealedTokens
	if err := json.Unmarshal(plain, &t); err != nil {
		return recruit.Tokens{}, unavailable(err, "The stored sign-in to Zoom is damaged; connect again under Settings, Other Integrations.")
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
	ok, err := changedOne(tx.ExecContext(ctx, "UPDATE connections SET tokens = ? WHERE id = ?", sealed, id))
	if err == nil && !ok {
		err = recruit.NotFound("This connection was removed; connect again under Settings, Other Integrations.")
	}
	return err
}

// LeaseRefresh gives owner alone, across processes, the right to refresh a
// connection's tokens until then. false means that somebody else has it; it is
// free again when it was given back or its time is over. Its owner may ask
// again to have it longer.
func (db *DB) LeaseRefresh(ctx context.Context, id recruit.ConnectionID, owner string, until time.Time) (leased bool, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		leased, err = changedOne(tx.ExecContext(ctx, `UPDATE connections SET refresh_owner = ?, refresh_until = ?
			WHERE id = ? AND (refresh_owner IN ('', ?) OR ifnull(refresh_until, 0) <= ?)`, owner, micros(until), id, owner, micros(db.clock())))
		if err != nil || leased {
			return err
		}
		var known bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM connections WHERE id = ?)", id).Scan(&known); err != nil || known {
			return err
		}
		return recruit.NotFound("This connection was removed; connect again under Settings, Other Integrations.")
	})
	return leased && err == nil, err
}

// RefreshOwner is who has the right to refresh a connection's tokens, or had it
// last; "" if it was given back.
func (db *DB) RefreshOwner(ctx context.Context, id recruit.ConnectionID) (owner string, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT refresh_owner FROM connections WHERE id = ?", id).Scan(&owner)
		return absent(err, "This connection was removed; connect again under Settings, Other Integrations.")
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
