package windows

import (
	"regexp"
	"strings"
	"sync"

	"recruitty/recruit/sanitize"
)

// hers is what she wrote herself: the text without the lines that she quotes, with
// addresses and telephone numbers blanked, since their digits are no times. signature
// is the byte at which her closing words begin, the length of the text if they do not.
type hers struct {
	text      string
	signature int
	signed    bool // by the line of two dashes that mail programs put before a signature
	quoted    int  // lines that were left out
	cut       bool // the text was longer than MaxText
}

func ownWords(text string) hers {
	var h hers
	if len(text) > MaxText {
		text, h.cut = strings.ToValidUTF8(text[:MaxText], ""), true
	}
	text, _ = sanitize.Text(text, MaxText) // shorter than the bound, which counts bytes
	forms := mailForms()
	lines := strings.Split(text, "\n")
	kept := make([]string, 0, len(lines))
	h.signature = -1
	size, words := 0, 0
	for n := 0; n < len(lines); n++ {
		line := strings.TrimSpace(lines[n])
		switch {
		case strings.HasPrefix(line, ">"), strings.HasPrefix(line, "|") && strings.Count(line, "|") == 1:
			h.quoted++
			line = ""
		case forms.wrote.MatchString(line):
			h.quoted++
			line = ""
		case n+1 < len(lines) && forms.wroteFirst.MatchString(line) && forms.wroteLast.MatchString(strings.TrimSpace(lines[n+1])):
			h.quoted += 2
			line = ""
			n++
		case forms.original.MatchString(line), forms.header.MatchString(line) && headers(forms, lines[n:]):
			h.quoted += len(lines) - n
			n, line = len(lines), ""
		case line == "--" || h.signature < 0 && words >= minLetter && forms.closing.MatchString(line) && closes(lines[n+1:], forms):
			if h.signature < 0 {
				h.signature, h.signed = size, line == "--"
			}
		}
		words += len(strings.Fields(line))
		line = forms.address.ReplaceAllStringFunc(line, blanks)
		line = forms.phone.ReplaceAllStringFunc(line, blanks)
		kept = append(kept, line)
		size += len(line) + 1
	}
	h.text = strings.Join(kept, "\n")
	if h.signature < 0 {
		h.signature = len(h.text)
	}
	return h
}

// minLetter is how many words stand before a closing at least: "Thanks!" may begin a mail.
const minLetter = 4

func blanks(s string) string { return strings.Repeat(" ", len(s)) }

type forms struct {
	wrote, wroteFirst, wroteLast, original, header, closing, address, phone *regexp.Regexp
}

// mailForms are how mail programs and people mark what is not part of the message. They
// are never changed.
var mailForms = sync.OnceValue(func() forms {
	return forms{
		wrote:      regexp.MustCompile(`(?i)^(?:on|am|le|el)\b.{6,200}(?:wrote|schrieb|écrit|escribió).{0,80}:$`),
		wroteFirst: regexp.MustCompile(`(?i)^(?:on|am|le|el)\b.{0,40}\d{1,2}.{6,200}$`),
		wroteLast:  regexp.MustCompile(`(?i)^.{0,100}(?:wrote|schrieb|écrit|escribió).{0,80}:$`),
		original:   regexp.MustCompile(`(?i)^[-_ ]{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|original-?nachricht|message d'origine|message original|mensaje original|weitergeleitete nachricht)\s*[-_ ]*$`),
		header:     regexp.MustCompile(`(?i)^\*?(?:from|von|de)\s?:\*?\s.{1,200}$`),
		closing: regexp.MustCompile(`(?i)^(?:(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes|thanks)|regards|best|cheers|sincerely|yours(?: sincerely| truly| faithfully)?|thanks(?: again| so much| a lot)?|thank you|many thanks|all the best|` +
			`(?:mit )?(?:freundlichen|vielen|besten|lieben|schönen|herzlichen|viele|beste|liebe|schöne|herzliche|freundliche) (?:grüßen|grüssen|grüße|grüsse|dank)|mfg|vg|lg|gruß|gruss|danke|` +
			`(?:bien )?cordialement|bien à vous|sincères salutations|(?:meilleures|cordiales) salutations|merci|bonne journée|` +
			`(?:un )?(?:cordial |atento )?saludos?(?: cordial(?:es)?)?|atentamente|(?:muchas )?gracias|un abrazo)\s*[,.!]*$`),
		address: regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+|\b[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}`),
		phone:   regexp.MustCompile(`(?i)\+\d[\d ()./-]{7,20}\d\b|\b0\d{2,4}[ /]\d{3,4}(?: ?\d{2,4}){1,3}\b|\b0\d(?: \d\d){4}\b|\b\d{3}[-. ]\d{3}[-. ]\d{3,4}\b|\(\d{2,5}\)[\d ./-]{5,16}\d\b|\b(?:tel|telefon|phone|mobile|mobil|cell|handy|tél|téléphone|móvil|teléfono|fax)\b[.: ]{0,3}[\d(][\d ()./-]{5,20}\d\b`),
	}
})

// headers reports whether a block of mail headers begins with the first of some lines.
func headers(f forms, lines []string) bool {
	found := 0
	for _, line := range lines[:min(len(lines), 6)] {
		name, _, colon := strings.Cut(strings.Trim(line, "* "), ":")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "from", "von", "de", "sent", "gesendet", "envoyé", "enviado", "date", "datum", "fecha", "to", "an", "à", "para", "subject", "betreff", "objet", "asunto", "cc":
			if colon {
				found++
			}
		}
	}
	return found >= 3
}

// closes reports whether so little stands behind a closing that it is one: a name and
// an address, not the rest of a letter that began with thanks.
func closes(rest []string, f forms) bool {
	lines, words := 0, 0
	for _, line := range rest {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, ">") || f.original.MatchString(line) || f.wrote.MatchString(line) || f.wroteFirst.MatchString(line) && words > 0 {
			break
		}
		if line != "" {
			lines++
			words += len(strings.Fields(line))
		}
	}
	return lines <= 8 && words <= 40
}
