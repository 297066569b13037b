package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/owner"
	"recruitty/recruit/steps"
	"recruitty/store/columns"
	"recruitty/store/problem"
)

// RestoreOptions say how a back-up is put in place.
type RestoreOptions struct {
	Force bool             // replace a workspace; it is kept beside the new one
	Clock func() time.Time // names what is kept; nil means time.Now
	From  io.Reader        // what the back-up is read from in place of a file; nil means the file
	// Agree is asked before anything is replaced. lost names the sign-ins and
	// passwords that no key at hand can open.
	Agree func(lost []string) error
	// Remark is told what people should know of the back-up before they agree; nil
	// is nobody.
	Remark func(sentence string)
}

// Restored says what Restore has done.
type Restored struct {
	Kept string   // where the workspace is that was replaced, "" when there was none
	Lost []string // sign-ins and passwords that have to be entered again
	// Back names what the workspace that was replaced had no more: members and SSH
	// keys that may enter again, candidates whose data were erased.
	Back    []string
	Inboxes string // where the members' inboxes are that were set aside, "" when there were none
}

// Restore puts the back-up in file in the place of the workspace in dir, after
// it was copied there and checked. A key file beside the back-up is taken where
// the workspace's own does not open the back-up's secrets. Errors are
// recruit.ErrRefused (a workspace is in the way, or in use by another process),
// ErrNotFound, ErrInvalid (no back-up) and ErrStorage.
func Restore(ctx context.Context, dir, file string, o RestoreOptions) (Restored, error) {
	var out Restored
	place := filepath.Join(dir, databaseName)
	if err := errors.Join(leadsSomewhere(dir), leadsSomewhere(place)); err != nil {
		return out, err
	}
	beside := filepath.Dir(file)
	if o.From != nil {
		file, beside = "Standard input", dir
	} else if err := isBackup(place, file); err != nil {
		return out, err
	}
	if err := mayReplace(place, o.Force); err != nil {
		return out, err
	}
	fresh, err := copyInto(ctx, dir, file, o.From)
	if err != nil {
		return out, problem.Explain(ctx, dir, err)
	}
	defer os.Remove(fresh)
	steps.Begin(ctx, steps.Step{What: "Checking the backup"})
	secrets, proof, err := inspect(ctx, fresh, file, keysAt(dir, beside)...)
	if err != nil {
		return out, err
	}
	if said := proof.remark(file); said != "" && o.Remark != nil {
		o.Remark(said)
	}
	if out.Back, err = comesBack(ctx, place, fresh); err != nil {
		return out, problem.Explain(ctx, dir, err)
	}
	if len(out.Back) > 0 && o.Remark != nil {
		o.Remark("These were taken out of the workspace that is replaced, and come back: " + strings.Join(out.Back, "; ") +
			". Take those away again that must not.")
	}
	now := time.Now
	if o.Clock != nil {
		now = o.Clock
	}
	if said := anotherSender(ctx, place, fresh, now()); said != "" && o.Remark != nil {
		o.Remark(said)
	}
	key := chooseKey(secrets, dir, beside)
	out.Lost = key.lost
	if o.Agree != nil {
		if err := o.Agree(out.Lost); err != nil {
			return out, err
		}
	}
	steps.Begin(ctx, steps.Step{What: "Putting the backup in place"})
	if err := settleIn(ctx, fresh, restoredLine(out.Back, now())); err != nil {
		return out, problem.Explain(ctx, dir, err)
	}
	if err := finishOld(ctx, dir, place); err != nil {
		return out, err
	}
	aside := "-before-restore-" + now().UTC().Format("20060102T150405.000000Z")
	if out.Kept, err = keepOld(dir, place, aside); err != nil {
		return out, problem.Explain(ctx, dir, err)
	}
	if out.Inboxes, err = setInboxesAside(dir, aside); err != nil {
		return out, problem.Explain(ctx, dir, err)
	}
	if err := key.install(dir, aside); err != nil {
		return out, problem.Explain(ctx, dir, err)
	}
	if err := os.Rename(fresh, place); err != nil {
		return out, problem.Explain(ctx, dir, fmt.Errorf("put the backup in place: %w", err))
	}
	return out, problem.Explain(ctx, dir, syncFile(dir))
}

