package ui

import (
	"context"
	"net"
	"net/url"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/form"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// mailPart is the way out for mails.
type mailPart struct {
	app   *App
	facts settingsFacts
}

func mailKeys() (change, test Key) {
	return Bind("enter/e", "change", "enter", "e"), Bind("t", "test")
}

func (p *mailPart) name() string { return "Mail" }

func (p *mailPart) keys() []Key {
	change, test := mailKeys()
	may := p.app.forbidden(recruit.ToManage)
	if p.facts.mail.FromEnvironment {
		may = "The mail settings come from the environment (RECRUITTY_SMTP, RECRUITTY_MAIL_FROM) and are changed there."
	}
	unset := ""
	if p.facts.mail.URL == "" {
		unset = "There is nothing to test yet; fill in the mail server first."
	}
	return []Key{change.Unless(may), test.Unless(unset)}
}

func (p *mailPart) learn(f settingsFacts) { p.facts = f }

func (p *mailPart) press(press tea.KeyPressMsg) tea.Cmd {
	change, test := mailKeys()
	switch {
	case change.Matches(press):
		return p.app.editMail(p.facts.mail)
	case test.Matches(press):
		return p.app.openMailTest()
	}
	return nil
}

func (p *mailPart) view(w, _ int) string {
	m := p.facts.mail
	if m.URL == "" {
		return text.Wrap("Mail is not set up. Invitations wait in the outbox and leave once it is; press e to fill it in.", w)
	}
	out := p.app.values(w, [2]string{"Mail server", text.Line(p.facts.mailShown)}, [2]string{"From", text.Line(m.From)})
	if m.FromEnvironment {
		out += "\n\n" + p.app.styles.Dim.Render(text.Wrap("From the environment (RECRUITTY_SMTP, RECRUITTY_MAIL_FROM), which goes before what is saved here.", w))
	}
	return out
}

// mailDraft is what the form of the mail server holds.
type mailDraft struct{ Host, Port, Security, User, Password, From string }

// The ways to protect the connection, as settings write them.
const (
	startTLS    = "starttls"
	implicitTLS = "implicit"
	unprotected = "none"
)

// mailDraftOf takes a saved address apart; the password stays where it is.
func mailDraftOf(m recruit.MailSettings) *mailDraft {
	d := &mailDraft{Port: "587", Security: startTLS, From: m.From}
	u, err := url.Parse(m.URL)
	if m.URL == "" || err != nil {
		return d
	}
	d.Host, d.User = u.Hostname(), u.User.Username()
	switch tls := u.Query().Get("tls"); {
	case tls != "":
		d.Security = tls
	case u.Scheme == "smtps":
		d.Security = implicitTLS
	}
	if d.Port = u.Port(); d.Port == "" {
		d.Port = standardPort(d.Security)
	}
	return d
}

func standardPort(security string) string {
	if security == implicitTLS {
		return "465"
	}
	return "587"
}

// address puts the mail server's address together. An empty password keeps the
// saved one as long as server and user are the same.
func (d *mailDraft) address(before recruit.MailSettings) (string, error) {
	host, port := strings.TrimSpace(d.Host), strings.TrimSpace(d.Port)
	if host == "" {
		return "", recruit.Invalid("url", "The mail server's name is missing, such as smtp.example.com.")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return "", recruit.Invalid("port", "The port is a number from 1 to 65535, as a rule 587 or 465.")
	}
	u := url.URL{Scheme: "smtp", Host: net.JoinHostPort(host, port)}
	switch d.Security {
	case implicitTLS:
		u.Scheme = "smtps"
	default:
		u.RawQuery = "tls=" + d.Security
	}
	user, password := strings.TrimSpace(d.User), d.Password
	if old, err := url.Parse(before.URL); err == nil && password == "" && old.User != nil && old.User.Username() == user && old.Hostname() == host {
		password, _ = old.User.Password()
	}
	switch {
	case user != "" && password != "":
		u.User = url.UserPassword(user, password)
	case user != "":
		u.User = url.User(user)
	}
	return u.String(), nil
}

// editMail changes the mail server.
func (a *App) editMail(before recruit.MailSettings) tea.Cmd {
	d := mailDraftOf(before)
	settings, actor := a.desk().Settings, a.Member()
	return a.Open(newFormBox(a, formSpec{
		title: "Mail", draft: d, room: 18,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("url", "Mail server", &d.Host).proposing("smtp.example.com"),
				f.radio("security", "Security", &d.Security, []form.Option{{Value: startTLS, Label: "STARTTLS"}, {Value: implicitTLS, Label: "TLS"}, {Value: unprotected, Label: "none"}}).
					saying(1, func() []hint {
						if d.Security == unprotected {
							return []hint{{theme.Warning, "everything is readable on the way, passwords too"}}
						}
						return []hint{{theme.Dim, "as a rule port " + standardPort(d.Security)}}
					}),
				f.line("port", "Port", &d.Port),
				f.line("user", "User", &d.User),
				f.line("password", "Password", &d.Password).hiding().saying(1, func() []hint {
					if before.URL != "" {
						return []hint{{theme.Dim, "empty keeps the saved one"}}
					}
					return []hint{{theme.Dim, "kept sealed, never shown again"}}
				}),
				f.line("from", "From", &d.From).proposing("Acme hiring <jobs@example.com>"),
			}
		},
		value: func(field string) string {
			return map[string]string{"url": d.Host, "port": d.Port, "from": d.From, "user": d.User}[field]
		},
		save: func() func(context.Context) error {
			address, err := d.address(before)
			from := strings.TrimSpace(d.From)
			return func(ctx context.Context) error {
				if err != nil {
					return err
				}
				return settings.SetMail(ctx, actor, address, from)
			}
		},
		saved: func() tea.Cmd { return a.settingsSaved("Mail saved; waiting invitations leave now. t tests it.")() },
	}))
}

