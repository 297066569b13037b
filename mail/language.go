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
	// Of a tentative entry: what its title, and that of the mail at its end, begin with, and
	// what they say.
	hold, holdEnd, held, holdEnded, when string
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
				hold: "Hold: ", holdEnd: "No longer held: ", when: "When",
				held:      "This time has been offered to a candidate and is held in your calendar until the candidate has chosen. There is nothing for you to do: the entry goes by itself, and an invitation comes if this time is taken. If it does not suit you, decline it.",
				holdEnded: "This time is no longer held, and the entry goes from your calendar. If the candidate has taken it, an invitation comes in its place.",
			},
		},
		"de": {
			or: "oder", someone: "der Kandidatin oder dem Kandidaten", panelOnly: "nur intern",
			entry: entryWords{
				about: "Vorstellungsgespräch[ für die Stelle „{{job}}“][ bei {{company}}]",
				how:   "Format", join: "Link", meetingID: "Meeting-ID", passcode: "Kenncode", place: "Ort", phone: "Telefon", contact: "Kontakt",
				cancelled: "Dieses Gespräch ist abgesagt.", withdrawn: "Diese Einladung wurde zurückgezogen.",
				hold: "Vorgemerkt: ", holdEnd: "Nicht mehr vorgemerkt: ", when: "Wann",
				held:      "Dieser Termin wurde für ein Vorstellungsgespräch angeboten und bleibt in Ihrem Kalender vorgemerkt, bis eine Auswahl getroffen ist. Sie müssen nichts tun: Der Eintrag verschwindet von selbst, und wenn dieser Termin gewählt wird, folgt eine Einladung. Passt er Ihnen nicht, lehnen Sie ihn bitte ab.",
				holdEnded: "Dieser Termin ist nicht mehr vorgemerkt; der Eintrag wird aus Ihrem Kalender entfernt. Wurde er gewählt, folgt stattdessen eine Einladung.",
			},
		},
		"fr": {
			or: "ou", someone: "la personne candidate", panelOnly: "interne",
			entry: entryWords{
				about: "Entretien[ pour le poste «\u00a0{{job}}\u00a0»][ chez {{company}}]",
				how:   "Format\u00a0", join: "Lien\u00a0", meetingID: "ID de réunion\u00a0", passcode: "Code secret\u00a0", place: "Lieu\u00a0",
				phone: "Téléphone\u00a0", contact: "Contact\u00a0",
				cancelled: "Cet entretien est annulé.", withdrawn: "Cette invitation est retirée.",
				hold: "Option\u00a0: ", holdEnd: "Option levée\u00a0: ", when: "Quand\u00a0",
				held:      "Cet horaire a été proposé pour un entretien et reste réservé provisoirement dans votre agenda jusqu’à ce qu’un choix soit fait. Vous n’avez rien à faire\u00a0: l’événement disparaîtra de lui-même et, si cet horaire est retenu, une invitation suivra. S’il ne vous convient pas, refusez-le.",
				holdEnded: "Cet horaire n’est plus réservé\u00a0; l’événement est retiré de votre agenda. S’il a été retenu, une invitation le remplace.",
			},
		},
		"es": {
			or: "o", someone: "la persona candidata", panelOnly: "solo interno",
			entry: entryWords{
				about: "Entrevista[ para el puesto de {{job}}][ en {{company}}]",
				how:   "Modalidad", join: "Enlace", meetingID: "ID de reunión", passcode: "Código de acceso", place: "Lugar", phone: "Teléfono", contact: "Contacto",
				cancelled: "Esta entrevista se ha cancelado.", withdrawn: "Esta invitación se ha retirado.",
				hold: "Reserva provisional: ", holdEnd: "Reserva anulada: ", when: "Cuándo",
				held:      "Este horario se ha propuesto para una entrevista y queda reservado provisionalmente en su calendario hasta que se elija uno. No tiene que hacer nada: la cita desaparece por sí sola y, si se elige este horario, recibirá una invitación. Si no le viene bien, rechácela.",
				holdEnded: "Este horario ya no está reservado y la cita se elimina de su calendario. Si se ha elegido, recibirá una invitación en su lugar.",
			},
		},
	}
}
