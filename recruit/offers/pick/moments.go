package pick

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// moment is a day and a time of day, as far as words say them; what they do not say is -1.
type moment struct {
	weekday    int // 0 for Monday
	day, month int // month from 1
	hour, min  int
	half       bool // hour may be of the morning or of the afternoon
	swapped    bool // day and month may stand the other way round, as in "12/3"
}

func weekdays() [][]string {
	return [][]string{
		{"monday", "mon", "montag", "lundi", "lunes"}, {"tuesday", "tues", "tue", "dienstag", "mardi", "martes"}, {"wednesday", "wed", "mittwoch", "mercredi", "miércoles", "miercoles"},
		{"thursday", "thurs", "thur", "thu", "donnerstag", "jeudi", "jueves"}, {"friday", "fri", "freitag", "vendredi", "viernes"}, {"saturday", "sat", "samstag", "samedi", "sábado"}, {"sunday", "sun", "sonntag", "dimanche", "domingo"},
	}
}

// monthNumber is the month, from 1, that a name stands for; 0 for none.
func monthNumber(name string) int {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	for n, names := range [][]string{{"jan", "ene"}, {"feb", "fév", "fev"}, {"mar", "mär"}, {"apr", "avr", "abr"}, {"may", "mai"}, {"jun", "juin"}, {"jul", "juil"}, {"aug", "août", "ago"}, {"sep"}, {"oct", "okt"}, {"nov"}, {"dec", "dez", "déc", "dic"}} {
		if slices.ContainsFunc(names, func(begin string) bool { return strings.HasPrefix(name, begin) }) {
			return n + 1
		}
	}
	return 0
}

// said matches a day with a time of day, in either order, and nothing between them but what joins
// them; shown matches how an option begins to say the same.
var (
	said = sync.OnceValue(func() []*regexp.Regexp {
		return []*regexp.Regexp{
			compiled(`(?:\b(?:on|am|den|le|el) )?DAY[ ,(-]*(?:(?P<at>\bat|\bum|à|\ba las?|@) ?)?CLOCK`),
			compiled(`(?:(?P<at>\bat|\bum|à|\ba las?) )?CLOCK,? (?:(?:on|am|den|le|el|del) )?DAY`),
		}
	})
	shown = sync.OnceValue(func() *regexp.Regexp {
		return compiled(`DAY,? (?:de |à )?CLOCK(?: ?(?:-|à|to) ?\d{1,2}(?:[:.h ]+\d{2})? ?(?P<later>am|pm)?)?`)
	})
	// ranges matches what makes a time the first of two.
	ranges = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^ ?(?:-|/|:|\.\d|to\b|till\b|until\b|bis\b|à |a\b|hasta\b|or\b|oder\b|ou\b|o\b|and\b|und\b|et\b|y\b|\d)`)
	})
	// taken are words of somebody who tells what else they do at a time.
	taken = listOf(`have having i've got has work working my hab habe arbeite mein meine meinen j'ai ai mon ma travaille tengo trabajo mi`)
)

// compiled is a pattern in which DAY and CLOCK stand for those of a day and of a time of day.
// The names of its groups have a number behind them, as no two may be the same.
func compiled(pattern string) *regexp.Regexp {
	var names []string
	for _, all := range weekdays() {
		names = append(names, all...)
	}
	month := `(?P<month>` + strings.Join(months(), "|") + `)\b\.?`
	date := `(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)? (?:of |de )?` + month + `(?:,? (?:de )?\d{4})?|` + month + ` (?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?:, \d{4})?|\b(?P<day>\d{1,2})[./](?P<number>\d{1,2})(?:[./](?:\d{4}|\d{2})?)?`
	day := `(?:\b(?P<weekday>` + strings.Join(names, "|") + `)\b\.?(?:,? (?:the |den |dem |am |le |el )?(?:` + date + `|\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?))?|\b(?:` + date + `))`
	clock := `\b(?P<hour>\d{1,2})(?:[:.](?P<min>\d{2})(?: ?(?:uhr|h)\b)?| ?(?P<unit>uhr|heures|h)(?: ?(?P<min>\d{2}))?\b)?(?: ?(?P<half>am\b|pm\b|a\.m\.|p\.m\.))?`
	count := 0
	return regexp.MustCompile(`(?i)` + groupName().ReplaceAllStringFunc(strings.NewReplacer("DAY", day, "CLOCK", clock).Replace(pattern), func(name string) string {
		count++
		return name[:len(name)-1] + strconv.Itoa(count) + ">"
	}))
}

var groupName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\(\?P<[a-z]+>`) })

