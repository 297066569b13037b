package foreign

import (
	"bytes"
	"mime"
	"strings"
)

// Field is one line of a header, unfolded, in the bytes that came.
type Field struct {
	Name  string
	Value string
}

// Header is the fields of a mail or of a part of it, in their order.
type Header []Field

// Get returns the first field of this name, "" without one.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// All returns every field of this name.
func (h Header) All(name string) []string {
	var all []string
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			all = append(all, f.Value)
		}
	}
	return all
}

// Text returns the first field of this name as people read it.
func (h Header) Text(name string) string { return Words(h.Get(name)) }

// Words decodes the encoded words in a header value (RFC 2047) as far as they
// can be.
func Words(value string) string {
	decoder := mime.WordDecoder{CharsetReader: charsetReader}
	if text, err := decoder.DecodeHeader(value); err == nil {
		value = text
	}
	return Decode("", []byte(value))
}

// readHeader takes the header off the front of content and returns what lies
// behind it. A line that is no field is passed over.
func readHeader(content []byte) (Header, []byte) {
	var h Header
	read := 0
	for len(content) > 0 {
		line, rest := nextLine(content)
		switch {
		case len(line) == 0:
			return h, rest
		case beginsCalendar(line): // the empty line in front of it is missing
			return h, content
		case line[0] == ' ' || line[0] == '\t':
			if len(h) > 0 && read <= maxHeader {
				h[len(h)-1].Value += " " + string(bytes.TrimSpace(line))
			}
		default:
			name, value, ok := bytes.Cut(line, []byte(":"))
			name = bytes.TrimRight(name, " \t")
			if ok && isFieldName(name) && len(h) < maxFields && read <= maxHeader {
				h = append(h, Field{string(name), string(bytes.TrimSpace(value))})
			}
		}
		read += len(line)
		content = rest
	}
	return h, nil
}

func isFieldName(name []byte) bool {
	for _, c := range name {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return len(name) > 0
}

// nextLine cuts the first line off, without its end.
func nextLine(content []byte) (line, rest []byte) {
	i := bytes.IndexByte(content, '\n')
	if i < 0 {
		return bytes.TrimRight(content, "\r"), nil
	}
	return bytes.TrimRight(content[:i], "\r"), content[i+1:]
}

// value is what stands before the parameters of a field such as Content-Type,
// and the parameters.
func valueOf(field string) (value string, params map[string]string) {
	value, rest, _ := strings.Cut(field, ";")
	return strings.ToLower(strings.TrimSpace(value)), paramsOf(rest)
}
