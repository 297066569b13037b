package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/store/problem"
)

// footing is the files on which a workspace was opened. SQLite holds them open
// by themselves, so that it would go on writing into files that nobody finds any
// more, or mix what it knows with a file that another has put there.
type footing struct {
	file                  *os.File    // of the database
	database, log, memory fs.FileInfo // memory is what processes share beside the log
	head                  header
}

// The files of an open workspace beside the database.
const (
	logSuffix    = "-wal"
	memorySuffix = "-shm"
)

// header is what the first bytes of the database say that stays as it is, or
// grows (https://sqlite.org/fileformat2.html, section 1.3).
type header struct {
	pageSize, journal uint16
	changes           uint32 // counter of changes; it never goes back
	version, mark     uint32
	size              int64
}

// footingOf looks at the files in dir. A log or a memory that is not there is
// none.
//
// file is the database, open until every connection is closed: on Unix a process
// that closes a file loses all its locks on it, SQLite's as well, so that it must
// be opened once and closed last.
func footingOf(dir string, file *os.File) (footing, error) {
	path := filepath.Join(dir, databaseName)
	f := footing{file: file}
	var err error
	if f.database, err = os.Stat(path); err != nil {
		return f, fmt.Errorf("look at the workspace: %w", err)
	}
	f.log, _ = os.Stat(path + logSuffix)
	f.memory, _ = os.Stat(path + memorySuffix)
	f.head, err = readHeader(file)
	return f, err
}

// errNoDatabase is a file that does not begin as a database does.
var errNoDatabase = errors.New("it does not begin as a database does")

func readHeader(file *os.File) (header, error) {
	var b [100]byte
	if _, err := file.ReadAt(b[:], 0); err != nil || string(b[:len(magic)]) != magic {
		return header{}, errors.Join(errNoDatabase, err)
	}
	info, err := file.Stat()
	if err != nil {
		return header{}, fmt.Errorf("look at the workspace: %w", err)
	}
	return header{
		pageSize: binary.BigEndian.Uint16(b[16:]), journal: binary.BigEndian.Uint16(b[18:]), changes: binary.BigEndian.Uint32(b[24:]),
		version: binary.BigEndian.Uint32(b[60:]), mark: binary.BigEndian.Uint32(b[68:]), size: info.Size(),
	}, nil
}

// magic begins every SQLite file.
const magic = "SQLite format 3\x00"

// follows reports whether h can be what became of before by changes of this
// program.
func (h header) follows(before header) bool {
	return h.pageSize == before.pageSize && h.journal == before.journal &&
		(h.mark == before.mark || h.mark == applicationID) && // a new one has it in its log at first

		h.version >= before.version && int32(h.changes-before.changes) >= 0 &&
		(h.size >= before.size || h.changes != before.changes) // it is written anew, smaller, when someone was erased
}

// What has become of the files of an open workspace.
type standing int

const (
	stands   standing = iota
	gone              // the database is not there any more
	cut               // the log or the memory is not there any more
	replaced          // something else lies there
)

// standing compares what lies in the folder now with what was opened.
func (db *database) standing() (standing, error) {
	if db.hosted {
		return stands, nil
	}
	db.looking.Lock()
	defer db.looking.Unlock()
	was := db.footing
	now, err := footingOf(db.dir, was.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return gone, nil
	case errors.Is(err, errNoDatabase):
		return replaced, nil
	case err != nil:
		return stands, err
	case !os.SameFile(was.database, now.database) || !now.head.follows(was.head):
		return replaced, nil
	case another(was.log, now.log) || another(was.memory, now.memory):
		return replaced, nil
	case was.log != nil && now.log == nil || was.memory != nil && now.memory == nil:
		return cut, nil
	}
	db.footing.head = now.head
	return stands, nil
}

// another says that a file lies in the place of the one that was there.
func another(was, now fs.FileInfo) bool { return was != nil && now != nil && !os.SameFile(was, now) }

// standsFirm refuses to write where nobody would find it again, or into what
// another has put there.
func (db *database) standsFirm(ctx context.Context) error {
	if db.hosted {
		return nil
	}
	how, err := db.standing()
	if err != nil {
		return err
	}
	path := db.path()
	switch how {
	case gone:
		return problem.Unavailable(nil, path+" is no longer there: the file or its folder was moved or removed while recruitty was open. "+
			"Nothing was saved. Put it back where it was and save again, or end recruitty and restore the last backup.")
	case cut:
		db.rescue(ctx)
		return problem.Unavailable(nil, "A file that belongs to "+path+" ("+databaseName+logSuffix+" or "+memorySuffix+") was removed while recruitty was open. "+
			"Nothing was saved now; what was saved before is in "+databaseName+". Start recruitty again, every one that has this workspace open, and repeat the change.")
	case replaced:
		return problem.Unavailable(nil, path+" is another file than the one that recruitty opened: someone has put it there meanwhile. "+
			"Nothing was saved. Start recruitty again to work with what is there now; a backup is put in place with recruitty restore, when nobody has the workspace open.")
	}
	return nil
}

// rescue brings what stands only in a log without a name into the database. It
// does so only for as long as nobody has begun another log.
func (db *database) rescue(ctx context.Context) {
	if _, err := db.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(FULL)"); err != nil {
		db.log.Error("bring a removed log into the database", "error", err)
	}
}

