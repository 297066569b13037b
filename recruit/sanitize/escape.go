package sanitize

import "strings"

// withoutEscapes removes terminal escape sequences whole (ECMA-48 §5.4 and
// §8.3): CSI with its parameters; OSC, DCS, SOS, PM and APC with their text,
// up to their terminator; and other escapes. A string sequence that never
// ends loses only its opening, so that a stray escape cannot swallow a résumé.
func withoutEscapes(text string) string {
	if !strings.ContainsAny(text, "\x1b\u0090\u0098\u009b\u009d\u009e\u009f") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		if length := escapeAt(text[i:]); length > 0 {
			i += length
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	return b.String()
}

// escapeAt returns the length in bytes of the escape sequence at the start of
// text, and 0 when there is none.
func escapeAt(text string) int {
	var kind byte // as the second byte of the seven-bit form
	opening := 2
	switch {
	case text[0] == 0x1b && len(text) == 1:
		return 1
	case text[0] == 0x1b:
		kind = text[1]
	case text[0] == 0xc2 && len(text) > 1 && strings.IndexByte("\x90\x98\x9b\x9d\x9e\x9f", text[1]) >= 0:
		kind = text[1] - 0x40 // the C1 control in UTF-8
	default:
		return 0
	}
	switch {
	case kind == '[':
		return opening + controlLength(text[opening:])
	case strings.IndexByte("]PX^_", kind) >= 0:
		return opening + stringLength(text[opening:])
	case kind >= 0x20 && kind <= 0x2f: // intermediate bytes, then a final one
		end := opening
		for end < len(text) && text[end] >= 0x20 && text[end] <= 0x2f {
			end++
		}
		if end < len(text) && text[end] >= 0x30 && text[end] <= 0x7e {
			end++
		}
		return end
	case kind >= 0x30 && kind <= 0x7e:
		return opening
	}
	return 1
}

// controlLength returns the length of a CSI's parameters and final byte.
func controlLength(text string) int {
	end := 0
	for end < len(text) && text[end] >= 0x20 && text[end] <= 0x3f {
		end++
	}
	if end < len(text) && text[end] >= 0x40 && text[end] <= 0x7e {
		end++
	}
	return end
}

// stringLength returns the length of a control string with its terminator:
// BEL, ST, or an escape or line break that breaks it off.
func stringLength(text string) int {
	end := strings.IndexAny(text, "\a\u009c\x1b\n\r")
	switch {
	case end < 0:
		return 0
	case text[end] == '\a':
		return end + 1
	case text[end] == 0xc2:
		return end + 2
	case strings.HasPrefix(text[end:], "\x1b\\"):
		return end + 2
	}
	return end
}
