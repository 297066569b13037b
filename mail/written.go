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
	lines := strings.Split(text, "\n")
	behind, depth, attribution := false, 0, 0
	for n, line := range lines {
		line = strings.TrimSpace(line)
		switch line {
		case quoteOpens:
			depth++
			continue
		case quoteCloses:
			depth = max(0, depth-1)
			continue
		}
		marked := strings.HasPrefix(line, ">")
		if begins, over := beginsQuote(lines[n:]); begins && !marked {
			// Else its marks or the page itself say what is quoted, and where that ends.
			behind = !strings.Contains(text, "\n>") && !opensNext(lines[n+over:])
			attribution = over
		}
		if (behind || depth > 0 || attribution > 0) && !marked && line != "" {
			line = "> " + line
		}
		attribution--
		if out.Len()+len(line) >= maxWritten {
			break
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// opensNext reports whether the first of lines that says anything opens a quotation.
func opensNext(lines []string) bool {
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			return line == quoteOpens
		}
	}
	return false
}

// quoteBegins matches the line behind which a mail repeats the one before, and attributed one
// that names its author; programs that fold long lines write the latter over two or three.
// quoteHead and quoteHeadGoesOn match the first and the second line of a repeated header, of
// which the first may name an author without an address.
var (
	quoteBegins = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(>|-{2,} ?(original|forwarded|ursprüngliche|message d'origine|mensaje original)|_{8,}|(from|von|de|da): .*@)`)
	})
	attributed = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(on|am|le|el|en|il) .{4,240}(wrote|schrieb( .{1,120})?|hat .{1,200} geschrieben|a écrit|escribió|ha scritto) ?:$|^.{0,120}<[^<>\s]{3,254}> (wrote on|schrieb am|a écrit le|escribió el|ha scritto il) .{4,80}:$`)
	})
	attributionBegins = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^(on|am|le|el|en|il) `) })
	quoteHead         = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^\*?(from|von|de|da) ?:\*? ?\S`) })
	quoteHeadGoesOn   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\*?(sent|date|to|gesendet|datum|an|envoyé|à|enviado|enviado el|fecha|para|inviato|data) ?:\*? ?\S`)
	})
)

// beginsQuote reports whether the first of lines is where a mail begins to repeat the one
// before, and in how many lines it says so.
func beginsQuote(lines []string) (begins bool, over int) {
	first := strings.TrimSpace(lines[0])
	if quoteBegins().MatchString(first) {
		return true, 1
	}
	if quoteHead().MatchString(first) && len(lines) > 1 && quoteHeadGoesOn().MatchString(strings.TrimSpace(lines[1])) {
		return true, 1
	}
	named := strings.Contains(first, "<") // its author, before the verb
	for n := range min(3, len(lines)) {
		if n > 0 {
			next := strings.TrimSpace(lines[n])
			if next == "" || !named && !attributionBegins().MatchString(first) {
				break
			}
			first += " " + next
		}
		if len(first) > 400 {
			break
		}
		if attributed().MatchString(first) {
			return true, n + 1
		}
	}
	return false, 0
}

var (
	hidden = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)<(style|script|head|title)\b.*?</(style|script|head|title)>|<!--.*?-->`)
	})
	blockquote = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)</?blockquote\b[^>]{0,1000}>`) })
	lineEnd    = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)<br\s*/?>|</?(p|div|li|tr|h[1-6]|table|blockquote|pre|ul|ol|hr)\b[^>]{0,1000}>`)
	})
)

// What stands in the place of a quotation's tags while a page is read. Lines of a mail hold
// no control character but their end, so that none can be taken for one of these.
const (
	quoteOpens  = "\ue000"
	quoteCloses = "\ue001"
)

// linesOf is the text of a page of HTML with its lines, what is quoted included.
func linesOf(page string) string {
	page = hidden().ReplaceAllString(page[:min(len(page), maxReport)], " ")
	pre := strings.Contains(strings.ToLower(page), "pre-line") || strings.Contains(strings.ToLower(page), "<pre")
	if !pre { // a line break of the source is a space, but where it was said to be kept
		page = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(page)
	}
	page = strings.NewReplacer(quoteOpens, "", quoteCloses, "").Replace(page)
	page = blockquote().ReplaceAllStringFunc(page, func(tag string) string {
		if tag[1] == '/' {
			return "\n" + quoteCloses + "\n"
		}
		return "\n" + quoteOpens + "\n"
	})
	page = lineEnd().ReplaceAllString(page, "\n")
	return strings.ReplaceAll(icalendar.Readable(tag().ReplaceAllString(page, "")), "\u00a0", " ")
}
