package recruit_test

import (
	"context"
	"testing"

	"recruitty/recruit"
)

// drawer keeps settings in memory.
type drawer map[string]string

func (d drawer) Setting(_ context.Context, key string) (string, error) { return d[key], nil }
func (d drawer) Secret(_ context.Context, key string) (string, error)  { return d[key], nil }

func (d drawer) SetSetting(_ context.Context, key, value string) error {
	d[key] = value
	return nil
}

func (d drawer) SetSecret(ctx context.Context, key, value string) error {
	return d.SetSetting(ctx, key, value)
}

func TestTwoZoomApps(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	signIn := recruit.ZoomApp{ClientID: "general"}
	server := recruit.ZoomApp{ClientID: "server", Secret: "hush", AccountID: "acme"}
	environment := func(app recruit.ZoomApp) recruit.ZoomApp {
		app.FromEnvironment = true
		return app
	}
	for name, test := range map[string]struct {
		saved        drawer
		env          recruit.Environment
		signIn, acct recruit.ZoomApp
	}{
		"nothing":                             {},
		"an old workspace with a sign-in app": {saved: drawer{recruit.SettingZoomClientID: "general"}, signIn: signIn},
		"an old workspace with a server-to-server app": {
			saved: drawer{recruit.SettingZoomClientID: "server", recruit.SettingZoomSecret: "hush", recruit.SettingZoomAccount: "acme"}, acct: server},
		"both saved": {
			saved: drawer{recruit.SettingZoomClientID: "general", recruit.SettingServerClientID: "server", recruit.SettingServerSecret: "hush",
				recruit.SettingServerAccount: "acme"}, signIn: signIn, acct: server},
		"the environment for sign-ins": {env: recruit.Environment{ZoomClientID: "env", ZoomSecret: "s"},
			saved:  drawer{recruit.SettingZoomClientID: "general", recruit.SettingServerClientID: "server", recruit.SettingServerSecret: "hush", recruit.SettingServerAccount: "acme"},
			signIn: environment(recruit.ZoomApp{ClientID: "env", Secret: "s"}), acct: server},
		"the environment server-to-server": {env: recruit.Environment{ZoomClientID: "env", ZoomSecret: "s", ZoomAccount: "a"},
			saved: drawer{recruit.SettingZoomClientID: "general"}, signIn: signIn, acct: environment(recruit.ZoomApp{ClientID: "env", Secret: "s", AccountID: "a"})},
	} {
		settings := &recruit.Settings{Store: test.saved, Env: test.env}
		if got, err := settings.ZoomApp(ctx); got != test.signIn || err != nil {
			t.Errorf("%s: for sign-ins %+v, %v", name, got, err)
		}
		if got, err := settings.ServerApp(ctx); got != test.acct || err != nil {
			t.Errorf("%s: server-to-server %+v, %v", name, got, err)
		}
	}
}

// Whatever was saved before, a new app has nothing of another one's, and the
// server-to-server app of an old workspace outlives it.
func TestSettingAnAppLeavesNothingOfAnother(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	admin := recruit.Member{ID: 1, Role: recruit.Admin}
	saved := drawer{recruit.SettingZoomClientID: "server", recruit.SettingZoomSecret: "hush", recruit.SettingZoomAccount: "acme"}
	settings := &recruit.Settings{Store: saved}
	for _, app := range []recruit.ZoomApp{{ClientID: "one", Secret: "first"}, {ClientID: "two"}} {
		if err := settings.SetZoomApp(ctx, admin, app); err != nil {
			t.Fatal(err)
		}
		if got, err := settings.ZoomApp(ctx); got != app || err != nil {
			t.Errorf("for sign-ins %+v, %v", got, err)
		}
		if got, err := settings.ServerApp(ctx); got != (recruit.ZoomApp{ClientID: "server", Secret: "hush", AccountID: "acme"}) || err != nil {
			t.Errorf("server-to-server %+v, %v", got, err)
		}
	}
	if saved[recruit.SettingZoomSecret] != "" || saved[recruit.SettingZoomAccount] != "" {
		t.Errorf("left behind: %v", saved)
	}
}
