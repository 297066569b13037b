package invite

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strings"
)

// Kinds of failed deliveries, for errors.Is. Each says what may be done next.
var (
	// ErrLater means that nothing was delivered and the same bytes may be sent again after a while.
	ErrLater = errors.New("mail is to be sent later")
	// ErrRefused means that the server will not take this mail for this recipient, however often it is sent.
	ErrRefused = errors.New("mail was refused")
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
	// Kind is one of ErrLater, ErrRefused, ErrLost and ErrSettings.
	Kind error
	Step Step
	// Code is the server's reply code, 0 without a reply.
	Code int
	// Words are the server's own, on one line; empty without a reply.
	Words string
	host  string
	to    string
	cause error
}

// Unwrap makes errors.Is find the kind and the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.cause} }

// Error says what happened, to what, and what to do next.
func (e *Error) Error() string {
	said := "."
	if e.Code != 0 {
		said = fmt.Sprintf(": %d %s", e.Code, e.Words)
	}
	if errors.Is(e.cause, errBadAddress) {
		return fmt.Sprintf("The mail was not sent, because %v; correct the address.", e.cause)
	}
	switch e.Kind {
	case ErrLost:
		return fmt.Sprintf("The connection to %s ended after the mail to %s was handed over; ask whether it arrived before you send it again.", e.host, e.to)
	case ErrRefused:
		return fmt.Sprintf("%s refused the mail to %s; check the address%s", e.host, e.to, said)
	case ErrLater:
		switch {
		case e.Code != 0:
			return fmt.Sprintf("%s asks to try the mail again later%s", e.host, said)
		case errors.Is(e.cause, context.Canceled):
			return fmt.Sprintf("Sending through %s was stopped; the mail is sent later.", e.host)
		case e.Step == StepConnect:
			return fmt.Sprintf("%s cannot be reached; the mail is sent once it can.", e.host)
		}
		return fmt.Sprintf("The connection to %s ended before the mail was handed over; it is sent again later.", e.host)
	}
	switch e.Step {
	case StepConnect:
		return fmt.Sprintf("There is no mail server named %s; correct the mail settings.", e.host)
	case StepTLS:
		return fmt.Sprintf("No protected connection to %s was possible (%s); correct the mail settings.", e.host, tlsReason(e.cause))
	case StepSignIn:
		return fmt.Sprintf("%s did not accept the sign-in; correct user and password in the mail settings%s", e.host, said)
	case StepRecipient:
		return fmt.Sprintf("%s did not take a mail to %s with these settings; correct them%s", e.host, e.to, said)
	}
	return fmt.Sprintf("%s does not let this address send; correct the sender address or the sign-in in the mail settings%s", e.host, said)
}

var errNoStartTLS = errors.New("the server offers no STARTTLS")

// tlsReason is the part of a TLS failure that a person can act on.
func tlsReason(cause error) string {
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	switch {
	case errors.Is(cause, errNoStartTLS):
		return errNoStartTLS.Error()
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
	e := &Error{Kind: ErrLater, Step: step, host: s.settings.Host, to: to, cause: cause}
	var reply *textproto.Error
	if errors.As(cause, &reply) {
		e.Code, e.Words = reply.Code, shorten(oneLine(reply.Msg), 500)
		if secret := s.settings.password; len(secret) > 3 {
			e.Words = strings.ReplaceAll(e.Words, secret, "…")
		}
		e.Kind = replyKind(step, reply.Code)
		return e
	}
	var unknown *net.DNSError
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.Is(cause, errBadAddress) && step == StepRecipient:
		e.Kind = ErrRefused
	case errors.As(cause, &unknown) && unknown.IsNotFound,
		errors.Is(cause, errNoStartTLS), errors.Is(cause, errNoSignIn), errors.Is(cause, errBadAddress),
		errors.As(cause, &verify), errors.As(cause, &record), errors.As(cause, &alert):
		e.Kind = ErrSettings
	}
	return e
}

// replyKind sorts a reply code by the step it came at: a 4xx is for later (RFC 5321 section 4.2.1), a 5xx before the
// recipient is about us, and one from the recipient on about the mail.
func replyKind(step Step, code int) error {
	switch {
	case code >= 400 && code < 500:
		return ErrLater
	case code == 530 || code == 535 || code == 538:
		return ErrSettings
	case step == StepConnect:
		return ErrLater
	case step == StepSender && code == 552, step == StepRecipient, step == StepData:
		return ErrRefused
	}
	return ErrSettings
}
