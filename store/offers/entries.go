package offers

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/store/columns"
	"recruitty/store/problem"
	"recruitty/store/scope"
)

// left holds where the entry that an effect h makes may stand in a calendar: its bytes are stored
// before they leave, and what came back is in none.
const left = "(h.has_left AND h.message_id <> '' AND h.cause <> 'came_back')"

// entries are tentative entries e with the effects h that make them and n that take them out.
const entries = " FROM offer_entries e JOIN effects h ON h.letter_id = e.hold_letter JOIN effects n ON n.letter_id = e.end_letter "

// Entries are the tentative entries of an offer, by their start.
func Entries(ctx context.Context, tx columns.Querier, id recruit.OfferID) ([]offers.Entry, error) {
	rows, err := tx.QueryContext(ctx, `SELECT e.address, e.title, e.zone, e.uid, e.start_at, e.end_at, nullif(e.until_at, 0), h.state, `+left+`, h.error, n.state, e.answer, e.answered_at, e.seen, e.hold_letter, e.end_letter, ifnull(m.name, e.address)`+
		entries+"LEFT JOIN members m ON m.email = e.address AND m.removed_at IS NULL WHERE e.offer_id = ? ORDER BY e.start_at, e.address, e.hold_letter LIMIT 1000", id)
	return columns.Collect(rows, err, func(row columns.Scanner) (e offers.Entry, err error) {
		return e, row.Scan(&e.Address, &e.Title, &e.TimeZone, &e.UID, columns.Moment(&e.Start), columns.Moment(&e.End), columns.Moment(&e.Until), &e.Told, columns.Truth(&e.Left), &e.Trouble, &e.Ended,
			&e.Answer, columns.Moment(&e.AnsweredAt), columns.Truth(&e.Seen), &e.Makes, &e.Removes, &e.Name)
	})
}

// EntryOf is the tentative entry that a letter makes or takes out, as it is at a moment.
func EntryOf(ctx context.Context, tx columns.Querier, letter recruit.LetterID, now time.Time) (*recruit.HoldEntry, error) {
	h := &recruit.HoldEntry{}
	err := tx.QueryRowContext(ctx, `SELECT e.uid, e.title, e.start_at, e.end_at, e.zone, ifnull(m.name, ''), e.address, ifnull(m.time_zone, ''), ifnull(m.twelve_hour, FALSE), e.until_at <= ?2,
		h.state, `+left+`, h.message_id, n.state <> 'waiting' OR n.attempts > 0`+entries+`LEFT JOIN members m ON m.email = e.address AND m.removed_at IS NULL
		WHERE e.hold_letter = ?1 OR e.end_letter = ?1`, letter, columns.Micros(now)).
		Scan(&h.UID, &h.Title, columns.Moment(&h.Start), columns.Moment(&h.End), &h.TimeZone, &h.Reader.Name, &h.Reader.Address, &h.ReaderZone, columns.Truth(&h.TwelveHour), columns.Truth(&h.Over),
			&h.Told, columns.Truth(&h.Left), &h.MessageID, columns.Truth(&h.Ending))
	if errors.Is(err, sql.ErrNoRows) {
		err = recruit.NotFound("The email %d belongs to no tentative entry.", letter)
	}
	return h, err
}

// lacking are those of wanted entries that an offer has not: each of an hour that it holds.
func lacking(ctx context.Context, tx columns.Querier, id recruit.OfferID, wanted []offers.Entry, at time.Time) (all []offers.Entry, err error) {
	for _, e := range wanted {
		var until time.Time
		err := tx.QueryRowContext(ctx, `SELECT max(h.until_at) FROM offer_holds h WHERE h.offer_id = ?1 AND h.address = ?2 AND h.start_at = ?3 AND h.end_at = ?4 AND h.until_at > ?5
			AND NOT EXISTS (SELECT 1 FROM offer_entries e WHERE e.offer_id = h.offer_id AND e.address = h.address AND e.start_at = h.start_at AND e.end_at = h.end_at AND e.until_at > ?5)`,
			id, e.Address, columns.Micros(e.Start), columns.Micros(e.End), columns.Micros(at)).Scan(columns.Moment(&until))
		if err != nil {
			return nil, err
		}
		if e.Until = until; !until.IsZero() {
			all = append(all, e)
		}
	}
	return all, nil
}

// keepEntry keeps a tentative entry of an offer with the letters that make it and take it out.
func keepEntry(ctx context.Context, tx columns.Runner, id recruit.OfferID, e offers.Entry, hold, end recruit.LetterID) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO offer_entries (hold_letter, end_letter, offer_id, address, title, zone, uid, start_at, end_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		hold, end, id, e.Address, e.Title, e.TimeZone, e.UID, columns.Micros(e.Start), columns.Micros(e.End), columns.Micros(e.Until))
	return err
}

