package past

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/store/columns"
)

// This file keeps the content of files that were removed, for as long as that can be
// taken back, and wipes it then.

// holds is a condition that a change holds the content of a removed file with the digest
// in a column: it is in the workspace, though nobody has it.
func holds(digest string) string {
	return "EXISTS (SELECT 1 FROM changes h WHERE h.part IN ('candidate_file', 'job_file') AND h.now = '' AND h.was ->> '$.sha256' = " + digest + ")"
}

// unowned is a condition that nobody has a file, and no removal of it can be taken back.
func unowned(digest string) string {
	return `NOT EXISTS (SELECT 1 FROM job_files o WHERE o.sha256 = ` + digest + `) AND NOT EXISTS (SELECT 1 FROM candidate_files o WHERE o.sha256 = ` + digest + `)
		AND NOT EXISTS (SELECT 1 FROM interview_files o WHERE o.sha256 = ` + digest + `) AND NOT ` + holds(digest)
}

// Wipe overwrites the content of a file that nobody has any more.
func Wipe(ctx context.Context, tx columns.Runner, digest string, at time.Time) (wiped bool, err error) {
	return columns.ChangedOne(tx.ExecContext(ctx, `UPDATE files SET content = x'', size = 0, content_type = 'application/octet-stream', erased_at = ?2
		WHERE sha256 = ?1 AND erased_at IS NULL AND `+unowned("?1"), digest, columns.Micros(at)))
}

// Release ends that removals of a file of an owner can be taken back.
func Release(ctx context.Context, tx columns.Runner, p recruit.Part, owner int64, digest string) error {
	column := "candidate_id"
	if p == recruit.PartJobFile {
		column = "job_id"
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM changes WHERE part = ? AND "+column+" = ? AND now = '' AND was ->> '$.sha256' = ?", p, owner, digest)
	return err
}

// Tidy forgets what cannot be taken back any more at now, and wipes the content of files
// that were removed so long ago. It reports whether a content was wiped.
func Tidy(ctx context.Context, tx columns.Runner, now time.Time) (wiped bool, err error) {
	files := columns.Micros(now.Add(-recruit.KeptFiles))
	rows, err := tx.QueryContext(ctx, "SELECT DISTINCT was ->> '$.sha256' FROM changes WHERE at <= ? AND part IN ('candidate_file', 'job_file') AND now = ''", files)
	digests, err := columns.Collect(rows, err, columns.ScanText)
	if err != nil {
		return false, err
	}
	for _, query := range []struct {
		text string
		at   any
	}{
		{"DELETE FROM changes WHERE at <= ? AND part IN ('candidate_file', 'job_file') AND now = ''", files},
		{"DELETE FROM changes WHERE at <= ?", columns.Micros(now.Add(-recruit.KeptChanges))},
	} {
		if _, err := tx.ExecContext(ctx, query.text, query.at); err != nil {
			return false, err
		}
	}
	for _, digest := range digests {
		gone, err := Wipe(ctx, tx, digest, now)
		if err != nil {
			return wiped, err
		}
		wiped = wiped || gone
	}
	return wiped, nil
}

// Due reports whether Tidy has something to do at now.
func Due(ctx context.Context, tx columns.Querier, now time.Time) (due bool, err error) {
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM changes WHERE at <= ?1 AND part IN ('candidate_file', 'job_file') AND now = '') OR EXISTS (SELECT 1 FROM changes WHERE at <= ?2)",
		columns.Micros(now.Add(-recruit.KeptFiles)), columns.Micros(now.Add(-recruit.KeptChanges))).Scan(&due)
	return due, err
}

// Forget forgets what a candidate was, who is erased, and every change in whose words
// someone else wrote of them; without takes the person out of a text.
func Forget(ctx context.Context, tx columns.Runner, id recruit.CandidateID, without func(string) string) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM changes WHERE candidate_id = ?", id); err != nil {
		return err
	}
	type kept struct {
		line     recruit.ActivityID
		was, now string
	}
	rows, err := tx.QueryContext(ctx, "SELECT activity_id, was, now FROM changes")
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (k kept, err error) { return k, row.Scan(&k.line, &k.was, &k.now) })
	if err != nil {
		return err
	}
	for _, k := range all {
		if !mentions(k.was, without) && !mentions(k.now, without) {
			continue
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM changes WHERE activity_id = ?", k.line); err != nil {
			return err
		}
	}
	return nil
}

// Wiped looks after the content of a file when a change of it is taken back: one that was
// added by mistake is wiped, and one that was removed has to be there still.
func Wiped(ctx context.Context, tx columns.Runner, c recruit.PastChange, at time.Time) error {
	if c.Part != recruit.PartCandidateFile && c.Part != recruit.PartJobFile {
		return nil
	}
	if c.Was == "" {
		_, err := Wipe(ctx, tx, digestOf(c.Now), at)
		return err
	}
	var gone bool
	if err := tx.QueryRowContext(ctx, "SELECT NOT EXISTS (SELECT 1 FROM files WHERE sha256 = ? AND erased_at IS NULL)", digestOf(c.Was)).Scan(&gone); err != nil {
		return err
	}
	if gone {
		return recruit.Refused("The content of this file was wiped in the meantime; add the file again.")
	}
	return nil
}

// digestOf is the digest in the row of a file.
func digestOf(row string) string {
	var f struct {
		SHA256 string `json:"sha256"`
	}
	_ = json.Unmarshal([]byte(row), &f) // the database wrote it
	return f.SHA256
}

// RemoveNew removes a candidate or a job that was new, unless someone has worked on it
// since.
func RemoveNew(ctx context.Context, tx columns.Runner, c recruit.PastChange) error {
	if c.Was != "" {
		return fmt.Errorf("take a change of a %s back by saving it", c.Part)
	}
	tables, column, in := []string{"candidate_files", "notes"}, "candidate_id", "candidates"
	if c.Part == recruit.PartJob {
		tables, column, in = []string{"job_files", "notes", "kits", "plans"}, "job_id", "jobs"
	}
	query := "DELETE FROM " + in + " WHERE id = ? AND version = 1 AND batch_id IS NULL"
	for _, t := range append(tables, "applications", "interviews", "letters") {
		query += " AND NOT EXISTS (SELECT 1 FROM " + t + " x WHERE x." + column + " = " + in + ".id)"
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, query, c.Item))
	if err == nil && !ok {
		err = recruit.Refused("Someone has worked on it since it was added, so adding it is not taken back; take that back first.")
	}
	return err
}
