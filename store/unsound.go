package store

import (
	"context"
	"database/sql"
	"fmt"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// mostUnsound is how many damaged records are named.
const mostUnsound = 50

// kept are the records that may be damaged: what they are called, the expression
// that finds out, and the columns that say which it is.
func kept() []struct{ what, damage, columns, table string } {
	return []struct{ what, damage, columns, table string }{
		{"job", jobDamage, "j.id, j.title, 0, ''", "jobs j"},
		{"candidate", candidateDamage, "c.id, c.name, c.id, c.time_zone", "candidates c"},
		{"member", memberDamage, "m.id, m.name, 0, m.time_zone", "members m"},
		{"interview", interviewDamage, "i.id, i.title, i.candidate_id, i.time_zone", "interviews i"},
	}
}

// Unsound names the records of which something stored cannot be understood, each
// in a sentence. All others can be worked with.
func (db *DB) Unsound(ctx context.Context) ([]string, error) {
	all, err := db.Damaged(ctx)
	sentences := make([]string, len(all))
	for i, d := range all {
		sentences[i] = d.Sentence()
	}
	return sentences, err
}

// Damaged lists the records of which something stored cannot be understood, at
// most some dozens.
func (db *DB) Damaged(ctx context.Context) (all []recruit.Damage, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		for _, k := range kept() {
			zones, err := unsoundZones(ctx, tx, k.table)
			if err != nil {
				return err
			}
			where, args := "damage <> ''", []any{}
			for _, zone := range zones {
				where += " OR time_zone = ?"
				args = append(args, zone)
			}
			rows, err := tx.QueryContext(ctx, fmt.Sprintf("SELECT %s, %s AS damage FROM %s WHERE %s LIMIT %d", k.columns, k.damage, k.table, where, mostUnsound), args...)
			found, err := collect(rows, err, func(row scanner) (recruit.Damage, error) {
				d, zone := recruit.Damage{What: k.what}, ""
				err := row.Scan(&d.ID, &d.Name, &d.CandidateID, &zone, &d.Field)
				damagedZone(&d.Field, zone)
				return d, err
			})
			if err != nil {
				return err
			}
			all = append(all, found...)
		}
		return nil
	})
	return all[:min(len(all), mostUnsound)], err
}

// unsoundZones are the time zones of a table's records that do not exist. There
// are far fewer zones than records.
func unsoundZones(ctx context.Context, tx *sql.Tx, table string) (unknown []string, err error) {
	if table == "jobs j" {
		return nil, nil // they have none
	}
	rows, err := tx.QueryContext(ctx, "SELECT DISTINCT time_zone FROM "+table+" WHERE time_zone <> ''")
	zones, err := collect(rows, err, scanText)
	for _, zone := range zones {
		if _, bad := timeparse.Zone(zone); bad != nil && len(unknown) < mostUnsound {
			unknown = append(unknown, zone)
		}
	}
	return unknown, err
}