// isBackup refuses what cannot be restored at all.
func isBackup(place, file string) error {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return recruit.NotFound("There is no file %s.", file)
	}
	if err != nil || !info.Mode().IsRegular() {
		return recruit.Invalid("file", "%s cannot be read as a file.", file)
	}
	if log, err := os.Stat(file + "-wal"); err == nil && log.Size() > 0 {
		return recruit.Invalid("file", "%s is a workspace in use, not a backup; make one of it with recruitty backup.", file)
	}
	if there, err := os.Stat(place); err == nil && os.SameFile(info, there) {
		return recruit.Invalid("file", "%s is the workspace itself.", file)
	}
	return nil
}

// mayReplace refuses to put anything in the place of a workspace unasked.
func mayReplace(place string, force bool) error {
	if there, err := os.Stat(place); err == nil && there.Size() > 0 && !force {
		return recruit.Refused("There is a workspace in %s already; --force replaces it with the backup and keeps the old one beside it.", filepath.Dir(place))
	}
	return nil
}

// copyInto copies file, or what is read in its place, into dir, so that the last
// step is a change of name.
func copyInto(ctx context.Context, dir, file string, in io.Reader) (path string, err error) {
	if err := owner.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make the workspace folder: %w", err)
	}
	size := int64(0) // not known of what comes in
	if in == nil {
		size = sizeOf(file)
		from, err := os.Open(file)
		if err != nil {
			return "", fmt.Errorf("read the backup: %w", err)
		}
		defer from.Close()
		in = from
	}
	to, err := os.CreateTemp(dir, ".recruitty-restore-*")
	if err != nil {
		return "", fmt.Errorf("copy the backup: %w", err)
	}
	counts := &metered{Reader: in, ctx: ctx}
	steps.Begin(ctx, steps.Step{What: "Copying the backup", Unit: steps.Bytes, Measure: counts.measure(size)})
	_, err = io.Copy(to, counts)
	if err = errors.Join(err, owner.Keep(to), to.Sync(), to.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("copy the backup: %w", err), os.Remove(to.Name()))
	}
	return to.Name(), nil
}

// metered reads, counts what it has read, and ends when its context does.
type metered struct {
	io.Reader
	ctx  context.Context
	done atomic.Int64
}

// Read implements io.Reader.
func (c *metered) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.Reader.Read(b)
	c.done.Add(int64(n))
	return n, err
}

func (c *metered) measure(all int64) func() (done, of int64) {
	return func() (int64, int64) { return c.done.Load(), all }
}

// keysAt are the keys at hand in folders.
func keysAt(dirs ...string) [][]byte {
	var keys [][]byte
	for _, dir := range dirs {
		if key, err := os.ReadFile(filepath.Join(dir, keyName)); err == nil {
			keys = append(keys, key)
		}
	}
	return keys
}

// inspect checks all of the copy of a back-up, its seal with the keys at hand, and
// reads what is sealed in it.
func inspect(ctx context.Context, copied, file string, keys ...[]byte) ([]secret, proof, error) {
	pool, err := connect(copied, 1, url.Values{"mode": {"ro"}, "immutable": {"1"}}, 0)
	if err != nil {
		return nil, unsealed, err
	}
	defer pool.Close()
	if err := fits(ctx, pool, file); err != nil {
		return nil, unsealed, err
	}
	proof, err := proofOf(ctx, pool, copied, file, keys...)
	if err != nil {
		return nil, unsealed, err
	}
	secrets, err := sealedIn(ctx, pool)
	return secrets, proof, err
}

// fits reports whether a file is a sound back-up with the tables of its version.
func fits(ctx context.Context, pool *sql.DB, file string) error {
	foreign := recruit.Invalid("file", "%s is not a backup of recruitty.", file)
	var mark int
	if err := pool.QueryRowContext(ctx, "PRAGMA application_id").Scan(&mark); err != nil || mark != applicationID {
		if problem.ResultCode(err) == sqlite3.SQLITE_NOTADB || err == nil {
			return foreign
		}
		return unsound(ctx, file, err)
	}
	version, err := schemaVersion(ctx, pool)
	switch {
	case err != nil:
		return unsound(ctx, file, err)
	case version == 0:
		return foreign
	case version > newest(migrations()):
		return problem.Unavailable(nil, file+" was made by a newer recruitty; install the newest version to restore it.")
	}
	switch foreign, wrong, err := misfit(ctx, pool, version); {
	case err != nil:
		return unsound(ctx, file, err)
	case len(wrong) > 0:
		return problem.Unavailable(nil, fmt.Sprintf("%s says that its tables are those of version %d, and they are not (%s), so nothing was restored; take another backup.",
			file, version, some(wrong)))
	case len(foreign) > 0:
		return problem.Unavailable(nil, fmt.Sprintf("%s holds what no recruitty has made (%s), so nothing was restored; take another backup.", file, some(foreign)))
	}
	if err := check(ctx, pool, file); err != nil {
		return unsound(ctx, file, err)
	}
	return nil
}

