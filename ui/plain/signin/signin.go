// Package signin is the talk in lines about a sign-in to a service, in a browser or by a code.
package signin

import (
	"context"
	"errors"
	"io"
	"time"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// waits is how long a page for signing in is waited for.
const waits = 5 * time.Minute

// At is a service at which someone signs in.
type At struct {
	Service string // whose page it is
	Again   string // what to type to begin again
	Allow   string // what the button there says
	Browser func(ctx context.Context, local bool) (recruit.SignIn, error)
	Device  func(ctx context.Context) (recruit.DeviceSignIn, error) // nil where there are no codes

	// Terminal says that someone is there to paste an address, Remote that the browser is on another
	// machine than this program; OpenURL opens an address in one that is on this, nil where there is
	// none.
	Terminal, Remote bool
	OpenURL          func(address string) error
}

// AtProvider is a provider of mail and calendars; at Google there are no codes.
func AtProvider(p recruit.MailProvider, again string, browser func(context.Context, bool) (recruit.SignIn, error), device func(context.Context) (recruit.DeviceSignIn, error)) At {
	if p != recruit.MicrosoftMail {
		device = nil
	}
	return At{Service: p.Label(), Again: again, Allow: p.Allow(), Browser: browser, Device: device}
}

// Registered asks for the app by which people sign in at a provider, where none is registered yet.
func Registered(ctx context.Context, c *talk.Conversation, p recruit.MailProvider, app recruit.MailApp, form draft.Form[recruit.MailApp]) error {
	if app.ClientID != "" {
		return nil
	}
	c.Tell("No app is registered here for %s yet.", p.Label())
	return talk.FillIn(ctx, c, form)
}

// Asks says for what permissions a service is asked.
func Asks(c *talk.Conversation, service string, permissions []recruit.Permission) {
	c.Tell("recruitty asks %s for permission to:", service)
	for _, n := range permissions {
		c.Tell("%s", wording.Permission(n))
	}
}

// In signs in, by a code or in a browser.
func (a At) In(ctx context.Context, c *talk.Conversation) (g recruit.Grant, err error) {
	way := 0
	if a.Device != nil {
		if way, err = c.Choose(ctx, "Which way", []string{"In a browser; you paste the address it ends on", "With a code that you type on any device"}, 0); err != nil {
			return g, err
		}
	}
	ctx, stop := context.WithTimeout(ctx, waits)
	defer stop()
	if way == 1 {
		g, err = a.device(ctx, c)
	} else {
		g, err = a.browser(ctx, c)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return g, &recruit.Problem{Kind: recruit.ErrLater, Cause: err, Sentence: "Nothing came back from " + a.Service + " within five minutes, and nothing is connected; type " + a.Again + " to begin again."}
	}
	return g, err
}

// browser leads to the service's page and takes the address on which the browser
// ended. A browser on this machine comes back by itself.
func (a At) browser(ctx context.Context, c *talk.Conversation) (recruit.Grant, error) {
	sign, err := a.Browser(ctx, !a.Remote)
	if err != nil {
		return recruit.Grant{}, err
	}
	defer func() { _ = sign.Close() }() // it only stops listening
	c.Tell("Open this address on any device, sign in and press %s:\n%s", a.Allow, sign.URL())
	if a.OpenURL != nil && a.OpenURL(sign.URL()) == nil {
		c.Tell("It was also handed to the browser of this machine.")
		if !a.Terminal { // nobody is there to paste
			return sign.Wait(ctx)
		}
	}
	back := make(chan returned, 1)
	if !a.Remote {
		go func() {
			g, err := sign.Wait(ctx)
			back <- returned{g, err}
		}()
	}
	for {
		c.Prompt("Paste the address on which the browser ended (leave gives up)")
		pasted, got, err := pasted(ctx, c, back)
		switch {
		case err != nil:
			return recruit.Grant{}, err
		case got != nil:
			return got.grant, got.err
		case pasted == "leave" || pasted == "cancel" || pasted == "back":
			return recruit.Grant{}, talk.ErrLeave
		case pasted == "":
			continue
		}
		g, err := sign.Paste(ctx, pasted)
		if !errors.Is(err, recruit.ErrInvalid) { // else it was not the service's answer
			return g, err
		}
		c.Complain(err)
	}
}

// returned is what a browser on this machine came back with.
type returned struct {
	grant recruit.Grant
	err   error
}

// pasted waits for a line, or for the browser to come back by itself.
func pasted(ctx context.Context, c *talk.Conversation, back <-chan returned) (string, *returned, error) {
	in := c.Lines()
	if c.Broken() != nil {
		return "", nil, c.Broken()
	}
	select {
	case <-ctx.Done():
		return "", nil, ctx.Err()
	case got := <-back:
		c.Tell("\nThe browser came back.")
		return "", &got, nil
	case l, open := <-in:
		c.Took()
		if !open {
			return "", nil, io.EOF
		}
		return l.Text, nil, nil
	}
}

// device shows a code that is typed at the service's page on any device.
func (a At) device(ctx context.Context, c *talk.Conversation) (recruit.Grant, error) {
	sign, err := a.Device(ctx)
	if errors.Is(err, recruit.ErrUnsupported) {
		c.Complain(err)
		return a.browser(ctx, c)
	}
	if err != nil {
		return recruit.Grant{}, err
	}
	code := sign.Code()
	c.Tell("Open this address on any device:\n%s", code.VerificationURI)
	c.Tell("Type this code there: %s", text.Line(code.UserCode))
	if code.Complete != "" {
		c.Tell("This address holds the code already:\n%s", code.Complete)
	}
	c.Tell("It works until %s. Waiting for your decision there.", c.Reader().Soon(code.Expiry))
	return sign.Wait(ctx)
}
