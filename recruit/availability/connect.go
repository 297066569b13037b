package availability

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// Limits of what may be connected.
const (
	maxSources   = 20   // of one owner
	maxCalendars = 5000 // of one source
	maxAddress   = 4000 // of a server, in bytes
	maxKey       = 20_000
)

// Connection says what is to be connected.
type Connection struct {
	Kind  busy.Kind
	Owner recruit.MemberID // whose it is; 0 is the workspace's, an admin's decision
	// URL, User and Password are those of a CalDAV server, URL that of a published
	// calendar.
	URL, User, Password string
	// Titles asks Google and Microsoft for entries and not only for when someone is
	// busy; then the words of the settings can make an entry soft.
	Titles bool
	Key    string // with User, of a whole tenant of Google; Microsoft's needs neither
	// Calendars are those to be read. None means: of a member the account's own, and of
	// the workspace those of everybody in the team, also of who joins later.
	Calendars []Named
}

// Named is a calendar by whose it is and how the source knows it (see busy.Calendar).
type Named struct {
	Member recruit.MemberID
	Name   string
}

// Connect connects a published calendar, a CalDAV account or a whole tenant. It reads
// once before anything is saved: what cannot be read is not connected.
func (s *Service) Connect(ctx context.Context, actor recruit.Member, c Connection) (Source, error) {
	if err := s.mayConnect(ctx, actor, c); err != nil {
		return Source{}, err
	}
	src := Source{OwnerID: c.Owner, Kind: c.Kind, State: recruit.Connected, Titles: c.Titles}
	kept := Credentials{}
	var err error
	switch c.Kind {
	case busy.CalDAV, busy.Feed:
		if kept, err = s.addressed(c); err != nil {
			return src, err
		}
		src.Account, src.Server = kept.User, hostOf(kept.URL)
	case busy.Google, busy.Microsoft:
		if c.Owner != 0 {
			return src, recruit.Invalid("kind", "%s is connected by signing in; only a whole organisation can be connected without signing in.", c.Kind.Label())
		}
		if kept, err = s.whole(ctx, c); err != nil {
			return src, err
		}
		src.Account, src.Whole = kept.User, true
	}
	return s.connect(ctx, actor, src, kept, c.Calendars)
}

// mayConnect refuses what cannot be connected, before anybody signs in.
func (s *Service) mayConnect(ctx context.Context, actor recruit.Member, c Connection) error {
	if err := MayChange(actor, c.Owner); err != nil {
		return err
	}
	if !slices.Contains(busy.Kinds(), c.Kind) {
		return recruit.Invalid("kind", "%q is not a kind of calendar; choose google, microsoft, caldav or ics.", recruit.Shorten(string(c.Kind)))
	}
	switch {
	case c.Owner == 0 && c.Kind == busy.Feed:
		return recruit.Invalid("kind", "A published calendar belongs to one person; connect it for a member.")
	case s.Readers[c.Kind] == nil:
		return notReadHere(c.Kind)
	}
	if c.Owner != 0 {
		owner, err := s.Store.Member(ctx, c.Owner)
		if err != nil {
			return err
		}
		if owner.Removed() {
			return recruit.NotInTeam(owner)
		}
	}
	all, err := s.Store.Sources(ctx)
	if err != nil {
		return err
	}
	n := 0
	for _, known := range all {
		if known.OwnerID == c.Owner {
			n++
		}
	}
	if n >= maxSources {
		return recruit.Refused("There are already %d calendars connected; disconnect one of them first.", n)
	}
	return nil
}

// addressed checks what someone typed.
func (s *Service) addressed(c Connection) (Credentials, error) {
	var kept Credentials
	kept.URL = strings.TrimSpace(c.URL)
	if kept.URL == "" || len(kept.URL) > maxAddress {
		return kept, recruit.Invalid("url", "Enter the address of the calendar; it begins with https://.")
	}
	var err error
	if s.Address != nil {
		if kept.URL, err = s.Address(c.Kind, kept.URL); err != nil {
			return kept, err
		}
	}
	if c.Kind == busy.Feed {
		return kept, nil
	}
	if kept.User, err = recruit.CleanLine("user", "user name", c.User, 300); err != nil {
		return kept, err
	}
	if kept.User == "" || c.Password == "" || len(c.Password) > 1000 {
		return kept, recruit.Invalid("user", "A CalDAV server needs a user name and a password; many require an app-specific password.")
	}
	kept.Password = c.Password
	return kept, nil
}

// whole gets a first token for a tenant.
func (s *Service) whole(ctx context.Context, c Connection) (Credentials, error) {
	app, err := s.ready(ctx, c.Kind)
	if err != nil && (c.Kind != busy.Google || s.Auth == nil) { // a service account needs no app
		return Credentials{}, err
	}
	var user string
	if c.User != "" || c.Kind == busy.Google {
		if user, err = sanitize.Email(c.User); err != nil {
			return Credentials{}, recruit.Invalid("user", "Enter the email address of the person in the organisation on whose behalf calendars are read.")
		}
	}
	if len(c.Key) > maxKey || c.Kind == busy.Google && strings.TrimSpace(c.Key) == "" {
		return Credentials{}, recruit.Invalid("key", "Give the key of the service account: the JSON file that Google offers when a key is created.")
	}
	t, err := s.Auth.Whole(ctx, c.Kind, app, c.Key, user, c.Titles)
	return Credentials{User: user, Key: c.Key, Tokens: t}, err
}

