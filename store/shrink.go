package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Shrink gives back the memory in which connections keep their statements, pages
// that were read or written lately, and answers. It is for a process that will have
// nothing to do for a while; what is read next comes from the file again.
func (db *database) Shrink(ctx context.Context) error {
	db.searches.mu.Lock()
	db.searches.forget()
	db.searches.mu.Unlock()
	for _, pool := range []*sql.DB{db.current().readers, db.current().writer} {
		if pool == nil {
			continue
		}
		if err := shrink(ctx, pool); err != nil {
			return fmt.Errorf("give back the memory of the database: %w", err)
		}
	}
	return nil
}

// shrink holds all idle connections of a pool at once, because a pool gives the
// one that it got back last again and again.
func shrink(ctx context.Context, pool *sql.DB) (err error) {
	for range pool.Stats().Idle {
		conn, e := pool.Conn(ctx)
		if e != nil {
			return errors.Join(err, e)
		}
		defer func() { err = errors.Join(err, conn.Close()) }()
		if err = conn.Raw(func(c any) error { return c.(*prepared).forget(mostPrepared) }); err != nil {
			return err
		}
		if _, err = conn.ExecContext(ctx, "PRAGMA shrink_memory"); err != nil {
			return err
		}
	}
	return nil
}
