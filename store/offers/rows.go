// Package offers keeps the hours that were sent to candidates to choose from, and what opens
// them. Its functions get the transaction; who may call them is decided before.
package offers

import (
	"encoding/json"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
	"recruitty/store/columns"
)

var fields = columns.Of[offers.Offer]{
	columns.ReadOnly("id", func(o *offers.Offer) *recruit.OfferID { return &o.ID }),
	columns.OnlyOnce(columns.Plain("candidate_id", func(o *offers.Offer) *recruit.CandidateID { return &o.Candidate })),
	columns.OnlyOnce(columns.Plain("job_id", func(o *offers.Offer) *recruit.JobID { return &o.JobID })),
	columns.OnlyOnce(columns.Plain("stage", func(o *offers.Offer) *string { return &o.Stage })),
	columns.Plain("author_id", func(o *offers.Offer) *recruit.MemberID { return &o.AuthorID }),
	columns.Plain("title", func(o *offers.Offer) *string { return &o.Title }),
	columns.Plain("state", func(o *offers.Offer) *offers.State { return &o.State }),
	columns.Plain("version", func(o *offers.Offer) *int { return &o.Version }),
	columns.ReadOnly("revision", func(o *offers.Offer) *int64 { return &o.Revision }),
	document("search", func(o *offers.Offer) *offers.Search { return &o.Search }),
	columns.Always("until_at", func(o *offers.Offer) *time.Time { return &o.Until }),
	columns.Instant("held_until", func(o *offers.Offer) *time.Time { return &o.HeldUntil }),
	columns.Flag("entries", func(o *offers.Offer) *bool { return &o.SendsEntries }),
	columns.Plain("zone", func(o *offers.Offer) *string { return &o.Zone }),
	columns.Plain("picked", func(o *offers.Offer) *int { return &o.Picked }),
	columns.Plain("picked_version", func(o *offers.Offer) *int { return &o.PickedVersion }),
	columns.Plain("via", func(o *offers.Offer) *offers.Via { return &o.Via }),
	columns.Flag("asking", func(o *offers.Offer) *bool { return &o.Asking }),
	columns.Instant("answered_at", func(o *offers.Offer) *time.Time { return &o.AnsweredAt }),
	columns.Plain("said", func(o *offers.Offer) *string { return &o.Said }),
	columns.AnyList("windows", func(o *offers.Offer) *[]slots.Span { return &o.Windows }),
	columns.Plain("moves", func(o *offers.Offer) *int { return &o.Moves }),
	columns.Plain("reminded", func(o *offers.Offer) *int { return &o.Reminded }),
	columns.Instant("reminded_at", func(o *offers.Offer) *time.Time { return &o.RemindedAt }),
	columns.Reference("replaced_by", func(o *offers.Offer) *recruit.OfferID { return &o.ReplacedBy }),
	columns.OnlyOnce(columns.Always("created_at", func(o *offers.Offer) *time.Time { return &o.CreatedAt })),
	columns.Always("updated_at", func(o *offers.Offer) *time.Time { return &o.UpdatedAt }),
}

// document is a column of anything as JSON.
func document[T, D any](name string, field func(*T) *D) columns.Column[T] {
	return columns.Column[T]{Name: name, Scan: func(t *T) any { return jsonInto{field(t)} }, Value: func(t *T) any { return jsonText(field(t)) }}
}

// jsonInto reads a column of JSON.
type jsonInto struct{ to any }

// Scan implements sql.Scanner.
func (j jsonInto) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read JSON from %T", src)
	}
	if err := json.Unmarshal([]byte(text), j.to); err != nil {
		return fmt.Errorf("read JSON of an offer: %w", err)
	}
	return nil
}

// jsonText writes a column of JSON.
func jsonText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return "null" // texts, numbers and times always encode
	}
	return string(text)
}
