package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"recruitty/recruit"
	offering "recruitty/recruit/offers"
	"recruitty/store/columns"
	"recruitty/store/offers"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

var letterFields = columns.Of[recruit.Letter]{
	columns.ReadOnly("id", func(l *recruit.Letter) *recruit.LetterID { return &l.ID }),
	columns.OnlyOnce(columns.Plain("candidate_id", func(l *recruit.Letter) *recruit.CandidateID { return &l.CandidateID })),
	columns.OnlyOnce(columns.Reference("job_id", func(l *recruit.Letter) *recruit.JobID { return &l.JobID })),
	columns.OnlyOnce(columns.Plain("stage", func(l *recruit.Letter) *string { return &l.Stage })),
	columns.OnlyOnce(columns.Plain("event", func(l *recruit.Letter) *recruit.MailEvent { return &l.Event })),
	columns.OnlyOnce(columns.Reference("author_id", func(l *recruit.Letter) *recruit.MemberID { return &l.AuthorID })),
	columns.OnlyOnce(columns.Plain("language", func(l *recruit.Letter) *string { return &l.Language })),
	columns.OnlyOnce(columns.Plain("subject", func(l *recruit.Letter) *string { return &l.Subject })),
	columns.OnlyOnce(columns.Plain("text", func(l *recruit.Letter) *string { return &l.Text })),
	columns.OnlyOnce(columns.TextList("thread", func(l *recruit.Letter) *[]string { return &l.Thread })),
	columns.ReadOnly("revision", func(l *recruit.Letter) *int { return &l.Revision }),
	columns.OnlyOnce(columns.Instant("created_at", func(l *recruit.Letter) *time.Time { return &l.CreatedAt })),
}

// How letters l are read and inserted, and their effects written.
var (
	letterColumns       = letterFields.Read("l") + ", ifnull(j.title, ''), ifnull(a.stage, '')"
	insertsLetter       = letterFields.Insert("letters", "revision")
	insertsLetterEffect = effectFields.Insert("effects", "letter_id")
	updatesLetterEffect = effectFields.Update("effects", " WHERE id = ? AND letter_id = ?")
)

const letterTables = ` FROM letters l LEFT JOIN jobs j ON j.id = l.job_id LEFT JOIN applications a ON a.candidate_id = l.candidate_id AND a.job_id = l.job_id`

// Letter returns a letter with its effect, and what it is about as it is now.
func (db *DB) Letter(ctx context.Context, id recruit.LetterID) (l recruit.Letter, err error) {
	if db.see.Part {
		return l, db.see.Hidden("mail")
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		l, err = db.letterIn(ctx, tx, id)
		return err
	})
	return l, err
}

func (db *DB) letterIn(ctx context.Context, tx *sql.Tx, id recruit.LetterID) (l recruit.Letter, err error) {
	all, err := db.lettersWhere(ctx, tx, "l.id = ?", id)
	if err == nil && len(all) == 0 {
		err = recruit.NotFound("There is no email %d to a candidate (any more); a profile lists those that were written.", id)
	}
	if err != nil {
		return l, problem.Unreadable(ctx, err, "mail", id)
	}
	return all[0], nil
}

// lettersWhere reads the letters that a condition chooses, newest first.
func (db *DB) lettersWhere(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]recruit.Letter, error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+letterColumns+letterTables+" WHERE "+where+" ORDER BY l.id DESC LIMIT 200+0", args...)
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (l recruit.Letter, err error) {
		return l, row.Scan(letterFields.Into(&l, &l.JobTitle, &l.NowStage)...)
	})
	for n := range all {
		l := &all[n]
		if l.Event.IsHold() {
			if l.Hold, err = offers.EntryOf(ctx, tx, l.ID, db.clock()); err != nil {
				return nil, err
			}
		}
		if l.Effect, err = scanEffect(tx.QueryRowContext(ctx, "SELECT "+effectColumns+" FROM effects e WHERE e.letter_id = ?", l.ID)); err != nil {
			return nil, err
		}
		if l.Candidate, err = candidateIn(ctx, tx, scope.Scope{}, l.CandidateID); err != nil {
			return nil, err
		}
		if l.AuthorID != 0 {
			l.Author, err = scanMember(db.see, tx.QueryRowContext(ctx, "SELECT "+memberColumns+" FROM members m WHERE m.id = ?", l.AuthorID))
			if err != nil {
				return nil, err
			}
		}
	}
	return all, err
}

