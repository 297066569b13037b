package words

import "strings"

// Yes reports whether a cell says yes.
func Yes(cell string) bool { return listed(yes, Key(cell)) }

// No reports whether a cell says no.
func No(cell string) bool { return listed(no, Key(cell)) }

const (
	yes = " true yes y x 1 ja oui si sim tak wahr vrai on verdadero verdadeiro vero waar prawda sant "
	no  = " false no n 0 nein non nao nie nee nej falsch faux falso onwaar falsz falskt off "
)

// State is how a job stands.
type State int

// The states of a job. Unknown is a word that nobody has listed.
const (
	Unknown State = iota
	Open
	Closed
	Paused // or not begun, or filled: no opening now, but not simply closed
)

// JobState reads how a job stands.
func JobState(cell string) State {
	switch k := Key(cell); {
	case listed(open, k):
		return Open
	case listed(closed, k):
		return Closed
	case listed(paused, k):
		return Paused
	}
	return Unknown
}

const (
	open = " open opened active published live posted approved public internal hiring accepting acceptingcandidates inprogress ongoing running advertised reopened sourcing listed " +
		"offen aktiv veroffentlicht ausgeschrieben online geoffnet laufend " +
		"ouvert ouverte publie publiee actif active enligne encours " +
		"abierto abierta activo activa publicado publicada encurso vigente " +
		"aberto aberta ativo ativa emandamento publicadas " +
		"aperto aperta attivo attiva pubblicato pubblicata incorso " +
		"openstaand actief gepubliceerd lopend geplaatst " +
		"otwarty otwarta otwarte aktywny aktywna aktywne opublikowany opublikowana opublikowane wtoku " +
		"oppen publicerad publicerat oppet pagaende aktivt aben opslaet apen publisert "
	closed = " closed archived archive inactive deactivated expired ended deleted finished completed complete done unpublished unlisted removed disabled closedwon closedlost " +
		"geschlossen archiviert inaktiv beendet abgelaufen geloscht abgeschlossen deaktiviert offline nichtveroffentlicht " +
		"ferme fermee archivee inactif inactive cloture cloturee expire expiree termine terminee supprimee depubliee " +
		"cerrado cerrada archivado archivada inactivo inactiva finalizado finalizada caducado caducada vencida terminada eliminada despublicada " +
		"fechado fechada encerrado encerrada arquivado arquivada inativo inativa expirada concluida finalizadas " +
		"chiuso chiusa archiviato archiviata inattivo inattiva scaduto scaduta conclusa terminata " +
		"gesloten gearchiveerd inactief verlopen beeindigd afgerond verwijderd " +
		"zamkniety zamknieta zamkniete zarchiwizowany zarchiwizowana nieaktywny nieaktywna nieaktywne zakonczony zakonczona zakonczone wygasla usunieta " +
		"stangd stangt arkiverad arkiverat avslutad avslutat utgangen inaktiv lukket afsluttet arkiveret avsluttet "
	paused = " onhold hold paused suspended frozen draft pending pendingapproval planned filled hired cancelled canceled rejected awaitingapproval new " +
		"pausiert angehalten zuruckgestellt besetzt vergeben abgebrochen storniert entwurf geplant inplanung " +
		"suspendu suspendue enattente enpause pourvu pourvue annule annulee brouillon gelee " +
		"pausado pausada suspendido suspendida enpausa cubierto cubierta cancelado cancelada borrador congelada " +
		"pausada suspenso suspensa congelado congelada preenchido preenchida cancelado cancelada rascunho " +
		"sospeso sospesa inpausa coperto coperta annullato annullata bozza congelata " +
		"gepauzeerd inwacht aangehouden vervuld geannuleerd ingetrokken concept " +
		"wstrzymany wstrzymana wstrzymane obsadzony obsadzona obsadzone anulowany anulowana anulowane szkic roboczy " +
		"pausad pausat vilande tillsatt avbruten avbrutet installd utkast kladde "
)

// Meeting is how an interview stands.
type Meeting int

// What becomes of interviews. Unclear is a word that nobody has listed.
const (
	Unclear Meeting = iota
	Ahead
	Held
	Missed
	CalledOff
)

// InterviewState reads how an interview stands.
func InterviewState(cell string) Meeting {
	switch k := Key(cell); {
	case listed(ahead, k):
		return Ahead
	case listed(held, k):
		return Held
	case listed(missed, k):
		return Missed
	case listed(calledOff, k):
		return CalledOff
	}
	return Unclear
}

