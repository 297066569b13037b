package caldav

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// maxFound bounds the calendars of one person.
const maxFound = 500

// Found is a calendar that an account can read.
type Found struct {
	Name string // as its owner calls it
	URL  string // by which it is read, see busy.Calendar.Name
	// Own says that it belongs to the person who signed in; others are shared with them.
	Own bool
	// Counts says that its entries are meant to count as busy; a calendar of birthdays
	// may not (RFC 6638, section 9.1).
	Counts bool
}

// Ability is what an account can do.
type Ability struct {
	Calendars int // how many it can read
	// Colleagues says that the server can be asked when other people are busy.
	Colleagues bool
	Address    string // the person's own e-mail address there, "" if it is not said
}

// Discover lists the calendars of an account, own ones first, then by name. The error
// is a *recruit.Problem.
func (r *Reader) Discover(ctx context.Context, via busy.Access) ([]Found, error) {
	c, err := r.connect(via)
	if err != nil {
		return nil, err
	}
	_, found, err := c.discover(ctx)
	if err != nil {
		return nil, problem(err, serverName(c.base), r.now())
	}
	return found, nil
}

// Test signs in and says what the account can do. The error is a *recruit.Problem.
func (r *Reader) Test(ctx context.Context, via busy.Access) (Ability, error) {
	c, err := r.connect(via)
	if err != nil {
		return Ability{}, err
	}
	a, found, err := c.discover(ctx)
	if err != nil {
		return Ability{}, problem(err, serverName(c.base), r.now())
	}
	able := Ability{Calendars: len(found), Colleagues: a.outbox != nil && a.email() != ""}
	if email := a.email(); email != "" {
		able.Address, err = sanitize.Line(email[len("mailto:"):], 320)
		if err != nil {
			able.Address = ""
		}
	}
	return able, nil
}

// discover finds the account and its calendars.
func (c *conn) discover(ctx context.Context) (*account, []Found, error) {
	a, err := c.find(ctx)
	if err != nil {
		return nil, nil, err
	}
	var found []Found
	var first error
	for _, home := range a.homes {
		some, err := c.calendars(ctx, home, a.principal)
		if err != nil {
			if ofSource(err) || ctx.Err() != nil {
				return nil, nil, err
			}
			first = cmp.Or(first, err)
			continue
		}
		found = append(found, some...)
	}
	if len(found) == 0 {
		if first != nil {
			return nil, nil, first
		}
		return nil, nil, &recruit.Problem{Kind: recruit.ErrNotFound, Sentence: serverName(c.base) + " has no calendar for this account; make one there, or ask for one to be shared."}
	}
	slices.SortStableFunc(found, func(x, y Found) int {
		if x.Own != y.Own {
			if x.Own {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)), cmp.Compare(x.URL, y.URL))
	})
	return a, slices.CompactFunc(found, func(x, y Found) bool { return x.URL == y.URL }), nil
}

// calendars lists the collections with events in a home.
func (c *conn) calendars(ctx context.Context, home, principal *url.URL) ([]Found, error) {
	var found []Found
	body := propfind("d:resourcetype", "d:displayname", "d:owner", "c:supported-calendar-component-set", "c:schedule-calendar-transp")
	_, from, err := c.list(ctx, request{method: "PROPFIND", at: home, depth: "1", body: body}, func(at *url.URL, r *response) error {
		if at == nil || len(found) >= maxFound || r.property(dav, "resourcetype").child(cal, "calendar") == nil || !holdsEvents(r.property(cal, "supported-calendar-component-set")) {
			return nil
		}
		name, _ := sanitize.Line(r.property(dav, "displayname").value(), 1<<20) // too long is only cut
		f := Found{
			Name: cmp.Or(sanitize.Brief(name, 100), sanitize.Brief(path.Base(at.Path), 100)), URL: at.String(), Own: true,
			Counts: r.property(cal, "schedule-calendar-transp").child(cal, "transparent") == nil,
		}
		if owners := r.property(dav, "owner").hrefs(); len(owners) > 0 {
			owner := locate(at, owners[0])
			f.Own = owner != nil && samePlace(owner, principal)
		}
		found = append(found, f)
		return nil
	})
	_ = from
	return found, err
}

// holdsEvents reports whether a collection may have events; one that does not say may
// (RFC 4791, 5.2.3).
func holdsEvents(set *node) bool {
	if set == nil || len(set.children) == 0 {
		return true
	}
	for _, comp := range set.children {
		if comp.name.Local == "comp" && strings.EqualFold(comp.label, "VEVENT") {
			return true
		}
	}
	return false
}

// samePlace reports whether two addresses are the same resource, however they are
// escaped and whether they end in a slash.
func samePlace(a, b *url.URL) bool {
	return strings.EqualFold(a.Host, b.Host) && strings.TrimSuffix(a.Path, "/") == strings.TrimSuffix(b.Path, "/")
}
