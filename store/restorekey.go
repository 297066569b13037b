package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"recruitty/recruit"
	"recruitty/recruit/owner"
)

// secret is one sealed value of a back-up.
type secret struct {
	name   string // for people
	table  string
	id     string
	place  []byte
	sealed []byte
}

// sealedIn reads everything that is sealed.
func sealedIn(ctx context.Context, q querier) ([]secret, error) {
	rows, err := q.QueryContext(ctx, `SELECT 'settings', key, '', 'sealed', sealed FROM settings WHERE sealed IS NOT NULL AND key <> '`+sealSetting+`'
		UNION ALL SELECT 'connections', id, user_email, 'tokens', tokens FROM connections WHERE tokens IS NOT NULL`)
	return collect(rows, err, func(row scanner) (secret, error) {
		var s secret
		var who, column string
		err := row.Scan(&s.table, &s.id, &who, &column, &s.sealed)
		table, id := s.table, s.id
		s.place = place(table, id, column)
		switch {
		case table == "connections" && who != "":
			s.name = "the sign-in to Zoom of " + who
		case table == "connections":
			s.name = "the sign-in to Zoom"
		case id == recruit.SettingMailURL:
			s.name = "the mail server and its password"
		case id == recruit.SettingZoomSecret:
			s.name = "the secret of the Zoom app"
		case id == recruit.SettingServerSecret:
			s.name = "the secret of the server-to-server app"
		default:
			s.name = "the setting " + id
		}
		return s, err
	})
}

// keyChoice is the key that a restored workspace will have.
type keyChoice struct {
	key  []byte   // nil leaves the folder's own, or has a new one made
	lost []string // what it does not open
}

// chooseKey takes the key of the workspace unless the one beside the back-up
// opens more.
func chooseKey(secrets []secret, dir, beside string) keyChoice {
	own, _ := os.ReadFile(filepath.Join(dir, keyName))
	best := keyChoice{lost: unopened(secrets, own)}
	if len(best.lost) == 0 {
		return best
	}
	other, err := os.ReadFile(filepath.Join(beside, keyName))
	if err != nil {
		return best
	}
	if lost := unopened(secrets, other); len(lost) < len(best.lost) {
		return keyChoice{other, lost}
	}
	return best
}

// unopened names the secrets that a key does not open.
func unopened(secrets []secret, key []byte) []string {
	var names []string
	var with sealer // opens nothing
	if len(key) == keySize {
		with, _ = newSealer(key)
	}
	for _, s := range secrets {
		if _, err := with.open(s.place, s.sealed); err != nil {
			names = append(names, s.name)
		}
	}
	return names
}

// install puts the chosen key in its place; one that was there is kept under
// another name, because the old workspace needs it.
func (k keyChoice) install(dir, aside string) error {
	if k.key == nil {
		// What came with the back-up and this folder has no key for was named as lost.
		if _, err := readKey(dir); !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err := createKey(dir); err != nil {
			return fmt.Errorf("make the key file: %w", err)
		}
		return nil
	}
	path := filepath.Join(dir, keyName)
	if err := os.Rename(path, filepath.Join(dir, "secret"+aside+".key")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("keep the old key: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("put the key in place: %w", err)
	}
	_, err = file.Write(k.key)
	if err = errors.Join(err, owner.Keep(file), file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("put the key in place: %w", err)
	}
	return nil
}
