package store

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
)

// sealSetting is the row of a back-up, and of no workspace, in which its seal
// stands: the digest of the whole file with the seal left out, and a code over
// that which only the workspace's key makes.
const sealSetting = "backup.seal"

const sealSize = 2 * sha256.Size

// proof says what the seal of a back-up proves.
type proof int

const (
	unsealed proof = iota // it has none, as those of older versions
	intact                // nobody has changed it by chance; no key at hand says whose it is
	proven                // a key at hand has sealed it
)

// sealCopy puts a seal into a finished copy that nobody else uses. A place is
// taken for it with random bytes, which are found again in the file.
func sealCopy(ctx context.Context, path string, key []byte) error {
	place := make([]byte, sealSize)
	rand.Read(place) // never fails, says its documentation
	pool, err := connect(path, 1, url.Values{"mode": {"rw"}, "_pragma": {"secure_delete(1)", "journal_mode(DELETE)"}}, 0)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, "INSERT OR REPLACE INTO settings (key, value, sealed) VALUES (?, '', ?)", sealSetting, place)
	if err = errors.Join(err, pool.Close()); err != nil {
		return fmt.Errorf("make room for the seal: %w", err)
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("seal the back-up: %w", err)
	}
	defer file.Close()
	digest, at, err := digestWithout(file, place)
	if err != nil {
		return fmt.Errorf("seal the back-up: %w", err)
	}
	if len(at) == 0 {
		return errors.New("seal the back-up: the place for the seal is not in the file")
	}
	seal := append(digest, codeOver(digest, key)...)
	for _, offset := range at {
		if _, err := file.WriteAt(seal, offset); err != nil {
			return fmt.Errorf("seal the back-up: %w", err)
		}
	}
	return file.Close()
}

// proofOf checks the seal of the copy of a back-up. What does not fit its seal is
// refused.
func proofOf(ctx context.Context, pool *sql.DB, copied, file string, keys ...[]byte) (proof, error) {
	var seal []byte
	switch err := pool.QueryRowContext(ctx, "SELECT sealed FROM settings WHERE key = ?", sealSetting).Scan(&seal); {
	case errors.Is(err, sql.ErrNoRows):
		return unsealed, nil
	case err != nil:
		return unsealed, unsound(ctx, file, err)
	}
	changed := unavailable(nil, file+" is not as recruitty has written it: it was changed or damaged afterwards. Nothing was restored; take another back-up.")
	if len(seal) != sealSize {
		return unsealed, changed
	}
	f, err := os.Open(copied)
	if err != nil {
		return unsealed, fmt.Errorf("check the seal: %w", err)
	}
	defer f.Close()
	digest, _, err := digestWithout(f, seal)
	if err != nil {
		return unsealed, fmt.Errorf("check the seal: %w", err)
	}
	if !bytes.Equal(digest, seal[:sha256.Size]) {
		return unsealed, changed
	}
	for _, key := range keys {
		if len(key) == keySize && hmac.Equal(seal[sha256.Size:], codeOver(digest, key)) {
			return proven, nil
		}
	}
	return intact, nil
}

// codeOver is the code that a workspace's key makes over a digest.
func codeOver(digest, key []byte) []byte {
	code := hmac.New(sha256.New, key)
	code.Write([]byte("recruitty/back-up/"))
	code.Write(digest)
	return code.Sum(nil)
}

// digestWithout is the digest of a file in which zeros stand for every mark, and
// where those are. The file may be larger than memory.
func digestWithout(file io.ReaderAt, mark []byte) (digest []byte, at []int64, err error) {
	const piece = 1 << 20
	sum, zeros := sha256.New(), make([]byte, len(mark))
	buffer := make([]byte, 0, piece+len(mark))
	for offset, ended := int64(0), false; !ended; {
		n, err := file.ReadAt(buffer[len(buffer):cap(buffer)], offset+int64(len(buffer)))
		if ended = errors.Is(err, io.EOF); err != nil && !ended {
			return nil, nil, err
		}
		buffer = buffer[:len(buffer)+n]
		for from := 0; ; {
			i := bytes.Index(buffer[from:], mark)
			if i < 0 {
				break
			}
			at = append(at, offset+int64(from+i))
			copy(buffer[from+i:], zeros)
			from += i + len(mark)
		}
		done := len(buffer)
		if !ended {
			done -= len(mark) - 1 // a mark may have begun there
		}
		sum.Write(buffer[:done])
		offset += int64(done)
		buffer = buffer[:copy(buffer[:cap(buffer)], buffer[done:])]
	}
	return sum.Sum(nil), at, nil
}

// remark says what people should know of a back-up before they agree to it.
func (p proof) remark(file string) string {
	switch p {
	case unsealed:
		return file + " carries no seal, as back-ups of older versions; nobody can tell whether it was changed since it was made."
	case intact:
		return file + " is whole, but no key at hand says that this workspace has made it; restore it only if you know where it comes from."
	}
	return ""
}
