package zoom

import (
	"context"
	"errors"
	"time"

	"recruitty/recruit"
)

// Vault keeps the tokens of connections, sealed, and hands out the right to
// refresh them.
type Vault interface {
	Tokens(ctx context.Context, id recruit.ConnectionID) (recruit.Tokens, error)
	SaveTokens(ctx context.Context, id recruit.ConnectionID, t recruit.Tokens) error
	// LeaseRefresh gives owner the sole right to refresh until a moment, unless
	// somebody else has it.
	LeaseRefresh(ctx context.Context, id recruit.ConnectionID, owner string, until time.Time) (bool, error)
	ReleaseRefresh(ctx context.Context, id recruit.ConnectionID, owner string) error
	SetConnectionState(ctx context.Context, c recruit.Connection, log *recruit.Activity) error
	Connection(ctx context.Context, id recruit.ConnectionID) (recruit.Connection, error)
}

const (
	// ahead is how long before its end an access token is renewed; one that
	// ends on the way is renewed when Zoom refuses it.
	ahead = 5 * time.Second
	// leaseFor outlasts one request for new tokens, its repetition included.
	leaseFor = 3 * DefaultTimeout
	// glance is how often a process that waits for another's refresh looks.
	glance = 100 * time.Millisecond
)

// keeper is the TokenSource of one connection. A refresh token works once, so
// one refresh runs at a time in all processes (the lease), the new pair is
// stored before it is used, and who came too late uses the winner's.
type keeper struct {
	vault Vault
	auth  *Auth
	via   recruit.Connection
	owner string
	now   recruit.Clock
	after func(time.Duration) <-chan time.Time
}

// Token implements TokenSource.
func (k *keeper) Token(ctx context.Context) (string, error) {
	t, err := k.vault.Tokens(ctx, k.via.ID)
	if err != nil {
		return "", err
	}
	if t.Access != "" && (t.Expiry.IsZero() || t.Expiry.After(k.now().Add(ahead))) {
		return t.Access, nil
	}
	return k.Renew(ctx, t.Access)
}

// Renew implements TokenSource.
func (k *keeper) Renew(ctx context.Context, stale string) (string, error) {
	for {
		t, err := k.vault.Tokens(ctx, k.via.ID)
		if err != nil {
			return "", err
		}
		if t.Access != "" && t.Access != stale {
			return t.Access, nil // somebody else was faster
		}
		mine, err := k.vault.LeaseRefresh(ctx, k.via.ID, k.owner, k.now().Add(leaseFor))
		if err != nil {
			return "", err
		}
		if mine {
			return k.refresh(ctx, stale)
		}
		select {
		case <-ctx.Done():
			return "", &Error{Kind: ErrLater, Message: "Another recruitty is still renewing the access to Zoom; this is tried again.", Cause: ctx.Err()}
		case <-k.after(glance):
		}
	}
}

// refresh trades the refresh token for a new pair. The lease is held.
func (k *keeper) refresh(ctx context.Context, stale string) (string, error) {
	// Whatever becomes of ctx, a pair that Zoom has handed out must be stored:
	// there will not be another.
	safe := context.WithoutCancel(ctx)
	defer func() { _ = k.vault.ReleaseRefresh(safe, k.via.ID, k.owner) }()
	t, err := k.vault.Tokens(safe, k.via.ID)
	if err != nil {
		return "", err
	}
	if t.Access != "" && t.Access != stale {
		return t.Access, nil
	}
	g, err := k.ask(safe, t)
	if errors.Is(err, ErrLost) {
		// Harmless if it did not arrive, and if it did the answer says so.
		g, err = k.ask(safe, t)
	}
	if err != nil {
		return "", k.explain(safe, err)
	}
	if g.RefreshToken == "" {
		g.RefreshToken = t.Refresh
	}
	err = k.vault.SaveTokens(safe, k.via.ID, recruit.Tokens{Access: g.AccessToken, Refresh: g.RefreshToken, Expiry: g.Expiry})
	return g.AccessToken, err
}

func (k *keeper) ask(ctx context.Context, t recruit.Tokens) (Grant, error) {
	if k.via.Kind == recruit.ServerToServer {
		return k.auth.ServerToServer(ctx)
	}
	return k.auth.Refresh(ctx, t.Refresh)
}

// explain notes dead credentials in the connection, so that Settings shows
// Reconnect (R3) and nobody asks in vain again. A lost answer is no failed
// call: nothing was created or changed by it.
func (k *keeper) explain(ctx context.Context, err error) error {
	var z *Error
	switch {
	case errors.Is(err, ErrReconnect) && errors.As(err, &z):
		c, readErr := k.vault.Connection(ctx, k.via.ID)
		if readErr != nil {
			return errors.Join(err, readErr)
		}
		c.State, c.Trouble = recruit.ReconnectNow, z.Message
		line := recruit.Activity{At: k.now().UTC(), Actor: "recruitty", Action: "zoom.reconnect",
			Text: "Zoom does not accept the access of " + c.UserEmail + " any more; it has to be connected again"}
		return errors.Join(err, k.vault.SetConnectionState(ctx, c, &line))
	case errors.Is(err, ErrLost):
		return &Error{Kind: ErrLater, Message: "Zoom did not answer while access was renewed; this is tried again.", Cause: err}
	}
	return err
}
