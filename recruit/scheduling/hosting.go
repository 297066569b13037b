package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// Hosting says who would host a Zoom interview.
type Hosting struct {
	Via  recruit.Connection
	Host string       // the Zoom user's e-mail
	Plan recruit.Plan // of the host
	// Unknown says that the connected account has no such user; then nothing can
	// be created. It is false when Zoom could not be asked.
	Unknown bool
	// Choice says that a connection reaches the whole account, so that someone
	// else can host.
	Choice bool
	// Offer is the connected account's own user, who can host instead; "" when
	// there is none.
	Offer string
}

// Hosting says who would host an organiser's interview on Zoom: the user of the
// organiser's own connection, or through one that reaches the whole account the
// organiser's own Zoom user, unless another one was chosen.
func (s *Service) Hosting(ctx context.Context, organiser recruit.Member, chosen string) (Hosting, error) {
	via, err := s.through(ctx, organiser, chosen)
	if err != nil {
		return Hosting{}, err
	}
	wide, err := s.wide(ctx, organiser)
	if err != nil {
		return Hosting{}, err
	}
	if chosen == "" {
		chosen = via.HostOf(organiser.Email)
	}
	h := s.hosted(ctx, via, chosen)
	if h.Choice = wide.ID != 0; h.Choice && !strings.EqualFold(h.Host, wide.UserEmail) {
		h.Offer = wide.UserEmail
	}
	return h, nil
}

// HostingOf says who hosts the meeting of an interview, or is to.
func (s *Service) HostingOf(ctx context.Context, r recruit.Record) (Hosting, error) {
	host := ""
	if e, open := r.OpenCreate(); open {
		host = e.Host
	}
	m := r.Interview.Meeting
	if m == nil {
		return s.Hosting(ctx, r.Organiser, host)
	}
	via, err := recruit.ConnectionFor(ctx, s.Store, r, "")
	if err != nil {
		return Hosting{}, err
	}
	return s.hosted(ctx, via, m.HostEmail), nil
}

// hosted asks about a host. Through a person's own connection that person
// hosts; about another one nothing is known there.
func (s *Service) hosted(ctx context.Context, via recruit.Connection, host string) Hosting {
	h := Hosting{Via: via, Host: host, Plan: via.Plan}
	switch {
	case via.Kind == recruit.UserApp && via.Reaches(host):
		h.Host = via.UserEmail
		return h
	case !strings.EqualFold(host, via.UserEmail):
		h.Plan = recruit.PlanUnknown
	}
	if s.Hosts == nil || via.Kind == recruit.UserApp || via.Over() {
		return h
	}
	account, err := s.Hosts.Look(ctx, via, host)
	switch {
	case errors.Is(err, recruit.ErrUnknownUser):
		h.Unknown = true
	case err == nil && account.Plan != "":
		h.Plan = account.Plan
	}
	return h
}

// wide is the connection through which an organiser can let any Zoom user of
// the account host; zero when there is none.
func (s *Service) wide(ctx context.Context, organiser recruit.Member) (recruit.Connection, error) {
	for _, owner := range []recruit.MemberID{organiser.ID, 0} {
		c, err := s.Store.ConnectionOf(ctx, owner)
		switch {
		case err == nil && c.Kind != recruit.UserApp:
			return c, nil
		case err != nil && !errors.Is(err, recruit.ErrNotFound):
			return recruit.Connection{}, err
		}
	}
	return recruit.Connection{}, nil
}

// HostOffer is a Zoom user who can host instead.
type HostOffer struct {
	Email string
	Plan  recruit.Plan
}

const (
	maxOffers = 3
	// maxLooks bounds how many users Zoom is asked about for one form.
	maxLooks = 8
)

// licensed looks for Zoom users without a limit of 40 minutes who can host in
// place of h: the organiser's own, the connected account's, participants, and
// the rest of the team.
func (s *Service) licensed(ctx context.Context, organiser recruit.Member, h Hosting, participants []string) ([]HostOffer, error) {
	wide, err := s.wide(ctx, organiser)
	if err != nil {
		return nil, err
	}
	own, err := s.Store.ConnectionOf(ctx, organiser.ID)
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return nil, err
	}
	var out []HostOffer
	asked := map[string]bool{strings.ToLower(h.Host): true}
	offer := func(email string, plan recruit.Plan) {
		if email = strings.ToLower(email); plan == recruit.PlanLicensed && email != "" && !asked[email] {
			asked[email] = true
			out = append(out, HostOffer{email, plan})
		}
	}
	offer(own.UserEmail, own.Plan)
	if wide.ID == 0 || wide.Over() || s.Hosts == nil {
		return out, nil
	}
	offer(wide.UserEmail, wide.Plan)
	team, err := s.Store.Members(ctx, false)
	if err != nil {
		return nil, err
	}
	emails := []string{organiser.Email}
	for _, near := range []bool{true, false} {
		for _, m := range team {
			if near == slices.ContainsFunc(participants, func(a string) bool { return strings.EqualFold(a, m.Email) }) {
				emails = append(emails, m.Email)
			}
		}
	}
	ctx, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	looks := 0
	for _, email := range emails {
		if len(out) >= maxOffers || looks >= maxLooks {
			break
		}
		if asked[strings.ToLower(email)] {
			continue
		}
		looks++
		if account, err := s.Hosts.Look(ctx, wide, email); err == nil {
			offer(email, account.Plan)
		}
		asked[strings.ToLower(email)] = true
	}
	return out[:min(len(out), maxOffers)], nil
}

