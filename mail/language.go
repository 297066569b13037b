package mail

import (
	"strings"

	"recruitty/recruit"
)

// locale is what a mail needs to know of its language besides its template: how
// dates and times of day are written, and the few words that are not in a
// template. A language that comes with the program has an entry in tongues and
// a folder in words.
type locale struct {
	tag string

	// The names of days and months, from Sunday and January on: the long ones,
	// then the short ones of subject lines.
	days, months []string
	// How {weekday}, {day}, {month} and {year} stand together.
	date, shortDate string
	first           string // the first day of a month, where it is not simply 1
	// hour writes a time of day out of hour and minute, span two of them, and
	// oclock stands behind either.
	hour, span, oclock string
	// halves are before and after noon. Where people do not tell time so, there
	// are none, and times have 24 hours for everybody.
	halves []string
	then   string // leads from one offset of a zone to the next
	or     string // stands between the last two of several

	someone   string            // a candidate without a name
	panelOnly string            // behind the name of a file that candidates do not get
	platforms map[string]string // by the label on the screen, where it is another one
	entry     entryWords
}

// entryWords are the words of a calendar entry.
type entryWords struct {
	about                                                 string // a pattern
	how, join, meetingID, passcode, place, phone, contact string
	cancelled, withdrawn                                  string
}

// speak returns the tongue of a language tag, of pt for pt-BR too, and whether
// it comes with the program. Of one that does not, dates are written in digits,
// and the words beside the template in English.
func speak(language string) (locale, bool) {
	base, _, _ := strings.Cut(language, "-")
	all := tongues()
	for _, t := range all {
		if t.tag == base {
			return t, true
		}
	}
	unknown := all[0]
	unknown.days, unknown.months = nil, nil
	return unknown, false
}

// platform is what people who speak so call it.
func (l locale) platform(label string) string {
	if own, ok := l.platforms[label]; ok {
		return own
	}
	return label
}

// tongues are the languages that come with the program, English first. Names
// of days and months and their order are those of CLDR.
func tongues() []locale {
	return []locale{
		{
			tag: recruit.DefaultLanguage,
			days: strings.Fields(`Sunday Monday Tuesday Wednesday Thursday Friday Saturday
				Sun Mon Tue Wed Thu Fri Sat`),
			months: strings.Fields(`January February March April May June July August September October November December
				Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec`),
			date: "{weekday} {day} {month} {year}", shortDate: "{weekday} {day} {month} {year}",
			hour: "%02d:%02d", span: "%s–%s", halves: []string{" am", " pm"}, then: "then", or: "or",
			someone: "the candidate", panelOnly: "panel only",
			platforms: map[string]string{"Other link": "Online"},
			entry: entryWords{
				about: "Interview[ for the position of {{job}}][ at {{company}}]",
				how:   "How", join: "Join", meetingID: "Meeting ID", passcode: "Passcode", place: "Place", phone: "Phone", contact: "Contact",
				cancelled: "This interview has been cancelled.", withdrawn: "This invitation has been withdrawn.",
			},
		},
		{
			tag: "de",
			days: strings.Fields(`Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag
				So. Mo. Di. Mi. Do. Fr. Sa.`),
			months: strings.Fields(`Januar Februar März April Mai Juni Juli August September Oktober November Dezember
				Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.`),
			date: "{weekday}, {day}. {month} {year}", shortDate: "{weekday}, {day}. {month} {year}",
			hour: "%02d:%02d", span: "%s–%s", oclock: " Uhr", then: "danach", or: "oder",
			someone: "der Kandidatin oder dem Kandidaten", panelOnly: "nur intern",
			platforms: map[string]string{"Phone": "Telefon", "On site": "Vor Ort", "Other link": "Online"},
			entry: entryWords{
				about: "Vorstellungsgespräch[ für die Stelle „{{job}}“][ bei {{company}}]",
				how:   "Format", join: "Link", meetingID: "Meeting-ID", passcode: "Kenncode", place: "Ort", phone: "Telefon", contact: "Kontakt",
				cancelled: "Dieses Gespräch ist abgesagt.", withdrawn: "Diese Einladung wurde zurückgezogen.",
			},
		},
		{
			tag: "fr",
			days: strings.Fields(`dimanche lundi mardi mercredi jeudi vendredi samedi
				dim. lun. mar. mer. jeu. ven. sam.`),
			months: strings.Fields(`janvier février mars avril mai juin juillet août septembre octobre novembre décembre
				janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.`),
			date: "{weekday} {day} {month} {year}", shortDate: "{weekday} {day} {month} {year}", first: "1er",
			hour: "%d\u00a0h\u00a0%02d", span: "de %s à %s", then: "puis", or: "ou",
			someone: "la personne candidate", panelOnly: "interne",
			platforms: map[string]string{"Phone": "Téléphone", "On site": "Sur place", "Other link": "En ligne"},
			entry: entryWords{
				about: "Entretien[ pour le poste «\u00a0{{job}}\u00a0»][ chez {{company}}]",
				how:   "Format\u00a0", join: "Lien\u00a0", meetingID: "ID de réunion\u00a0", passcode: "Code secret\u00a0", place: "Lieu\u00a0",
				phone: "Téléphone\u00a0", contact: "Contact\u00a0",
				cancelled: "Cet entretien est annulé.", withdrawn: "Cette invitation est retirée.",
			},
		},
		{
			tag: "es",
			days: strings.Fields(`domingo lunes martes miércoles jueves viernes sábado
				dom lun mar mié jue vie sáb`),
			months: strings.Fields(`enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
				ene feb mar abr may jun jul ago sept oct nov dic`),
			date: "{weekday}, {day} de {month} de {year}", shortDate: "{weekday}, {day} {month} {year}",
			hour: "%02d:%02d", span: "%s–%s", oclock: " h", halves: []string{" a.\u00a0m.", " p.\u00a0m."}, then: "luego", or: "o",
			someone: "la persona candidata", panelOnly: "solo interno",
			platforms: map[string]string{"Phone": "Teléfono", "On site": "Presencial", "Other link": "En línea"},
			entry: entryWords{
				about: "Entrevista[ para el puesto de {{job}}][ en {{company}}]",
				how:   "Modalidad", join: "Enlace", meetingID: "ID de reunión", passcode: "Código de acceso", place: "Lugar", phone: "Teléfono", contact: "Contacto",
				cancelled: "Esta entrevista se ha cancelado.", withdrawn: "Esta invitación se ha retirado.",
			},
		},
	}
}
