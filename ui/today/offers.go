package today

import (
	offering "recruitty/recruit/offers"
	"recruitty/ui/dayview"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// offerKey is the key of the row about an offer of times.
func offerKey(o offering.Offer) string { return "offer " + shell.RowKey(o.ID) }

// showOffers adds the offers of times that wait for a member.
func (s *todayScreen) showOffers(l *list) {
	all, signs := s.facts.Offers, s.App.Styles().Signs
	for _, o := range all[:min(len(all), dayview.PerKind)] {
		key, words := offerKey(o), s.App.Reader().OfferWaits(o)
		s.stories[key] = wording.Joined(" "+signs.Dot+" ", words, text.Line(o.JobTitle), "offered by "+text.Line(o.Author))
		l.need(key, wording.Joined(" ", s.stories[key], o.Stage), theme.Warning, signs.Asked+" "+words, "enter decide")
	}
	if more := len(all) - dayview.PerKind; more > 0 {
		l.need("offer more", "", theme.Warning, signs.Warning+" "+wording.Counted(more, "more offer")+" of times to decide about, once these are done", "")
	}
}

// chosenOffer is the offer in the row under the cursor.
func (s *todayScreen) chosenOffer() (offering.Offer, bool) {
	for _, o := range s.facts.Offers {
		if offerKey(o) == s.Table.Key() {
			return o, true
		}
	}
	return offering.Offer{}, false
}
