package recruit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// AddedApps is the page at Zoom where a user takes access back.
const AddedApps = "Marketplace → Manage → Added apps (https://marketplace.zoom.us/user/installed)"

// Accounts is the service for connections to meeting providers (R1–R3, R9).
type Accounts struct {
	Store interface {
		Connections
		SettingsStore
	}
	Interviews Interviews
	Queue      EffectQueue
	Authoriser Authoriser
	Now        Clock
}

// ZoomStatus is what Settings and zoom status say about a member's Zoom.
type ZoomStatus struct {
	State      ConnectionState
	Connection Connection // zero when State is NotConnected
	Shared     bool       // it is the workspace's, not the member's own
	Missing    []Need     // permissions that were not granted
	Default    bool       // new interviews are held on Zoom unless said otherwise
	Configured bool       // a Zoom app is registered with recruitty
}

// Status says how a member's interviews reach Zoom.
func (a *Accounts) Status(ctx context.Context, member Member) (ZoomStatus, error) {
	st := ZoomStatus{State: NotConnected, Configured: a.Authoriser.Configured(ctx) == nil}
	platform, err := a.DefaultPlatform(ctx)
	if err != nil {
		return st, err
	}
	st.Default = platform == Zoom
	c, err := a.Store.ConnectionOf(ctx, member.ID)
	if errors.Is(err, ErrNotFound) {
		c, err = a.Store.ConnectionOf(ctx, 0)
		st.Shared = true
	}
	if errors.Is(err, ErrNotFound) {
		st.Shared = false
		return st, nil
	}
	if err != nil {
		return st, err
	}
	st.Connection, st.State, st.Missing = c, c.State, a.Authoriser.Missing(c.Scopes)
	return st, nil
}

// Needs lists the permissions that Zoom is asked for, and why (R3).
func (a *Accounts) Needs() []Need { return a.Authoriser.Needs() }

// Begin starts an authorisation; local also listens on this machine for the
// browser's return. The caller closes it.
func (a *Accounts) Begin(ctx context.Context, actor Member, local bool) (SignIn, error) {
	if err := Allow(actor, ToConnect); err != nil {
		return nil, err
	}
	if err := a.Authoriser.Configured(ctx); err != nil {
		return nil, err
	}
	return a.Authoriser.Begin(ctx, local)
}

// Finish makes the connection out of what Zoom granted. What is missing among
// the required permissions is named in the status (R3); work that waited for
// the connection becomes due.
func (a *Accounts) Finish(ctx context.Context, actor Member, g Grant) (ZoomStatus, error) {
	if err := Allow(actor, ToConnect); err != nil {
		return ZoomStatus{}, err
	}
	account, err := a.Authoriser.Account(ctx, g)
	if err != nil && !errors.Is(err, ErrScope) {
		return ZoomStatus{}, err
	}
	if account.Plan == "" {
		account.Plan = PlanUnknown
	}
	now := a.Now().UTC()
	kind := UserApp
	for _, s := range g.Scopes {
		if strings.HasSuffix(s, ":admin") {
			kind = AdminApp
		}
	}
	c := Connection{OwnerID: actor.ID, Kind: kind, State: Connected, UserID: account.UserID, UserEmail: account.Email,
		UserName: account.Name, Plan: account.Plan, Scopes: g.Scopes, Since: now}
	who := account.Email
	if who == "" {
		who = "an account whose name recruitty may not see"
	}
	if _, err := a.Store.SaveConnection(ctx, c, g.Tokens, Activity{At: now, ActorID: actor.ID, Actor: actor.Name,
		Action: "zoom.connected", Text: "Connected Zoom as " + who}); err != nil {
		return ZoomStatus{}, err
	}
	if err := a.Queue.WakeEffects(ctx, "zoom.", now); err != nil {
		return ZoomStatus{}, err
	}
	return a.Status(ctx, actor)
}

// Farewell is what Disconnect will concern, said before it happens (R9).
type Farewell struct {
	Connection Connection
	Upcoming   []InterviewSummary // scheduled, ahead, on Zoom, through this connection
}

// BeforeDisconnect lists the upcoming interviews that are concerned.
func (a *Accounts) BeforeDisconnect(ctx context.Context, actor Member) (Farewell, error) {
	c, err := a.mine(ctx, actor)
	if err != nil {
		return Farewell{}, err
	}
	all, err := a.Interviews.Interviews(ctx, InterviewFilter{From: a.Now(), Status: Scheduled})
	if err != nil {
		return Farewell{}, err
	}
	f := Farewell{Connection: c}
	for _, i := range all {
		if i.Platform != Zoom {
			continue
		}
		if i.Meeting != nil && i.Meeting.ConnectionID == c.ID || i.Meeting == nil && (i.OrganiserID == c.OwnerID || c.OwnerID == 0) {
			f.Upcoming = append(f.Upcoming, i)
		}
	}
	return f, nil
}

// mine is the connection that the actor may end: the own one, or for an admin
// the workspace's.
func (a *Accounts) mine(ctx context.Context, actor Member) (Connection, error) {
	c, err := a.Store.ConnectionOf(ctx, actor.ID)
	if errors.Is(err, ErrNotFound) {
		c, err = a.Store.ConnectionOf(ctx, 0)
		if err == nil {
			if err := Allow(actor, ToManage); err != nil {
				return Connection{}, err
			}
		}
	}
	if errors.Is(err, ErrNotFound) {
		return Connection{}, Refused("Zoom is not connected, so there is nothing to disconnect.")
	}
	return c, err
}

// Goodbye is how a disconnect went.
type Goodbye struct {
	Farewell
	Confirmed bool   // Zoom confirmed the revocation
	Advice    string // what to do when it did not
}

// Disconnect revokes the access at Zoom and wipes the credentials here (R9).
// They are wiped even when Zoom does not confirm; then Advice says where to
// remove the access by hand. Interviews and meetings stay as they are.
func (a *Accounts) Disconnect(ctx context.Context, actor Member) (Goodbye, error) {
	f, err := a.BeforeDisconnect(ctx, actor)
	if err != nil {
		return Goodbye{}, err
	}
	g := Goodbye{Farewell: f, Confirmed: true}
	text := "Disconnected Zoom (" + f.Connection.UserEmail + "); Zoom confirmed that access is revoked"
	if err := a.Authoriser.Revoke(ctx, f.Connection); err != nil {
		g.Confirmed = false
		g.Advice = fmt.Sprintf("Zoom did not confirm that access is revoked; remove it by hand in Zoom: %s.", AddedApps)
		text = "Disconnected Zoom (" + f.Connection.UserEmail + "); Zoom did not confirm the revocation"
	}
	return g, a.Store.DeleteConnection(ctx, f.Connection.ID, Activity{At: a.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "zoom.disconnected", Text: text})
}

// DefaultPlatform is where new interviews take place unless said otherwise.
func (a *Accounts) DefaultPlatform(ctx context.Context) (Platform, error) {
	v, err := a.Store.Setting(ctx, SettingPlatform)
	if v == "" {
		v = string(Zoom)
	}
	return Platform(v), err
}

// SetDefaultPlatform changes it; an admin's decision.
func (a *Accounts) SetDefaultPlatform(ctx context.Context, actor Member, p Platform) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	return a.Store.SetSetting(ctx, SettingPlatform, string(p))
}

// Age is how long a connection has stood.
func (c Connection) Age(now time.Time) time.Duration { return now.Sub(c.Since) }