// colleagues are members with a licensed Zoom of their own, who could organise
// an interview instead. Nobody else may use their sign-in.
func (s *Service) colleagues(ctx context.Context, organiser recruit.Member) ([]string, error) {
	all, err := s.Store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	team, err := s.Store.Members(ctx, false)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, m := range team {
		for _, c := range all {
			if c.OwnerID == m.ID && m.ID != organiser.ID && c.Plan == recruit.PlanLicensed && c.State == recruit.Connected && recruit.Allow(m, recruit.ToSchedule) == nil && len(names) < 2 {
				names = append(names, m.Name)
			}
		}
	}
	return names, nil
}

// unknownHost says that Zoom does not know a host, and who can host instead.
func (h Hosting) unknownHost() string {
	if h.Offer == "" {
		return fmt.Sprintf("Zoom does not know %s in the connected account; ask its administrator to add this user, or choose another platform.", h.Host)
	}
	return fmt.Sprintf("Zoom does not know %s in the connected account; let %s host, or ask its administrator to add this user.", h.Host, h.Offer)
}

// Remedy is what can be done about a warning, besides going on.
type Remedy struct {
	Why      string        // the warning without the ways out
	Duration time.Duration // take this long instead; 0 when that is no help
	Hosts    []HostOffer   // one of these hosts instead
	Words    string        // what someone else can do, in words
}

// hostWarning warns of a host whom Zoom does not know, and of the end after 40
// minutes (R10). It is the host's plan that counts.
func (s *Service) hostWarning(ctx context.Context, organiser recruit.Member, d recruit.ScheduleRequest) ([]Warning, error) {
	h, err := s.Hosting(ctx, organiser, d.Host)
	if errors.Is(err, recruit.ErrRefused) {
		return []Warning{{Field: "platform", Sentence: recruit.Sentence(err)}}, nil
	}
	switch {
	case err != nil:
		return nil, err
	case h.Via.Over():
		return []Warning{{Field: "platform", Waits: true, Brief: overBrief(h.Via), Sentence: h.Via.Advice() + "; the interview will be kept and sent once that is done."}}, nil
	case h.Unknown:
		return []Warning{{Field: "host", Sentence: h.unknownHost()}}, nil
	}
	if why, err := s.Outside.callsLeft(ctx, h.Via, h.Host); err != nil || why != "" {
		return []Warning{{Field: "platform", Waits: true, Brief: noCalls, Sentence: why}}, err
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
	return length > recruit.BasicLimit && h.Plan != recruit.PlanLicensed
}

// limit is the warning of a host's limit, with the ways out of it: another
// length, another host, or a colleague whose own Zoom has no limit.
func (h Hosting) limit(hosts []HostOffer, colleagues []string) Warning {
	why := fmt.Sprintf("Zoom ends meetings of a Basic host (%s) after 40 minutes", h.Host)
	if h.Plan != recruit.PlanBasic {
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
	return Warning{Field: "duration", Sentence: why + ": " + strings.Join(ways, ", ") + ", or leave it as it is.",
		Remedy: Remedy{Why: why + ".", Duration: recruit.BasicLimit, Hosts: hosts, Words: words}}
}

// MoveLimit warns of a host's 40 minutes when an interview is to take length;
// false where there is nothing to warn of. Zoom keeps the host of a meeting.
func (h Hosting) MoveLimit(r recruit.Record, length time.Duration) (Warning, bool) {
	if r.Interview.Platform != recruit.Zoom || h.Via.ID == 0 || h.Unknown || !h.limited(length) {
		return Warning{}, false
	}
	w := h.limit(nil, nil)
	switch {
	case r.Interview.Meeting != nil:
		w.Remedy.Words = "Zoom keeps the host of a meeting; for another one, cancel and schedule it again."
	case h.Choice:
		w.Remedy.Words = "Until the meeting is made, another host can be chosen on the interview (recruitty interview host)."
	}
	w.Sentence = strings.TrimSpace(w.Sentence + " " + w.Remedy.Words)
	return w, true
}

// moveWarnings are those about the host of an interview that is to be moved.
func (s *Service) moveWarnings(ctx context.Context, r recruit.Record, length time.Duration) ([]Warning, error) {
	if r.Interview.Platform != recruit.Zoom {
		return nil, nil
	}
	h, err := s.HostingOf(ctx, r)
	switch {
	case errors.Is(err, recruit.ErrRefused), errors.Is(err, recruit.ErrNotFound):
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
