package caldav

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Bounds of one element that is read as a whole, such as one response.
const (
	maxDepth = 24
	maxNodes = 20_000
	maxText  = 2 << 20 // bytes of all text in it
)

// The namespaces of elements.
const (
	dav    = "DAV:"
	cal    = "urn:ietf:params:xml:ns:caldav"
	server = "http://calendarserver.org/ns/"
)

// Causes of an answer that cannot be read.
var (
	errCut     = errors.New("the XML ends too early")
	errPage    = errors.New("a web page instead of XML")
	errForeign = errors.New("XML of something else")
	errBounds  = errors.New("XML beyond every calendar")
)

// node is an element with what is in it.
type node struct {
	name     xml.Name
	label    string // its attribute "name"
	text     strings.Builder
	children []*node
	// over says of the element that was read as a whole that it had too much text,
	// which was left out.
	over bool
}

// child is the first child with a name, nil without one. It may be called on nil.
func (n *node) child(space, local string) *node {
	if n != nil {
		for _, c := range n.children {
			if c.name.Local == local && c.name.Space == space {
				return c
			}
		}
	}
	return nil
}

// value is the text of an element without the space around it, "" for nil.
func (n *node) value() string {
	if n == nil {
		return ""
	}
	return strings.TrimSpace(n.text.String())
}

// hrefs are the addresses in an element.
func (n *node) hrefs() []string {
	var all []string
	if n != nil {
		for _, c := range n.children {
			if c.name.Local == "href" && c.name.Space == dav && c.value() != "" {
				all = append(all, c.value())
			}
		}
	}
	return all
}

// decoder reads XML of a server. An encoding that is declared is read as if it were
// UTF-8: everything that is looked at is ASCII.
func decoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(legible(r))
	d.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil }
	return d
}

// root reads up to the first element, which has to be the one that is wanted.
func root(d *xml.Decoder, space, local string) error {
	for {
		token, err := d.Token()
		if err != nil {
			return decoding(err)
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case strings.EqualFold(start.Name.Local, "html"):
			return errPage
		case start.Name.Local != local || start.Name.Space != space:
			return fmt.Errorf("%w: %.40q", errForeign, start.Name.Local)
		default:
			return nil
		}
	}
}

// tree reads the rest of an element that has begun.
func tree(d *xml.Decoder, start xml.StartElement) (*node, error) {
	top := open(start)
	stack := []*node{top}
	nodes, text := 1, 0
	for len(stack) > 0 {
		token, err := d.Token()
		if err != nil {
			return nil, decoding(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if nodes++; nodes > maxNodes || len(stack) >= maxDepth {
				return nil, errBounds
			}
			parent := stack[len(stack)-1]
			n := open(token)
			parent.children = append(parent.children, n)
			stack = append(stack, n)
		case xml.CharData:
			if text += len(token); text > maxText {
				top.over = true
				continue
			}
			stack[len(stack)-1].text.Write(token)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
	return top, nil
}

func open(start xml.StartElement) *node {
	n := &node{name: start.Name}
	for _, a := range start.Attr {
		if a.Name.Local == "name" {
			n.label = a.Value
		}
	}
	return n
}

// startOrEnd is the element that a token begins, or whether it ends one.
func startOrEnd(token xml.Token) (start *xml.StartElement, end bool) {
	switch token := token.(type) {
	case xml.StartElement:
		return &token, false
	case xml.EndElement:
		return nil, true
	}
	return nil, false
}

// decoding tells XML that ends too early from what is no XML.
func decoding(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		if strings.Contains(syntax.Msg, "unexpected EOF") {
			return errCut
		}
		return fmt.Errorf("%w: line %d", errForeign, syntax.Line)
	}
	if errors.Is(err, io.EOF) {
		return errCut
	}
	return err
}
