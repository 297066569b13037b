package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"recruitty/recruit/clean"
	"recruitty/recruit/when"
)

// mostUnsound is how many damaged records are named.
const mostUnsound = 50

// unsoundQueries find records of which something stored cannot be understood: what
// it is, its id, its name, and what is the matter. SQLite itself holds types and
// references.
var unsoundQueries = []string{
	`SELECT 'job', id, title, 'stages' FROM jobs WHERE NOT json_valid(stages) OR json_type(stages) <> 'array'`,
	`SELECT 'job', id, title, 'status' FROM jobs WHERE status NOT IN ('open', 'closed')`,
	`SELECT 'job', id, title, 'time' FROM jobs WHERE created_at NOT BETWEEN ?1 AND ?2 OR closed_at NOT BETWEEN ?1 AND ?2`,
	`SELECT 'candidate', id, name, 'tags' FROM candidates WHERE NOT json_valid(tags) OR json_type(tags) <> 'array'`,
	`SELECT 'candidate', id, name, 'time' FROM candidates WHERE created_at NOT BETWEEN ?1 AND ?2 OR erased_at NOT BETWEEN ?1 AND ?2`,
	`SELECT 'member', id, name, 'role' FROM members WHERE role NOT IN ('admin', 'recruiter', 'interviewer')`,
	`SELECT 'member', id, name, 'settings' FROM members WHERE twelve_hour NOT IN (0, 1) OR plain NOT IN (0, 1)`,
	`SELECT 'interview', id, title, 'start' FROM interviews WHERE start_at NOT BETWEEN ?1 AND ?2`,
	`SELECT 'interview', id, title, 'duration' FROM interviews WHERE duration_seconds NOT BETWEEN 1 AND 86400`,
	`SELECT 'interview', id, title, 'status' FROM interviews WHERE status NOT IN ('scheduled', 'completed', 'no_show', 'cancelled')`,
	`SELECT 'interview', id, title, 'platform' FROM interviews WHERE platform NOT IN ('zoom', 'phone', 'on_site', 'other_link')`,
	`SELECT 'interview', id, title, 'waiting answers' FROM interviews WHERE strays <> '' AND NOT json_valid(strays)`,
	`SELECT DISTINCT 'interview', i.id, i.title, 'answers' FROM participants p JOIN interviews i ON i.id = p.interview_id
		WHERE p.claim <> '' AND NOT json_valid(p.claim) OR p.deputised <> '' AND NOT json_valid(p.deputised) OR p.audience NOT IN ('candidate', 'panel', 'organiser')`,
	`SELECT DISTINCT 'interview', i.id, i.title, 'history' FROM interview_versions v JOIN interviews i ON i.id = v.interview_id
		WHERE v.start_at NOT BETWEEN ?1 AND ?2 OR v.at NOT BETWEEN ?1 AND ?2`,
}

// Unsound names the records of which something stored cannot be understood, each
// in a sentence. All others can be worked with.
func (db *DB) Unsound(ctx context.Context) (sentences []string, err error) {
	from, to := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro(), time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
	err = db.read(ctx, func(tx *sql.Tx) error {
		for _, query := range unsoundQueries {
			rows, err := tx.QueryContext(ctx, query+fmt.Sprintf(" LIMIT %d", mostUnsound), from, to)
			found, err := collect(rows, err, scanUnsound)
			if err != nil {
				return err
			}
			sentences = append(sentences, found...)
		}
		for _, kept := range [][3]string{{"candidate", "candidates", "name"}, {"member", "members", "name"}, {"interview", "interviews", "title"}} {
			found, err := unsoundZones(ctx, tx, kept)
			if err != nil {
				return err
			}
			sentences = append(sentences, found...)
		}
		return nil
	})
	return sentences[:min(len(sentences), mostUnsound)], err
}

func scanUnsound(row scanner) (string, error) {
	var what, name, field string
	var id int64
	if err := row.Scan(&what, &id, &name, &field); err != nil {
		return "", err
	}
	return notUnderstood(what, id, name, field), nil
}

func notUnderstood(what string, id int64, name, field string) string {
	if name, _ = clean.Line(name, 80); name != "" {
		name = " (" + name + ")"
	}
	return fmt.Sprintf("The stored %s of %s %d%s cannot be understood.", field, what, id, name)
}

// unsoundZones finds records with a time zone that does not exist. There are far
// fewer zones than records.
func unsoundZones(ctx context.Context, tx *sql.Tx, kept [3]string) (sentences []string, err error) {
	what, table, name := kept[0], kept[1], kept[2]
	rows, err := tx.QueryContext(ctx, "SELECT DISTINCT time_zone FROM "+table+" WHERE time_zone <> ''")
	zones, err := collect(rows, err, scanText)
	if err != nil {
		return nil, err
	}
	for _, zone := range zones {
		if _, err := when.Zone(zone); err == nil {
			continue
		}
		rows, err := tx.QueryContext(ctx, fmt.Sprintf("SELECT '%s', id, %s, 'time zone' FROM %s WHERE time_zone = ? LIMIT %d", what, name, table, mostUnsound), zone)
		found, err := collect(rows, err, scanUnsound)
		if err != nil {
			return nil, err
		}
		if sentences = append(sentences, found...); len(sentences) >= mostUnsound {
			break
		}
	}
	return sentences, nil
}
