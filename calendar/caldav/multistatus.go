package caldav

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// maxResponses bounds the entries of one answer.
const maxResponses = 200_000

// response is what a multistatus (RFC 4918, section 13) says of one resource.
type response struct {
	href string
	// status is that of the resource as a whole; 0 where its properties have theirs.
	status    int
	condition string // the name of a condition that was not met, "" without one
	// properties are those that the resource has, and lacks the status of the others.
	// A property that is lacking says nothing about the resource: it may exist.
	properties map[xml.Name]*node
	lacks      map[xml.Name]int
	over       bool // there was more text than is read, so properties are not whole
}

// property is one that the resource has, or nil.
func (r *response) property(space, local string) *node {
	return r.properties[xml.Name{Space: space, Local: local}]
}

// gone reports whether the resource itself is said not to exist.
func (r *response) gone() bool { return r.status == 404 || r.status == 410 }

// multistatus reads an answer as it comes in, and hands over one response after the
// other. What it handed over is of use only if it returns no error: an answer may be
// cut. The token is that of RFC 6578, "" without one.
func multistatus(r io.Reader, each func(*response) error) (token string, err error) {
	d := decoder(r)
	if err := root(d, dav, "multistatus"); err != nil {
		return "", err
	}
	for count := 0; ; {
		next, err := d.Token()
		if err != nil {
			return "", decoding(err)
		}
		switch next := next.(type) {
		case xml.EndElement:
			return token, nil
		case xml.StartElement:
			n, err := tree(d, next)
			if err != nil {
				return "", err
			}
			switch next.Name {
			case xml.Name{Space: dav, Local: "sync-token"}:
				token = n.value()
			case xml.Name{Space: dav, Local: "response"}:
				if count++; count > maxResponses {
					return "", errBounds
				}
				for _, one := range responses(n) {
					if err := each(one); err != nil {
						return "", err
					}
				}
			}
		}
	}
}

// responses reads a response: one with a status may be about several addresses.
func responses(n *node) []*response {
	status := statusOf(n.child(dav, "status"))
	condition := conditionOf(n.child(dav, "error"))
	var all []*response
	for _, href := range n.hrefs() {
		all = append(all, &response{href: href, status: status, condition: condition})
	}
	if len(all) == 0 {
		return nil
	}
	first := all[0]
	first.over = n.over
	for _, c := range n.children {
		if c.name.Local != "propstat" || c.name.Space != dav {
			continue
		}
		first.add(c)
	}
	if first.properties != nil || first.lacks != nil {
		// A status beside properties is against the definition, and some servers send
		// one; what they say of properties is more.
		if first.status/100 == 2 {
			first.status = 0
		}
	}
	return all
}

// add takes over a propstat.
func (r *response) add(propstat *node) {
	status := statusOf(propstat.child(dav, "status"))
	list := propstat.child(dav, "prop")
	if list == nil {
		return
	}
	for _, p := range list.children {
		if status/100 == 2 || status == 0 {
			if r.properties == nil {
				r.properties = make(map[xml.Name]*node, len(list.children))
			}
			r.properties[p.name] = p
			continue
		}
		if r.lacks == nil {
			r.lacks = make(map[xml.Name]int, len(list.children))
		}
		r.lacks[p.name] = status
	}
}

// statusOf reads a status line such as "HTTP/1.1 404 Not Found"; 0 for none.
func statusOf(n *node) int {
	fields := strings.Fields(n.value())
	if len(fields) < 2 {
		return 0
	}
	status, err := strconv.ParseUint(fields[1], 10, 10)
	if err != nil || status < 100 || status > 599 {
		return 0
	}
	return int(status)
}

// conditionOf is the name of the first condition in an error (RFC 4918, section 16).
func conditionOf(n *node) string {
	if n == nil || len(n.children) == 0 {
		return ""
	}
	return n.children[0].name.Local
}

// condition reads the body of a refusal as far as it names a condition.
func condition(r io.Reader) string {
	d := decoder(io.LimitReader(r, 64<<10))
	if root(d, dav, "error") != nil {
		return ""
	}
	n, err := tree(d, xml.StartElement{Name: xml.Name{Space: dav, Local: "error"}})
	if err != nil {
		return ""
	}
	return conditionOf(n)
}
