package records

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"recruitty/recruit/importer/vcard"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// cardReader reads cards as records with names for their cells.
type cardReader struct {
	name string
	in   *vcard.Reader
}

// NewCards reads address cards.
func NewCards(name string, in io.Reader) Reader {
	return &cardReader{name: name, in: vcard.NewReader(in)}
}

// Close implements Reader.
func (r *cardReader) Close() error { return nil }

// Next implements Reader.
func (r *cardReader) Next() (Record, error) {
	c, err := r.in.Next()
	if errors.Is(err, io.EOF) {
		return Record{}, io.EOF
	}
	if err != nil {
		return Record{}, unread(err, r.name)
	}
	in := Record{Line: c.Line}
	w := cardWriter{Record: &in, labels: map[string]string{}}
	w.card(c)
	return in, nil
}

// cardWriter names what a card says as a table would.
type cardWriter struct {
	*Record
	labels map[string]string // of groups, as Apple writes them
}

func (w *cardWriter) card(c vcard.Card) {
	names := map[string]bool{}
	for _, p := range c.Properties {
		switch {
		case p.Name == "X-ABLABEL":
			w.labels[p.Group] = strings.TrimSuffix(strings.TrimPrefix(p.Text(), "_$!<"), ">!$_")
		case p.Text() != "":
			names[p.Name] = true
		case (p.Name == "KIND" || p.Name == "X-ADDRESSBOOKSERVER-KIND") && strings.EqualFold(p.Text(), "group"):
			w.Bad = "is a group of cards, not a person"
			return
		}
	}
	for _, p := range c.Properties {
		if (p.Name == "KIND" || p.Name == "X-ADDRESSBOOKSERVER-KIND") && strings.EqualFold(p.Text(), "group") {
			w.Bad = "is a group of cards, not a person"
			return
		}
		w.property(p, names)
	}
	if !names["FN"] && !names["N"] { // a card of a mail address only
		w.add("Name", cmp.Or(w.cellOf("Nickname"), w.cellOf("Company")))
	}
	if len(w.Names) == 0 && w.Bad == "" {
		w.Bad = "is an empty card"
	}
	slices.Sort(c.LeftOut)
	for _, name := range slices.Compact(c.LeftOut) {
		w.Remarks = append(w.Remarks, fmt.Sprintf("what is not text was left out: %s", sanitize.Brief(strings.ToLower(name), 60)))
	}
	if c.Cut {
		w.Remarks = append(w.Remarks, "the card is not closed or has too many lines; the part that was read was imported")
	}
}

func (w *cardWriter) cellOf(name string) string {
	if at := slices.Index(w.Names, name); at >= 0 {
		return w.Cells[at]
	}
	return ""
}

// property writes one line of a card.
func (w *cardWriter) property(p vcard.Property, names map[string]bool) {
	text := p.Text()
	switch p.Name {
	case "VERSION", "PRODID", "REV", "N", "X-ABLABEL", "KIND", "CLASS", "MAILER", "X-ABADR", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS", "CLIENTPIDMAP", "SORT-STRING", "PROFILE":
		if p.Name == "N" && !names["FN"] {
			n := append(p.Parts(), "", "", "", "", "")
			w.add("Name", words.Join(" ", n[3], n[1], n[2], n[0], n[4]))
		}
	case "FN":
		w.add("Name", text)
	case "EMAIL":
		w.add("Email", strings.TrimPrefix(text, "mailto:"))
	case "TEL":
		number := strings.TrimPrefix(text, "tel:")
		if slices.Contains(p.Types, "fax") {
			w.add("Fax", number)
			return
		}
		w.add("Phone", number)
	case "ORG":
		parts := p.Parts()
		w.add("Company", parts[0])
		w.add("Department", words.Join(", ", parts[1:]...))
	case "TITLE":
		w.add("Title", text)
	case "ROLE":
		if names["TITLE"] {
			w.add("Role", text)
			return
		}
		w.add("Title", text)
	case "ADR":
		w.add("Address", words.Join(", ", p.Parts()...))
	case "LABEL":
		if !names["ADR"] {
			w.add("Address", strings.ReplaceAll(text, "\n", ", "))
		}
	case "NOTE":
		w.add("Notes", text)
	case "URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "X-SOCIAL-PROFILE":
		w.add("URL", strings.TrimPrefix(text, "x-apple:"))
	case "CATEGORIES":
		w.add("Tags", text)
	case "TZ":
		w.add("Time zone", text)
	case "LANG":
		w.add("Language", text)
	case "UID":
		w.add("ID", strings.TrimPrefix(text, "urn:uuid:"))
	case "NICKNAME":
		w.add("Nickname", text)
	case "BDAY":
		w.add("Birthday", text)
	case "PHOTO", "LOGO":
		w.add("Photo", text)
	default:
		name := strings.TrimPrefix(p.Name, "X-")
		if label := w.labels[p.Group]; p.Group != "" && label != "" {
			name = label
		}
		if len(name) > 0 && len(name) <= 60 {
			w.add(name[:1]+strings.ToLower(name[1:]), text)
		}
	}
}
