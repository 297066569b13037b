package pick

import (
	"strings"
	"testing"
)

// offered are the hours of one email in its four languages.
func offered() map[string][]string {
	return map[string][]string{
		"en": {"Tuesday, 1 December 2026, 10:00–10:45 (Berlin, UTC+1)", "Wednesday, 2 December 2026, 14:00–14:45 (Berlin, UTC+1)", "Friday, 4 December 2026, 09:30–10:15 (Berlin, UTC+1)"},
		"de": {"Dienstag, 8. Dezember 2026, 10:00–10:45 (Berlin, UTC+1)", "Mittwoch, 9. Dezember 2026, 14:00–14:45 (Berlin, UTC+1)", "Freitag, 11. Dezember 2026, 09:30–10:15 (Berlin, UTC+1)"},
		"fr": {"mardi 8 décembre 2026, 10:00–10:45 (Paris, UTC+1)", "mercredi 9 décembre 2026, 14:00–14:45 (Paris, UTC+1)", "vendredi 11 décembre 2026, 09:30–10:15 (Paris, UTC+1)"},
		"es": {"martes, 8 de diciembre de 2026, 10:00–10:45 (Madrid, UTC+1)", "miércoles, 9 de diciembre de 2026, 14:00–14:45 (Madrid, UTC+1)", "viernes, 11 de diciembre de 2026, 09:30–10:15 (Madrid, UTC+1)"},
	}
}

// none is what is wanted where an answer says that no hour suits.
const none = -1