// mailTest is the box in which the way to a mailbox is tried, step by step.
type mailTest struct {
	app   *App
	to    string
	steps chan mailStep
	done  []mailStep
	over  bool
}

// mailStep is one step of the way, or with last its end.
type mailStep struct {
	name string
	err  error
	last bool
}

// openMailTest sends a test mail to the acting member.
func (a *App) openMailTest() tea.Cmd {
	return a.Open(&mailTest{app: a, to: a.Member().Email, steps: make(chan mailStep, 32)})
}

func (m *mailTest) Init() tea.Cmd {
	post, to, steps := m.app.desk().Post, m.to, m.steps
	test := run(m.app, func(ctx context.Context) (struct{}, error) {
		defer close(steps)
		err := post.Test(ctx, to, func(name string, err error) {
			select {
			case steps <- mailStep{name: name, err: err}:
			case <-ctx.Done():
			}
		})
		return struct{}{}, err
	}, func(_ struct{}, err error) tea.Cmd {
		m.over = true
		m.done = append(m.done, mailStep{err: err, last: true})
		return nil
	})
	return tea.Batch(test, m.next())
}

// next waits for a step and then for the one behind it.
func (m *mailTest) next() tea.Cmd {
	steps := m.steps
	return func() tea.Msg {
		step, open := <-steps
		if !open {
			return nil
		}
		return answer{func() tea.Cmd {
			m.done = append(m.done, step)
			return m.next()
		}}
	}
}

func (m *mailTest) Typing() bool { return false }

func (m *mailTest) Keys() []Key { return []Key{Bind("esc", "close", "esc", "enter")} }

func (m *mailTest) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && (press.String() == "esc" || press.String() == "enter") {
		return Closed, nil
	}
	return Stay, nil
}

func (m *mailTest) View(maxW, maxH int) (string, *tea.Cursor) {
	s, w := m.app.styles, min(maxW, 76)
	inner, _ := FrameSize(w, maxH)
	lines := []string{"A test mail to " + text.Line(m.to), ""}
	add := func(tone theme.Tone, sign, words string) {
		lines = append(lines, s.Tone(tone).Render(text.Wrap(sign+" "+words, inner)))
	}
	var end *mailStep
	failed := false
	for i, step := range m.done {
		switch {
		case step.last:
			end = &m.done[i]
		case step.err != nil:
			failed = true
			add(theme.Error, s.Signs.Error, text.Line(step.name)+": "+text.Line(step.err.Error()))
		default:
			add(theme.OK, s.Signs.OK, text.Line(step.name))
		}
	}
	switch {
	case end == nil:
		add(theme.Dim, s.Signs.Waiting, "trying")
	case end.err != nil && !failed:
		add(theme.Error, s.Signs.Error, recruit.Sentence(end.err))
	case end.err == nil:
		lines = append(lines, "", text.Wrap("The mail server has taken it; look into the mailbox.", inner))
	}
	return m.app.Frame("Test of the mail settings", "", strings.Join(lines, "\n"), "esc close", w, maxH), nil
}
