package accounts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
)

// AddedApps is the page at Zoom where a user takes access back.
const AddedApps = "Marketplace → Manage → Added apps (https://marketplace.zoom.us/user/installed)"

// Accounts is the service for connections to meeting providers (R1–R3, R9).
type Accounts struct {
	Store interface {
		recruit.Connections
		recruit.SettingsStore
		recruit.QuotaCounter
		Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error)
	}
	Interviews recruit.InterviewLister
	Queue      recruit.Waker
	Authorizer recruit.Authorizer
	Log        recruit.ActivityLog // of what was set; nil where nothing is
	Now        recruit.Clock
}

// ZoomStatus is what Settings and zoom status say about a member's Zoom.
type ZoomStatus struct {
	State      recruit.ConnectionState
	Connection recruit.Connection   // zero when State is NotConnected
	Shared     bool                 // it is the workspace's, not the member's own
	Missing    []recruit.Permission // permissions that were not granted
	Default    bool                 // new interviews are held on Zoom unless said otherwise
	Configured bool                 // a Zoom app is registered with recruitty
	// CallsLeft is how many meetings of this member's host can still be created
	// or changed today, as far as recruitty knows.
	CallsLeft int
	// Notes is what is to be said once after connecting: what it ended at Zoom.
	Notes []string
}

// Status says how a member's interviews reach Zoom.
func (a *Accounts) Status(ctx context.Context, member recruit.Member) (ZoomStatus, error) {
	st := ZoomStatus{State: recruit.NotConnected, Configured: a.Authorizer.Configured(ctx) == nil}
	platform, err := a.DefaultPlatform(ctx)
	if err != nil {
		return st, err
	}
	st.Default = platform == recruit.Zoom
	c, err := a.Store.ConnectionOf(ctx, member.ID)
	if errors.Is(err, recruit.ErrNotFound) {
		c, err = a.Store.ConnectionOf(ctx, 0)
		st.Shared = true
	}
	if errors.Is(err, recruit.ErrNotFound) {
		st.Shared = false
		return st, nil
	}
	if err != nil {
		return st, err
	}
	st.Connection, st.State, st.Missing = c, c.State, recruit.Missing(a.Authorizer, c.Scopes)
	st.CallsLeft, err = a.HostCallsLeft(ctx, c.HostOf(member.Email))
	return st, err
}

// Permissions lists the permissions that Zoom is asked for, and why (R3).
func (a *Accounts) Permissions() []recruit.Permission { return a.Authorizer.Permissions() }

// Begin starts an authorisation; local also listens on this machine for the
// browser's return. The caller closes it.
func (a *Accounts) Begin(ctx context.Context, actor recruit.Member, local bool) (recruit.SignIn, error) {
	if err := recruit.Allow(actor, recruit.ToConnect); err != nil {
		return nil, err
	}
	if err := a.Authorizer.Configured(ctx); err != nil {
		return nil, err
	}
	return a.Authorizer.Begin(ctx, local)
}

// Finish makes the actor's own connection out of what Zoom granted. What is
// Missing among the required permissions is named in the status (R3, see also
// MissingScopes); work that waited for the connection becomes due. An error with a
// connection in the status came after it was saved; any other one leaves the
// grant to be tried again or to be discarded.
func (a *Accounts) Finish(ctx context.Context, actor recruit.Member, g recruit.Grant) (ZoomStatus, error) {
	if err := recruit.Allow(actor, recruit.ToConnect); err != nil {
		return ZoomStatus{}, err
	}
	return a.finish(ctx, actor, actor.ID, g)
}

// FinishForWorkspace makes the connection that serves everybody out of the
// grant of an admin-managed app. Each organiser's own Zoom user hosts then.
func (a *Accounts) FinishForWorkspace(ctx context.Context, actor recruit.Member, g recruit.Grant) (ZoomStatus, error) {
	if err := forWhole(actor, g); err != nil {
		return ZoomStatus{}, err
	}
	return a.finish(ctx, actor, 0, g)
}

func (a *Accounts) finish(ctx context.Context, actor recruit.Member, owner recruit.MemberID, g recruit.Grant) (ZoomStatus, error) {
	account, err := a.Authorizer.Account(ctx, g)
	if err != nil && !errors.Is(err, recruit.ErrScope) {
		return ZoomStatus{}, err
	}
	c := recruit.Connection{OwnerID: owner, Kind: recruit.UserApp, Scopes: g.Scopes}
	if g.AccountWide {
		c.Kind = recruit.AdminApp
	}
	var notes []string
	note, err := a.part(ctx, owner, account)
	if err != nil {
		return ZoomStatus{}, err
	}
	if note != "" {
		notes = append(notes, note)
	}
	ended, err := a.sharing(ctx, account.UserID, owner)
	if err != nil {
		return ZoomStatus{}, err
	}
	st, err := a.save(ctx, actor, c, account, g.Tokens)
	if err != nil || len(ended) == 0 {
		st.Notes = notes
		return st, err
	}
	inherited, err := a.inherit(ctx, actor, owner, ended, notes)
	if err != nil {
		return ZoomStatus{Connection: st.Connection}, err
	}
	return inherited, nil
}

