package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

var effectFields = columns.Of[recruit.Effect]{
	columns.ReadOnly("id", func(e *recruit.Effect) *recruit.EffectID { return &e.ID }),
	{Name: "interview_id", Scan: func(e *recruit.Effect) any { return columns.Optional(&e.InterviewID) }},
	{Name: "letter_id", Scan: func(e *recruit.Effect) any { return columns.Optional(&e.LetterID) }},
	columns.Plain("version", func(e *recruit.Effect) *int { return &e.Version }),
	columns.Plain("kind", func(e *recruit.Effect) *recruit.EffectKind { return &e.Kind }),
	columns.Plain("target", func(e *recruit.Effect) *string { return &e.Target }),
	columns.Plain("state", func(e *recruit.Effect) *recruit.EffectState { return &e.State }),
	columns.Plain("attempts", func(e *recruit.Effect) *int { return &e.Attempts }),
	columns.Instant("next_attempt", func(e *recruit.Effect) *time.Time { return &e.NextAttempt }),
	columns.Flag("has_left", func(e *recruit.Effect) *bool { return &e.MaybeSent }),
	columns.Plain("error", func(e *recruit.Effect) *string { return &e.Error }),
	columns.Plain("owner", func(e *recruit.Effect) *string { return &e.Owner }),
	columns.Instant("lease_until", func(e *recruit.Effect) *time.Time { return &e.LeaseUntil }),
	columns.Plain("sequence", func(e *recruit.Effect) *int { return &e.Sequence }),
	columns.Plain("message_id", func(e *recruit.Effect) *string { return &e.MessageID }),
	columns.Plain("tracking_id", func(e *recruit.Effect) *string { return &e.TrackingID }),
	columns.Instant("created_at", func(e *recruit.Effect) *time.Time { return &e.CreatedAt }),
	columns.Instant("done_at", func(e *recruit.Effect) *time.Time { return &e.DoneAt }),
	columns.Instant("remind_at", func(e *recruit.Effect) *time.Time { return &e.RemindAt }),
	columns.Plain("sender", func(e *recruit.Effect) *string { return &e.Sender }),
	columns.Plain("host", func(e *recruit.Effect) *string { return &e.Host }),
	columns.Plain("cause", func(e *recruit.Effect) *recruit.Cause { return &e.Cause }),
	// Stored bytes change only when there are new ones.
	{Name: "message", Value: func(e *recruit.Effect) any { return e.Message }, Set: "ifnull(?, message)"},
}

// How an effect e is read, inserted and updated.
var (
	effectColumns = effectFields.Read("e")
	insertsEffect = effectFields.Insert("effects", "interview_id")
	updatesEffect = effectFields.Update("effects", " WHERE id = ? AND interview_id = ?")
)

// openStates are those of effects that are not done. The index effects_open
// serves queries that say it in these words.
const openStates = "state IN ('waiting', 'running', 'failed', 'unknown')"

// planned are reminders that wait for their moment, and ends of entries that are still needed
// (recruit.Effect.Planned): nothing of the kind is owed to anybody yet.
const planned = "(e.kind = 'mail.reminder' OR e.kind = 'mail.hold_end' AND e.remind_at IS NOT NULL) AND e.state = 'waiting' AND e.attempts = 0 AND e.error = ''"

// onTheWay are the effects e that will happen without anybody.
const onTheWay = "e." + openStates + " AND NOT (" + needsAttention + ") AND NOT (" + planned + ")"

// owed counts the effects of an interview i in one pass over them; scan it into owing.
const owed = `ifnull((SELECT sum(CASE WHEN ` + planned + ` THEN 0 WHEN ` + needsAttention + ` THEN 1 ELSE 4294967296 END)
	FROM effects e WHERE e.interview_id = i.id AND e.` + openStates + `), 0)`

// owing reads how many effects need a person, and how many are on their way.
type owing struct{ needAttention, onTheWay *int }

// Scan implements sql.Scanner.
func (o owing) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("read counts from %T", src)
	}
	*o.needAttention, *o.onTheWay = int(n&math.MaxUint32), int(n>>32)
	return nil
}

// scanEffect reads effectColumns, and what stands behind them into more.
func scanEffect(row columns.Scanner, more ...any) (recruit.Effect, error) {
	var e recruit.Effect
	err := row.Scan(effectFields.Into(&e, more...)...)
	return e, err
}

// saveEffect inserts a new effect of an interview or updates one of its own.
// Stored bytes change only when e has new ones.
func (db *DB) saveEffect(ctx context.Context, tx *sql.Tx, id recruit.InterviewID, e recruit.Effect) error {
	if e.CreatedAt.IsZero() {
		e.CreatedAt = db.clock()
	}
	if e.ID == 0 {
		_, err := tx.ExecContext(ctx, insertsEffect, effectFields.Values(&e, id)...)
		return err
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, updatesEffect, effectFields.Changes(&e, e.ID, id)...))
	if err == nil && !ok {
		err = recruit.NotFound("The interview %d has no step %d in its outbox (any more).", id, e.ID)
	}
	return err
}

