// Package vcard reads address cards of versions 2.1, 3.0 and 4.0 as programs
// really write them: with quoted-printable and lines folded in every way, with
// photos of megabytes, and with properties that only one maker knows.
package vcard

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// Bounds of a card.
const (
	maxValue      = 256 << 10 // bytes of a property
	maxProperties = 500
	maxDepth      = 8
)

// Card is one card.
type Card struct {
	Line       int // where it begins, from 1
	Properties []Property
	LeftOut    []string // names of properties that were too long, or hold no text, such as PHOTO
	Cut        bool     // it ends with the file, or has too many properties
}

// Property is a line of a card, unfolded.
type Property struct {
	Group string // before the name: "item1" of "item1.EMAIL"
	Name  string // in upper case
	Types []string
	// Params are those that have a name, which is in upper case.
	Params map[string]string
	Value  string // as it stands there; Text and Parts read it
}

// Text is the value without its escapes.
func (p Property) Text() string { return unescape(p.Value) }

// Parts are the components of the value, between semicolons.
func (p Property) Parts() (all []string) {
	start := 0
	for i := 0; i < len(p.Value); i++ {
		switch p.Value[i] {
		case '\\':
			i++
		case ';':
			all, start = append(all, unescape(p.Value[start:i])), i+1
		}
	}
	return append(all, unescape(p.Value[start:]))
}

