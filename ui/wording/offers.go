package wording

import (
	"strings"

	"recruitty/recruit/offers"
	"recruitty/ui/text"
)

// OfferWaits says in a line what an offer of times waits for a member for: "Priya Raman took
// Tue 8 Dec 10:00 for Talk, to be confirmed: nobody knows whether Dana is free".
func (r Reader) OfferWaits(o offers.Offer) string {
	who, what, why := text.Line(o.CandidateName), text.Line(o.Title), strings.TrimSuffix(text.Line(o.Said), ".")
	switch {
	case o.State == offers.Offered && !o.Asking:
		return who + " has not answered about " + what + " by " + Amid(r.Start(o.Until))
	case o.State == offers.ToConfirm:
		when := "a time"
		if one, ok := o.Option(o.Picked); ok && o.PickedVersion == o.Version {
			when = Amid(r.Start(one.Start()))
		}
		return Joined(": ", who+" took "+when+" for "+what+", to be confirmed", why)
	case o.State == offers.NoneSuits && o.Via == "":
		const none = "No time is left" // with which what is kept of it begins
		why = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(why, none), ":"))
		return Joined(": ", none+" for "+what+" with "+who, why)
	case o.Asking && o.Via == offers.ByOther:
		return Joined(": ", "An email about "+what+" may not be from "+who, r.wrote(o))
	case o.Asking:
		return Joined(": ", who+" has written about "+what, r.wrote(o))
	}
	return Joined(": ", "None of the times for "+what+" suits "+who, r.wrote(o))
}

// wrote is what a candidate wrote, and how many times of their own they named.
func (r Reader) wrote(o offers.Offer) string {
	said := text.Line(o.Said)
	if said != "" {
		said = "“" + said + "”"
	}
	if n := len(o.Windows); n > 0 {
		said = Joined(", ", said, Counted(n, "time")+" of their own")
	}
	return said
}

// OfferSettled says that what a candidate wrote about what is booked was dealt with.
const OfferSettled = "Settled; it no longer stands on Today."

// WithdrawsOffer says what withdrawing an offer does.
func WithdrawsOffer(o offers.Offer) string {
	return text.Line(o.CandidateName) + " can no longer take any of these times. They are told so when they open the page or answer the email; no email is sent by itself."
}
