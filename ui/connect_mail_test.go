package ui_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"recruitty/mail/account/accountsim"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/shell"
)

// mailApps are registered apps of both providers.
func mailApps() recruit.Environment {
	return recruit.Environment{MailApps: map[recruit.MailProvider]recruit.MailApp{
		recruit.GoogleMail: {ClientID: accountsim.ClientID}, recruit.MicrosoftMail: {ClientID: accountsim.ClientID},
	}}
}

func TestMailSignInRegistersNamesAndConnects(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{remote: true})
		w.mailSettings()
		w.Shows("s to sign in")
		w.Press("s")
		w.Shows("Sign in for mail", "asks Google for permission to", "send mail: invitations", "read mail: answers", "know the address", "nothing in the mailbox is deleted",
			"myaccount.google.com", "Microsoft 365: code on another device", "No Google app is registered")
		w.Press("enter")
		w.Shows("Register an app with Google", "console.cloud.google.com", "Desktop app", "Client ID", "Client secret")
		w.Press("ctrl+s")
		w.Shows("✗")
		w.put(accountsim.ClientID)
		w.Press("tab")
		w.put("app-s3cret")
		w.Hides("app-s3cret")
		w.Press("ctrl+s")
		w.Shows("Sign in for mail", "enter continue to Google", "a change the app")
		w.Press("enter")
		w.Shows("/auth?", "5:00 left", "1  open this address on any device", "press p and")
		w.put("nonsense!")
		w.Shows("✗", "r start over")
		w.put(firstOf(accountsim.Ended(w.address())))
		w.Shows("Connected as hiring@acme.example (Google)", "Today 14:02", "imaps://hiring%40acme.example@imap.gmail", "smtp.gmail.com")
		w.Hides("s3cret")
		if m := firstOf(w.svc.Settings.Mail(t.Context())); m.From != "hiring@acme.example" || !accounts.ByAccount(m.URL) {
			t.Errorf("mail settings %+v", m)
		}
		// Disconnect asks first.
		w.Press("x")
		w.Shows("Disconnect hiring@acme.example?", "Emails wait")
		w.Press("esc")
		w.Shows("Connected as")
		w.Press("x", "right", "enter")
		w.Shows("Google confirmed it", "s to sign in")
	}
}

// TestMailSignInInTheBrowserOfThisMachine goes on by itself.
func TestMailSignInInTheBrowserOfThisMachine(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{{"s", "enter"}, {"s", "down", "enter"}} {
		w := newWorld(t, 80, 24, setup{env: mailApps()})
		browsed := make(chan error, 1)
		w.onOpen = func(page string) error {
			go func() {
				ended, err := accountsim.Ended(page)
				if err == nil {
					var answer *http.Response
					if answer, err = get(t, ended); err == nil {
						_ = answer.Body.Close()
					}
				}
				browsed <- err
			}()
			return nil
		}
		w.mailSettings()
		w.Press(keys...)
		if err := <-browsed; err != nil {
			t.Fatal(err)
		}
		w.Shows("Connected as hiring@acme.example")
	}
}

// get is a browser that ends on an address of this machine.
func get(t *testing.T, ended string) (*http.Response, error) {
	u, err := url.Parse(ended)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, strings.Replace(ended, "localhost", "127.0.0.1", 1), nil)
	if err != nil {
		return nil, err
	}
	request.Host = u.Host
	return http.DefaultClient.Do(request)
}

func TestMailSignInByACode(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{env: mailApps()})
	w.mailSettings()
	w.Press("s", "down", "down", "enter")
	w.Shows("Sign in to Microsoft 365", "A B C D - E F G H", "15:00 left", "2  sign in and type this code")
	w.Press("esc")
	w.Hides("Sign in to Microsoft 365")
	w.Press("s", "down", "down", "enter")
	w.advance(16 * time.Minute)
	w.timers.Fire(w.Driver)
	w.Shows("The code has expired", "r start over")
}

