package icalendar

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// names are the properties that calendars know; of others only those that begin
// with X- are lines of their own, so that "Sent from my phone: hello" is none.
var names = strings.Fields(`ACKNOWLEDGED ACTION ATTACH ATTENDEE BEGIN BUSYTYPE CALSCALE CATEGORIES CLASS COLOR COMMENT COMPLETED CONCEPT CONFERENCE CONTACT CREATED
	DESCRIPTION DTEND DTSTAMP DTSTART DUE DURATION END EXDATE EXRULE FBTYPE FREEBUSY GEO IMAGE LAST-MODIFIED LINK LOCATION METHOD NAME ORGANIZER
	PERCENT-COMPLETE PRIORITY PRODID PROXIMITY RDATE RECURRENCE-ID REFID REFRESH-INTERVAL RELATED-TO REPEAT REQUEST-STATUS RESOURCES RRULE SEQUENCE SOURCE STATUS
	STRUCTURED-DATA STYLED-DESCRIPTION SUMMARY TRANSP TRIGGER TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL TZUNTIL TZID-ALIAS-OF UID URL VERSION XML`)

// nameOf is the property that a line is of, in upper case; "" for what is no
// line.
func nameOf(line string) string {
	end := strings.IndexAny(line, ":;")
	if end < 1 || end > 100 {
		return ""
	}
	name := strings.ToUpper(strings.TrimSpace(line[:end]))
	if strings.HasPrefix(name, "X-") && !strings.ContainsAny(name, " \t") || slices.Contains(names, name) {
		return name
	}
	return ""
}

// logicalLine is a line with what was folded, and what stands behind it and is
// no line.
type logicalLine struct{ main, tail string }

// logicalLines puts lines together that were folded, and hangs what is no line
// behind the one in front of it. An object that is indented as a whole has no
// folded lines that one could tell, but for those that are no lines.
func logicalLines(text string) []logicalLine {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	indented := indentedEnd().MatchString(text)
	var out []logicalLine
	var parts, tail []string // of the line that is being read: joined at its end
	flush := func() {
		if len(parts) > 0 {
			out = append(out, logicalLine{strings.Join(parts, ""), strings.Join(tail, "")})
		}
		parts, tail = nil, nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		folded := line != "" && (line[0] == ' ' || line[0] == '\t')
		switch {
		case strings.TrimSpace(line) == "":
		case folded && len(parts) > 0 && len(tail) == 0 && !(indented && nameOf(strings.TrimSpace(line)) != ""):
			parts = append(parts, line[1:])
		case nameOf(strings.TrimSpace(line)) != "" && (!folded || indented):
			flush()
			parts = append(parts, strings.TrimLeft(line, " \t"))
		case len(parts) > 0:
			tail = append(tail, line)
		}
	}
	flush()
	return out
}

var indentedEnd = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?mi)^[ \t]+(BEGIN|END):V`) })

// propertyOf takes a line apart. Of one that is quoted wrongly it finds the
// value by what a value of its kind looks like.
func propertyOf(l logicalLine) Property {
	p := Property{Name: nameOf(l.main), Tail: l.tail}
	rest := l.main[strings.IndexAny(l.main, ":;"):]
	if valueAt(rest) < 0 && l.tail != "" { // wrapped before its value
		rest, p.Tail, p.Repaired = rest+l.tail, "", true
	}
	params, value, strict := splitStrictly(rest)
	if strict && fits(p.Name, value) {
		p.params, p.Value = params, strings.TrimRight(value, " \t")
		return p
	}
	p.Repaired = true
	at := valueAt(rest)
	if by := byKind(p.Name, rest); by >= 0 {
		at = by
	}
	if at < 0 {
		p.params = splitLoosely(rest)
		return p
	}
	p.params, p.Value = splitLoosely(rest[:at]), strings.TrimRight(rest[at+1:], " \t")
	return p
}

// valueAt is where the colon in front of the value stands: the first that is
// not quoted, or else the first; -1 without one.
func valueAt(rest string) int {
	quoted := false
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '"':
			quoted = !quoted
		case ':':
			if !quoted {
				return i
			}
		}
	}
	return strings.IndexByte(rest, ':')
}

// splitStrictly reads ;NAME=VALUE;NAME="VALUE":value as RFC 5545 3.1 says.
func splitStrictly(rest string) (params []param, value string, ok bool) {
	for i := 0; i < len(rest); {
		if rest[i] == ':' {
			return params, rest[i+1:], true
		}
		if rest[i] != ';' {
			return nil, "", false
		}
		eq := strings.IndexByte(rest[i:], '=')
		if eq < 0 || !isParamName(rest[i+1:i+eq]) {
			return nil, "", false
		}
		name, from := rest[i+1:i+eq], i+eq+1
		end := endOfValue(rest, from)
		if end < 0 {
			return nil, "", false
		}
		params = append(params, param{strings.ToUpper(name), rest[from:end]})
		i = end
	}
	return nil, "", false
}

// endOfValue is where the value of a parameter ends that is quoted rightly or
// not at all; -1 when it is not.
func endOfValue(rest string, from int) int {
	fresh := true // a quoted value may begin here
	for i := from; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			end := strings.IndexByte(rest[i+1:], '"')
			if !fresh || end < 0 {
				return -1
			}
			i += end + 1
			if i+1 < len(rest) && !strings.ContainsRune(",;:", rune(rest[i+1])) {
				return -1
			}
		case c == ';' || c == ':':
			return i
		}
		fresh = rest[i] == ','
	}
	return -1
}

func isParamName(name string) bool {
	return name != "" && len(name) < 60 && strings.Trim(strings.ToUpper(name), "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}

// nextParamAt finds where a parameter of a known name begins.
var nextParamAt = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i);[ \t]*(ALTREP|CN|CUTYPE|DELEGATED-FROM|DELEGATED-TO|DIR|EMAIL|ENCODING|FMTTYPE|LANGUAGE|MEMBER|PARTSTAT|RANGE|RELTYPE|ROLE|RSVP|SCHEDULE-AGENT|SCHEDULE-STATUS|SENT-BY|TZID|VALUE|X-[A-Z0-9-]+)[ \t]*=`)
})

