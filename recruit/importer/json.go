package importer

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// maxObject is the most bytes that one object of a list may have.
const maxObject = 8 << 20

// maxDepth is how many objects and lists may stand in one another around the list
// that is read, and beside it.
const maxDepth = 1000

// jsonFormat is JSON: one object, a list of them, or a list in an envelope.
func jsonFormat() format {
	return format{name: "JSON", open: openJSON, knows: func(h head) bool {
		start := strings.TrimSpace(h.text)
		return strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[")
	}}
}

func openJSON(ctx context.Context, f File, h head, q query) (content, error) {
	in := func() *jsonText { return newJSONText(f.Name, h.charset.Decode(f.Content())) }
	path, err := in().locate(q.kind)
	if err != nil {
		return content{}, err
	}
	beside := newBeside()
	c := content{format: "JSON", read: func() (reader, error) {
		t := in()
		t.beside = beside
		if err := t.enter(path); err != nil {
			return nil, err
		}
		return t, nil
	}}
	if path.list && len(path.keys) > 0 {
		list := strings.Join(path.keys, ".")
		c.atEnd = func(rows int) []string { return beside.words(list, rows) }
	}
	return djangoDump(ctx, f, c, q.kind)
}

// place is where the objects of a file stand: behind these keys, in a list or
// as the only one.
type place struct {
	keys []string
	list bool
}

// jsonText reads the objects of a JSON text one by one.
type jsonText struct {
	name  string
	in    *counted
	d     *json.Decoder
	place place
	done  bool
	depth int // of the tokens read

	beside *beside // what stands around the list, nil when nobody asks
}

func newJSONText(name string, r io.Reader) *jsonText {
	in := &counted{in: r, line: 1}
	return &jsonText{name: name, in: in, d: json.NewDecoder(in)}
}

func (t *jsonText) close() error { return nil }

// next implements reader. What follows the list is read at its end, so that a
// file that is damaged behind it is said to be.
func (t *jsonText) next() (record, error) {
	if t.done {
		return record{}, io.EOF
	}
	if t.place.list && !t.d.More() {
		t.done = true
		return record{}, t.finish()
	}
	line := t.line()
	var raw json.RawMessage
	if err := t.decode(&raw); err != nil {
		return record{}, err
	}
	r := record{line: line}
	if json.Unmarshal(raw, &r.object) != nil || r.object == nil {
		r.bad = "is not a JSON object"
	}
	if !t.place.list {
		t.done = true
		return r, ignoreEOF(t.finish())
	}
	return r, nil
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// line is that in which the value ahead begins.
func (t *jsonText) line() int {
	t.d.More() // reads ahead up to the value
	at := t.d.InputOffset()
	for t.in.between(at) {
		at++
	}
	return t.in.lineAt(at)
}

// decode reads the value ahead, if it is not too large.
func (t *jsonText) decode(into any) error {
	t.in.until = t.d.InputOffset() + maxObject
	err := t.d.Decode(into)
	t.in.until = 0
	return t.damage(err)
}

// damage is an error of the decoder in words.
func (t *jsonText) damage(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errTooLong):
		return refuse(err, "%s has an object of more than %d MB in line %d; nothing of it was imported.", t.name, maxObject>>20, t.in.lineAt(t.d.InputOffset()))
	}
	at := t.d.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(at, syntax.Offset)
	}
	return refuse(err, "%s is damaged JSON from line %d on; nothing of it was imported.", t.name, t.in.lineAt(at))
}

// finish reads the rest of the text, which must end as JSON does. It returns
// io.EOF when it does.
func (t *jsonText) finish() error {
	if t.place.list {
		if err := t.token(nil); err != nil { // the end of the list
			return err
		}
	}
	for depth := len(t.place.keys) - 1; depth >= 0; depth-- { // and of the objects around it
		for t.d.More() {
			if err := t.aside(t.place.keys[:depth]); err != nil {
				return err
			}
		}
		if err := t.token(nil); err != nil {
			return err
		}
	}
	_, err := t.d.Token()
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	if err == nil {
		err = errors.New("more than one value")
	}
	return t.damage(err)
}

// token reads the next token into into, unless that is nil.
func (t *jsonText) token(into *json.Token) error {
	t.in.until = t.d.InputOffset() + maxObject
	token, err := t.d.Token()
	t.in.until = 0
	if into != nil {
		*into = token
	}
	switch token {
	case json.Delim('{'), json.Delim('['):
		if t.depth++; t.depth > maxDepth {
			return refuse(nil, "%s has more than %d objects and lists in one another in line %d; nothing of it was imported.", t.name, maxDepth, t.in.lineAt(t.d.InputOffset()))
		}
	case json.Delim('}'), json.Delim(']'):
		t.depth--
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return t.damage(err)
}

// enter goes to the place where the objects stand.
func (t *jsonText) enter(p place) error {
	t.place = p
	for depth, k := range p.keys {
		if err := t.token(nil); err != nil { // {
			return err
		}
		for {
			var token json.Token
			if err := t.token(&token); err != nil {
				return err
			}
			if token == k {
				break
			}
			name, isName := token.(string)
			if !isName {
				return refuse(nil, "%s changed while it was read; import it again.", t.name)
			}
			if err := t.asideOf(append(slices.Clone(p.keys[:depth]), name)); err != nil {
				return err
			}
		}
	}
	if p.list {
		return t.token(nil) // [
	}
	return nil
}

// counted counts the lines of what the decoder reads, and bounds how far it
// reads at once.
type counted struct {
	in    io.Reader
	held  []byte // from from on, of which the lines were not asked for yet
	from  int64
	total int64
	until int64 // how far to read, 0 for no bound
	line  int   // of the byte at from
	cr    bool  // the byte before from is a carriage return
}

var errTooLong = errors.New("value too long")

func (c *counted) Read(p []byte) (int, error) {
	if c.until > 0 && c.total > c.until {
		return 0, errTooLong
	}
	n, err := c.in.Read(p)
	c.held = append(c.held, p[:n]...)
	c.total += int64(n)
	return n, err
}

// between reports whether the byte at an offset only parts values.
func (c *counted) between(at int64) bool {
	return at >= c.from && at < c.total && strings.IndexByte(" \t\r\n,:", c.held[at-c.from]) >= 0
}

// lineAt is the line of the byte at an offset. Offsets only rise; what lies
// before is forgotten.
func (c *counted) lineAt(at int64) int {
	n := min(at, c.total) - c.from
	if n <= 0 {
		return c.line
	}
	part := string(c.held[:n])
	c.line += newlines(part)
	if c.cr && part[0] == '\n' {
		c.line--
	}
	c.cr, c.held, c.from = part[n-1] == '\r', c.held[n:], c.from+n
	return c.line
}
