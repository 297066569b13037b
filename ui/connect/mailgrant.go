package connect

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// mailGranted is what follows a provider's yes: what another sender means for
// the interviews that stand is said first, and then the account is saved. A no
// gives the access back.
type mailGranted struct {
	app      *shell.App
	provider recruit.MailProvider
	grant    recruit.Grant
	address  string // typed, where the provider did not say it
	arrival  accounts.MailGrantReview
	agreed   bool
	busy     string
	err      error
}

func (g *mailGranted) Init() tea.Cmd { return g.goOn() }

// goOn looks at what was granted, and saves it once nothing is left to ask.
func (g *mailGranted) goOn() tea.Cmd {
	g.busy, g.err = "connecting", nil
	connections, actor, agreed := g.app.Services().MailAccounts, g.app.Member(), g.agreed
	provider, grant, address := g.provider, g.grant, g.address
	var arrival accounts.MailGrantReview
	return shell.Run(g.app, func(ctx context.Context) (accounts.MailAccount, error) {
		var err error
		if arrival, err = connections.ReviewGrant(ctx, actor, provider, grant, address, ""); err != nil || arrival.Warning != "" && !agreed {
			return accounts.MailAccount{}, err
		}
		return connections.Finish(ctx, actor, provider, grant, address, "")
	}, func(m accounts.MailAccount, err error) tea.Cmd {
		g.busy, g.arrival = "", arrival
		switch {
		case err != nil:
			g.err = err
		case m.Provider == "":
			g.app.GraceUntil = g.app.Session().Now().Add(shell.Grace) // keys were meant for something else
		default:
			g.app.Close(g)
			return mailConnected(g.app, m)
		}
		return nil
	})
}

// nameless reports whether the provider did not say whose account it is.
func (g *mailGranted) nameless() bool {
	return g.err != nil && errors.Is(g.err, recruit.ErrInvalid) && recruit.FieldOf(g.err) == "address"
}

// askAddress takes the address of the account.
func (g *mailGranted) askAddress() tea.Cmd {
	a := g.app
	d := &struct{ Address string }{g.address}
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Whose account is it?", Verb: "go on", Draft: d, Keep: "mail-address", Intro: g.provider.Label() + " did not say whose account it is.",
		Fields: func(f *forms.Fields) []huh.Field { return []huh.Field{f.Line("address", "Address", &d.Address)} },
		Save: func() func(context.Context) error {
			accounts, actor, typed := a.Services().MailAccounts, a.Member(), strings.TrimSpace(d.Address)
			provider, grant := g.provider, g.grant
			return func(ctx context.Context) error {
				_, err := accounts.ReviewGrant(ctx, actor, provider, grant, typed, "")
				return err
			}
		},
		Saved: func() tea.Cmd {
			g.address = strings.TrimSpace(d.Address)
			return g.goOn()
		},
	})
}

func (g *mailGranted) Typing() bool { return false }

func (g *mailGranted) Keys() []shell.Action {
	cancel := cancelKey(func() tea.Cmd {
		g.busy, g.err = "handing the access back to "+g.provider.Label(), nil
		return discardMail(g.app, g.provider, g.grant, func() { g.app.Close(g) })
	})
	switch {
	case g.busy != "":
		return nil
	case g.nameless():
		return []shell.Action{{Key: "enter", Help: "type the address", Do: g.askAddress}, cancel}
	case g.err != nil:
		return []shell.Action{{Key: "r", Help: "try again", Do: g.goOn}, cancel}
	}
	return []shell.Action{{Key: "enter", Help: "connect", Do: func() tea.Cmd {
		g.agreed = true
		return g.goOn()
	}}, cancel}
}

func (g *mailGranted) Update(tea.Msg) tea.Cmd { return nil }

func (g *mailGranted) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := g.app.Styles(), min(maxW, 76)
	inner, _ := shell.FrameSize(w, maxH)
	tone, words := theme.Warning, s.Signs.Warning+" Mail will be sent from "+text.Line(g.arrival.From)+". "+text.Line(g.arrival.Warning)
	switch {
	case g.busy != "":
		tone, words = theme.Dim, s.Signs.Waiting+" "+g.busy
	case g.nameless():
		tone, words = theme.Warning, s.Signs.Warning+" "+g.provider.Label()+" did not say whose account it is."
	case g.err != nil:
		tone, words = theme.Error, s.Signs.Error+" "+recruit.Sentence(g.err)
	}
	var lines []string
	for line := range strings.SplitSeq(g.app.Grid().Wrap(words, inner), "\n") {
		lines = append(lines, s.Tone(tone).Render(line))
	}
	return g.app.Frame("Sign in to "+g.provider.Label(), "", strings.Join(lines, "\n"), g.app.Foot(g.Keys(), "esc", "r", "enter"), w, maxH), nil
}
