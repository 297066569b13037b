package offers

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/store/columns"
)

// keepMail keeps that an email was taken as an answer to an offer. offers.ErrKnownMail is
// returned for one that was before.
func keepMail(ctx context.Context, tx columns.Runner, id recruit.OfferID, m offers.Mail) error {
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, "INSERT INTO offer_mails (digest, offer_id, answered, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		m.Digest[:], id, m.Answered, columns.Micros(m.At)))
	if err == nil && !ok {
		err = offers.ErrKnownMail
	}
	return err
}

// KnownMail reports whether an email was taken already.
func KnownMail(ctx context.Context, tx columns.Querier, digest [32]byte) (known bool, err error) {
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM offer_mails WHERE digest = ?)", digest[:]).Scan(&known)
	return known, err
}

// Answered lists the emails that were sent in return by themselves since a moment, for an
// offer and those that it replaced.
func Answered(ctx context.Context, tx columns.Querier, id recruit.OfferID, since time.Time) ([]recruit.MailEvent, error) {
	rows, err := tx.QueryContext(ctx, `SELECT m.answered FROM offer_mails m JOIN offers o ON o.id = m.offer_id JOIN offers mine ON mine.id = ?
		WHERE o.candidate_id = mine.candidate_id AND o.job_id = mine.job_id AND m.answered <> '' AND m.at >= ? LIMIT 100+0`, id, columns.Micros(since))
	return columns.Collect(rows, err, func(row columns.Scanner) (e recruit.MailEvent, err error) { return e, row.Scan(&e) })
}

// OfInterview is the offer that an interview came of; ErrNotFound for none.
func OfInterview(ctx context.Context, tx columns.Querier, interview recruit.InterviewID) (id recruit.OfferID, err error) {
	err = tx.QueryRowContext(ctx, "SELECT offer_id FROM offer_interviews WHERE interview_id = ?", interview).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = recruit.NotFound("Interview %d came of no offer.", interview)
	}
	return id, err
}
