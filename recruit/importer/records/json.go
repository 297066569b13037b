package records

import (
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

// Place is where the objects of a file stand: behind these keys, in a list or
// as the only one.
type Place struct {
	Keys []string
	List bool
}

// JSON reads the objects of a JSON text one by one.
type JSON struct {
	name  string
	in    *counted
	d     *json.Decoder
	place Place
	done  bool
	depth int // of the tokens read

	Beside *Beside // what stands around the list, nil when nobody asks
}

// NewJSON reads a JSON text, of which Enter says where its objects stand.
func NewJSON(name string, r io.Reader) *JSON {
	in := &counted{in: r, line: 1}
	return &JSON{name: name, in: in, d: json.NewDecoder(in)}
}

// Close implements Reader.
func (t *JSON) Close() error { return nil }

// Next implements Reader. What follows the list is read at its end, so that a
// file that is damaged behind it is said to be.
func (t *JSON) Next() (Record, error) {
	if t.done {
		return Record{}, io.EOF
	}
	if t.place.List && !t.d.More() {
		t.done = true
		return Record{}, t.finish()
	}
	line := t.line()
	var raw json.RawMessage
	if err := t.decode(&raw); err != nil {
		return Record{}, err
	}
	r := Record{Line: line}
	if json.Unmarshal(raw, &r.Object) != nil || r.Object == nil {
		r.Bad = "is not a JSON object"
	}
	if !t.place.List {
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

// Line is that in which the value ahead begins.
func (t *JSON) line() int {
	t.d.More() // reads ahead up to the value
	at := t.d.InputOffset()
	for t.in.between(at) {
		at++
	}
	return t.in.lineAt(at)
}

// decode reads the value ahead, if it is not too large.
func (t *JSON) decode(into any) error {
	t.in.until = t.d.InputOffset() + maxObject
	err := t.d.Decode(into)
	t.in.until = 0
	return t.damage(err)
}

// damage is an error of the decoder in words.
func (t *JSON) damage(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errTooLong):
		return Refuse(err, "%s has an object of more than %d MB in line %d; none of it was imported.", t.name, maxObject>>20, t.in.lineAt(t.d.InputOffset()))
	}
	at := t.d.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(at, syntax.Offset)
	}
	return Refuse(err, "%s is damaged JSON from line %d on; none of it was imported.", t.name, t.in.lineAt(at))
}

// finish reads the rest of the text, which must end as JSON does. It returns
// io.EOF when it does.
func (t *JSON) finish() error {
	if t.place.List {
		if err := t.token(nil); err != nil { // the end of the list
			return err
		}
	}
	for depth := len(t.place.Keys) - 1; depth >= 0; depth-- { // and of the objects around it
		for t.d.More() {
			if err := t.aside(t.place.Keys[:depth]); err != nil {
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
func (t *JSON) token(into *json.Token) error {
	t.in.until = t.d.InputOffset() + maxObject
	token, err := t.d.Token()
	t.in.until = 0
	if into != nil {
		*into = token
	}
	switch token {
	case json.Delim('{'), json.Delim('['):
		if t.depth++; t.depth > maxDepth {
			return Refuse(nil, "%s has objects and lists nested more than %d deep in line %d; none of it was imported.", t.name, maxDepth, t.in.lineAt(t.d.InputOffset()))
		}
	case json.Delim('}'), json.Delim(']'):
		t.depth--
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return t.damage(err)
}

// Enter goes to the place where the objects stand.
func (t *JSON) Enter(p Place) error {
	t.place = p
	for depth, k := range p.Keys {
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
				return Refuse(nil, "%s changed while it was read; import it again.", t.name)
			}
			if err := t.asideOf(append(slices.Clone(p.Keys[:depth]), name)); err != nil {
				return err
			}
		}
	}
	if p.List {
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
