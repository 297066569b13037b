package wording

import "recruitty/recruit"

// CalendarRegistration says how an organisation registers an app by which its people
// sign in to their calendars.
func CalendarRegistration(p recruit.MailProvider) string {
	if p == recruit.MicrosoftMail {
		return "Microsoft wants to know which app asks. Once for your organisation:\n" +
			"1  entra.microsoft.com: App registrations → New; redirect URI\n   http://localhost/callback, platform Mobile and desktop applications\n" +
			"2  Authentication: allow public client flows\n" +
			"3  API permissions → Microsoft Graph, delegated: Calendars.ReadBasic,\n   and Calendars.Read where titles are read\n" +
			"4  copy the Application (client) ID to here. Mail uses the same app"
	}
	return "Google wants to know which app asks. Once for your organisation:\n" +
		"1  console.cloud.google.com: switch on the Google Calendar API\n" +
		"2  OAuth consent screen: add the scopes calendar.events.freebusy,\n   and calendar.events.readonly where titles are read\n" +
		"3  Credentials → Create → OAuth client ID, of the type Desktop app\n" +
		"4  copy the client ID and the client secret to here. Mail uses the same app"
}

// WholeCalendars says what the administrator of an organisation grants, so that the
// calendars of everybody can be read without anybody's sign-in (R3).
func WholeCalendars(p recruit.MailProvider, titles bool) string {
	if p == recruit.MicrosoftMail {
		permission := "Calendars.ReadBasic"
		if titles {
			permission = "Calendars.Read"
		}
		return "recruitty asks Microsoft 365 when people are busy, with the app of your organisation itself. In Entra (App registrations, API permissions) it has the application permission " +
			permission + " of Microsoft Graph with an administrator's consent. It is read once before it is connected."
	}
	scopes := "calendar.events.freebusy"
	if titles {
		scopes += " and calendar.events.readonly"
	}
	return "recruitty asks Google when people are busy, as a service account. In the Admin console (Security, API controls, Domain-wide delegation) its client ID is permitted " +
		scopes + " (behind https://www.googleapis.com/auth/). It is read once before it is connected."
}

// CalendarPromise says where what is read of calendars goes, and how the permission is
// taken back.
func CalendarPromise(p recruit.MailProvider) string {
	return "Only when someone is busy is kept, no title, place or guest. You can revoke this at any time: " + p.TakeBack() + "."
}

// CalendarGivenBack says how it went to give an access back of which nothing was made.
func CalendarGivenBack(p recruit.MailProvider, confirmed bool) string {
	if confirmed {
		return "Nothing is connected; " + p.Revoked()
	}
	return "Nothing is connected, but " + p.Label() + " did not confirm that access has been revoked; remove recruitty yourself: " + p.TakeBack() + "."
}

// NoCalendars says what an empty list of calendars means.
const NoCalendars = "No calendar is connected, so when people are free is unknown."

// ConnectCalendar says where one's own calendar is connected.
const ConnectCalendar = "Settings, Calendars connects it."

// CalendarsUnread is why no calendar can be connected where none is read.
const CalendarsUnread = "Calendars cannot be read here: nothing leaves this machine."
