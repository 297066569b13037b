package foreign

import (
	"bytes"
	"strconv"
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
	case "", "7bit", "8bit", "binary":
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
