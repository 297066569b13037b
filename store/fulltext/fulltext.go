// Package fulltext keeps the words of notes and files of candidates where they are
// searched, and knows which are not there yet.
package fulltext

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/fulltext"
	"recruitty/store/columns"
	"recruitty/store/scope"
	"recruitty/store/terms"
)

// add keeps the words of a text: of a note, or of a file.
func add(ctx context.Context, tx columns.Runner, candidate recruit.CandidateID, note, sha256 any, text string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO texts (id, candidate_id, note_id, sha256, words)
		SELECT ifnull((SELECT max(id) FROM texts WHERE id BETWEEN ?1 << 20 AND (?1 << 20) + 1048575), ?1 << 20) + 1, ?1, ?2, ?3, ?4
		WHERE TRUE ON CONFLICT DO NOTHING`, candidate, note, sha256, terms.Text(text))
	if err != nil {
		return fmt.Errorf("keep the words of a text: %w", err)
	}
	return nil
}

// Note keeps the words of a note as it is now.
func Note(ctx context.Context, tx columns.Runner, n recruit.Note) error {
	if err := add(ctx, tx, n.CandidateID, n.ID, nil, n.Text); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM unread WHERE note_id = ?", n.ID)
	return err
}

// Notes keeps the words of at most limit notes that are not kept yet, the newest first,
// and says of how many.
func Notes(ctx context.Context, tx *sql.Tx, limit int) (int, error) {
	rows, err := tx.QueryContext(ctx, `SELECT n.id, n.candidate_id, n.text FROM unread u CROSS JOIN notes n ON n.id = u.note_id
		WHERE u.note_id IS NOT NULL ORDER BY u.note_id DESC LIMIT ?+0`, limit)
	notes, err := columns.Collect(rows, err, func(row columns.Scanner) (n recruit.Note, err error) {
		return n, row.Scan(&n.ID, &n.CandidateID, &n.Text)
	})
	// The index writes what it holds in memory whenever an id is lower than the one before.
	slices.SortFunc(notes, func(a, b recruit.Note) int { return cmp.Compare(a.CandidateID, b.CandidateID) })
	for _, n := range notes {
		if err := Note(ctx, tx, n); err != nil {
			return 0, err
		}
	}
	return len(notes), err
}

// knownAtOnce is how many files that were read before one call passes over.
const knownAtOnce = 200

// Lend lends the newest file that nobody has read, and that nobody reads at now, until
// then. Those before it whose content was read for someone else are done with.
func Lend(ctx context.Context, tx *sql.Tx, now, until time.Time) (f fulltext.File, found bool, err error) {
	for range knownAtOnce {
		var owner recruit.CandidateID
		var known bool
		err = tx.QueryRowContext(ctx, `SELECT u.candidate_id, u.sha256, u.tries + 1, l.name, EXISTS (SELECT 1 FROM file_texts t WHERE t.sha256 = u.sha256 AND t.problem = '')
			FROM unread u INDEXED BY unread_files CROSS JOIN candidate_files l ON l.candidate_id = u.candidate_id AND l.sha256 = u.sha256
			WHERE u.sha256 IS NOT NULL AND ifnull(u.lease_until, 0) <= ? ORDER BY u.id DESC LIMIT 1`, columns.Micros(now)).Scan(&owner, &f.SHA256, &f.Tries, &f.Name, columns.Truth(&known))
		if errors.Is(err, sql.ErrNoRows) {
			return f, false, nil
		}
		if err != nil {
			return f, false, fmt.Errorf("look for a file that is not read: %w", err)
		}
		if known {
			if err := Known(ctx, tx, owner, f.SHA256); err != nil {
				return f, false, err
			}
			continue
		}
		if _, err := tx.ExecContext(ctx, "UPDATE unread SET tries = tries + 1, lease_until = ?2 WHERE sha256 = ?1", f.SHA256, columns.Micros(until)); err != nil {
			return f, false, err
		}
		return f, true, tx.QueryRowContext(ctx, "SELECT content FROM files WHERE sha256 = ?", f.SHA256).Scan(&f.Content)
	}
	return fulltext.File{}, false, nil
}

// Waiting reports whether notes, and whether files, are not read yet, but for files that
// someone reads at now.
func Waiting(ctx context.Context, tx *sql.Tx, now time.Time) (notes, files bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM unread WHERE note_id IS NOT NULL),
		EXISTS (SELECT 1 FROM unread INDEXED BY unread_files WHERE sha256 IS NOT NULL AND ifnull(lease_until, 0) <= ?)`, columns.Micros(now)).Scan(columns.Truth(&notes), columns.Truth(&files))
	return notes, files, err
}

