package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// number writes what a cell holds as a number by its style.
func number(raw string, s style, is1904 bool) string {
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return raw
	}
	if s.day || s.clock {
		if text, ok := moment(f, s, is1904); ok {
			return text
		}
	}
	// Excel computes with 15 digits; what stands behind them is noise.
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = rounded
	}
	if math.Abs(f) >= 1e21 || f != 0 && math.Abs(f) < 1e-9 {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	text := strconv.FormatFloat(f, 'f', -1, 64)
	if missing := s.digits - len(text); missing > 0 && f >= 0 && !strings.Contains(text, ".") {
		text = strings.Repeat("0", missing) + text
	}
	return text
}

// lastDay is the serial number of 9999-12-31.
const lastDay = 2958466

// moment writes a serial number of a day as a date, a time, or both.
func moment(f float64, s style, is1904 bool) (text string, ok bool) {
	if f < 0 || f >= lastDay {
		return "", false
	}
	seconds := int64(math.Round(f * 86400))
	days, rest := seconds/86400, seconds%86400
	clock := fmt.Sprintf("%02d:%02d", rest/3600, rest/60%60)
	if rest%60 != 0 {
		clock += fmt.Sprintf(":%02d", rest%60)
	}
	switch {
	case s.elapsed:
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60), true
	case !s.day && days == 0:
		return clock, true
	case days == 0 && !is1904:
		if s.clock {
			return clock, true
		}
		return "", false // a number in a column of dates
	}
	// There is a 29 February 1900 among Excel's days, which was none.
	from := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case is1904:
		from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		from = from.AddDate(0, 0, 1)
	}
	day := from.AddDate(0, 0, int(days)).Format(time.DateOnly)
	if rest == 0 && !s.clock {
		return day, true
	}
	return day + " " + clock, true
}
