package mail

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// contentLine is one unfolded line of a calendar object: NAME;PARAM=VALUE:value.
type contentLine struct {
	name   string
	params map[string]string
	value  string
}

// contentLines takes an object apart octet by octet and refuses whatever RFC 5545 section 3.1 does not allow. It
// shares no code with the encoder, so that a fault of one does not hide in the other.
func contentLines(object []byte) ([]contentLine, error) {
	if !bytes.HasSuffix(object, []byte("\r\n")) {
		return nil, errors.New("the object does not end with CRLF")
	}
	var logical []string
	for _, line := range strings.Split(strings.TrimSuffix(string(object), "\r\n"), "\r\n") {
		switch {
		case line == "":
			return nil, errors.New("a line is empty")
		case len(line) > foldLimit:
			return nil, fmt.Errorf("a line has %d octets", len(line))
		case !utf8.ValidString(line):
			return nil, errors.New("a line is not UTF-8 by itself")
		case strings.ContainsFunc(line, unicode.IsControl):
			return nil, errors.New("a line has a control character")
		}
		if line[0] != ' ' {
			logical = append(logical, line)
		} else if len(logical) == 0 {
			return nil, errors.New("the object begins with a continuation")
		} else {
			logical[len(logical)-1] += line[1:]
		}
	}
	lines := make([]contentLine, 0, len(logical))
	for _, text := range logical {
		line, err := splitContentLine(text)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// splitContentLine honours quoted parameter values, in which colons and semicolons are ordinary characters.
func splitContentLine(text string) (contentLine, error) {
	var fields []string
	quoted, from := false, 0
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ';':
			fields, from = append(fields, text[from:at]), at+1
		case c == ':':
			line := contentLine{params: map[string]string{}, value: text[at+1:]}
			fields = append(fields, text[from:at])
			line.name = fields[0]
			for _, field := range fields[1:] {
				name, value, ok := strings.Cut(field, "=")
				if _, twice := line.params[name]; !ok || name == "" || twice {
					return contentLine{}, fmt.Errorf("%s has the parameter %q", line.name, field)
				}
				line.params[name] = strings.Trim(value, `"`)
			}
			if line.name == "" || strings.Trim(line.name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" {
				return contentLine{}, fmt.Errorf("%q is no property name", line.name)
			}
			return line, nil
		}
	}
	return contentLine{}, errors.New("a line has no value")
}
