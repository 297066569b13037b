package page

import "net/http"

func german() words {
	return words{
		yourInterview: "Ihr Gespräch", at: "Ihr Gespräch bei {company}",
		choose: "Wählen Sie einen Termin für Ihr Gespräch", agreed: "Ihr Gespräch ist vereinbart", confirming: "Wir bestätigen Ihren Termin",
		calledOff: "Dieses Gespräch ist abgesagt", closed: "Diese Termine stehen nicht mehr zur Wahl", over: "Dieses Gespräch ist vorbei",
		noneFree: "Wann können Sie?", looking: "Wir suchen einen Termin",
		askHeading: "Um andere Termine bitten", moveHeading: "Gespräch verschieben", callOffHeading: "Gespräch absagen",
		zonesHeading: "Zeitzone wählen",
		invites:      "{company} möchte mit Ihnen über die Stelle „{job}“ sprechen.", invitesAlone: "Wir möchten mit Ihnen über die Stelle „{job}“ sprechen.",
		pendingText:   "Ihre Wahl ist bei uns angekommen, wir bestätigen sie innerhalb eines Tages. Bis dahin ist sie nicht endgültig.",
		inviteText:    "Die Einladung für Ihren Kalender wird per E-Mail verschickt.",
		calledOffText: "Wenn Sie doch mit uns sprechen möchten, sagen Sie uns, wann Sie können.",
		closedText:    "Wenn Sie weiterhin mit uns sprechen möchten, sagen Sie uns, wann Sie können.",
		overText:      "Das waren die vereinbarten Zeiten.",
		noFreeText:    "Keiner der angebotenen Termine ist noch frei. Sagen Sie uns, wann Sie können, dann suchen wir einen Termin.",
		past:          "Hier gibt es nichts mehr zu wählen", pastText: "Wenn Sie eine Frage haben, antworten Sie bitte auf unsere E-Mail.", refresh: "Neue Termine suchen", noneFound: "Gerade haben wir keinen anderen Termin gefunden. Sagen Sie uns, wann Sie können.",
		asked:       "Sie haben um andere Termine gebeten. Wir antworten Ihnen persönlich per E-Mail.",
		askedAgreed: "Sie haben um andere Termine gebeten. Wir antworten Ihnen persönlich per E-Mail; bis dahin bleibt es bei der vereinbarten Zeit.",

		awaits: "Das erwartet Sie", with: "mit {people}", andMore: "und {n} weiteren", agreedTimes: "Wann",
		minutes: "{n} Minuten", hours: "{n} Std. {m} Min.",

		timesIn: "Die Zeiten gelten für {zone}.", zoneGuessed: "Diese Zeitzone haben wir Ihrer E-Mail entnommen.",
		zoneUnknown: "Ihre Zeitzone kennen wir nicht.", otherZone: "Andere Zeitzone anzeigen", badZone: "„{name}“ kennen wir nicht als Zeitzone. Die Zeiten gelten für {zone}.",
		offered: "Termine zur Wahl", chooseBy: "Bitte wählen Sie bis {time}.",
		later: "Spätere Termine anzeigen", earlier: "Die ersten Termine anzeigen",
		take: "Diesen Termin buchen", noneSuits: "Keiner dieser Termine passt mir",
		gone: "Der gewählte Termin ist soeben vergeben worden. Diese liegen ihm am nächsten und sind noch frei.", pickOne: "Bitte wählen Sie zuerst einen Termin.",

		join: "Am Gespräch teilnehmen", move: "Auf einen anderen Termin verschieben", callOff: "Gespräch absagen",
		changeUntil: "Hier können Sie das bis {time} ändern.", tooLate: "Für eine Änderung auf dieser Seite ist es zu spät. Bitte schreiben Sie uns oder antworten Sie auf unsere E-Mail.",
		agreedNow: "Vereinbart ist", moveButton: "Auf diesen Termin verschieben", keep: "Beim vereinbarten Termin bleiben",

		askText: "Sagen Sie es mit eigenen Worten, nennen Sie Zeiträume oder beides. Ein Mensch liest es und antwortet per E-Mail.", askLabel: "Wann passt es Ihnen?",
		askHint: "Zum Beispiel: nächste Woche vormittags, oder Donnerstag ab 15 Uhr.", windows: "Zeiträume, wenn Sie möchten",
		windowHint: "In der Zeit von {zone}, geschrieben wie 2026-12-01T10:00.", window: "Zeitraum {n}", from: "von", until: "bis", send: "Absenden",
		askEmpty: "Schreiben Sie, wann Sie können, oder nennen Sie mindestens einen Zeitraum.", askLong: "Bitte verwenden Sie höchstens {n} Zeichen. Hier stehen nur die ersten {n}; mit „Zurück“ im Browser finden Sie den ganzen Text wieder.",
		windowHalf: "Zeitraum {n} braucht Anfang und Ende, geschrieben wie 2026-12-01T10:00.", windowOrder: "Zeitraum {n} muss nach seinem Anfang enden.",
		windowPast: "Zeitraum {n} liegt in der Vergangenheit.", windowFar: "Zeitraum {n} ist zu lang oder zu weit entfernt: höchstens zwei Wochen, innerhalb der nächsten sechs Monate.",

		callOffText: "Das Gespräch wird für alle Beteiligten abgesagt.", reason: "Grund (freiwillig)", reasonLong: "Bitte verwenden Sie für den Grund höchstens {n} Zeichen. Hier stehen nur die ersten {n}; mit „Zurück“ im Browser finden Sie den ganzen Text wieder.",
		callOffButton: "Gespräch absagen",

		zoneLabel: "Stadt oder Zeitzone", showTimes: "Zeiten anzeigen", regions: "Regionen", common: "Häufig verwendet",
		zonesOf: map[string]string{
			"Africa": "Afrika", "America": "Amerika", "Antarctica": "Antarktis", "Arctic": "Arktis", "Asia": "Asien", "Atlantic": "Atlantik",
			"Australia": "Australien", "Europe": "Europa", "Indian": "Indischer Ozean", "Pacific": "Pazifik",
		},
		questions: "Fragen? Schreiben Sie an", check: "Bitte prüfen:", tryAgain: "Bitte öffnen Sie die Seite in {n} s noch einmal.", backToAll: "Zurück",
		fault: map[int]said{
			http.StatusNotFound:              {"Diese Seite wurde nicht gefunden", "Vielleicht ist der Link unvollständig. Bitte öffnen Sie ihn noch einmal aus der E-Mail oder antworten Sie auf die E-Mail."},
			http.StatusMethodNotAllowed:      {"Das ist hier nicht möglich", "Bitte öffnen Sie den Link aus der E-Mail noch einmal."},
			http.StatusForbidden:             {"Diese Anfrage kam von einer anderen Seite", "Es wurde nichts geändert. Bitte öffnen Sie den Link aus der E-Mail noch einmal und verwenden Sie die Schaltfläche dort. Wenn es so bleibt, antworten Sie auf die E-Mail."},
			http.StatusRequestEntityTooLarge: {"Das war zu lang", "Es wurde nichts geändert. Bitte gehen Sie zurück und schreiben Sie weniger."},
			http.StatusTooManyRequests:       {"Zu viele Anfragen", "Es wurde nichts geändert."},
			http.StatusInternalServerError:   {"Bei uns ist ein Fehler aufgetreten", "Bitte öffnen Sie den Link aus der E-Mail noch einmal, um zu sehen, was vereinbart ist. Wenn es so bleibt, antworten Sie auf die E-Mail."},
			http.StatusServiceUnavailable:    {"Wir können gerade nicht antworten", "Bitte öffnen Sie die Seite gleich noch einmal, um zu sehen, was vereinbart ist. Wenn es so bleibt, antworten Sie auf die E-Mail."},
		},
	}
}
