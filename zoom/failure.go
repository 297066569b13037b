package zoom

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"

	"recruitty/internal/web"
)

// failure turns an error of wire.send into an *Error. changes says that the request may change something at Zoom,
// in which case an answer lost on the way is ErrLost.
func failure(err error, changes bool) *Error {
	result := &Error{Kind: ErrLater, Cause: err}
	switch {
	case errors.Is(err, context.Canceled):
		result.Message = "The request to Zoom was stopped before Zoom answered."
	case changes && !isUnsent(err):
		result.Message = "Zoom's answer was lost on the way; it is not known whether the request took effect."
	case errors.Is(err, web.ErrTooLarge):
		result.Message = "Zoom's answer was too large to be real; try again later."
	default:
		result.Message = "Zoom could not be reached (" + plainCause(err) + "); it will work again when the connection does."
	}
	if changes && !isUnsent(err) {
		result.Kind = ErrLost
	}
	return result
}

// plainCause names a network failure in a few words. The original text is not used because it may quote an address
// with a code or a token in it.
func plainCause(err error) string {
	var (
		dns         *net.DNSError
		operation   *net.OpError
		certificate *tls.CertificateVerificationError
		authority   x509.UnknownAuthorityError
		record      tls.RecordHeaderError
		address     *url.Error
	)
	switch {
	case errors.Is(err, context.Canceled):
		return "stopped"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &address) && address.Timeout():
		return "no answer in time"
	case errors.As(err, &dns):
		return "its name was not found; is this machine online?"
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &record):
		return "the secure connection failed; is a proxy in between?"
	case errors.As(err, &operation) && operation.Op == "dial":
		return "no connection"
	case errors.Is(err, web.ErrTooLarge):
		return "answer too large"
	}
	return "connection broken"
}
