package demo

import (
	"context"
	"time"

	"recruitty/calendar/account"
	"recruitty/calendar/calsim"
	"recruitty/calendar/google"
	"recruitty/calendar/microsoft"
	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
)

// The simulated companies in which the sample's calendars are.
const (
	tenant = "acme.example"
	// signedIn is what stands for the sign-in of a person at Google, before their address.
	signedIn = "demo-sign-in-of-"
)

// newCalendars makes the simulated calendars, to be filled by fillCalendars.
func newCalendars(now recruit.Clock) *calsim.Server {
	sim := calsim.New(calsim.Options{Clock: now, KeepRefresh: true, Suggested: Me, Apps: []calsim.App{
		{ID: calsim.ClientID, Secret: calsim.ClientSecret, Tenant: tenant, Roles: []string{"Calendars.Read"}},
	}})
	const scope = "https://www.googleapis.com/auth/calendar.events."
	sim.Remember(signedIn+Me, busy.Google, Me, scope+"freebusy")
	for n, m := range everybody() {
		if readings()[n] == byThem {
			sim.Remember(signedIn+m.Email, busy.Google, m.Email, scope+"freebusy", scope+"readonly")
		}
	}
	return sim
}

// ReadCalendars lets a demo read the simulated calendars and sign in to them, and none
// outside of this machine.
func (h *Host) ReadCalendars(free *availability.Service, now recruit.Clock) {
	base := h.Calendars.URL()
	free.Readers = map[busy.Kind]busy.Reader{
		busy.Google:    google.New(rest.Options{Base: base, Now: now}),
		busy.Microsoft: microsoft.New(rest.Options{Base: base, Now: now}),
	}
	free.Auth = account.New(account.Options{Now: now, After: time.After,
		OAuth: map[busy.Kind]string{busy.Google: h.Calendars.GoogleOAuth(), busy.Microsoft: h.Calendars.MicrosoftOAuth()},
		API:   map[busy.Kind]string{busy.Google: base, busy.Microsoft: base}})
	free.App = func(context.Context, busy.Kind) (recruit.MailApp, error) {
		return recruit.MailApp{ClientID: calsim.ClientID, Secret: calsim.ClientSecret, Tenant: tenant, FromEnvironment: true}, nil
	}
	free.Find, free.Address = nil, nil
}

// connectCalendars connects what the company has connected: Microsoft 365 for most,
// Google for a part of it, some people their own, of which one sign-in has ended.
func (f *filler) connectCalendars() {
	var microsoft365, domain []availability.Calendar
	own := map[int]availability.Source{}
	reads := readings()
	for n, m := range everybody() {
		switch reads[n] {
		case byTenant, shut:
			microsoft365 = append(microsoft365, availability.Calendar{MemberID: recruit.MemberID(n), Name: m.Email})
		case byDomain:
			domain = append(domain, availability.Calendar{MemberID: recruit.MemberID(n), Name: m.Email})
		case byThem:
			own[n] = availability.Source{Titles: true}
		case ended:
			own[n] = availability.Source{State: recruit.ReauthRequired, Trouble: "Google no longer accepts this access."}
		case byNobody:
		}
	}
	connect := func(daysAgo int, by, owner int, s availability.Source, c availability.Credentials) {
		f.work(f.ago(daysAgo, 40), func(ctx context.Context) error {
			s.Since, s.DueAt = f.clock, f.clock
			if s.State == "" {
				s.State = recruit.Connected
			}
			whose := "calendars of the workspace"
			if owner >= 0 {
				s.OwnerID, whose = f.members[owner].ID, "a calendar of "+f.members[owner].Name
				s.Calendars = []availability.Calendar{{MemberID: recruit.MemberID(owner), Name: s.Account}}
			}
			for i := range s.Calendars {
				s.Calendars[i].MemberID = f.members[s.Calendars[i].MemberID].ID
			}
			actor := f.members[by]
			_, err := f.free.Store.SaveSource(ctx, s, &c, recruit.Activity{At: f.clock, ActorID: actor.ID, Actor: actor.Name,
				Action: "calendar.connected", Text: "Connected " + whose + ": " + s.Label()})
			return err
		})
	}
	connect(33, 0, -1, availability.Source{Kind: busy.Microsoft, Whole: true, Titles: true, Calendars: microsoft365}, availability.Credentials{})
	connect(32, 0, -1, availability.Source{Kind: busy.Google, Account: Me, Calendars: domain}, googleSignIn(Me))
	for n, m := range everybody() {
		if s, ok := own[n]; ok {
			s.Kind, s.Account = busy.Google, m.Email
			connect(30, n, n, s, googleSignIn(m.Email))
		}
	}
}

// googleSignIn is what the sign-in of a person has left.
func googleSignIn(address string) availability.Credentials {
	return availability.Credentials{User: address, Tokens: recruit.Tokens{Refresh: signedIn + address}}
}
