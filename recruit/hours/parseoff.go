package hours

import "strings"

// maxOffTyped bounds how much time off is read at once, in bytes.
const maxOffTyped = maxOff * 40

// offExample is what every error about time off shows.
const offExample = "write it like 2026-12-24 to 2027-01-01, or 2026-12-24 13:00-17:00"

// ParseOff reads stretches of time off with commas, semicolons or ends of lines between
// them; "none" is none. An error is one sentence.
func ParseOff(typed string) ([]TimeOff, error) {
	if len(typed) > maxOffTyped {
		return nil, wrong("That is too long for time off; remove periods that are over.")
	}
	var all []TimeOff
	for part := range strings.FieldsFuncSeq(typed, func(r rune) bool { return strings.ContainsRune(",;\n", r) }) {
		part = strings.TrimSpace(part)
		if part == "" || nothing(strings.ToLower(part)) {
			continue
		}
		off, err := ParseTimeOff(part)
		if err != nil {
			return nil, err
		}
		if len(all) == maxOff {
			return nil, wrong("At most %d periods of time off are possible; remove some that are over.", maxOff)
		}
		all = append(all, off)
	}
	return all, nil
}

// ParseTimeOff reads one stretch of time off as String writes it: a day, or a first and
// a last one with "to" or a dash between them, and behind them the part of each day
// that is off unless it is the whole one. An error is one sentence.
func ParseTimeOff(typed string) (TimeOff, error) {
	var off TimeOff
	words := strings.Fields(typed)
	if len(typed) > maxTyped || len(words) == 0 {
		return off, wrong("%q is not time off;  %s.", shortened(typed), offExample)
	}
	var err error
	if off.First, err = ParseDate(words[0]); err != nil {
		return off, err
	}
	off.Last, words = off.First, words[1:]
	if len(words) > 0 && between(strings.ToLower(words[0])) {
		if len(words) == 1 {
			return off, wrong("The last day is missing after %s; %s.", off.First, offExample)
		}
		if off.Last, err = ParseDate(words[1]); err != nil {
			return off, err
		}
		words = words[2:]
	}
	if len(words) > 0 {
		if off.Part, err = ParseSpan(strings.Join(words, " ")); err != nil {
			return off, err
		}
	}
	return off, off.Check()
}

// between reports whether a word stands between a first and a last day.
func between(word string) bool {
	switch word {
	case "to", "until", "till", "-", "–", "—":
		return true
	}
	return false
}
