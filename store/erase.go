package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/steps"
	"recruitty/store/columns"
	"recruitty/store/offers"
	"recruitty/store/past"
	"recruitty/store/scope"
)

// erased stands where a person's words or names stood.
const erased = recruit.Erased

// EraseCandidate overwrites a person's data everywhere: the candidate, notes,
// files, interviews with their versions, participants and mails, what was typed
// and not saved, the words of the log, and their name and addresses where others
// wrote them. What happened, when and by whom stays, and so does every count.
// Mails to the person that had not left are superseded; there is no address
// any more. It returns by what the person is recognised outside of the database,
// which Wipe is to be called for afterwards. Copies made before (back-ups) are
// not reached.
func (db *DB) EraseCandidate(ctx context.Context, id recruit.CandidateID, at time.Time, log recruit.Activity) (recruit.Traces, error) {
	var outside recruit.Traces
	err := db.write(ctx, func(tx *sql.Tx) error {
		c, err := candidateIn(ctx, tx, scope.Scope{}, id)
		if err != nil {
			return err
		}
		if !c.ErasedAt.IsZero() {
			return recruit.Refused("The data of candidate %d was erased already.", id)
		}
		left, err := tracesOf(ctx, tx, c)
		if err != nil {
			return err
		}
		inLog := left // what was imported with them stands there as well
		for _, f := range c.Fields {
			inLog.Texts = append(slices.Clip(inLog.Texts), f.Value)
		}
		patterns := inLog.Patterns()
		if outside, err = shared(ctx, tx, c, left); err != nil {
			return err
		}
		if err := offers.EndOf(ctx, tx, id, at); err != nil {
			return fmt.Errorf("end tentative entries: %w", err)
		}
		for _, step := range eraseSteps(id, at) {
			if _, err := tx.ExecContext(ctx, step.query, step.args...); err != nil {
				return fmt.Errorf("erase %s: %w", step.what, err)
			}
		}
		if err := eraseWords(ctx, tx, c, patterns); err != nil {
			return fmt.Errorf("erase words of the log: %w", err)
		}
		if err := past.Forget(ctx, tx, id, patterns.Without); err != nil {
			return fmt.Errorf("erase what can be undone: %w", err)
		}
		if err := eraseInInboxes(ctx, tx, patterns); err != nil {
			return fmt.Errorf("erase messages that could not be read: %w", err)
		}
		if err := eraseElsewhere(ctx, tx, outside.Patterns()); err != nil {
			return fmt.Errorf("erase what others wrote: %w", err)
		}
		log.CandidateID, log.Text = id, patterns.Without(log.Text)
		return db.addActivity(ctx, tx, log)
	})
	return outside, err
}

// Wipe writes the database anew without what was deleted, and empties its log,
// in which deleted data would stand for a while longer.
func (db *DB) Wipe(ctx context.Context) error {
	if err := db.see.Refuse(); err != nil {
		return err
	}
	at, err := db.forWriting(ctx)
	steps.Begin(ctx, steps.Step{What: "Rewriting the database without what was erased"})
	if err == nil {
		_, err = at.writer.ExecContext(ctx, "VACUUM")
	}
	if err == nil && db.hosted {
		return nil
	}
	if err != nil {
		return db.problem(ctx, fmt.Errorf("rewrite the database: %w", err))
	}
	var busy, log, done int
	if err := at.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &done); err != nil {
		return db.problem(ctx, fmt.Errorf("empty the write-ahead log: %w", err))
	}
	if busy != 0 {
		return recruit.Refused("The database is being read; its log is emptied when that has ended.")
	}
	return nil
}

// eraseStep is one statement of an erasure.
type eraseStep struct {
	what  string
	query string
	args  []any
}

