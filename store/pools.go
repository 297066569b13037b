package store

import (
	"cmp"
	"context"
	"database/sql"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
)

var poolFields = columns[pools.Pool]{
	readOnly("id", func(p *pools.Pool) *pools.ID { return &p.ID }),
	plain("name", func(p *pools.Pool) *string { return &p.Name }),
	derived("sort_key", func(p *pools.Pool) any { return sanitize.Fold(p.Name) }),
	plain("shadows", func(p *pools.Pool) *int { return &p.Shadows }),
	plain("reversed", func(p *pools.Pool) *int { return &p.Reversed }),
	readOnly("version", func(p *pools.Pool) *int { return &p.Version }),
	onlyOnce(instant("created_at", func(p *pools.Pool) *time.Time { return &p.CreatedAt })),
	instant("removed_at", func(p *pools.Pool) *time.Time { return &p.RemovedAt }),
}

// How a pool p is read, inserted and updated.
var (
	poolColumns = poolFields.read("p")
	insertsPool = poolFields.insert("pools", "version")
	updatesPool = poolFields.update("pools", ", version = version + 1 WHERE id = ? AND version = ?")
)

func scanPool(row scanner) (pools.Pool, error) {
	var p pools.Pool
	return p, row.Scan(poolFields.into(&p)...)
}

// Pools lists the pools by name; with removed, those that are no more in use too.
func (db *DB) Pools(ctx context.Context, removed bool) (all []pools.Pool, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		all, err = poolsIn(ctx, tx, "? OR p.removed_at IS NULL", removed)
		return err
	})
	return all, err
}

// Pool returns a pool, one that was removed too.
func (db *DB) Pool(ctx context.Context, id pools.ID) (p pools.Pool, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		p, err = poolIn(ctx, tx, id)
		return err
	})
	return p, err
}

func poolIn(ctx context.Context, tx *sql.Tx, id pools.ID) (pools.Pool, error) {
	all, err := poolsIn(ctx, tx, "p.id = ?", id)
	if err != nil || len(all) == 0 {
		return pools.Pool{}, cmp.Or[error](err, recruit.NotFound("There is no pool %d; recruitty pool list shows the numbers.", id))
	}
	return all[0], nil
}

// poolsIn reads the pools for which a condition holds, with their members.
func poolsIn(ctx context.Context, tx *sql.Tx, condition string, args ...any) ([]pools.Pool, error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+poolColumns+" FROM pools p WHERE "+condition+" ORDER BY p.sort_key, p.id", args...)
	all, err := collect(rows, err, scanPool)
	if err != nil {
		return nil, err
	}
	at := map[pools.ID]int{}
	for i, p := range all {
		at[p.ID] = i
	}
	type place struct {
		pool pools.ID
		pools.Member
	}
	rows, err = tx.QueryContext(ctx, "SELECT l.pool_id, m.id, m.name, m.email, l.level, l.since, "+held(pools.Shadow)+", "+held(pools.ReverseShadow)+`
		FROM pools p JOIN pool_members l ON l.pool_id = p.id JOIN members m ON m.id = l.member_id AND m.removed_at IS NULL
		WHERE `+condition+" ORDER BY m.sort_key, m.id", args...)
	places, err := collect(rows, err, func(row scanner) (place, error) {
		var l place
		err := row.Scan(&l.pool, &l.ID, &l.Name, &l.Email, &l.Set, moment{&l.Since}, &l.Listened, &l.Led)
		return l, err
	})
	for _, l := range places {
		p := &all[at[l.pool]]
		p.Members = append(p.Members, l.Member)
	}
	return all, err
}

// held is an expression for how many interviews were held since a member m was given a
// place l in a pool, with them at a level of it.
func held(level pools.Level) string {
	return `(SELECT count(*) FROM participants x JOIN interviews i ON i.id = x.interview_id
		WHERE x.member_id = m.id AND x.pool_id = l.pool_id AND x.pool_level = '` + string(level) + `' AND x.removed_at IS NULL
			AND i.status = 'completed' AND i.start_at >= l.since)`
}

// SavePool adds (ID 0) or changes a pool with all its members, and returns it with its
// new version.
func (db *DB) SavePool(ctx context.Context, p pools.Pool, log recruit.Activity) (pools.Pool, error) {
	err := db.write(ctx, func(tx *sql.Tx) error {
		if err := savePool(ctx, tx, &p); err != nil {
			return duplicate(err, "name", "There is a pool called "+p.Name+" already.")
		}
		var err error
		if p, err = poolIn(ctx, tx, p.ID); err != nil {
			return err
		}
		return db.addActivity(ctx, tx, log)
	})
	return p, err
}

func savePool(ctx context.Context, tx *sql.Tx, p *pools.Pool) error {
	if p.ID == 0 {
		result, err := tx.ExecContext(ctx, insertsPool, poolFields.values(p, 1)...)
		if p.ID, err = insertedID[pools.ID](result, err); err != nil {
			return err
		}
	} else {
		ok, err := changedOne(tx.ExecContext(ctx, updatesPool, poolFields.changes(p, p.ID, p.Version)...))
		if err != nil {
			return err
		}
		if !ok {
			return missed(ctx, tx, "pools", int64(p.ID), "this pool")
		}
		// Who has left the team keeps the place that they had: it is shown to nobody, and
		// theirs again should they come back.
		if _, err := tx.ExecContext(ctx, "DELETE FROM pool_members WHERE pool_id = ? AND member_id IN (SELECT id FROM members WHERE removed_at IS NULL)", p.ID); err != nil {
			return err
		}
	}
	for _, m := range p.Members {
		if _, err := tx.ExecContext(ctx, "INSERT INTO pool_members (pool_id, member_id, level, since) VALUES (?, ?, ?, ?)", p.ID, m.ID, m.Set, micros(m.Since)); err != nil {
			return err
		}
	}
	return nil
}
