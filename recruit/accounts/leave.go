package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// NotRevokedYet is the trouble of a connection whose owner has just left the team.
const NotRevokedYet = "Zoom has not been asked yet to revoke the access."

const (
	// revokeEvery is how long after one attempt to revoke the next one is made.
	revokeEvery = 10 * time.Minute
	// revokeFor is how long after its owner has left the tokens of a connection
	// are kept for that.
	revokeFor = 7 * 24 * time.Hour
)

// LeftConnection is a connection whose owner has left the team.
type LeftConnection struct {
	DisconnectPlan
	Owner  recruit.Member
	Keeper recruit.Member // the admin who answers for it, zero for nobody
}

// Story says how it stands; moment writes a time.
func (l LeftConnection) Story(moment func(time.Time) string) string {
	c := l.Connection
	switch {
	case c.State == recruit.Revoking:
		return fmt.Sprintf("Zoom has not confirmed that the access of %s is revoked. %s It is asked every %d minutes until %s, while the app or the host is running; you can also remove it yourself in Zoom: %s.",
			c.Who(), c.LastError, int(revokeEvery.Minutes()), moment(l.Owner.RemovedAt.Add(revokeFor)), AddedApps)
	case l.Keeper.ID != 0 && !l.Keeper.Removed():
		return fmt.Sprintf("%s has taken over the access of %s for the upcoming meetings (%d); it is revoked once they are over.", l.Keeper.Name, c.Who(), len(l.Upcoming))
	}
	return fmt.Sprintf("%s has left the team, and recruitty still has the access of %s to Zoom. Revoke it, or take it over so that its upcoming meetings (%d) can still be changed.",
		l.Owner.Name, c.Who(), len(l.Upcoming))
}

// Minded reports whether someone in the team answers for it.
func (l LeftConnection) Minded() bool { return l.Keeper.ID != 0 && !l.Keeper.Removed() }

// Left lists the connections whose owner has left the team; for an admin.
func (a *Accounts) Left(ctx context.Context, actor recruit.Member) ([]LeftConnection, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return nil, err
	}
	return a.LeftConnections(ctx)
}

func (a *Accounts) LeftConnections(ctx context.Context) ([]LeftConnection, error) {
	all, err := a.Store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	var out []LeftConnection
	for _, c := range all {
		if c.OwnerID == 0 {
			continue
		}
		l, err := a.leftBehind(ctx, c)
		if err != nil {
			return nil, err
		}
		if l.Owner.Removed() {
			out = append(out, l)
		}
	}
	return out, nil
}

// leftBehind gathers what is to be known of a connection of a member.
func (a *Accounts) leftBehind(ctx context.Context, c recruit.Connection) (l LeftConnection, err error) {
	l.Connection = c
	if l.Owner, err = a.Store.Member(ctx, c.OwnerID); err != nil || !l.Owner.Removed() {
		return l, err
	}
	if c.KeeperID != 0 {
		if l.Keeper, err = a.Store.Member(ctx, c.KeeperID); err != nil {
			return l, err
		}
	}
	l.DisconnectPlan, err = a.disconnectPlan(ctx, c)
	return l, err
}

// leftOf is the connection of a member who has left, if an admin asks for it.
func (a *Accounts) leftOf(ctx context.Context, actor recruit.Member, owner recruit.MemberID) (LeftConnection, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return LeftConnection{}, err
	}
	m, err := a.Store.Member(ctx, owner)
	if err != nil {
		return LeftConnection{}, err
	}
	if !m.Removed() {
		return LeftConnection{}, recruit.Refused("%s is still in the team and looks after their own Zoom connection.", m.Name)
	}
	c, err := a.Store.ConnectionOf(ctx, owner)
	if errors.Is(err, recruit.ErrNotFound) {
		return LeftConnection{}, recruit.Refused("%s left no Zoom connection behind.", m.Name)
	}
	if err != nil {
		return LeftConnection{}, err
	}
	return a.leftBehind(ctx, c)
}

// BeforeDisconnectLeft is BeforeDisconnect for the connection of a member who
// has left the team.
func (a *Accounts) BeforeDisconnectLeft(ctx context.Context, actor recruit.Member, owner recruit.MemberID) (DisconnectPlan, error) {
	l, err := a.leftOf(ctx, actor, owner)
	return l.DisconnectPlan, err
}

