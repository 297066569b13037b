package hours

import (
	"strings"
	"time"
)

// String writes the hours as ParseWeek reads them, always in the same way: from Monday
// on, days in a row with the same times together, "none" where there are none.
func (w Week) String() string {
	var groups []string
	for n := 0; n < 7; {
		first := weekday(n)
		spans := text(w[first])
		last := n
		for last < 6 && text(w[weekday(last+1)]) == spans {
			last++
		}
		if spans != "" {
			name := first.String()[:3]
			if last > n {
				name += dash + weekday(last).String()[:3]
			}
			groups = append(groups, name+" "+spans)
		}
		n = last + 1
	}
	if len(groups) == 0 {
		return "none"
	}
	return strings.Join(groups, ", ")
}

// weekday is the n-th day of a week that begins on Monday.
func weekday(n int) time.Weekday { return time.Weekday((n + 1) % 7) }

func text(spans []Span) string {
	var all []string
	for _, s := range spans {
		all = append(all, s.String())
	}
	return strings.Join(all, " ")
}

// MarshalText writes the hours as String does.
func (w Week) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (w *Week) UnmarshalText(text []byte) (err error) {
	*w, err = ParseWeek(string(text))
	return err
}

// MarshalText writes the stretch as String does.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Span) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSpan(string(text))
	return err
}
