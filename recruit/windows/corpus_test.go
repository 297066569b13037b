package windows

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// corpusMail is a mail of the corpus with what its writer offers.
type corpusMail struct {
	file    string
	line    int
	text    string
	want    string
	at      time.Time
	zone    *time.Location // that was known before
	truth   truth
	request Request
}

// truth is what a mail offers, as a person reads it.
type truth struct {
	zone        *time.Location
	free        []Window
	denied      []Window
	ask, mayAsk bool
}

// readCorpus reads a file of mails. A line "@ 2026-12-02 14:00 Europe/Berlin" says when the
// mails below it are read and which zone is known, or none; a line "%% " begins a mail with
// what it offers, in the notation of short, and its text follows:
//
//	%% 7.12,9.12-11.12 09-11:30 | 12.12 @15 | ! 8.12 | (?)
//
// "-" is nothing, "?" that it must be asked, "(?)" that it may be; days are those of the
// months ahead, and a zone in front is the one that the mail names.
func readCorpus(t testing.TB, path string) []corpusMail {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []corpusMail
	var at time.Time
	var zone *time.Location
	for n, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "@ "):
			fields := strings.Fields(line)
			zone = nil
			where := time.UTC
			if fields[3] != "none" {
				zone = mustZone(t, fields[3])
				where = zone
			}
			if at, err = time.ParseInLocation("2006-01-02 15:04", fields[1]+" "+fields[2], where); err != nil {
				t.Fatal(err)
			}
		case strings.HasPrefix(line, "%% "):
			all = append(all, corpusMail{file: path, line: n + 1, want: line[3:], at: at, zone: zone})
		default:
			all[len(all)-1].text += line + "\n"
		}
	}
	for n := range all {
		m := &all[n]
		m.request = Request{Text: strings.TrimRight(m.text, "\n"), Zone: m.zone, Yours: mustZone(t, "Europe/Lisbon"), Reference: m.at, Days: 28}
		if m.truth, err = parseTruth(t, m); err != nil {
			t.Fatalf("%s:%d: %v", path, m.line, err)
		}
	}
	return all
}

func parseTruth(t testing.TB, m *corpusMail) (truth, error) {
	found := truth{zone: m.zone}
	for part := range strings.SplitSeq(m.want, " | ") {
		part = strings.TrimSpace(part)
		if part == "-" {
			continue
		}
		if part == "?" {
			found.ask = true
			continue
		}
		if part == "(?)" {
			found.mayAsk = true
			continue
		}
		if first, rest, _ := strings.Cut(part, " "); strings.Contains(first, "/") {
			found.zone, part = mustZone(t, first), rest
		}
		if found.zone == nil {
			return found, fmt.Errorf("no zone for %q", part)
		}
		rest, denied := strings.CutPrefix(part, "! ")
		windows, err := m.windowsOf(rest, found.zone)
		if err != nil {
			return found, err
		}
		if denied {
			found.denied = append(found.denied, windows...)
		} else {
			found.free = append(found.free, windows...)
		}
	}
	found.free = without(found.free, found.denied)
	return found, nil
}

// windowsOf reads "7.12,9.12-11.12 09-11:30", "8.12 @10 +", "11.1-8.2 workdays 18-21".
func (m *corpusMail) windowsOf(text string, zone *time.Location) ([]Window, error) {
	fields := strings.Fields(text)
	day := func(s string) (time.Time, error) {
		d, month, ok := strings.Cut(s, ".")
		a, err1 := strconv.Atoi(d)
		b, err2 := strconv.Atoi(month)
		if !ok || err1 != nil || err2 != nil {
			return time.Time{}, fmt.Errorf("no day: %q", s)
		}
		year := m.at.Year()
		if b < int(m.at.Month()) {
			year++
		}
		return time.Date(year, time.Month(b), a, 0, 0, 0, 0, zone), nil
	}
	minutes := func(s string) (int, error) {
		hour, minute, _ := strings.Cut(s, ":")
		h, err := strconv.Atoi(hour)
		if err != nil {
			return 0, err
		}
		n, _ := strconv.Atoi(minute)
		return h*60 + n, nil
	}
	var days []time.Time
	for d := range strings.SplitSeq(fields[0], ",") {
		from, to, ranged := strings.Cut(d, "-")
		first, err := day(from)
		if err != nil {
			return nil, err
		}
		last := first
		if ranged {
			if last, err = day(to); err != nil {
				return nil, err
			}
		}
		for ; !last.Before(first); first = first.AddDate(0, 0, 1) {
			days = append(days, first)
		}
	}
	from, to, at, wish := 0, 24*60, false, Plain
	for _, f := range fields[1:] {
		var err1, err2 error
		switch {
		case f == "workdays":
			days = workdays(days)
		case f == "+":
			wish = Preferred
		case f == "~":
			wish = Reluctant
		case f[0] == '@':
			at = true
			from, err1 = minutes(f[1:])
			to = from + 60
		default:
			a, b, _ := strings.Cut(f, "-")
			from, err1 = minutes(a)
			to, err2 = minutes(b)
		}
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("no hours: %q", f)
		}
	}
	var all []Window
	for _, d := range days {
		w := Window{Zone: zone, At: at, Wish: wish}
		w.Start = time.Date(d.Year(), d.Month(), d.Day(), 0, from, 0, 0, zone)
		w.End = time.Date(d.Year(), d.Month(), d.Day(), 0, to, 0, 0, zone)
		if w.Start.Before(m.at) {
			w.Start = m.at
		}
		if w.End.After(w.Start) {
			all = append(all, w)
		}
	}
	return all, nil
}
