package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strings"

	"recruitty/recruit/accounts"
)

// Kinds of failed deliveries, for errors.Is. Each says what may be done next.
var (
	// ErrLater means that nothing was delivered and the same bytes may be sent again after a while.
	ErrLater = errors.New("mail is to be sent later")
	// ErrRejected means that the server will not take this mail for this recipient, however often it is sent.
	ErrRejected = errors.New("mail was rejected")
	// ErrLost means that the connection ended after the whole mail was handed over and before the server's answer, so
	// that nobody can know whether it was delivered.
	ErrLost = errors.New("answer of the mail server was lost")
	// ErrSettings means that no mail can be sent before a person corrects the settings.
	ErrSettings = errors.New("mail settings need a person")
)

// Step is a stage on the way to a delivered mail.
type Step string

// The steps in their order.
const (
	StepConnect   Step = "connect"
	StepTLS       Step = "TLS"
	StepSignIn    Step = "sign-in"
	StepSender    Step = "sender"
	StepRecipient Step = "recipient"
	StepData      Step = "data"
)

// Error is a mail that was not delivered, or of which that is unknown. Its text is one sentence for a recruiter; it
// never holds a password.
type Error struct {
	// Kind is one of ErrLater, ErrRejected, ErrLost and ErrSettings.
	Kind error
	Step Step
	// Code is the server's reply code, 0 without a reply.
	Code int
	// Words are the server's own, on one line; empty without a reply.
	Words string
	host  string
	to    string
	cause error
	about reason // what the reply is about
	// unprotected says that nothing protected the connection.
	unprotected bool
}

// Unwrap makes errors.Is find the kind and the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.cause} }

// LogFacts says for the log what happened, without a word that may name someone.
func (e *Error) LogFacts() string { return fmt.Sprintf("mail, %v, reply %d", e.Step, e.Code) }

// Error says what happened, to what, and what to do next.
func (e *Error) Error() string {
	if errors.Is(e.cause, errBadAddress) {
		return fmt.Sprintf("The email was not sent, because %v; correct the address.", e.cause)
	}
	if errors.Is(e.cause, errNoUTF8) {
		return fmt.Sprintf("The email to %s was not sent, because %s does not take letters beyond ASCII before the @ (SMTPUTF8); correct the address, or set a mail server that takes them.", e.to, e.host)
	}
	if large := (tooLarge{}); errors.As(e.cause, &large) {
		return fmt.Sprintf("The email to %s was not sent, because %v (%s); take files off the interview or send them another way, then try again.", e.to, large, e.host)
	}
	switch e.Kind {
	case ErrLost:
		return fmt.Sprintf("The connection to %s ended after the email to %s was handed over; ask whether it arrived before you send it again.", e.host, e.to)
	case ErrRejected:
		return fmt.Sprintf("%s refused the email to %s%s%s", e.host, e.to, e.advice("see what it says"), e.said())
	case ErrLater:
		return e.later()
	}
	switch {
	case errors.Is(e.cause, errNoSignIn) && e.unprotected:
		return fmt.Sprintf("%s offers no way to sign in over a connection that is not protected; choose STARTTLS or TLS in the mail settings.", e.host)
	case errors.Is(e.cause, errNoSignIn):
		return fmt.Sprintf("%s offers no way to sign in that is known here, so the password was not tried; check server and port in the mail settings (usually 587 or 465), or leave user and password empty if it wants none.", e.host)
	case e.Step == StepConnect:
		return fmt.Sprintf("There is no mail server named %s; correct the mail settings.", e.host)
	case e.Step == StepTLS && e.Code == 0:
		return fmt.Sprintf("No protected connection to %s was possible (%s); correct the mail settings.", e.host, tlsReason(e.cause))
	case e.Step == StepTLS:
		return fmt.Sprintf("%s did not begin a protected connection; correct the mail settings%s", e.host, e.said())
	case e.Step == StepSignIn:
		return fmt.Sprintf("%s did not accept the sign-in%s%s", e.host, e.advice("correct user and password in the mail settings"), e.said())
	case e.Step == StepRecipient, e.Step == StepData:
		return fmt.Sprintf("%s did not take an email to %s with these settings%s%s", e.host, e.to, e.advice("correct them"), e.said())
	}
	return fmt.Sprintf("%s does not let this address send%s%s", e.host, e.advice("correct the sender address or the sign-in in the mail settings"), e.said())
}

