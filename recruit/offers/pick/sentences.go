package pick

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// word is one word, number or sign of a sentence.
type word struct {
	text    string // in small letters; empty for a number
	number  string // digits alone
	copied  int    // the option whose text stood here
	ordinal bool   // number has an ending, as in "2nd"
	time    bool   // text is a time of day or a date
	capital bool   // begins with a capital letter
}

type sentence struct {
	words    []word
	question bool
}

// text is a sentence in small letters, without its numbers.
func (s sentence) text() string {
	var words []string
	for _, w := range s.words {
		if w.text != "" && w.text != "," {
			words = append(words, w.text)
		}
	}
	return strings.Join(words, " ")
}

// ownLines are the lines of a text that its author wrote, up to the signature, and whether
// that is all of them.
func ownLines(text string) (own []string, whole bool) {
	if whole = len(text) <= maxText; !whole {
		text = text[:maxText]
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, ">"):
			continue
		case line == "--", line == "—", signature().MatchString(line):
			return own, whole
		case len(own) == maxLines:
			return own, false
		}
		own = append(own, line)
	}
	return own, whole
}

// maxSignature is how many lines stand under a closing formula at most.
const maxSignature = 10

// unsigned are lines up to a closing formula that stands alone, such as "Best regards," where
// what is under it is a signature: of its lines none warns or asks, and none that has the number
// of an option says something in known words. Another answer may stand there as well.
func unsigned(lines []string, options int) []string {
	for n, line := range lines {
		if !closing().MatchString(plain(line)) {
			continue
		}
		under := strings.TrimSpace(strings.Join(lines[n+1:], "\n"))
		if strings.Count(under, "\n") >= maxSignature {
			return lines
		}
		for one := range strings.SplitSeq(under, "\n") {
			if !signs(one, options) {
				return lines
			}
		}
		return lines[:n+1]
	}
	return lines
}

// signs reports whether a line may be one of a signature.
func signs(line string, options int) bool {
	for _, s := range split([]string{line}, nil) {
		if s.question {
			return false
		}
		names, speaks, other := false, false, false
		for n, w := range s.words {
			value, err := strconv.Atoi(w.number)
			names = names || w.number != "" && err == nil && value >= 1 && value <= options || numberWord(s.words, n, options, false) != 0
			switch {
			case w.time, listed(warnings(), w.text), w.text == "ps", w.text == "p":
				return false
			case w.text == "", w.text == ",", listed(inAddresses(), w.text):
			case listed(agreeing(), w.text):
				speaks = true
			default:
				other = true
			}
		}
		if names && speaks || names && !other && !listedAny(line) {
			return false
		}
	}
	return true
}

// listedAny reports whether a line has a word that no list has, as a street has.
func listedAny(line string) bool {
	for _, s := range split([]string{line}, nil) {
		for _, w := range s.words {
			if len(w.text) > 2 && !listed(agreeing(), w.text) && !listed(inAddresses(), w.text) {
				return true
			}
		}
	}
	return false
}

// inAddresses are words that streets and titles have as well.
var inAddresses = listOf(`the der den die das la le les el los las de du des à a y et und im in für for of and`)

// closing matches a line that is a closing formula alone.
var closing = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^((best|kind|kindest|warm|warmest|with kind|with best|many) )?(regards|wishes|greetings)[,.!]*$|^(best|cheers|sincerely|yours sincerely|yours faithfully|yours truly|all the best|many thanks|thanks|thank you|thanks and regards|best and thanks)[,.!]*$` +
		`|^(mit )?(freundlichen|besten|herzlichen|vielen|lieben|schönen|freundliche|beste|herzliche|viele|liebe|schöne) (grüßen|grüssen|grüße|grüsse|gruß|gruss)[,.!]*( aus .{2,30})?$|^(mit freundlichem gruß|lieber gruß|schöner gruß|gruß|grüße|lg|vg|mfg)[,.!]*$` +
		`|^(bien |très )?cordialement[,.!]*$|^(bien à vous|à bientôt|meilleures salutations|salutations distinguées|sincères salutations|bonne journée|bonne soirée|merci d'avance)[,.!]*$` +
		`|^(un )?(cordial )?saludos?( cordial| cordiales| atentos?)?[,.!]*$|^(muchos saludos|atentamente|cordialmente|un abrazo|gracias de antemano)[,.!]*$`)
})

