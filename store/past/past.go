// Package past keeps what records were before they were changed, for as long as a change
// can be taken back, and puts rows back as they were. What a change of a candidate or a
// job was is read by package undo, which puts those back through their services.
package past

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// table is one whose rows are kept as they stand.
type table struct {
	name string
	keys []string // of which the row is found; the first columns
	cols []string // all that a row is inserted with again
}

// tableOf is where the rows of a part stand; false for records that services put back.
func tableOf(p recruit.Part) (t table, rows bool) {
	switch p {
	case recruit.PartNote:
		return table{"notes", []string{"id"}, []string{"id", "candidate_id", "job_id", "author_id", "author", "at", "edited_at", "batch_id", "text"}}, true
	case recruit.PartApplication:
		return table{"applications", []string{"id"}, []string{"id", "candidate_id", "job_id", "stage", "stage_since", "reason", "external_id", "external_source", "version", "batch_id", "created_at"}}, true
	case recruit.PartCandidateFile:
		return table{"candidate_files", []string{"candidate_id", "sha256"}, []string{"candidate_id", "sha256", "name", "kind", "added_at", "batch_id"}}, true
	case recruit.PartJobFile:
		return table{"job_files", []string{"job_id", "sha256"}, []string{"job_id", "sha256", "name", "kind", "added_at", "batch_id"}}, true
	}
	return table{}, false
}

// object is an expression for a row as JSON.
func (t table) object() string {
	var parts []string
	for _, c := range t.cols {
		parts = append(parts, "'"+c+"', "+c)
	}
	text := "json_object(" + strings.Join(parts, ", ")
	if t.name == "applications" {
		text += `, 'stages', (SELECT json_group_array(json_array(version, stage, since, member_id, reason)) FROM
			(SELECT * FROM stage_changes WHERE application_id = applications.id ORDER BY version))`
	}
	return text + ")"
}

// found is the condition for the row with the keys ?1, ?2.
func (t table) found() string {
	var parts []string
	for n, k := range t.keys {
		parts = append(parts, fmt.Sprintf("%s = ?%d", k, n+1))
	}
	return strings.Join(parts, " AND ")
}

// Row is a row of a part as JSON, "" where there is none; keys are its number, or of a
// file the owner and the digest.
func Row(ctx context.Context, tx columns.Querier, p recruit.Part, keys ...any) (text string, err error) {
	t, _ := tableOf(p)
	err = tx.QueryRowContext(ctx, "SELECT "+t.object()+" FROM "+t.name+" WHERE "+t.found(), keys...).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return text, err
}

// Record is a candidate or a job as JSON, without what nobody changes by hand.
func Record(of any) (string, error) {
	switch r := of.(type) {
	case *recruit.Candidate:
		c := *r
		c.Version, c.Damage = 0, ""
		of = c
	case *recruit.Job:
		j := *r
		j.Version, j.Damage = 0, ""
		of = j
	}
	text, err := json.Marshal(of)
	return string(text), err
}

// Add keeps a change; its line of the log is added already. One that changed nothing is
// not kept, and one that takes another back takes that away.
func Add(ctx context.Context, tx columns.Runner, c recruit.PastChange) error {
	if c.TakesBack != 0 || c.Was == c.Now {
		return nil
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO changes (activity_id, candidate_id, job_id, actor_id, at, part, item, was, now) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		c.ID, columns.OrNull(c.CandidateID), columns.OrNull(c.JobID), columns.OrNull(c.ActorID), columns.Micros(c.At), c.Part, c.Item, c.Was, c.Now)
	return err
}

// TakenBack notes that a change was taken back, once.
func TakenBack(ctx context.Context, tx columns.Runner, line recruit.ActivityID) error {
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, "DELETE FROM changes WHERE activity_id = ?", line))
	if err == nil && !ok {
		err = &recruit.Problem{Kind: recruit.ErrStale, Sentence: "This change was taken back already; look at the record again."}
	}
	return err
}

// List reads the changes that a filter chooses, newest first, as far as they can still be
// taken back at now.
func List(ctx context.Context, tx columns.Querier, f recruit.PastChangeFilter, now time.Time) ([]recruit.PastChange, error) {
	var where columns.Conditions
	where.Add("h.at > ?", columns.Micros(now.Add(-recruit.KeptChanges)))
	if f.CandidateID != 0 {
		where.Add("h.candidate_id = ?", f.CandidateID)
	}
	if f.JobID != 0 {
		where.Add("h.job_id = ?", f.JobID)
	}
	if f.JobID != 0 && f.CandidateID == 0 {
		where.Add("h.candidate_id IS NULL")
	}
	if f.Part != "" {
		where.Add("h.part = ?", f.Part)
	}
	if f.ActorID != 0 {
		where.Add("h.actor_id = ?", f.ActorID)
	}
	rows, err := tx.QueryContext(ctx, `SELECT a.id, a.at, ifnull(a.actor_id, 0), a.actor, a.action, ifnull(a.candidate_id, 0), ifnull(a.job_id, 0), a.text, h.part, h.item, h.was, h.now
		FROM changes h JOIN activity a ON a.id = h.activity_id `+where.Clause()+" ORDER BY h.activity_id DESC LIMIT ?+0", where.With(columns.Bounded(f.Limit, 50, 1000))...)
	return columns.Collect(rows, err, func(row columns.Scanner) (c recruit.PastChange, err error) {
		return c, row.Scan(&c.ID, columns.Moment(&c.At), &c.ActorID, &c.Actor, &c.Action, &c.CandidateID, &c.JobID, &c.Text, &c.Part, &c.Item, &c.Was, &c.Now)
	})
}

