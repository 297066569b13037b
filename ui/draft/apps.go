package draft

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/services"
	"recruitty/ui/wording"
)

// clientID is the field for what an app is called where it is registered.
func clientID[T any](at func(*T) *string, help string) Field[T] {
	return trimmed(Field[T]{Name: "client_id", Label: "Client ID", Help: help, Text: at})
}

// clientSecret is the field for the secret of an app. None keeps the saved one as
// long as the app is the same one; same reports that.
func clientSecret[T any](at func(*T) *string, saved string, same func(T) bool, public string) Field[T] {
	return Field[T]{Name: "client_secret", Label: "Client secret", Kind: Secret, Optional: saved != "" || public != "", Text: at,
		Set: func(record *T, typed string) error {
			*at(record) = strings.TrimSpace(typed)
			if *at(record) == "" && same(*record) {
				*at(record) = saved
			}
			return nil
		},
		Note: func(record T) Note {
			switch {
			case same(record) && saved != "":
				return Note{Text: "leave empty to keep the saved one; stored encrypted, never shown again"}
			case public != "":
				return Note{Text: public}
			}
			return Note{Text: "stored encrypted, never shown again"}
		}}
}

// newAppEnds is what changing the app for sign-ins means.
const newAppEnds = "changing the app ends all current sign-ins: everyone who signed in has to connect again"

// newZoomApp is an organisation's app for sign-ins to Zoom as it is typed.
func newZoomApp(saved recruit.ZoomApp) *Sheet[recruit.ZoomApp] {
	type app = recruit.ZoomApp
	same := func(a app) bool { return saved.ClientID != "" && a.ClientID == saved.ClientID }
	id := clientID(func(a *app) *string { return &a.ClientID }, "What Zoom shows under App Credentials.")
	id.Note = func(a app) Note {
		if saved.ClientID == "" || same(a) {
			return Note{}
		}
		return Note{Text: newAppEnds, Warns: true}
	}
	return NewSheet(saved, []Field[app]{id,
		clientSecret(func(a *app) *string { return &a.Secret }, saved.Secret, same, "empty for a public client (PKCE); stored encrypted, never shown again")})
}

// ZoomAppForm registers the app with which people sign in to Zoom.
func ZoomAppForm(svc *services.Services, actor recruit.Member, saved recruit.ZoomApp) Form[recruit.ZoomApp] {
	return Form[recruit.ZoomApp]{Key: "zoom-app", Title: "Register a Zoom app", Intro: wording.ZoomRegistration(svc.Accounts.Permissions()), Sheet: newZoomApp(saved),
		Save: func(ctx context.Context, typed recruit.ZoomApp) (said, warning string, err error) {
			if typed.ClientID == "" {
				return "", "", recruit.Invalid("client_id", "The client ID is missing; Zoom shows it under App Credentials.")
			}
			return "The Zoom app is registered.", "", svc.Settings.SetZoomApp(ctx, actor, recruit.ZoomApp{ClientID: typed.ClientID, Secret: typed.Secret})
		}}
}

// newMailApp is an organisation's app for sign-ins to mail accounts as it is typed.
func newMailApp(p recruit.MailProvider, saved recruit.MailApp) *Sheet[recruit.MailApp] {
	type app = recruit.MailApp
	same := func(a app) bool { return saved.ClientID != "" && a.ClientID == saved.ClientID }
	public := map[recruit.MailProvider]string{recruit.MicrosoftMail: "usually empty (a public client); stored encrypted"}[p]
	fields := []Field[app]{clientID(func(a *app) *string { return &a.ClientID }, "What "+p.Label()+" shows where the app is registered."),
		clientSecret(func(a *app) *string { return &a.Secret }, saved.Secret, same, public)}
	if p == recruit.MicrosoftMail {
		fields = append(fields, trimmed(Field[app]{Name: "tenant", Label: "Organisation", Proposal: "empty for any, or example.onmicrosoft.com", Optional: true,
			Help: "Such as example.onmicrosoft.com; none for any.", Text: func(a *app) *string { return &a.Tenant }}))
	}
	return NewSheet(saved, fields)
}

// MailAppForm registers the app with which the workspace signs in to a mail account.
func MailAppForm(svc *services.Services, actor recruit.Member, p recruit.MailProvider, saved recruit.MailApp) Form[recruit.MailApp] {
	return Form[recruit.MailApp]{Key: "mail-app-" + string(p), Title: "Register an app with " + p.Label(), Intro: wording.MailRegistration(p), Sheet: newMailApp(p, saved),
		Save: func(ctx context.Context, typed recruit.MailApp) (said, warning string, err error) {
			if typed.ClientID == "" {
				return "", "", recruit.Invalid("client_id", "The client ID is missing; %s shows it where the app is registered.", p.Label())
			}
			return "The app for " + p.Label() + " is registered.", "", svc.MailAccounts.SetApp(ctx, actor, p, typed)
		}}
}

// ReachesWhole reports whether an app of Microsoft's has what it needs to read the
// calendars of a whole organisation by itself.
func ReachesWhole(app recruit.MailApp) bool {
	return app.ClientID != "" && app.Secret != "" && app.Tenant != ""
}

// WholeAppForm registers an app that is to reach a whole organisation by itself.
func WholeAppForm(svc *services.Services, actor recruit.Member, p recruit.MailProvider, saved recruit.MailApp) Form[recruit.MailApp] {
	f := MailAppForm(svc, actor, p, saved)
	f.Intro = "An app reads the calendars of a whole organisation with its client ID, a client secret and the name of its tenant; Entra shows all three where it is registered (App registrations)."
	save := f.Save
	f.Save = func(ctx context.Context, typed recruit.MailApp) (said, warning string, err error) {
		switch {
		case typed.ClientID != "" && typed.Tenant == "":
			return "", "", recruit.Invalid("tenant", "The name of the tenant is missing, such as example.onmicrosoft.com.")
		case typed.ClientID != "" && typed.Secret == "" && saved.Secret == "":
			return "", "", recruit.Invalid("secret", "The client secret is missing; make one in Entra (Certificates & secrets).")
		}
		return save(ctx, typed)
	}
	return f
}

// ServerAppForm connects the whole workspace with an administrator's server-to-server
// app; then goes on with how that stands.
func ServerAppForm(svc *services.Services, actor recruit.Member, saved recruit.ZoomApp, then func(accounts.ZoomStatus)) Form[recruit.ZoomApp] {
	type app = recruit.ZoomApp
	return Form[app]{Key: "zoom-server", Title: "Connect Zoom for the whole workspace",
		Intro: "On marketplace.zoom.us an admin of the Zoom account builds a Server-to-Server OAuth app with the scopes " +
			"of recruitty in their :admin form and activates it. Each organiser's own Zoom user hosts then. " +
			"It works alongside the app for sign-ins; people who sign in keep using their own connection.",
		Sheet: NewSheet(saved, []Field[app]{
			trimmed(Field[app]{Name: "account_id", Label: "Account ID", Text: func(a *app) *string { return &a.AccountID }}),
			clientID(func(a *app) *string { return &a.ClientID }, ""),
			trimmed(Field[app]{Name: "secret", Label: "Client secret", Kind: Secret, Hint: "stored encrypted, never shown again", Text: func(a *app) *string { return &a.Secret }}),
		}),
		Save: func(ctx context.Context, typed app) (said, warning string, err error) {
			st, err := svc.Accounts.ConnectServerToServer(ctx, actor, typed)
			then(st)
			return "", "", err
		}}
}
