package wording

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/text"
)

// DeputyRefused lets nobody come in a person's place.
const DeputyRefused = "Nobody else is to come"

// DeputyInvited invites those whom a person sends.
func DeputyInvited(p recruit.Participant) string {
	return "Invite " + text.Line(strings.Join(p.Deputies(), ", ")) + " in place of " + PersonName(p)
}

// Deputising says what inviting them would do, before it is done.
func (r Reader) Deputising(f scheduling.Preview) string {
	var lines []string
	for _, w := range f.Warnings {
		lines = append(lines, text.Line(w.Sentence))
	}
	ahead, waits := Ahead(f)
	lines = append(append(lines, ahead), waits...)
	for _, e := range f.Effects {
		if e.Kind.IsMail() {
			lines = append(lines, "  "+r.MailText(f.Record, e))
		}
	}
	return strings.Join(append(lines, NothingYet), "\n")
}
