package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

var poolFields = columns.Of[pools.Pool]{
	columns.ReadOnly("id", func(p *pools.Pool) *pools.ID { return &p.ID }),
	columns.Plain("name", func(p *pools.Pool) *string { return &p.Name }),
	columns.Derived("sort_key", func(p *pools.Pool) any { return sanitize.Fold(p.Name) }),
	columns.Plain("shadows", func(p *pools.Pool) *int { return &p.Shadows }),
	columns.Plain("reversed", func(p *pools.Pool) *int { return &p.Reversed }),
	columns.ReadOnly("version", func(p *pools.Pool) *int { return &p.Version }),
	columns.OnlyOnce(columns.Instant("created_at", func(p *pools.Pool) *time.Time { return &p.CreatedAt })),
	columns.Instant("removed_at", func(p *pools.Pool) *time.Time { return &p.RemovedAt }),
}

// How a pool p is read, inserted and updated.
var (
	poolColumns = poolFields.Read("p")
	insertsPool = poolFields.Insert("pools", "version")
	updatesPool = poolFields.Update("pools", ", version = version + 1 WHERE id = ? AND version = ?")
)

func scanPool(row columns.Scanner) (pools.Pool, error) {
	var p pools.Pool
	return p, row.Scan(poolFields.Into(&p)...)
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
	all, err := columns.Collect(rows, err, scanPool)
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
	places, err := columns.Collect(rows, err, func(row columns.Scanner) (place, error) {
		var l place
		err := row.Scan(&l.pool, &l.ID, &l.Name, &l.Email, &l.Set, columns.Moment(&l.Since), &l.Listened, &l.Led)
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
			return problem.Duplicate(err, "name", "There is already a pool called "+p.Name+" already.")
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
		result, err := tx.ExecContext(ctx, insertsPool, poolFields.Values(p, 1)...)
		if p.ID, err = columns.InsertedID[pools.ID](result, err); err != nil {
			return err
		}
	} else {
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, updatesPool, poolFields.Changes(p, p.ID, p.Version)...))
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
		if _, err := tx.ExecContext(ctx, "INSERT INTO pool_members (pool_id, member_id, level, since) VALUES (?, ?, ?, ?)", p.ID, m.ID, m.Set, columns.Micros(m.Since)); err != nil {
			return err
		}
	}
	return nil
}

// planRules are the rules of a plan as a column holds them.
type planRules struct {
	Sessions   []planSession `json:"sessions"`
	FixedOrder bool          `json:"fixed_order,omitempty"`
	MinGap     int           `json:"min_gap_minutes"`
	MaxGap     int           `json:"max_gap_minutes"`
	Lunch      bool          `json:"lunch,omitempty"`
	Days       int           `json:"days"`
	Twice      bool          `json:"twice,omitempty"`
}

type planSession struct {
	Title    string           `json:"title"`
	Minutes  int              `json:"minutes"`
	Platform recruit.Platform `json:"platform,omitempty"`
	Place    string           `json:"place,omitempty"`
	People   []planPerson     `json:"people,omitempty"`
	Needs    []planNeed       `json:"needs,omitempty"`
}

type planPerson struct {
	ID       recruit.MemberID `json:"id"`
	Optional bool             `json:"optional,omitempty"`
}

type planNeed struct {
	Pool  recruit.PoolID `json:"pool"`
	Count int            `json:"count"`
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

// planRulesOf writes a plan as its column holds it.
func planRulesOf(p loops.Plan) (string, error) {
	r := planRules{FixedOrder: p.FixedOrder, MinGap: int(p.MinGap / time.Minute), MaxGap: int(p.MaxGap / time.Minute), Lunch: p.Lunch, Days: p.Days, Twice: p.Twice}
	for _, s := range p.Sessions {
		one := planSession{Title: s.Title, Minutes: int(s.Duration / time.Minute), Platform: s.Platform, Place: s.Place}
		for _, who := range s.People {
			one.People = append(one.People, planPerson{who.ID, who.Optional})
		}
		for _, n := range s.Needs {
			one.Needs = append(one.Needs, planNeed{n.Pool, n.Count})
		}
		r.Sessions = append(r.Sessions, one)
	}
	text, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("write an interview plan: %w", err)
	}
	return string(text), nil
}

// readPlanRules reads what planRulesOf wrote; what it cannot read is damage.
func readPlanRules(text string, p *loops.Plan) {
	var r planRules
	if err := json.Unmarshal([]byte(text), &r); err != nil || len(r.Sessions) == 0 {
		p.Damage = "rules"
		return
	}
	p.FixedOrder, p.MinGap, p.MaxGap, p.Lunch, p.Days, p.Twice = r.FixedOrder, minutes(r.MinGap), minutes(r.MaxGap), r.Lunch, r.Days, r.Twice
	for _, s := range r.Sessions {
		one := loops.Session{Title: s.Title, Duration: minutes(s.Minutes), Platform: s.Platform, Place: s.Place}
		for _, who := range s.People {
			one.People = append(one.People, loops.Person{ID: who.ID, Optional: who.Optional})
		}
		for _, n := range s.Needs {
			one.Needs = append(one.Needs, loops.Need{Pool: n.Pool, Count: n.Count})
		}
		p.Sessions = append(p.Sessions, one)
	}
}

// Plans lists the interview plans of a job by stage; with removed, those that are no more
// in use too.
func (db *DB) Plans(ctx context.Context, job recruit.JobID, removed bool) (all []loops.Plan, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT job_id, stage, rules, version, removed_at FROM plans WHERE job_id = ? AND (? OR removed_at IS NULL) ORDER BY stage", job, removed)
		all, err = columns.Collect(rows, err, func(row columns.Scanner) (loops.Plan, error) {
			var p loops.Plan
			var rules string
			err := row.Scan(&p.JobID, &p.Stage, &rules, &p.Version, columns.Moment(&p.RemovedAt))
			readPlanRules(rules, &p)
			return p, err
		})
		return err
	})
	return all, err
}

// SavePlan adds (Version 0) or changes the interview plan of a stage of a job.
func (db *DB) SavePlan(ctx context.Context, p loops.Plan, log recruit.Activity) error {
	rules, err := planRulesOf(p)
	if err != nil {
		return err
	}
	return db.write(ctx, func(tx *sql.Tx) error {
		saved, err := tx.ExecContext(ctx, `INSERT INTO plans (job_id, stage, rules, version, removed_at) VALUES (?1, ?2, ?3, 1, ?5)
			ON CONFLICT (job_id, stage) DO UPDATE SET rules = ?3, version = plans.version + 1, removed_at = ?5 WHERE plans.version = ?4`,
			p.JobID, p.Stage, rules, p.Version, columns.Micros(p.RemovedAt))
		ok, err := columns.ChangedOne(saved, problem.Dangling(err, "The job is not in the workspace."))
		if err != nil {
			return err
		}
		if !ok {
			return problem.Stale("the interview plan of " + p.Stage)
		}
		return db.addActivity(ctx, tx, log)
	})
}
