package offers

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/store/columns"
)

// newest is the newest mail of an offer o, and how far it has come.
const newest = `ifnull((SELECT max(b.letter_id) FROM offer_letters b WHERE b.offer_id = o.id), 0)`

var reads = "SELECT " + fields.Read("o") + `, c.name, j.title, m.name, ` + newest + `,
	ifnull((SELECT e.state FROM effects e WHERE e.letter_id = ` + newest + `), ''), ifnull((SELECT e.error FROM effects e WHERE e.letter_id = ` + newest + `), '')
	FROM offers o JOIN candidates c ON c.id = o.candidate_id JOIN jobs j ON j.id = o.job_id JOIN members m ON m.id = o.author_id `

// List reads the offers that a filter chooses, newest first, with their options.
func List(ctx context.Context, tx columns.Querier, f offers.Filter) ([]offers.Offer, error) {
	var asked columns.Conditions
	if f.Candidate != 0 {
		asked.Add("o.candidate_id = ?", f.Candidate)
	}
	if f.Job != 0 {
		asked.Add("o.job_id = ?", f.Job)
	}
	if f.Author != 0 {
		asked.Add("o.author_id = ?", f.Author)
	}
	if len(f.States) > 0 {
		var args []any
		for _, s := range f.States {
			args = append(args, s)
		}
		asked.Add("o.state IN (?"+strings.Repeat(", ?", len(args)-1)+")", args...)
	}
	if f.Waiting {
		late := int64(0)
		if !f.Now.IsZero() {
			late = f.Now.UnixMicro()
		}
		asked.Add("(o.state IN ('to_confirm', 'none_suits') OR o.asking OR o.state = 'offered' AND (o.until_at <= ? OR o.id IN (SELECT e.offer_id FROM offer_entries e WHERE e.answer = 'declined' AND NOT e.seen AND e.until_at > ?)))", late, late)
	}
	if f.Before != 0 {
		asked.Add("o.id < ?", f.Before)
	}
	return where(ctx, tx, asked.Clause()+" ORDER BY o.id DESC LIMIT ?+0", asked.With(columns.Bounded(f.Limit, 200, 1000))...)
}

// Read reads an offer with its options.
func Read(ctx context.Context, tx columns.Querier, id recruit.OfferID) (offers.Offer, error) {
	all, err := where(ctx, tx, "WHERE o.id = ?", id)
	if err == nil && len(all) == 0 {
		err = recruit.NotFound("There is no offer %d (any more); recruitty offer list shows the numbers.", id)
	}
	if err != nil {
		return offers.Offer{}, err
	}
	return all[0], nil
}

func where(ctx context.Context, tx columns.Querier, condition string, args ...any) ([]offers.Offer, error) {
	rows, err := tx.QueryContext(ctx, reads+condition, args...)
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (o offers.Offer, err error) {
		return o, row.Scan(fields.Into(&o, &o.CandidateName, &o.JobTitle, &o.Author, &o.LetterID, &o.Mail, &o.MailError)...)
	})
	for n := range all {
		if all[n].Options, err = options(ctx, tx, all[n]); err != nil {
			return nil, err
		}
		if all[n].Entries, err = Entries(ctx, tx, all[n].ID); err != nil {
			return nil, err
		}
	}
	return all, err
}

// options reads those of the version in force.
func options(ctx context.Context, tx columns.Querier, o offers.Offer) ([]offers.Option, error) {
	rows, err := tx.QueryContext(ctx, "SELECT number, sessions, known FROM offer_options WHERE offer_id = ? AND version = ? ORDER BY number", o.ID, o.Version)
	return columns.Collect(rows, err, func(row columns.Scanner) (one offers.Option, err error) {
		return one, row.Scan(&one.Number, jsonInto{&one.Sessions}, jsonInto{&one.Known})
	})
}

// Interviews are the numbers of those that came of an offer.
func Interviews(ctx context.Context, tx columns.Querier, id recruit.OfferID) (map[recruit.InterviewID]bool, error) {
	theirs := map[recruit.InterviewID]bool{}
	rows, err := tx.QueryContext(ctx, "SELECT interview_id FROM offer_interviews WHERE offer_id = ?", id)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (i recruit.InterviewID, err error) {
		err = row.Scan(&i)
		theirs[i] = true
		return i, err
	})
	return theirs, err
}

// ByToken finds the offer that a token with this digest opens. What is looked up is a digest,
// so that how long it takes tells nothing of a token.
func ByToken(ctx context.Context, tx columns.Querier, digest [32]byte) (id recruit.OfferID, err error) {
	var kept []byte
	err = tx.QueryRowContext(ctx, "SELECT digest, offer_id FROM offer_tokens WHERE digest = ?", digest[:]).Scan(&kept, &id)
	if err == nil && subtle.ConstantTimeCompare(kept, digest[:]) != 1 {
		err = sql.ErrNoRows
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = offers.UnknownLink()
	}
	return id, err
}

// OfLetter is the offer and the version of its options that a letter brought.
func OfLetter(ctx context.Context, tx columns.Querier, letter recruit.LetterID) (id recruit.OfferID, version int, err error) {
	err = tx.QueryRowContext(ctx, "SELECT offer_id, version FROM offer_letters WHERE letter_id = ?", letter).Scan(&id, &version)
	if errors.Is(err, sql.ErrNoRows) {
		err = recruit.NotFound("The email %d to a candidate brought no offer.", letter)
	}
	return id, version, err
}

// Remindable lists the offers that wait for an answer: their newest mail left before asked,
// and they were reminded fewer than most times, all before asked.
func Remindable(ctx context.Context, tx columns.Querier, asked, now time.Time, most int) ([]recruit.OfferID, error) {
	rows, err := tx.QueryContext(ctx, `SELECT o.id FROM offers o WHERE o.state = 'offered' AND NOT o.asking AND o.until_at > ?1 AND o.reminded < ?2 AND ifnull(o.reminded_at, 0) <= ?3
		AND EXISTS (SELECT 1 FROM effects e WHERE e.letter_id = `+newest+` AND e.state = 'done' AND e.done_at <= ?3) ORDER BY o.id LIMIT 100+0`, now.UnixMicro(), most, asked.UnixMicro())
	return columns.Collect(rows, err, func(row columns.Scanner) (id recruit.OfferID, err error) { return id, row.Scan(&id) })
}