// splitLoosely finds the parameters by their names, however they are quoted.
func splitLoosely(text string) []param {
	var params []param
	found := nextParamAt().FindAllStringSubmatchIndex(text, 100)
	for n, f := range found {
		end := len(text)
		if n+1 < len(found) {
			end = found[n+1][0]
		}
		name, value := strings.ToUpper(text[f[2]:f[3]]), text[f[1]:end]
		if end := strings.IndexAny(value, ";:"); end >= 0 && slices.Contains(tokens, name) {
			value = value[:end] // a word holds neither, whatever stands behind it
		}
		params = append(params, param{name, strings.TrimRight(value, ";")})
	}
	return params
}

// tokens are the parameters whose values are single words.
var tokens = []string{"CUTYPE", "ENCODING", "PARTSTAT", "RANGE", "RELTYPE", "ROLE", "RSVP", "SCHEDULE-AGENT", "VALUE"}

var (
	plainURI = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\s*([^:]*$|(mailto|urn|https?|invalid|tel|cid|ldaps?|sip|xmpp|/[^:]*|\w+@[^:]*):)`)
	})
	aTime        = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*\d{8}(T\d{4,6}Z?)?\s*$`) })
	timeBehind   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`:\s*\d{8}(T\d{4,6}Z?)?\s*$`) })
	mailtoBehind = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i):\s*mailto\s*:`) })
)

// fits reports whether a value looks like one of its property's kind.
func fits(name, value string) bool {
	switch name {
	case "ATTENDEE", "ORGANIZER":
		return plainURI().MatchString(value) && !mailtoBehind().MatchString(value) && !strings.ContainsAny(value, "; \t")
	case "DTSTART", "DTEND", "DTSTAMP", "RECURRENCE-ID":
		return aTime().MatchString(value)
	}
	return true
}

// byKind finds the colon in front of a value by what such a value looks like;
// -1 when there is nothing that does.
func byKind(name, rest string) int {
	switch name {
	case "ATTENDEE", "ORGANIZER":
		if found := mailtoBehind().FindAllStringIndex(rest, 100); len(found) > 0 {
			return found[len(found)-1][0]
		}
		at := strings.LastIndexByte(rest, ':')
		if at >= 0 && strings.Contains(rest[at:], "@") {
			return at
		}
	case "DTSTART", "DTEND", "DTSTAMP", "RECURRENCE-ID":
		if found := timeBehind().FindStringIndex(rest); found != nil {
			return found[0]
		}
	}
	return -1
}

// Line takes one content line apart that is not folded any more; ok is false for
// what is none.
func Line(text string) (p Property, ok bool) {
	if nameOf(text) == "" {
		return Property{}, false
	}
	return propertyOf(logicalLine{main: text}), true
}

// Name is the property that a line is of, in upper case, and "" for what is no
// line: enough to pass over what nobody asks for.
func Name(line string) string { return nameOf(line) }