// hostOf is the host of an address, "" where it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// connect reads once and saves.
func (s *Service) connect(ctx context.Context, actor recruit.Member, src Source, kept Credentials, named []Named) (Source, error) {
	src.Since = s.now()
	src.Everyone = src.OwnerID == 0 && len(named) == 0
	known, err := s.Store.Sources(ctx)
	if err != nil {
		return src, err
	}
	if i := slices.IndexFunc(known, src.SameAccount); i >= 0 && src.Kind != busy.Feed {
		src.ID, src.Calendars = known[i].ID, known[i].Calendars
	}
	if src.Calendars, err = s.choose(ctx, src, kept, named); err != nil {
		return src, err
	}
	trying, cancel := context.WithTimeout(ctx, sourceTimeout)
	defer cancel()
	first, err := s.try(trying, src, kept)
	if signed := src.Kind == busy.Google || src.Kind == busy.Microsoft; err != nil && (!signed || !passing(err)) {
		return src, err // a sign-in is not lost because its provider is slow for a moment
	}
	src.Trouble, src.Failures, src.DueAt = "", 0, s.now()
	src, err = s.Store.SaveSource(ctx, src, &kept, s.line(actor, "calendar.connected", "Connected "+s.whose(ctx, src)+": "+src.Label()))
	if err != nil {
		return src, err
	}
	if err := s.keep(context.WithoutCancel(ctx), src, first.about(src), true); err != nil {
		return src, err
	}
	return s.Store.Source(ctx, src.ID)
}

// try reads a source that is not connected yet.
func (s *Service) try(ctx context.Context, src Source, kept Credentials) (got, error) {
	set, err := s.setting(ctx)
	if err != nil {
		return got{}, err
	}
	src = withoutCursors(src)
	g := s.ask(ctx, src, accessOf(src, kept), src.Calendars, set)
	if g.err != nil {
		return g, g.err
	}
	if len(g.readings) == 1 && g.readings[0].Err != nil {
		return g, g.readings[0].Err
	}
	return g, nil
}

// about is what was answered before the calendars were saved, for those that are.
func (g got) about(saved Source) got {
	var asked []Calendar
	var readings []busy.Reading
	for i, c := range g.asked {
		n := slices.IndexFunc(saved.Calendars, func(known Calendar) bool { return known.is(Named{c.MemberID, c.Name}) })
		if n < 0 || g.err != nil {
			continue
		}
		asked, readings = append(asked, saved.Calendars[n]), append(readings, g.readings[i])
	}
	g.asked, g.readings = asked, readings
	return g
}

// withoutCursors is a source that is to be read from the beginning.
func withoutCursors(src Source) Source {
	src.Calendars = slices.Clone(src.Calendars)
	for i := range src.Calendars {
		src.Calendars[i].Cursor, src.Calendars[i].Basis = "", ""
	}
	return src
}

// whose says for the log whose calendars a source reads.
func (s *Service) whose(ctx context.Context, src Source) string {
	if src.OwnerID == 0 {
		return "calendars of the workspace"
	}
	if m, err := s.Store.Member(ctx, src.OwnerID); err == nil {
		return "a calendar of " + m.Name
	}
	return "a calendar"
}

// Sources lists the sources that an actor may see: all for who sees the workspace, and
// their own.
func (s *Service) Sources(ctx context.Context, actor recruit.Member) ([]Source, error) {
	if err := recruit.Allow(actor, recruit.ToSee); err != nil {
		return nil, err
	}
	all, err := s.Store.Sources(ctx)
	if err != nil || actor.SeesAll() {
		return all, err
	}
	return slices.DeleteFunc(all, func(src Source) bool { return src.OwnerID != actor.ID }), nil
}

// LabelsOf names a member's own sources.
func (s *Service) LabelsOf(ctx context.Context, id recruit.MemberID) ([]string, error) {
	all, err := s.Store.Sources(ctx)
	var labels []string
	for _, src := range all {
		if src.OwnerID == id {
			labels = append(labels, src.Label())
		}
	}
	return labels, err
}

// source is one that an actor may change.
func (s *Service) source(ctx context.Context, actor recruit.Member, id SourceID) (Source, error) {
	if err := recruit.Allow(actor, recruit.ToSee); err != nil {
		return Source{}, err
	}
	src, err := s.Store.Source(ctx, id)
	if err != nil {
		return src, err
	}
	return src, MayChange(actor, src.OwnerID)
}

// Test reads a source now and says how that went; it is Sync for one source.
func (s *Service) Test(ctx context.Context, actor recruit.Member, id SourceID) (Outcome, error) {
	src, err := s.source(ctx, actor, id)
	if err != nil {
		return Outcome{}, err
	}
	done, err := s.readAll(ctx, []job{{src: src}}, sourceTimeout)
	if err != nil || len(done) == 0 {
		return Outcome{Source: src}, err
	}
	return done[0], nil
}

// sourceTimeout is how long one source may take.
const sourceTimeout = 30 * time.Second

// passing reports whether an error of a first reading may pass by itself.
func passing(err error) bool {
	return errors.Is(err, recruit.ErrLater) || errors.Is(err, recruit.ErrLost) || errors.Is(err, context.DeadlineExceeded)
}
