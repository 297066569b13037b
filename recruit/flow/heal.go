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
	looked Decision // what the preview has shown
}

// Words implements Decision.
func (*Heal) Words() Words {
	return Words{Title: "Something has come up", Verb: "Do this and tell them", Saved: "Saved: the interview has been put right here"}
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
	h.looked = h.change()
	return h.looked.Preview(ctx)
}

// Commit implements Decision.
func (h *Heal) Commit(ctx context.Context) (recruit.Record, error) {
	if h.looked == nil {
		return h.change().Commit(ctx) // in spite of nothing
	}
	return h.looked.Commit(ctx)
}
