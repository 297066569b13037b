// Package xmltext reads the tags and texts of XML that programs wrote, piece by
// piece and with bounds: encoding/xml holds the longest text in memory, however
// long it is. Document types and entities of their own are not read.
package xmltext

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Kind is what a token is.
type Kind int

// The kinds of tokens. A tag that closes itself is a Start and an End.
const (
	Start Kind = iota + 1
	End
	Text
)

// Token is a tag or a text. Names come without their prefix.
type Token struct {
	Kind  Kind
	Name  string
	Attrs []Attr // valid until the next token
	Text  string
	Cut   bool // the text was longer than the bound
}

// Attr is an attribute of a tag.
type Attr struct{ Name, Value string }

// Attr returns the value of an attribute, "" when there is none.
func (t Token) Attr(name string) string {
	for _, a := range t.Attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Bounds of a token, in bytes.
const (
	MaxText = 256 << 10
	maxTag  = 64 << 10
)

// ErrDamaged is what a text ends with that is no XML.
var ErrDamaged = errors.New("damaged XML")

// Reader reads tokens.
type Reader struct {
	in     *bufio.Reader
	names  map[string]string
	attrs  []Attr
	buffer []byte
	closes string // the tag that closed itself, to be ended next
	ends   bool
}

// NewReader reads UTF-8.
func NewReader(r io.Reader) *Reader {
	return &Reader{in: bufio.NewReaderSize(r, 64<<10), names: map[string]string{}}
}

// Next returns the next token, io.EOF after the last.
func (r *Reader) Next() (Token, error) {
	if r.ends {
		r.ends = false
		return Token{Kind: End, Name: r.closes}, nil
	}
	for {
		first, err := r.in.ReadByte()
		if err != nil {
			return Token{}, err
		}
		if first != '<' {
			if err := r.in.UnreadByte(); err != nil {
				return Token{}, err
			}
			return r.text()
		}
		next, err := r.in.Peek(1)
		if err != nil {
			return Token{}, damaged(err)
		}
		switch next[0] {
		case '?':
			if _, err := r.until("?>", 0); err != nil {
				return Token{}, err
			}
		case '!':
			t, is, err := r.mark()
			if err != nil || is {
				return t, err
			}
		default:
			return r.tag()
		}
	}
}

func damaged(err error) error {
	if errors.Is(err, io.EOF) {
		return ErrDamaged
	}
	return err
}

// text reads up to the next tag.
func (r *Reader) text() (Token, error) {
	t := Token{Kind: Text}
	r.buffer = r.buffer[:0]
	for {
		part, err := r.in.ReadSlice('<')
		if err == nil {
			part = part[:len(part)-1]
			if unread := r.in.UnreadByte(); unread != nil {
				return t, unread
			}
		}
		if room := MaxText - len(r.buffer); len(part) > room {
			part, t.Cut = part[:room], true
		}
		r.buffer = append(r.buffer, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return t, err
		}
		t.Text = unescape(r.buffer)
		return t, nil
	}
}

// until reads up to end, which it takes; of what stands before, at most keep
// bytes are returned.
func (r *Reader) until(end string, keep int) ([]byte, error) {
	r.buffer = r.buffer[:0]
	last := end[len(end)-1]
	tail := make([]byte, 0, 2*len(end))
	for {
		part, err := r.in.ReadSlice(last)
		if room := keep - len(r.buffer); room > 0 {
			r.buffer = append(r.buffer, part[:min(room, len(part))]...)
		}
		tail = append(tail, part[max(0, len(part)-len(end)):]...)
		tail = append(tail[:0], tail[max(0, len(tail)-len(end)):]...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			return nil, damaged(err)
		case string(tail) == end:
			return r.buffer, nil
		}
	}
}

// mark reads what begins with an exclamation mark: a comment, a text without
// escapes, or a document type.
func (r *Reader) mark() (t Token, is bool, err error) {
	head, _ := r.in.Peek(8)
	switch {
	case bytes.HasPrefix(head, []byte("!--")):
		if _, err := r.in.Discard(3); err != nil {
			return t, false, err
		}
		_, err = r.until("-->", 0)
		return t, false, err
	case bytes.HasPrefix(head, []byte("![CDATA[")):
		if _, err := r.in.Discard(8); err != nil {
			return t, false, err
		}
		text, err := r.until("]]>", MaxText+3)
		if err != nil {
			return t, false, err
		}
		t = Token{Kind: Text, Cut: len(text) >= MaxText+3}
		t.Text = strings.ToValidUTF8(strings.TrimSuffix(string(text), "]]>"), "\uFFFD")
		return t, true, nil
	}
	for depth := 0; ; { // <!DOCTYPE x [ <!ENTITY …> ]>
		c, err := r.in.ReadByte()
		if err != nil {
			return t, false, damaged(err)
		}
		switch c {
		case '[', '<':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				return t, false, nil
			}
			if depth > 1 {
				depth--
			}
		}
	}
}

