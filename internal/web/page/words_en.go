package page

import "net/http"

func english() words {
	return words{
		yourInterview: "Your interview", at: "Your interview at {company}",
		choose: "Choose a time for your interview", agreed: "Your interview is agreed", confirming: "We are confirming your time",
		calledOff: "This interview is cancelled", closed: "These times are no longer offered", over: "This interview is over",
		noneFree: "When could you come?", looking: "We are looking for a time",
		askHeading: "Ask for other times", moveHeading: "Move your interview", callOffHeading: "Cancel your interview",
		zonesHeading: "Choose a time zone",
		invites:      "{company} would like to talk with you about the position of {job}.", invitesAlone: "We would like to talk with you about the position of {job}.",
		pendingText:   "We have your choice and will confirm it within a day. Until then it is not final.",
		inviteText:    "The invitation for your calendar is sent by email.",
		calledOffText: "If you would like to talk after all, tell us when you could come.",
		closedText:    "If you would still like to talk with us, tell us when you could come.",
		overText:      "These are the times that had been agreed.",
		noFreeText:    "None of the offered times is still free. Tell us when you could come, and we will look for a time.",
		past:          "There is nothing left to choose here", pastText: "If you have a question, please answer our email.", refresh: "Look for new times", noneFound: "We found no other time just now. Tell us when you could come.",
		asked:       "You asked for other times. A person will answer you by email.",
		askedAgreed: "You asked for other times. A person will answer you by email; until then, the agreed time stays.",

		awaits: "What awaits you", with: "with {people}", andMore: "and {n} more", agreedTimes: "When",
		minutes: "{n} minutes", hours: "{n} h {m} min",

		timesIn: "Times are shown for {zone}.", zoneGuessed: "We took this time zone from your email.",
		zoneUnknown: "We do not know your time zone.", otherZone: "Show another time zone", badZone: "“{name}” is not a time zone that we know. Times are shown for {zone}.",
		offered: "Times you can choose", chooseBy: "Please choose by {time}.",
		later: "Show later times", earlier: "Show the first times",
		take: "Book this time", noneSuits: "None of these times suits me",
		gone: "The time you chose was taken a moment ago. These are the nearest ones that are free.", pickOne: "Choose one of the times first.",

		join: "Join the meeting", move: "Move to another time", callOff: "Cancel the interview",
		changeUntil: "You can change this here until {time}.", tooLate: "It is too late to change this here. Please write to us, or answer our email.",
		agreedNow: "Agreed now", moveButton: "Move to this time", keep: "Keep the agreed time",

		askText: "Tell us in your own words, give us windows of time, or both. A person reads it and answers by email.", askLabel: "When would suit you?",
		askHint: "For example: any morning next week, or Thursday after 3 pm.", windows: "Windows of time, if you like",
		windowHint: "In the time of {zone}, written like 2026-12-01T10:00.", window: "Window {n}", from: "from", until: "until", send: "Send",
		askEmpty: "Write when you could come, or give at least one window of time.", askLong: "Please use at most {n} characters. Only the first {n} stand here; going back in your browser brings all of it.",
		windowHalf: "Window {n} needs a beginning and an end, written like 2026-12-01T10:00.", windowOrder: "Window {n} has to end after it begins.",
		windowPast: "Window {n} is in the past.", windowFar: "Window {n} is too long or too far ahead: at most two weeks, within the next six months.",

		callOffText: "The interview will be cancelled for everybody.", reason: "Reason (optional)", reasonLong: "Please use at most {n} characters for the reason. Only the first {n} stand here; going back in your browser brings all of it.",
		callOffButton: "Cancel the interview",

		zoneLabel: "City or time zone", showTimes: "Show times", regions: "Regions", common: "Often used",
		zonesOf: map[string]string{
			"Africa": "Africa", "America": "America", "Antarctica": "Antarctica", "Arctic": "Arctic", "Asia": "Asia", "Atlantic": "Atlantic",
			"Australia": "Australia", "Europe": "Europe", "Indian": "Indian Ocean", "Pacific": "Pacific",
		},
		questions: "Questions? Write to", check: "Please check:", tryAgain: "Please open the page again in {n} s.", backToAll: "Back",
		fault: map[int]said{
			http.StatusNotFound:              {"This page was not found", "The link may be incomplete. Please open it again from the email, or answer the email."},
			http.StatusMethodNotAllowed:      {"This cannot be done here", "Please open the link from the email again."},
			http.StatusForbidden:             {"This request came from another page", "Nothing was changed. Please open the link from the email again and use the button there. If this stays, answer the email."},
			http.StatusRequestEntityTooLarge: {"This was too long", "Nothing was changed. Please go back and write less."},
			http.StatusTooManyRequests:       {"Too many requests", "Nothing was changed."},
			http.StatusInternalServerError:   {"Something went wrong on our side", "Please open the link from the email again to see what is agreed. If this stays, answer the email."},
			http.StatusServiceUnavailable:    {"We cannot answer just now", "Please open the page again in a moment to see what is agreed. If this stays, answer the email."},
		},
	}
}
