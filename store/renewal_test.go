package store

import (
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestTokensAreRenewedWhileTheyAreStored(t *testing.T) {
	t.Parallel()
	w := worldIn(t, openIn(t, t.TempDir()))
	first := recruit.Tokens{Access: "a1", Refresh: "r1"}
	second := recruit.Tokens{Access: "a2", Refresh: "r2"}
	c, err := w.SaveConnection(w.ctx, recruit.Connection{OwnerID: w.member.ID, Kind: recruit.UserApp, State: recruit.Connected, UserID: "u1"}, first, w.line("zoom.connected", "Connected"))
	must(t, err)
	for _, step := range []struct {
		was, renewed recruit.Tokens
		stored       bool
	}{{first, second, true}, {first, recruit.Tokens{Access: "late"}, false}, {recruit.Tokens{Access: "a2"}, first, false}} {
		if stored, err := w.RenewTokens(w.ctx, c.ID, step.was, step.renewed); stored != step.stored || err != nil {
			t.Errorf("renewed = %t, %v", stored, err)
		}
	}
	if got, err := w.Tokens(w.ctx, c.ID); err != nil || got.Access != "a2" || got.Refresh != "r2" {
		t.Errorf("stored is something else: %v", err)
	}
	refuse := func(was recruit.Tokens, want bool, state recruit.ConnectionState, lines int) {
		t.Helper()
		if noted, err := w.RefuseTokens(w.ctx, c.ID, was, "It was revoked.", w.line("zoom.reconnect", "Refused")); noted != want || err != nil {
			t.Errorf("noted = %t, %v", noted, err)
		}
		if got, err := w.Connection(w.ctx, c.ID); err != nil || got.State != state {
			t.Errorf("state = %s, %v", got.State, err)
		}
		log, err := w.Activities(w.ctx, recruit.ActivityFilter{})
		n := 0
		for _, a := range log {
			if a.Action == "zoom.reconnect" {
				n++
			}
		}
		if n != lines || err != nil {
			t.Errorf("%d lines, %v; want %d", n, err, lines)
		}
	}
	refuse(first, false, recruit.Connected, 0)
	refuse(second, true, recruit.ReauthRequired, 1)
	refuse(second, true, recruit.ReauthRequired, 1) // said once
	_, err = w.RenewTokens(w.ctx, c.ID+1, first, second)
	wantKind(t, err, recruit.ErrNotFound)
}

func TestCallsAreCountedByDay(t *testing.T) {
	t.Parallel()
	w := worldIn(t, openIn(t, t.TempDir()))
	late := time.Date(2026, 11, 22, 23, 59, 0, 0, time.UTC)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if err := w.AddCalls(w.ctx, "robin@acme.example", late, 1); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	must(t, w.AddCalls(w.ctx, "sam@acme.example", late.Add(time.Minute), 3))
	count := func(host string, at time.Time, want int) {
		t.Helper()
		if n, err := w.Calls(w.ctx, host, at); n != want || err != nil {
			t.Errorf("%s: %d calls, %v; want %d", host, n, err, want)
		}
	}
	count("robin@acme.example", late, 20)
	count("robin@acme.example", late.In(time.FixedZone("east", 9*3600)), 20) // the day is that of UTC
	count("robin@acme.example", late.Add(time.Minute), 0)
	count("sam@acme.example", late.Add(time.Minute), 3)
	must(t, w.AddCalls(w.ctx, "sam@acme.example", late.AddDate(0, 0, 5), 1))
	count("robin@acme.example", late, 0) // over and removed
	if name, err := w.Setting(w.ctx, recruit.SettingWorkspace); name != "" || err != nil {
		t.Errorf("a setting changed: %q, %v", name, err)
	}
}

func TestInterviewByReference(t *testing.T) {
	t.Parallel()
	w := worldIn(t, openIn(t, t.TempDir()))
	_, err := w.InterviewByReference(w.ctx, "rct-abcdefghjkmn")
	wantKind(t, err, recruit.ErrNotFound)
	_, err = w.InterviewByReference(w.ctx, "")
	wantKind(t, err, recruit.ErrNotFound)
}