// DueInterviews lists interviews that have an effect to run at now, longest
// due first. Mails wait for every Zoom effect of their interview that is
// neither done nor superseded; only withdrawals, refusals and requests for feedback do not, and a sheet waits
// for those of its whole loop. A reminder waits for the other mails to its reader.
func (db *DB) DueInterviews(ctx context.Context, now time.Time, limit int) (due []recruit.InterviewID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT e.interview_id FROM effects e WHERE e.due_at <= ? AND e.interview_id IS NOT NULL
			AND NOT (e.kind LIKE 'mail.%' AND e.kind NOT IN ('mail.cancel', 'mail.refusal', 'mail.feedback') AND EXISTS (SELECT 1 FROM effects z
				WHERE z.interview_id = e.interview_id AND z.`+openStates+` AND z.kind LIKE 'zoom.%'))
			AND NOT (e.kind = 'mail.sheet' AND EXISTS (SELECT 1 FROM interviews own JOIN interviews i ON i.loop = own.loop AND i.loop <> '' AND i.status <> 'cancelled'
				JOIN effects z ON z.interview_id = i.id AND z.`+openStates+` AND z.kind LIKE 'zoom.%' WHERE own.id = e.interview_id))
			AND NOT (e.kind = 'mail.reminder' AND EXISTS (SELECT 1 FROM effects m WHERE m.interview_id = e.interview_id AND m.`+openStates+`
				AND m.kind LIKE 'mail.%' AND m.kind NOT IN ('mail.reminder', 'mail.feedback') AND m.target = e.target COLLATE NOCASE))
			GROUP BY e.interview_id ORDER BY min(e.due_at), e.interview_id LIMIT ?+0`, now.UnixMicro(), limitOf(limit, 100))
		due, err = columns.Collect(rows, err, func(row columns.Scanner) (id recruit.InterviewID, err error) { return id, row.Scan(&id) })
		return err
	})
	return due, err
}

// OpenEffects lists everything that is not done, oldest first, all or those of
// one interview. Those of letters are among all.
func (db *DB) OpenEffects(ctx context.Context, id recruit.InterviewID) (open []recruit.OpenEffect, err error) {
	var where columns.Conditions
	where.Add("e." + openStates)
	where.Add("NOT (" + planned + ")")
	if id != 0 {
		where.Add("e.interview_id = ?", id)
	}
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		see.Where(&where, "e.interview_id", scope.Interviews)
		rows, err := tx.QueryContext(ctx, "SELECT "+effectColumns+`, ifnull(i.title, l.subject), c.id, c.name, i.start_at, ifnull(i.time_zone, '')
			FROM effects e LEFT JOIN interviews i ON i.id = e.interview_id LEFT JOIN letters l ON l.id = e.letter_id
			JOIN candidates c ON c.id = ifnull(i.candidate_id, l.candidate_id)
			`+where.Clause()+" ORDER BY e.id", where.Args...)
		open, err = columns.Collect(rows, err, func(row columns.Scanner) (recruit.OpenEffect, error) {
			var o recruit.OpenEffect
			var err error
			o.Effect, err = scanEffect(columns.Lenient(row), &o.Title, &o.CandidateID, &o.CandidateName, columns.Moment(&o.Start), &o.TimeZone)
			return o, err
		})
		return err
	})
	return open, err
}

// ExtendLease lets a running effect's owner go on until then; ErrStale when it
// is not the owner any more. Whoever has read meanwhile that the lease ended
// finds another revision and does not take over.
func (db *DB) ExtendLease(ctx context.Context, id recruit.EffectID, owner string, until time.Time) error {
	return db.writeQuietly(ctx, func(tx *sql.Tx) error {
		var mine bool
		err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM effects WHERE id = ? AND owner = ? AND state = 'running')", id, owner).Scan(&mine)
		if err == nil && !mine {
			err = problem.Stale("this step of the outbox")
		}
		if err != nil {
			return err
		}
		return touch(ctx, tx, "lease_until", columns.Micros(until), "id = ?", id)
	})
}

// LeaseOwners lists the owners of running effects.
func (db *DB) LeaseOwners(ctx context.Context) (owners []string, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT DISTINCT owner FROM effects WHERE "+openStates+" AND state = 'running' ORDER BY owner")
		owners, err = columns.Collect(rows, err, columns.ScanText)
		return err
	})
	return owners, err
}

// EndLeases makes the leases of an owner that is known to be dead end at now.
func (db *DB) EndLeases(ctx context.Context, owner string, now time.Time) error {
	const theirs = openStates + " AND state = 'running' AND owner = ? AND ifnull(lease_until, 0) > ?"
	return db.write(ctx, func(tx *sql.Tx) error {
		return touch(ctx, tx, "lease_until", columns.Micros(now), theirs, owner, columns.Micros(now))
	})
}

// WakeEffects makes every effect of these kinds that waits for a person due at
// now; kinds such as "zoom." or "mail." are prefixes.
func (db *DB) WakeEffects(ctx context.Context, prefix string, now time.Time) error {
	const asleep = openStates + " AND state = 'waiting' AND next_attempt IS NULL AND substr(kind, 1, length(?)) = ?"
	var some bool // as a rule there are none, and nobody need hear of it
	err := db.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM effects WHERE "+asleep+")", prefix, prefix).Scan(&some)
	})
	if err != nil || !some {
		return err
	}
	return db.write(ctx, func(tx *sql.Tx) error {
		return touch(ctx, tx, "next_attempt", columns.Micros(now), asleep, prefix, prefix)
	})
}

// PutOff makes what is due of an interview at now wait until then, and says why
// at each effect. It reads nothing of the interview: that may be what fails.
func (db *DB) PutOff(ctx context.Context, id recruit.InterviewID, now, until time.Time, why string) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE effects SET next_attempt = ?, error = ?
			WHERE interview_id = ? AND state IN ('waiting', 'unknown') AND next_attempt <= ?`, columns.Micros(until), why, id, columns.Micros(now))
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE interviews SET revision = revision + 1 WHERE id = ?", id)
		return err
	})
}