// follow lets the tentative entries of an offer follow what it holds: those of hours that it holds
// no longer end, and the others are needed for as long as their hours are held.
func follow(ctx context.Context, tx columns.Runner, id recruit.OfferID, at time.Time) error {
	type entry struct {
		hold, end      recruit.LetterID
		until, holding int64
	}
	rows, err := tx.QueryContext(ctx, `SELECT e.hold_letter, e.end_letter, e.until_at, ifnull(max(h.until_at), 0) FROM offer_entries e
		LEFT JOIN offer_holds h ON h.offer_id = e.offer_id AND h.address = e.address AND h.start_at = e.start_at AND h.end_at = e.end_at
		WHERE e.offer_id = ? AND e.until_at > ? GROUP BY e.hold_letter, e.end_letter, e.until_at`, id, columns.Micros(at))
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (e entry, err error) {
		return e, row.Scan(&e.hold, &e.end, &e.until, &e.holding)
	})
	for _, e := range all {
		if err != nil {
			return err
		}
		switch e.holding {
		case e.until:
		case 0:
			err = endEntry(ctx, tx, e.hold, e.end, at)
		default:
			err = inTurn(ctx, tx,
				step{"UPDATE offer_entries SET until_at = ? WHERE hold_letter = ?", []any{e.holding, e.hold}},
				step{"UPDATE letters SET revision = revision + 1 WHERE id = ?", []any{e.end}},
				step{"UPDATE effects SET next_attempt = ?1, remind_at = ?1 WHERE letter_id = ?2 AND state = 'waiting' AND remind_at IS NOT NULL AND next_attempt IS NOT NULL", []any{e.holding, e.end}})
		}
	}
	return err
}

type step struct {
	query string
	args  []any
}

