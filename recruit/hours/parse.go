package hours

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxTyped bounds how much is read of what someone typed, in bytes.
const maxTyped = 1000

// example is what every error of ParseWeek shows.
const example = "write hours like Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15"

// ParseWeek reads hours as people type them: days or ranges of days, each with one or
// more stretches of time, "Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15". It reads clocks
// of 12 and of 24 hours, full and short English names of days, "weekdays", "daily"
// and "weekend". "none" is a week without any time. An error is one sentence.
func ParseWeek(typed string) (Week, error) {
	var w Week
	if len(typed) > maxTyped {
		return w, wrong("That is too long for working hours; %s.", example)
	}
	p := parser{rest: lex(typed)}
	if len(p.rest) == 0 {
		return w, wrong("No hours were found in that; %s, or none.", example)
	}
	if len(p.rest) == 1 && nothing(p.rest[0].text) {
		return w, nil
	}
	for len(p.rest) > 0 {
		days, err := p.days()
		if err != nil {
			return Week{}, err
		}
		spans, err := p.spans()
		if err != nil {
			return Week{}, err
		}
		for d, named := range days {
			if !named {
				continue
			}
			if err := w.add(time.Weekday(d), spans); err != nil {
				return Week{}, err
			}
		}
	}
	return w, nil
}

// ParseSpan reads one stretch of a day, "12-13" or "12:00-13:00"; "none" is none.
func ParseSpan(typed string) (Span, error) {
	if len(typed) > maxTyped {
		return Span{}, wrong("That is too long for a period; write it like 12:00-13:00.")
	}
	p := parser{rest: lex(typed)}
	if len(p.rest) == 1 && nothing(p.rest[0].text) {
		return Span{}, nil
	}
	if len(p.rest) == 0 || !p.rest[0].number {
		return Span{}, wrong("%q is not a period; write it like 12:00-13:00, or none.", shortened(typed))
	}
	s, err := p.span()
	if err == nil && len(p.rest) > 0 {
		err = wrong("Only one period is possible here; %q comes after it.", shortened(p.rest[0].text))
	}
	return s, err
}

// nothing reports whether a word says that there are no hours.
func nothing(word string) bool {
	switch word {
	case "none", "off", "closed", "never":
		return true
	}
	return false
}

// token is a word, a number such as "9" or "9:30", or a dash.
type token struct {
	text   string
	number bool
}

// dash is the text of the token between two ends.
const dash = "-"

// lex takes what was typed apart. What only separates is left out.
func lex(typed string) []token {
	var all []token
	for typed != "" {
		r, size := utf8.DecodeRuneInString(typed)
		end := size // every turn takes at least one rune
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune(",;&", r):
			typed = typed[size:]
			continue
		case strings.ContainsRune("-–—−‐‑", r):
			all = append(all, token{text: dash})
		case r >= '0' && r <= '9':
			for end < len(typed) && strings.IndexByte("0123456789:.", typed[end]) >= 0 {
				end++
			}
			all = append(all, token{strings.TrimRight(typed[:end], ".:"), true})
		case unicode.IsLetter(r):
			for end < len(typed) {
				r, size := utf8.DecodeRuneInString(typed[end:])
				if !unicode.IsLetter(r) {
					break
				}
				end += size
			}
			switch word := strings.ToLower(typed[:end]); word {
			case "and", "from":
			case "to", "until", "till":
				all = append(all, token{text: dash})
			default:
				all = append(all, token{text: word})
			}
		case r == '.' || r == ':': // "Mon." and "Mon:"
		default:
			all = append(all, token{text: typed[:end]})
		}
		typed = typed[end:]
	}
	return all
}

// parser takes tokens from the front.
type parser struct{ rest []token }

func (p *parser) take() token {
	t := p.rest[0]
	p.rest = p.rest[1:]
	return t
}

// at reports whether the next token is a text.
func (p *parser) at(text string) bool { return len(p.rest) > 0 && p.rest[0].text == text }