// touch sets one column of the effects that where chooses, and raises the
// revision of their interviews and letters, so that nobody decides on how they were.
func touch(ctx context.Context, tx *sql.Tx, column string, value any, where string, args ...any) error {
	_, err := tx.ExecContext(ctx, "UPDATE interviews SET revision = revision + 1 WHERE id IN (SELECT interview_id FROM effects WHERE "+where+")", args...)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE letters SET revision = revision + 1 WHERE id IN (SELECT letter_id FROM effects WHERE "+where+")", args...)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE effects SET "+column+" = ? WHERE "+where, append([]any{value}, args...)...)
	return err
}

// EffectMessage returns the stored bytes of a mail, nil when there are none. It is
// for the outbox.
func (db *DB) EffectMessage(ctx context.Context, id recruit.EffectID) (message []byte, err error) {
	if db.see.Part {
		return nil, db.see.Hidden("mail")
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		var kind recruit.EffectKind
		err := tx.QueryRowContext(ctx, "SELECT message, kind FROM effects WHERE id = ?", id).Scan(&message, &kind)
		if err == nil && kind == recruit.MailOffer && len(message) > 0 {
			if message, err = db.sealer.open(place("effects", id, "message"), message); err != nil {
				message, err = nil, nil // with another key it is written anew, with another link
			}
		}
		return problem.Absent(err, "There is no step %d in the outbox (any more).", id)
	})
	return message, err
}

// Senders lists the addresses under which people know the interviews that are
// scheduled from then on.
func (db *DB) Senders(ctx context.Context, from time.Time) (list []recruit.SenderUse, err error) {
	if db.see.Part { // it does not change from where mails go out
		return nil, nil
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		list, err = senders(ctx, tx, from)
		return err
	})
	return list, err
}

func senders(ctx context.Context, tx columns.Querier, from time.Time) ([]recruit.SenderUse, error) {
	const entry = "kind IN ('mail.invite', 'mail.update', 'mail.cancel') AND "
	rows, err := tx.QueryContext(ctx, `SELECT min(e.sender), count(DISTINCT e.interview_id) FROM interviews i JOIN effects e ON e.interview_id = i.id
		JOIN participants p ON p.interview_id = i.id AND p.address = e.target COLLATE NOCASE AND p.removed_at IS NULL
		WHERE i.status = 'scheduled' AND i.start_at >= ? AND e.`+entry+`e.has_left AND e.kind <> 'mail.cancel'
		AND NOT EXISTS (SELECT 1 FROM effects l WHERE l.interview_id = i.id AND l.id > e.id AND l.`+entry+`l.has_left AND l.target = e.target COLLATE NOCASE)
		GROUP BY e.sender COLLATE NOCASE ORDER BY 2 DESC, 1`, from.UnixMicro())
	return columns.Collect(rows, err, func(row columns.Scanner) (u recruit.SenderUse, err error) {
		return u, row.Scan(&u.Address, &u.Interviews)
	})
}

// needsAttention is recruit.Effect.NeedsAttention, of effects e.
const needsAttention = "e." + openStates + " AND (e.state = 'failed' OR e.state IN ('waiting', 'unknown') AND e.next_attempt IS NULL AND NOT (" + planned + "))"

// AttentionCount counts the effects that need a person.
func (db *DB) AttentionCount(ctx context.Context) (n int, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM effects e WHERE "+needsAttention+see.In("e.interview_id", scope.Interviews), see.Args(1)...).Scan(&n)
	})
	return n, err
}