// theirFiles holds for the documents that go with a candidate. A file goes unless a job, another candidate or an interview of another
// candidate has the same content.
const theirFiles = `sha256 IN (SELECT sha256 FROM candidate_files WHERE candidate_id = ?1
		UNION SELECT f.sha256 FROM interview_files f JOIN interviews i ON i.id = f.interview_id WHERE i.candidate_id = ?1
		UNION SELECT h.was ->> '$.sha256' FROM changes h WHERE h.candidate_id = ?1 AND h.part = 'candidate_file' AND h.now = '')
		AND NOT EXISTS (SELECT 1 FROM changes h WHERE h.part IN ('candidate_file', 'job_file') AND h.now = '' AND h.was ->> '$.sha256' = files.sha256 AND h.candidate_id IS NOT ?1)
		AND NOT EXISTS (SELECT 1 FROM job_files o WHERE o.sha256 = files.sha256)
		AND NOT EXISTS (SELECT 1 FROM candidate_files o WHERE o.sha256 = files.sha256 AND o.candidate_id <> ?1)
		AND NOT EXISTS (SELECT 1 FROM interview_files o JOIN interviews i ON i.id = o.interview_id
			WHERE o.sha256 = files.sha256 AND i.candidate_id <> ?1)`

// theirAddress holds for an effect whose mail goes to the candidate: to nobody
// else who was invited, and to none of the team.
const theirAddress = `target COLLATE NOCASE NOT IN (SELECT p.address FROM participants p
	WHERE p.interview_id = effects.interview_id AND p.audience <> 'candidate' UNION SELECT m.email FROM members m)`

// eraseSteps are the statements that overwrite what belongs to a candidate, in
// the order in which they need each other.
func eraseSteps(id recruit.CandidateID, at time.Time) []eraseStep {
	const theirs = "(SELECT id FROM interviews WHERE candidate_id = ?)"
	when := columns.Micros(at)
	var first []eraseStep
	for _, query := range offers.EraseSteps() {
		first = append(first, eraseStep{"offers", query, []any{id}})
	}
	return append(first, []eraseStep{
		{"files", "UPDATE files SET content = x'', size = 0, content_type = 'application/octet-stream', erased_at = ?2 WHERE " + theirFiles, []any{id, when}},
		{"file names", "UPDATE candidate_files SET name = '" + erased + "' WHERE candidate_id = ?", []any{id}},
		{"interview file names", `UPDATE interview_files SET name = '` + erased + `' WHERE interview_id IN ` + theirs +
			" AND sha256 NOT IN (SELECT sha256 FROM job_files)", []any{id}},
		{"notes", "UPDATE notes SET text = '" + erased + "' WHERE candidate_id = ?", []any{id}},
		{"words of notes and files", "DELETE FROM texts WHERE candidate_id = ?1", []any{id}},
		{"what is to be read", "DELETE FROM unread WHERE candidate_id = ?", []any{id}},
		{"emails to the person", `UPDATE effects SET target = '` + erased + `',
			state = iif(` + openStates + `, 'superseded', state), done_at = iif(` + openStates + `, ?2, done_at)
			WHERE kind LIKE 'mail.%' AND interview_id IN (SELECT id FROM interviews WHERE candidate_id = ?1)
			AND ` + theirAddress, []any{id, when}},
		{"mails", "UPDATE effects SET message = NULL, error = iif(error = '', '', '" + erased + "') WHERE interview_id IN " + theirs, []any{id}},
		{"letters", `UPDATE effects SET target = '` + erased + `', message = NULL, error = iif(error = '', '', '` + erased + `'),
			state = iif(` + openStates + `, 'superseded', state), done_at = iif(` + openStates + `, ?2, done_at)
			WHERE letter_id IN (SELECT id FROM letters WHERE candidate_id = ?1) AND kind NOT IN ('mail.hold', 'mail.hold_end')`, []any{id, when}},
		{"words of letters", "UPDATE letters SET subject = '" + erased + "', text = '" + erased + "', thread = '[]', revision = revision + 1 WHERE candidate_id = ?", []any{id}},
		{"participants", `UPDATE participants SET address = 'erased-' || position, name = '` + erased + `', time_zone = '', last_message_id = '', answer_note = '',
			answered_by = '', claim = '', asked = '', delegate = '', deputised = ''
			WHERE audience = 'candidate' AND interview_id IN ` + theirs, []any{id}},
		{"answers", "UPDATE participants SET answer_note = '', claim = '', asked = '', delegate = '', deputised = '' WHERE interview_id IN " + theirs, []any{id}},
		{"versions", "UPDATE interview_versions SET reason = iif(reason = '', '', '" + erased + "') WHERE interview_id IN " + theirs, []any{id}},
		{"interviews", `UPDATE interviews SET title = '` + erased + `', search_text = '', description = '', internal_note = '', place = '', external_id = '', external_source = '', strays = '',
			cancel_reason = iif(cancel_reason = '', '', '` + erased + `'), revision = revision + 1 WHERE candidate_id = ?`, []any{id}},
		{"versions of scorecards", "DELETE FROM scorecard_versions WHERE interview_id IN " + theirs, []any{id}},
		// That someone gave one, and when, stays with the counts.
		{"scorecards", "UPDATE scorecards SET ratings = '[]', recommendation = '', note = iif(note = '', '', '" + erased + "'), private_note = '', unread = '', version = version + 1 WHERE interview_id IN " + theirs, []any{id}},
		{"applications", "UPDATE applications SET external_id = '', external_source = '' WHERE candidate_id = ?", []any{id}},
		{"drafts", `DELETE FROM settings WHERE key GLOB ?2 OR key GLOB '` + recruit.DraftPrefix + `*'
			AND EXISTS (SELECT 1 FROM candidates WHERE id = ?1 AND email <> '' AND instr(lower(value), lower(email)))`,
			[]any{id, recruit.DraftsAbout(id)}},
		{"candidate", `UPDATE candidates SET name = '` + erased + `', sort_key = NULL, search_text = '', email = '', phone = '', time_zone = '',
			language = '', headline = '', tags = '[]', external_id = '', external_source = '', details = '', owner_id = NULL, version = version + 1, erased_at = ?2 WHERE id = ?1`, []any{id, when}},
	}...)
}

