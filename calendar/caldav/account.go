package caldav

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"recruitty/internal/icalendar"
	"recruitty/recruit/sanitize"
)

// account is what a server says of the person who signed in.
type account struct {
	principal *url.URL
	homes     []*url.URL // where calendars are (RFC 4791, 6.2.1)
	// outbox is where colleagues' busy times are asked for (RFC 6638, 2.1.1) and inbox
	// where the person's own availability is kept (RFC 7953, 7.2.4); nil without one.
	outbox, inbox *url.URL
	// addresses are the person's own as calendars know them, mailto: and others (RFC
	// 6638, 2.4.1), the preferred one first.
	addresses []string
}

// maxHomes bounds the homes of one person.
const maxHomes = 8

// find looks for the account, beginning at the address that the person gave and then
// where RFC 6764 (section 6) sends clients.
func (c *conn) find(ctx context.Context) (*account, error) {
	var said error
	for _, path := range []string{"", "/.well-known/caldav", "/"} {
		at := c.base
		if path != "" {
			at = &url.URL{Scheme: c.base.Scheme, Host: c.base.Host, Path: path}
		}
		a, err := c.findAt(ctx, at)
		switch {
		case err == nil && a != nil:
			return a, nil
		case err != nil && (ofSource(err) || ctx.Err() != nil):
			return nil, err
		case err != nil && said == nil && !statusIs(err, 404, 410):
			said = err // that nothing is at one of them says nothing
		}
	}
	if said != nil {
		return nil, said
	}
	return nil, errNobody
}

// errNobody says that a server does not name the account of who signed in.
var errNobody = errors.New("no account is named")

// namesNobody reports whether a server has no account, rather than none to give just
// now.
func namesNobody(err error) bool {
	return errors.Is(err, errNobody) || statusIs(err, 400, 403, 405, 501)
}

// findAt asks at one address who is signed in; nil if that is not said there.
func (c *conn) findAt(ctx context.Context, at *url.URL) (*account, error) {
	var principal *url.URL
	err := c.properties(ctx, at, propfind("d:current-user-principal", "d:principal-URL", "c:calendar-home-set"), func(from *url.URL, r *response) {
		for _, name := range []string{"current-user-principal", "principal-URL"} {
			if hrefs := r.property(dav, name).hrefs(); len(hrefs) > 0 && principal == nil {
				principal = locate(from, hrefs[0])
			}
		}
		if principal == nil && r.property(cal, "calendar-home-set") != nil {
			principal = from // an old server, asked at the principal's own address
		}
	})
	if err != nil || principal == nil {
		return nil, err
	}
	return c.account(ctx, principal)
}

// account asks for everything about the person.
func (c *conn) account(ctx context.Context, principal *url.URL) (*account, error) {
	a := &account{principal: principal}
	err := c.properties(ctx, principal, propfind("c:calendar-home-set", "c:schedule-outbox-URL", "c:schedule-inbox-URL", "c:calendar-user-address-set"), func(from *url.URL, r *response) {
		for _, href := range r.property(cal, "calendar-home-set").hrefs() {
			if u := locate(from, href); u != nil && len(a.homes) < maxHomes {
				a.homes = append(a.homes, u)
			}
		}
		if hrefs := r.property(cal, "schedule-outbox-URL").hrefs(); len(hrefs) > 0 {
			a.outbox = locate(from, hrefs[0])
		}
		if hrefs := r.property(cal, "schedule-inbox-URL").hrefs(); len(hrefs) > 0 {
			a.inbox = locate(from, hrefs[0])
		}
		for _, href := range r.property(cal, "calendar-user-address-set").hrefs() {
			if len(a.addresses) < 50 && len(href) < 500 {
				a.addresses = append(a.addresses, href)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if len(a.homes) == 0 {
		return nil, nil
	}
	return a, nil
}

// properties asks for those of one resource and hands over what it has.
func (c *conn) properties(ctx context.Context, at *url.URL, body string, each func(from *url.URL, r *response)) error {
	var all []*response
	_, from, err := c.list(ctx, request{method: "PROPFIND", at: at, depth: "0", body: body}, func(_ *url.URL, r *response) error {
		if len(all) < 10 {
			all = append(all, r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.status >= 400 {
			return &refused{status: r.status, condition: r.condition}
		}
		each(from, r)
	}
	return nil
}

// email is the person's own address as mailto:, "" if the server names none.
func (a *account) email() string {
	for _, address := range a.addresses {
		if strings.HasPrefix(strings.ToLower(address), "mailto:") {
			return address
		}
	}
	return ""
}

// is reports whether an e-mail address is one of the person's.
func (a *account) is(email string) bool {
	return email != "" && slices.ContainsFunc(a.addresses, func(own string) bool { return sanitize.SameAddress(icalendar.Address(own), email) })
}

// errNoOutbox says that a server does not ask for colleagues' times.
var errNoOutbox = errors.New("no schedule outbox")