// LettersTo lists the letters to a candidate, newest first, at most 200. Tentative entries go to
// others.
func (db *DB) LettersTo(ctx context.Context, id recruit.CandidateID) (all []recruit.Letter, err error) {
	if db.see.Part {
		return nil, nil
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		all, err = db.lettersWhere(ctx, tx, "l.candidate_id = ? AND l.event NOT IN ('hold', 'hold_end')", id)
		return err
	})
	return all, err
}

// LetterOf is the letter that an effect brings out.
func (db *DB) LetterOf(ctx context.Context, id recruit.EffectID) (recruit.LetterID, error) {
	return db.letterWhere(ctx, "SELECT letter_id FROM effects WHERE id = ? AND letter_id IS NOT NULL", id)
}

// LetterByMessageID finds a letter by the mail that was written for it.
func (db *DB) LetterByMessageID(ctx context.Context, id string) (recruit.LetterID, error) {
	return db.letterWhere(ctx, "SELECT letter_id FROM effects WHERE message_id = ? AND message_id <> '' AND letter_id IS NOT NULL", id)
}

func (db *DB) letterWhere(ctx context.Context, query string, arg any) (id recruit.LetterID, err error) {
	if db.see.Part {
		return 0, db.see.Hidden("mail")
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		id, err = idWhere[recruit.LetterID](ctx, tx, query, arg)
		if err == nil && id == 0 {
			err = recruit.NotFound("There is no such email to a candidate.")
		}
		return err
	})
	return id, err
}

// SaveLetter adds a letter (ID 0) with its effect, or changes the effect of one whose
// revision is the stored one. What the letter says never changes.
func (db *DB) SaveLetter(ctx context.Context, l recruit.Letter, log recruit.Activity) (saved recruit.Letter, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		if saved, err = db.saveLetter(ctx, tx, l); err != nil {
			return err
		}
		if log.Text == "" {
			return nil
		}
		log.CandidateID, log.JobID = saved.CandidateID, saved.JobID
		return db.addActivity(ctx, tx, log)
	})
	return saved, err
}

func (db *DB) saveLetter(ctx context.Context, tx *sql.Tx, l recruit.Letter) (recruit.Letter, error) {
	if l.Effect.CreatedAt.IsZero() {
		l.Effect.CreatedAt = db.clock()
	}
	if l.ID == 0 {
		if err := notErased(ctx, tx, scope.Scope{}, l.CandidateID); err != nil {
			return l, err
		}
		if l.CreatedAt.IsZero() {
			l.CreatedAt = db.clock()
		}
		id, err := columns.InsertedID[recruit.LetterID](tx.ExecContext(ctx, insertsLetter, letterFields.Values(&l, 1)...))
		if err != nil {
			return l, problem.Dangling(err, "The candidate, the job or the author is not in the workspace.")
		}
		if _, err := tx.ExecContext(ctx, insertsLetterEffect, effectFields.Values(&l.Effect, id)...); err != nil {
			return l, err
		}
		if l.Event.IsHold() {
			l.ID = id
			return l, nil // its entry is kept next
		}
		return db.letterIn(ctx, tx, id)
	}
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, "UPDATE letters SET revision = revision + 1 WHERE id = ? AND revision = ?", l.ID, l.Revision))
	if err == nil && !ok {
		err = missed(ctx, tx, "letters", int64(l.ID), "this email")
	}
	if err == nil && l.Effect.Kind == recruit.MailHoldEnd && (l.Effect.State == recruit.Running || l.Effect.State == recruit.Superseded) {
		err = offers.EndBegins(ctx, tx, l, db.clock())
	}
	if err == nil && l.Effect.Kind == recruit.MailOffer && len(l.Effect.Message) > 0 {
		// Its bytes hold what opens the offer.
		l.Effect.Message, err = db.sealer.seal(place("effects", l.Effect.ID, "message"), l.Effect.Message)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, updatesLetterEffect, effectFields.Changes(&l.Effect, l.Effect.ID, l.ID)...)
	}
	if err == nil && l.Effect.Kind == recruit.MailOffer && !l.Effect.Open() {
		_, err = tx.ExecContext(ctx, "UPDATE effects SET message = NULL WHERE id = ?", l.Effect.ID)
	}
	if err != nil {
		return l, err
	}
	return db.letterIn(ctx, tx, l.ID)
}