// inherit puts the connections right that Zoom ended by a new one of the same
// user. The admin's own gives way to the workspace's, which reaches the same
// meetings; all others have to be connected again.
func (a *Accounts) inherit(ctx context.Context, actor recruit.Member, owner recruit.MemberID, ended []SharedSignIn, notes []string) (ZoomStatus, error) {
	var others []SharedSignIn
	for _, k := range ended {
		if owner != 0 || k.Connection.OwnerID != actor.ID {
			others = append(others, k)
			continue
		}
		if err := a.Store.DeleteConnection(ctx, k.Connection.ID, recruit.Activity{At: a.Now().UTC(), ActorID: actor.ID, Actor: actor.Name,
			Action: "zoom.disconnected", Text: "The workspace's connection replaced their own (" + k.Connection.Who() + ")"}); err != nil {
			return ZoomStatus{}, err
		}
		notes = append(notes, "It replaces your own connection: Zoom keeps one sign-in for each user.")
	}
	if len(others) > 0 {
		trouble := fmt.Sprintf("%s connected the same Zoom user, and Zoom keeps one sign-in for each user and app.", actor.Name)
		if err := a.end(ctx, actor, others, trouble); err != nil {
			return ZoomStatus{}, err
		}
		notes = append(notes, "Zoom ended "+owners(others)+" because of this; it has to be connected again with another Zoom user.")
	}
	return a.named(ctx, actor, owner, notes)
}

// named is the status after connecting for an owner.
func (a *Accounts) named(ctx context.Context, actor recruit.Member, owner recruit.MemberID, notes []string) (ZoomStatus, error) {
	c, err := a.Store.ConnectionOf(ctx, owner)
	if err != nil {
		return ZoomStatus{}, err
	}
	st, err := a.Status(ctx, actor)
	if st.Connection.ID != c.ID {
		// The actor's own interviews go through another one; this is about the new.
		st.Connection, st.State, st.Missing, st.Shared = c, c.State, recruit.Missing(a.Authorizer, c.Scopes), c.OwnerID == 0
	}
	st.Notes = notes
	return st, err
}

// save stores a connection that was authorised just now.
func (a *Accounts) save(ctx context.Context, actor recruit.Member, c recruit.Connection, account recruit.Account, t recruit.Tokens) (ZoomStatus, error) {
	now := a.Now().UTC()
	c.State, c.Since = recruit.Connected, now
	c.UserID, c.UserEmail, c.UserName, c.Plan = account.UserID, account.Email, account.Name, account.Plan
	if c.Plan == "" {
		c.Plan = recruit.PlanUnknown
	}
	text := "Connected Zoom as " + c.Who()
	if c.OwnerID == 0 {
		text = "Connected Zoom for the whole workspace as " + c.Who()
	}
	c, err := a.Store.SaveConnection(ctx, c, t, recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "zoom.connected", Text: text})
	if err != nil {
		return ZoomStatus{}, err
	}
	if err := a.Queue.WakeEffects(ctx, "zoom.", now); err != nil {
		return ZoomStatus{Connection: c}, err
	}
	return a.named(ctx, actor, c.OwnerID, nil)
}

// DefaultPlatform is where new interviews take place unless said otherwise.
func (a *Accounts) DefaultPlatform(ctx context.Context) (recruit.Platform, error) {
	v, err := a.Store.Setting(ctx, recruit.SettingPlatform)
	if v == "" {
		v = string(recruit.Zoom)
	}
	return recruit.Platform(v), err
}

// SetDefaultPlatform changes it; an admin's decision.
func (a *Accounts) SetDefaultPlatform(ctx context.Context, actor recruit.Member, p recruit.Platform) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	if !slices.Contains(recruit.Platforms(), p) {
		return recruit.Invalid("platform", "%q is not a platform; choose zoom, phone, on_site or other_link.", recruit.Shorten(string(p)))
	}
	settings := recruit.Settings{Store: a.Store, Log: a.Log, Now: a.Now}
	return recruit.SaveSetting(ctx, &settings, actor, "Default platform", recruit.SettingPlatform, string(p))
}

// Able reports whether a member's Zoom connection is permitted to do something:
// nil, ErrScope with the reason for a disabled action, or ErrRefused when there
// is no connection. A connection that has to be renewed is able: the work is
// kept for it.
func (a *Accounts) Able(ctx context.Context, member recruit.Member, what recruit.Operation) error {
	st, err := a.Status(ctx, member)
	switch {
	case err != nil:
		return err
	case st.State == recruit.NotConnected:
		return recruit.NeedConnection()
	}
	return recruit.Able(a.Authorizer, st.Connection, what)
}

// MissingScopes lists the required permissions that are missing in a grant, to be shown
// with their consequences before Finish.
func (a *Accounts) MissingScopes(g recruit.Grant) []recruit.Permission {
	return slices.DeleteFunc(recruit.Missing(a.Authorizer, g.Scopes), func(n recruit.Permission) bool { return !n.Required })
}

// CallsLeft is how many meetings the connected user can still create or change
// today. It counts what this workspace did; what the user does elsewhere counts
// at Zoom too, so Zoom may say no earlier.
func (a *Accounts) CallsLeft(ctx context.Context, c recruit.Connection) (int, error) {
	return a.HostCallsLeft(ctx, c.HostOf(c.UserEmail))
}

// HostCallsLeft is CallsLeft for a host by e-mail, see Connection.HostOf.
func (a *Accounts) HostCallsLeft(ctx context.Context, host string) (int, error) {
	made, err := a.Store.Calls(ctx, strings.ToLower(host), a.Now())
	return max(0, recruit.CallsPerDay-made), err
}