// tag reads a tag behind its opening bracket.
func (r *Reader) tag() (Token, error) {
	r.buffer = r.buffer[:0]
	var quote byte
	for {
		part, err := r.in.ReadSlice('>')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return Token{}, damaged(err)
		}
		for _, c := range part {
			switch {
			case quote != 0 && c == quote:
				quote = 0
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			}
		}
		r.buffer = append(r.buffer, part...)
		if len(r.buffer) > maxTag {
			return Token{}, ErrDamaged
		}
		if err == nil && quote == 0 {
			break
		}
	}
	body := r.buffer[:len(r.buffer)-1]
	if len(body) > 0 && body[0] == '/' {
		return Token{Kind: End, Name: r.name(bytes.TrimSpace(body[1:]))}, nil
	}
	if r.ends = len(body) > 0 && body[len(body)-1] == '/'; r.ends {
		body = body[:len(body)-1]
	}
	end := bytes.IndexAny(body, " \t\r\n")
	if end < 0 {
		end = len(body)
	}
	t := Token{Kind: Start, Name: r.name(body[:end])}
	r.closes = t.Name
	t.Attrs = r.attributes(body[end:])
	return t, nil
}

func (r *Reader) attributes(body []byte) []Attr {
	r.attrs = r.attrs[:0]
	for {
		body = bytes.TrimLeft(body, " \t\r\n")
		at := bytes.IndexByte(body, '=')
		if at < 0 {
			return r.attrs
		}
		name := bytes.TrimSpace(body[:at])
		body = bytes.TrimLeft(body[at+1:], " \t\r\n")
		if len(body) == 0 || body[0] != '"' && body[0] != '\'' {
			return r.attrs
		}
		end := bytes.IndexByte(body[1:], body[0])
		if end < 0 {
			return r.attrs
		}
		r.attrs = append(r.attrs, Attr{r.name(name), unescape(body[1 : end+1])})
		body = body[end+2:]
	}
}

// name is a name without its prefix; few names are kept many times.
func (r *Reader) name(raw []byte) string {
	if at := bytes.LastIndexByte(raw, ':'); at >= 0 {
		raw = raw[at+1:]
	}
	if known, ok := r.names[string(raw)]; ok {
		return known
	}
	name := strings.Clone(string(raw[:min(len(raw), 100)]))
	if len(r.names) < 1000 {
		r.names[name] = name
	}
	return name
}

// unescape reads the references of a text.
func unescape(raw []byte) string {
	text := string(raw)
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	if !strings.Contains(text, "&") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest[:min(len(rest), 12)], ";")
		c := reference(name)
		if !closed || c == "" {
			b.WriteByte('&')
			text = rest
			continue
		}
		b.WriteString(c)
		text = rest[len(rest[:min(len(rest), 12)])-len(after):]
	}
}

func reference(name string) string {
	switch name {
	case "amp":
		return "&"
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "quot":
		return `"`
	case "apos":
		return "'"
	case "nbsp":
		return "\u00a0"
	}
	digits, is := strings.CutPrefix(name, "#")
	if !is {
		return ""
	}
	base := 10
	if hex, is := strings.CutPrefix(strings.ToLower(digits), "x"); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return "\uFFFD"
	}
	return string(rune(n))
}