// Keep keeps the text of a file, and its words for all who have it. What has gone
// meanwhile is not kept.
func Keep(ctx context.Context, tx *sql.Tx, sha256 string, t fulltext.Text, at time.Time) error {
	rows, err := tx.QueryContext(ctx, `SELECT l.candidate_id FROM candidate_files l JOIN candidates c ON c.id = l.candidate_id JOIN files f ON f.sha256 = l.sha256
		WHERE l.sha256 = ? AND c.erased_at IS NULL AND f.erased_at IS NULL ORDER BY l.candidate_id`, sha256)
	owners, err := columns.Collect(rows, err, func(row columns.Scanner) (id recruit.CandidateID, err error) { return id, row.Scan(&id) })
	if err != nil {
		return fmt.Errorf("look whose a file is: %w", err)
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM unread WHERE sha256 = ?", sha256); err != nil || len(owners) == 0 {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO file_texts (sha256, text, cut, problem, read_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (sha256) DO UPDATE SET text = excluded.text, cut = excluded.cut, problem = excluded.problem, read_at = excluded.read_at`,
		sha256, fulltext.Shortened(t.Words), t.Cut, t.Problem, columns.Micros(at))
	if err != nil || t.Words == "" {
		return err
	}
	for _, id := range owners {
		if err := add(ctx, tx, id, nil, sha256, t.Words); err != nil {
			return err
		}
	}
	return nil
}

// Known makes the words of a file that was read before searched for one who has it now, so
// that nobody reads it again.
func Known(ctx context.Context, tx *sql.Tx, id recruit.CandidateID, sha256 string) error {
	var text string
	err := tx.QueryRowContext(ctx, "SELECT text FROM file_texts WHERE sha256 = ? AND problem = ''", sha256).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := add(ctx, tx, id, nil, sha256, text); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM unread WHERE candidate_id = ? AND sha256 = ?", id, sha256)
	return err
}

// maxUnread is up to how many files that are not read are counted.
const maxUnread = 10_000

// maxFiles is up to how many files are counted.
const maxFiles = 100_000

// Far is how far the files that are seen are read. As long as all are, which is how it mostly
// is, nothing is counted.
func Far(ctx context.Context, tx *sql.Tx, see scope.Scope) (far recruit.FilesRead, err error) {
	if far.Unread, err = unread(ctx, tx, see); err != nil || far.Unread == 0 {
		return far, err
	}
	err = tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM candidate_files l WHERE TRUE"+see.In("l.candidate_id", scope.Candidates)+see.CandidateFile()+" LIMIT ?+0)",
		append(see.Args(2), maxFiles+1)...).Scan(&far.All)
	if far.All > maxFiles || far.Unread == maxUnread {
		far.All = 0
	}
	return far, err
}

// unread counts the files that are seen and that nobody has read yet, up to maxUnread.
func unread(ctx context.Context, tx *sql.Tx, see scope.Scope) (n int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM unread u CROSS JOIN candidate_files l ON l.candidate_id = u.candidate_id AND l.sha256 = u.sha256
		WHERE u.sha256 IS NOT NULL`+see.In("u.candidate_id", scope.Candidates)+see.CandidateFile()+" LIMIT ?+0)", append(see.Args(2), maxUnread)...).Scan(&n)
	return n, err
}

// Of is the text of a stored file, which has to be seen, as far as it was read.
func Of(ctx context.Context, tx *sql.Tx, see scope.Scope, sha256 string) (t recruit.FileText, err error) {
	one, args := see.File(sha256)
	err = tx.QueryRowContext(ctx, "SELECT text, cut, problem FROM file_texts WHERE sha256 = "+one, args...).Scan(&t.Text, columns.Truth(&t.Cut), &t.Problem)
	if errors.Is(err, sql.ErrNoRows) {
		return recruit.FileText{}, nil
	}
	t.Read = err == nil
	return t, err
}
