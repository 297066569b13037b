package account_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/mail/account"
	"recruitty/mail/account/accountsim"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
	"recruitty/store"
)

// provider is a simulated Google or Microsoft with a mail server and a mailbox
// that take its tokens only.
type provider struct {
	*accountsim.Server
	said      []string // to the servers
	mechanism string
}

// listen serves connections with talk.
func (p *provider) listen(t *testing.T, talk func(net.Conn, *bufio.Scanner)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				talk(conn, bufio.NewScanner(conn))
			}()
		}
	}()
	return listener.Addr().String()
}

// takes reports whether a sign-in carries the token of the moment.
func (p *provider) takes(encoded string) bool {
	p.Lock()
	defer p.Unlock()
	message, _ := base64.StdEncoding.DecodeString(encoded)
	p.said = append(p.said, string(message))
	return strings.Contains(string(message), "auth=Bearer "+p.Access+"\x01")
}

func (p *provider) smtp(conn net.Conn, lines *bufio.Scanner) {
	fmt.Fprint(conn, "220 smtp ready\r\n")
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch strings.ToUpper(word) {
		case "EHLO":
			fmt.Fprintf(conn, "250-smtp\r\n250 AUTH %s\r\n", p.mechanism)
		case "AUTH":
			if _, encoded, _ := strings.Cut(rest, " "); p.takes(encoded) {
				fmt.Fprint(conn, "235 2.7.0 Accepted\r\n")
				continue
			}
			fmt.Fprint(conn, "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n")
			lines.Scan()
			fmt.Fprint(conn, "535 5.7.8 Username and Password not accepted\r\n")
		case "DATA":
			fmt.Fprint(conn, "354 go\r\n")
			for lines.Scan() && lines.Text() != "." {
			}
			fmt.Fprint(conn, "250 taken\r\n")
		case "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return
		default:
			fmt.Fprint(conn, "250 fine\r\n")
		}
	}
}

func (p *provider) imap(conn net.Conn, lines *bufio.Scanner) {
	fmt.Fprintf(conn, "* OK [CAPABILITY IMAP4rev1 AUTH=%s] ready\r\n", p.mechanism)
	for lines.Scan() {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		switch {
		case strings.HasPrefix(command, "AUTHENTICATE"):
			fmt.Fprint(conn, "+ \r\n")
			lines.Scan()
			if p.takes(lines.Text()) {
				fmt.Fprintf(conn, "%s OK welcome\r\n", tag)
				continue
			}
			fmt.Fprint(conn, "+ eyJzdGF0dXMiOiI0MDEifQ==\r\n")
			lines.Scan()
			fmt.Fprintf(conn, "%s NO [AUTHENTICATIONFAILED] Invalid credentials\r\n", tag)
		case strings.HasPrefix(command, "SELECT"):
			fmt.Fprintf(conn, "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n%s OK\r\n", tag)
		default:
			fmt.Fprintf(conn, "%s OK\r\n", tag)
		}
	}
}

// office is a workspace with a simulated provider.
type office struct {
	*provider
	svc   *services.Services
	post  *mail.Mailer
	admin recruit.Member
	now   time.Time
}

