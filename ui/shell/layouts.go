package shell

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// latin gives a key typed on a non-latin layout the letter that stands on the
// same place of a US keyboard. Where the terminal tells the place it is that;
// where it does not, the layout that a letter is typed on nearly everywhere
// counts. Only text outside ASCII is touched, so that Dvorak and the like keep
// their own letters, and never in a field.
func (a *App) latin(msg tea.KeyPressMsg) tea.KeyPressMsg {
	if msg.Text == "" || msg.Text[0] < utf8.RuneSelf {
		return msg
	}
	place := msg.BaseCode
	if place <= ' ' || place >= 0x7f {
		typed, n := utf8.DecodeRuneInString(msg.Text)
		if n < len(msg.Text) {
			return msg
		}
		if place = placeOf(typed, a.session.Language); place == 0 {
			return msg
		}
	} else if msg.Mod.Contains(tea.ModShift) {
		place = unicode.ToUpper(place)
	}
	msg.Code, msg.Text = unicode.ToLower(place), string(place)
	return msg
}

// layout is a national layout: its letters and the keys of a US keyboard on which
// they stand.
type layout struct{ letters, keys string }

// layouts are those of which a terminal's text can tell the place.
func layouts() []layout {
	return []layout{
		// Russian, Ukrainian and Belarusian.
		{"йцукенгшщзхъфывапролджэячсмитьбюіїєў", "qwertyuiop[]asdfghjkl;'zxcvbnm,.s]'o"},
		{"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"},                 // Greek
		{"קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."},             // Hebrew
		{"ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ", "qwertyuiopasdfghjklzxcvbnmQWERTOP"}, // Korean
		{"ضصثقفغعهخحشسيیبلاتنمرؤىة", "qwertyuiopasddfghjklvcnm"},                   // Arabic and Persian, where they agree
	}
}

// placeOf is the key of a US keyboard on which a letter is typed, or 0. Cyrillic
// has other layouts in the languages that are named here.
func placeOf(letter rune, language string) rune {
	small := unicode.ToLower(letter)
	if unicode.Is(unicode.Cyrillic, small) {
		for _, other := range []string{"bg", "sr", "mk", "mn"} {
			if strings.HasPrefix(language, other) {
				return 0
			}
		}
	}
	for _, l := range layouts() {
		i := 0
		for _, r := range l.letters {
			if r == small {
				key := rune(l.keys[i])
				if small != letter {
					key = unicode.ToUpper(key)
				}
				return key
			}
			i++
		}
	}
	return 0
}
