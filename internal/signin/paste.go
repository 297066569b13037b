package signin

import (
	"net/url"
	"strings"
	"unicode"
)

// maxPaste bounds what a person can sensibly have copied, in bytes.
const maxPaste = 8 << 10

// parsePasted finds the answer in what a person copied: an address, its query, or the bare code. Line breaks and
// blanks are ignored because terminals wrap long addresses. state is empty if there was none.
func parsePasted(service, pasted string) (answer response, state string, err error) {
	if len(pasted) > maxPaste {
		return response{}, "", notAnswer("That is too long to be the address on which the browser ended; paste only the address.")
	}
	compact := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, pasted)
	if bareCode(compact) {
		return response{code: compact}, "", nil
	}
	query := compact
	if _, rest, found := strings.Cut(compact, "?"); found {
		query = rest
	}
	query, _, _ = strings.Cut(query, "#")
	values, parseErr := url.ParseQuery(query)
	code, refusal := values.Get("code"), values.Get("error")
	switch {
	case parseErr == nil && plausibleCode(code):
		return response{code: code}, values.Get("state"), nil
	case parseErr == nil && refusal != "":
		return response{err: &Refusal{word(refusal)}}, values.Get("state"), nil
	}
	return response{}, "", notAnswer("That is not the answer from " + service + "; paste the whole address on which the browser ended.")
}

// plausibleCode reports whether a text can be an authorisation code: short enough, and of the characters that codes have.
// Google's have a slash, Microsoft's stars, dollar and exclamation marks.
func plausibleCode(code string) bool { return codeOf(code, "-._~/$*!+") }

// bareCode reports whether a text is a code alone, and neither an address nor words.
func bareCode(text string) bool { return codeOf(text, "-._~/$*+") }

func codeOf(text, signs string) bool {
	return text != "" && len(text) <= 4096 && strings.IndexFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(signs, r))
	}) < 0
}

// word is a provider's error word as it may be shown.
func word(refusal string) string {
	kept := strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' || r == ' ' {
			return r
		}
		return -1
	}, refusal)
	return kept[:min(len(kept), 100)]
}
