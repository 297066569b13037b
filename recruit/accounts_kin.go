package recruit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kin is a connection of the same Zoom user through the same app as another
// one. Zoom keeps one live sign-in for each user and app: a new one ends the one
// before (error 4741), and revoking one revokes the access of all.
type Kin struct {
	Connection Connection
	Owner      string // the member's name, "" for the workspace
}

// Whose names a connection: "Dana Ortiz' connection".
func (k Kin) Whose() string {
	if k.Connection.OwnerID == 0 {
		return "the workspace's connection"
	}
	return "the connection of " + k.Owner
}

// kin lists the live connections, besides those of an owner, of the Zoom user
// with an id.
func (a *Accounts) kin(ctx context.Context, user string, besides MemberID) ([]Kin, error) {
	if user == "" {
		return nil, nil // Zoom may not say who it is
	}
	all, err := a.Store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	var out []Kin
	for _, c := range all {
		if c.UserID != user || c.OwnerID == besides || c.Kind == ServerToServer || c.State != Connected {
			continue
		}
		k := Kin{Connection: c}
		if c.OwnerID != 0 {
			m, err := a.Store.Member(ctx, c.OwnerID)
			if err != nil && !aboutOne(ctx, err) {
				return nil, err
			}
			if k.Owner = m.Name; k.Owner == "" {
				k.Owner = fmt.Sprintf("member %d", c.OwnerID) // the connection matters, whoever cannot be read
			}
		}
		out = append(out, k)
	}
	return out, nil
}

// OtherSignIns lists the live sign-ins of others: each of their Zoom users who
// signs in once more ends the connection that is there.
func (a *Accounts) OtherSignIns(ctx context.Context, actor Member) ([]Kin, error) {
	if err := Allow(actor, ToConnect); err != nil {
		return nil, err
	}
	all, err := a.Store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	var out []Kin
	for _, c := range all {
		same, err := a.kin(ctx, c.UserID, actor.ID)
		if err != nil {
			return nil, err
		}
		for _, k := range same {
			if k.Connection.ID == c.ID {
				out = append(out, k)
			}
		}
	}
	return out, nil
}

// OneSignIn warns of signing in as somebody who is connected already; "" when
// nobody else is.
func OneSignIn(others []Kin) string {
	switch {
	case len(others) == 0:
		return ""
	case len(others) == 1 && others[0].Connection.UserEmail != "":
		return fmt.Sprintf("Zoom keeps one sign-in for each user and app: as %s you would end %s.", others[0].Connection.UserEmail, others[0].Whose())
	}
	return "Zoom keeps one sign-in for each user and app: sign in as yourself; as a colleague you would end their connection."
}

// end notes that connections are over at Zoom, so that they show Reconnect
// instead of failing later.
func (a *Accounts) end(ctx context.Context, actor Member, over []Kin, trouble string) error {
	var failed []error
	for _, k := range over {
		c := k.Connection
		c.State, c.Trouble = ReconnectNow, trouble
		err := a.Store.SetConnectionState(ctx, c, &Activity{At: a.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "zoom.reconnect",
			Text: fmt.Sprintf("%s to Zoom (%s) ended: %s", capital(k.Whose()), c.who(), trouble)})
		if err != nil && !errors.Is(err, ErrNotFound) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// owners says whose connections they are: "the workspace's connection and the
// connection of Dana Ortiz".
func owners(all []Kin) string {
	var names []string
	for _, k := range all {
		names = append(names, k.Whose())
	}
	return strings.Join(names, " and ")
}

// Arrival is what is to be known of a grant before a connection is made of it.
type Arrival struct {
	Account Account // zero when Zoom may not say whose it is
	Lacks   []Need  // required permissions that are missing
	// Ended are other people's connections, and the workspace's, that Zoom has
	// ended by this sign-in.
	Ended []Kin
	// Replaces is the actor's own connection to another Zoom user; its access is
	// revoked and Upcoming, whose meetings belong to that user, can no longer be
	// changed from here. Its ID is 0 when there is none.
	Replaces Connection
	Upcoming []InterviewSummary
}

// Arrive looks at a grant before Finish.
func (a *Accounts) Arrive(ctx context.Context, actor Member, g Grant) (Arrival, error) {
	out := Arrival{Lacks: a.Lacks(g)}
	if err := Allow(actor, ToConnect); err != nil {
		return out, err
	}
	var err error
	if out.Account, err = a.Authoriser.Account(ctx, g); err != nil && !errors.Is(err, ErrScope) {
		return out, err
	}
	if out.Ended, err = a.kin(ctx, out.Account.UserID, actor.ID); err != nil {
		return out, err
	}
	own, err := a.Store.ConnectionOf(ctx, actor.ID)
	switch {
	case errors.Is(err, ErrNotFound), err == nil && (own.UserID == out.Account.UserID || own.UserID == "" || out.Account.UserID == ""):
		return out, nil
	case err != nil:
		return out, err
	}
	f, err := a.farewell(ctx, own)
	out.Replaces, out.Upcoming = own, f.Upcoming
	return out, err
}

// part revokes the access of a connection that another one takes the place of,
// and says how that went; "" when there is nothing to part with.
func (a *Accounts) part(ctx context.Context, owner MemberID, account Account) (string, error) {
	old, err := a.Store.ConnectionOf(ctx, owner)
	switch {
	case errors.Is(err, ErrNotFound), err == nil && old.UserID == account.UserID:
		return "", nil
	case err != nil:
		return "", err
	}
	err = a.Authoriser.Revoke(ctx, old)
	if old.Kind == ServerToServer {
		if err := keepServerApp(ctx, a.Store, ZoomApp{}); err != nil {
			return "", err
		}
	}
	if err != nil {
		return fmt.Sprintf("Zoom did not confirm that the earlier access of %s is revoked; remove it by hand in Zoom: %s.", old.who(), AddedApps), nil
	}
	return fmt.Sprintf("Zoom confirmed that the earlier access of %s is revoked.", old.who()), nil
}

// discardFor is how long giving a grant back may take.
const discardFor = 20 * time.Second

// Discarded is how giving back a grant went of which no connection was made.
type Discarded struct {
	Confirmed bool
	Said      string // for people
}

// Discard gives a grant back that is not wanted after all: Zoom would keep the
// access otherwise, although nobody here holds it. It is done although ctx may
// be over, and its outcome is never an error of what came before.
func (a *Accounts) Discard(ctx context.Context, actor Member, g Grant) Discarded {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), discardFor)
	defer cancel()
	account, _ := a.Authoriser.Account(ctx, g) // best effort: it may be what was not granted
	d := Discarded{Said: "Nothing was connected, but Zoom did not confirm that the access is taken back; remove it by hand in Zoom: " + AddedApps + "."}
	if a.Authoriser.Discard(ctx, g) == nil {
		d = Discarded{Confirmed: true, Said: "Nothing was connected, and Zoom confirmed that the access is taken back."}
	}
	const nobody = -1
	over, err := a.kin(ctx, account.UserID, nobody)
	if err == nil && len(over) > 0 {
		err = a.end(ctx, actor, over, "Zoom keeps one sign-in for each user; a later one, which was not kept, ended this one.")
	}
	if err == nil && len(over) > 0 {
		d.Said += " The sign-in ended " + owners(over) + ", which has to be connected again."
	}
	return d
}
