package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/store/problem"
)

// keyName is the file in a workspace's folder that seals its secrets, and
// keySize its length in bytes.
const (
	keyName = "secret.key"
	keySize = 32
)

// key is the key of an open workspace; a new one gets its own.
func (db *database) key(ctx context.Context) ([]byte, error) {
	secrets, err := sealedIn(ctx, db.readers)
	if err != nil {
		return nil, fmt.Errorf("read what is sealed: %w", err)
	}
	key, err := keyInForce(db.dir, secrets)
	if errors.Is(err, fs.ErrNotExist) {
		return db.firstKey(ctx)
	}
	return key, err
}

// firstKey makes the key of a workspace that nobody has used yet. Of two first
// starts at once both get the same one: a key is written whole beside its place
// and then linked there, which only one can do. Where someone has worked already,
// the key was lost, and that has to be told.
func (db *database) firstKey(ctx context.Context) ([]byte, error) {
	var used bool
	err := db.writer.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM members) OR EXISTS (SELECT 1 FROM connections WHERE tokens IS NOT NULL)
		OR EXISTS (SELECT 1 FROM settings WHERE sealed IS NOT NULL)`).Scan(&used)
	if err != nil {
		return nil, fmt.Errorf("look whether the workspace is new: %w", err)
	}
	if used {
		// Two first starts: the other one has made the key and the first member meanwhile.
		key, err := readKey(db.dir)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, lostKey(db.dir)
		}
		return key, err
	}
	if err := createKey(db.dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("make the key file: %w", err)
	}
	return readKey(db.dir)
}

// lostKey says that a workspace has no key any more.
func lostKey(dir string) error {
	return problem.Unavailable(nil, keyName+" is missing in "+dir+", and without it the stored passwords and sign-ins cannot be read. Put it back from where the backup is kept. "+
		"If it is lost for good, recruitty workspace rekey makes a new one and names what has to be entered again.")
}

// readKey reads an existing key and refuses one that others could have read.
func readKey(dir string) ([]byte, error) { return readKeyFile(filepath.Join(dir, keyName)) }

func readKeyFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("look at the key file: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, &recruit.Problem{Kind: recruit.ErrStorage,
			Sentence: fmt.Sprintf("Others on this machine may read %s, which protects the sign-in to Zoom; run: chmod 600 %s", path, path)}
	}
	if info.Size() != keySize {
		return nil, &recruit.Problem{Kind: recruit.ErrStorage,
			Sentence: path + " is damaged; restore it from the place where the backup is, or move it away and connect Zoom and mail again."}
	}
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the key file: %w", err)
	}
	return key, nil
}

// createKey puts a new key in its place; fs.ErrExist when someone was faster.
func createKey(dir string) error { return createKeyFile(filepath.Join(dir, keyName)) }

func createKeyFile(path string) error {
	key := make([]byte, keySize)
	rand.Read(key) // never fails, says its documentation
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(key)
	err = errors.Join(err, owner.Keep(file), file.Sync(), file.Close())
	if err != nil {
		return err
	}
	err = os.Link(file.Name(), path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// Some file systems know no links. Then the place is taken first, and what
	// a crash could leave there is refused as damaged.
	place, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = place.Write(key)
	return errors.Join(err, owner.Keep(place), place.Sync(), place.Close())
}

// isReadOnlyDisk reports whether err comes from a file system mounted for reading.
func isReadOnlyDisk(err error) bool { return errors.Is(err, syscall.EROFS) }

// sealer encrypts what nobody may read in the file: AES-256-GCM with a random
// nonce in front. What is sealed is bound to its place, so that a sealed value
// which was copied to another row does not open there.
type sealer struct{ aead cipher.AEAD }

// newSealer returns a sealer with this key of 32 bytes.
func newSealer(key []byte) (sealer, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return sealer{}, fmt.Errorf("use the key: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return sealer{}, fmt.Errorf("use the key: %w", err)
	}
	return sealer{aead}, nil
}

// place names the column of one row, as what is sealed there is bound to.
func place(table string, id any, column string) []byte {
	return fmt.Appendf(nil, "recruitty/%s/%v/%s", table, id, column)
}

// seal encrypts plain for its place.
func (s sealer) seal(place, plain []byte) ([]byte, error) {
	if s.aead == nil {
		return nil, noKey()
	}
	return s.aead.Seal(nil, nil, plain, place), nil
}

// open decrypts what was sealed for this place.
func (s sealer) open(place, sealed []byte) ([]byte, error) {
	if s.aead == nil {
		return nil, noKey()
	}
	plain, err := s.aead.Open(nil, nil, sealed, place)
	if err != nil {
		return nil, problem.Unavailable(err, "A stored password or sign-in cannot be read, because "+keyName+
			" does not belong to this workspace; put the right key file back, or enter the password or connect again.")
	}
	return plain, nil
}

// noKey says that there is no key to use.
func noKey() error {
	return problem.Unavailable(nil, "Passwords and sign-ins cannot be read, because "+keyName+" is missing in the workspace folder; put it back.")
}
