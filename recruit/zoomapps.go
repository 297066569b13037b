package recruit

import (
	"context"
	"errors"
)

// ZoomApp is an app that an organisation registered with Zoom. There are two
// sorts, which stand side by side: one for sign-ins, whose client id people are
// led to Zoom's page with, and a server-to-server app, which has an account id.
type ZoomApp struct {
	ClientID, Secret, AccountID string
	FromEnvironment             bool
}

// ZoomApp returns the app for sign-ins, that of the environment before the
// saved one. An environment that names an account sets the other sort.
func (s *Settings) ZoomApp(ctx context.Context) (ZoomApp, error) {
	if s.Env.ZoomClientID != "" && s.Env.ZoomAccount == "" {
		return ZoomApp{ClientID: s.Env.ZoomClientID, Secret: s.Env.ZoomSecret, FromEnvironment: true}, nil
	}
	app, err := earlierApp(ctx, s.Store)
	if app.AccountID != "" {
		app = ZoomApp{}
	}
	return app, err
}

// ServerApp returns the server-to-server app, that of the environment before the
// saved one.
func (s *Settings) ServerApp(ctx context.Context) (ZoomApp, error) {
	if s.Env.ZoomClientID != "" && s.Env.ZoomAccount != "" {
		return ZoomApp{ClientID: s.Env.ZoomClientID, Secret: s.Env.ZoomSecret, AccountID: s.Env.ZoomAccount, FromEnvironment: true}, nil
	}
	app, err := appUnder(ctx, s.Store, SettingServerClientID, SettingServerSecret, SettingServerAccount)
	if err != nil || app.AccountID != "" {
		return app, err
	}
	if app, err = earlierApp(ctx, s.Store); app.AccountID == "" {
		app = ZoomApp{}
	}
	return app, err
}

// SetZoomApp saves the app for sign-ins: its client id, and the secret of a
// confidential client. Nothing of the app before remains.
func (s *Settings) SetZoomApp(ctx context.Context, actor Member, app ZoomApp) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	var err error
	if app.ClientID, err = CleanLine("client_id", "client ID", app.ClientID, 200); err != nil {
		return err
	}
	if err := moveServerApp(ctx, s.Store); err != nil {
		return err
	}
	was, err := earlierApp(ctx, s.Store)
	if err != nil {
		return err
	}
	// The secret first: never is one app's secret saved beside another's id.
	err = errors.Join(
		s.Store.SetSecret(ctx, SettingZoomSecret, ""),
		s.Store.SetSetting(ctx, SettingZoomAccount, ""),
		s.Store.SetSetting(ctx, SettingZoomClientID, app.ClientID),
		s.Store.SetSecret(ctx, SettingZoomSecret, app.Secret),
	)
	if err != nil {
		return err
	}
	return LogSettings(ctx, s, actor, "settings.changed", "Changed the app for sign-ins to Zoom", Difference("Client ID", was.ClientID, app.ClientID), DifferenceSecret("Client secret", was.Secret, app.Secret))
}

// earlierApp is what stands under the keys of the app for sign-ins. In old
// workspaces, which had one app, a server-to-server app stands there.
func earlierApp(ctx context.Context, store SettingsStore) (ZoomApp, error) {
	return appUnder(ctx, store, SettingZoomClientID, SettingZoomSecret, SettingZoomAccount)
}

func appUnder(ctx context.Context, store SettingsStore, client, secret, account string) (ZoomApp, error) {
	var app ZoomApp
	var err error
	if app.ClientID, err = store.Setting(ctx, client); err != nil {
		return app, err
	}
	if app.AccountID, err = store.Setting(ctx, account); err != nil {
		return app, err
	}
	app.Secret, err = store.Secret(ctx, secret)
	return app, err
}

// moveServerApp brings a server-to-server app of an old workspace to the keys of
// its own, before the ones that it stands under are written.
func moveServerApp(ctx context.Context, store SettingsStore) error {
	app, err := earlierApp(ctx, store)
	if err != nil || app.AccountID == "" {
		return err
	}
	if newer, err := store.Setting(ctx, SettingServerAccount); err != nil || newer != "" {
		return err
	}
	return KeepServerApp(ctx, store, app)
}

// KeepServerApp saves the server-to-server app; an empty one wipes it. An old
// workspace's copy goes.
func KeepServerApp(ctx context.Context, store SettingsStore, app ZoomApp) error {
	earlier, err := store.Setting(ctx, SettingZoomAccount)
	if err != nil {
		return err
	}
	err = errors.Join(
		store.SetSecret(ctx, SettingServerSecret, app.Secret),
		store.SetSetting(ctx, SettingServerClientID, app.ClientID),
		store.SetSetting(ctx, SettingServerAccount, app.AccountID),
	)
	if err != nil || earlier == "" {
		return err
	}
	return errors.Join(
		store.SetSecret(ctx, SettingZoomSecret, ""),
		store.SetSetting(ctx, SettingZoomAccount, ""),
		store.SetSetting(ctx, SettingZoomClientID, ""),
	)
}