// standsElsewhere says that connections must be left to the end of the process:
// closing the last one brings the log into the database and removes the log's
// name, and both may be another's by now.
func (db *database) standsElsewhere() bool {
	if db.writer == nil || db.footing.database == nil {
		return false
	}
	how, err := db.standing()
	if err != nil || how == replaced {
		db.log.Error("workspace left as it is at the end, because another file lies in its place", "dir", db.dir, "error", err)
		return true
	}
	return false
}

// current is the workspace as it is open now.
func (db *database) current() *database {
	if again := db.reopened.Load(); again != nil {
		return again
	}
	return db
}

// forWriting is the workspace as it can be changed. One that was opened for
// reading, because its disk was full or protected, is opened again: what was in
// the way may be gone.
func (db *database) forWriting(ctx context.Context) (*database, error) {
	if at := db.current(); !at.readOnly {
		return at, nil
	}
	if db.opts.ReadOnly {
		return nil, db.readOnlyProblem(nil)
	}
	db.reopening.Lock()
	defer db.reopening.Unlock()
	if at := db.current(); !at.readOnly {
		return at, nil
	}
	if how, err := db.standing(); err != nil || how != stands && how != cut {
		return nil, errors.Join(err, db.standsFirm(ctx))
	}
	opts := db.opts
	opts.Existing = true
	again := newDatabase(db.dir, opts)
	if err := again.openForWriting(ctx); err != nil {
		_ = again.Close()
		if mayNotWrite(err) {
			return nil, db.readOnlyProblem(err)
		}
		return nil, err
	}
	db.log.Info("workspace can be changed again", "dir", db.dir)
	db.reopened.Store(again)
	return again, nil
}

// lookAt reports whether a folder holds a workspace. Nothing is made where one was
// lost: a database that is gone or empty, beside what a workspace leaves in its
// folder, is a loss that people have to be told of. Of two first starts at once
// the database is there before anything else, so it is looked at last.
func lookAt(dir string) (there bool, err error) {
	if err := leadsSomewhere(dir); err != nil {
		return false, err
	}
	path := filepath.Join(dir, databaseName)
	if err := leadsSomewhere(path); err != nil {
		return false, err
	}
	if err := leadsSomewhere(filepath.Join(dir, keyName)); err != nil {
		return false, err
	}
	traces := tracesIn(dir)
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return false, problem.Unavailable(nil, path+" is no file; move it away, or choose another folder with --data.")
	case err == nil && info.Size() > 0:
		return true, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return false, fmt.Errorf("look at the workspace: %w", err)
	case len(traces) == 0:
		return false, nil
	}
	state := "is empty"
	if err != nil {
		state = "is missing"
	}
	lie := "lies"
	if len(traces) > 1 {
		lie = "lie"
	}
	return false, problem.Unavailable(err, databaseName+" in "+dir+" "+state+", but a workspace was there: its "+strings.Join(traces, " and ")+
		" still "+lie+" beside it. Nothing was made again. Restore the last backup with recruitty restore FILE; to begin without what was lost, move "+
		strings.Join(traces, " and ")+" away first.")
}

// tracesIn names what lies in a folder only where a workspace has been.
func tracesIn(dir string) []string {
	var found []string
	for _, name := range []string{keyName, logName} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Size() > 0 {
			found = append(found, name)
		}
	}
	copies, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "recruitty-before-*.db"))
	slices.Sort(copies)
	for _, c := range copies[:min(1, len(copies))] {
		found = append(found, filepath.Base(c))
	}
	return found
}

// logName is the log file that the program writes beside the database.
const logName = "recruitty.log"

// escapeGlob makes a path stand for itself in a pattern.
func escapeGlob(path string) string {
	if runtime.GOOS == "windows" {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// leadsSomewhere refuses a link to what is not there: making that anew would
// hide that a disk is not mounted.
func leadsSomewhere(path string) error {
	path = filepath.Clean(path) // a slash at its end would be followed
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return nil
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	target, _ := os.Readlink(path)
	return &recruit.Problem{Kind: recruit.ErrNotFound,
		Sentence: path + " is a link to " + target + ", and that is not there. Nothing was made; check that its disk is mounted, or choose another folder with --data."}
}

// noWorkspace says that a folder holds none, and what makes one.
func noWorkspace(dir string) error {
	where := dir
	if _, err := os.Stat(dir); err != nil {
		where += " (there is no such folder)"
	}
	return recruit.NotFound("There is no workspace in %s. Check --data and RECRUITTY_DATA; a new one is made by recruitty without a command, by recruitty member add, and by recruitty restore.", where)
}

// openToNobody refuses a database that others on this machine can read, or can
// put another in the place of, as their key is refused.
func openToNobody(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // modes say nothing there
	}
	path := filepath.Join(dir, databaseName)
	database, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("look at the workspace: %w", err)
	}
	if database.Mode().Perm()&0o077 != 0 {
		return problem.Unavailable(nil, fmt.Sprintf("Others on this machine may read %s, which holds people's data; run: chmod 600 %s", path, path))
	}
	folder, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("look at the workspace folder: %w", err)
	}
	if folder.Mode().Perm()&0o002 != 0 {
		return problem.Unavailable(nil, fmt.Sprintf("Everybody on this machine may change what lies in %s, where people's data is; run: chmod o-w %s", dir, dir))
	}
	return nil
}
