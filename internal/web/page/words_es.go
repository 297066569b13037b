package page

import "net/http"

func spanish() words {
	return words{
		yourInterview: "Su entrevista", at: "Su entrevista en {company}",
		choose: "Elija una hora para su entrevista", agreed: "Su entrevista está acordada", confirming: "Estamos confirmando su hora",
		calledOff: "Esta entrevista está cancelada", closed: "Estas horas ya no se ofrecen", over: "Esta entrevista ya pasó",
		noneFree: "¿Cuándo podría usted?", looking: "Estamos buscando una hora",
		askHeading: "Pedir otras horas", moveHeading: "Cambiar la hora de su entrevista", callOffHeading: "Cancelar su entrevista",
		zonesHeading: "Elegir una zona horaria",
		invites:      "{company} desea hablar con usted sobre el puesto de {job}.", invitesAlone: "Deseamos hablar con usted sobre el puesto de {job}.",
		pendingText:   "Hemos recibido su elección y la confirmaremos en el plazo de un día. Hasta entonces no es definitiva.",
		inviteText:    "La invitación para su calendario se envía por correo electrónico.",
		calledOffText: "Si aun así desea hablar con nosotros, díganos cuándo podría.",
		closedText:    "Si todavía desea hablar con nosotros, díganos cuándo podría.",
		overText:      "Estas eran las horas acordadas.",
		noFreeText:    "Ninguna de las horas ofrecidas sigue libre. Díganos cuándo podría y buscaremos una hora.",
		past:          "Aquí ya no hay nada que elegir", pastText: "Si tiene alguna pregunta, responda a nuestro correo.", refresh: "Buscar nuevas horas", noneFound: "Por ahora no hemos encontrado otra hora. Díganos cuándo podría.",
		asked:       "Ha pedido otras horas. Una persona le responderá por correo electrónico.",
		askedAgreed: "Ha pedido otras horas. Una persona le responderá por correo electrónico; hasta entonces se mantiene la hora acordada.",

		awaits: "Qué le espera", with: "con {people}", andMore: "y {n} más", agreedTimes: "Cuándo",
		minutes: "{n} minutos", hours: "{n} h {m} min",

		timesIn: "Las horas son de {zone}.", zoneGuessed: "Hemos deducido esta zona horaria de su correo.",
		zoneUnknown: "No conocemos su zona horaria.", otherZone: "Mostrar otra zona horaria", badZone: "«{name}» no es una zona horaria que conozcamos. Las horas son de {zone}.",
		offered: "Horas que puede elegir", chooseBy: "Elija, por favor, hasta: {time}.",
		later: "Mostrar horas posteriores", earlier: "Mostrar las primeras horas",
		take: "Reservar esta hora", noneSuits: "Ninguna de estas horas me conviene",
		gone: "La hora que eligió acaba de ocuparse. Estas son las más cercanas que siguen libres.", pickOne: "Elija primero una de las horas.",

		join: "Unirse a la entrevista", move: "Cambiar a otra hora", callOff: "Cancelar la entrevista",
		changeUntil: "Puede cambiarlo aquí hasta: {time}.", tooLate: "Ya es tarde para cambiarlo aquí. Escríbanos o responda a nuestro correo.",
		agreedNow: "Acordado ahora", moveButton: "Cambiar a esta hora", keep: "Mantener la hora acordada",

		askText: "Díganoslo con sus palabras, indique franjas de tiempo o ambas cosas. Una persona lo lee y responde por correo electrónico.", askLabel: "¿Cuándo le vendría bien?",
		askHint: "Por ejemplo: cualquier mañana de la próxima semana, o el jueves después de las 15 h.", windows: "Franjas de tiempo, si lo desea",
		windowHint: "En la hora de {zone}, escrito como 2026-12-01T10:00.", window: "Franja {n}", from: "desde", until: "hasta", send: "Enviar",
		askEmpty: "Escriba cuándo podría, o indique al menos una franja de tiempo.", askLong: "Use como máximo {n} caracteres. Aquí solo están los primeros {n}; si vuelve atrás en el navegador, encontrará el texto completo.",
		windowHalf: "La franja {n} necesita un comienzo y un final, escritos como 2026-12-01T10:00.", windowOrder: "La franja {n} tiene que terminar después de comenzar.",
		windowPast: "La franja {n} está en el pasado.", windowFar: "La franja {n} es demasiado larga o lejana: como máximo dos semanas, dentro de los próximos seis meses.",

		callOffText: "La entrevista se cancelará para todos.", reason: "Motivo (opcional)", reasonLong: "Use como máximo {n} caracteres para el motivo. Aquí solo están los primeros {n}; si vuelve atrás en el navegador, encontrará el texto completo.",
		callOffButton: "Cancelar la entrevista",

		zoneLabel: "Ciudad o zona horaria", showTimes: "Mostrar horas", regions: "Regiones", common: "Usadas a menudo",
		zonesOf: map[string]string{
			"Africa": "África", "America": "América", "Antarctica": "Antártida", "Arctic": "Ártico", "Asia": "Asia", "Atlantic": "Atlántico",
			"Australia": "Australia", "Europe": "Europa", "Indian": "Océano Índico", "Pacific": "Pacífico",
		},
		questions: "¿Preguntas? Escriba a", check: "Compruebe:", tryAgain: "Vuelva a abrir la página en {n} s.", backToAll: "Volver",
		fault: map[int]said{
			http.StatusNotFound:              {"No se encontró esta página", "Puede que el enlace esté incompleto. Ábralo de nuevo desde el correo o responda al correo."},
			http.StatusMethodNotAllowed:      {"Esto no se puede hacer aquí", "Abra de nuevo el enlace del correo."},
			http.StatusForbidden:             {"Esta solicitud venía de otra página", "No se ha cambiado nada. Abra de nuevo el enlace del correo y use el botón de allí. Si continúa así, responda al correo."},
			http.StatusRequestEntityTooLarge: {"Era demasiado largo", "No se ha cambiado nada. Vuelva atrás y escriba menos."},
			http.StatusTooManyRequests:       {"Demasiadas solicitudes", "No se ha cambiado nada."},
			http.StatusInternalServerError:   {"Se ha producido un error en nuestro sistema", "Abra de nuevo el enlace del correo para ver qué está acordado. Si continúa así, responda al correo."},
			http.StatusServiceUnavailable:    {"No podemos responder en este momento", "Vuelva a abrir la página en un momento para ver qué está acordado. Si continúa así, responda al correo."},
		},
	}
}