// later says that the mail is sent again by itself.
func (e *Error) later() string {
	switch {
	case e.Code >= 500:
		return fmt.Sprintf("%s does not take the email to %s for now%s", e.host, e.to, e.advice("it is tried again later")+e.said())
	case e.Code != 0:
		why := ""
		if e.about.why != "" {
			why = ", because " + e.about.why
		}
		return fmt.Sprintf("%s asks to try the mail again later%s%s", e.host, why, e.said())
	case errors.Is(e.cause, errLongReply):
		return fmt.Sprintf("%s says more than a mail server does, so recruitty hung up; check server and port in the mail settings if it keeps happening.", e.host)
	case errors.Is(e.cause, context.Canceled):
		return fmt.Sprintf("Sending through %s was stopped; the email is sent later.", e.host)
	case e.Step == StepConnect:
		return fmt.Sprintf("%s cannot be reached; the email is sent once it can.", e.host)
	}
	return fmt.Sprintf("The connection to %s ended before the email was handed over; it is sent again later.", e.host)
}

// advice is why, and what to do: usual where nothing better is known.
func (e *Error) advice(usual string) string {
	why, next := "", usual
	if e.about.why != "" {
		why = ", because " + e.about.why
	}
	if e.about.next != "" {
		next = e.about.next
	}
	return why + "; " + next
}

// said are the server's own words, at the end of a sentence.
func (e *Error) said() string {
	if e.Code == 0 {
		return "."
	}
	return ": " + endSentence(strings.TrimSpace(fmt.Sprintf("%d %s", e.Code, e.Words)))
}

// sayOnce joins the lines of a reply, in each of which the enhanced code stands.
func sayOnce(reply string) string {
	lines := strings.Split(reply, "\n")
	class, rest := enhancedCode(lines[0])
	for i := range lines {
		if i > 0 && class != "" {
			lines[i] = strings.TrimPrefix(lines[i], class+"."+rest)
		}
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, " ")
}

var errNoStartTLS = errors.New("the server offers no STARTTLS")

// tlsReason is the part of a TLS failure that a person can act on.
func tlsReason(cause error) string {
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	switch {
	case errors.Is(cause, errNoStartTLS), errors.Is(cause, errTalksOn):
		return cause.Error()
	case errors.As(cause, &name):
		return "its certificate is for another name"
	case errors.As(cause, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has expired"
	case errors.As(cause, &verify):
		return "its certificate is not trusted here"
	}
	return "it does not speak TLS there"
}

// failure sorts what went wrong at a step.
func (s *Sender) failure(step Step, to string, cause error) *Error {
	e := &Error{Kind: ErrLater, Step: step, host: s.settings.Host, to: to, cause: cause, unprotected: !s.secured}
	var reply *textproto.Error
	if errors.As(cause, &reply) {
		e.Code, e.Words = reply.Code, saidWords(sayOnce(reply.Msg), append(echoes(s.settings.User, s.settings.password), echoes(s.settings.User, s.token)...)...)
		about, of := reasonFor(step, reply.Code, reply.Msg)
		e.about = about
		if s.settings.Auth == accounts.AccountAuth && of == causePassword {
			e.about = reasons()[causeToken]
		}
		e.Kind = e.about.kind
		return e
	}
	var unknown *net.DNSError
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.Is(cause, errBadAddress) && step == StepRecipient:
		e.Kind = ErrRejected
	case errors.As(cause, &unknown) && unknown.IsNotFound,
		errors.Is(cause, errNoStartTLS), errors.Is(cause, errTalksOn), errors.Is(cause, errNoSignIn), errors.Is(cause, errNoAccount), errors.Is(cause, errBadAddress),
		errors.As(cause, &verify), errors.As(cause, &record), errors.As(cause, &alert):
		e.Kind = ErrSettings
	}
	return e
}
