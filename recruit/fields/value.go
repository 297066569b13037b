package fields

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Value reads what was typed into the field, and returns it as it is kept: a number with a
// point and without separators, a day as 2026-12-01, yes or no, or the choice as the list
// has it. "" is no value. now is when days such as "tomorrow" are meant. The errors are
// recruit.ErrInvalid, about Key.
func (f Field) Value(typed string, now time.Time) (string, error) {
	text, err := recruit.CleanText(f.Key(), f.Name, typed, recruit.MaxField)
	if text = strings.TrimSpace(text); err != nil || text == "" {
		return "", err
	}
	wrong := func(format string, args ...any) error {
		return recruit.Invalid(f.Key(), "%s: “%s” "+format, append([]any{f.Name, recruit.Shorten(text)}, args...)...)
	}
	//exhaustive:enforce
	switch f.Type {
	case Text:
		return text, nil
	case Number:
		if value, ok := number(text); ok {
			return value, nil
		}
		return "", wrong("is not a number; write it like 3 or 70,000.50.")
	case Date:
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			return day.Format(time.DateOnly), nil
		}
		m, err := timeparse.ParseDay(text, now, time.UTC)
		var year *timeparse.YearError
		switch {
		case errors.As(err, &year):
			return "", wrong("needs its year; write it like %s.", year.Past.Format(time.DateOnly))
		case err != nil || m.Timed:
			return "", wrong("is not a day; write it like 2026-12-01.")
		}
		return m.Time.Format(time.DateOnly), nil
	case YesNo:
		switch sanitize.Fold(text) {
		case "yes", "y", "true", "1":
			return "yes", nil
		case "no", "n", "false", "0":
			return "no", nil
		}
		return "", wrong("is neither yes nor no.")
	case Choice:
		if value, ok := f.choice(text); ok {
			return value, nil
		}
		return "", wrong("is not in the list; it is one of %s.", strings.Join(f.Choices, ", "))
	}
	return text, nil
}

// choice is the choice that a text means: the one that is written so, or the only one
// that begins with it.
func (f Field) choice(text string) (string, bool) {
	want, begins := sanitize.Fold(text), []string{}
	for _, c := range f.Choices {
		switch folded := sanitize.Fold(c); {
		case folded == want:
			return c, true
		case strings.HasPrefix(folded, want):
			begins = append(begins, c)
		}
	}
	if len(begins) == 1 {
		return begins[0], true
	}
	return "", false
}

// written is a number as people write it in English: separators between groups of three,
// and a point before decimals.
var written = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-−+]?(\d{1,3}([,' \x{a0}\x{202f}]\d{3})+|\d+)(\.\d+)?$`)
})

// maxDigits is how many digits a number has at most, so that none is lost in sorting.
const maxDigits = 15

// number is a number as it is kept: digits with a point, which JSON takes as well.
func number(text string) (value string, ok bool) {
	if !written().MatchString(text) {
		return "", false
	}
	minus := strings.HasPrefix(text, "-") || strings.HasPrefix(text, "−")
	text = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' {
			return r
		}
		return -1
	}, text)
	whole, decimals, _ := strings.Cut(text, ".")
	whole, decimals = strings.TrimLeft(whole, "0"), strings.TrimRight(decimals, "0")
	if len(whole)+len(decimals) > maxDigits {
		return "", false
	}
	if whole == "" {
		whole = "0"
	}
	if decimals != "" {
		whole += "." + decimals
	}
	if minus && whole != "0" {
		whole = "-" + whole
	}
	return whole, true
}