// eraseWords overwrites the log's words about the person. Lines about them
// lose their words altogether, for nobody knows what was quoted there; other
// lines lose the name and the addresses, unless the line is about someone of
// the same name.
func eraseWords(ctx context.Context, tx *sql.Tx, c recruit.Candidate, left recruit.Patterns) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO erasing (candidate_id) VALUES (?)", c.ID); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE activity SET text = '`+erased+`', actor = iif(actor_id IS NULL AND actor = ?2, '`+erased+`', actor)
		WHERE candidate_id = ?1 OR interview_id IN (SELECT id FROM interviews WHERE candidate_id = ?1)`, c.ID, c.Name)
	if err != nil {
		return err
	}
	type line struct {
		id   recruit.ActivityID
		text string
	}
	rows, err := tx.QueryContext(ctx, `SELECT a.id, a.text FROM activity a LEFT JOIN candidates o ON o.id = a.candidate_id
		WHERE a.candidate_id IS NOT ?1 AND a.text <> '' AND (o.name IS NULL OR o.name <> ?2 COLLATE NOCASE)`, c.ID, c.Name)
	lines, err := columns.Collect(rows, err, func(row columns.Scanner) (l line, err error) { return l, row.Scan(&l.id, &l.text) })
	if err != nil {
		return err
	}
	for _, l := range lines {
		clean := left.Without(l.text)
		if clean == l.text {
			continue
		}
		if _, err := tx.ExecContext(ctx, "UPDATE activity SET text = ? WHERE id = ?", clean, l.id); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM erasing")
	return err
}

// eraseInInboxes takes the person out of the messages that were passed over in the
// mailboxes for answers.
func eraseInInboxes(ctx context.Context, tx *sql.Tx, left recruit.Patterns) error {
	type state struct{ key, value string }
	rows, err := tx.QueryContext(ctx, "SELECT key, value FROM settings WHERE key GLOB ?", recruit.InboxStatePrefix+"*")
	states, err := columns.Collect(rows, err, func(row columns.Scanner) (s state, err error) { return s, row.Scan(&s.key, &s.value) })
	if err != nil {
		return err
	}
	for _, s := range states {
		clean := recruit.EraseInInbox(s.value, left.Without)
		if clean == s.value {
			continue
		}
		if _, err := tx.ExecContext(ctx, "UPDATE settings SET value = ? WHERE key = ?", clean, s.key); err != nil {
			return err
		}
	}
	return nil
}

// tracesOf gathers the person's names and addresses, of now and as they were
// written in invitations.
func tracesOf(ctx context.Context, tx *sql.Tx, c recruit.Candidate) (recruit.Traces, error) {
	rows, err := tx.QueryContext(ctx, `SELECT p.address FROM participants p JOIN interviews i ON i.id = p.interview_id
		WHERE i.candidate_id = ?1 AND p.audience = 'candidate'
		UNION ALL SELECT p.name FROM participants p JOIN interviews i ON i.id = p.interview_id
		WHERE i.candidate_id = ?1 AND p.audience = 'candidate'
		UNION ALL SELECT target FROM effects WHERE kind LIKE 'mail.%' AND interview_id IN (SELECT id FROM interviews WHERE candidate_id = ?1)
		AND `+theirAddress+`
		UNION ALL SELECT target FROM effects WHERE letter_id IN (SELECT id FROM letters WHERE candidate_id = ?1) AND kind NOT IN ('mail.hold', 'mail.hold_end')`, c.ID)
	texts, err := columns.Collect(rows, err, columns.ScanText)
	if err != nil {
		return recruit.Traces{}, err
	}
	texts = append(texts, c.Name, c.Email, c.Phone)
	texts = slices.Concat(texts, c.Emails, c.Phones, c.Links)
	texts = slices.DeleteFunc(texts, func(text string) bool { return strings.TrimSpace(text) == "" })
	slices.Sort(texts)
	rows, err = tx.QueryContext(ctx, "SELECT sha256 FROM files WHERE "+theirFiles, c.ID)
	files, err := columns.Collect(rows, err, columns.ScanText)
	return recruit.Traces{Texts: slices.Compact(texts), Files: files}, err
}

// shared leaves out of the traces what is someone else's as well: where a member
// or another candidate has the same name, it stands for them elsewhere.
func shared(ctx context.Context, tx *sql.Tx, c recruit.Candidate, t recruit.Traces) (recruit.Traces, error) {
	rows, err := tx.QueryContext(ctx, `SELECT name FROM members UNION ALL SELECT email FROM members
		UNION ALL SELECT name FROM candidates WHERE erased_at IS NULL AND id <> ?1
		UNION ALL SELECT phone FROM candidates WHERE erased_at IS NULL AND id <> ?1
		UNION ALL SELECT address FROM candidate_addresses WHERE candidate_id <> ?1`, c.ID)
	others, err := columns.Collect(rows, err, columns.ScanText)
	theirs := map[string]bool{}
	for _, o := range others {
		theirs[sanitize.Fold(o)] = true
	}
	t.Texts = slices.DeleteFunc(slices.Clone(t.Texts), func(text string) bool { return theirs[sanitize.Fold(text)] })
	return t, err
}

// elsewhere are the columns in which someone may have written of a person whom
// the row is not about.
func elsewhere() [][2]string {
	return [][2]string{
		{"batches", "source"}, {"interviews", "title"}, {"interviews", "description"}, {"interviews", "internal_note"}, {"interviews", "place"},
		{"interviews", "cancel_reason"}, {"interviews", "strays"}, {"interview_versions", "reason"},
		{"participants", "answer_note"}, {"participants", "answered_by"}, {"participants", "claim"}, {"participants", "asked"}, {"participants", "delegate"}, {"participants", "deputised"},
		{"effects", "error"}, {"letters", "subject"}, {"letters", "text"}, {"notes", "text"}, {"candidate_files", "name"}, {"interview_files", "name"},
		{"scorecards", "note"}, {"scorecards", "private_note"}, {"scorecards", "unread"},
		{"scorecard_versions", "note"}, {"scorecard_versions", "private_note"}, {"scorecard_versions", "unread"}, {"kits", "form"}, {"kits", "guide"},
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
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (mention, error) {
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

// eraseInDrafts removes what someone has begun to write of a person before they
// were known here, and takes them out of what is about something else, and of views.
func eraseInDrafts(ctx context.Context, tx *sql.Tx, left recruit.Patterns) error {
	rows, err := tx.QueryContext(ctx, "SELECT key, value FROM settings WHERE key GLOB ? OR key GLOB ?", recruit.DraftPrefix+"*", recruit.ViewPrefix+"*")
	drafts, err := columns.Collect(rows, err, func(row columns.Scanner) (d [2]string, err error) { return d, row.Scan(&d[0], &d[1]) })
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
