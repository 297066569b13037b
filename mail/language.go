package mail

import (
	"recruitty/recruit"
	"recruitty/recruit/tongue"
)

// locale is what a mail needs to know of its language besides its template: how dates and times of day are written, and
// the few words that are not in a template. A language that comes with the program has an entry in tongue.All, one here
// and a folder in words.
type locale struct {
	tongue.Tongue
	or        string // stands between the last two of several
	someone   string // a candidate without a name
	panelOnly string // behind the name of a file that candidates do not get
	entry     entryWords
}

// entryWords are the words of a calendar entry.
type entryWords struct {
	about                                                 string // a pattern
	how, join, meetingID, passcode, place, phone, contact string
	cancelled, withdrawn                                  string
}

// speak returns the locale of a language tag, of pt for pt-BR too, and whether it comes with the program. Of one that does
// not, dates are written in digits, and the words beside the template in English.
func speak(language string) (locale, bool) {
	speaks, ok := tongue.Of(language)
	l := besideTemplates()[speaks.Tag]
	l.Tongue = speaks
	return l, ok
}

// tongues are the languages that come with the program, English first.
func tongues() []locale {
	var all []locale
	for _, t := range tongue.All() {
		l, _ := speak(t.Tag)
		all = append(all, l)
	}
	return all
}

// besideTemplates are the words that are not in a template, by language.
func besideTemplates() map[string]locale {
	return map[string]locale{
		recruit.DefaultLanguage: {
			or: "or", someone: "the candidate", panelOnly: "panel only",
			entry: entryWords{
				about: "Interview[ for the position of {{job}}][ at {{company}}]",
				how:   "How", join: "Join", meetingID: "Meeting ID", passcode: "Passcode", place: "Place", phone: "Phone", contact: "Contact",
				cancelled: "This interview has been cancelled.", withdrawn: "This invitation has been withdrawn.",
			},
		},
		"de": {
			or: "oder", someone: "der Kandidatin oder dem Kandidaten", panelOnly: "nur intern",
			entry: entryWords{
				about: "Vorstellungsgespräch[ für die Stelle „{{job}}“][ bei {{company}}]",
				how:   "Format", join: "Link", meetingID: "Meeting-ID", passcode: "Kenncode", place: "Ort", phone: "Telefon", contact: "Kontakt",
				cancelled: "Dieses Gespräch ist abgesagt.", withdrawn: "Diese Einladung wurde zurückgezogen.",
			},
		},
		"fr": {
			or: "ou", someone: "la personne candidate", panelOnly: "interne",
			entry: entryWords{
				about: "Entretien[ pour le poste «\u00a0{{job}}\u00a0»][ chez {{company}}]",
				how:   "Format\u00a0", join: "Lien\u00a0", meetingID: "ID de réunion\u00a0", passcode: "Code secret\u00a0", place: "Lieu\u00a0",
				phone: "Téléphone\u00a0", contact: "Contact\u00a0",
				cancelled: "Cet entretien est annulé.", withdrawn: "Cette invitation est retirée.",
			},
		},
		"es": {
			or: "o", someone: "la persona candidata", panelOnly: "solo interno",
			entry: entryWords{
				about: "Entrevista[ para el puesto de {{job}}][ en {{company}}]",
				how:   "Modalidad", join: "Enlace", meetingID: "ID de reunión", passcode: "Código de acceso", place: "Lugar", phone: "Teléfono", contact: "Contacto",
				cancelled: "Esta entrevista se ha cancelado.", withdrawn: "Esta invitación se ha retirado.",
			},
		},
	}
}
