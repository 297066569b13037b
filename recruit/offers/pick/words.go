package pick

import (
	"slices"
	"strings"
	"sync"
)

// listed reports whether a list has a word.
func listed(list map[string]bool, text string) bool { return list[text] }

func listOf(text string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		list := map[string]bool{}
		for w := range strings.FieldsSeq(text) {
			list[w] = true
		}
		return list
	})
}

func months() []string {
	return []string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember",
		"janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
		"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "okt", "dez", "janv", "févr", "juil", "déc", "ene", "abr", "ago", "dic",
	}
}

// The words of a sentence that names an hour. A sentence with any other is left to a person,
// so that what is not in these lists costs an answer by hand and never a wrong booking.
var (
	greetings     = listOf(`hi hello hey dear good hallo liebe lieber guten moin servus grüezi sehr geehrte geehrter bonjour salut bonsoir cher chère hola buenos buenas estimado estimada querida querido`)
	afterGreeting = listOf(`there all team everyone morning afternoon evening day tag morgen abend zusammen frau herr herrn dr prof mr mrs ms mx madame monsieur mme tous toutes à a todos todas equipo días día tardes noches señor señora sr sra , @`)
	agreeing      = listOf(`
		i i'd i'll i'm we we'd we'll would will can do does could should like love to take choose pick prefer go going with works fits suits suit me us my our is it it's its that that's this the an
		great good fine perfect best ok okay okey yes yep yeah sure please thanks thank you you're very much so kindly lovely nice excellent ideal works well nicely better most time slot interview meeting one confirm confirmed
		confirming accept happy happily glad pleased let's let have book booked booking choice preferred then see ya speak talk soon looking forward your email mail offer offering sending reply quick invitation us here definitely absolutely
		ich wir würde würden hätte möchte möchten will wollen kann könnte nehme nehmen wähle wählen bevorzuge entscheide mich für passt passend mir uns gut sehr bestens prima super perfekt wunderbar klasse gern gerne bitte danke vielen dank dankeschön
		der die das den dem ein einen eine termin terminvorschlag uhrzeit vorschlag wäre ist geht ginge klappt am besten ja genau okay einverstanden bestätige hiermit zusage sage zu es hier dann zum beim liebsten lieber freue auf ihre ihr ihren nachricht für's wunschtermin buchen
		je j' nous prends prendrai prendrais prendre choisis choisirais préfère préférerais voudrais j'aimerais aimerais souhaite souhaiterais retiens opte j'opte pour me m' convient conviendrait conviendra va irait parfait parfaite parfaitement très bien bon bonne merci beaucoup
		s'il vous te plaît plait svp stp la le l'option oui d'accord créneau horaire rendez-vous rdv choix proposition c'est ce serait sera mieux confirme votre ton mail message j'ai ai choisi disponible dispo suis moi
		yo me quedo quedaría con elijo escojo prefiero quiero quisiera gustaría tomo tomaría cojo viene vendría bien va iría perfecto perfecta genial estupendo vale gracias muchas por favor sí el la de opción opcion horario hora cita propuesta es sería mejor
		confirmo para mí mi encaja conviene acepto reservar su tu correo mensaje disponible estoy
		option options number nr num nummer numéro numero número n n° nº variante choice slot lösung auswahl elección alternative
		grab reserve reserved schedule scheduled set sounds sound appreciate appreciated arranging organising organizing attend join available free able put down sign pencil gladly suitable convenient super cool awesome brilliant amazing wonderful fantastic done
		make makes today's possible perfectly absolutely wahrnehmen eintragen trage tragen nehm wünsche reservieren reserviere notieren notiere vormerken festhalten buche komme kommen dabei machen mache spitze fein klar ordnung möglich frei habe zeit entschieden
		favorisiere bevorzugen gerne genommen réserver réserve réservez inscrire inscrivez retenir note notez noter bloque bloquez fait fais faisons on serai présent présente libre possible génial nickel top entendu volontiers avec plaisir ça marche m'arrange m'arrangerait
		arrange proposée convenu entretien apunto apúnteme apúntame reserve reserva resérvame resérveme hagamos hacemos dejamos dejemos preferiría elegiría elegir escoger escogería adelante claro encantada encantado entrevista asistiré puedo podré conmigo anoto
		agendar agéndame fijamos libre cuadra ideal excelente estaré cuenten
		delighted come appointment appointments preference favourite favorite speaking talking meeting with hearing from selected select chosen chose decided settle vote opting opted suited brill delightful keen excited there be able attending noted agree agreed
		arrangement convenience handy honoured pleasure grateful team dear klingt hört sich an haben bei bin favorit wunsch wünschte mein auswahl ausgewählt gewählt habe mich erscheinen teilnehmen vereinbaren vereinbart abgemacht angenehm passende sagt genehm erfreut freuen
		freut würden notieren reicht zusagen gespräch vorstellungsgespräch interview uhrzeiten bestätigen est avoir aurait ma préférence viendrai viens venir idéale idéal au plaisir d'échanger échanger avec parler rencontrer sélectionne sélectionné opté mon notez-moi inscrivez-moi
		arrangerait arrange-moi mettez-moi réponse favorable ravie ravi enchantée serais heureuse heureux joie hâte suena darme iré encantado preferida preferido con ganas muchas hablar hablamos conocerle conocerles conocernos apúnteme apúntenme anóteme cuente seleccionada
		seleccionado elegida elegido ilusión alegría placer mucho gusto asistir acudir acudiré
		tener está muy au usted
		pls plz thx noté ty toll l'horaire m'irait m'irais remercie vous pues entonces alors perfecta then donc dann
		and und et y e & 's`)
	// What also agrees for several hours at once, unless a helping verb makes it one: "2 would
	// work", not "the two work".
	plurals = listOf(`work fit suit passen klappen gehen convenir aller fonctionner venir ir be sein être ser`)
	helpers = listOf(`would will does can should could würde wird sollte dürfte könnte kann pourrait devrait peut puede podría debería`)
	// Behind these stands a number that is one of the options.
	numberSigns       = listOf(`option opt nr no num number nummer numéro numero número n nº n° variante slot choice vorschlag termin terminvorschlag proposition choix créneau opción opcion propuesta alternative`)
	beforeNumberSigns = listOf(`option with for take choose prefer pick`)
	goingFor          = listOf(`go going opt vote settle plump`)
	// Behind these stands rather the day of a month than an option, and behind these either.
	beforeDates = listOf(`on am zum vom le el du il`)
	articles    = listOf(`the der den das`)
	// These are of no day of a month, whatever stands before them.
	neverDates = listOf(`last letzte letzten letzter deuxième second seconde troisième quatrième cinquième sixième septième huitième neuvième dixième dernier dernière segundo segunda tercer tercero tercera cuarto cuarta quinto quinta último última`)
	// The words that make any sentence beside a choice a matter for a person.
	warnings = listOf(`
		but however although though unless if except instead or rather actually sorry wait not no never don't dont can't cant cannot couldn't won't wouldn't isn't doesn't didn't haven't unfortunately neither nor none maybe perhaps possibly probably
		might unsure else other another different later earlier before after morning afternoon evening noon tonight tomorrow today yesterday week weeks weekend monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		reschedule postpone cancel withdraw withdrawing decline declined change changed move moved both either any anything all every thoughts correction mistake ignore scratch meant mean until depends provided assuming unable impossible busy conflict clash
		problem doubt only o'clock am pm alternatively nope hold first last earliest latest between accepted position elsewhere interested
		aber jedoch allerdings außer ausser falls wenn sofern oder statt stattdessen anstatt sondern doch nicht nein nie kein keine keinen keiner keinem keins leider weder vielleicht eventuell evtl möglicherweise nur erst sonst anders andere anderen anderer
		anderes später früher vorher nachher vormittag vormittags nachmittag nachmittags abend abends morgen morgens mittag mittags heute übermorgen gestern woche wochen wochenende montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag uhr
		absagen absage abgesagt verschieben ändern korrektur irrtum versehen egal beide beides alle jeder jederzeit verhindert ab bis zwischen gegen zurückziehen zurück zusage zugesagt interesse warten moment spätestens frühestens
		mais cependant sauf si ou plutôt non ne n' pas aucun aucune jamais malheureusement désolé désolée peut-être éventuellement sinon autre autres tard tôt avant après matin midi après-midi soir demain aujourd'hui hier semaine lundi mardi mercredi jeudi
		vendredi samedi dimanche annuler annule reporter déplacer changer erreur finalement tous toutes entre attendez retirer retire
		pero sin salvo excepto o u ni nunca ninguno ninguna ningún lamentablemente desgraciadamente quizá quizás tal otro otra otros otras tarde temprano antes después mañana mediodía noche hoy ayer semana lunes martes miércoles jueves viernes sábado domingo
		cancelar cancelo cambiar mover aplazar error cualquiera todos todas ambos ambas espera espere retiro retirar` + " " + strings.Join(months(), " "))
)

