package windows

import (
	"sort"
	"time"
)

// reader holds one reading while it grows.
type reader struct {
	request Request
	hers
	tokens []token
	lex    *lexicon // of the sentence at hand
	main   *lexicon // of the text

	zone       *time.Location // in which walls are read; nil while it is not known
	zoneWords  string
	zones      []namedZone
	places     map[string]*time.Location
	zoneAsked  bool // a question about the zone is open
	today      time.Time
	lastDay    time.Time
	horizon    []time.Time // all days from today to lastDay
	week       *weekItem   // the week that following weekdays are in
	said       *weekItem   // the one that was spoken of last
	lastDate   time.Time   // the last date with its month
	lastNamed  time.Time   // the last day that was named in any way
	unsettled  bool        // a weekday is in question, and with it the week of those behind it
	listed     bool        // the weekday at hand goes on with a list of days
	openHours  bool        // the days of some hours are in question
	doubted    []time.Time // days of which the hours are in question
	over       bool        // the sentence at hand speaks of what is over
	offers     []offer     // what she can and cannot, in the order of the text
	lastOffers []int       // of the sentence before
	sentence   int
	quiet      bool // nothing is asked or noted: the sentence stands under the closing

	questions []Question
	asked     []int // where in the tokens something was asked, whether it was answered or not
	notes     []Note
}

// sentence is a stretch of tokens that is read by itself.
type sentence struct {
	from, to  int
	lex       *lexicon
	items     []item
	signature bool
}

func newReader(request Request) *reader {
	if request.Days <= 0 {
		request.Days = DefaultDays
	}
	request.Days = min(request.Days, MaxDays)
	r := &reader{request: request, hers: ownWords(request.Text)}
	r.tokens = tokenize(r.text)
	r.main = r.languageOf(0, len(r.tokens), lexicons()[baseTag(request.Language)])
	r.zone = request.Zone
	r.setToday()
	if r.quoted > 0 {
		r.note("", "%s of an earlier mail left out.", counted(r.quoted, "line was", "lines were"))
	}
	if r.cut {
		r.leave("", "Only the first %d KB were read; paste the rest by itself.", MaxText>>10)
	}
	return r
}

// setToday finds the day of the reference in the zone that words are read in.
func (r *reader) setToday() {
	zone := r.zone
	if zone == nil {
		zone = time.UTC
	}
	at := r.request.Reference.In(zone)
	r.today = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	r.lastDay = r.today.AddDate(0, 0, r.request.Days)
}

func (r *reader) inHorizon(day time.Time) bool {
	return !day.Before(r.today) && !day.After(r.lastDay)
}

func baseTag(tag string) string {
	if len(tag) >= 2 {
		return tag[:2]
	}
	return ""
}

// languageOf decides in which language tokens are, by how many of its words are among
// them; hint wins where nothing else does.
func (r *reader) languageOf(from, to int, hint *lexicon) *lexicon {
	best, most := hint, 0
	if best == nil {
		best = lexicons()["en"]
	}
	for _, tag := range languageTags() {
		l := lexicons()[tag]
		score := 0
		for _, t := range r.tokens[from:to] {
			if t.kind != tokenWord {
				continue
			}
			if s, found := l.phrases[t.key]; found {
				switch {
				case s.means == meansNothing, len(t.key) == 1:
					score++
				case len(t.key) >= 4 || s.means != meansWeekday:
					score += 2
				case t.capital:
					score++
				}
			}
		}
		if l == hint && score > 0 {
			score++
		}
		if score > most {
			best, most = l, score
		}
	}
	return best
}

// sentences cuts the tokens where sentences end.
func (r *reader) sentences() []*sentence {
	var all []*sentence
	from := 0
	add := func(to int) {
		if to > from {
			s := &sentence{from: from, to: to, signature: r.tokens[from].start >= r.signature}
			s.lex = r.languageOf(from, to, r.main)
			all = append(all, s)
		}
		from = to
	}
	for i, t := range r.tokens {
		switch {
		case t.kind == tokenBlank, t.kind == tokenBreak && t.start+1 == r.signature, t.start == r.signature:
			add(i)
		case t.kind == tokenSign && (t.key == "!" || t.key == "?" || t.key == "." && r.endsSentence(i)):
			add(i + 1)
		}
	}
	add(len(r.tokens))
	return all
}

// endsSentence reports whether a dot is the end of a sentence and not that of an
// abbreviation, an ordinal or a time.
func (r *reader) endsSentence(i int) bool {
	if i == 0 || i+1 >= len(r.tokens) {
		return true
	}
	before, next := r.tokens[i-1], r.tokens[i+1]
	if next.glued {
		return false
	}
	if next.kind == tokenBreak || next.kind == tokenBlank {
		j := r.overBreak(i + 1)
		return j == i+1 || j >= len(r.tokens) || r.tokens[j].capital || r.tokens[j].kind != tokenWord
	}
	if r.is(i+1, "¿", "¡") {
		return true
	}
	if next.kind == tokenNumber || next.kind == tokenSign {
		// "Di. 15 Uhr", "3. - 5. Dezember", but "… in Denver. 3 pm works."
		return before.kind == tokenWord && len(before.key) > 5 && next.kind == tokenNumber
	}
	if before.kind == tokenNumber {
		if !next.capital {
			return false
		}
		for _, l := range lexicons() {
			if l.phrases[next.key].means == meansMonth {
				return false
			}
		}
		return true
	}
	if before.key == "h" {
		_, hour := r.number(i - 2) // "à 11h. Merci", and "d. h."
		return hour && next.capital
	}
	switch before.key {
	case "ca", "bzw", "vs", "approx", "tel", "z", "b", "dr", "mr", "mrs", "ms", "hr", "fr", "sr", "sra", "mme", "etc", "evtl", "ggf", "d", "u", "nr", "st", "inkl", "exkl", "std", "min":
		return false
	}
	if next.capital {
		if len(before.key) <= 4 {
			for _, l := range lexicons() {
				if m := l.phrases[before.key].means; m == meansMonth || m == meansWeekday && len(before.key) <= 3 {
					return m == meansWeekday && len(next.key) > 3 && l.phrases[next.key].means == meansWeekday || l.phrases[next.key].means == meansUnknown || l.phrases[next.key].means == meansNothing
				}
			}
		}
		return true
	}
	return false
}

// inOrder sorts days and drops the ones that stand twice.
func inOrder(days []time.Time) []time.Time {
	sort.Slice(days, func(a, b int) bool { return days[a].Before(days[b]) })
	kept := days[:0]
	for n, d := range days {
		if n == 0 || !d.Equal(days[n-1]) {
			kept = append(kept, d)
		}
	}
	return kept
}
