package mail

import (
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"strings"

	"recruitty/mail/imap"
	"recruitty/recruit"
)

// trouble says in a sentence what the mailbox did not do. Bad names,
// certificates and passwords need a person, everything else is tried again.
func (b inbox) trouble(what string, cause error) error {
	kind, next := recruit.ErrLater, ""
	var unknown *net.DNSError
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	no := refusal(cause)
	var account *recruit.Problem
	switch {
	case errors.As(cause, &account):
		return account // the account has to be connected again, or cannot be asked now
	case errors.As(cause, &verify):
		kind, what = recruit.ErrNotSetUp, "is not read, because "+tlsReason(cause)
	case errors.As(cause, &unknown) && unknown.IsNotFound:
		kind, what = recruit.ErrNotSetUp, "is not known by that name"
	case errors.As(cause, &record):
		kind, what = recruit.ErrNotSetUp, "does not speak TLS at this port; correct the port or the protection"
	case errors.Is(cause, imap.ErrNoStartTLS):
		kind, what = recruit.ErrNotSetUp, "offers no protected connection at this port; use imaps:// (port 993)"
	case errors.Is(cause, imap.ErrNoSignIn):
		kind, what = recruit.ErrNotSetUp, "does not let anybody in with a password; it may want a sign-in in the browser"
	case errors.Is(cause, imap.ErrLimit):
		what = "sends more than a mailbox needs, so that recruitty hung up"
	case errors.Is(cause, imap.ErrProtocol):
		what = "does not answer as an IMAP server does; check the name and the port"
	case no != nil && no.Passing():
		what, next = "has trouble at the moment", "; it is tried again"
	case no != nil:
		kind = recruit.ErrNotSetUp
		if next = refusedNext(no, what); b.settings.ByAccount && next == askPassword {
			next = "; connect the account again (recruitty mail connect)"
		}
	}
	return &recruit.Problem{Kind: kind, Cause: cause, Sentence: fmt.Sprintf("The mailbox for answers at %s %s%s%s Answers wait there until that is fixed (Settings, Mail).",
		b.settings.Host, what, next, b.said(no))}
}

// refusedNext is what to do about a no.
func refusedNext(no *imap.Refusal, what string) string {
	words := strings.ToLower(no.Words)
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(words, part) {
				return true
			}
		}
		return false
	}
	switch {
	case !strings.Contains(what, "sign-in"):
		if no.Code == "NONEXISTENT" || no.Code == "TRYCREATE" || has("doesn't exist", "does not exist", "unknown mailbox", "not found") {
			return "; correct its name"
		}
		return ""
	case has("application-specific", "app password", "app-specific", "web login", "授权码", "authorization code"):
		return "; the account wants a password made for programs, or a sign-in in the browser"
	case no.Code == "PRIVACYREQUIRED" || has("tls required", "starttls first", "encryption required"):
		return "; it wants a protected connection"
	case has("basic auth", "basicauth", "oauth", "modern auth", "logondenied-user-disabled"):
		return "; passwords are switched off there, sign in in the browser"
	case has("imap access is disabled", "imap is disabled", "not enabled for imap", "imap disabled", "imap access", "enable imap", "imap service"):
		return "; switch IMAP on in the settings of the account"
	case has("too many", "rate", "temporarily", "try again", "later"):
		return "; try again in a while"
	case no.Code == "EXPIRED" || has("expired"):
		return "; the password has expired, set a new one"
	}
	return askPassword
}

const askPassword = "; correct user and password"

// said are the server's words behind a sentence: on one line, bounded, and
// without anything secret.
func (b inbox) said(no *imap.Refusal) string {
	if no == nil {
		return "."
	}
	words := saidWords(no.Words, b.settings.secrets()...)
	code := ""
	if no.Code != "" {
		code = "[" + shorten(oneLine(no.Code), 40) + "] "
	}
	if words == "" && code == "" {
		return "."
	}
	return ": " + endSentence(code+words)
}

// endSentence ends words as a sentence ends.
func endSentence(words string) string {
	if strings.HasSuffix(words, ".") || strings.HasSuffix(words, "!") || strings.HasSuffix(words, "?") {
		return words
	}
	return words + "."
}

// maxWords is how much of a server's words is shown, in characters.
const maxWords = 300

// saidWords makes a server's words fit to be shown: one line, bounded, and
// without what was said to it to sign in.
func saidWords(words string, secrets ...string) string {
	words = hideSecrets(oneLine(words), secrets...)
	return shorten(words, maxWords)
}

// hideSecrets replaces secrets, however they may have been echoed.
func hideSecrets(words string, secrets ...string) string {
	for _, secret := range secrets {
		if len(secret) > 3 {
			words = strings.ReplaceAll(words, secret, "…")
		}
	}
	fields := strings.Split(words, " ")
	for i, field := range fields {
		// What follows the name of a mechanism is what someone signs in with.
		if i > 0 && len(field) >= 8 && signsIn(fields[i-1]) && base64Word(field) {
			fields[i] = "…"
		}
	}
	return strings.Join(fields, " ")
}

func signsIn(word string) bool {
	switch strings.ToUpper(strings.Trim(word, `"':;,`)) {
	case "PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER", "CRAM-MD5", "AUTH", "AUTHENTICATE", "BEARER", "PASS":
		return true
	}
	return false
}

func base64Word(word string) bool {
	word = strings.Trim(word, `"':;,.()<>`)
	digits := strings.ContainsAny(word, "0123456789+/=")
	return digits && strings.Trim(word, addressLetters+"+/=-_.") == ""
}

// echoes are the forms in which a server may repeat how someone signed in.
func echoes(user, password string) []string {
	if password == "" {
		return nil
	}
	encode := base64.StdEncoding.EncodeToString
	bearer := "auth=Bearer " + password
	all := []string{
		encode([]byte("\x00" + user + "\x00" + password)), encode([]byte("user=" + user + "\x01" + bearer + "\x01\x01")),
		encode([]byte(user + "\x00" + user + "\x00" + password)), encode([]byte(password)), password,
	}
	for _, form := range all {
		if bare := strings.TrimRight(form, "="); bare != form {
			all = append(all, bare)
		}
	}
	return all
}

func (s InboxSettings) secrets() []string { return echoes(s.User, s.password) }
