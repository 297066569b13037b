package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
)

// TestRekeyOfCalendars holds that what opens calendars is sealed with a new key too, and
// that a lost key asks for a new sign-in instead of an error for ever.
func TestRekeyOfCalendars(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := openIn(t, dir)
	s, err := db.SaveSource(t.Context(), availability.Source{Kind: busy.CalDAV, Account: "ana", Server: "dav.example", State: recruit.Connected, Since: now, DueAt: now},
		&availability.Credentials{URL: "https://dav.example/", User: "ana", Password: "hunter2"}, recruit.Activity{At: now})
	must(t, err)
	must(t, db.Close())
	lost, err := rekeyAt(t, dir)
	if err != nil || len(lost) > 0 {
		t.Fatalf("lost %q, %v", lost, err)
	}
	again := openIn(t, dir)
	if c, err := again.Credentials(t.Context(), s.ID); err != nil || c.Password != "hunter2" {
		t.Errorf("%v, %v", c, err)
	}
	must(t, again.Close())
	must(t, os.WriteFile(filepath.Join(dir, keyName), bytes.Repeat([]byte{7}, keySize), 0o600))
	lost, err = rekeyAt(t, dir)
	if err != nil || !slices.Contains(lost, "the access to the calendar of ana") {
		t.Fatalf("lost %q, %v", lost, err)
	}
	last := openIn(t, dir)
	if got, err := last.Source(t.Context(), s.ID); err != nil || got.State != recruit.ReauthRequired || got.Trouble == "" {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = last.Credentials(t.Context(), s.ID)
	wantKind(t, err, recruit.ErrNotFound)
}
