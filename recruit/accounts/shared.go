package accounts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// SharedSignIn is a connection of the same Zoom user through the same app as another
// one. Zoom keeps one live sign-in for each user and app: a new one ends the one
// before (error 4741), and revoking one revokes the access of all.
type SharedSignIn struct {
	Connection recruit.Connection
	Owner      string // the member's name, "" for the workspace
}

// Whose names a connection: "Dana Ortiz' connection".
func (k SharedSignIn) Whose() string {
	if k.Connection.OwnerID == 0 {
		return "the workspace's connection"
	}
	return "the connection of " + k.Owner
}

// EndsToo says that this connection ends with another one.
func (k SharedSignIn) EndsToo() string {
	return "Zoom revokes the access of a user as a whole: this ends " + k.Whose() + " too."
}

// sharing lists the live connections, besides those of an owner, of the Zoom user
// with an id.
func (a *Accounts) sharing(ctx context.Context, user string, besides recruit.MemberID) ([]SharedSignIn, error) {
	if user == "" {
		return nil, nil // Zoom may not say who it is
	}
	all, err := a.Store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	var out []SharedSignIn
	for _, c := range all {
		if c.UserID != user || c.OwnerID == besides || c.Kind == recruit.ServerToServer || c.State != recruit.Connected {
			continue
		}
		k := SharedSignIn{Connection: c}
		if c.OwnerID != 0 {
			m, err := a.Store.Member(ctx, c.OwnerID)
			if err != nil && !recruit.AboutOne(ctx, err) {
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
func (a *Accounts) OtherSignIns(ctx context.Context, actor recruit.Member) ([]SharedSignIn, error) {
	if err := recruit.Allow(actor, recruit.ToConnect); err != nil {
		return nil, err
	}
	all, err := a.Store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	var out []SharedSignIn
	for _, c := range all {
		same, err := a.sharing(ctx, c.UserID, actor.ID)
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

// SharedSignInWarning warns of signing in as someone who is connected already; "" when
// nobody else is.
func SharedSignInWarning(others []SharedSignIn) string {
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
func (a *Accounts) end(ctx context.Context, actor recruit.Member, over []SharedSignIn, trouble string) error {
	var failed []error
	for _, k := range over {
		c := k.Connection
		c.State, c.LastError = recruit.ReauthRequired, trouble
		err := a.Store.SetConnectionState(ctx, c, &recruit.Activity{At: a.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "zoom.reconnect",
			Text: fmt.Sprintf("%s to Zoom (%s) ended: %s", recruit.Capital(k.Whose()), c.Who(), trouble)})
		if err != nil && !errors.Is(err, recruit.ErrNotFound) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// owners says whose connections they are: "the workspace's connection and the
// connection of Dana Ortiz".
func owners(all []SharedSignIn) string {
	var names []string
	for _, k := range all {
		names = append(names, k.Whose())
	}
	return strings.Join(names, " and ")
}

// GrantReview is what is to be known of a grant before a connection is made of it.
type GrantReview struct {
	Account recruit.Account // zero when Zoom may not say whose it is
	// Ended are the connections, of others or of the workspace, that Zoom has ended
	// by this sign-in.
	Ended []SharedSignIn
	// Replaces is the connection that stood here to another Zoom user; its access is
	// revoked and Upcoming, whose meetings belong to that user, can no longer be
	// changed from here. Its ID is 0 when there is none.
	Replaces recruit.Connection
	Upcoming []recruit.InterviewSummary
}

// ReviewGrant looks at a grant before Finish or, with whole, FinishForWorkspace.
func (a *Accounts) ReviewGrant(ctx context.Context, actor recruit.Member, g recruit.Grant, whole bool) (GrantReview, error) {
	var out GrantReview
	owner := actor.ID
	if err := recruit.Allow(actor, recruit.ToConnect); err != nil {
		return out, err
	}
	if whole {
		owner = 0
		if err := forWhole(actor, g); err != nil {
			return out, err
		}
	}
	var err error
	if out.Account, err = a.Authorizer.Account(ctx, g); err != nil && !errors.Is(err, recruit.ErrScope) {
		return out, err
	}
	if out.Ended, err = a.sharing(ctx, out.Account.UserID, owner); err != nil {
		return out, err
	}
	if whole { // the own connection gives way to the workspace's, which reaches the same meetings
		out.Ended = slices.DeleteFunc(out.Ended, func(k SharedSignIn) bool { return k.Connection.OwnerID == actor.ID })
	}
	own, err := a.Store.ConnectionOf(ctx, owner)
	switch {
	case errors.Is(err, recruit.ErrNotFound), err == nil && (own.UserID == out.Account.UserID || own.UserID == "" || out.Account.UserID == ""):
		return out, nil
	case err != nil:
		return out, err
	}
	f, err := a.disconnectPlan(ctx, own)
	out.Replaces, out.Upcoming = own, f.Upcoming
	return out, err
}

// Endings says what ends by a connection that is made of the grant.
func (r GrantReview) Endings() []string {
	var out []string
	now := recruit.Connection{UserEmail: r.Account.Email, UserName: r.Account.Name}.Who()
	for _, k := range r.Ended {
		words := "Zoom keeps one sign-in for each user and app. You signed in as " + now + ", which ended " + k.Whose() + "."
		if k.Connection.OwnerID == 0 {
			words += " Connect for the whole workspace to renew it."
		}
		out = append(out, words)
	}
	if old := r.Replaces; old.ID != 0 {
		words := "You were connected as " + old.Who()
		if old.OwnerID == 0 {
			words = "The workspace was connected as " + old.Who()
		}
		words += " and you signed in as " + now + ". The earlier access is revoked at Zoom."
		switch n := len(r.Upcoming); {
		case n == 1:
			words += " The meeting of 1 upcoming interview belongs to the earlier user and can no longer be changed from here."
		case n > 1:
			words += fmt.Sprintf(" The meetings of %d upcoming interviews belong to the earlier user and can no longer be changed from here.", n)
		}
		out = append(out, words)
	}
	return out
}

// ConnectQuestions are what a person is asked before a connection is made of what
// they granted. An error is a no.
type ConnectQuestions interface {
	// Without asks whether to go on without permissions that are needed (R3).
	Without(ctx context.Context, lacks []recruit.Permission) error
	// Whole asks whether it is for the whole workspace; choice is false when the
	// grant and the person's rights leave them none.
	Whole(ctx context.Context, choice bool) (bool, error)
	// Ending asks whether to go on with what ends by it.
	Ending(ctx context.Context, sentences []string) error
	// Tell says how something went.
	Tell(sentence string)
}

// Connect makes a connection of a grant once the person has agreed to all that
// follows from it. When none comes of it, the access is given back: Zoom would keep
// it otherwise.
func Connect(ctx context.Context, a *Accounts, actor recruit.Member, g recruit.Grant, ask ConnectQuestions) (ZoomStatus, error) {
	st, err := a.connect(ctx, actor, g, ask)
	if err != nil && st.Connection.ID == 0 {
		ask.Tell(a.RevokeGrant(ctx, actor, g).Message)
	}
	if err == nil {
		for _, note := range st.Notes {
			ask.Tell(note)
		}
	}
	return st, err
}

func (a *Accounts) connect(ctx context.Context, actor recruit.Member, g recruit.Grant, ask ConnectQuestions) (ZoomStatus, error) {
	if lacks := a.MissingScopes(g); len(lacks) > 0 {
		if err := ask.Without(ctx, lacks); err != nil {
			return ZoomStatus{}, err
		}
	}
	whole, err := ask.Whole(ctx, MayBeWhole(actor, g))
	if err != nil {
		return ZoomStatus{}, err
	}
	arrival, err := a.ReviewGrant(ctx, actor, g, whole)
	if err != nil {
		return ZoomStatus{}, err
	}
	if ends := arrival.Endings(); len(ends) > 0 {
		if err := ask.Ending(ctx, ends); err != nil {
			return ZoomStatus{}, err
		}
	}
	if whole {
		return a.FinishForWorkspace(ctx, actor, g)
	}
	return a.Finish(ctx, actor, g)
}

// MayBeWhole reports whether a member may choose that a grant serves the whole
// workspace.
func MayBeWhole(actor recruit.Member, g recruit.Grant) bool { return forWhole(actor, g) == nil }

// forWhole is nil when a member may make a grant serve the whole workspace.
func forWhole(actor recruit.Member, g recruit.Grant) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	if !g.AccountWide {
		return recruit.Refused("This access covers only the meetings of the person who granted it; for the whole workspace the Zoom app has to be admin-managed, with the :admin permissions.")
	}
	return nil
}

// part revokes the access of a connection that another one takes the place of,
// and says how that went; "" when there is nothing to part with.
func (a *Accounts) part(ctx context.Context, owner recruit.MemberID, account recruit.Account) (string, error) {
	old, err := a.Store.ConnectionOf(ctx, owner)
	switch {
	case errors.Is(err, recruit.ErrNotFound), err == nil && old.UserID == account.UserID:
		return "", nil
	case err != nil:
		return "", err
	}
	err = a.Authorizer.Revoke(ctx, old)
	if old.Kind == recruit.ServerToServer {
		if err := recruit.KeepServerApp(ctx, a.Store, recruit.ZoomApp{}); err != nil {
			return "", err
		}
	}
	if err != nil {
		return fmt.Sprintf("Zoom did not confirm that the earlier access of %s is revoked; remove it yourself in Zoom: %s.", old.Who(), AddedApps), nil
	}
	return fmt.Sprintf("Zoom confirmed that the earlier access of %s is revoked.", old.Who()), nil
}

// revokeTimeout is how long giving a grant back may take.
const revokeTimeout = 20 * time.Second

// RevokeResult is how giving back a grant went of which no connection was made.
type RevokeResult struct {
	Confirmed bool
	Message   string // for people
}

// RevokeGrant gives a grant back that is not wanted after all: Zoom would keep the
// access otherwise, although nobody here holds it. It is done although ctx may
// be over, and its outcome is never an error of what came before.
func (a *Accounts) RevokeGrant(ctx context.Context, actor recruit.Member, g recruit.Grant) RevokeResult {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeTimeout)
	defer cancel()
	account, _ := a.Authorizer.Account(ctx, g) // best effort: it may be what was not granted
	d := RevokeResult{Message: "Nothing was connected, but Zoom did not confirm that the access was revoked; remove it yourself in Zoom: " + AddedApps + "."}
	if a.Authorizer.RevokeGrant(ctx, g) == nil {
		d = RevokeResult{Confirmed: true, Message: "Nothing was connected, and Zoom confirmed that access has been revoked."}
	}
	const nobody = -1
	over, err := a.sharing(ctx, account.UserID, nobody)
	if err == nil && len(over) > 0 {
		err = a.end(ctx, actor, over, "Zoom keeps one sign-in for each user; a later one, which was not saved, ended this one.")
	}
	if err == nil && len(over) > 0 {
		d.Message += " The sign-in ended " + owners(over) + ", which has to be connected again."
	}
	return d
}
