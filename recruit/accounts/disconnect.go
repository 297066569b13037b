package accounts

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"recruitty/recruit"
)

// DisconnectPlan is what Disconnect will concern, said before it happens (R9).
type DisconnectPlan struct {
	Connection recruit.Connection
	Upcoming   []recruit.InterviewSummary // scheduled, ahead, on Zoom, through this connection
	// Shared are the connections that end with it, because Zoom revokes the access
	// of a user as a whole; Upcoming holds their interviews too.
	Shared []SharedSignIn
}

// BeforeDisconnect lists the upcoming interviews that are concerned.
func (a *Accounts) BeforeDisconnect(ctx context.Context, actor recruit.Member) (DisconnectPlan, error) {
	c, err := a.mine(ctx, actor)
	if err != nil {
		return DisconnectPlan{}, err
	}
	return a.disconnectPlan(ctx, c)
}

func (a *Accounts) disconnectPlan(ctx context.Context, c recruit.Connection) (DisconnectPlan, error) {
	all, err := a.Interviews.Interviews(ctx, recruit.InterviewFilter{From: a.Now(), Status: recruit.Scheduled})
	if err != nil {
		return DisconnectPlan{}, err
	}
	f := DisconnectPlan{Connection: c}
	if c.Kind != recruit.ServerToServer && c.State == recruit.Connected { // dead tokens revoke nothing
		if f.Shared, err = a.sharing(ctx, c.UserID, c.OwnerID); err != nil {
			return DisconnectPlan{}, err
		}
	}
	concerns := func(c recruit.Connection, i recruit.InterviewSummary) bool {
		if i.Meeting != nil {
			return i.Meeting.ConnectionID == c.ID
		}
		return i.OrganiserID == c.OwnerID || c.OwnerID == 0
	}
	for _, i := range all {
		if i.Platform == recruit.Zoom && (concerns(c, i) || slices.ContainsFunc(f.Shared, func(k SharedSignIn) bool { return concerns(k.Connection, i) })) {
			f.Upcoming = append(f.Upcoming, i)
		}
	}
	return f, nil
}

// mine is the connection that the actor may end: the own one, or for an admin
// the workspace's.
func (a *Accounts) mine(ctx context.Context, actor recruit.Member) (recruit.Connection, error) {
	c, err := a.Store.ConnectionOf(ctx, actor.ID)
	if errors.Is(err, recruit.ErrNotFound) {
		c, err = a.Store.ConnectionOf(ctx, 0)
		if err == nil {
			if err := recruit.Allow(actor, recruit.ToManage); err != nil {
				return recruit.Connection{}, err
			}
		}
	}
	if errors.Is(err, recruit.ErrNotFound) {
		return recruit.Connection{}, recruit.Refused("Zoom is not connected, so there is nothing to disconnect.")
	}
	return c, err
}

// DisconnectResult is how a disconnect went.
type DisconnectResult struct {
	DisconnectPlan
	Confirmed bool   // Zoom confirmed the revocation
	Advice    string // what to do when it did not
}

// Disconnect revokes the access at Zoom and wipes the credentials here (R9).
// They are wiped even when Zoom does not confirm; then Advice says where to
// remove the access by hand. Interviews and meetings stay as they are.
func (a *Accounts) Disconnect(ctx context.Context, actor recruit.Member) (DisconnectResult, error) {
	f, err := a.BeforeDisconnect(ctx, actor)
	if err != nil {
		return DisconnectResult{}, err
	}
	return a.disconnect(ctx, actor, f)
}

func (a *Accounts) disconnect(ctx context.Context, actor recruit.Member, f DisconnectPlan) (DisconnectResult, error) {
	g := DisconnectResult{DisconnectPlan: f, Confirmed: true}
	text := "Disconnected Zoom (" + f.Connection.Who() + "); Zoom confirmed that access is revoked"
	if err := a.Authorizer.Revoke(ctx, f.Connection); err != nil {
		g.Confirmed = false
		g.Advice = fmt.Sprintf("Zoom did not confirm that access is revoked; remove it yourself in Zoom: %s.", AddedApps)
		if f.Connection.State == recruit.ReauthRequired {
			g.Advice = fmt.Sprintf("Zoom had already ended this access, so there was nothing left to revoke; check whether recruitty is still listed in Zoom: %s.", AddedApps)
		}
		if f.Connection.Kind == recruit.ServerToServer {
			g.Advice = "Zoom did not confirm that access is revoked; deactivate the app yourself in Zoom: Marketplace → Manage → Created apps (https://marketplace.zoom.us/user/build)."
		}
		text = "Disconnected Zoom (" + f.Connection.Who() + "); Zoom did not confirm the revocation"
	}
	if f.Connection.Kind == recruit.ServerToServer {
		// With them alone a new token could be had at any time.
		if err := recruit.KeepServerApp(ctx, a.Store, recruit.ZoomApp{}); err != nil {
			return g, err
		}
	}
	if g.Confirmed {
		if err := a.end(ctx, actor, f.Shared, actor.Name+" disconnected the same Zoom user, whose access Zoom revokes as a whole."); err != nil {
			return g, err
		}
	}
	return g, a.Store.DeleteConnection(ctx, f.Connection.ID, recruit.Activity{At: a.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "zoom.disconnected", Text: text})
}
