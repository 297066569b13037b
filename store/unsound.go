package store

import (
	"context"
	"database/sql"
	"fmt"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/store/columns"
	"recruitty/store/scope"
)

// maxUnsound is how many damaged records are named.
const maxUnsound = 50

// kept are the records that may be damaged: what they are called, the expression
// that finds out, and the columns that say which it is. Where there may be many of
// them, suspects are the ids that partial indexes know, and what they are about is
// the zones in use; else all rows are read.
func kept() []keptRecord {
	return []keptRecord{
		{"job", jobDamage, "j.id, j.title, 0, ''", "jobs", "j", scope.Jobs, ""},
		{"candidate", candidateDamage, "c.id, c.name, c.id, c.time_zone", "candidates", "c", scope.Candidates,
			"SELECT c.id FROM candidates c INDEXED BY candidates_damaged WHERE " + candidateDamage + " <> ''"},
		{"member", memberDamage, "m.id, m.name, 0, m.time_zone", "members", "m", "", ""},
		{"interview", interviewDamage, "i.id, i.title, i.candidate_id, i.time_zone", "interviews", "i", scope.Interviews,
			"SELECT i.id FROM interviews i INDEXED BY interviews_damaged WHERE CASE " + interviewAmiss + ` ELSE '' END <> ''
			UNION SELECT p.interview_id FROM participants p INDEXED BY participants_damaged WHERE ` + answersAmiss + `
			UNION SELECT v.interview_id FROM interview_versions v INDEXED BY interview_versions_damaged WHERE ` + historyAmiss},
	}
}

type keptRecord struct {
	what, damage, columns, table, as string
	own                              scope.Kind // "" for members
	suspects                         string
}

// seen is the condition, to follow others, on the records that are.
func (k keptRecord) seen(see scope.Scope) string {
	if k.own == "" {
		return see.Myself(k.as + ".id")
	}
	return see.In(k.as+".id", k.own)
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
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		for _, k := range kept() {
			query, args, err := k.query(ctx, tx, see)
			if err != nil {
				return err
			}
			rows, err := tx.QueryContext(ctx, query, args...)
			found, err := columns.Collect(rows, err, func(row columns.Scanner) (recruit.Damage, error) {
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
	return all[:min(len(all), maxUnsound)], err
}

// query reads the damaged records of a kind, at most some dozens.
func (k keptRecord) query(ctx context.Context, tx *sql.Tx, see scope.Scope) (string, []any, error) {
	zones, err := k.unsoundZones(ctx, tx)
	where, args := k.damage+" <> ''", []any(nil)
	if k.suspects != "" {
		where = k.as + ".id IN (" + k.suspects + ")"
	}
	if len(zones) > 0 {
		where, args = where+" OR "+k.as+".id IN (SELECT id FROM "+k.table+" WHERE time_zone <> '' AND time_zone IN (SELECT value FROM json_each(?)))", []any{jsonOf(zones)}
	}
	return fmt.Sprintf("SELECT %s, %s AS damage FROM %s %s WHERE (%s)%s LIMIT %d", k.columns, k.damage, k.table, k.as, where, k.seen(see), maxUnsound), append(args, see.Args(1)...), err
}

// unsoundZones are the time zones of a table's records that do not exist. There
// are far fewer zones than records: they are read by jumps in their index.
func (k keptRecord) unsoundZones(ctx context.Context, tx *sql.Tx) (unknown []string, err error) {
	if k.what == "job" {
		return nil, nil // they have none
	}
	next := "(SELECT min(time_zone) FROM " + k.table + " WHERE time_zone <> ''"
	rows, err := tx.QueryContext(ctx, "WITH RECURSIVE used (zone) AS (SELECT "+next+") UNION ALL SELECT "+next+" AND time_zone > used.zone) FROM used WHERE used.zone IS NOT NULL) "+
		"SELECT zone FROM used WHERE zone IS NOT NULL")
	zones, err := columns.Collect(rows, err, columns.ScanText)
	for _, zone := range zones {
		if _, bad := timeparse.Zone(zone); bad != nil && len(unknown) < maxUnsound {
			unknown = append(unknown, zone)
		}
	}
	return unknown, err
}

// The expressions below name what of a stored record cannot be understood,
// "" as a rule. SQLite itself holds types and references (the tables are STRICT);
// zones, of which it knows nothing, are looked at when a row is read.

// odd follows a column with a time, and is true of one before 1900 or after 2300.
const odd = ` NOT BETWEEN -2208988800000000 AND 10413792000000000`

const jobDamage = `CASE WHEN NOT json_valid(j.stages) OR json_type(j.stages) <> 'array' THEN 'stages'
	WHEN j.status NOT IN ('open', 'closed') THEN 'status'
	WHEN j.created_at` + odd + ` OR j.closed_at` + odd + ` THEN 'time'
	WHEN EXISTS (SELECT 1 FROM plans p WHERE p.job_id = j.id AND p.removed_at IS NULL AND (` + planAmiss + `)) THEN 'interview plan' ELSE '' END`

// planAmiss is about the plans of a job. The rest of the job can be worked with.
const planAmiss = `NOT json_valid(p.rules) OR json_type(p.rules, '$.sessions') IS NOT 'array'`

const candidateDamage = `CASE WHEN NOT json_valid(c.tags) OR json_type(c.tags) <> 'array' THEN 'tags'
	WHEN c.details <> '' AND (NOT json_valid(c.details) OR json_type(c.details) <> 'object') THEN 'details'
	WHEN c.created_at` + odd + ` OR c.erased_at` + odd + ` THEN 'time' ELSE '' END`

const memberDamage = `CASE WHEN m.role NOT IN ('admin', 'recruiter', 'interviewer', 'read-only') THEN 'role'
	WHEN m.twelve_hour NOT IN (FALSE, TRUE) OR m.plain NOT IN (FALSE, TRUE) OR m.skip_entry NOT IN (FALSE, TRUE) THEN 'settings' ELSE '' END`

const interviewDamage = `CASE ` + interviewAmiss + `
	WHEN EXISTS (SELECT 1 FROM participants p INDEXED BY participants_damaged WHERE p.interview_id = i.id AND (` + answersAmiss + `)) THEN 'answers'
	WHEN EXISTS (SELECT 1 FROM interview_versions v INDEXED BY interview_versions_damaged WHERE v.interview_id = i.id AND (` + historyAmiss + `)) THEN 'history'
	ELSE '' END`

// interviewAmiss is about an interview's own row, the others about the rows that
// belong to it.
const interviewAmiss = `WHEN i.start_at` + odd + ` THEN 'start'
	WHEN i.duration_seconds NOT BETWEEN 1 AND 86400 THEN 'duration'
	WHEN i.status NOT IN ('scheduled', 'completed', 'no_show', 'cancelled') THEN 'status'
	WHEN i.platform NOT IN ('zoom', 'phone', 'on_site', 'other_link') THEN 'platform'
	WHEN i.strays <> '' AND NOT json_valid(i.strays) THEN 'waiting answers'`

const answersAmiss = `p.claim <> '' AND NOT json_valid(p.claim) OR p.deputised <> '' AND NOT json_valid(p.deputised)
	OR p.audience NOT IN ('candidate', 'panel', 'organiser')`

const historyAmiss = `v.start_at` + odd + ` OR v.at` + odd

// damagedZone adds to what is known to be damaged a zone that does not exist.
func damagedZone(damage *string, zone string) {
	if *damage != "" || zone == "" {
		return
	}
	if _, err := timeparse.Zone(zone); err != nil {
		*damage = "time zone"
	}
}