// TestRead reads answers as candidates write them. Zero waits for a person.
func TestRead(t *testing.T) {
	t.Parallel()
	for language, answers := range map[string]map[string]int{
		"en": {
			"2": 2, "2.": 2, "2)": 2, "(2)": 2, "#2": 2, " 2 \n": 2, "２": 2, "②": 2, "2️⃣": 2, "No. 2": 2, "no 2": 2, "Nr. 3": 3, "Number 3": 3, "Option 2": 2, "option two": 2, "Two": 2, "one": 1, "Second": 2,
			"2 please": 2, "2, please!": 2, "2 works for me.": 2, "Option 2 works best for me, thank you!": 2, "Hi Dana,\n\n2 would be great.\n\nBest regards,\nPriya": 2,
			"Hi Dana 2 works": 2, "Hello,\n\nI'd like to take the second one, please.\n\nKind regards\nPriya Raman\n+49 171 1234567": 2, "I’ll go for number 1": 1, "Let's go with 3. See you then!": 3,
			"The first slot is perfect. Looking forward to it!": 1, "The last one, please": 3, "2 👍": 2, "Yes, 2 is fine": 2, "2 - thanks": 2, "2\n\nThanks,\nPriya": 2,
			"Wednesday, 2 December 2026, 14:00–14:45 (Berlin, UTC+1)": 2, "2. Wednesday, 2 December 2026, 14:00-14:45 (Berlin, UTC+1)": 2, "Option 2 (Wednesday) please": 2, "2, see you Wednesday!": 2, "2 on 2 December": 2, "The 2nd works": 2,
			"2\n\nSent from my iPhone": 2, "2\nGet Outlook for iOS": 2, "2\n-- \nPriya Raman, Senior 1st Engineer, 12 Main St": 2, "> 1. Tuesday\n> 2. Wednesday\n\n3": 3, "2\n\n> On Mon, Dana wrote:\n> 1. Tue": 2,
			"2 would work": 2, "2. Please let me know if you need anything else.": 2, "Option 2 is good. Is it by video?": 2, "2 is great\n\nHave a nice weekend!": 2,
			"None of these work for me.": none, "None": none, "0": none, "Unfortunately none of the times suit me. Could we do next week?": none,

			"": 0, "Thanks!": 0, "4": 0, "1 or 2": 0, "1 and 2 both work": 0, "the two work for me": 0, "two are fine": 0, "Not 2": 0, "Anything but 2": 0, "Hi Not 2 please": 0, "2 does not work": 0, "2 doesn't work": 0, "I can't do 2": 0,
			"2?": 0, "Is 2 still free?": 0, "2 if we can do it by phone": 0, "2, but 30 minutes later": 0, "2\nActually no, 3": 0, "2. Wait, I mean the first one": 0, "2\nOr could we do Friday?": 0, "at 2": 0, "2 pm": 0, "2pm": 0, "2:00": 0,
			"I have 2 questions": 0, "2 of them work": 0, "Can we do Wednesday at 2?": 0, "All of them": 0, "any": 0, "either": 0, "Tuesday": 0, "the 3rd works": 0, "on the 4th": 0, "2 December": 0, "Maybe 2": 0, "No, 2": 0, "2 no": 0, "2 is the worst": 0, "1 is better than 2": 0,
			"I'm withdrawing my application. 2 other offers came in.": 0, "2\n\nUnfortunately I have to cancel": 0, "2\nI have two questions about the role": 0, "second thoughts": 0, "give me a second": 0, "for 2": 0, "2 works, tomorrow 3 too": 0, "-2": 2, "2 - 3": 0, "2/3": 0, "2-3": 0, "1,2": 0, "1+2": 0, "2 weeks from now": 0, "12": 0, "2.5": 0,
			"I accepted another position": 0, "2 for now, may change": 0, "2, Thursday": 0, "2 at 15:00": 0, "Option 2 (Friday)": 0,
		},
		"de": {
			"2": 2, "Zwei": 2, "eins": 1, "Nr. 2 bitte": 2, "Termin 2 passt mir sehr gut.": 2, "Hallo Frau Kim,\n\nich nehme gerne den zweiten Termin.\n\nViele Grüße\nPriya": 2, "Vorschlag 3, danke!": 3, "Sehr geehrte Frau Kim,\n2 wäre ideal.\nMit freundlichen Grüßen": 2,
			"Ich würde den ersten Vorschlag nehmen": 1, "2 würde mir passen": 2, "Die 2 passt": 2, "Guten Morgen, die 2 bitte": 2, "2\n\nVon meinem iPhone gesendet": 2, "2\n\nGesendet mit der GMX Mail App": 2, "Mittwoch, 9. Dezember 2026, 14:00–14:45 (Berlin, UTC+1) passt": 2, "2. Bei Fragen melden Sie sich gerne.": 2, "Ich entscheide mich für Option 2": 2,
			"Leider passt mir keiner der Termine.": none, "Keiner": none,
			"2 passt nicht": 0, "2 leider nicht": 0, "Die 2 passen": 0, "am 2. passt es mir": 0, "um 2": 0, "2 Uhr": 0, "gegen 2": 0, "1 oder 2": 0, "2, falls es online ist": 0, "Die beiden": 0, "am zweiten": 0, "2, aber erst ab 15 Uhr": 0, "Nur 2 nicht": 0, "alle außer 2": 0, "2 wäre mir lieber am Donnerstag": 0,
			"den 2. bitte": 2, "am 2. bitte": 0, "Ich ziehe meine Bewerbung zurück. 2": 0, "egal": 0, "für 2 Personen": 0, "vielleicht 2": 0, "2 geht, Donnerstag wäre besser": 0, "12. Dezember": 0,
		},
		"fr": {
			"2": 2, "Deux": 2, "Option 2 me convient parfaitement, merci.": 2, "Bonjour Dana,\n\nLe deuxième créneau me convient.\n\nCordialement,\nPriya": 2, "Je choisis la 2": 2, "Le numéro 3 s'il vous plaît": 3, "Bonjour,\nLa première proposition serait parfaite.": 1, "2\n\nEnvoyé de mon iPhone": 2,
			"Mercredi 9 décembre 2026, 14:00–14:45 (Paris, UTC+1)": 2, "2. N'hésitez pas à me contacter.": 2,
			"Aucun de ces horaires ne me convient": none,
			"Le 2 ne me convient pas":              0, "les deux me conviennent": 0, "1 ou 2": 0, "à 2 heures": 0, "2 h": 0, "le 2": 0, "2 si possible plus tard": 0, "tous sauf 2": 0, "2 mais le matin": 0, "un": 1, "peut-être 2": 0, "2, plutôt jeudi": 0, "le 12 décembre": 0,
		},
		"es": {
			"2": 2, "Dos": 2, "La 2, por favor": 2, "La opción 2 me viene bien, gracias.": 2, "Hola Dana:\n\nMe quedo con la segunda opción.\n\nSaludos,\nPriya": 2, "Prefiero la tercera": 3, "Buenas tardes, opción 1": 1, "A mí me viene bien la 2": 2, "2\n\nEnviado desde mi iPhone": 2, "2. No dude en llamarme.": 2,
			"Ninguna de las horas me viene bien": none,
			"la 2 no":                            0, "a la 1": 0, "a la 1 me viene bien": 0, "a las 2": 0, "los dos": 0, "1 o 2": 0, "la 2 si puede ser más tarde": 0, "2 pero el jueves": 0, "no 2, la 3": 0, "cualquiera": 0, "el 12 de diciembre": 0, "quizá la 2": 0, "todas menos la 2": 0,
		},
	} {
		for answer, want := range answers {
			c := Read(answer, offered()[language])
			got := c.Option
			if c.None {
				got = none
			}
			if got != want {
				t.Errorf("%s %q is read as %d, want %d", language, answer, got, want)
			}
		}
	}
}

// TestReadKeepsHerWords reads what stands beside the choice.
func TestReadKeepsHerWords(t *testing.T) {
	t.Parallel()
	c := Read("2\nIs it by video?\n\n> 1. Tue\n-- \nPriya", offered()["en"])
	if want := "2\nIs it by video?"; c.Option != 2 || c.Words != want {
		t.Errorf("%+v, want option 2 with %q", c, want)
	}
	if c := Read("2\n"+strings.Repeat("Thanks\n", maxLines), offered()["en"]); c.Option != 0 {
		t.Error("an answer that is too long was read")
	}
	if c := Read("the 2nd works", []string{"Wednesday, 2 December", "Thursday, 3 December"}); c.Option != 0 {
		t.Error("the day of another option was read as a number")
	}
	if c := Read("2", nil); c.Option != 0 {
		t.Error("an option was read of none")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("2\nThanks", 3)
	f.Add("Hi Dana,\nno. 2 \uf8ff3\uf8ff", 9)
	f.Fuzz(func(t *testing.T, text string, n int) {
		options := make([]string, max(0, min(n, 30)))
		for k := range options {
			options[k] = offered()["en"][k%3]
		}
		if c := Read(text, options); c.Option < 0 || c.Option > len(options) || c.None && c.Option != 0 || len(c.Words) > maxText {
			t.Fatalf("%+v", c)
		}
	})
}
