package foreign

import (
	"encoding/base64"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// utf7 is the charset of RFC 2152, which old mail servers still write and
// golang.org/x/text does not have. It only decodes.
type utf7 struct{}

// NewDecoder implements encoding.Encoding.
func (utf7) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: utf7Decoder{}}
}

// NewEncoder implements encoding.Encoding; nothing is written in this charset.
func (utf7) NewEncoder() *encoding.Encoder { return encoding.Replacement.NewEncoder() }

type utf7Decoder struct{ transform.NopResetter }

// Transform implements transform.Transformer. It wants the whole text at once,
// which transform.Bytes gives it.
func (utf7Decoder) Transform(dst, src []byte, atEOF bool) (written, read int, err error) {
	if !atEOF {
		return 0, 0, transform.ErrShortSrc
	}
	text := utf7Text(string(src))
	if len(text) > len(dst) {
		return 0, 0, transform.ErrShortDst
	}
	return copy(dst, text), len(src), nil
}

func utf7Text(text string) string {
	var b strings.Builder
	for text != "" {
		plain, rest, shifted := strings.Cut(text, "+")
		b.WriteString(plain)
		if !shifted {
			break
		}
		end := strings.IndexFunc(rest, func(r rune) bool {
			return !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+' || r == '/')
		})
		if end < 0 {
			end = len(rest)
		}
		units, err := base64.RawStdEncoding.DecodeString(rest[:end])
		if err != nil || end == 0 {
			b.WriteByte('+')
			units, end = nil, 0
		}
		var wide []uint16
		for i := 0; i+1 < len(units); i += 2 {
			wide = append(wide, uint16(units[i])<<8|uint16(units[i+1]))
		}
		b.WriteString(string(utf16.Decode(wide)))
		text = strings.TrimPrefix(rest[end:], "-")
	}
	return b.String()
}
