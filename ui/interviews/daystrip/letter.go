package daystrip

import (
	"strings"

	"recruitty/recruit/week"
	"recruitty/ui/theme"
)

// Letter is the sign of a mark: no state is told by colour alone, and what is not known
// looks like nothing else (R13). ascii is for terminals that draw no other signs.
func Letter(m week.Mark, ascii bool) (string, theme.Tone) {
	sign, tone := "?", theme.Dim
	//exhaustive:enforce
	switch m {
	case week.Free:
		sign, tone = "·", theme.OK
	case week.Soft:
		sign, tone = "~", theme.Warning
	case week.Busy:
		sign, tone = "█", theme.Plain
	case week.Interview:
		sign, tone = "●", theme.Accent
	case week.Lunch, week.Outside:
		sign, tone = "░", theme.Dim
	case week.Away, week.Holiday:
		sign, tone = "▒", theme.Dim
	case week.Unknown:
	default:
	}
	if ascii {
		sign = strings.NewReplacer("·", ".", "█", "#", "●", "*", "░", ":", "▒", "%").Replace(sign)
	}
	return sign, tone
}
