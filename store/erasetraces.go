package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// tracesOf gathers the person's names and addresses, of now and as they were
// written in invitations.
func tracesOf(ctx context.Context, tx *sql.Tx, c recruit.Candidate) (recruit.Traces, error) {
	rows, err := tx.QueryContext(ctx, `SELECT p.address FROM participants p JOIN interviews i ON i.id = p.interview_id
		WHERE i.candidate_id = ?1 AND p.audience = 'candidate'
		UNION SELECT p.name FROM participants p JOIN interviews i ON i.id = p.interview_id
		WHERE i.candidate_id = ?1 AND p.audience = 'candidate'
		UNION SELECT target FROM effects WHERE kind LIKE 'mail.%' AND interview_id IN (SELECT id FROM interviews WHERE candidate_id = ?1)
		AND `+theirAddress, c.ID)
	texts, err := collect(rows, err, scanText)
	if err != nil {
		return recruit.Traces{}, err
	}
	texts = append(texts, c.Name, c.Email, c.Phone)
	texts = slices.Concat(texts, c.Emails, c.Phones, c.Links)
	texts = slices.DeleteFunc(texts, func(text string) bool { return strings.TrimSpace(text) == "" })
	slices.Sort(texts)
	rows, err = tx.QueryContext(ctx, "SELECT sha256 FROM files WHERE "+theirFiles, c.ID)
	files, err := collect(rows, err, scanText)
	return recruit.Traces{Texts: slices.Compact(texts), Files: files}, err
}

// shared leaves out of the traces what is somebody else's as well: where a member
// or another candidate has the same name, it stands for them elsewhere.
func shared(ctx context.Context, tx *sql.Tx, c recruit.Candidate, t recruit.Traces) (recruit.Traces, error) {
	rows, err := tx.QueryContext(ctx, `SELECT name FROM members UNION SELECT email FROM members
		UNION SELECT name FROM candidates WHERE erased_at IS NULL AND id <> ?1
		UNION SELECT phone FROM candidates WHERE erased_at IS NULL AND id <> ?1
		UNION SELECT address FROM candidate_addresses WHERE candidate_id <> ?1`, c.ID)
	others, err := collect(rows, err, scanText)
	theirs := map[string]bool{}
	for _, o := range others {
		theirs[sanitize.Fold(o)] = true
	}
	t.Texts = slices.DeleteFunc(slices.Clone(t.Texts), func(text string) bool { return theirs[sanitize.Fold(text)] })
	return t, err
}

// elsewhere are the columns in which somebody may have written of a person whom
// the row is not about.
func elsewhere() [][2]string {
	return [][2]string{
		{"batches", "source"}, {"interviews", "title"}, {"interviews", "description"}, {"interviews", "internal_note"}, {"interviews", "place"},
		{"interviews", "cancel_reason"}, {"interviews", "strays"}, {"interview_versions", "reason"},
		{"participants", "answer_note"}, {"participants", "answered_by"}, {"participants", "claim"}, {"participants", "asked"}, {"participants", "delegate"}, {"participants", "deputised"},
		{"effects", "error"}, {"notes", "text"}, {"candidate_files", "name"}, {"interview_files", "name"},
	}
}

// eraseElsewhere takes a person out of what was written of others, and of what
// was typed and not saved.
func eraseElsewhere(ctx context.Context, tx *sql.Tx, left recruit.Patterns) error {
	for _, in := range elsewhere() {
		table, column := in[0], in[1]
		found, err := mentions(ctx, tx, left, fmt.Sprintf("SELECT DISTINCT %s FROM %s WHERE %[1]s <> ''", column, table))
		if err != nil {
			return err
		}
		for _, m := range found {
			query := fmt.Sprintf("UPDATE %s SET %s = ?1 WHERE %[2]s = ?2", table, column)
			if in == [2]string{"interviews", "title"} {
				// The mails that told it are in nobody's hands any more once they have left.
				_, err := tx.ExecContext(ctx, `UPDATE effects SET message = NULL WHERE NOT `+openStates+` AND interview_id IN
					(SELECT id FROM interviews WHERE title = ?)`, m.text)
				if err != nil {
					return err
				}
				query = "UPDATE interviews SET title = ?1, search_text = ?3, revision = revision + 1 WHERE title = ?2"
			}
			args := []any{m.clean, m.text, sanitize.Fold(m.clean)}
			if _, err := tx.ExecContext(ctx, query, args[:strings.Count(query, "?")]...); err != nil {
				return err
			}
		}
	}
	return eraseInDrafts(ctx, tx, left)
}

// mention is a text that names a person, and what is left of it.
type mention struct{ text, clean string }

// mentions are the texts of a query that name a person.
func mentions(ctx context.Context, tx *sql.Tx, left recruit.Patterns, query string, args ...any) ([]mention, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	all, err := collect(rows, err, func(row scanner) (mention, error) {
		var text string
		if err := row.Scan(&text); err != nil {
			return mention{}, err
		}
		if clean := left.Without(text); clean != text {
			return mention{text, clean}, nil
		}
		return mention{}, nil
	})
	return slices.DeleteFunc(all, func(m mention) bool { return m.text == "" }), err
}

// eraseInDrafts removes what somebody has begun to write of a person before they
// were known here, and takes them out of what is about something else.
func eraseInDrafts(ctx context.Context, tx *sql.Tx, left recruit.Patterns) error {
	rows, err := tx.QueryContext(ctx, "SELECT key, value FROM settings WHERE key GLOB ?", recruit.DraftPrefix+"*")
	drafts, err := collect(rows, err, func(row scanner) (d [2]string, err error) { return d, row.Scan(&d[0], &d[1]) })
	if err != nil {
		return err
	}
	for _, d := range drafts {
		clean := left.Without(d[1])
		switch {
		case clean == d[1] && left.Without(d[0]) == d[0]:
			continue
		case strings.HasSuffix(d[0], ".0.candidate"):
			err = removeSetting(ctx, tx, d[0])
		default:
			_, err = tx.ExecContext(ctx, "UPDATE settings SET value = ? WHERE key = ?", clean, d[0])
		}
		if err != nil {
			return err
		}
	}
	return nil
}
