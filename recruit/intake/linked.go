package intake

import (
	"net/url"
	"strings"
)

// link of a cell: a text such as "Ana Silva" or "Profile" may lead to an address.
// follow puts the address where it belongs, and returns what the cell says.
func (e *entry) follow(kind Kind, c Column, cell, to string) string {
	if to == "" {
		return cell
	}
	address, mail := strings.CutPrefix(to, "mailto:")
	if !mail {
		address, mail = strings.CutPrefix(to, "MAILTO:")
	}
	if mail {
		address, _, _ = strings.Cut(address, "?")
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
		switch {
		case strings.Contains(cell, "@"):
			return cell
		case c.Field == Email, c.Field == Interviewers, c.Field == Organiser:
			return joined(" ", cell, "<"+address+">")
		case e.values[Email] == "" && kind != Jobs:
			e.linkedMail = address
		}
		return cell
	}
	switch {
	case strings.Contains(cell, "://"), strings.EqualFold(strings.TrimRight(strings.TrimPrefix(strings.TrimPrefix(to, "https://"), "http://"), "/"), strings.TrimRight(cell, "/")):
		return cell
	case c.Field == Link, c.Field == "":
		return to
	}
	e.more = append(e.more, named{joined(" ", c.Name, "link"), to})
	return cell
}
