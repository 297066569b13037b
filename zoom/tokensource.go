package zoom

import (
	"cmp"
	"context"
	"errors"
	"path"
	"slices"
	"time"

	"recruitty/recruit"
)

// Vault keeps the tokens of connections, sealed, hands out the right to refresh
// them, and counts calls.
type Vault interface {
	Tokens(ctx context.Context, id recruit.ConnectionID) (recruit.Tokens, error)
	// RenewTokens stores renewed in place of was; false says that was is not what
	// is stored, because someone connected again meanwhile, and nothing changed.
	RenewTokens(ctx context.Context, id recruit.ConnectionID, was, renewed recruit.Tokens) (bool, error)
	// RefuseTokens notes that was is dead and why, unless something else is
	// stored by now; false says that nothing changed.
	RefuseTokens(ctx context.Context, id recruit.ConnectionID, was recruit.Tokens, trouble string, log recruit.Activity) (bool, error)
	// LeaseRefresh gives owner the sole right to refresh until a moment, unless
	// someone else has it. The same owner may have it again.
	LeaseRefresh(ctx context.Context, id recruit.ConnectionID, owner string, until time.Time) (bool, error)
	// RefreshOwner is who has that right, "" if nobody took it.
	RefreshOwner(ctx context.Context, id recruit.ConnectionID) (string, error)
	ReleaseRefresh(ctx context.Context, id recruit.ConnectionID, owner string) error
	SetConnectionState(ctx context.Context, c recruit.Connection, log *recruit.Activity) error
	Connection(ctx context.Context, id recruit.ConnectionID) (recruit.Connection, error)
	// AddCalls counts creations and updates of a host's meetings.
	AddCalls(ctx context.Context, host string, at time.Time, n int) error
}

const (
	// ahead is how long before its end an access token is renewed; one that
	// ends on the way is renewed when Zoom refuses it.
	ahead = time.Second
	// leaseFor outlasts one request for new tokens, its repetition included.
	leaseFor = 3 * DefaultTimeout
	// glance is how often a process that waits for another's refresh looks.
	glance = 100 * time.Millisecond
)

// tokenSource is the TokenSource of one piece of work through one connection. A
// refresh token works once, so one refresh runs at a time in all goroutines and
// processes (the lease), the new pair is stored before it is used, and who came
// too late uses the winner's.
type tokenSource struct {
	vault Vault
	auth  *Auth
	via   recruit.Connection
	owner string // of this piece of work alone: an owner never waits for itself
	dead  func(process string) bool
	now   recruit.Clock
	after func(time.Duration) <-chan time.Time

	handed recruit.Tokens // what the work goes on with
}

// Token implements TokenSource.
func (k *tokenSource) Token(ctx context.Context) (string, error) {
	t, err := k.vault.Tokens(ctx, k.via.ID)
	if err != nil {
		return "", err
	}
	if t.Access != "" && (t.Expiry.IsZero() || t.Expiry.After(k.now().Add(ahead))) {
		return k.hand(t), nil
	}
	return k.Renew(ctx, t.Access)
}

// hand gives the access token of t out.
func (k *tokenSource) hand(t recruit.Tokens) string {
	k.handed = t
	return t.Access
}

// Renew implements TokenSource.
func (k *tokenSource) Renew(ctx context.Context, stale string) (string, error) {
	for {
		t, err := k.vault.Tokens(ctx, k.via.ID)
		if err != nil {
			return "", err
		}
		if t.Access != "" && t.Access != stale {
			return k.hand(t), nil // someone else was faster
		}
		mine, err := k.vault.LeaseRefresh(ctx, k.via.ID, k.owner, k.now().Add(leaseFor))
		if err != nil {
			return "", err
		}
		if mine {
			return k.refresh(ctx, stale)
		}
		if err := k.buryDead(ctx); err != nil {
			return "", err
		}
		select {
		case <-ctx.Done():
			return "", &Error{Kind: ErrLater, Message: "Another recruitty is still renewing the access to Zoom; this will be tried again.", Cause: ctx.Err()}
		case <-k.after(glance):
		}
	}
}

// buryDead takes the right to refresh from a process that is known to have
// ended, so that nobody has to wait for it.
func (k *tokenSource) buryDead(ctx context.Context) error {
	owner, err := k.vault.RefreshOwner(ctx, k.via.ID)
	if err != nil || owner == "" {
		return err
	}
	if process, _ := path.Split(owner); !k.dead(path.Clean(process)) {
		return nil
	}
	return k.vault.ReleaseRefresh(ctx, k.via.ID, owner)
}