func newOffice(t *testing.T, mechanism string) *office {
	t.Helper()
	o := &office{provider: &provider{Server: &accountsim.Server{Address: "jobs@corp.example"}, mechanism: mechanism}, now: recruittest.At()}
	clock := func() time.Time { return o.now }
	db, err := store.Open(t.Context(), t.TempDir(), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	server := httptest.NewServer(o.provider)
	t.Cleanup(server.Close)
	settings := &recruit.Settings{Store: db, Queue: db, Now: clock}
	o.post = mail.NewMailer(settings.Mail, clock)
	t.Cleanup(o.post.Close)
	o.svc = services.New(db, nil, o.post, recruit.Environment{}, clock)
	smtp, imap := "smtp://"+o.listen(t, o.provider.smtp)+"?tls=none", "imap://"+o.listen(t, o.provider.imap)+"?tls=none"
	all := func(s string) map[recruit.MailProvider]string {
		return map[recruit.MailProvider]string{recruit.GoogleMail: s, recruit.MicrosoftMail: s}
	}
	passed := make(chan time.Time)
	close(passed)
	o.svc.MailAccounts.Auth = account.New(account.Options{Base: all(server.URL), SMTP: all(smtp), IMAP: all(imap), Now: clock,
		After: func(time.Duration) <-chan time.Time { return passed }})
	o.post.Access = o.svc.MailAccounts.Access
	o.admin, err = o.svc.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Ana", Email: "ana@corp.example", Role: recruit.Admin, TimeZone: "Europe/Lisbon"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range recruit.MailProviders() {
		if err := o.svc.MailAccounts.SetApp(t.Context(), o.admin, p, recruit.MailApp{ClientID: "client", Secret: "app-s3cret"}); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// granted signs in as a person does: the browser comes back, or an address is
// pasted, or a code is typed.
func (o *office) granted(t *testing.T, p recruit.MailProvider, way string) (recruit.Grant, error) {
	t.Helper()
	if way == "device" {
		sign, err := o.svc.MailAccounts.BeginDevice(t.Context(), o.admin, p)
		if err != nil {
			return recruit.Grant{}, err
		}
		if sign.Code().UserCode != "ABCD-EFGH" {
			t.Errorf("code %+v", sign.Code())
		}
		return sign.Wait(t.Context())
	}
	sign, err := o.svc.MailAccounts.Begin(t.Context(), o.admin, p, way == "browser")
	if err != nil {
		t.Fatal(err)
	}
	defer sign.Close()
	page, err := url.Parse(sign.URL())
	if err != nil {
		t.Fatal(err)
	}
	q := page.Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("client_id") != "client" || strings.Contains(sign.URL(), "s3cret") {
		t.Errorf("page %s", page)
	}
	ended := q.Get("redirect_uri") + "?state=" + q.Get("state") + "&code=4%2Fgood-code&scope=x"
	if way == "paste" {
		return sign.Paste(t.Context(), ended)
	}
	ended = strings.Replace(ended, "localhost", "127.0.0.1", 1)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, ended, nil)
	if err != nil {
		t.Fatal(err)
	}
	if redirect, err := url.Parse(q.Get("redirect_uri")); err == nil {
		request.Host = redirect.Host
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return sign.Wait(t.Context())
}

func (o *office) connect(t *testing.T, p recruit.MailProvider, way string) accounts.MailAccount {
	t.Helper()
	g, err := o.granted(t, p, way)
	if err != nil {
		t.Fatal(err)
	}
	m, err := o.svc.MailAccounts.Finish(t.Context(), o.admin, p, g, "", "")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// tries sends a mail and looks into the mailbox.
func (o *office) tries(ctx context.Context) (sent, read error) {
	sent = o.post.Send(ctx, "jobs@corp.example", "jane@mail.example", []byte("Subject: x\r\n\r\nx\r\n"))
	_, read = o.svc.Answers.Fetch(ctx)
	return sent, read
}

func TestMailGoesThroughTheAccount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		provider       recruit.MailProvider
		way, mechanism string
		starts         string
	}{
		{recruit.GoogleMail, "browser", "XOAUTH2", "user=jobs@corp.example\x01"},
		{recruit.GoogleMail, "paste", "OAUTHBEARER", "n,a=jobs@corp.example,\x01host="},
		{recruit.MicrosoftMail, "browser", "XOAUTH2", "user=jobs@corp.example\x01"},
		{recruit.MicrosoftMail, "paste", "XOAUTH2", "user=jobs@corp.example\x01"},
		{recruit.MicrosoftMail, "device", "XOAUTH2", "user=jobs@corp.example\x01"},
	} {
		t.Run(string(c.provider)+" "+c.way, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, c.mechanism)
			o.Pending = 3
			if m := o.connect(t, c.provider, c.way); m.State != recruit.Connected || m.Address != "jobs@corp.example" {
				t.Errorf("account %+v", m)
			}
			if sent, read := o.tries(t.Context()); sent != nil || read != nil {
				t.Fatalf("sent %v, read %v", sent, read)
			}
			for _, said := range o.said {
				if !strings.HasPrefix(said, c.starts) {
					t.Errorf("said %q", said)
				}
			}
			// After an hour the next mail goes with a fresh token, by one request.
			o.now = o.now.Add(2 * time.Hour)
			o.post.Close()
			if sent, read := o.tries(t.Context()); sent != nil || read != nil || o.Issued != 2 {
				t.Errorf("an hour later: sent %v, read %v, %d issued", sent, read, o.Issued)
			}
			// The provider ends a token before its time.
			o.Lock()
			o.Access = "another"
			o.Unlock()
			o.post.Close()
			if sent, read := o.tries(t.Context()); sent != nil || read != nil || o.Issued != 3 {
				t.Errorf("ended early: sent %v, read %v, %d issued", sent, read, o.Issued)
			}
		})
	}
}

