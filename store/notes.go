package store

import (
	"context"
	"database/sql"

	"recruitty/recruit"
)

// notesOf lists what was written about a candidate, the newest first.
func notesOf(ctx context.Context, tx *sql.Tx, id recruit.CandidateID) ([]recruit.Note, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, candidate_id, ifnull(job_id, 0),
		ifnull((SELECT title FROM jobs WHERE jobs.id = notes.job_id), ''), ifnull(author_id, 0), author, at, edited_at, text
		FROM notes WHERE candidate_id = ? ORDER BY id DESC`, id)
	return collect(rows, err, func(row scanner) (recruit.Note, error) {
		var n recruit.Note
		err := row.Scan(&n.ID, &n.CandidateID, &n.JobID, &n.JobTitle, &n.AuthorID, &n.Author, moment{&n.At}, moment{&n.EditedAt}, &n.Text)
		return n, err
	})
}

// AddNote adds a note, and returns it with its id.
func (db *DB) AddNote(ctx context.Context, n recruit.Note, log recruit.Activity) (recruit.Note, error) {
	err := db.write(ctx, func(tx *sql.Tx) error {
		if err := notErased(ctx, tx, n.CandidateID); err != nil {
			return err
		}
		if n.At.IsZero() {
			n.At = db.clock()
		}
		n.At = stored(n.At)
		var err error
		n.ID, err = insertedID[recruit.NoteID](tx.ExecContext(ctx, "INSERT INTO notes (candidate_id, job_id, author_id, author, at, text) VALUES (?, ?, ?, ?, ?, ?)",
			n.CandidateID, orNull(n.JobID), orNull(n.AuthorID), n.Author, micros(n.At), n.Text))
		if err != nil {
			return err
		}
		log.CandidateID = n.CandidateID
		return db.addActivity(ctx, tx, log)
	})
	return n, err
}

// ChangeNote stores another text of the note whose text was seen.
func (db *DB) ChangeNote(ctx context.Context, n recruit.Note, seen string, log recruit.Activity) (recruit.Note, error) {
	n.EditedAt = stored(n.EditedAt)
	return n, db.onNote(ctx, n, log, "UPDATE notes SET text = ?, edited_at = ? WHERE id = ? AND candidate_id = ? AND text = ?",
		n.Text, micros(n.EditedAt), n.ID, n.CandidateID, seen)
}

// RemoveNote removes a note whose text is still the one that n has.
func (db *DB) RemoveNote(ctx context.Context, n recruit.Note, log recruit.Activity) error {
	return db.onNote(ctx, n, log, "DELETE FROM notes WHERE id = ? AND candidate_id = ? AND text = ?", n.ID, n.CandidateID, n.Text)
}

// onNote changes one note and logs it.
func (db *DB) onNote(ctx context.Context, n recruit.Note, log recruit.Activity, query string, args ...any) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if err := notErased(ctx, tx, n.CandidateID); err != nil {
			return err
		}
		ok, err := changedOne(tx.ExecContext(ctx, query, args...))
		if err != nil {
			return err
		}
		if !ok {
			return &recruit.Problem{Kind: recruit.ErrStale, Sentence: "This note was changed or removed meanwhile; look at the notes again."}
		}
		log.CandidateID = n.CandidateID
		return db.addActivity(ctx, tx, log)
	})
}