const (
	ahead = " scheduled upcoming planned confirmed booked open active pending tobescheduled needsaction accepted tentative invited sent rescheduled new created " +
		"geplant bestatigt anstehend terminiert vereinbart gebucht offen verschoben eingeladen zugesagt " +
		"planifie planifiee prevu prevue confirme confirmee avenir programme programmee reporte reportee reserve invite " +
		"programado programada planificado planificada confirmado confirmada pendiente agendado agendada prevista reprogramada " +
		"marcado marcada reagendada pendente " +
		"programmato programmata pianificato pianificata confermato confermata previsto fissato fissata inprogramma rinviato " +
		"gepland ingepland bevestigd afgesproken verplaatst uitgenodigd " +
		"zaplanowany zaplanowana zaplanowane potwierdzony potwierdzona potwierdzone umowiony umowiona nadchodzace przelozona " +
		"planerad planerat bokad bokat bekraftad bekraftat kommande inbjuden planlagt bekraeftet booket "
	held = " completed complete done finished held past attended tookplace awaitingfeedback collectfeedback feedbacksubmitted conducted interviewed ended happened " +
		"durchgefuhrt abgeschlossen erledigt stattgefunden beendet gefuhrt " +
		"termine terminee effectue effectuee realise realisee passe fait faite " +
		"realizado realizada completado completada finalizado finalizada hecho hecha celebrada " +
		"concluido concluida feito feita ocorrida " +
		"completato completata concluso conclusa svolto svolta effettuato effettuata terminato fatto " +
		"afgerond voltooid gehouden uitgevoerd geweest plaatsgevonden " +
		"zakonczony zakonczona zakonczone odbyty odbyta odbylosie przeprowadzony przeprowadzona zrealizowane " +
		"genomford genomfort avslutad avslutat klar gjord gennemfort afholdt gjennomfort "
	missed = " noshow nobodycame didnotattend didntattend absent missed candidatenoshow noshowed " +
		"nichterschienen nichtgekommen absent absente nesestpaspresente pasvenu nonpresente " +
		"nosepresento noasistio noacudio ausente naocompareceu faltou nonpresentato nonsiepresentato assente nonpresentata " +
		"nietverschenen nietopgedaagd afwezig niestawilsie niestawilasie nieobecny nieobecna uteblev uteblivit mottekke udeblevet "
	calledOff = " cancelled canceled calledoff withdrawn deleted declined cancelledbycandidate canceledbycandidate revoked rejected aborted " +
		"abgesagt storniert abgelehnt entfallen annule annulee decline refuse " +
		"cancelado cancelada anulado anulada suspendida rechazada desmarcado desmarcada " +
		"annullato annullata cancellato cancellata disdetto disdetta rifiutato " +
		"geannuleerd afgezegd afgelast afgewezen odwolany odwolana odwolane anulowany anulowana anulowane " +
		"installd installt avbokad avbokat avbojd avlyst aflyst avlyst "
)

// OnPhone reports whether a platform or a place is the telephone.
func OnPhone(key string) bool { return listed(phones, key) }

// OnSite reports whether a platform says that people meet in a place.
func OnSite(key string) bool { return listed(onSite, key) }

const (
	phones = " phone phonecall call telephone phonescreen phoneinterview bytelephone byphone telefon telefonisch telefoninterview anruf telephonique partelephone appel telefono telefonico telefonica portelefono llamada " +
		"telefone portelefone telefonata telefonicamente telefoon telefonisch telefonicznie telefoniczna rozmowatelefoniczna telefonintervju pertelefon "
	onSite = " onsite inperson office facetoface inhouse onsiteinterview inpersoninterview vorort personlich presentiel surplace enpersonne presencial enpersona inpresenza inpersona insede oplocatie " +
		"stacjonarnie namiejscu osobiscie paplats fysiskt fysiskmote "
)

// Honorific reports whether a text only says how to address someone.
func Honorific(text string) bool { return listed(honorifics, Key(text)) }

const honorifics = " mr mrs ms miss mx dr prof profdr sir lady rev herr frau drmed dring diplinf diping dipling mme m mlle monsieur madame mademoiselle sr sra srta d dna don dona " +
	"sig sigra dott dottssa ing dhr mevr heer mevrouw pan pani mgr inz hr fru froken "

// Degree reports whether a text stands behind a name and its comma, and is no
// given name.
func Degree(text string) bool {
	return listed(" jr sr ii iii iv phd md mba msc bsc ma ba pmp cpa esq rn dds mphil llm cfa meng pe pharmd jd edd ", strings.Trim(Key(text), "0123456789"))
}

// Sum reports whether a cell is the word with which a row of sums begins.
func Sum(cell string) bool {
	all := Split(cell)
	if len(all) == 0 || len(all) > 3 || !listed(" total totals totale totaal summe gesamt gesamtsumme insgesamt suma razem summa somme subtotal count anzahl ogolem ialt totalt totaux totales totais grandtotal ", all[0]) &&
		!(all[0] == "grand" && len(all) > 1 && all[1] == "total") {
		return false
	}
	for _, w := range all[1:] {
		if strings.Trim(w, "0123456789") != "" && !listed(" candidates rows records count jobs general of total interviews applicants ", w) {
			return false
		}
	}
	return true
}