// DueLetters lists the letters that have an effect to run at now, longest due first. The end of a
// tentative entry waits for whoever is at making it.
func (db *DB) DueLetters(ctx context.Context, now time.Time, limit int) (due []recruit.LetterID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT e.letter_id FROM effects e WHERE e.due_at <= ? AND e.letter_id IS NOT NULL "+
			"AND NOT (e.kind = 'mail.hold_end' AND EXISTS (SELECT 1 FROM offer_entries x JOIN effects h ON h.letter_id = x.hold_letter WHERE x.end_letter = e.letter_id AND h.state = 'running')) "+
			"ORDER BY e.due_at, e.id LIMIT ?+0",
			now.UnixMicro(), limitOf(limit, 100))
		due, err = columns.Collect(rows, err, func(row columns.Scanner) (id recruit.LetterID, err error) { return id, row.Scan(&id) })
		return err
	})
	return due, err
}

// PutOffLetter makes what is due of a letter at now wait until then, and says why.
func (db *DB) PutOffLetter(ctx context.Context, id recruit.LetterID, now, until time.Time, why string) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE effects SET next_attempt = ?, error = ?
			WHERE letter_id = ? AND state IN ('waiting', 'unknown') AND next_attempt <= ?`, columns.Micros(until), why, id, columns.Micros(now))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE letters SET revision = revision + 1 WHERE id = ?", id)
		return err
	})
}

// SaveOutcome moves a candidate to another stage of a job for a reason, and adds a letter
// about it, all or nothing.
func (db *DB) SaveOutcome(ctx context.Context, a recruit.Application, l *recruit.Letter, log recruit.Activity) (moved recruit.Application, letter recruit.Letter, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		if moved, err = db.moveApplication(ctx, tx, a, log); err != nil || l == nil {
			return err
		}
		letter, err = db.saveLetter(ctx, tx, *l)
		return err
	})
	return moved, letter, err
}

// withdrawLetters supersedes the letters about a stage that a candidate has left, as far
// as nothing of them has left and nobody is at it; whoever is finds out before it leaves.
func withdrawLetters(ctx context.Context, tx columns.Runner, a recruit.Application, at time.Time) error {
	const theirs = "(SELECT id FROM letters WHERE candidate_id = ?1 AND job_id = ?2 AND stage <> '' AND stage <> ?3)"
	_, err := tx.ExecContext(ctx, "UPDATE letters SET revision = revision + 1 WHERE id IN "+theirs, a.CandidateID, a.JobID, a.Stage)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE effects SET state = 'superseded', done_at = ?4, next_attempt = NULL, error = '', cause = ''
			WHERE letter_id IN `+theirs+" AND NOT has_left AND state IN ('waiting', 'failed')", a.CandidateID, a.JobID, a.Stage, columns.Micros(at))
	}
	return err
}

// Offers implements offers.Store.
func (db *DB) Offers(ctx context.Context, f offering.Filter) (all []offering.Offer, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		all, err = offers.List(ctx, tx, f)
		return err
	})
	return all, err
}