// changedSince says that a part is not any more what a change made of it.
func changedSince() error {
	return &recruit.Problem{Kind: recruit.ErrStale, Sentence: "It was changed once more since, so this change is not taken back; look at the record, and change it by hand if that is what you want."}
}

// keysOf are the keys of the row that a change is about.
func (t table) keysOf(c recruit.PastChange) ([]any, error) {
	text := c.Now
	if text == "" {
		text = c.Was
	}
	var row map[string]any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&row); err != nil {
		return nil, fmt.Errorf("read what a row was: %w", err)
	}
	var keys []any
	for _, k := range t.keys {
		if id, ok := row[k].(json.Number); ok {
			n, err := id.Int64()
			if err != nil {
				return nil, fmt.Errorf("read what a row was: %w", err)
			}
			keys = append(keys, n)
			continue
		}
		keys = append(keys, fmt.Sprint(row[k]))
	}
	return keys, nil
}

// Restore makes of a row what it was before a change. It is ErrStale where the row is not
// what the change made of it. Whoever calls looks after what hangs on it.
func Restore(ctx context.Context, tx columns.Runner, c recruit.PastChange) error {
	t, rows := tableOf(c.Part)
	if !rows {
		return fmt.Errorf("restore a row of %q", c.Part)
	}
	keys, err := t.keysOf(c)
	if err != nil {
		return err
	}
	present, err := Row(ctx, tx, c.Part, keys...)
	switch {
	case err != nil:
		return err
	case present != c.Now:
		return changedSince()
	}
	if present != "" && c.Part == recruit.PartApplication {
		if _, err := tx.ExecContext(ctx, "DELETE FROM stage_changes WHERE application_id = ?", c.Item); err != nil {
			return err
		}
	}
	switch {
	case c.Was == "":
		_, err = tx.ExecContext(ctx, "DELETE FROM "+t.name+" WHERE "+t.found(), keys...)
	case present == "":
		err = t.insert(ctx, tx, c.Was)
	default:
		err = t.update(ctx, tx, c.Was, keys)
	}
	if err != nil {
		return err
	}
	if c.Was != "" && c.Part == recruit.PartApplication {
		_, err = tx.ExecContext(ctx, `INSERT INTO stage_changes (application_id, version, stage, since, member_id, reason)
			SELECT ?1, CAST(value ->> 0 AS INTEGER), value ->> 1, CAST(value ->> 2 AS INTEGER), CAST(value ->> 3 AS INTEGER), value ->> 4 FROM json_each(?2, '$.stages')`, c.Item, c.Was)
	}
	return err
}

// valueOf is an expression for the value of a column in a row as JSON. Columns are numbers
// by their names.
func valueOf(row, column string) string {
	value := row + " ->> '$." + column + "'"
	if column == "id" || column == "at" || column == "version" || column == "stage_since" || strings.HasSuffix(column, "_at") || strings.HasSuffix(column, "_id") && column != "external_id" {
		value = "CAST(" + value + " AS INTEGER)"
	}
	return value
}

// insert writes a row again.
func (t table) insert(ctx context.Context, tx columns.Runner, row string) error {
	var values []string
	for _, c := range t.cols {
		values = append(values, valueOf("?1", c))
	}
	cols := slices.Clone(t.cols)
	if t.name == "applications" {
		cols, values = append(cols, "sort_key"), append(values, "(SELECT sort_key FROM candidates WHERE id = "+valueOf("?1", "candidate_id")+")")
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+t.name+" ("+strings.Join(cols, ", ")+") SELECT "+strings.Join(values, ", "), row)
	if err != nil {
		err = problem.Duplicate(err, "", "It is there again already; look at the record.")
		err = problem.Dangling(err, "What it belongs to is no longer in the workspace, so it cannot be brought back.")
	}
	return err
}

// update writes a row over.
func (t table) update(ctx context.Context, tx columns.Runner, row string, keys []any) error {
	var sets []string
	for _, c := range t.cols[len(t.keys):] {
		sets = append(sets, c+" = "+valueOf(fmt.Sprintf("?%d", len(keys)+1), c))
	}
	_, err := tx.ExecContext(ctx, "UPDATE "+t.name+" SET "+strings.Join(sets, ", ")+" WHERE "+t.found(), append(slices.Clone(keys), row)...)
	return err
}

// mentions reports whether a text of a row or record is changed by without.
func mentions(row string, without func(string) string) bool {
	var value any
	if row == "" {
		return false
	}
	if json.Unmarshal([]byte(row), &value) != nil {
		return true // nobody can say what it holds
	}
	return within(value, func(text string) bool { return without(text) != text })
}

// within reports whether a text inside of a value of JSON fits.
func within(value any, fits func(string) bool) bool {
	switch v := value.(type) {
	case string:
		return fits(v)
	case []any:
		return slices.ContainsFunc(v, func(one any) bool { return within(one, fits) })
	case map[string]any:
		for _, one := range v {
			if within(one, fits) {
				return true
			}
		}
	}
	return false
}
