// Package words knows the words that lists of other systems use, in English,
// German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, and
// where it costs nothing in others.
package words

import (
	"strings"
	"unicode"

	"recruitty/recruit/sanitize"
)

// Key reduces a text to what matters of it: "First Name*" is "firstname".
func Key(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, sanitize.Fold(text))
}

// Split takes a header apart into its words, without accents; "e-mail" is one.
func Split(header string) []string {
	folded := strings.NewReplacer("e-mail", "email", "e_mail", "email").Replace(sanitize.Fold(header))
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Qualifier reports whether a word of a header only says which of several it is,
// or whose.
func Qualifier(word string) bool {
	return strings.Trim(word, "0123456789") == "" || listed(qualifiers, word)
}

// Filler reports whether a word of a header or a question says nothing by itself.
func Filler(word string) bool { return len(word) == 1 || listed(fillers, word) }

// listed reports whether a word is one of those in a list.
func listed(list, word string) bool { return word != "" && strings.Contains(list, " "+word+" ") }

const qualifiers = " primary main work home personal private business other secondary alternate alternative additional second default preferred current latest present mobile cell " +
	"candidate candidates applicant applicants prospect invitee invitees attendee contact record system your optional required " +
	"privat private privee prive geschaftlich beruflich dienstlich mobil primare primarer weitere personnel personnelle professionnel professionnelle domicile bureau portable " +
	"principal principale personale personal particular movil celular fijo laboral zakelijk thuis werk mobiel prywatny sluzbowy glowny komorkowy hem arbete arbejde hjem primar " +
	"kandidat kandidaten kandidatens kandidata kandydat kandydata kandidaat bewerber bewerbers bewerberin bewerbenden candidat candidate candidato candidata candidati sollicitant sokande sokandens aspirante "

const fillers = " the of an for and what is please enter provide give in tell us " +
	"der die das des dem den von vom zu zum zur und wie lautet ihre ihr ihren ihrem bitte geben sie an deine dein " +
	"le la les de du un une et ou au en quel est quelle votre vos veuillez indiquer " +
	"el los las del al cual es tu su sus por favor indique os as do da dos das qual seu sua " +
	"il lo gli dell della dei degli delle di tuo tua suo inserisci het een van op wat uw je jouw jaki jaka jest twoj twoja podaj na och vad ar ditt din av til dit "
