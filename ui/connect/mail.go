package connect

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// OpenMailConnect opens the sign-in to a mail account, with first as the
// provider that is chosen at the beginning.
func OpenMailConnect(a *shell.App, first recruit.MailProvider) tea.Cmd {
	if why := a.Forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, why)
	}
	accounts := a.Services().MailAccounts
	return shell.Prepare(a, func(ctx context.Context) (map[recruit.MailProvider]recruit.MailApp, error) {
		apps := map[recruit.MailProvider]recruit.MailApp{}
		for _, p := range recruit.MailProviders() {
			app, err := accounts.App(ctx, p)
			if err != nil {
				return nil, err
			}
			apps[p] = app
		}
		return apps, nil
	}, func(apps map[recruit.MailProvider]recruit.MailApp, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return a.Open(newMailConnect(a, apps, first))
	})
}

func newMailConnect(a *shell.App, apps map[recruit.MailProvider]recruit.MailApp, first recruit.MailProvider) *connect {
	c := &connect{app: a, title: "Sign in for mail"}
	for _, p := range recruit.MailProviders() {
		back := "Your mail goes nowhere else, and nothing in the mailbox is deleted. You can revoke this at any time: " + p.TakeBack() + "."
		if p == recruit.GoogleMail {
			back = "Google gives sending and reading as one permission, for all mail. " + back
		}
		way := wayIn{service: p.Label(), needs: accounts.MailNeeds(p), back: back}
		if apps[p].ClientID == "" {
			way.register = func() tea.Cmd { return openMailApp(a, p, mailAppForm(a, p)) }
		}
		if app := apps[p]; app.ClientID != "" && !app.FromEnvironment {
			way.change = func() tea.Cmd { return openMailApp(a, p, mailAppForm(a, p)) }
		}
		if p == first {
			c.chosen = len(c.ways)
		}
		way.label, way.open = p.Label()+": "+strings.ToLower(browserWay(a)[:1])+browserWay(a)[1:], func() tea.Cmd { return a.Open(newBrowserSignIn(a, mailSignIn(a, p))) }
		c.ways = append(c.ways, way)
		if p == recruit.MicrosoftMail { // Google gives no access to mail by a code
			way.label, way.open = p.Label()+": code on another device", func() tea.Cmd { return a.Open(newDeviceSignIn(a, mailSignIn(a, p))) }
			c.ways = append(c.ways, way)
		}
	}
	return c
}

// mailSignIn signs in to a mail account.
func mailSignIn(a *shell.App, p recruit.MailProvider) signInFor {
	accounts, actor := a.Services().MailAccounts, a.Member()
	return signInFor{
		title: "Sign in to " + p.Label(), service: p.Label(), allow: p.Allow(),
		browser: func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return accounts.Begin(ctx, actor, p, local)
		},
		device:  func(ctx context.Context) (recruit.DeviceSignIn, error) { return accounts.BeginDevice(ctx, actor, p) },
		granted: func(g recruit.Grant) tea.Cmd { return a.Open(&mailGranted{app: a, provider: p, grant: g}) },
		discard: func(g recruit.Grant) tea.Cmd { return discardMail(a, p, g, nil) },
	}
}

// openMailApp explains how an organisation registers its app with a provider,
// takes what the provider gave it, and goes on to sign in.
func openMailApp(a *shell.App, p recruit.MailProvider, form func(recruit.MailApp) forms.FormSpec) tea.Cmd {
	if why := a.Forbidden(recruit.ToManage); why != "" {
		return a.Say(theme.Warning, why)
	}
	accounts := a.Services().MailAccounts
	return shell.Run(a, func(ctx context.Context) (recruit.MailApp, error) { return accounts.App(ctx, p) }, func(app recruit.MailApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case app.FromEnvironment:
			return a.Say(theme.Warning, "The app for "+p.Label()+" is set by the environment and is changed there.")
		}
		return forms.OpenBox(a, form(app))
	})
}

// mailAppForm takes the app for a sign-in to mail, and goes on to that.
func mailAppForm(a *shell.App, p recruit.MailProvider) func(recruit.MailApp) forms.FormSpec {
	return func(app recruit.MailApp) forms.FormSpec {
		return appSpec(a, draft.MailAppForm(a.Services(), a.Member(), p, app), func() tea.Cmd { return OpenMailConnect(a, p) })
	}
}

// appSpec takes an app; then goes on to the sign-in.
func appSpec(a *shell.App, form draft.Form[recruit.MailApp], then func() tea.Cmd) forms.FormSpec {
	spec := forms.SpecOf(form, func(string, string) tea.Cmd { return tea.Batch(a.Broadcast(shell.Changed{}), then()) })
	spec.Verb = "save and sign in"
	return spec
}

// discardMail takes access back of which no account is made, and says how that
// went; then goes on.
func discardMail(a *shell.App, p recruit.MailProvider, g recruit.Grant, then func()) tea.Cmd {
	connections, actor := a.Services().MailAccounts, a.Member()
	return shell.Run(a, func(ctx context.Context) (accounts.RevokeResult, error) {
		return connections.RevokeGrant(ctx, actor, p, g), nil
	},
		func(d accounts.RevokeResult, _ error) tea.Cmd {
			if then != nil {
				then()
			}
			if d.Confirmed {
				return a.Say(theme.Plain, d.Message)
			}
			return a.OpenLater(&shell.Notice{App: a, Title: "Mail is not connected", Tone: theme.Warning, Lines: []string{d.Message}})
		})
}

// mailConnected says that mails go through an account.
func mailConnected(a *shell.App, m accounts.MailAccount) tea.Cmd {
	var show tea.Cmd
	if a.TopModal() == nil {
		show = a.ShowPart(shell.MailPart, "")
	}
	return tea.Batch(show, shell.SettingsSaved(a, "Connected as "+text.Line(m.Address)+"; mail is sent through "+m.Provider.Label()+".")())
}

// OpenMailDisconnect asks before the account is signed out of.
func OpenMailDisconnect(a *shell.App, m accounts.MailAccount) tea.Cmd {
	if m.Provider == "" {
		return a.Say(theme.Warning, m.Story(a.Stamp))
	}
	accounts, actor := a.Services().MailAccounts, a.Member()
	return shell.Prepare(a, func(ctx context.Context) (string, error) { return accounts.Warning(ctx, "") }, func(warning string, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return a.Open(shell.NewConfirm(a, "Disconnect "+a.Grid().Truncate(text.Line(m.Address), 40)+"?",
			wording.Joined(" ", "Emails wait in the outbox until mail is set up again, and answers are not read. "+m.Provider.Label()+" is asked to revoke the access, where it can be asked.", text.Line(warning)), "disconnect",
			func() tea.Cmd {
				return shell.Run(a, func(ctx context.Context) (string, error) { return accounts.Disconnect(ctx, actor) }, func(said string, err error) tea.Cmd {
					switch {
					case err != nil:
						return a.SayProblem(err)
					case said != "":
						return tea.Batch(a.Broadcast(shell.Changed{}), a.OpenLater(&shell.Notice{App: a, Title: "Mail is disconnected", Tone: theme.Warning, Lines: []string{said}}))
					}
					return shell.SettingsSaved(a, "Disconnected, and "+m.Provider.Label()+" confirmed it.")()
				})
			}))
	})
}
