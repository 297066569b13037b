package foreign

import (
	"bytes"
	"regexp"
	"strconv"
	"sync"
)

// untransferred undoes a transfer encoding. What is not encoded as it says, or
// is and does not say so, is told by the calendar object in it.
func untransferred(encoding string, body []byte) []byte {
	switch encoding {
	case "base64":
		if !holdsCalendar(body) {
			return fromBase64(body)
		}
	case "quoted-printable":
		if !plainAnswer(body) {
			return fromQuotedPrintable(body)
		}
	case "x-uuencode", "uuencode", "x-uue", "uue":
		if inner, ok := fromUuencode(body); ok {
			return inner
		}
	case "", "7bit", "8bit", "binary":
		if inner, ok := fromUuencode(body); ok && holdsCalendar(inner) && !holdsCalendar(body) {
			return inner // old programs put files into the text
		}
		if head := bytes.TrimSpace(body); bytes.HasPrefix(head, []byte("QkVHSU46VkNBTEVOREFS")) {
			return fromBase64(body)
		}
		if holdsCalendar(body) && bytes.Contains(body, []byte("PARTSTAT=3D")) {
			return fromQuotedPrintable(body)
		}
	}
	return body
}

// plainAnswer reports whether body has an answer that no quoted-printable would
// leave as it is.
func plainAnswer(body []byte) bool {
	for _, answer := range []string{"A", "D", "T", "N"} {
		if bytes.Contains(body, []byte("PARTSTAT="+answer)) {
			return true
		}
	}
	return false
}

// fromBase64 decodes as far as it goes: what is no letter of the alphabet is
// passed over, padding ends a piece behind which another may follow, and an end
// may be missing.
func fromBase64(body []byte) []byte {
	out := make([]byte, 0, len(body)/4*3)
	var bits, count uint
	for _, c := range body {
		value := bytes.IndexByte([]byte(base64Letters), c)
		switch {
		case c == '=':
			bits, count = 0, 0
			continue
		case c == '-':
			value = 62
		case c == '_':
			value = 63
		case value < 0:
			continue
		}
		bits, count = bits<<6|uint(value), count+6
		if count >= 8 {
			count -= 8
			out = append(out, byte(bits>>count))
			bits &= 1<<count - 1
		}
	}
	return out
}

const base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// fromQuotedPrintable decodes as far as it goes: a sign that encodes nothing
// stays.
func fromQuotedPrintable(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for len(body) > 0 {
		i := bytes.IndexByte(body, '=')
		if i < 0 {
			return append(out, body...)
		}
		out, body = append(out, body[:i]...), body[i+1:]
		if end := softBreak(body); end > 0 || len(body) == 0 {
			body = body[end:]
			continue
		}
		if len(body) >= 2 {
			if n, err := strconv.ParseUint(string(body[:2]), 16, 8); err == nil {
				out, body = append(out, byte(n)), body[2:]
				continue
			}
		}
		out = append(out, '=')
	}
	return out
}

// uuBegins matches the line behind which a file stands in the manner of uuencode.
var uuBegins = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^begin(-base64)? [0-7]{3,4} .*\r?\n`) })

// fromUuencode decodes the first file in body as far as it goes; ok is false
// where none begins. Programs write a zero as a space or as a backquote, and may
// lose the spaces at the end of a line.
func fromUuencode(body []byte) (out []byte, ok bool) {
	at := uuBegins().FindSubmatchIndex(body)
	if at == nil {
		return nil, false
	}
	rest := body[at[1]:]
	if at[2] >= 0 {
		inner, _, _ := bytes.Cut(rest, []byte("===="))
		return fromBase64(inner), true
	}
	for len(rest) > 0 {
		var line []byte
		line, rest = nextLine(rest)
		if len(line) == 0 || line[0] == '`' || line[0] == ' ' || string(line) == "end" {
			break
		}
		size, from := int(line[0]-' ')&63, len(out)
		for i := 1; len(out)-from < size && i <= 84; i += 4 {
			var four [4]byte // those behind the end are zero
			for n := range four {
				if i+n < len(line) {
					four[n] = (line[i+n] - ' ') & 63
				}
			}
			out = append(out, four[0]<<2|four[1]>>4, four[1]<<4|four[2]>>2, four[2]<<6|four[3])
		}
		out = out[:min(len(out), from+size)]
	}
	return out, true
}

// softBreak is how long the line end is with which body begins, spaces before
// it included; 0 when there is none.
func softBreak(body []byte) int {
	for i, c := range body {
		switch c {
		case '\n':
			return i + 1
		case ' ', '\t', '\r':
		default:
			return 0
		}
	}
	return len(body)
}
