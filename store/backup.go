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
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/recruit/steps"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// Backup writes a consistent copy of the workspace to path while it is in use,
// checks the copy and only then gives it its name; it never overwrites. Sealed
// secrets are in it as they are, so secret.key has to be kept beside it: without
// that file Zoom and mail have to be connected again after a restore.
func (db *database) Backup(ctx context.Context, path string) error {
	if err := db.onlyInAFolder("a backup (pg_dump)"); err != nil {
		return err
	}
	folder := filepath.Dir(path)
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		return recruit.Invalid("file", "%s is a folder; name a file in it for the backup.", path)
	} else if err == nil {
		return occupied(path)
	}
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return recruit.NotFound("There is no folder %s for the backup; make it first, or choose another place.", folder)
	} else if err == nil && !info.IsDir() {
		return problem.Unavailable(nil, folder+" is a file, not a folder; choose another place for the backup.")
	}
	copied, err := db.copyIn(ctx, folder)
	if err != nil {
		return db.unwritten(ctx, folder, err)
	}
	defer os.Remove(copied)
	return db.unwritten(ctx, folder, publish(copied, path))
}

// BackupTo writes what Backup would write into a file to w.
func (db *database) BackupTo(ctx context.Context, w io.Writer) error {
	if err := db.onlyInAFolder("a backup (pg_dump)"); err != nil {
		return err
	}
	folder := db.dir
	if !db.roomBeside() {
		folder = os.TempDir()
	}
	copied, err := db.copyIn(ctx, folder)
	if err != nil {
		return db.unwritten(ctx, folder, err)
	}
	defer os.Remove(copied)
	file, err := os.Open(copied)
	if err != nil {
		return db.unwritten(ctx, folder, err)
	}
	defer file.Close()
	from := &metered{Reader: file, ctx: ctx}
	steps.Begin(ctx, steps.Step{What: "Writing the copy", Unit: steps.Bytes, Measure: from.measure(sizeOf(copied))})
	if _, err := io.Copy(w, from); err != nil {
		return problem.Unavailable(err, "The backup was not written completely; what has arrived is not a usable backup.")
	}
	return nil
}

// copyIn makes a checked copy without a name yet in folder.
func (db *database) copyIn(ctx context.Context, folder string) (path string, err error) {
	file, err := os.CreateTemp(folder, ".recruitty-backup-*")
	if err != nil {
		return "", fmt.Errorf("make the backup: %w", err)
	}
	path = file.Name()
	defer func(copied string) { // what is returned with an error names nothing
		if err != nil {
			for _, tail := range []string{"", "-journal", "-wal", "-shm"} {
				_ = os.Remove(copied + tail)
			}
		}
	}(path)
	if err := errors.Join(owner.Keep(file), file.Close()); err != nil {
		return "", fmt.Errorf("make the backup: %w", err)
	}
	if err := db.copyTo(ctx, path); err != nil {
		return "", err
	}
	steps.Begin(ctx, steps.Step{What: "Sealing the copy"})
	if key, err := readKey(db.dir); err == nil { // one that is open for reading may have none
		if err := sealCopy(ctx, path, key); err != nil {
			return "", err
		}
	}
	steps.Begin(ctx, steps.Step{What: "Checking the copy"})
	if err := checkCopy(ctx, path); err != nil {
		return "", err
	}
	return path, syncFile(path)
}

// unwritten says why a back-up could not be written into folder. What else can
// be wrong is wrong with the workspace.
func (db *database) unwritten(ctx context.Context, folder string, err error) error {
	var known *recruit.Problem
	switch {
	case err == nil || errors.As(err, &known) || ctx.Err() != nil:
	case problem.IsFullDisk(err):
		return problem.Unavailable(err, "The disk that holds "+folder+" is full, so no backup was written; make room, or choose another place.")
	case errors.Is(err, fs.ErrPermission), isReadOnlyDisk(err):
		return problem.Unavailable(err, "recruitty may not write in "+folder+"; choose another place for the backup.")
	}
	return db.problem(ctx, err)
}

