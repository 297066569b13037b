package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestConnections(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	tokens := recruit.Tokens{Access: "access-secret", Refresh: "refresh-secret", Expiry: now.Add(time.Hour)}
	c, err := w.SaveConnection(w.ctx, recruit.Connection{OwnerID: w.member.ID, Kind: recruit.UserApp, State: recruit.Connected, UserID: "u1",
		UserEmail: "z@acme.example", Plan: recruit.PlanBasic, Scopes: []string{"meeting:write:meeting"}}, tokens, w.line("zoom.connected", "Connected"))
	must(t, err)
	if got, err := w.Tokens(w.ctx, c.ID); err != nil || got.Access != tokens.Access || got.Refresh != tokens.Refresh || !got.Expiry.Equal(tokens.Expiry) {
		t.Errorf("tokens differ: %v", err)
	}
	if got, err := w.ConnectionOf(w.ctx, w.member.ID); err != nil || fmt.Sprint(got) != fmt.Sprint(c) {
		t.Errorf("of its owner: %+v, %v, want %+v", got, err, c)
	}
	_, err = w.ConnectionOf(w.ctx, 0)
	wantKind(t, err, recruit.ErrNotFound)
	again, err := w.SaveConnection(w.ctx, c, tokens, recruit.Activity{})
	must(t, err)
	c.UserID = "u2"
	other, err := w.SaveConnection(w.ctx, c, tokens, recruit.Activity{})
	must(t, err)
	if again.ID != c.ID || other.ID == c.ID {
		t.Errorf("ids: same account %d then %d, another account %d", c.ID, again.ID, other.ID)
	}
	_, err = w.Tokens(w.ctx, c.ID)
	wantKind(t, err, recruit.ErrNotFound)
	other.State, other.LastError, other.Plan = recruit.ReauthRequired, "Access was taken back.", recruit.PlanLicensed
	must(t, w.SetConnectionState(w.ctx, other, nil))
	if got, err := w.Connection(w.ctx, other.ID); err != nil || got.State != recruit.ReauthRequired || got.Plan != recruit.PlanLicensed {
		t.Errorf("state: %+v, %v", got, err)
	}
	_, err = w.SaveConnection(w.ctx, recruit.Connection{Kind: recruit.ServerToServer, UserID: "u1"}, tokens, recruit.Activity{})
	must(t, err)
	if all, err := w.Connections(w.ctx); err != nil || len(all) != 2 || all[0].OwnerID != 0 {
		t.Errorf("all: %+v, %v", all, err)
	}
	must(t, w.DeleteConnection(w.ctx, other.ID, w.line("zoom.disconnected", "Disconnected")))
	wantKind(t, w.DeleteConnection(w.ctx, other.ID, recruit.Activity{}), recruit.ErrNotFound)
	wantKind(t, w.SetConnectionState(w.ctx, other, nil), recruit.ErrNotFound)
	wantKind(t, w.SaveTokens(w.ctx, other.ID, tokens), recruit.ErrNotFound)
	for _, name := range []string{databaseName, databaseName + "-wal"} {
		if content, err := os.ReadFile(filepath.Join(dir, name)); err == nil && bytes.Contains(content, []byte("-secret")) {
			t.Errorf("%s holds a token in the clear", name)
		}
	}
}

func TestRefreshLease(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	at := now
	w.clock = func() time.Time { return at }
	c, err := w.SaveConnection(w.ctx, recruit.Connection{UserID: "u"}, recruit.Tokens{Access: "a"}, recruit.Activity{})
	must(t, err)
	for _, step := range []struct {
		name  string
		after time.Duration
		owner string
		free  bool // give it back afterwards
		want  bool
	}{
		{"first", 0, "one", false, true},
		{"another one", 0, "two", false, false},
		{"longer", 0, "one", false, true},
		{"just before the end", time.Minute - time.Microsecond, "two", true, false},
		{"at the end", time.Minute, "two", true, true},
		{"given back", time.Minute, "one", false, true},
	} {
		at = now.Add(step.after)
		got, err := w.LeaseRefresh(w.ctx, c.ID, step.owner, at.Add(time.Minute))
		must(t, err)
		if got != step.want {
			t.Errorf("%s: %v, want %v", step.name, got, step.want)
		}
		if step.free {
			must(t, w.ReleaseRefresh(w.ctx, c.ID, step.owner))
		}
	}
	_, err = w.LeaseRefresh(w.ctx, 99, "one", now)
	wantKind(t, err, recruit.ErrNotFound)
}

func TestSealIsBoundToItsRow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	must(t, w.SetSecret(w.ctx, "a", "first"))
	must(t, w.SetSecret(w.ctx, "b", "second"))
	_, err := w.writer.Exec("UPDATE settings SET sealed = (SELECT sealed FROM settings WHERE key = 'a') WHERE key = 'b'")
	must(t, err)
	_, err = w.Secret(w.ctx, "b")
	wantKind(t, err, recruit.ErrStorage)
	must(t, w.Close())
	must(t, os.WriteFile(filepath.Join(dir, keyName), bytes.Repeat([]byte{7}, keySize), 0o600))
	_, err = openIn(t, dir).Secret(context.Background(), "a")
	wantKind(t, err, recruit.ErrStorage)
	if !bytes.Contains([]byte(err.Error()), []byte("does not belong to this workspace")) {
		t.Errorf("says %q", err)
	}
}
