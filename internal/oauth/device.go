package oauth

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// BeginDevice starts a sign-in by a code; ErrUnsupported where the provider offers no
// such way for what is wanted.
func (c *Client) BeginDevice(ctx context.Context, f Flow) (recruit.DeviceSignIn, error) {
	if f.Bad != nil {
		return nil, f.Bad
	}
	if f.Device == "" {
		return nil, &recruit.Problem{Kind: recruit.ErrUnsupported, Sentence: f.Label + " " + f.Words.NoDevice + "; use a browser, and paste the address on which it ends if it is on another machine."}
	}
	asked := c.now()
	answer, err := c.post(ctx, f.Device, url.Values{"client_id": {f.ClientID}, "scope": {strings.Join(f.Scopes, " ")}})
	if err != nil {
		return nil, unreachable(f, err)
	}
	code := recruit.DeviceCode{
		UserCode: sanitize.Brief(answer.text("user_code"), 40), VerificationURI: page(answer.text("verification_uri")), Complete: page(answer.text("verification_uri_complete")),
		Interval: 5 * time.Second, Expiry: asked.Add(15 * time.Minute),
	}
	if code.VerificationURI == "" {
		code.VerificationURI = page(answer.text("verification_url"))
	}
	if n, err := strconv.Atoi(answer.text("interval")); err == nil && n > 0 {
		code.Interval = time.Duration(min(n, 60)) * time.Second
	}
	if n, err := strconv.Atoi(answer.text("expires_in")); err == nil && n > 0 {
		code.Expiry = asked.Add(time.Duration(min(n, 1800)) * time.Second)
	}
	device := answer.text("device_code")
	if answer.status/100 != 2 || device == "" || code.UserCode == "" || code.VerificationURI == "" {
		return nil, answer.problem(f, signingIn)
	}
	return &deviceSignIn{client: c, flow: f, code: code, device: device}, nil
}

// deviceSignIn implements recruit.DeviceSignIn.
type deviceSignIn struct {
	client *Client
	flow   Flow
	code   recruit.DeviceCode
	device string
}

// Code implements recruit.DeviceSignIn.
func (d *deviceSignIn) Code() recruit.DeviceCode { return d.code }

// Wait implements recruit.DeviceSignIn.
func (d *deviceSignIn) Wait(ctx context.Context) (recruit.Grant, error) {
	pause := d.code.Interval
	form := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {d.device}}
	for d.client.now().Before(d.code.Expiry) {
		select {
		case <-ctx.Done():
			return recruit.Grant{}, ctx.Err()
		case <-d.client.after(pause):
		}
		g, err := d.client.obtain(ctx, d.flow, form, polling)
		switch {
		case errors.Is(err, errPending):
		case errors.Is(err, errSlower):
			pause += 5 * time.Second // RFC 8628 section 3.5
		case errors.Is(err, recruit.ErrLater):
		default:
			return g, err
		}
	}
	return recruit.Grant{}, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: "The code for " + d.flow.Label + " has expired; start again."}
}