// Offer implements offers.Store.
func (db *DB) Offer(ctx context.Context, id recruit.OfferID) (o offering.Offer, err error) {
	var theirs map[recruit.InterviewID]bool
	err = db.read(ctx, func(tx *sql.Tx) error {
		if o, err = offers.Read(ctx, tx, id); err == nil {
			theirs, err = offers.Interviews(ctx, tx, id)
		}
		if err == nil {
			o.Held, err = offers.Held(ctx, tx, id, db.clock())
		}
		return err
	})
	if err != nil || len(theirs) == 0 {
		return o, err
	}
	all, err := db.interviews(ctx, recruit.InterviewFilter{CandidateID: o.Candidate})
	o.Interviews = slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return !theirs[i.ID] })
	return o, err
}

// OfferByToken implements offers.Store.
func (db *DB) OfferByToken(ctx context.Context, digest [32]byte) (id recruit.OfferID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		id, err = offers.ByToken(ctx, tx, digest)
		return err
	})
	return id, err
}

// OfferOfLetter implements offers.Store.
func (db *DB) OfferOfLetter(ctx context.Context, letter recruit.LetterID) (id recruit.OfferID, version int, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		id, version, err = offers.OfLetter(ctx, tx, letter)
		return err
	})
	return id, version, err
}

// SaveOffer implements offers.Store.
func (db *DB) SaveOffer(ctx context.Context, c offering.Change) (offering.Offer, error) {
	var id recruit.OfferID
	err := db.write(ctx, func(tx *sql.Tx) (err error) {
		if c.Offer.ID == 0 {
			if err := notErased(ctx, tx, scope.Scope{}, c.Offer.Candidate); err != nil {
				return err
			}
		}
		if id, err = offers.Write(ctx, tx, c); err != nil {
			return err
		}
		if c.Letter != nil {
			l, err := db.saveLetter(ctx, tx, *c.Letter)
			if err == nil {
				err = offers.Brought(ctx, tx, l.ID, id, c.Offer.Version)
			}
			if err != nil {
				return err
			}
		}
		if err := offers.Enter(ctx, tx, id, c, func(l recruit.Letter) (recruit.Letter, error) { return db.saveLetter(ctx, tx, l) }); err != nil {
			return err
		}
		for _, line := range c.Log {
			if err := db.addActivity(ctx, tx, line); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return offering.Offer{}, err
	}
	return db.Offer(ctx, id)
}

// KnownOfferMail implements offers.Store.
func (db *DB) KnownOfferMail(ctx context.Context, digest [32]byte) (known bool, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		known, err = offers.KnownMail(ctx, tx, digest)
		return err
	})
	return known, err
}

// OfferMailsAnswered implements offers.Store.
func (db *DB) OfferMailsAnswered(ctx context.Context, id recruit.OfferID, since time.Time) (all []recruit.MailEvent, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		all, err = offers.Answered(ctx, tx, id, since)
		return err
	})
	return all, err
}

// OfferOfInterview implements offers.Store.
func (db *DB) OfferOfInterview(ctx context.Context, id recruit.InterviewID) (of recruit.OfferID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		of, err = offers.OfInterview(ctx, tx, id)
		return err
	})
	return of, err
}

// OfferOfEntry implements offers.Store.
func (db *DB) OfferOfEntry(ctx context.Context, uid string) (of recruit.OfferID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		of, err = offers.OfEntry(ctx, tx, uid)
		return err
	})
	return of, err
}

// KeepToken implements offers.Store.
func (db *DB) KeepToken(ctx context.Context, id recruit.OfferID, letter recruit.LetterID, digest [32]byte, at time.Time) error {
	return db.writeQuietly(ctx, func(tx *sql.Tx) error { return offers.KeepToken(ctx, tx, id, letter, digest, at) })
}

// RemindableOffers implements offers.Store.
func (db *DB) RemindableOffers(ctx context.Context, asked, now time.Time, most int) (all []recruit.OfferID, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		all, err = offers.Remindable(ctx, tx, asked, now, most)
		return err
	})
	return all, err
}
