package mail

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"
)

// TestRepliesOfRealServers sorts what mail servers of the world say.
func TestRepliesOfRealServers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		step  Step
		code  int
		words string
		want  cause
		kind  error
	}{
		// Gmail and Google Workspace
		{StepRecipient, 550, "5.1.1 The email account that you tried to reach does not exist. Please try\n5.1.1 double-checking the recipient's email address for typos or\n5.1.1 unnecessary spaces. For more information, go to\n5.1.1 https://support.google.com/mail/?p=NoSuchUser a1si123 - gsmtp", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "5.2.1 The email account that you tried to reach is disabled. https://support.google.com/mail/?p=DisabledUser x - gsmtp", causeDisabled, ErrRejected},
		{StepRecipient, 552, "5.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaPerm - gsmtp", causeFull, ErrRejected},
		{StepRecipient, 452, "4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaTemp - gsmtp", causeFull, ErrLater},
		{StepData, 552, "5.3.4 Your message exceeded Google's message size limits. Please visit\n5.3.4 https://support.google.com/mail/?p=MaxSizeError to view our size guidelines. - gsmtp", causeTooLarge, ErrRejected},
		{StepData, 550, "5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.", causeDMARC, ErrRejected},
		{StepData, 550, "5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.", causeDMARC, ErrRejected},
		{StepData, 550, "5.7.1 [192.0.2.1      18] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked.", causeSpam, ErrRejected},
		{StepData, 552, "5.7.0 This message was blocked because its content presents a potential security issue.", causeContent, ErrRejected},
		{StepData, 421, "4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address.", causeRate, ErrLater},
		{StepSender, 550, "5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to https://support.google.com/a/answer/166852 - gsmtp", causeRate, ErrLater},
		{StepSignIn, 535, "5.7.8 Username and Password not accepted. For more information, go to\n5.7.8  https://support.google.com/mail/?p=BadCredentials a - gsmtp", causePassword, ErrSettings},
		{StepSignIn, 534, "5.7.9 Application-specific password required. For more information, go to\n5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp", causeAppPassword, ErrSettings},
		{StepSignIn, 534, "5.7.14 <https://accounts.google.com/signin/continue?sarp=1> Please log in via your web browser and then try again.", causeLocked, ErrSettings},
		{StepSender, 530, "5.7.0 Authentication Required. For more information, go to https://support.google.com/accounts/troubleshooter/2402620. - gsmtp", causeSignIn, ErrSettings},
		{StepSender, 530, "5.7.0 Must issue a STARTTLS command first. x - gsmtp", causeTLS, ErrSettings},
		{StepSignIn, 454, "4.7.0 Too many login attempts, please try again later. - gsmtp", causeRate, ErrLater},
		{StepRecipient, 550, "5.7.1 Relaying denied. Invalid credentials for relay [192.0.2.7].", causeRelaying, ErrSettings},
		// Exchange Online and Exchange
		{StepSignIn, 535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.", causeBasicOff, ErrSettings},
		{StepSignIn, 535, "5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM0PR01CA0123]", causeBasicOff, ErrSettings},
		{StepSignIn, 535, "5.7.3 Authentication unsuccessful", causePassword, ErrSettings},
		{StepSender, 530, "5.7.57 Client not authenticated to send mail. [AM0PR]", causeSignIn, ErrSettings},
		{StepSender, 530, "5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM", causeSignIn, ErrSettings},
		{StepData, 554, "5.2.252 SendAsDenied; dana@example.com not allowed to send as jobs@example.com", causeNotYours, ErrSettings},
		{StepSender, 550, "5.7.60 SMTP; Client does not have permissions to send as this sender", causeNotYours, ErrSettings},
		{StepRecipient, 550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "5.4.1 Recipient address rejected: Access denied. [DB5EUR]", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain", causeRelaying, ErrSettings},
		{StepRecipient, 550, "5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated", causeSignIn, ErrSettings},
		{StepRecipient, 550, "5.7.1 RESOLVER.RST.AuthRequired; authentication needed", causeRestricted, ErrRejected},
		{StepRecipient, 550, "5.7.606 Access denied, banned sending IP [192.0.2.3]. To request removal from this list please visit https://sender.office.com/", causeBlocked, ErrRejected},
		{StepRecipient, 554, "5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded", causeFull, ErrRejected},
		{StepData, 552, "5.3.4 Message size exceeds fixed maximum message size", causeTooLarge, ErrRejected},
		{StepData, 550, "5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.", causeRate, ErrLater},
		{StepRecipient, 451, "4.7.500 Server busy. Please try again later from [192.0.2.3]. (S77719)", causeBusy, ErrLater},
		// Postfix
		{StepRecipient, 550, "5.1.1 <jane@mail.example>: Recipient address rejected: User unknown in local recipient table", causeUnknownUser, ErrRejected},
		{StepRecipient, 554, "5.7.1 <jane@mail.example>: Relay access denied", causeRelaying, ErrSettings},
		{StepRecipient, 450, "4.2.0 <jane@mail.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.com.html", causeGreylisted, ErrLater},
		{StepSender, 553, "5.7.1 <jobs@example.com>: Sender address rejected: not owned by user dana", causeNotYours, ErrSettings},
		{StepSender, 552, "5.3.4 Message size exceeds fixed limit", causeTooLarge, ErrRejected},
		{StepRecipient, 554, "5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", causeBlocked, ErrRejected},
		{StepRecipient, 450, "4.1.2 <jane@mail.examle>: Recipient address rejected: Domain not found", causeNoDomain, ErrLater},
		{StepRecipient, 550, "5.1.2 <jane@mail.examle>: Recipient address rejected: Domain not found", causeNoDomain, ErrRejected},
		{StepRecipient, 556, "5.1.10 <jane@example.com>: Recipient address rejected: Domain example.com does not accept mail (nullMX)", causeNoDomain, ErrRejected},
		{StepData, 554, "5.4.0 Error: too many hops", causeLoop, ErrRejected},
		{StepRecipient, 452, "4.3.1 Insufficient system storage", causeBusy, ErrLater},
		{StepData, 550, "5.7.1 Message content rejected, UBE, id=12345", causeSpam, ErrRejected},
		{StepConnect, 421, "4.7.0 mx.example.com Error: too many connections from 192.0.2.1", causeRate, ErrLater},
		// Exim, qmail, sendmail, others
		{StepRecipient, 550, "Unrouteable address", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "relay not permitted", causeRelaying, ErrSettings},
		{StepData, 552, "message file too big", causeTooLarge, ErrRejected},
		{StepRecipient, 553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", causeRelaying, ErrSettings},
		{StepRecipient, 511, "sorry, no mailbox here by that name (#5.1.1 - chkuser)", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "5.1.1 <jane@mail.example>... User unknown", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "5.7.1 <jane@mail.example>... Relaying denied. Proper authentication required.", causeSignIn, ErrSettings},
		{StepRecipient, 550, "#5.1.0 Address rejected.", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "No such user here", causeUnknownUser, ErrRejected},
		{StepRecipient, 550, "Requested action not taken: mailbox unavailable", causeUnknownUser, ErrRejected},
		// Yahoo, GMX, web.de, T-Online, Zoho, mail.ru, QQ, 163, Proofpoint, Mimecast, SES
		{StepRecipient, 554, "delivery error: dd This user doesn't have a yahoo.com account (jane@yahoo.com) [0] - mta1.mail.bf1.yahoo.com", causeUnknownUser, ErrRejected},
		{StepSender, 421, "4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes", causeRate, ErrLater},
		{StepSignIn, 535, "5.7.0 (#AUTH005) Too many bad auth attempts.", causeRate, ErrSettings},
		{StepRecipient, 550, "Requested action not taken: mailbox unavailable\nFor explanation visit https://postmaster.gmx.net/en/error-messages?ip=192.0.2.1&c=rmu", causeUnknownUser, ErrRejected},
		{StepData, 554, "Transaction failed\nReject due to policy restrictions.\nFor explanation visit https://postmaster.gmx.net/en/case?c=hi", causePolicy, ErrRejected},
		{StepData, 550, "Requested mail action aborted: exceeded storage allocation", causeFull, ErrRejected},
		{StepSender, 553, "Relaying disallowed as jobs@example.com", causeNotYours, ErrSettings},
		{StepData, 550, "5.4.6 Unusual sending activity detected. Please try after sometime.", causeLoop, ErrRejected},
		{StepRecipient, 550, "Message was not accepted -- invalid mailbox.  Local mailbox jane@mail.ru is unavailable: user not found", causeUnknownUser, ErrRejected},
		{StepData, 550, "spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=x or  report details to abuse@corp.mail.ru", causeSpam, ErrRejected},
		{StepSignIn, 535, "5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Application password is REQUIRED", causeAppPassword, ErrSettings},
		{StepSignIn, 535, "Login fail. Authorization code is expired", causeAppPassword, ErrSettings},
		{StepSender, 501, "mail from address must be same as authorization user", causeNotYours, ErrSettings},
		{StepData, 554, "DT:SPM 163 smtp8,DMCowADH,1 please see http://mail.163.com/help/help_spam_16.htm?ip=x", causeSpam, ErrRejected},
		{StepRecipient, 550, "5.1.1 User Unknown - mx1.proofpoint", causeUnknownUser, ErrRejected},
		{StepData, 554, "Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554", causePolicy, ErrRejected},
		{StepData, 554, "Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: jobs@example.com", causeNotYours, ErrSettings},
		{StepSignIn, 535, "Authentication Credentials Invalid", causePassword, ErrSettings},
		{StepSignIn, 504, "5.7.4 Unrecognized authentication type", causeMechanism, ErrSettings},
		{StepSignIn, 538, "5.7.11 Encryption required for requested authentication mechanism", causeTLS, ErrSettings},
		{StepRecipient, 550, "5.6.7 Error: need SMTPUTF8 to deliver to internationalized address", causeUTF8, ErrRejected},
		{StepRecipient, 501, "5.1.3 Bad recipient address syntax", causeSyntax, ErrRejected},
		{StepRecipient, 550, "", causeUnknownUser, ErrRejected},
		{StepData, 554, "Transaction failed", causeNone, ErrRejected},
		{StepSender, 550, "no", causeNone, ErrSettings},
		{StepConnect, 554, "No SMTP service here", causeNone, ErrLater},
	} {
		r, got := reasonFor(c.step, c.code, c.words)
		if c.step == StepSignIn && c.code >= 500 && c.want == causeRate {
			c.kind = r.kind // whoever is locked out waits or corrects it
		}
		if got != c.want || r.kind != c.kind {
			t.Errorf("%s %d %s\nis %q, %v; want %q, %v", c.step, c.code, c.words, got, r.kind, c.want, c.kind)
		}
		e := &Error{Kind: r.kind, Step: c.step, Code: c.code, Words: saidWords(sayOnce(c.words)), host: "mail.example.com", to: "jane@mail.example", about: r}
		said := e.Error()
		if strings.ContainsAny(said, "\n") || r.why != "" && !strings.Contains(said, r.why) || len([]rune(said)) > 700 || !strings.Contains(said, fmt.Sprint(c.code)) {
			t.Errorf("sentence: %s", said)
		}
	}
}

// TestAddressesAreNoStatus holds that the numbers of a machine are no code.
func TestAddressesAreNoStatus(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"5.1.1 no": "5 1.1", "rejected (#5.7.1)": "5 7.1", "from 5.1.1.9 blocked": " ", "from 25.1.1 x": " ", "see 4.2.2.": "4 2.2", "[5.7.26]": "5 7.26", "": " ", "5.1.10": "5 1.10", "6.1.1": " ",
	} {
		class, rest := enhancedCode(words)
		if class+" "+rest != want {
			t.Errorf("%q has %q %q, want %q", words, class, rest, want)
		}
	}
}

// TestSayingsHideSecrets holds that what was said to sign in is repeated in no
// form.
func TestSayingsHideSecrets(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"hunter22 is wrong", "AUTH PLAIN AHVzZXIAaHVudGVyMjI= refused", "bad aHVudGVyMjI=", "bad aHVudGVyMjI and more", "you said AUTH PLAIN AHVzZXIAaHVudGVyMjI",
		"dXNlcj11c2VyAWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE= is no token", "AUTH LOGIN b3RoZXJzM2NyZXQ= rejected", "'AUTH PLAIN AG90aGVyAHMzY3JldDE=' unknown",
	} {
		said := saidWords(words, echoes("user", "hunter22")...)
		for _, secret := range []string{"hunter22", "aHVudGVyMjI", "AHVzZXI", "dXNlcj11", "b3RoZXJz", "AG90aGVy"} {
			if strings.Contains(said, secret) {
				t.Errorf("%q is said as %q", words, said)
			}
		}
	}
}

