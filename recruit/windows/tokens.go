package windows

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
)

type tokenKind int

const (
	tokenWord   tokenKind = iota // letters
	tokenNumber                  // digits, at most four
	tokenSign                    // one character that is neither
	tokenBreak                   // the end of a line
	tokenBlank                   // an empty line, or where lines were left out
)

// token is a word, a number, a sign, or the end of a line.
type token struct {
	kind       tokenKind
	start, end int    // bytes in the text
	key        string // as the lists of words spell it: lower case, without accents
	value      int    // of a number
	digits     int    // of a number
	glued      bool   // nothing stands between it and the token before
	capital    bool   // begins with a capital letter
	upper      bool   // has only capital letters, two at least
}

// tokenize cuts a text into tokens. Each step takes a character at least.
func tokenize(text string) []token {
	var tokens []token
	spaced := true
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		next := at + size
		switch {
		case r == '\n':
			kind := tokenBreak
			if strings.HasPrefix(strings.TrimLeft(text[next:], " \t"), "\n") {
				kind = tokenBlank
			}
			tokens = append(tokens, token{kind: kind, start: at, end: next})
			spaced = true
			at = next
			continue
		case unicode.IsSpace(r):
			spaced = true
			at = next
			continue
		case r >= '0' && r <= '9':
			next = at + run(text[at:], func(r rune) bool { return r >= '0' && r <= '9' })
			t := token{kind: tokenNumber, start: at, end: next, key: text[at:next], digits: next - at, glued: !spaced}
			if t.digits <= 4 {
				t.value, _ = strconv.Atoi(t.key)
			} else {
				t.value = -1
			}
			tokens = append(tokens, t)
		case unicode.IsLetter(r):
			next = at + run(text[at:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) })
			word := wordToken(text, at, next, !spaced)
			if cut := compound(text[at:next]); cut > 0 {
				tokens = append(tokens, wordToken(text, at, at+cut, !spaced))
				word = wordToken(text, at+cut, next, false)
			}
			tokens = append(tokens, word)
		default:
			tokens = append(tokens, token{kind: tokenSign, start: at, end: next, key: plainSign(r), glued: !spaced})
		}
		spaced = false
		at = next
	}
	return tokens
}

func wordToken(text string, from, to int, glued bool) token {
	word := text[from:to]
	first, size := utf8.DecodeRuneInString(word)
	t := token{kind: tokenWord, start: from, end: to, key: sanitize.Fold(word), glued: glued, capital: unicode.IsUpper(first)}
	if t.key == "si" && strings.ToLower(word) != "si" { // "sí" is yes, "si" is if
		t.key = "yes"
	}
	switch t.key { // what might be differs from what was by two dots
	case "hatte", "hatten", "ware", "waren", "wurde", "wurden", "konnte", "konnten":
		if strings.ContainsAny(word, "äöüÄÖÜ\u0308") {
			t.key = umlauts.Replace(strings.ToLower(word))
		}
	}
	t.upper = t.capital && size < len(word) && strings.ToUpper(word) == word
	return t
}

// umlauts spells the German letters as people do who have none. It is never changed.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

// compound is where a German word such as Mittwochvormittag is to be cut in two, 0 for
// other words.
func compound(word string) int {
	lower := strings.ToLower(word)
	if len(lower) != len(word) {
		return 0
	}
	for _, day := range []string{"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag"} {
		rest, found := strings.CutPrefix(lower, day)
		switch strings.TrimSuffix(rest, "s") {
		case "vormittag", "nachmittag", "abend", "morgen", "früh", "mittag":
			if found {
				return len(day)
			}
		}
	}
	return 0
}

// run is how many bytes at the beginning of a text satisfy a condition.
func run(text string, is func(rune) bool) int {
	if n := strings.IndexFunc(text, func(r rune) bool { return !is(r) }); n >= 0 {
		return n
	}
	return len(text)
}

// plainSign is one spelling for the signs that are used alike.
func plainSign(r rune) string {
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '~':
		return "-"
	case '\u2019', '\u2018', '\u00b4', '`':
		return "'"
	case '\u2022', '\u00b7', '\u25aa', '\u25cf':
		return "*"
	case '\u00ba', '\u00aa', '\u00b0':
		return "º"
	}
	return string(r)
}

// is reports whether the token at a place is a sign or a word by its key.
func (r *reader) is(i int, keys ...string) bool {
	if i < 0 || i >= len(r.tokens) {
		return false
	}
	for _, key := range keys {
		if r.tokens[i].key == key && r.tokens[i].kind != tokenNumber {
			return true
		}
	}
	return false
}

func (r *reader) number(i int) (int, bool) {
	if i < 0 || i >= len(r.tokens) || r.tokens[i].kind != tokenNumber {
		return 0, false
	}
	return r.tokens[i].value, true
}

func (r *reader) glued(i int) bool { return i >= 0 && i < len(r.tokens) && r.tokens[i].glued }

// overBreak is the place behind the ends of lines that a mail program has put in.
func (r *reader) overBreak(i int) int {
	for i < len(r.tokens) && r.tokens[i].kind == tokenBreak && !r.bullet(i+1) {
		i++
	}
	return i
}

// bullet reports whether an item of a list begins at a token.
func (r *reader) bullet(i int) bool {
	return r.is(i, "*", "-", "•") && !r.glued(i+1)
}
