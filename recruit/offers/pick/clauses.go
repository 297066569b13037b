package pick

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

var (
	buts     = listOf(`but aber dafür sondern mais pero sino`)
	nots     = listOf(`not no can't cannot don't doesn't didn't won't isn't couldn't wouldn't unfortunately sorry nicht leider kein keine keinen pas ne non malheureusement lamentablemente possible möglich too zu trop demasiado`)
	notAlone = listOf(`possible möglich sorry zu`) // these refuse nothing by themselves
	// What is known only where something is refused.
	refusing = listOf(`work works make do suit fit possible möglich passt passen puedo puede peux dispo does free frei early late früh spät tôt tard pronto tarde`)
)

// withoutRefused are sentences without those, and their beginnings up to a "but", that only say
// of one option that it does not suit, where another is named: "1 does not work, but 2 does".
func withoutRefused(all []sentence, options []string) []sentence {
	var kept []sentence
	var refused []int
	for _, s := range all {
		at := slices.IndexFunc(s.words, func(w word) bool { return listed(buts(), w.text) })
		if at > 0 {
			left := sentence{words: withoutGreeting(slices.Clone(s.words[:at]))}
			if option := left.refuses(options); option != 0 {
				refused = append(refused, option)
				s.words = withoutGreeting(s.words[at+1:])
			}
		} else if option := s.refuses(options); option != 0 {
			refused = append(refused, option)
			continue
		}
		kept = append(kept, s)
	}
	if len(refused) == 0 {
		return all
	}
	other := false
	for n, s := range kept {
		named, unclear := s.names(options, len(s.words) == 1 && n == 0)
		if unclear || slices.Contains(refused, named) {
			return all
		}
		other = other || named != 0
	}
	if !other {
		return all
	}
	return kept
}

// refuses is the one option of which a sentence says that it does not suit, and nothing else.
func (s sentence) refuses(options []string) int {
	option, unclear := s.names(options, false)
	if option == 0 || unclear || s.question {
		return 0
	}
	negated := false
	for n, w := range s.words {
		isNumber := w.number != "" || w.copied != 0 || numberWord(s.words, n, len(options), false) != 0
		numbered := w.text == "no" && n+1 < len(s.words) && s.words[n+1].number != ""
		switch {
		case isNumber, numbered:
		case listed(nots(), w.text):
			negated = negated || !listed(notAlone(), w.text)
		case w.time, !known(s.words, n) && !listed(refusing(), w.text):
			return 0
		}
	}
	if !negated {
		return 0
	}
	return option
}

// settled is a text without what says nothing of the hours, in words that another sentence may not
// have: that the others do not suit, how the author is reached, and telephone numbers.
func settled(text string) string {
	text = goodbye().ReplaceAllString(thanks().ReplaceAllString(text, "; $1"), " $1")
	return aside().ReplaceAllString(phone().ReplaceAllStringFunc(text, func(found string) string {
		if len(strings.Map(digitsAlone, found)) < 9 {
			return found
		}
		return " "
	}), "${1}")
}

var (
	// phone matches a telephone number in groups of digits, which no date has.
	phone = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b\d{2,5}(?:(?: \d{2,8}){1,5}|(?:\.\d{2,5}){3,5})\b`)
	})
	// goodbye matches "until Thursday" at the end of a sentence; the day itself has to be that of the option.
	goodbye = sync.OnceValue(func() *regexp.Regexp {
		var days []string
		for _, all := range weekdays() {
			days = append(days, all...)
		}
		return regexp.MustCompile(`(?im)(?:^|[,.!;]) ?¡?(?:(?:bis|und bis|à|y hasta el|hasta el|nos vemos el|see you on|see you) (` + strings.Join(days, "|") + `)|bis dann|bis dahin|bis bald|à bientôt|hasta pronto|hasta entonces)\b`)
	})
	// asksFor matches how somebody takes an hour in the form of a question.
	asksFor = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:could|can|may|might) i (?:please |just )?(?:have|take|get|book|go for|go with|choose|pick)\b|^(?:könnte|kann|dürfte|darf) ich (?:.{0,40} )?(?:haben|nehmen|buchen|wählen)$|^(?:pourrais-je|puis-je|est-ce que je peux|je peux) (?:avoir|prendre|choisir|réserver)\b|^(?:podría|puedo|podrían|puede) (?:darme|tener|tomar|coger|reservar|elegir|reservarme)\b`)
	})
	// thanks matches what ends a sentence with thanks, which are a sentence of their own.
	thanks = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:,|,? and\b|,? und\b|,? et\b|,? y\b) ?((?:many thanks|thank you|thanks|thank|vielen dank|besten dank|herzlichen dank|danke|un grand merci|merci|muchas gracias|mil gracias|gracias)\b)`)
	})
	aside = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?im)[,;] ?(?:the others?(?: ones| times| slots)? (?:do not|don't|won't|doesn't) (?:work|suit)(?: me| for me)?|(?:die )?anderen (?:gehen|passen|klappen)(?: mir| bei mir)?(?: leider)? nicht|les autres ne (?:vont|conviennent|me vont|me conviennent) pas|las otras no(?: puedo| me vienen bien)?)(?P<end>[.!]|$)` +
			`|(?:my (?:mobile |phone |cell |telephone )?number is|you can (?:reach|call) me (?:on|at)|(?:meine )?(?:handynummer|telefonnummer|handy|nummer)(?: ist| lautet)|(?:sie erreichen mich|ich bin erreichbar) unter|vous pouvez me joindre au|mon (?:numéro|portable|téléphone) est(?: le)?|mi (?:teléfono|móvil|número) es(?: el)?) *(?:(?:in case|if) (?:anything|something) comes up)?(?:[.!]|$)` +
			`|(?:^|[.!] )(?:please find attached|i have attached|i've attached|attached (?:is|are|you find|you'll find)|anbei|im anhang|ci-joint|je joins|adjunto|le adjunto)\b[^.!?\n]*(?:[.!]|$)` +
			`| (?:is|'s) the only one (?:that )?(?:i can (?:make|do|manage)|works(?: for me)?|possible)| ist (?:der|die) einzige,? (?:der|die) (?:mir )?(?:passt|geht|möglich ist)| est (?:le|la) seule? (?:qui me convient|possible|qui me va)| es (?:la única|el único) (?:que puedo|que me viene bien|posible)`)
	})
	// choosing matches a word with which somebody takes what was offered, in French, where "le 2" is a number and a day.
	choosing = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:choisis|prends|confirme|retiens|(?:va|parfait|ok|d'accord|partante?) pour)\b`)
	})
	nounsOfOptions = listOf(`option slot one choice time proposal suggestion vorschlag termin terminvorschlag möglichkeit créneau horaire proposition choix rendez-vous rdv date opción opcion propuesta horario hora fecha`)
)

