package offers

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/offers"
	"recruitty/store/columns"
	"recruitty/store/scope"
)

// hold writes which hours an offer holds from now on: what it no longer holds ends with this
// write. An hour that was let go of is not held again while the offer only waits, unless it is in
// force again; one that was taken is.
func hold(ctx context.Context, tx columns.Runner, id recruit.OfferID, c offers.Change) error {
	o := c.Offer
	wanted := o.Holds()
	const key = "offer_id = ? AND version = ? AND number = ? AND address = ? AND start_at = ?"
	now, err := Held(ctx, tx, id, time.UnixMicro(0))
	if err != nil {
		return err
	}
	for _, h := range now {
		if slices.Contains(c.Release, h.Number) || !among(wanted, h) {
			if _, err := tx.ExecContext(ctx, "UPDATE offer_holds SET until_at = 0 WHERE "+key, id, h.Version, h.Number, h.Address, columns.Micros(h.Start)); err != nil {
				return err
			}
		}
	}
	again := "DO NOTHING"
	if c.HoldAgain || o.State == offers.ToConfirm {
		again = "(offer_id, version, number, address, start_at) DO UPDATE SET until_at = excluded.until_at"
	}
	for _, h := range wanted {
		_, err := tx.ExecContext(ctx, "INSERT INTO offer_holds (offer_id, version, number, address, start_at, end_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT "+again,
			id, h.Version, h.Number, h.Address, columns.Micros(h.Start), columns.Micros(h.End), columns.Micros(h.Until))
		if err != nil {
			return err
		}
	}
	return follow(ctx, tx, id, o.UpdatedAt)
}

func among(all []offers.Hold, h offers.Hold) bool {
	return slices.ContainsFunc(all, func(one offers.Hold) bool {
		return one.Version == h.Version && one.Number == h.Number && one.Address == h.Address && one.Start.Equal(h.Start)
	})
}

// LetGo ends all that an offer holds.
func LetGo(ctx context.Context, tx columns.Runner, id recruit.OfferID, at time.Time) error {
	_, err := tx.ExecContext(ctx, "UPDATE offer_holds SET until_at = 0 WHERE offer_id = ?", id)
	if err == nil {
		err = follow(ctx, tx, id, at)
	}
	return err
}

// Held are the hours that an offer holds at a moment, by their start.
func Held(ctx context.Context, tx columns.Querier, id recruit.OfferID, at time.Time) ([]offers.Hold, error) {
	rows, err := tx.QueryContext(ctx, "SELECT version, number, address, start_at, end_at, until_at FROM offer_holds WHERE offer_id = ? AND until_at > ? ORDER BY start_at, number, address", id, columns.Micros(at))
	return columns.Collect(rows, err, func(row columns.Scanner) (h offers.Hold, err error) {
		return h, row.Scan(&h.Version, &h.Number, &h.Address, columns.Moment(&h.Start), columns.Moment(&h.End), columns.Moment(&h.Until))
	})
}

// entered holds where a hold h may stand in a calendar as a tentative entry.
const entered = `EXISTS (SELECT 1 FROM offer_entries x JOIN effects f ON f.letter_id = x.hold_letter
	WHERE x.offer_id = h.offer_id AND x.address = h.address AND x.start_at = h.start_at AND x.end_at = h.end_at AND x.until_at > 0 AND f.has_left)`

// HeldTimes reads which hours of members (a list in JSON) offers hold at a moment. Who does not
// see the whole workspace finds their own, and not for whom they are held.
func HeldTimes(ctx context.Context, tx columns.Querier, see scope.Scope, members string, q availability.TimesQuery) (map[recruit.MemberID][]availability.Held, error) {
	if q.HeldAt.IsZero() {
		return nil, nil
	}
	to := map[recruit.MemberID][]availability.Held{}
	var id recruit.MemberID
	var h availability.Held
	into := []any{&id, &h.Offer, &h.Candidate, &h.Name, columns.Moment(&h.Start), columns.Moment(&h.End), columns.Moment(&h.Until), columns.Truth(&h.Entered)}
	rows, err := tx.QueryContext(ctx, `SELECT m.id, h.offer_id, o.candidate_id, c.name, h.start_at, h.end_at, h.until_at, `+entered+` FROM offer_holds h
		JOIN members m ON m.email = h.address AND m.removed_at IS NULL JOIN offers o ON o.id = h.offer_id JOIN candidates c ON c.id = o.candidate_id
		WHERE h.until_at > ? AND h.start_at < ? AND h.end_at > ? AND m.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))`+see.Myself("m.id")+" ORDER BY h.start_at, h.offer_id, h.number",
		append([]any{columns.Micros(q.HeldAt), columns.Micros(q.To), columns.Micros(q.From), members}, see.Args(1)...)...)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (struct{}, error) {
		if err := row.Scan(into...); err != nil {
			return struct{}{}, err
		}
		if see.Part {
			h.Offer, h.Candidate, h.Name = 0, 0, ""
		}
		to[id] = append(to[id], h)
		return struct{}{}, nil
	})
	return to, err
}
