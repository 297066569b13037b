package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"recruitty/recruit"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

// InterviewByUID returns the interview whose calendar entry has this UID.
// Programs change the case of its letters.
func (db *DB) InterviewByUID(ctx context.Context, uid string) (id recruit.InterviewID, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		id, err = idWhere[recruit.InterviewID](ctx, tx, "SELECT id FROM interviews WHERE uid = ? COLLATE NOCASE AND uid <> '' ORDER BY uid <> ? LIMIT 1", uid, uid)
		if err != nil {
			return err
		}
		id, err = namedIn(ctx, see, tx, id, "This answer does not belong to any interview of this workspace.")
		return err
	})
	return id, err
}

// InterviewByMessageID returns the interview about which a mail was written.
func (db *DB) InterviewByMessageID(ctx context.Context, message string) (id recruit.InterviewID, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		id, err = idWhere[recruit.InterviewID](ctx, tx, "SELECT interview_id FROM effects WHERE message_id = ? AND message_id <> '' AND interview_id IS NOT NULL", message)
		if err != nil {
			return err
		}
		id, err = namedIn(ctx, see, tx, id, recruit.NotOurs)
		return err
	})
	return id, err
}

// InterviewByReference finds the interview whose meeting has this mark at the
// head of its agenda; ErrNotFound when no interview has it.
func (db *DB) InterviewByReference(ctx context.Context, reference string) (id recruit.InterviewID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT id FROM interviews WHERE reference = ? AND reference <> ''", reference).Scan(&id)
		return problem.Absent(err, "No interview here has the reference %s.", reference)
	})
	return id, err
}

// namedIn is the interview that was found by another name, 0 for none, if it is
// seen; absence is what who sees everything hears where there is none.
func namedIn(ctx context.Context, s scope.Scope, tx *sql.Tx, id recruit.InterviewID, absence string) (recruit.InterviewID, error) {
	one, args := s.One(scope.Interviews, id)
	var seen recruit.InterviewID
	err := tx.QueryRowContext(ctx, "SELECT id FROM interviews WHERE id = "+one, args...).Scan(&seen)
	return seen, s.Absent(err, "interview", "%s", absence)
}

// claimText writes an answer that someone else sent into one column; "" is
// none.
func claimText(c recruit.UnverifiedReply) string {
	if c.From == "" {
		return ""
	}
	text, err := json.Marshal(c)
	if err != nil {
		return "" // texts, numbers and a time: cannot happen
	}
	return string(text)
}

// claim reads such a column.
type claim struct{ to *recruit.UnverifiedReply }

// Scan implements sql.Scanner.
func (c claim) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a claim is text, not %T", value)
	}
	*c.to = recruit.UnverifiedReply{}
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), c.to)
}
