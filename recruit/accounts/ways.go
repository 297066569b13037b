package accounts

import (
	"context"
	"errors"

	"recruitty/recruit"
)

// BeginDevice starts an authorisation by a code that is typed on any device.
// ErrUnsupported means that the registered app may not be connected in this
// way; Begin with a pasted address works always.
func (a *Accounts) BeginDevice(ctx context.Context, actor recruit.Member) (recruit.DeviceSignIn, error) {
	if err := recruit.Allow(actor, recruit.ToConnect); err != nil {
		return nil, err
	}
	if err := a.Authorizer.Configured(ctx); err != nil {
		return nil, err
	}
	return a.Authorizer.BeginDevice(ctx)
}

// ConnectServerToServer connects the whole workspace with an administrator's
// server-to-server app (account id, client id and secret), which is saved once
// Zoom has accepted it; an empty app means the one that is set already. There
// is no Zoom user behind it: each organiser's own Zoom user hosts.
func (a *Accounts) ConnectServerToServer(ctx context.Context, actor recruit.Member, app recruit.ZoomApp) (ZoomStatus, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return ZoomStatus{}, err
	}
	typed := app != (recruit.ZoomApp{})
	if typed {
		var err error
		if app, err = cleanServerApp(app); err != nil {
			return ZoomStatus{}, err
		}
	}
	g, account, err := a.Authorizer.ServerToServer(ctx, app)
	if err != nil {
		return ZoomStatus{}, err
	}
	if typed {
		if err := recruit.KeepServerApp(ctx, a.Store, app); err != nil {
			return ZoomStatus{}, err
		}
	}
	return a.save(ctx, actor, recruit.Connection{Kind: recruit.ServerToServer, Scopes: g.Scopes}, account, g.Tokens)
}

// cleanServerApp checks what an administrator typed.
func cleanServerApp(app recruit.ZoomApp) (recruit.ZoomApp, error) {
	for _, field := range []struct {
		name, called string
		value        *string
	}{
		{"account_id", "account ID", &app.AccountID}, {"client_id", "client ID", &app.ClientID}, {"secret", "client secret", &app.Secret},
	} {
		cleaned, err := recruit.CleanLine(field.name, field.called, *field.value, 200)
		if err != nil {
			return app, err
		}
		if cleaned == "" {
			return app, recruit.Invalid(field.name, "The %s is missing; Zoom shows it on the server-to-server app's page.", field.called)
		}
		*field.value = cleaned
	}
	return app, nil
}

// WorkspaceConnection returns the connection that serves everybody;
// ErrNotFound when there is none.
func (a *Accounts) WorkspaceConnection(ctx context.Context) (recruit.Connection, error) {
	return a.Store.ConnectionOf(ctx, 0)
}

// BeforeDisconnectWorkspace is BeforeDisconnect for the connection that serves
// everybody; an admin's decision.
func (a *Accounts) BeforeDisconnectWorkspace(ctx context.Context, actor recruit.Member) (DisconnectPlan, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return DisconnectPlan{}, err
	}
	c, err := a.Store.ConnectionOf(ctx, 0)
	if errors.Is(err, recruit.ErrNotFound) {
		return DisconnectPlan{}, recruit.Refused("The workspace has no Zoom connection of its own, so there is nothing to disconnect.")
	}
	if err != nil {
		return DisconnectPlan{}, err
	}
	return a.disconnectPlan(ctx, c)
}

// DisconnectWorkspace is Disconnect for the connection that serves everybody,
// also where the admin has an own one.
func (a *Accounts) DisconnectWorkspace(ctx context.Context, actor recruit.Member) (DisconnectResult, error) {
	f, err := a.BeforeDisconnectWorkspace(ctx, actor)
	if err != nil {
		return DisconnectResult{}, err
	}
	return a.disconnect(ctx, actor, f)
}

// What is said before Zoom is asked, and of a grant that lacks something; the
// permissions follow.
const (
	AsksFor       = "recruitty asks Zoom for permission to:"
	NotAllGranted = "Zoom did not grant everything that was asked for:"
)
