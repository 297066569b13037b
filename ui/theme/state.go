package theme

import (
	"strings"

	"recruitty/ui/wording"
)

// Mark is the sign of a state, "" for none.
func (s *Styles) Mark(st wording.State) string {
	switch st {
	case wording.Set:
		return s.Signs.Bullet
	case wording.Pending:
		return s.Signs.Waiting
	case wording.Yes:
		return s.Signs.OK
	case wording.No:
		return s.Signs.Error
	case wording.Maybe:
		return s.Signs.Maybe
	case wording.NoReply:
		return s.Signs.Asked
	case wording.NeedsYou:
		return s.Signs.Warning
	case wording.NoState:
	}
	return s.Signs.Dot
}

// Of is the sign of a tone in which it is said how far something has come.
func (s Signs) Of(t Tone) string {
	switch t {
	case OK:
		return s.OK
	case Warning:
		return s.Warning
	case Error:
		return s.Error
	}
	return s.Waiting
}

// Stage is a stage as text: its bar and its name, or a sign and the name where candidates
// are lost in it.
func (s *Styles) Stage(b wording.Bar) string {
	switch {
	case b.Lost:
		return s.Signs.Error + " " + b.Name
	case b.Steps > 0:
		return strings.Repeat(s.Signs.Bullet, b.Full) + strings.Repeat(s.Signs.Empty, b.Steps-b.Full) + " " + b.Name
	case b.Name != "":
		return s.Signs.Bullet + " " + b.Name
	}
	return ""
}