// TestRevokedAccessAsksForReconnect holds that a dead access is a state and no
// loop, and that a new sign-in ends it (R3).
func TestRevokedAccessAsksForReconnect(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "XOAUTH2")
	o.connect(t, recruit.GoogleMail, "browser")
	o.now = o.now.Add(2 * time.Hour)
	o.Down = true
	if sent, read := o.tries(t.Context()); !errors.Is(sent, recruit.ErrLater) || !errors.Is(read, recruit.ErrLater) {
		t.Errorf("while it is down: %v, %v", sent, read)
	}
	o.Down, o.Dead = false, true
	for range 3 {
		sent, read := o.tries(t.Context())
		if !errors.Is(sent, recruit.ErrNotSetUp) || !errors.Is(read, recruit.ErrNotSetUp) || !strings.Contains(recruit.Sentence(sent), "connect it again") {
			t.Errorf("revoked: %v, %v", sent, read)
		}
	}
	if n := len(slices.DeleteFunc(slices.Clone(o.Asked), func(a string) bool { return !strings.Contains(a, "refresh_token") })); n != 3 {
		t.Errorf("asked %d times for a refresh, want 3: two while it was down and one that was refused: %v", n, o.Asked)
	}
	if m, err := o.svc.MailAccounts.Account(t.Context()); err != nil || m.State != recruit.ReauthRequired || m.LastError == "" {
		t.Errorf("account %+v, %v", m, err)
	}
	o.Dead = false
	o.connect(t, recruit.GoogleMail, "paste")
	if sent, read := o.tries(t.Context()); sent != nil || read != nil {
		t.Errorf("connected again: %v, %v", sent, read)
	}
	if said, err := o.svc.MailAccounts.Disconnect(t.Context(), o.admin); err != nil || said != "" {
		t.Errorf("disconnect: %s, %v", said, err)
	}
	if set, err := o.svc.Settings.Mail(t.Context()); err != nil || set.URL != "" {
		t.Errorf("after it %q, %v", set.URL, err)
	}
}

// TestSignInsThatComeToNothing holds that each no is said as what it is, and
// leaves nothing behind.
func TestSignInsThatComeToNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "XOAUTH2")
	if _, err := o.granted(t, recruit.GoogleMail, "device"); !errors.Is(err, recruit.ErrUnsupported) {
		t.Errorf("a code at Google: %v", err)
	}
	o.Scope = "openid email"
	if _, err := o.granted(t, recruit.GoogleMail, "paste"); !errors.Is(err, recruit.ErrScope) {
		t.Errorf("mail not ticked: %v", err)
	}
	o.Scope = ""
	sign, err := o.svc.MailAccounts.Begin(t.Context(), o.admin, recruit.GoogleMail, false)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := url.Parse(sign.URL())
	if _, err := sign.Paste(t.Context(), "hello there!"); !errors.Is(err, recruit.ErrInvalid) {
		t.Errorf("nonsense: %v", err)
	}
	if _, err := sign.Paste(t.Context(), "http://127.0.0.1/callback?error=access_denied&state="+page.Query().Get("state")); !errors.Is(err, recruit.ErrDeclined) {
		t.Errorf("declined: %v", err)
	}
	if m, err := o.svc.MailAccounts.Account(t.Context()); err != nil || m.Provider != "" {
		t.Errorf("account %+v, %v", m, err)
	}
	rec := o.admin
	rec.Role = recruit.Recruiter
	if _, err := o.svc.MailAccounts.Begin(t.Context(), rec, recruit.GoogleMail, false); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter: %v", err)
	}
}

// TestRefreshesRunOneAtATime holds that many who need a token at once ask for one.
func TestRefreshesRunOneAtATime(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "XOAUTH2")
	o.connect(t, recruit.GoogleMail, "paste")
	o.now = o.now.Add(2 * time.Hour)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := o.svc.MailAccounts.Access(t.Context(), ""); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if o.Issued != 2 {
		t.Errorf("%d tokens were issued, want 2", o.Issued)
	}
}

// TestProvidersElsewhereAreReachedByHTTPSOnly holds that no secret goes readably
// over a net.
func TestProvidersElsewhereAreReachedByHTTPSOnly(t *testing.T) {
	t.Parallel()
	for base, fine := range map[string]bool{
		"": true, "https://login.example": true, "http://127.0.0.1:9": true, "http://[::1]:9": true, "http://localhost:9": true,
		"http://login.example": false, "http://127.0.0.1.example": false, "ftp://127.0.0.1": false, "login.example": false, "https://": false,
		"https://user:pass@login.example": false, "https://login.example/?a=b": false, "://": false,
	} {
		for _, p := range recruit.MailProviders() {
			a := account.New(account.Options{Base: map[recruit.MailProvider]string{p: base}, Now: recruittest.At})
			sign, err := a.BeginMail(t.Context(), p, recruit.MailApp{ClientID: "client"}, false)
			if (err == nil) != fine || err != nil && (!errors.Is(err, recruit.ErrNotSetUp) || !strings.Contains(recruit.Sentence(err), "_OAUTH")) {
				t.Errorf("%s at %q: %v", p, base, err)
			}
			if sign != nil {
				_ = sign.Close()
			}
			if fine {
				continue
			}
			_, renewed := a.RenewMail(t.Context(), p, recruit.MailApp{ClientID: "client"}, recruit.Tokens{Refresh: "r"})
			_, coded := a.BeginMailDevice(t.Context(), p, recruit.MailApp{ClientID: "client"})
			revoked := a.RevokeMail(t.Context(), p, recruit.MailApp{ClientID: "client"}, recruit.Tokens{Refresh: "r"})
			for _, err := range []error{renewed, coded, revoked} {
				if !errors.Is(err, recruit.ErrNotSetUp) {
					t.Errorf("%s at %q: %v", p, base, err)
				}
			}
		}
	}
}