// refresh trades the refresh token for a new pair. The lease is held.
func (k *tokenSource) refresh(ctx context.Context, stale string) (string, error) {
	// Whatever becomes of ctx, a pair that Zoom has handed out must be stored:
	// there will not be another.
	safe := context.WithoutCancel(ctx)
	defer func() { _ = k.vault.ReleaseRefresh(safe, k.via.ID, k.owner) }()
	t, err := k.vault.Tokens(safe, k.via.ID)
	if err != nil {
		return "", err
	}
	if t.Access != "" && t.Access != stale {
		return k.hand(t), nil
	}
	switch c, err := k.vault.Connection(safe, k.via.ID); {
	case err != nil:
		return "", err
	case c.Over():
		// Who had the lease before has heard it, and nobody asks in vain again.
		return "", &Error{Kind: ErrReconnect, Message: c.LastError}
	}
	g, err := k.ask(safe, t)
	if errors.Is(err, ErrLost) {
		// Harmless if it did not arrive, and if it did the answer says so.
		if g, err = k.ask(safe, t); errors.Is(err, ErrReconnect) {
			err = &Error{Kind: ErrReconnect, Cause: err,
				Message: "Zoom's answer was lost while access was renewed, and Zoom gives each answer only once. Connect again; what is not sent yet is kept."}
		}
	}
	switch {
	case errors.Is(err, ErrReconnect):
		return k.refused(safe, t, err)
	case errors.Is(err, ErrLost):
		// No failed call: nothing was created or changed by it.
		return "", &Error{Kind: ErrLater, Message: "Zoom did not answer while access was renewed; this will be tried again.", Cause: err}
	case err != nil:
		return "", err
	}
	renewed := g.Tokens
	renewed.Refresh = cmp.Or(renewed.Refresh, t.Refresh)
	stored, err := k.vault.RenewTokens(safe, k.via.ID, t, renewed)
	switch {
	case err != nil:
		return "", err
	case !stored:
		return k.again(safe)
	}
	return k.hand(renewed), k.noteScopes(safe, g.Scopes)
}

func (k *tokenSource) ask(ctx context.Context, t recruit.Tokens) (recruit.Grant, error) {
	if k.via.Kind == recruit.ServerToServer {
		return k.auth.ServerToServer(ctx)
	}
	return k.auth.Refresh(ctx, t.Refresh)
}

// refused goes on after Zoom found t dead: with what a new sign-in stored
// meanwhile, or not at all. Settings then shows Reconnect (R3), and nobody asks
// in vain again.
func (k *tokenSource) refused(ctx context.Context, t recruit.Tokens, err error) (string, error) {
	noted, noteErr := k.retire(ctx, t, err)
	switch {
	case noteErr != nil:
		return "", errors.Join(err, noteErr)
	case noted:
		return "", err
	}
	return k.again(ctx)
}

// retire notes that Zoom found t dead; false says that t is not in use any more.
func (k *tokenSource) retire(ctx context.Context, t recruit.Tokens, err error) (bool, error) {
	trouble := err.Error()
	if z := (*Error)(nil); errors.As(err, &z) {
		trouble = z.Message
	}
	who := k.via.UserEmail
	if who == "" {
		who = k.via.UserName
	}
	return k.vault.RefuseTokens(ctx, k.via.ID, t, trouble, recruit.Activity{At: k.now().UTC(), Actor: "recruitty", Action: "zoom.reconnect",
		Text: "Zoom does not accept the access of " + who + " any more; it has to be connected again"})
}

// again hands out what a new sign-in stored while this one was renewed.
func (k *tokenSource) again(ctx context.Context) (string, error) {
	t, err := k.vault.Tokens(ctx, k.via.ID)
	return k.hand(t), err
}

// noteScopes keeps the permissions in step with what Zoom now grants: they can
// change at any renewal.
func (k *tokenSource) noteScopes(ctx context.Context, granted []string) error {
	if granted == nil || sameScopes(granted, k.via.Scopes) {
		return nil
	}
	c, err := k.vault.Connection(ctx, k.via.ID)
	if err != nil || sameScopes(granted, c.Scopes) {
		return err
	}
	c.Scopes = granted
	return k.vault.SetConnectionState(ctx, c, nil)
}

// sameScopes compares without regard to the order, which means nothing.
func sameScopes(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
