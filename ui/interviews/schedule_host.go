package interviews

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/sanitize"
	"recruitty/ui/connect"
	"recruitty/ui/forms"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file is the field Host: who hosts at Zoom when the connection reaches a
// whole account. Through a person's own connection that person hosts.

// hostChosen reports whether there is a choice of hosts.
func (s *schedule) hostChosen() bool { return s.facts.Hosting.Choice }

// settledHost is the host as far as it is worth asking Zoom about: while
// someone types in the field it is not.
func (s *schedule) settledHost() string {
	if r, ok := s.rows.Rows["host"]; !ok || r.Focused && !strings.EqualFold(s.draft.Host, s.facts.Hosting.Offer) {
		return ""
	}
	address, err := sanitize.Email(s.draft.Host)
	if err != nil {
		return ""
	}
	return address
}

// hosts are those who can be stepped through: the rule, which is "", the
// connected account's own user, and whom a warning offered.
func (s *schedule) hosts() []string {
	out := []string{""}
	add := func(email string) {
		if email != "" && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, email) }) {
			out = append(out, email)
		}
	}
	add(s.facts.Hosting.Offer)
	for _, o := range s.offered {
		add(o.Email)
	}
	return out
}

// stepHost goes through those who can host.
func (s *schedule) stepHost(by int) bool {
	all := s.hosts()
	if len(all) == 1 {
		return false
	}
	at := slices.IndexFunc(all, func(o string) bool { return strings.EqualFold(o, strings.TrimSpace(s.draft.Host)) })
	s.draft.Host = all[(max(at, 0)+by+len(all))%len(all)]
	return true
}

// underHost says who would host, and what stands against it.
func (s *schedule) underHost() []forms.Hint {
	out := s.warned("host")
	all := s.hosts()
	if len(all) > 1 && !slices.ContainsFunc(all[1:], func(o string) bool { return strings.EqualFold(o, s.draft.Host) }) {
		out = append(out, forms.Hint{Tone: theme.Dim, Text: "a Zoom user of the account; ↑/↓ lets " + text.Line(all[1]) + " host"})
	}
	return out
}

// FormActions are the keys that Schedule Interview Event has besides those of every
// form.
func FormActions() []shell.Action {
	return []shell.Action{findTimeKey(nil), shiftKey(nil), new(daystrip.Strip).Key(), connectKey(), shorterKey(), hostKey()}
}

// connectKey connects Zoom without leaving the form.
func connectKey() shell.Action { return shell.Bind("ctrl+o", "connect Zoom") }

// shorterKey takes the length that a Basic host can have.
func shorterKey() shell.Action { return shell.Bind("ctrl+l", "40 min") }

// hostKey takes the host whom a warning offers.
func hostKey() shell.Action { return shell.Bind("ctrl+g", "another host") }

// offers are keys that the platform and the warnings call for at the moment.
func (s *schedule) offers() []shell.Action {
	keys := []shell.Action{findTimeKey(s.findTime)}
	if r, ok := remedy(s.warnings); ok {
		keys = append(keys, s.shorter(r))
		if len(r.Hosts) > 0 {
			keys = append(keys, s.writes(hostKey(), "host", r.Hosts[0].Email))
		}
	}
	if s.needsZoom() {
		connects := connectKey()
		connects.Do = func() tea.Cmd { return connect.OpenConnect(s.app, nil) }
		keys = append(keys, connects)
	}
	return append(append(keys, shiftKey(s.shift)), s.dayKeys()...)
}

// underDuration says what is odd about the length, and what can be done.
func (s *schedule) underDuration() []forms.Hint {
	if r, ok := remedy(s.warnings); ok {
		return reliefHints(r)
	}
	return s.warned("duration")
}
