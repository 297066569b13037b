package app

import (
	"context"
	"net/netip"
	"time"

	"recruitty/calendar/account"
	"recruitty/calendar/caldav"
	"recruitty/calendar/fetch"
	"recruitty/calendar/google"
	"recruitty/calendar/icsfeed"
	"recruitty/calendar/microsoft"
	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/services"
)

// readCalendars lets calendars be connected and read. inside permits servers on this
// machine and in the networks around it: on a person's own machine, but not on a host,
// where members could look around in its network by the addresses that they enter; there
// only the networks of permit are.
func readCalendars(svc *services.Services, inside bool, permit ...netip.Prefix) {
	env := svc.Settings.Env
	ask := fetch.New(fetch.Config{Inside: inside, Permit: permit, Agent: "recruitty/" + version()})
	dav := caldav.New(ask, time.Now)
	free := svc.Availability
	free.Readers = map[busy.Kind]busy.Reader{
		busy.Google:    google.New(rest.Options{Base: env.CalendarAPI[recruit.GoogleMail], Now: time.Now}),
		busy.Microsoft: microsoft.New(rest.Options{Base: env.CalendarAPI[recruit.MicrosoftMail], Now: time.Now}),
		busy.CalDAV:    dav,
		busy.Feed:      icsfeed.New(ask, time.Now),
	}
	free.Auth = account.New(account.Options{
		Now: time.Now, After: time.After, OAuth: byKind(env.MailOAuth), API: byKind(env.CalendarAPI),
	})
	free.Address = func(kind busy.Kind, typed string) (string, error) {
		if kind == busy.CalDAV {
			return caldav.Address(typed)
		}
		return icsfeed.Address(typed)
	}
	free.Find = func(ctx context.Context, via busy.Access) ([]availability.Found, error) {
		all, err := dav.Discover(ctx, via)
		var found []availability.Found
		for _, f := range all {
			found = append(found, availability.Found(f))
		}
		return found, err
	}
}

// byKind is what is set for the services of a provider, by the kind of its calendars.
func byKind(set map[recruit.MailProvider]string) map[busy.Kind]string {
	return map[busy.Kind]string{busy.Google: set[recruit.GoogleMail], busy.Microsoft: set[recruit.MicrosoftMail]}
}
