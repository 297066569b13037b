package words

import "strings"

// Join joins what is not empty.
func Join(separator string, parts ...string) string {
	var full []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, separator)
}

// Values reads a cell with several values.
func Values(cell string) []string {
	cell = strings.ReplaceAll(cell, " ::: ", ";") // of Google's contacts
	return strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == ',' || r == '|' || r == '\n' })
}

// Mailbox writes a name with an address so that people reads both.
func Mailbox(name, address string) string {
	name = strings.Join(Values(name), " ")
	if address == "" {
		return name
	}
	return Join(" ", name, "<"+address+">")
}
