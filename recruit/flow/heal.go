package flow

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/healing"
	"recruitty/recruit/scheduling"
)

// Heal takes what puts an interview right about which something has come up. It is the
// change that the remedy is, after a look whether it still is one.
type Heal struct {
	By
	Interview
	Case   healing.Case
	Remedy healing.Remedy
}

// Words implements Decision.
func (*Heal) Words() Words {
	return Words{Title: "Something has come up", Verb: "Do this and tell them", Saved: "Saved: the interview is put right here"}
}

// change is the decision that the remedy is.
func (h *Heal) change() Decision {
	if h.Remedy.Kind == healing.NewHour {
		return &Reschedule{By: h.By, Interview: h.Interview, Move: h.Remedy.Move(h.Case)}
	}
	return &People{By: h.By, Interview: h.Interview, Change: h.Remedy.People(h.Case)}
}

// Preview implements Decision. Who is asked is read again first.
func (h *Heal) Preview(ctx context.Context) (scheduling.Preview, error) {
	if err := h.Services.Healing.Check(ctx, h.Actor, h.Case, h.Remedy); err != nil {
		return scheduling.Preview{}, err
	}
	return h.change().Preview(ctx)
}

// Commit implements Decision.
func (h *Heal) Commit(ctx context.Context) (recruit.Record, error) { return h.change().Commit(ctx) }
