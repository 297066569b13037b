package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"recruitty/recruit"
)

// InterviewByUID returns the interview whose calendar entry has this UID.
// Programs change the case of its letters.
func (db *DB) InterviewByUID(ctx context.Context, uid string) (id recruit.InterviewID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT id FROM interviews WHERE uid = ? COLLATE NOCASE AND uid <> '' ORDER BY uid <> ? LIMIT 1", uid, uid).Scan(&id)
		return absent(err, "This answer belongs to no interview of this workspace.")
	})
	return id, err
}

// InterviewByMessageID returns the interview about which a mail was written.
func (db *DB) InterviewByMessageID(ctx context.Context, message string) (id recruit.InterviewID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT interview_id FROM effects WHERE message_id = ? AND message_id <> ''", message).Scan(&id)
		return absent(err, recruit.NotOurs)
	})
	return id, err
}

// claimText writes an answer that somebody else sent into one column; "" is
// none.
func claimText(c recruit.Claim) string {
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
type claim struct{ to *recruit.Claim }

// Scan implements sql.Scanner.
func (c claim) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a claim is text, not %T", value)
	}
	*c.to = recruit.Claim{}
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), c.to)
}

// listText writes a list into one column; "" is none.
func listText[T any](all []T) string {
	if len(all) == 0 {
		return ""
	}
	text, err := json.Marshal(all)
	if err != nil {
		return "" // texts, numbers and times: cannot happen
	}
	return string(text)
}

// listOf reads such a column.
type listOf[T any] struct{ to *[]T }

// Scan implements sql.Scanner.
func (l listOf[T]) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a list is text, not %T", value)
	}
	*l.to = nil
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), l.to)
}