func unescape(s string) string {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.TrimSpace(strings.NewReplacer(`\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\:`, ":", `\\`, `\`).Replace(s))
}

// Reader reads the cards of a text.
type Reader struct {
	in   *bufio.Reader
	line int // of what was read last
	raw  []byte
}

// NewReader reads a text in UTF-8.
func NewReader(r io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(r, 32<<10)} }

// Line is how many lines were read.
func (r *Reader) Line() int { return r.line }

// Next returns the next card, io.EOF after the last. What stands between cards is
// passed over.
func (r *Reader) Next() (Card, error) {
	var c Card
	depth := 0
	for {
		p, kept, err := r.Property()
		if errors.Is(err, io.EOF) && depth > 0 {
			c.Cut = true
			return c, nil
		}
		if err != nil {
			return Card{}, err
		}
		switch {
		case p.Name == "BEGIN" && strings.EqualFold(p.Text(), "VCARD"):
			if depth++; depth == 1 {
				c = Card{Line: r.line}
			} else if depth > maxDepth {
				depth = maxDepth
			}
		case depth == 0:
		case p.Name == "END" && strings.EqualFold(p.Text(), "VCARD"):
			if depth--; depth == 0 {
				return c, nil
			}
		case depth > 1: // a card in a card, of an assistant say
		case !kept:
			if len(c.LeftOut) < 20 {
				c.LeftOut = append(c.LeftOut, p.Name)
			}
		case len(c.Properties) == maxProperties:
			c.Cut = true
		default:
			c.Properties = append(c.Properties, p)
		}
	}
}

// Property reads the next line with those that continue it; calendars are written
// in such lines too. kept is false when its value was not kept.
func (r *Reader) Property() (p Property, kept bool, err error) {
	for {
		line, err := r.physical(maxValue)
		if err != nil {
			return p, false, err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		break
	}
	name, params, value := split(r.raw)
	value = bytes.Clone(value)
	p, quoted, charset, binary := header(name, params)
	keep := maxValue
	if binary {
		keep = 0
	}
	long := false
	for {
		next, err := r.in.Peek(1)
		if err != nil {
			break
		}
		var more []byte
		switch {
		case quoted && bytes.HasSuffix(value, []byte("=")): // 2.1 folds behind an equals sign
			if more, err = r.physical(maxValue); err != nil {
				return p, false, err
			}
			if value = append(value[:len(value)-1], bytes.TrimLeft(more, " \t")...); len(value) > keep {
				value, long = value[:0], true
			}
			continue
		case next[0] == ' ' || next[0] == '\t':
			if more, err = r.physical(maxValue); err != nil {
				return p, false, err
			}
			more = more[1:]
		default:
			return r.finish(p, value, quoted, charset, !binary && !long), !binary && !long, nil
		}
		if len(value)+len(more) > keep {
			value, long = value[:0], true
			continue
		}
		value = append(value, more...)
	}
	return r.finish(p, value, quoted, charset, !binary && !long), !binary && !long, nil
}

func (r *Reader) finish(p Property, value []byte, quoted bool, charset string, kept bool) Property {
	if !kept {
		return p
	}
	if quoted {
		if plain, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(value))); err == nil || len(plain) > 0 {
			value = decode(plain, charset)
		}
		value = bytes.ReplaceAll(value, []byte("\r\n"), []byte("\n"))
	}
	p.Value = strings.ToValidUTF8(string(value), "\uFFFD")
	return p
}

// decode reads text in the charset that a property names.
func decode(raw []byte, charset string) []byte {
	if charset == "" && utf8.Valid(raw) {
		return raw
	}
	if charset == "" {
		charset = "windows-1252"
	}
	from, err := htmlindex.Get(charset)
	if err != nil {
		return raw
	}
	if text, err := from.NewDecoder().Bytes(raw); err == nil {
		return text
	}
	return raw
}

// physical reads one line without its end into raw; of a longer one only most
// bytes.
func (r *Reader) physical(most int) ([]byte, error) {
	r.raw = r.raw[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		if room := most - len(r.raw); room > 0 {
			r.raw = append(r.raw, part[:min(room, len(part))]...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(r.raw) == 0, err != nil && !errors.Is(err, io.EOF):
			return nil, err
		}
		r.line++
		r.raw = bytes.TrimRight(r.raw, "\r\n")
		return r.raw, nil
	}
}

// split takes a line apart at the colon that is not in quotes.
func split(line []byte) (name, params string, value []byte) {
	quoted := false
	for i, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ':' && !quoted:
			name, params, _ = strings.Cut(string(line[:i]), ";")
			return name, params, line[i+1:]
		}
	}
	return "", "", nil
}

// outsideQuotes splits parameters at the semicolons that are not in quotes.
func outsideQuotes(params string) (all []string) {
	quoted, from := false, 0
	for i := range len(params) {
		switch params[i] {
		case '"':
			quoted = !quoted
		case ';':
			if !quoted {
				all, from = append(all, params[from:i]), i+1
			}
		}
	}
	return append(all, params[from:])
}

// header reads the name and the parameters of a property.
func header(name, params string) (p Property, quoted bool, charset string, binary bool) {
	p.Name = strings.ToUpper(strings.TrimSpace(name))
	if group, name, found := strings.Cut(p.Name, "."); found {
		p.Group, p.Name = group, name
	}
	uri := false
	for _, param := range outsideQuotes(params) {
		k, v, named := strings.Cut(param, "=")
		k, v = strings.ToUpper(strings.TrimSpace(k)), strings.Trim(strings.TrimSpace(v), `"`)
		if !named {
			v, k = k, "TYPE"
		} else if k != "TYPE" && len(p.Params) < 20 {
			if p.Params == nil {
				p.Params = map[string]string{}
			}
			p.Params[k] = v
		}
		switch upper := strings.ToUpper(v); {
		case upper == "QUOTED-PRINTABLE":
			quoted = true
		case upper == "BASE64" || k == "ENCODING" && upper == "B":
			binary = true
		case k == "CHARSET":
			charset = strings.ToLower(v)
		case k == "VALUE":
			uri = upper == "URI" || upper == "URL"
		case k == "TYPE" && len(p.Types) < 10:
			for t := range strings.SplitSeq(strings.ToLower(v), ",") {
				p.Types = append(p.Types, t)
			}
		}
	}
	switch p.Name {
	case "PHOTO", "LOGO", "SOUND", "KEY":
		binary = !uri
	}
	return p, quoted, charset, binary
}
