package importer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
)

// slashed is a date in numbers of which the day or the month comes first.
var slashed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,2})([/.\-])(\d{1,2})[/.\-](\d{4}|\d{2})\b`) })

// midnight is the time that spreadsheets give to a date alone.
var midnight = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[T ]+(0?0:00(:00)?(\.0+)?|12:00(:00)? ?[aA][mM])(Z|\+00:?00)?$`)
})

// order counts which of day and month comes first in the dates of a file.
type order struct {
	dmy, mdy, unclear int
	said              string
}

// orderOf reads what was asked for.
func orderOf(said string) (order, error) {
	switch s := strings.ToLower(strings.TrimSpace(said)); s {
	case "", "dmy", "mdy", "ymd":
		return order{said: s}, nil
	}
	return order{}, recruit.Invalid("date_order", "A date order is dmy, mdy or ymd, not %q.", brief(said))
}

// look takes the dates of an entry into account.
func (o *order) look(e entry) {
	for _, f := range []Field{Start, Date, End} {
		m := slashed().FindStringSubmatch(e.values[f])
		if m == nil || m[2] == "." { // with points the day comes first everywhere
			continue
		}
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[3])
		switch {
		case a > 12 && b <= 12:
			o.dmy++
		case b > 12 && a <= 12:
			o.mdy++
		case a != b:
			o.unclear++
		}
	}
}

// dayFirst is which order the file has; known is false when nothing says it.
func (o order) dayFirst() (first, known bool) {
	switch {
	case o.said == "dmy", o.said == "mdy":
		return o.said == "dmy", true
	case o.said == "" && o.dmy > 0 && o.mdy == 0:
		return true, true
	case o.said == "" && o.mdy > 0 && o.dmy == 0:
		return false, true
	}
	return false, false
}

// guess says how dates are read that could be meant in two ways.
func (o order) guess() string {
	if o.said != "" || o.unclear == 0 {
		return ""
	}
	first, known := o.dayFirst()
	switch {
	case known && first:
		return fmt.Sprintf("Dates are read with the day first, because %d of them are only possible that way; use --date-order mdy if that is wrong.", o.dmy)
	case known:
		return fmt.Sprintf("Dates are read with the month first, because %d of them are only possible that way; use --date-order dmy if that is wrong.", o.mdy)
	case o.dmy > 0:
		return "Some dates have the day first and some the month; those that could be either are refused."
	}
	return fmt.Sprintf("In %s it is unclear whether the day or the month comes first; specify it with --date-order dmy or mdy.", recruit.Counted(o.unclear, "date", "dates"))
}

// settle writes the dates of an entry so that they can only be read in one way, and
// puts a date and a time of day apart together.
func (o order) settle(e entry) entry {
	first, known := o.dayFirst()
	for _, f := range []Field{Start, Date, End} {
		v := e.values[f]
		if v == "" {
			continue
		}
		if e.values[Clock] != "" && f != End {
			v = midnight().ReplaceAllString(v, "")
		}
		if m := slashed().FindStringSubmatch(v); m != nil && known && m[2] != "." {
			day, month := m[1], m[3]
			if !first {
				day, month = month, day
			}
			year := m[4]
			if len(year) == 2 {
				year = "20" + year
			}
			d, _ := strconv.Atoi(day)
			n, _ := strconv.Atoi(month)
			if n <= 12 {
				v = fmt.Sprintf("%s-%02d-%02d", year, n, d) + v[len(m[0]):]
			}
		}
		e.values[f] = v
	}
	return e
}

// totals reports whether a row only sums up the others.
func totals(kind Kind, e entry) bool {
	if len(e.values) > 2 || len(e.more) > 3 {
		return false
	}
	sum := false
	for f, v := range e.values {
		is := words.Sum(v)
		switch f {
		case Email, Phone, ExternalID, CandidateID, ApplicationID, Start, Date, LastName:
			if !is {
				return false
			}
		}
		sum = sum || is
	}
	for _, m := range e.more {
		sum = sum || words.Sum(m.value)
	}
	return sum
}
