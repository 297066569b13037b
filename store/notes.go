package store

import (
	"context"
	"database/sql"
	"slices"

	"recruitty/recruit"
)

// notesOf lists what was written about a candidate, the newest first.
func notesOf(ctx context.Context, tx *sql.Tx, see scope, id recruit.CandidateID) ([]recruit.Note, error) {
	seen, args := see.note()
	rows, err := tx.QueryContext(ctx, `SELECT n.id, n.candidate_id, ifnull(n.job_id, 0),
		ifnull((SELECT title FROM jobs WHERE jobs.id = n.job_id), ''), ifnull(n.author_id, 0), n.author, n.at, n.edited_at, n.text
		FROM notes n WHERE n.candidate_id = ?`+seen+" ORDER BY n.id DESC", append([]any{id}, args...)...)
	return collect(rows, err, func(row scanner) (recruit.Note, error) {
		var n recruit.Note
		err := row.Scan(&n.ID, &n.CandidateID, &n.JobID, &n.JobTitle, &n.AuthorID, &n.Author, moment{&n.At}, moment{&n.EditedAt}, &n.Text)
		return n, err
	})
}

// AddNote adds a note, and returns it with its id.
func (db *DB) AddNote(ctx context.Context, n recruit.Note, log recruit.Activity) (recruit.Note, error) {
	err := db.writeAs(ctx, func(tx *sql.Tx, see scope) error {
		if err := notErased(ctx, tx, see, n.CandidateID); err != nil {
			return err
		}
		if see.part && n.JobID != 0 {
			if _, err := jobIn(ctx, tx, see, n.JobID); err != nil {
				return err
			}
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
	return n, db.onNote(ctx, n, log, "UPDATE notes AS n SET text = ?, edited_at = ? WHERE id = ? AND candidate_id = ? AND text = ?",
		n.Text, micros(n.EditedAt), n.ID, n.CandidateID, seen)
}

// RemoveNote removes a note whose text is still the one that n has.
func (db *DB) RemoveNote(ctx context.Context, n recruit.Note, log recruit.Activity) error {
	return db.onNote(ctx, n, log, "DELETE FROM notes AS n WHERE id = ? AND candidate_id = ? AND text = ?", n.ID, n.CandidateID, n.Text)
}

// onNote changes one note n, which has to be seen, and logs it.
func (db *DB) onNote(ctx context.Context, n recruit.Note, log recruit.Activity, query string, args ...any) error {
	return db.writeAs(ctx, func(tx *sql.Tx, see scope) error {
		if err := notErased(ctx, tx, see, n.CandidateID); err != nil {
			return err
		}
		seen, more := see.note()
		ok, err := changedOne(tx.ExecContext(ctx, query+seen, slices.Concat(args, more)...))
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