// known reports whether a word of a sentence that names an hour leaves its meaning as it is.
// Some do so in one place only: "No. 2", "a mí me va bien", "I'd go for 2".
func known(words []word, at int) bool {
	text, next, before := words[at].text, "", ""
	number, time := false, false
	if at+1 < len(words) {
		next, number, time = words[at+1].text, words[at+1].number != "", words[at+1].time
	}
	if at > 0 {
		before = words[at-1].text
	}
	switch text {
	case "no":
		return number && at == 0 || number && listed(beforeNumberSigns(), before)
	case "a":
		return next == "mí" || next == "mi" || strings.HasPrefix(before, "apún") || before == "apunto" || before == "iré" || before == "encantada" || before == "encantado" || before == "asistir" || before == "acudir"
	case "in":
		return before == "me" || next == "ordnung"
	case "from", "de":
		return !number && (at+1 == len(words) || words[at+1].copied == 0)
	case "on", "at", "um", "le", "el", "à":
		if time { // which is then looked for in the option itself
			return true
		}
	case "for":
		return !number || listed(goingFor(), before) || before == "down"
	}
	return text == "" || text == "," || listed(agreeing(), text) || listed(greetings(), text)
}

func numberSign(text string) bool { return numberSigns()[text] }

// numberWord is the option that a word stands for, or 0. A word that is an article as well, as
// "one" and "un", needs a word such as "option" before it.
func numberWord(words []word, at, options int, alone bool) int {
	text := words[at].text
	behind := at > 0 && numberSign(words[at-1].text) //nolint:gosec // at is a place in words
	option := 0
	switch {
	case slices.Contains([]string{"last", "letzte", "letzten", "letzter", "dernier", "dernière", "última", "último"}, text):
		option = options
		if options == maxOptions {
			option = 1 // any: only whether it is one is asked
		}
	case slices.Contains([]string{"one", "ein", "eins", "un", "une", "uno", "una"}, text):
		if behind || alone {
			option = 1
		}
	default:
		for n, names := range numberNames() {
			if slices.Contains(names, text) {
				option = n + 1
			}
		}
	}
	if option > options {
		return 0
	}
	return option
}

