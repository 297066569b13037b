package foreign

import (
	"slices"
	"strconv"
	"strings"

	"recruitty/internal/icalendar"
)

// maxParams bounds the parameters of one field.
const maxParams = 100

// paramsOf reads name=value; name="value" with names in lower case. Values in
// pieces and in other charsets are put together (RFC 2231), and encoded words
// in them are decoded, although RFC 2047 forbids them there.
func paramsOf(text string) map[string]string {
	plain, pieces := map[string]string{}, map[string][]piece{}
	for n := 0; text != "" && n < maxParams; n++ {
		var name, value string
		name, value, text = nextParam(text)
		if name == "" {
			continue
		}
		base, p, ok := pieceOf(name, value)
		if ok {
			pieces[base] = append(pieces[base], p)
		} else if _, twice := plain[name]; !twice {
			plain[name] = Words(value)
		}
	}
	for base, all := range pieces {
		plain[base] = joined(all)
	}
	return plain
}

// nextParam cuts one parameter off the front.
func nextParam(text string) (name, value, rest string) {
	text = strings.TrimLeft(text, "; \t\r\n")
	end := strings.IndexAny(text, "=;")
	switch {
	case end < 0:
		return "", "", ""
	case text[end] == ';':
		return "", "", text[end+1:]
	}
	name, text = strings.ToLower(strings.TrimSpace(text[:end])), strings.TrimLeft(text[end+1:], " \t\r\n")
	if !strings.HasPrefix(text, `"`) {
		value, rest, _ = strings.Cut(text, ";")
		return name, strings.TrimSpace(value), rest
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		case c == '"':
			return name, b.String(), text[i+1:]
		default:
			b.WriteByte(c)
		}
	}
	return name, b.String(), ""
}

// piece is a part of a value in the manner of RFC 2231.
type piece struct {
	number  int
	encoded bool
	text    string
}

// pieceOf tells filename*, filename*0 and filename*0* from an ordinary name.
func pieceOf(name, value string) (base string, p piece, ok bool) {
	base, rest, ok := strings.Cut(name, "*")
	if !ok || base == "" {
		return "", piece{}, false
	}
	p.text = value
	if rest == "" {
		p.encoded = true
		return base, p, true
	}
	rest, p.encoded = strings.CutSuffix(rest, "*")
	n, err := strconv.Atoi(rest)
	p.number = n
	return base, p, err == nil && n >= 0
}

// joined puts the pieces of a value together. Percent signs that encode
// nothing stay.
func joined(all []piece) string {
	slices.SortStableFunc(all, func(a, b piece) int { return a.number - b.number })
	charset := ""
	var b strings.Builder
	for n, p := range all {
		text := p.text
		if n == 0 && p.encoded {
			if parts := strings.SplitN(text, "'", 3); len(parts) == 3 {
				charset, text = parts[0], parts[2]
			}
		}
		if p.encoded {
			text = icalendar.PercentDecoded(text)
		}
		b.WriteString(text)
	}
	return Decode(charset, []byte(b.String()))
}