// days reads the days in front of times.
func (p *parser) days() (named [7]bool, err error) {
	for found := false; ; found = true {
		if len(p.rest) == 0 || p.rest[0].number || nothing(p.rest[0].text) {
			if found {
				return named, nil
			}
			return named, wrong("%q has no day in front of it; %s.", shortened(p.word()), example)
		}
		word := p.take().text
		first, last, known := dayNamed(word)
		if !known {
			return named, wrong("%q is not a day; %s.", shortened(word), example)
		}
		if p.at(dash) {
			p.take()
			if len(p.rest) == 0 {
				return named, wrong("A day is missing after %q; %s.", shortened(word), example)
			}
			end := p.take().text
			from, to, known := dayNamed(end)
			if !known || from != to || first != last {
				return named, wrong("%q is not a range of days; %s.", shortened(word+dash+end), example)
			}
			last = to
		}
		for d := first; ; d = (d + 1) % 7 { // comes to last within a week
			named[d] = true
			if d == last {
				break
			}
		}
	}
}

// word is the next token for an error.
func (p *parser) word() string {
	if len(p.rest) == 0 {
		return ""
	}
	return p.rest[0].text
}

// dayNamed is the day of a name, or the range that a word stands for.
func dayNamed(word string) (first, last time.Weekday, known bool) {
	switch word {
	case "weekdays", "weekday", "workdays":
		return time.Monday, time.Friday, true
	case "daily", "everyday", "always":
		return time.Monday, time.Sunday, true
	case "weekend", "weekends":
		return time.Saturday, time.Sunday, true
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		full := strings.ToLower(d.String())
		if len(word) >= 2 && (strings.HasPrefix(full, word) || word == full+"s") {
			return d, d, true
		}
	}
	return 0, 0, false
}

// spans reads the times behind days: one or more, or a word for none.
func (p *parser) spans() ([]Span, error) {
	if len(p.rest) > 0 && nothing(p.rest[0].text) {
		p.take()
		return nil, nil
	}
	var all []Span
	for len(p.rest) > 0 && p.rest[0].number {
		s, err := p.span()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, wrong("A time is missing; %s.", example)
	}
	return all, nil
}

// span reads "9:00-12:30".
func (p *parser) span() (Span, error) {
	from, half, err := p.minute()
	if err != nil {
		return Span{}, err
	}
	if !p.at(dash) {
		return Span{}, wrong("An end is missing after %s; %s.", from, example)
	}
	p.take()
	if len(p.rest) == 0 || !p.rest[0].number {
		return Span{}, wrong("An end is missing after %s; %s.", from, example)
	}
	to, endHalf, err := p.minute()
	if err != nil {
		return Span{}, err
	}
	if to == 0 && endHalf != "pm" {
		to = day // midnight ends a day
	}
	if half == "" && endHalf == "pm" && from < day/2 && from+day/2 < to {
		from += day / 2 // "1-5pm"
	}
	s := Span{from, to}
	if s.Empty() {
		return Span{}, wrong("%s-%s ends before it begins; use the 24-hour clock, or am and pm, and split a night over two days.", from, to)
	}
	return s, nil
}

// minute reads one time; half is "am", "pm" or "".
func (p *parser) minute() (m Minute, half string, err error) {
	text := p.take().text
	hour, minutes, _ := strings.Cut(strings.ReplaceAll(text, ".", ":"), ":")
	h, err := strconv.Atoi(hour)
	n := 0
	if err == nil && minutes != "" {
		if n, err = strconv.Atoi(minutes); len(minutes) != 2 {
			err = strconv.ErrSyntax
		}
	}
	if p.at("am") || p.at("pm") || p.at("a") || p.at("p") {
		half = p.take().text[:1] + "m"
		if p.at("m") { // "a.m."
			p.take()
		}
		if h < 1 || h > 12 {
			err = strconv.ErrRange
		}
		h %= 12
		if half == "pm" {
			h += 12
		}
	} else if p.at("h") || p.at("uhr") {
		p.take()
	}
	if m = Minute(h*60 + n); err != nil || n > 59 || h > 24 || m > day {
		return 0, "", wrong("%q is not a time of day; %s.", shortened(text), example)
	}
	return m, half, nil
}

// shortened is a text for an error.
func shortened(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
