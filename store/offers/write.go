package offers

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

var (
	inserts = fields.Insert("offers", "revision")
	updates = fields.Update("offers", ", revision = revision + 1 WHERE id = ? AND revision = ?")
)

// Write writes a change of an offer with what goes along, but for its letters and the log.
func Write(ctx context.Context, tx columns.Runner, c offers.Change) (recruit.OfferID, error) {
	id, err := save(ctx, tx, c.Offer)
	if err == nil {
		err = hold(ctx, tx, id, c)
	}
	if err == nil && c.TakeBack {
		err = takeBack(ctx, tx, id, c.Offer.UpdatedAt)
	}
	if err == nil {
		err = replace(ctx, tx, c.Replaces, id, c.Offer.UpdatedAt)
	}
	if err == nil && c.Answered != nil {
		err = answer(ctx, tx, id, *c.Answered)
	}
	if err == nil && c.SeesAnswers {
		err = seeAnswers(ctx, tx, id)
	}
	if err == nil && c.Mail != nil {
		err = keepMail(ctx, tx, id, *c.Mail)
	}
	return id, err
}

// save inserts an offer (ID 0) or updates one whose revision is the stored one, and writes the
// options of its version unless they are there.
func save(ctx context.Context, tx columns.Runner, o offers.Offer) (recruit.OfferID, error) {
	id := o.ID
	if id == 0 {
		var err error
		if id, err = columns.InsertedID[recruit.OfferID](tx.ExecContext(ctx, inserts, fields.Values(&o, 1)...)); err != nil {
			return 0, problem.Dangling(err, "The candidate, the job or the sender of the offer is not in the workspace.")
		}
	} else {
		ok, err := columns.ChangedOne(tx.ExecContext(ctx, updates, fields.Changes(&o, o.ID, o.Revision)...))
		if err == nil && !ok {
			err = missed(ctx, tx, o.ID)
		}
		if err != nil {
			return 0, err
		}
	}
	for _, one := range o.Options {
		_, err := tx.ExecContext(ctx, "INSERT INTO offer_options (offer_id, version, number, sessions, known) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			id, o.Version, one.Number, jsonText(one.Sessions), jsonText(one.Known))
		if err != nil {
			return 0, err
		}
	}
	return id, nil
}

// missed says why no offer was changed: someone else wrote, or it is gone.
func missed(ctx context.Context, tx columns.Querier, id recruit.OfferID) error {
	if _, err := Read(ctx, tx, id); err != nil {
		return err
	}
	return problem.Stale("this offer")
}

// Step writes what becomes of an offer with a change of interviews, which are its own from
// then on.
func Step(ctx context.Context, tx columns.Runner, s recruit.OfferStep, interviews []recruit.InterviewID) error {
	ok, err := columns.ChangedOne(tx.ExecContext(ctx, `UPDATE offers SET state = ?, picked = ?, picked_version = ?, via = ?, moves = ?, asking = FALSE, said = '', windows = '', answered_at = ?, updated_at = ?,
		revision = revision + 1 WHERE id = ? AND revision = ?`, s.State, s.Picked, s.Version, s.Via, s.Moves, columns.Micros(s.At), columns.Micros(s.At), s.ID, s.Revision))
	if err == nil && !ok {
		err = missed(ctx, tx, s.ID)
	}
	if err == nil {
		err = LetGo(ctx, tx, s.ID, s.At)
	}
	for _, id := range interviews {
		if err == nil {
			_, err = tx.ExecContext(ctx, "INSERT INTO offer_interviews (interview_id, offer_id) VALUES (?, ?) ON CONFLICT DO NOTHING", id, s.ID)
		}
	}
	return err
}

// Brought notes that a letter tells the options of a version of an offer.
func Brought(ctx context.Context, tx columns.Runner, letter recruit.LetterID, id recruit.OfferID, version int) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO offer_letters (letter_id, offer_id, version) VALUES (?, ?, ?)", letter, id, version)
	return err
}

// takeBack supersedes the letters of an offer of which nothing has left, as far as nobody is
// at it.
func takeBack(ctx context.Context, tx columns.Runner, id recruit.OfferID, at time.Time) error {
	const theirs = "(SELECT letter_id FROM offer_letters WHERE offer_id = ?1)"
	_, err := tx.ExecContext(ctx, "UPDATE letters SET revision = revision + 1 WHERE id IN "+theirs, id)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE effects SET state = 'superseded', done_at = ?2, next_attempt = NULL, error = '', cause = '', message = NULL
			WHERE letter_id IN `+theirs+" AND NOT has_left AND state IN ('waiting', 'failed')", id, columns.Micros(at))
	}
	return err
}

// replace marks open offers as replaced by another one, and takes their letters back.
func replace(ctx context.Context, tx columns.Runner, old []recruit.OfferID, by recruit.OfferID, at time.Time) error {
	for _, id := range old {
		_, err := tx.ExecContext(ctx, "UPDATE offers SET state = 'replaced', replaced_by = ?, updated_at = ?, revision = revision + 1 WHERE id = ? AND state IN ('offered', 'to_confirm', 'none_suits')",
			by, columns.Micros(at), id)
		if err == nil {
			err = takeBack(ctx, tx, id, at)
		}
		if err == nil {
			err = LetGo(ctx, tx, id, at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// KeepToken keeps what opens an offer, in place of earlier ones of the same letter.
func KeepToken(ctx context.Context, tx columns.Runner, id recruit.OfferID, letter recruit.LetterID, digest [32]byte, at time.Time) error {
	if letter != 0 {
		if _, err := tx.ExecContext(ctx, "DELETE FROM offer_tokens WHERE letter_id = ?", letter); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO offer_tokens (digest, offer_id, letter_id, created_at) VALUES (?, ?, ?, ?)", digest[:], id, columns.OrNull(letter), columns.Micros(at))
	return problem.Dangling(err, "The offer is no longer in the workspace.")
}

// EraseSteps are the statements that remove the offers of the candidate who is their first
// argument.
func EraseSteps() []string {
	const theirs = "(SELECT id FROM offers WHERE candidate_id = ?1)"
	return []string{
		"DELETE FROM offer_interviews WHERE offer_id IN " + theirs,
		"DELETE FROM offer_tokens WHERE offer_id IN " + theirs,
		"DELETE FROM offer_letters WHERE offer_id IN " + theirs,
		"DELETE FROM offer_mails WHERE offer_id IN " + theirs,
		"DELETE FROM offer_holds WHERE offer_id IN " + theirs,
		"DELETE FROM offer_options WHERE offer_id IN " + theirs,
		"UPDATE offers SET replaced_by = NULL WHERE candidate_id = ?1",
		"DELETE FROM offers WHERE candidate_id = ?1",
	}
}