// signature matches the line that a program on a telephone puts under what was written.
var signature = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(sent (from|with|via) |get outlook for |gesendet (von|mit) |von meinem .{2,40} gesendet|diese nachricht wurde von mein|outlook für .{2,200} (laden|beziehen|herunterladen)|holen sie sich outlook|envoyé (de|depuis|avec|à partir) |télécharge[rz] outlook|obtenir outlook|enviado (desde|con) |obtener outlook|obtén outlook|inviato da )`)
})

// mark stands on both sides of the number of an option whose text was copied.
const mark = "\uf8ff"

// tokens matches, in this order: a telephone number, a date with the name of its month, a time
// or a date in digits, a number with its ending, a copied option, a word, a sign that matters.
var tokens = sync.OnceValue(func() *regexp.Regexp {
	months := `(?:` + strings.Join(months(), "|") + `)\b\.?`
	return regexp.MustCompile(`(?i)\+\d[\d ()/.\-]{5,25}\d|\b\d{1,2}(?:st|nd|rd|th|er|º|\.)? (?:de |of )?` + months + `|` + months + ` \d{1,2}(?:st|nd|rd|th)?\b` +
		`|\d+(?:[:.,/\-]\d+)+|\d+(?:st|nd|rd|th|ère|er|ème|eme|ten|ter|tes|te|e|ª|º|°|a|o)?\b|` + mark + `\d+` + mark + `|\pL[\pL\pM]*(?:['’][\pL\pM]+)*|[.!?;,\n]`)
})

// split makes sentences of lines. The text of an option becomes one word.
func split(lines, options []string) []sentence {
	text := strings.ReplaceAll(plain(strings.Join(lines, "\n")), mark, "")
	for n, option := range options {
		text = markCopy(text, option, n+1)
	}
	if len(options) > 0 {
		text = markMoments(settled(text), options)
	}
	var all []sentence
	var now sentence
	end := func() {
		if now.words = withoutGreeting(now.words); len(now.words) > 0 {
			all = append(all, now)
		}
		now = sentence{}
	}
	for _, t := range tokens().FindAllString(text, -1) {
		switch t {
		case "?":
			if now.question = !asksFor().MatchString(now.text()); !now.question {
				now.words = now.words[1:] // "may", "could"
			}
			end()
			continue
		case ".":
			if n := len(now.words); n > 0 && numberSign(now.words[n-1].text) {
				continue // of an abbreviation, as in "No. 2"
			}
			end()
			continue
		case "!", ";", "\n":
			end()
			continue
		}
		if w, says := read(t); says {
			now.words = append(now.words, w)
		}
	}
	end()
	return all
}

// read reads one token. It says nothing when it is a telephone number.
func read(token string) (w word, says bool) {
	if copied, is := strings.CutPrefix(token, mark); is {
		w.copied, _ = strconv.Atoi(strings.TrimSuffix(copied, mark))
		return w, true
	}
	lower := strings.ReplaceAll(strings.ToLower(token), "’", "'")
	first := []rune(token)[0]
	hasDigit := strings.IndexFunc(token, isDigit) >= 0
	if !hasDigit {
		return word{text: lower, capital: unicode.IsUpper(first)}, true
	}
	digits := strings.TrimRightFunc(token, func(r rune) bool { return !isDigit(r) })
	onlyDigits := strings.IndexFunc(digits, func(r rune) bool { return !isDigit(r) }) < 0
	switch ending := token[len(digits):]; {
	case onlyDigits && !strings.Contains(ending, " "):
		return word{number: digits, ordinal: ending != ""}, true
	case first == '+' || len(strings.Map(digitsAlone, token)) > 8:
		return word{}, false
	}
	return word{text: lower, time: true}, true
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func digitsAlone(r rune) rune {
	if isDigit(r) {
		return r
	}
	return -1
}

// plain is a text with signs that look alike written one way: a digit in a circle or on a key
// is a digit, and a run of spaces one space.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '\ufe0f', '\u20e3', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
			return -1
		case '–', '—', '−', '‑':
			return '-'
		}
		return r
	}, text)
	lines := strings.Split(norm.NFKC.String(text), "\n")
	for n, line := range lines {
		lines[n] = strings.Join(strings.Fields(line), " ")
	}
	return strings.Join(lines, "\n")
}

// markCopy puts the number of an option between marks where a text repeats it, together with
// the number before it.
func markCopy(text, option string, n int) string {
	option = plain(option)
	if option == "" {
		return text
	}
	number := strconv.Itoa(n)
	copied := regexp.MustCompile(`(?i)(?:\b` + number + `[.):]? ?)?` + regexp.QuoteMeta(option))
	return copied.ReplaceAllLiteralString(text, " "+mark+number+mark+" ")
}

// withoutGreeting takes away how a sentence greets: words of greeting, and up to three of a
// name, which no list of words has.
func withoutGreeting(words []word) []word {
	if len(words) > 0 && listed(greetings(), words[0].text) {
		for names := 0; len(words) > 0; words = words[1:] {
			w := words[0]
			if listed(greetings(), w.text) || listed(afterGreeting(), w.text) {
				continue
			}
			if names++; !w.capital || names > 3 || listed(agreeing(), w.text) || listed(warnings(), w.text) {
				break
			}
		}
	}
	for len(words) > 0 && words[0].text == "," {
		words = words[1:]
	}
	for len(words) > 0 && words[len(words)-1].text == "," {
		words = words[:len(words)-1]
	}
	return words
}