// TakeOverLeft lets an admin answer for the connection of a member who has left,
// so that the meetings that were made through it can still be changed and
// cancelled. It is revoked when none of them is ahead any more.
func (a *Accounts) TakeOverLeft(ctx context.Context, actor recruit.Member, owner recruit.MemberID) (LeftConnection, error) {
	l, err := a.leftOf(ctx, actor, owner)
	if err != nil {
		return l, err
	}
	c := l.Connection
	switch {
	case c.State == recruit.ReauthRequired:
		return l, recruit.Refused("Zoom has ended the access of %s, so there is nothing to take over; revoke it to clear it here.", c.Who())
	case len(l.Upcoming) == 0:
		return l, recruit.Refused("No upcoming interview has its Zoom meeting through %s, so there is no reason to take it over; revoke it.", c.Who())
	}
	c.State, c.LastError, c.KeeperID = recruit.Connected, "", actor.ID
	err = a.Store.SetConnectionState(ctx, c, &recruit.Activity{At: a.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "zoom.taken_over",
		Text: fmt.Sprintf("Took over the Zoom connection of %s (%s) for the upcoming meetings", l.Owner.Name, c.Who())})
	if err != nil {
		return l, err
	}
	return a.leftBehind(ctx, c)
}

// DisconnectLeft is Disconnect for the connection of a member who has left. Until
// Zoom has confirmed it, the tokens are kept, and Zoom is asked again (Settle).
func (a *Accounts) DisconnectLeft(ctx context.Context, actor recruit.Member, owner recruit.MemberID) (DisconnectResult, error) {
	l, err := a.leftOf(ctx, actor, owner)
	if err != nil {
		return DisconnectResult{}, err
	}
	return a.settle(ctx, actor, l)
}

// settle asks Zoom once to revoke the access of someone who has left. What is
// certain not to succeed any more is cleared at once.
func (a *Accounts) settle(ctx context.Context, actor recruit.Member, l LeftConnection) (DisconnectResult, error) {
	c := l.Connection
	if c.State == recruit.ReauthRequired {
		return a.disconnect(ctx, actor, l.DisconnectPlan)
	}
	g := DisconnectResult{DisconnectPlan: l.DisconnectPlan, Confirmed: true}
	if c.State != recruit.Revoking || c.KeeperID != 0 { // decided before it is done
		c.State, c.LastError, c.KeeperID = recruit.Revoking, NotRevokedYet, 0
		if err := a.Store.SetConnectionState(ctx, c, nil); err != nil {
			return g, err
		}
	}
	cause := a.Authorizer.Revoke(ctx, c)
	now := a.Now().UTC()
	line := recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "zoom.disconnected"}
	switch {
	case cause == nil:
		if err := a.end(ctx, actor, l.Shared, "The access of "+l.Owner.Name+" as the same Zoom user was revoked, and Zoom revokes it as a whole."); err != nil {
			return g, err
		}
		line.Text = fmt.Sprintf("Disconnected the Zoom of %s, who has left the team (%s); Zoom confirmed that access is revoked", l.Owner.Name, c.Who())
		return g, a.gone(ctx, c, line)
	case now.Sub(l.Owner.RemovedAt) >= revokeFor:
		g.Confirmed = false
		g.Advice = fmt.Sprintf("Zoom did not confirm within %d days that the access of %s is revoked; the credentials are cleared here. Remove it yourself in Zoom: %s.", int(revokeFor.Hours()/24), c.Who(), AddedApps)
		line.Text = fmt.Sprintf("Cleared the Zoom credentials of %s, who has left the team (%s); Zoom never confirmed that access is revoked", l.Owner.Name, c.Who())
		return g, a.gone(ctx, c, line)
	}
	c.LastError = fmt.Sprintf("Last asked on %s UTC: %s", timeparse.DayTime(now), recruit.Sentence(cause))
	l.Connection, g.Connection, g.Confirmed = c, c, false
	g.Advice = l.Story(func(at time.Time) string { return timeparse.DayTime(at) + " UTC" })
	return g, a.Store.SetConnectionState(ctx, c, nil)
}

// gone deletes a connection; another process may have been faster.
func (a *Accounts) gone(ctx context.Context, c recruit.Connection, line recruit.Activity) error {
	err := a.Store.DeleteConnection(ctx, c.ID, line)
	if errors.Is(err, recruit.ErrNotFound) {
		return nil
	}
	return err
}

// Settle asks Zoom to revoke what has to be revoked of those who have left: what
// it has not confirmed yet, and what was taken over for meetings of which none is
// ahead any more. What nobody has decided about is left to an admin.
func (a *Accounts) Settle(ctx context.Context) error {
	all, err := a.LeftConnections(ctx)
	failed := []error{err}
	for _, l := range all {
		if l.Connection.State == recruit.Revoking || l.Connection.KeeperID != 0 && len(l.Upcoming) == 0 {
			_, err := a.settle(ctx, recruit.Member{Name: "recruitty"}, l)
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// RunSettle settles now and again until ctx ends; failed is told what went wrong.
func (a *Accounts) RunSettle(ctx context.Context, after func(time.Duration) <-chan time.Time, failed func(error)) {
	for ctx.Err() == nil {
		if err := a.Settle(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
		case <-after(revokeEvery):
		}
	}
}