// momentOf reads what a pattern found. It is none where a number may be something else than an hour.
func momentOf(found *regexp.Regexp, groups []string) (m moment, ok bool) {
	m = moment{weekday: -1, day: -1, month: -1, hour: -1}
	half, clear, at := "", false, false
	for n, name := range found.SubexpNames() {
		text := strings.ToLower(groups[n])
		if text == "" {
			continue
		}
		number, _ := strconv.Atoi(text)
		switch strings.TrimRight(name, "0123456789") {
		case "weekday":
			m.weekday = slices.IndexFunc(weekdays(), func(names []string) bool { return slices.Contains(names, text) })
		case "day":
			m.day = number
		case "month":
			m.month = monthNumber(text)
		case "number":
			m.month, m.swapped = number, strings.Contains(groups[0], "/")
		case "hour":
			m.hour = number
		case "min":
			m.min, clear = number, true
		case "unit":
			clear = true
		case "at":
			at = true
		case "half", "later":
			half, clear = cmp.Or(half, text[:1]), true
		}
	}
	m.half = at && !clear && m.hour < 12
	switch {
	case half != "" && (m.hour > 12 || m.hour == 0), !clear && !at:
		return m, false
	case half == "p" && m.hour < 12:
		m.hour += 12
	case half == "a" && m.hour == 12:
		m.hour = 0
	}
	return m, m.hour >= 0 && m.hour < 24 && m.min < 60 && (m.weekday >= 0 || m.day > 0)
}

// fits reports whether words may mean the moment of an option.
func (m moment) fits(option moment) bool {
	day := m.day < 0 || m.day == option.day && (m.month < 0 || m.month == option.month) || m.swapped && m.day == option.month && m.month == option.day
	hour := m.hour == option.hour || m.half && m.hour+12 == option.hour
	return day && hour && m.min == option.min && (m.weekday < 0 || m.weekday == option.weekday)
}

// only is the number of the one option that words may mean, or 0.
func (m moment) only(options []moment) (option int) {
	for n := range options {
		switch {
		case !m.fits(options[n]):
		case option != 0:
			return 0
		default:
			option = n + 1
		}
	}
	return option
}

// markMoments puts the number of an option between marks where a text names its day together with
// the time at which it begins, by the candidate's own clock: that is the first that an option
// says. A day alone is no choice: another time of it may be meant.
func markMoments(text string, options []string) string {
	begin := make([]moment, len(options))
	for n, option := range options {
		found := shown().FindStringSubmatch(strings.ReplaceAll(plain(option), "\n", " "))
		if found == nil {
			return text
		}
		var ok bool
		if begin[n], ok = momentOf(shown(), found); !ok || begin[n].weekday < 0 || begin[n].day < 0 || begin[n].month < 0 {
			return text
		}
	}
	lines := strings.Split(text, "\n")
	for n, line := range lines {
		if strings.Contains(line, mark) || slices.ContainsFunc(strings.Fields(strings.ToLower(line)), func(w string) bool { return listed(taken(), w) }) {
			continue
		}
		for _, pattern := range said() {
			at := pattern.FindAllStringIndex(line, -1)
			for _, span := range slices.Backward(at) {
				words := line[span[0]:span[1]]
				m, ok := momentOf(pattern, pattern.FindStringSubmatch(words))
				if !ok || ranges().MatchString(line[span[1]:]) {
					continue
				}
				if option := m.only(begin); option > 0 {
					line = line[:span[0]] + " " + mark + strconv.Itoa(option) + mark + " " + line[span[1]:]
				}
			}
		}
		lines[n] = line
	}
	return strings.Join(lines, "\n")
}