func TestMailSignInThatComesToNothingIsOneSentence(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{env: mailApps(), remote: true})
	w.mailSettings()
	w.Press("s", "enter")
	page := firstOf(url.Parse(w.address()))
	w.put("http://127.0.0.1/callback?error=access_denied&state=" + page.Query().Get("state"))
	w.Shows("✗ Access was declined on Google's page;", "nothing was connected", "r start over")
	w.Press("r")
	w.mail.Lock()
	w.mail.Scope = "openid email"
	w.mail.Unlock()
	w.put(firstOf(accountsim.Ended(w.address())))
	w.Shows("✗ Google did not grant the right to send", "and read mail")
	w.Press("esc")
	w.Shows("s to sign in")
}

// TestAnotherSenderIsAskedAboutWhileInterviewsStand holds the warning of the
// sign-in; a no gives the access back.
func TestAnotherSenderIsAskedAboutWhileInterviewsStand(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{env: mailApps(), remote: true})
	w.onSite("Talk", w.clock().AddDate(0, 0, 9), 45*time.Minute)
	w.work()
	w.mailSettings()
	connect := func() {
		w.Press("s", "enter")
		w.put(firstOf(accountsim.Ended(w.address())))
		w.advance(time.Second)
	}
	connect()
	w.Shows("Mail will be sent from hiring@acme.example", "1 scheduled interview was", "invited from jobs@acme.example", "enter connect")
	w.Press("esc")
	w.Shows("Nothing was connected, and Google confirmed")
	if m := firstOf(w.svc.Settings.Mail(t.Context())); m.From != "jobs@acme.example" {
		t.Errorf("sender %q", m.From)
	}
	connect()
	w.Press("enter")
	w.Shows("Connected as hiring@acme.example", "! 1 scheduled interview was invited from jobs@acme.example.")
	w.Press("x")
	w.Shows("Disconnect hiring@acme.example?", "1 scheduled interview was invited", "jobs@acme.example. Calendars send answers there")
}

// TestReconnectIsOneKeyAway keeps the sender, with its name.
func TestReconnectIsOneKeyAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{env: mailApps(), remote: true})
	w.onSite("Talk", w.clock().AddDate(0, 0, 9), 45*time.Minute)
	ctx := t.Context()
	sign := firstOf(w.svc.MailAccounts.Begin(ctx, w.robin, recruit.MicrosoftMail, false))
	grant := firstOf(sign.Paste(ctx, firstOf(accountsim.Ended(sign.URL()))))
	firstOf(w.svc.MailAccounts.Finish(ctx, w.robin, recruit.MicrosoftMail, grant, "", "Acme hiring <jobs@acme.example>"))
	w.mail.Dead = true
	w.advance(2 * time.Hour)
	if _, err := w.svc.MailAccounts.Access(ctx, ""); err == nil {
		t.Fatal("a dead access was renewed")
	}
	w.mailSettings()
	w.Shows("! Reconnect:", "Emails wait until", "s Reconnect")
	w.Press("s")
	w.Shows("asks Microsoft 365 for permission to", "enter continue to Microsoft 365")
	w.Press("enter")
	w.put(firstOf(accountsim.Ended(w.address())))
	w.Shows("Connected as hiring@acme.example")
	if m := firstOf(w.svc.Settings.Mail(ctx)); m.From != "Acme hiring <jobs@acme.example>" {
		t.Errorf("sender %q", m.From)
	}
}

// TestAnotherAddressOfAnOrganiserIsWarnedAbout in the form of the profile.
func TestAnotherAddressOfAnOrganiserIsWarnedAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.onSite("Talk", w.clock().AddDate(0, 0, 9), 45*time.Minute)
	w.Run(w.app.Goto(shell.Settings))
	w.Press("e", "tab", "ctrl+u")
	w.put("rr@acme.example")
	w.Press("ctrl+s")
	w.Shows("organises an interview that is scheduled", "rr@acme.example")
}
