package mail

import (
	"regexp"
	"strings"
	"sync"

	"recruitty/internal/icalendar"
	"recruitty/mail/foreign"
	"recruitty/recruit/sanitize"
)

// maxWritten bounds what is kept of what a person wrote, in octets.
const maxWritten = 64 << 10

// written is everything that a person wrote, line by line. What they quote stands behind a
// ">", whether or not their program writes one: some only put a line in front of it.
func written(m foreign.Mail) string {
	text, err := sanitize.Text(bodyOf(m, linesOf), maxReport)
	if err != nil {
		text = sanitize.Cut(text, maxReport)
	}
	var out strings.Builder
	behind := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		marked := strings.HasPrefix(line, ">")
		if !marked && quoteBegins().MatchString(line) {
			behind = !strings.Contains(text, "\n>") // else its marks say what is quoted
			line = "> " + line
		} else if behind && !marked && line != "" {
			line = "> " + line
		}
		if out.Len()+len(line) >= maxWritten {
			break
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

var (
	hidden = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)<(style|script|head|title)\b.*?</(style|script|head|title)>|<!--.*?-->`)
	})
	lineEnd = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)<br\s*/?>|</?(p|div|li|tr|h[1-6]|table|blockquote|pre|ul|ol|hr)\b[^>]{0,1000}>`)
	})
)

// linesOf is the text of a page of HTML with its lines, what is quoted included.
func linesOf(page string) string {
	page = hidden().ReplaceAllString(page[:min(len(page), maxReport)], " ")
	pre := strings.Contains(strings.ToLower(page), "pre-line") || strings.Contains(strings.ToLower(page), "<pre")
	if !pre { // a line break of the source is a space, but where it was said to be kept
		page = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(page)
	}
	page = lineEnd().ReplaceAllString(page, "\n")
	return strings.ReplaceAll(icalendar.Readable(tag().ReplaceAllString(page, "")), "\u00a0", " ")
}
