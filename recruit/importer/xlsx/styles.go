package xlsx

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"recruitty/recruit/importer/xmltext"
)

// style is how a number is to be read.
type style struct {
	day     bool // as a date
	clock   bool // as a time of day
	elapsed bool // as hours that have passed
	digits  int  // as a number with at least so many digits
}

// styles reads which styles are those of dates.
func (b *Book) styles(ctx context.Context) error {
	codes := map[int]string{}
	inCells := false
	return b.each(ctx, "xl/styles.xml", maxPart, func(_ *xmltext.Reader, t xmltext.Token) error {
		switch {
		case t.Name == "cellXfs":
			inCells = t.Kind == xmltext.Start
		case t.Kind != xmltext.Start:
		case t.Name == "numFmt" && len(codes) < maxStyles:
			if id, err := strconv.Atoi(t.Attr("numFmtId")); err == nil {
				codes[id] = t.Attr("formatCode")
			}
		case t.Name == "xf" && inCells && len(b.dates) < maxStyles:
			id, _ := strconv.Atoi(t.Attr("numFmtId"))
			if code, own := codes[id]; own {
				b.dates = append(b.dates, styleOf(code))
			} else {
				b.dates = append(b.dates, builtIn(id))
			}
		}
		return nil
	})
}

// builtIn is a format that has a number only (ECMA-376, 18.8.30).
func builtIn(id int) style {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return style{day: true}
	case id == 22:
		return style{day: true, clock: true}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return style{clock: true}
	case id == 46:
		return style{clock: true, elapsed: true}
	}
	return style{}
}

var (
	notCode = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"[^"]*"|\\.|_.|\*.`) })
	bracket = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[[^\]]*\]`) })
	hours   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`) })
	zeros   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^0{2,20}$`) })
)

// styleOf reads the code of a number format, such as "dd.mm.yyyy hh:mm".
func styleOf(code string) style {
	if len(code) > 1000 {
		return style{}
	}
	code = notCode().ReplaceAllString(code, "")
	code, _, _ = strings.Cut(code, ";")
	elapsed := hours().MatchString(code)
	code = strings.ToLower(bracket().ReplaceAllStringFunc(code, func(in string) string {
		if hours().MatchString(in) {
			return strings.Trim(in, "[]")
		}
		return ""
	}))
	if zeros().MatchString(code) {
		return style{digits: len(code)}
	}
	if strings.Contains(code, "general") || strings.ContainsAny(code, "#?@") {
		return style{}
	}
	s := style{day: strings.ContainsAny(code, "ydg"), clock: strings.ContainsAny(code, "hs"), elapsed: elapsed}
	if !s.day && !s.clock && strings.Contains(code, "m") {
		s.day = true
	}
	return s
}