// some names the first few.
func some(names []string) string {
	const most = 3
	if more := len(names) - most; more > 0 {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(names, ", ")
}

// unsound says that a back-up cannot be restored.
func unsound(ctx context.Context, file string, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return problem.Unavailable(cause, file+" is damaged, so nothing was restored; take an older backup.")
}

// sequenceLeap is more changes than an interview has had since any back-up.
const sequenceLeap = 1000

// settleIn makes a copy ready for use: with a write-ahead log, which a back-up
// has not. What happened since, the copy cannot know: a creation that was open
// then is to be looked up at Zoom first, and calendar revisions leap ahead, so
// that calendars that were told of later ones take the next mail (RFC 5546
// 2.1.5), a withdrawal that still waits included. Invitation codes that were
// open then may have been used or taken back since: all of them are void.
func settleIn(ctx context.Context, path string, line recruit.Activity) error {
	pool, err := connect(path, 1, url.Values{"mode": {"rw"}, "_pragma": {"synchronous(FULL)"}}, 0)
	if err != nil {
		return err
	}
	defer pool.Close()
	for _, step := range []string{
		"UPDATE effects SET has_left = 1 WHERE kind = 'zoom.create' AND state IN ('waiting', 'running')",
		fmt.Sprintf("UPDATE interviews SET sequence = sequence + %d WHERE status IN ('scheduled', 'cancelled')", sequenceLeap),
		"DELETE FROM settings WHERE key = '" + sealSetting + "'",
		"DELETE FROM settings WHERE key GLOB '" + access.InvitationPrefix + "*'",
		"PRAGMA journal_mode = WAL",
	} {
		if _, err := pool.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("make the backup ready for use: %w", err)
		}
	}
	_, err = pool.ExecContext(ctx, "INSERT INTO activity (at, actor, action, text) VALUES (?, ?, ?, ?)", columns.Micros(line.At), line.Actor, line.Action, line.Text)
	if err = errors.Join(err, pool.Close()); err != nil {
		return fmt.Errorf("make the backup ready for use: %w", err)
	}
	return syncFile(path)
}

// restoredLine is the line of the activity log about a restore.
func restoredLine(back []string, at time.Time) recruit.Activity {
	line := recruit.Activity{At: at, Actor: "recruitty", Action: "workspace.restored", Text: "Replaced the workspace with a backup"}
	if len(back) > 0 {
		line.Text += "; with it came back: " + strings.Join(back, "; ")
	}
	return line
}

// finishOld brings everything of the old workspace into its one file, and
// refuses while another process has it open: in a database with a write-ahead
// log each connection holds a lock, and only the last one can be alone. What is
// too damaged to be opened is left as it is.
func finishOld(ctx context.Context, dir, place string) error {
	if !isSQLite(place) {
		return nil // SQLite would tidy a log away that it cannot use with it
	}
	pool, err := connect(place, 1, url.Values{"mode": {"rw"}, "_pragma": {"locking_mode(EXCLUSIVE)"}}, time.Second)
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.ExecContext(ctx, "BEGIN EXCLUSIVE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
	switch problem.ResultCode(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return inUse(dir, err, "then restore again")
	}
	return ctx.Err()
}

// keepOld gives the old workspace a name beside its place. It stays in its place
// as well until the new one takes that.
func keepOld(dir, place, aside string) (kept string, err error) {
	as := filepath.Join(dir, "recruitty"+aside+".db")
	if info, err := os.Stat(place); err == nil && info.Size() > 0 {
		kept = as
		if err := os.Link(place, as); err != nil { // a file system without links
			if err := os.Rename(place, as); err != nil {
				return "", fmt.Errorf("keep the old workspace: %w", err)
			}
		}
	}
	// A log that is still there belongs to the old file, be it lost, and to no other.
	for _, more := range []string{logSuffix, memorySuffix} {
		if err := os.Rename(place+more, as+more); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("keep the old workspace: %w", err)
		}
	}
	return kept, syncFile(dir)
}

// isSQLite reports whether a file begins as a database does
// (https://sqlite.org/fileformat2.html, section 1.3).
func isSQLite(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, len(magic))
	_, err = io.ReadFull(file, head)
	return err == nil && string(head) == magic
}
