package store

import "recruitty/recruit/timeparse"

// The expressions of this file name what of a stored record cannot be understood,
// "" as a rule. SQLite itself holds types and references (the tables are STRICT);
// zones, of which it knows nothing, are looked at when a row is read.

// odd follows a column with a time, and is true of one before 1900 or after 2300.
const odd = ` NOT BETWEEN -2208988800000000 AND 10413792000000000`

const jobDamage = `CASE WHEN NOT json_valid(j.stages) OR json_type(j.stages) <> 'array' THEN 'stages'
	WHEN j.status NOT IN ('open', 'closed') THEN 'status'
	WHEN j.created_at` + odd + ` OR j.closed_at` + odd + ` THEN 'time' ELSE '' END`

const candidateDamage = `CASE WHEN NOT json_valid(c.tags) OR json_type(c.tags) <> 'array' THEN 'tags'
	WHEN c.details <> '' AND (NOT json_valid(c.details) OR json_type(c.details) <> 'object') THEN 'details'
	WHEN c.created_at` + odd + ` OR c.erased_at` + odd + ` THEN 'time' ELSE '' END`

const memberDamage = `CASE WHEN m.role NOT IN ('admin', 'recruiter', 'interviewer', 'read-only') THEN 'role'
	WHEN m.twelve_hour NOT IN (0, 1) OR m.plain NOT IN (0, 1) OR m.skip_entry NOT IN (0, 1) THEN 'settings' ELSE '' END`

const interviewDamage = `CASE ` + interviewAmiss + `
	WHEN EXISTS (SELECT 1 FROM participants p WHERE p.interview_id = i.id AND (` + answersAmiss + `)) THEN 'answers'
	WHEN EXISTS (SELECT 1 FROM interview_versions v WHERE v.interview_id = i.id AND (` + historyAmiss + `)) THEN 'history'
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
