package plain

import (
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// card says an interview as the card on a profile shows it (R6): when, for
// both, with whom, where, and what has really reached whom.
func (p *plain) card(r recruit.Record) {
	i, words := r.Interview, p.Reader()
	p.Tell("Interview: %s, %s, version %d, organised by %s.", text.Line(i.Title), wording.Status(i.Status), i.Version, text.Line(r.Organiser.Name))
	p.Tell("When: %s.", talk.Spoken(words.When(i)))
	if other := words.Elsewhere(i.Start, r.Candidate.Location(), r.Candidate.Name); other != "" {
		p.Tell("That is %s.", other)
	}
	if n := len(r.Loop); n > 1 {
		p.Tell("It is number %d of the %d interviews of a loop.", i.LoopPlace, n)
	}
	p.Tell("%s", where(r))
	if i.Status == recruit.Cancelled && i.CancelReason != "" {
		p.Tell("Reason: %s", text.Line(i.CancelReason))
	}
	for _, person := range wording.Attending(r) {
		seat := text.Line(pools.Seated(person))
		if seat != "" {
			seat = ", " + seat
		}
		p.Tell("%s%s: %s.", wording.PersonName(person), seat, p.reached(r, person))
		if words := wording.Words(r, person); words != "" {
			p.Tell("%s %s.", wording.PersonName(person), words)
		}
		if m, ok := r.Proposal(person, p.Now()); ok && r.Interview.Status == recruit.Scheduled {
			p.Tell("%s asks for another time, %s; type today to decide.", wording.PersonName(person), p.Reader().Start(m.Start))
		}
	}
	p.undecided(r)
	if elsewhere := wording.Arranged(r); elsewhere != "" {
		p.Tell("%s.", elsewhere)
	}
	p.trouble(r)
}

// reached says what was sent to a person, and what they answered.
func (p *plain) reached(r recruit.Record, person recruit.Participant) string {
	_, answer := wording.AnswerOf(r, person)
	e, ok := wording.Delivery(r, person.Address)
	if !ok {
		return answer
	}
	what, _, _ := strings.Cut(wording.EffectName(e), " to ")
	_, state := p.Reader().EffectState(e, wording.BehindZoom(r, e))
	if answer == wording.Unanswered || person.Answer != recruit.NoAnswer && person.Answer != "" {
		return what + " " + state + "; " + answer
	}
	return what + " " + state
}

// where says where it takes place, and how to get there.
func where(r recruit.Record) string {
	i := r.Interview
	out := i.Platform.Label()
	switch {
	case i.Platform != recruit.Zoom:
		return wording.Joined(": ", out, text.Line(i.Place)) + "."
	case i.Meeting == nil:
		return "Zoom: no meeting yet."
	}
	out = wording.Joined(", ", "Zoom meeting "+wording.MeetingNumber(i.Meeting.ID), hosted(i))
	if i.Status == recruit.Cancelled {
		return out + ", " + wording.ZoomState(r) + "."
	}
	if i.MeetingGone() {
		return out + ", which no longer exists in Zoom; its link does not work."
	}
	return out + ".\nJoin link: " + text.Line(i.JoinURL())
}

func hosted(i recruit.Interview) string {
	if host := text.Line(i.Meeting.HostEmail); host != "" {
		return "hosted by " + host
	}
	return ""
}

// trouble says what is not confirmed at Zoom, and how many were told.
func (p *plain) trouble(r recruit.Record) {
	open := r.Pending()
	for _, e := range open {
		if e.Kind.IsZoom() {
			_, state := p.Reader().EffectState(e, false)
			p.Tell("%s: %s.", recruit.Capital(wording.EffectName(e)), state)
		}
	}
	if len(open) > 0 {
		p.Tell("%s not confirmed yet.", recruit.Counted(len(open), "external step is", "external steps are"))
		return
	}
	told, all := wording.Notified(r)
	var facts []string
	if z := wording.ZoomState(r); z != "" {
		facts = append(facts, z)
	}
	if all > 0 {
		facts = append(facts, fmt.Sprintf("%d of %d told", told, all))
	}
	if _, own := r.OwnEntry(); own {
		_, entry := p.Reader().OwnEntry(r)
		facts = append(facts, "organiser's "+entry)
	}
	if len(facts) > 0 {
		p.Tell("%s.", strings.Join(facts, ", "))
	}
}