// copyTo writes all of the workspace into the empty file at path. It runs on a
// connection of its own: those of the pools may not write anywhere, or have to
// stay free for decisions.
func (db *database) copyTo(ctx context.Context, path string) error {
	source, err := connect(db.path(), 1, url.Values{"mode": {"ro"}}, db.patience)
	if err != nil {
		return err
	}
	defer source.Close()
	all := sizeOf(db.path())
	steps.Begin(ctx, steps.Step{What: "Copying the workspace", Unit: steps.Bytes, Measure: func() (int64, int64) { return sizeOf(path), all }})
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return fmt.Errorf("copy the workspace: %w", err)
	}
	return nil
}

// sizeOf is the size of a file, 0 where it cannot be seen.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// checkCopy opens a copy that nobody else uses and checks all of it.
func checkCopy(ctx context.Context, path string) error {
	pool, err := connect(path, 1, url.Values{"mode": {"ro"}, "immutable": {"1"}}, 0)
	if err != nil {
		return err
	}
	defer pool.Close()
	return check(ctx, pool, path)
}

// Check reads the whole workspace and reports whether SQLite finds it sound and
// every reference leads somewhere.
func (db *database) Check(ctx context.Context) error {
	if db.hosted {
		return db.checkHosted(ctx)
	}
	return check(ctx, db.current().readers, db.path())
}

// check is Check for the file at path.
func check(ctx context.Context, q columns.Querier, path string) error {
	rows, err := q.QueryContext(ctx, "PRAGMA integrity_check(20)")
	found, err := columns.Collect(rows, err, columns.ScanText)
	if err == nil && (len(found) != 1 || found[0] != "ok") {
		err = fmt.Errorf("integrity check: %q", found)
	}
	if err != nil {
		return damaged(ctx, path, err)
	}
	rows, err = q.QueryContext(ctx, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")
	if found, err = columns.Collect(rows, err, columns.ScanText); err == nil && len(found) > 0 {
		err = fmt.Errorf("foreign key check: dangling references in %q", found)
	}
	if err != nil {
		return damaged(ctx, path, err)
	}
	return nil
}

// damaged says that the file at path is not sound.
func damaged(ctx context.Context, path string, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return problem.Unavailable(cause, path+" is damaged; keep a copy of it and restore the last backup.")
}

// publish gives the finished file its name unless that is taken.
func publish(from, to string) error {
	err := os.Link(from, to)
	if errors.Is(err, fs.ErrExist) {
		return occupied(to)
	}
	if err != nil { // a file system without links
		if _, seen := os.Lstat(to); seen == nil {
			return occupied(to)
		}
		if err := os.Rename(from, to); err != nil {
			return fmt.Errorf("name the backup: %w", err)
		}
	}
	return syncFile(filepath.Dir(to))
}

// syncFile brings a file, or the names in a folder, to the disk.
func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("write %s to the disk: %w", path, err)
	}
	err = file.Sync()
	if info, statErr := file.Stat(); statErr == nil && info.IsDir() {
		err = nil // some systems cannot sync a folder, and need not
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write %s to the disk: %w", path, err)
	}
	return nil
}

// occupied says that a back-up is not written over anything.
func occupied(path string) error {
	return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "file",
		Sentence: path + " already exists and was left as it is; choose another name."}
}

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
		return fmt.Errorf("seal the backup: %w", err)
	}
	defer file.Close()
	digest, at, err := digestWithout(file, place)
	if err != nil {
		return fmt.Errorf("seal the backup: %w", err)
	}
	if len(at) == 0 {
		return errors.New("seal the backup: the place for the seal is not in the file")
	}
	seal := append(digest, codeOver(digest, key)...)
	for _, offset := range at {
		if _, err := file.WriteAt(seal, offset); err != nil {
			return fmt.Errorf("seal the backup: %w", err)
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
	changed := problem.Unavailable(nil, file+" is not as recruitty has written it: it was changed or damaged afterwards. Nothing was restored; take another backup.")
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
		return file + " carries no seal, as backups of older versions; nobody can tell whether it was changed since it was made."
	case intact:
		return file + " is whole, but no key at hand says that this workspace has made it; restore it only if you know where it comes from."
	}
	return ""
}
