package connect

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// OpenCalendarConnect opens the sign-in to the calendars of Google or Microsoft 365.
func OpenCalendarConnect(a *shell.App, c availability.Connection) tea.Cmd {
	free := a.Services().Availability
	return shell.Prepare(a, func(ctx context.Context) (recruit.MailApp, error) { return free.App(ctx, c.Kind) }, func(app recruit.MailApp, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return a.Open(newCalendarConnect(a, c, app))
	})
}

func newCalendarConnect(a *shell.App, c availability.Connection, app recruit.MailApp) *connect {
	p := recruit.MailProvider(c.Kind)
	way := wayIn{service: c.Kind.Label(), needs: a.Services().Availability.Permissions(c.Kind, c.Titles), refused: a.Forbidden(recruit.ToManage) != "",
		back: wording.CalendarPromise(p)}
	register := func() tea.Cmd {
		return openMailApp(a, p, func(app recruit.MailApp) forms.FormSpec {
			form := draft.MailAppForm(a.Services(), a.Member(), p, app)
			form.Intro = wording.CalendarRegistration(p)
			return appSpec(a, form, func() tea.Cmd { return OpenCalendarConnect(a, c) })
		})
	}
	switch {
	case app.ClientID == "":
		way.register = register
	case !app.FromEnvironment && !way.refused:
		way.change = register
	}
	way.label, way.open = browserWay(a), func() tea.Cmd { return a.Open(newBrowserSignIn(a, calendarSignIn(a, c))) }
	out := &connect{app: a, title: "Connect " + c.Kind.Label(), ways: []wayIn{way}}
	if c.Kind == busy.Microsoft { // Google gives no access to calendars by a code
		way.label, way.open = codeWay, func() tea.Cmd { return a.Open(newDeviceSignIn(a, calendarSignIn(a, c))) }
		out.ways = append(out.ways, way)
	}
	return out
}

// WithWholeApp goes on where an app can reach a whole organisation by itself: at
// Microsoft one with a secret and the name of its tenant, which is registered first.
func WithWholeApp(a *shell.App, kind busy.Kind, then func() tea.Cmd) tea.Cmd {
	if kind != busy.Microsoft {
		return then()
	}
	p := recruit.MailProvider(kind)
	free := a.Services().Availability
	return shell.Prepare(a, func(ctx context.Context) (recruit.MailApp, error) { return free.App(ctx, kind) }, func(app recruit.MailApp, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case draft.ReachesWhole(app):
			return then()
		}
		return openMailApp(a, p, func(app recruit.MailApp) forms.FormSpec {
			form := draft.WholeAppForm(a.Services(), a.Member(), p, app)
			spec := appSpec(a, form, then)
			spec.Verb = "save and go on"
			return spec
		})
	})
}

// calendarSignIn signs in to calendars.
func calendarSignIn(a *shell.App, c availability.Connection) signInFor {
	free, actor, label := a.Services().Availability, a.Member(), c.Kind.Label()
	return signInFor{
		title: "Connect " + label, service: label, allow: recruit.MailProvider(c.Kind).Allow(),
		browser: func(ctx context.Context, local bool) (recruit.SignIn, error) { return free.Begin(ctx, actor, c, local) },
		device:  func(ctx context.Context) (recruit.DeviceSignIn, error) { return free.BeginDevice(ctx, actor, c) },
		granted: func(g recruit.Grant) tea.Cmd {
			return tea.Batch(a.Say(theme.Dim, "Reading the calendar for the first time"), shell.Run(a, func(ctx context.Context) (availability.Source, error) { return free.Finish(ctx, actor, c, g) },
				func(src availability.Source, err error) tea.Cmd {
					switch {
					case err != nil && src.ID == 0:
						return a.OpenLater(&shell.Notice{App: a, Title: "Nothing is connected", Tone: theme.Error, Lines: []string{recruit.Sentence(err)}})
					case err != nil:
						return a.SayProblem(err)
					}
					var show tea.Cmd
					if a.TopModal() == nil {
						show = a.ShowPart(shell.CalendarsPart, shell.RowKey(src.ID))
					}
					return tea.Batch(show, shell.SettingsSaved(a, text.Line(draft.ConnectedCalendar(src)))())
				}))
		},
		discard: func(g recruit.Grant) tea.Cmd {
			return shell.Run(a, func(ctx context.Context) (bool, error) { return free.GiveBack(ctx, c.Kind, g), nil }, func(confirmed bool, _ error) tea.Cmd {
				said := wording.CalendarGivenBack(recruit.MailProvider(c.Kind), confirmed)
				if confirmed {
					return a.Say(theme.Plain, said)
				}
				return a.OpenLater(&shell.Notice{App: a, Title: "Nothing is connected", Tone: theme.Warning, Lines: []string{said}})
			})
		},
	}
}

// OpenCalendarDisconnect says what a disconnect will mean, and asks.
func OpenCalendarDisconnect(a *shell.App, id availability.SourceID) tea.Cmd {
	free, actor := a.Services().Availability, a.Member()
	return shell.Prepare(a, func(ctx context.Context) (availability.DisconnectPlan, error) {
		return free.BeforeDisconnect(ctx, actor, id)
	}, func(p availability.DisconnectPlan, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		label := text.Line(p.Source.Label())
		return a.Open(shell.NewConfirm(a, "Disconnect "+a.Grid().Truncate(label, 40)+"?", text.Line(p.Words()), "disconnect", func() tea.Cmd {
			return shell.Run(a, func(ctx context.Context) (availability.DisconnectResult, error) {
				return free.Disconnect(ctx, actor, id)
			}, func(r availability.DisconnectResult, err error) tea.Cmd {
				switch {
				case err != nil:
					return a.SayProblem(err)
				case !r.Confirmed:
					return tea.Batch(a.Broadcast(shell.Changed{}), a.OpenLater(&shell.Notice{App: a, Title: "The calendar is disconnected", Tone: theme.Warning, Lines: []string{r.Advice}}))
				}
				return shell.SettingsSaved(a, "Disconnected "+label+"; what was read through it is deleted here.")()
			})
		}))
	})
}