func numberNames() [][]string {
	return [][]string{
		{"first", "erste", "ersten", "erster", "erstes", "premier", "première", "primera", "primero", "primer"},
		{"two", "second", "zwei", "zwo", "zweite", "zweiten", "zweiter", "zweites", "deux", "deuxième", "seconde", "dos", "segunda", "segundo"},
		{"three", "third", "drei", "dritte", "dritten", "dritter", "drittes", "trois", "troisième", "tres", "tercera", "tercero", "tercer"},
		{"four", "fourth", "vier", "vierte", "vierten", "vierter", "viertes", "quatre", "quatrième", "cuatro", "cuarta", "cuarto"},
		{"five", "fifth", "fünf", "fünfte", "fünften", "fünfter", "cinq", "cinquième", "cinco", "quinta", "quinto"},
		{"six", "sixth", "sechs", "sechste", "sechsten", "sixième", "seis", "sexta", "sexto"},
		{"seven", "seventh", "sieben", "siebte", "siebten", "sept", "septième", "siete", "séptima", "séptimo"},
		{"eight", "eighth", "acht", "achte", "achten", "huit", "huitième", "ocho", "octava", "octavo"},
		{"nine", "ninth", "neun", "neunte", "neunten", "neuf", "neuvième", "nueve", "novena", "noveno"},
		{"ten", "tenth", "zehn", "zehnte", "zehnten", "dix", "dixième", "diez", "décima", "décimo"},
	}
}

// isPolite reports whether a sentence is a closing formula, which may have a word of warning.
func isPolite(text string) bool {
	return slices.ContainsFunc(politeSentences(), func(begin string) bool { return strings.HasPrefix(text, begin) }) && len(text) < 90
}

func politeSentences() []string {
	return []string{
		"let me know if you need any", "please let me know if you need any", "let me know if anything", "please let me know if anything", "if you need anything", "please don't hesitate", "don't hesitate", "do not hesitate", "no problem", "no worries", "no questions",
		"have a good", "have a nice", "have a great", "enjoy your", "see you then", "looking forward",
		"kein problem", "bei fragen", "falls sie fragen haben", "wenn sie fragen haben", "falls du fragen hast", "keine fragen", "schönen tag", "schönen abend", "einen schönen", "schöne woche", "schönes wochenende",
		"n'hésitez pas", "pas de problème", "pas de souci", "aucun problème", "si vous avez des questions", "si vous avez besoin", "bonne journée", "bonne soirée", "bonne semaine", "bon après-midi", "bon week",
		"no dude en", "no hay problema", "sin problema", "ningún problema", "si necesita algo", "si necesitas algo", "buen día", "buena semana", "que tenga", "feliz",
	}
}
