package ui

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/clean"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file is the field Host: who hosts at Zoom when the connection reaches a
// whole account. Through a person's own connection that person hosts.

// hostChosen says whether there is a choice of hosts.
func (s *schedule) hostChosen() bool {
	via := s.facts.Hosting.Via
	return via.ID != 0 && via.Kind != recruit.UserApp
}

// settledHost is the host as far as it is worth asking Zoom about: while
// somebody types in the field it is not.
func (s *schedule) settledHost() string {
	if r, ok := s.rows.rows["host"]; !ok || r.focused && !strings.EqualFold(s.draft.Host, s.facts.Hosting.Offer) {
		return ""
	}
	address, err := clean.Email(s.draft.Host)
	if err != nil {
		return ""
	}
	return address
}

// stepHost goes between the organiser, who is the rule, and the connected
// account's own user.
func (s *schedule) stepHost(int) bool {
	offer := s.facts.Hosting.Offer
	if offer == "" {
		return false
	}
	if strings.EqualFold(s.draft.Host, offer) {
		offer = ""
	}
	s.draft.Host = offer
	return true
}

// underHost says who would host, and what stands against it.
func (s *schedule) underHost() []hint {
	if s.draft.Platform != recruit.Zoom {
		return []hint{{theme.Dim, "for Zoom only"}}
	}
	out := s.warned("host")
	if offer := s.facts.Hosting.Offer; offer != "" && !strings.EqualFold(s.draft.Host, offer) {
		out = append(out, hint{theme.Dim, "a Zoom user of the account; ↑/↓ lets " + text.Line(offer) + " host"})
	}
	return out
}