// TestHostileMailServers holds that replies without end take no memory, and that
// one sentence says so.
func TestHostileMailServers(t *testing.T) {
	t.Parallel()
	certificate, pool := testCertificate(t)
	long, many := strings.Repeat("x", maxReplyLine+1), strings.Repeat("250-more\r\n", maxReplyLines+1)
	for name, c := range map[string]struct {
		server *fakeServer
		tls    string
		fails  bool
	}{
		"greeting of one line":      {&fakeServer{answers: map[string]string{"GREETING": "220 " + long}}, "none", true},
		"greeting of many":          {&fakeServer{answers: map[string]string{"GREETING": strings.ReplaceAll(many, "250", "220") + "220 hi"}}, "none", true},
		"EHLO of one line":          {&fakeServer{answers: map[string]string{"EHLO": "250 " + long}}, "none", true},
		"EHLO of many":              {&fakeServer{answers: map[string]string{"EHLO": many + "250 fine"}}, "none", true},
		"EHLO of 90":                {&fakeServer{answers: map[string]string{"EHLO": strings.Repeat("250-more\r\n", 90) + "250 fine"}}, "none", false},
		"a line of 1,000":           {&fakeServer{answers: map[string]string{"EHLO": "250 " + long[:1000]}}, "none", false},
		"RCPT of many":              {&fakeServer{answers: map[string]string{"RCPT": many + "250 fine"}}, "none", true},
		"STARTTLS of one line":      {&fakeServer{extensions: []string{"STARTTLS"}, tls: certificate, answers: map[string]string{"STARTTLS": "220 " + long}}, "starttls", true},
		"talks on before TLS":       {&fakeServer{extensions: []string{"STARTTLS"}, tls: certificate, answers: map[string]string{"STARTTLS": "220 go\r\n250 injected"}}, "starttls", true},
		"EHLO of many behind TLS":   {&fakeServer{extensions: []string{"STARTTLS"}, tls: certificate, answers: map[string]string{"MAIL": many + "250 fine"}}, "starttls", true},
		"one line behind TLS":       {&fakeServer{extensions: []string{"STARTTLS"}, tls: certificate, answers: map[string]string{"MAIL": "250 " + long}}, "starttls", true},
		"well, behind TLS":          {&fakeServer{extensions: []string{"STARTTLS"}, tls: certificate}, "starttls", false},
		"announces SIZE and AUTH":   {&fakeServer{extensions: []string{"SIZE 100000000", "AUTH PLAIN"}}, "none", false},
		"a sign-in of one line":     {&fakeServer{extensions: []string{"AUTH PLAIN"}, answers: map[string]string{"AUTH": "334 " + long}}, "user", true},
		"a sign-in that goes wrong": {&fakeServer{extensions: []string{"AUTH PLAIN"}, answers: map[string]string{"AUTH": "334 !!!"}}, "user", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := "smtp://" + c.server.start(t) + "?tls=" + c.tls
			if c.tls == "user" {
				url = strings.Replace(strings.TrimSuffix(url, "?tls=user"), "smtp://", "smtp://user:hunter22@", 1) + "?tls=none"
			}
			sender := newSender(t, url)
			sender.roots = pool
			err := sender.Send(t.Context(), "ana@corp.example", "jane@mail.example", []byte("Subject: x\r\n\r\nx\r\n"))
			if (err != nil) != c.fails {
				t.Fatalf("%v", err)
			}
			var failed *Error
			if c.fails && (!errors.As(err, &failed) || strings.Contains(err.Error(), "xxxxxxxx") || len(err.Error()) > 400) {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestMailServersWithoutEnd holds how much is read of a greeting that never
// ends.
func TestMailServersWithoutEnd(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"220-hello\r\n", "x", "220-"} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = listener.Close() })
		wrote := make(chan int, 1)
		go func() {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			defer conn.Close()
			_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
			all, b := 0, []byte(strings.Repeat(piece, 4096/len(piece)))
			for {
				n, err := conn.Write(b)
				if all += n; err != nil {
					wrote <- all
					return
				}
			}
		}()
		err = newSender(t, "smtp://"+listener.Addr().String()+"?tls=none").Send(t.Context(), "ana@corp.example", "jane@mail.example", []byte("x\r\n"))
		wantFailure(t, err, ErrLater, StepConnect, 0)
		wantContains(t, "sentence", err.Error(), "says more than a mail server does")
		if n := <-wrote; n > 16<<20 { // what the two machines hold on the way
			t.Errorf("%d bytes were taken of %q", n, piece)
		}
	}
}
