package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

// RenewTokens stores renewed in place of was. false means that was is not what
// is stored: somebody connected again meanwhile, and theirs stays.
func (db *DB) RenewTokens(ctx context.Context, id recruit.ConnectionID, was, renewed recruit.Tokens) (bool, error) {
	return db.whileStored(ctx, id, was, func(tx *sql.Tx) error { return db.saveTokens(ctx, tx, id, renewed) })
}

// RefuseTokens notes that Zoom does not accept was any more, and why: the
// connection needs a new sign-in. false means that something else is stored by
// now, of which this says nothing. What was noted already is not logged again.
func (db *DB) RefuseTokens(ctx context.Context, id recruit.ConnectionID, was recruit.Tokens, trouble string, log recruit.Activity) (bool, error) {
	return db.whileStored(ctx, id, was, func(tx *sql.Tx) error {
		fresh, err := changedOne(tx.ExecContext(ctx, "UPDATE connections SET state = ?, trouble = ? WHERE id = ? AND state = ?",
			recruit.ReconnectNow, trouble, id, recruit.Connected))
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
