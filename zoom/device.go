package zoom

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/oauth2"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Bounds for what a server may ask of the device flow.
const (
	shortestPoll = time.Second
	longestPoll  = time.Minute
	usualPoll    = 5 * time.Second // RFC 8628, section 3.2
	longestCode  = 30 * time.Minute
)

// DeviceSignIn is an authorisation by a code that the person types on any device (RFC 8628).
type DeviceSignIn struct {
	recruit.DeviceCode

	auth   *Auth
	device string
}

// BeginDevice asks for a code. ErrUnsupported means that this Zoom app may not use the flow, which needs a setting at
// its registration, and possibly a confidential client; the pasted address works always.
func (a *Auth) BeginDevice(ctx context.Context) (*DeviceSignIn, error) {
	asked := a.config.Clock()
	bridge := &bridge{ctx: ctx, wire: a.wire, operation: purposeDevice.operation()}
	if a.config.confidential() {
		bridge.basic = url.UserPassword(a.config.ClientID, a.config.ClientSecret)
	}
	ctx = context.WithValue(ctx, oauth2.HTTPClient, &http.Client{Transport: bridge})
	if _, err := a.oauth("").DeviceAuth(ctx); err != nil {
		return nil, bridge.explain(purposeDevice, a.config.Clock())
	}
	signIn, ok := parseDevice(bridge.answer.body, asked)
	if !ok {
		return nil, bridge.explain(purposeDevice, a.config.Clock())
	}
	signIn.auth = a
	return signIn, nil
}

// parseDevice reads the reply to a device code request; ok is false if it cannot be used.
func parseDevice(body []byte, asked time.Time) (*DeviceSignIn, bool) {
	var parsed struct {
		DeviceCode text   `json:"device_code"`
		UserCode   text   `json:"user_code"`
		URI        text   `json:"verification_uri"`
		Complete   text   `json:"verification_uri_complete"`
		ExpiresIn  number `json:"expires_in"`
		Interval   number `json:"interval"`
	}
	if json.Unmarshal(body, &parsed) != nil {
		return nil, false
	}
	signIn := &DeviceSignIn{device: string(parsed.DeviceCode), DeviceCode: recruit.DeviceCode{
		UserCode: sanitize.Head(string(parsed.UserCode), 100), VerificationURI: joinLink(string(parsed.URI)), Complete: joinLink(string(parsed.Complete)),
		Interval: usualPoll, Expiry: asked.Add(longestCode),
	}}
	if parsed.Interval > 0 {
		signIn.Interval = min(max(time.Duration(min(parsed.Interval, 3600))*time.Second, shortestPoll), longestPoll)
	}
	if life := time.Duration(min(parsed.ExpiresIn, 86400)) * time.Second; life > 0 && life < longestCode {
		signIn.Expiry = asked.Add(life)
	}
	return signIn, signIn.device != "" && signIn.UserCode != "" && signIn.VerificationURI != ""
}

// Poll asks Zoom at the given interval, slower when Zoom says so, until the person has decided. It outlasts trouble on
// the way. ErrDeclined means that the person declined, ErrSignInOver that the code expired.
func (d *DeviceSignIn) Poll(ctx context.Context) (recruit.Grant, error) {
	left := d.Expiry.Sub(d.auth.config.Clock())
	ctx, cancel := context.WithTimeoutCause(ctx, left, ErrSignInOver)
	defer cancel()
	for {
		grant, err := d.auth.obtain(ctx, purposePoll, func(ctx context.Context) (*oauth2.Token, error) {
			// Expiry is left out: it would be on the machine's clock. ctx carries it.
			return d.auth.oauth("").DeviceAccessToken(ctx, &oauth2.DeviceAuthResponse{
				DeviceCode: d.device, Interval: int64(d.Interval / time.Second),
			})
		})
		switch {
		case err == nil:
			return grant, nil
		case ctx.Err() != nil:
			return recruit.Grant{}, context.Cause(ctx)
		case !errors.Is(err, ErrLater):
			return recruit.Grant{}, err
		}
	}
}
