package availability

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// ready is the app with which people sign in, or why they cannot.
func (s *Service) ready(ctx context.Context, kind busy.Kind) (recruit.MailApp, error) {
	if s.Auth == nil || s.App == nil {
		return recruit.MailApp{}, &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: "Nobody can sign in to " + kind.Label() + " from here."}
	}
	app, err := s.App(ctx, kind)
	if err == nil && app.ClientID == "" {
		err = &recruit.Problem{Kind: recruit.ErrNotSetUp, Field: "client_id", Sentence: "No app is registered here for " + kind.Label() + " yet; an admin enters its client ID first (recruitty help calendar connect says how to get one)."}
	}
	return app, err
}

// Begin starts a sign-in to Google or Microsoft in a browser, for what c names. local
// listens on this machine for the browser's return.
func (s *Service) Begin(ctx context.Context, actor recruit.Member, c Connection, local bool) (recruit.SignIn, error) {
	app, err := s.mayBegin(ctx, actor, c)
	if err != nil {
		return nil, err
	}
	return s.Auth.Begin(ctx, c.Kind, app, c.Titles, local)
}

// BeginDevice starts a sign-in by a code that is typed on any device.
func (s *Service) BeginDevice(ctx context.Context, actor recruit.Member, c Connection) (recruit.DeviceSignIn, error) {
	app, err := s.mayBegin(ctx, actor, c)
	if err != nil {
		return nil, err
	}
	return s.Auth.BeginDevice(ctx, c.Kind, app, c.Titles)
}

func (s *Service) mayBegin(ctx context.Context, actor recruit.Member, c Connection) (recruit.MailApp, error) {
	if err := s.mayConnect(ctx, actor, c); err != nil {
		return recruit.MailApp{}, err
	}
	if c.Kind != busy.Google && c.Kind != busy.Microsoft {
		return recruit.MailApp{}, recruit.Invalid("kind", "%s is connected by its address.", c.Kind.Label())
	}
	return s.ready(ctx, c.Kind)
}

// Permissions are those that a sign-in asks for, with their reasons (R3).
func (s *Service) Permissions(kind busy.Kind, titles bool) []recruit.Permission {
	if s.Auth == nil {
		return nil
	}
	return s.Auth.Permissions(kind, titles)
}

// Finish connects the calendars that a grant reaches. When nothing comes of it, the
// access is given back: the provider would keep it otherwise.
func (s *Service) Finish(ctx context.Context, actor recruit.Member, c Connection, g recruit.Grant) (Source, error) {
	src, err := s.finish(ctx, actor, c, g)
	if err != nil && src.ID == 0 {
		s.GiveBack(ctx, c.Kind, g)
	}
	return src, err
}

func (s *Service) finish(ctx context.Context, actor recruit.Member, c Connection, g recruit.Grant) (Source, error) {
	if _, err := s.mayBegin(ctx, actor, c); err != nil {
		return Source{}, err
	}
	if g.Tokens.Refresh == "" {
		return Source{}, recruit.GrantedBriefly(c.Kind.Label())
	}
	account := g.Address
	if account == "" {
		account = c.User
	}
	account, err := sanitize.Email(account)
	if err != nil {
		return Source{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "user", Cause: err, Sentence: c.Kind.Label() + " did not say whose account it is; give its address (--user)."}
	}
	src := Source{OwnerID: c.Owner, Kind: c.Kind, State: recruit.Connected, Account: account, Titles: c.Titles}
	connected, err := s.connect(ctx, actor, src, Credentials{User: account, Tokens: g.Tokens}, c.Calendars)
	if err != nil {
		connected.ID = 0
	}
	return connected, err
}

// GiveBack revokes a grant of which nothing is made, although ctx may be over.
// confirmed is false where the provider did not say so; the person removes the access
// by hand then.
func (s *Service) GiveBack(ctx context.Context, kind busy.Kind, g recruit.Grant) (confirmed bool) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	app, err := s.ready(ctx, kind)
	return err == nil && s.Auth.Revoke(ctx, kind, app, g.Tokens) == nil
}

// notReadHere says that there is no reader for a kind of source, as in a demo for those
// that would leave the machine.
func notReadHere(kind busy.Kind) error {
	return &recruit.Problem{Kind: recruit.ErrNotSetUp, Field: "kind", Sentence: "Calendars of this kind (" + kind.Label() + ") cannot be read here; choose another one."}
}