// withoutName are lines up to a name that stands alone behind an empty line, with an address or a
// telephone number under it. Of its lines none says anything in known words.
func withoutName(lines []string, options int) []string {
	for len(lines) > 0 && lines[len(lines)-1] == "" { // quotations leave them
		lines = lines[:len(lines)-1]
	}
	said := 0
	for n := len(lines) - 1; n > 1 && said < maxSignature; n-- {
		if lines[n] != "" {
			said++
		}
		if lines[n-1] != "" || !aName().MatchString(lines[n]) {
			continue
		}
		for _, w := range strings.Fields(strings.ToLower(lines[n])) {
			if listed(agreeing(), w) || listed(warnings(), w) || listed(greetings(), w) || numberWord([]word{{text: w}}, 0, options, true) != 0 {
				return lines
			}
		}
		for _, line := range lines[n+1:] {
			if !telephone().MatchString(line) && !signs(line, options) {
				return lines
			}
		}
		if len(lines)-n > 1 {
			return lines[:n]
		}
	}
	return lines
}

var (
	aName     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\p{Lu}[\pL'.-]*(?: \p{Lu}[\pL'.-]*){1,3}$`) })
	telephone = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(?:(?:tel|phone|mobile|mob|cell|telefon|handy|mobil|tél|téléphone|portable|teléfono|móvil|t|m)\b?[.:]* ?)?[+(]?\d[\d ()/.-]{6,20}\d$`)
	})
)

// saysNone reports whether an answer says in plain words that no hour suits, and names none. What
// it says of other times may have numbers.
func saysNone(sentences []sentence, options int) bool {
	none := false
	for _, s := range sentences {
		other := slices.ContainsFunc(s.words, func(w word) bool { return w.time || listed(ofOtherTimes(), w.text) })
		for _, w := range s.words {
			value, err := strconv.Atoi(w.number)
			if w.copied != 0 || w.number != "" && !other && (err != nil || value >= 1 && value <= options) {
				return false
			}
		}
		none = none || s.none()
	}
	return none
}

// ofOtherTimes are words of a sentence whose numbers are days and hours.
var ofOtherTimes = listOf(`monday tuesday wednesday thursday friday saturday sunday week weeks montag dienstag mittwoch donnerstag freitag samstag sonntag woche lundi mardi mercredi jeudi vendredi samedi dimanche semaine lunes martes miércoles jueves viernes sábado domingo semana ` + strings.Join(months(), " "))

// none reports whether a sentence says that no hour suits.
func (s sentence) none() bool {
	if len(s.words) == 1 && s.words[0].number == "0" {
		return true
	}
	if s.question { // "none of them suits me, could you propose others?"
		for n := len(s.words) - 1; n > 0; n-- {
			if s.words[n].text == "," {
				return sentence{words: s.words[:n]}.none()
			}
		}
		return false
	}
	text := strings.TrimSpace(regrets().ReplaceAllString(" "+s.text()+" ", " "))
	return noneAlone().MatchString(text) || noneOf().MatchString(text)
}

var (
	regrets = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(` (?:(?:unfortunately|sadly|sorry|i'm sorry|i'm afraid|leider|malheureusement|désolée?|je suis désolée?|lamentablemente|desgraciadamente|lo siento|por desgracia) )+`)
	})
	noneAlone = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(?:mir|passt|y) )*(?:none|neither|keiner|keine|keins|aucun|aucune|ninguno|ninguna)(?: (?:work|works|suit|suits|passt|me convient|ne me convient|ne convient|me conviene|me viene bien|me va bien|fits?)(?: me| for me| mir)?| davon| bien)?$`)
	})
	noneOf = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:none|neither) of (?:them|these|those|the)\b(?: (?:options|times|dates|slots|hours))?(?: (?:do|does|will|would|actually|really))* (?:works?|suits?|fits?|is possible|are possible)\b` +
			`|\b(?:can't|cannot|can not|not able to|unable to) (?:make|do|manage|attend) (?:any|either)(?: of| one)?\b` +
			`|\b(?:keiner|keines|keine|keinem|keinen) (?:der|von|dieser|davon|ihrer)\b|\bpasst (?:mir )?(?:leider )?keiner\b` +
			`|aucune? (?:de (?:ces|vos)|des|créneau|horaire|date|proposition)|\bninguna? ?o? ?(?:de (?:estas|esas|estos|esos|las|los|sus)|me (?:viene|conviene|va|sirve|encaja)|hora|opción)|\bninguno (?:de|me) `)
	})
)
