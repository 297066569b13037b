package recruit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Remedy is what can be done about a warning, besides going on.
type Remedy struct {
	Why      string        // the warning without the ways out
	Duration time.Duration // take this long instead; 0 when that is no help
	Hosts    []HostOffer   // one of these hosts instead
	Words    string        // what somebody else can do, in words
}

// hostWarning warns of a host whom Zoom does not know, and of the end after 40
// minutes (R10). It is the host's plan that counts.
func (s *Scheduling) hostWarning(ctx context.Context, organiser Member, d ScheduleRequest) ([]Warning, error) {
	h, err := s.Hosting(ctx, organiser, d.Host)
	if errors.Is(err, ErrRefused) {
		return []Warning{{Field: "platform", Sentence: Sentence(err)}}, nil
	}
	switch {
	case err != nil:
		return nil, err
	case h.Via.Over():
		return []Warning{{Field: "platform", Waits: true, Sentence: h.Via.Advice() + "; the interview will be kept and sent once that is done."}}, nil
	case h.Unknown:
		return []Warning{{Field: "host", Sentence: h.unknownHost()}}, nil
	}
	if why, err := s.Outside.callsLeft(ctx, h.Via, h.Host); err != nil || why != "" {
		return []Warning{{Field: "platform", Waits: true, Sentence: why}}, err
	}
	switch {
	case !h.limited(d.Duration):
		return nil, nil
	}
	hosts, err := s.licensed(ctx, organiser, h, d.Participants)
	if err != nil {
		return nil, err
	}
	names, err := s.colleagues(ctx, organiser)
	if err != nil {
		return nil, err
	}
	return []Warning{h.limit(hosts, names)}, nil
}

// limited says that a meeting of this length may end early.
func (h Hosting) limited(length time.Duration) bool {
	return length > BasicLimit && h.Plan != PlanLicensed
}

// limit is the warning of a host's limit, with the ways out of it: another
// length, another host, or a colleague whose own Zoom has no limit.
func (h Hosting) limit(hosts []HostOffer, colleagues []string) Warning {
	why := fmt.Sprintf("Zoom ends meetings of a Basic host (%s) after 40 minutes", h.Host)
	if h.Plan != PlanBasic {
		why = fmt.Sprintf("The Zoom plan of %s is unknown; a Basic host's meetings end after 40 minutes", h.Host)
	}
	ways := []string{"take 40 min"}
	for _, o := range hosts {
		ways = append(ways, "let "+o.Email+" (Licensed) host")
	}
	words := ""
	if len(hosts) == 0 && len(colleagues) > 0 {
		let := "let " + strings.Join(colleagues, " or ") + " schedule it, whose own Zoom is licensed"
		ways, words = append(ways, let), "Or "+let+"."
	}
	return Warning{Field: "duration", Sentence: why + ": " + strings.Join(ways, ", ") + ", or go on as it is.",
		Remedy: Remedy{Why: why + ".", Duration: BasicLimit, Hosts: hosts, Words: words}}
}

// MoveLimit warns of a host's 40 minutes when an interview is to take length;
// false where there is nothing to warn of. Zoom keeps the host of a meeting.
func (h Hosting) MoveLimit(r Record, length time.Duration) (Warning, bool) {
	if r.Interview.Platform != Zoom || h.Via.ID == 0 || h.Unknown || !h.limited(length) {
		return Warning{}, false
	}
	w := h.limit(nil, nil)
	switch {
	case r.Interview.Meeting != nil:
		w.Remedy.Words = "Zoom keeps the host of a meeting; for another one, cancel and schedule anew."
	case h.Choice:
		w.Remedy.Words = "Until the meeting is made, another host can be chosen on the interview (recruitty interview host)."
	}
	w.Sentence = strings.TrimSpace(w.Sentence + " " + w.Remedy.Words)
	return w, true
}

// moveWarnings are those about the host of an interview that is to be moved.
func (s *Scheduling) moveWarnings(ctx context.Context, r Record, length time.Duration) ([]Warning, error) {
	if r.Interview.Platform != Zoom {
		return nil, nil
	}
	h, err := s.HostingOf(ctx, r)
	switch {
	case errors.Is(err, ErrRefused), errors.Is(err, ErrNotFound):
		return nil, nil // said by what waits
	case err != nil:
		return nil, err
	case h.Via.Over():
		return nil, nil // said by what waits
	}
	if w, limited := h.MoveLimit(r, length); limited {
		return []Warning{w}, nil
	}
	return nil, nil
}
