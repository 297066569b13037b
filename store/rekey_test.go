package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

func rekeyAt(t *testing.T, dir string) ([]string, error) {
	t.Helper()
	return Rekey(t.Context(), dir, RekeyOptions{Clock: func() time.Time { return now }})
}

func keyOf(t *testing.T, dir string) []byte {
	t.Helper()
	key, err := os.ReadFile(filepath.Join(dir, keyName))
	must(t, err)
	return key
}

func secretIs(t *testing.T, db *DB, want string) {
	t.Helper()
	if v, err := db.Secret(t.Context(), recruit.SettingMailURL); v != want || err != nil {
		t.Errorf("secret: %q, %v", v, err)
	}
}

// TestRekey: another key, and everything opens with it; the old one opens
// nothing any more, and what it sealed is nowhere in the folder.
func TestRekey(t *testing.T) {
	t.Parallel()
	dir, _ := backedUp(t)
	old := keyOf(t, dir)
	db := openIn(t, dir)
	_, err := rekeyAt(t, dir)
	wantKind(t, err, recruit.ErrRefused) // someone has it open
	if !bytes.Equal(keyOf(t, dir), old) {
		t.Fatal("the key was changed under an open workspace")
	}
	secrets, err := sealedIn(t.Context(), db.readers)
	must(t, err)
	must(t, db.Close())

	lost, err := rekeyAt(t, dir)
	if err != nil || len(lost) > 0 {
		t.Fatalf("lost %q, %v", lost, err)
	}
	again := openIn(t, dir)
	secretIs(t, again, "smtp://u:pa55@mail.example")
	if tokens, err := again.Tokens(t.Context(), 1); tokens.Access != "a" || err != nil {
		t.Errorf("tokens %+v, %v", tokens, err)
	}
	if bytes.Equal(keyOf(t, dir), old) {
		t.Error("the key is the old one")
	}
	anew, err := sealedIn(t.Context(), again.readers)
	must(t, err)
	if len(unopened(anew, old)) != len(anew) {
		t.Error("the old key opens something")
	}
	must(t, again.Check(t.Context()))
	for _, s := range secrets {
		if strings.Contains(contentsOf(dir), string(s.sealed)) {
			t.Errorf("%s is still there as the old key sealed it", s.name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, nextKeyName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the next key is left: %v", err)
	}
}

// TestRekeyWithoutTheKey: what is lost with a key is named before anything is
// changed, and the workspace is used again.
func TestRekeyWithoutTheKey(t *testing.T) {
	t.Parallel()
	dir, _ := backedUp(t)
	must(t, os.Remove(filepath.Join(dir, keyName)))
	if err := openError(t, dir, Options{}); !strings.Contains(recruit.Sentence(err), "rekey") {
		t.Errorf("says %q", err)
	}
	no := errors.New("no")
	_, err := Rekey(t.Context(), dir, RekeyOptions{Agree: func(lost []string) error {
		if len(lost) != 2 {
			t.Errorf("lost %q", lost)
		}
		return no
	}})
	if !errors.Is(err, no) {
		t.Fatal(err)
	}
	if entries, _ := filepath.Glob(filepath.Join(dir, "secret*")); len(entries) > 0 {
		t.Errorf("made %q after a no", entries)
	}
	if _, err := rekeyAt(t, dir); err != nil {
		t.Fatal(err)
	}
	db := openIn(t, dir)
	secretIs(t, db, "")
	all, err := db.Connections(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].State != recruit.ReauthRequired || !strings.Contains(all[0].LastError, "connect again") {
		t.Errorf("connections %+v", all)
	}
}

// TestRekeyBrokenOff: whatever moment a crash comes at, the workspace opens with
// the key that is in force.
func TestRekeyBrokenOff(t *testing.T) {
	t.Parallel()
	t.Run("before the transaction", func(t *testing.T) {
		t.Parallel()
		dir, _ := backedUp(t)
		old := keyOf(t, dir)
		_, err := nextKey(dir)
		must(t, err)
		db := openIn(t, dir)
		secretIs(t, db, "smtp://u:pa55@mail.example")
		if !bytes.Equal(keyOf(t, dir), old) {
			t.Error("a key that seals nothing is in force")
		}
	})
	t.Run("half a key", func(t *testing.T) {
		t.Parallel()
		dir, _ := backedUp(t)
		must(t, os.WriteFile(filepath.Join(dir, nextKeyName), []byte("half"), 0o600))
		secretIs(t, openIn(t, dir), "smtp://u:pa55@mail.example")
	})
	t.Run("after the transaction", func(t *testing.T) {
		t.Parallel()
		for range 2 {
			dir, _ := backedUp(t)
			old := keyOf(t, dir)
			_, err := rekeyAt(t, dir)
			must(t, err)
			must(t, os.Rename(filepath.Join(dir, keyName), filepath.Join(dir, nextKeyName)))
			must(t, os.WriteFile(filepath.Join(dir, keyName), old, 0o600))
			secretIs(t, openIn(t, dir), "smtp://u:pa55@mail.example")
			if bytes.Equal(keyOf(t, dir), old) {
				t.Error("the old key is in force")
			}
		}
	})
	t.Run("again after it", func(t *testing.T) {
		t.Parallel()
		dir, _ := backedUp(t)
		old := keyOf(t, dir)
		_, err := rekeyAt(t, dir)
		must(t, err)
		must(t, os.Rename(filepath.Join(dir, keyName), filepath.Join(dir, nextKeyName)))
		must(t, os.WriteFile(filepath.Join(dir, keyName), old, 0o600))
		lost, err := rekeyAt(t, dir)
		if err != nil || len(lost) > 0 {
			t.Errorf("lost %q, %v", lost, err)
		}
		secretIs(t, openIn(t, dir), "smtp://u:pa55@mail.example")
	})
}
