package page

import "net/http"

func french() words {
	return words{
		yourInterview: "Votre entretien", at: "Votre entretien chez {company}",
		choose: "Choisissez une date pour votre entretien", agreed: "Votre entretien est convenu", confirming: "Nous confirmons votre choix",
		calledOff: "Cet entretien est annulé", closed: "Ces dates ne sont plus proposées", over: "Cet entretien est passé",
		noneFree: "Quand seriez-vous disponible\u00a0?", looking: "Nous cherchons une date",
		askHeading: "Demander d’autres dates", moveHeading: "Déplacer votre entretien", callOffHeading: "Annuler votre entretien",
		zonesHeading: "Choisir un fuseau horaire",
		invites:      "{company} souhaite échanger avec vous au sujet du poste «\u00a0{job}\u00a0».", invitesAlone: "Nous souhaitons échanger avec vous au sujet du poste «\u00a0{job}\u00a0».",
		pendingText:   "Nous avons reçu votre choix et le confirmons dans la journée. D’ici là, il n’est pas définitif.",
		inviteText:    "L’invitation pour votre agenda est envoyée par e-mail.",
		calledOffText: "Si vous souhaitez tout de même échanger avec nous, dites-nous quand vous seriez disponible.",
		closedText:    "Si vous souhaitez toujours échanger avec nous, dites-nous quand vous seriez disponible.",
		overText:      "Voici les horaires qui avaient été convenus.",
		noFreeText:    "Aucune des dates proposées n’est encore libre. Dites-nous quand vous seriez disponible, et nous chercherons une date.",
		past:          "Il n’y a plus rien à choisir ici", pastText: "Si vous avez une question, répondez à notre e-mail.", refresh: "Chercher de nouvelles dates", noneFound: "Nous n’avons pas trouvé d’autre date pour le moment. Dites-nous quand vous seriez disponible.",
		asked:       "Vous avez demandé d’autres dates. Une personne vous répondra par e-mail.",
		askedAgreed: "Vous avez demandé d’autres dates. Une personne vous répondra par e-mail\u00a0; d’ici là, l’horaire convenu reste valable.",

		awaits: "Ce qui vous attend", with: "avec {people}", andMore: "et {n} autres", agreedTimes: "Quand",
		minutes: "{n} minutes", hours: "{n} h {m} min",

		timesIn: "Les heures sont celles de {zone}.", zoneGuessed: "Nous avons déduit ce fuseau horaire de votre e-mail.",
		zoneUnknown: "Nous ne connaissons pas votre fuseau horaire.", otherZone: "Afficher un autre fuseau horaire", badZone: "«\u00a0{name}\u00a0» n’est pas un fuseau horaire que nous connaissons. Les heures sont celles de {zone}.",
		offered: "Dates au choix", chooseBy: "Merci de choisir avant le {time}.",
		later: "Afficher les dates suivantes", earlier: "Afficher les premières dates",
		take: "Réserver cette date", noneSuits: "Aucune de ces dates ne me convient",
		gone: "La date choisie vient d’être prise. Voici les plus proches qui sont encore libres.", pickOne: "Choisissez d’abord une date.",

		join: "Rejoindre l’entretien", move: "Choisir une autre date", callOff: "Annuler l’entretien",
		changeUntil: "Vous pouvez modifier cela ici jusqu’au {time}.", tooLate: "Il est trop tard pour modifier cela ici. Écrivez-nous ou répondez à notre e-mail.",
		agreedNow: "Convenu actuellement", moveButton: "Déplacer à cette date", keep: "Garder l’horaire convenu",

		askText: "Dites-le avec vos mots, indiquez des plages horaires, ou les deux. Une personne lit votre message et répond par e-mail.", askLabel: "Quand seriez-vous disponible\u00a0?",
		askHint: "Par exemple\u00a0: la semaine prochaine le matin, ou jeudi après 15 h.", windows: "Plages horaires, si vous le souhaitez",
		windowHint: "À l’heure de {zone}, sous la forme 2026-12-01T10:00.", window: "Plage {n}", from: "de", until: "à", send: "Envoyer",
		askEmpty: "Écrivez quand vous seriez disponible, ou indiquez au moins une plage horaire.", askLong: "Veuillez utiliser au plus {n} caractères. Seuls les {n} premiers figurent ici\u00a0; revenez en arrière dans votre navigateur pour retrouver tout le texte.",
		windowHalf: "La plage {n} a besoin d’un début et d’une fin, sous la forme 2026-12-01T10:00.", windowOrder: "La plage {n} doit finir après son début.",
		windowPast: "La plage {n} est dans le passé.", windowFar: "La plage {n} est trop longue ou trop lointaine\u00a0: deux semaines au plus, dans les six prochains mois.",

		callOffText: "L’entretien sera annulé pour tout le monde.", reason: "Motif (facultatif)", reasonLong: "Veuillez utiliser au plus {n} caractères pour le motif. Seuls les {n} premiers figurent ici\u00a0; revenez en arrière dans votre navigateur pour retrouver tout le texte.",
		callOffButton: "Annuler l’entretien",

		zoneLabel: "Ville ou fuseau horaire", showTimes: "Afficher les heures", regions: "Régions", common: "Souvent utilisés",
		zonesOf: map[string]string{
			"Africa": "Afrique", "America": "Amérique", "Antarctica": "Antarctique", "Arctic": "Arctique", "Asia": "Asie", "Atlantic": "Atlantique",
			"Australia": "Australie", "Europe": "Europe", "Indian": "Océan Indien", "Pacific": "Pacifique",
		},
		questions: "Des questions\u00a0? Écrivez à", check: "À vérifier\u00a0:", tryAgain: "Veuillez rouvrir la page dans {n} s.", backToAll: "Retour",
		fault: map[int]said{
			http.StatusNotFound:              {"Cette page est introuvable", "Le lien est peut-être incomplet. Rouvrez-le depuis l’e-mail, ou répondez à l’e-mail."},
			http.StatusMethodNotAllowed:      {"Ce n’est pas possible ici", "Rouvrez le lien depuis l’e-mail."},
			http.StatusForbidden:             {"Cette demande venait d’une autre page", "Rien n’a été modifié. Rouvrez le lien depuis l’e-mail et utilisez le bouton qui s’y trouve. Si cela persiste, répondez à l’e-mail."},
			http.StatusRequestEntityTooLarge: {"C’était trop long", "Rien n’a été modifié. Revenez en arrière et écrivez moins."},
			http.StatusTooManyRequests:       {"Trop de demandes", "Rien n’a été modifié."},
			http.StatusInternalServerError:   {"Une erreur est survenue chez nous", "Rouvrez le lien depuis l’e-mail pour voir ce qui est convenu. Si cela persiste, répondez à l’e-mail."},
			http.StatusServiceUnavailable:    {"Nous ne pouvons pas répondre pour le moment", "Rouvrez la page dans un instant pour voir ce qui est convenu. Si cela persiste, répondez à l’e-mail."},
		},
	}
}