// inTurn runs statements until one fails.
func inTurn(ctx context.Context, tx columns.Runner, steps ...step) error {
	for _, s := range steps {
		if _, err := tx.ExecContext(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// endEntry ends a tentative entry now. What makes it is not tried any more; whoever is at it ends
// first. What takes it out is due, unless nothing can be in a calendar.
func endEntry(ctx context.Context, tx columns.Runner, hold, end recruit.LetterID, at time.Time) error {
	return inTurn(ctx, tx,
		step{"UPDATE offer_entries SET until_at = 0 WHERE hold_letter = ?", []any{hold}},
		step{"UPDATE letters SET revision = revision + 1 WHERE id IN (?, ?)", []any{hold, end}},
		step{forgoes, []any{hold, columns.Micros(at)}},
		step{"UPDATE effects SET next_attempt = ?2, remind_at = NULL WHERE letter_id = ?1 AND state = 'waiting' AND remind_at IS NOT NULL", []any{end, columns.Micros(at)}},
		step{`UPDATE effects SET state = 'superseded', done_at = ?3, next_attempt = NULL WHERE letter_id = ?1 AND state = 'waiting' AND attempts = 0
			AND NOT EXISTS (SELECT 1 FROM effects h WHERE h.letter_id = ?2 AND (h.state = 'running' OR ` + left + `))`, []any{end, hold, columns.Micros(at)}})
}

// forgoes supersedes what makes an entry, unless somebody is at it.
const forgoes = "UPDATE effects SET state = 'superseded', done_at = ?2, next_attempt = NULL, error = '' WHERE letter_id = ?1 AND state IN ('waiting', 'failed', 'unknown')"

// EndBegins is called before the letter that takes a tentative entry out leaves, or is dropped:
// from then on nothing makes the entry. It is ErrStale where somebody is at that by now, or has
// been since the letter was read.
func EndBegins(ctx context.Context, tx columns.Runner, l recruit.Letter, at time.Time) error {
	if l.Hold == nil {
		return nil
	}
	var hold recruit.LetterID
	var state recruit.EffectState
	var stands bool
	err := tx.QueryRowContext(ctx, "SELECT e.hold_letter, h.state, "+left+entries+"WHERE e.end_letter = ?", l.ID).Scan(&hold, &state, columns.Truth(&stands))
	switch {
	case err != nil:
		return err
	case state == recruit.Running && l.Hold.Told != recruit.Running, stands && !l.Hold.Left && l.Effect.State == recruit.Superseded:
		return problem.Stale("this email")
	}
	return inTurn(ctx, tx,
		step{"UPDATE letters SET revision = revision + 1 WHERE id = ?", []any{hold}},
		step{forgoes, []any{hold, columns.Micros(at)}})
}

// EndOf ends the tentative entries of a candidate's offers, and parts them from those: what is in
// a calendar is taken out after the candidate was erased as well.
func EndOf(ctx context.Context, tx columns.Runner, id recruit.CandidateID, at time.Time) error {
	type pair struct{ hold, end recruit.LetterID }
	const theirs = "offer_id IN (SELECT id FROM offers WHERE candidate_id = ?)"
	rows, err := tx.QueryContext(ctx, "SELECT hold_letter, end_letter FROM offer_entries WHERE until_at > 0 AND "+theirs, id)
	all, err := columns.Collect(rows, err, func(row columns.Scanner) (p pair, err error) { return p, row.Scan(&p.hold, &p.end) })
	for _, p := range all {
		if err == nil {
			err = endEntry(ctx, tx, p.hold, p.end, at)
		}
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE offer_entries SET offer_id = NULL WHERE "+theirs, id)
	}
	return err
}

// AddEntryUIDs adds to rows of calendar UIDs those of the tentative entries that begin in a window
// and may be in a calendar; of who sees a part of the workspace their own.
func AddEntryUIDs(ctx context.Context, tx columns.Querier, see scope.Scope, from, to time.Time, rows *sql.Rows, err error) ([]string, error) {
	all, err := columns.Collect(rows, err, columns.ScanText)
	if err != nil {
		return nil, err
	}
	rows, err = tx.QueryContext(ctx, "SELECT e.uid FROM offer_entries e LEFT JOIN members m ON m.email = e.address AND m.removed_at IS NULL WHERE e.start_at >= ? AND e.start_at < ?"+see.Myself("m.id"),
		append([]any{columns.Micros(from), columns.Micros(to)}, see.Args(1)...)...)
	theirs, err := columns.Collect(rows, err, columns.ScanText)
	return append(all, theirs...), err
}

// OfEntry is the offer that a tentative entry with a UID belongs to; ErrNotFound for none.
func OfEntry(ctx context.Context, tx columns.Querier, uid string) (id recruit.OfferID, err error) {
	err = tx.QueryRowContext(ctx, "SELECT offer_id FROM offer_entries WHERE uid = ? AND offer_id IS NOT NULL", uid).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = recruit.NotFound("No tentative entry of an offer has this UID.")
	}
	return id, err
}

// answer notes what somebody's calendar said to their tentative entry.
func answer(ctx context.Context, tx columns.Runner, id recruit.OfferID, a offers.EntryAnswer) error {
	_, err := tx.ExecContext(ctx, "UPDATE offer_entries SET answer = ?, answered_at = ?, seen = FALSE WHERE offer_id = ? AND uid = ?", a.Answer, columns.Micros(a.At), id, a.UID)
	return err
}

// seeAnswers notes that a member has looked at what was answered to the entries of an offer.
func seeAnswers(ctx context.Context, tx columns.Runner, id recruit.OfferID) error {
	_, err := tx.ExecContext(ctx, "UPDATE offer_entries SET seen = TRUE WHERE offer_id = ? AND answer <> ''", id)
	return err
}

// Enter adds the tentative entries that an offer lacks, each with what makes it and what takes it
// out again; save adds a letter.
func Enter(ctx context.Context, tx columns.Runner, id recruit.OfferID, c offers.Change, save func(recruit.Letter) (recruit.Letter, error)) error {
	all, err := lacking(ctx, tx, id, c.Entries.All, c.Offer.UpdatedAt)
	if err != nil {
		return err
	}
	for _, e := range all {
		l := recruit.Letter{CandidateID: c.Offer.Candidate, JobID: c.Offer.JobID, Event: recruit.OnHold, AuthorID: c.Offer.AuthorID, Language: c.Entries.Language, Subject: e.Title, CreatedAt: c.Offer.UpdatedAt,
			Effect: recruit.Effect{Kind: recruit.MailHold, Target: e.Address, State: recruit.Waiting, CreatedAt: c.Offer.UpdatedAt, NextAttempt: c.Entries.Due}}
		hold, err := save(l)
		if err != nil {
			return err
		}
		l.Event, l.Effect.Kind, l.Effect.Sequence = recruit.OnHoldEnd, recruit.MailHoldEnd, 1
		l.Effect.NextAttempt, l.Effect.RemindAt = e.Until, e.Until
		end, err := save(l)
		if err == nil {
			err = keepEntry(ctx, tx, id, e, hold.ID, end.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
