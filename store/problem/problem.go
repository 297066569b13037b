// Package problem says what went wrong with the file of a workspace in a sentence for people.
package problem

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Database is the file in a workspace's folder that holds everything but the key.
const Database = "recruitty.db"

// Explain says what went wrong with the workspace in dir in a sentence for people. A
// Problem and the end of ctx pass unchanged.
func Explain(ctx context.Context, dir string, err error) error {
	var known *recruit.Problem
	var lite *sqlite.Error
	var hosted *Hosted
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, sql.ErrConnDone):
		return Unavailable(err, "The workspace was closed; start recruitty again.")
	case errors.Is(err, syscall.ENOSPC):
		return Unavailable(err, FullDisk(dir))
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return Unavailable(err, "recruitty may not write in "+dir+"; change its permissions, or choose another folder with --data.")
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return Unavailable(err, dir+" cannot be a workspace, because a part of that path is a file; choose another folder with --data.")
	case errors.As(err, &lite):
		return explainSQLite(dir, lite, err)
	case errors.As(err, &hosted):
		return explainHosted(dir, hosted, err)
	}
	return Unavailable(err, "The workspace in "+dir+" could not be used; the log file has the details.")
}

// explainSQLite says what one of SQLite's result codes means for the workspace
// (https://sqlite.org/rescode.html).
func explainSQLite(dir string, lite *sqlite.Error, err error) error {
	switch lite.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return &recruit.Problem{Kind: recruit.ErrDuplicate, Sentence: "That already exists.", Cause: err}
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return &recruit.Problem{Kind: recruit.ErrInvalid, Cause: err,
			Sentence: "That refers to something that no longer exists; open it again and repeat the change."}
	}
	if IsFullDisk(err) {
		return Unavailable(err, FullDisk(dir))
	}
	switch lite.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return Unavailable(err, "Another program has kept the workspace in "+dir+" locked for too long; nothing was saved, try again in a moment.")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return Unavailable(err, "The workspace in "+dir+" can be read but not changed; check the permissions of the folder and its files.")
	case sqlite3.SQLITE_CANTOPEN:
		return Unavailable(err, "The workspace in "+dir+" could not be opened; check that the folder exists and may be written to.")
	case sqlite3.SQLITE_NOTADB:
		return Unavailable(err, Database+" in "+dir+" is not a recruitty workspace; move that file away, or choose another folder with --data.")
	case sqlite3.SQLITE_CORRUPT:
		return Unavailable(err, Database+" in "+dir+" is damaged; keep a copy of the folder and restore the last backup.")
	case sqlite3.SQLITE_IOERR:
		return Unavailable(err, "The disk that holds "+dir+" could not be read or written, so nothing was saved; check the disk and try again.")
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH:
		return &recruit.Problem{Kind: recruit.ErrInvalid, Cause: err, Sentence: "The workspace does not take that as it is (" + said(lite) + "); check it, and repeat the change."}
	case sqlite3.SQLITE_TOOBIG:
		return &recruit.Problem{Kind: recruit.ErrInvalid, Sentence: "That is too large to store.", Cause: err}
	}
	return Unavailable(err, "The workspace in "+dir+" could not be used; the log file has the details.")
}

// said are SQLite's own words, in one short line.
func said(lite *sqlite.Error) string {
	words, _ := sanitize.Line(strings.TrimPrefix(lite.Error(), "constraint failed: "), 200)
	return words
}

// IsFullDisk reports whether err comes from a disk without room. SQLite says FULL
// where it writes the database, and an I/O error of its own where it cannot make
// the shared memory beside it.
func IsFullDisk(err error) bool {
	code := ResultCode(err)
	return errors.Is(err, syscall.ENOSPC) || code&0xff == sqlite3.SQLITE_FULL || code == sqlite3.SQLITE_IOERR_SHMSIZE
}

// FullDisk says that there is no room for the workspace in dir.
func FullDisk(dir string) string {
	return "The disk that holds " + dir + " is full, so nothing was saved; make room and try again."
}

// Unavailable is a problem with the workspace itself.
func Unavailable(cause error, sentence string) *recruit.Problem {
	return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: sentence, Cause: cause}
}

// Duplicate turns a broken uniqueness into ErrDuplicate about field; other
// errors pass.
func Duplicate(err error, field, sentence string) error {
	if code := ResultCode(err); code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY {
		return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: field, Sentence: sentence, Cause: err}
	}
	return err
}

// Dangling turns a broken reference into ErrNotFound; other errors pass.
func Dangling(err error, sentence string) error {
	if ResultCode(err) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY {
		return &recruit.Problem{Kind: recruit.ErrNotFound, Sentence: sentence, Cause: err}
	}
	return err
}

// Absent turns an empty result into ErrNotFound; other errors pass.
func Absent(err error, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return recruit.NotFound(format, args...)
	}
	return err
}

// Unreadable says which record cannot be read, where the content of a column is not
// what it has to be; other errors pass.
func Unreadable(ctx context.Context, err error, what string, id any) error {
	var known *recruit.Problem
	if err == nil || ctx.Err() != nil || errors.As(err, &known) || ResultCode(err) != 0 || errors.Is(err, sql.ErrConnDone) || errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return Unavailable(errors.Join(recruit.ErrDamaged, err), fmt.Sprintf("The %s %v cannot be read, because what is stored of it is damaged; restore the last backup. The log file has the details.", what, id))
}

// Stale says that what was the basis of a change is not what is stored now.
func Stale(what string) error {
	return &recruit.Problem{Kind: recruit.ErrStale,
		Sentence: "Someone else has changed " + what + " meanwhile; look at it as it is now and repeat your change."}
}

// ResultCode is the extended result code of an error of SQLite, or the one that SQLite has
// for an error of PostgreSQL, else 0.
func ResultCode(err error) int {
	var lite *sqlite.Error
	var hosted *Hosted
	switch {
	case errors.As(err, &lite):
		return lite.Code()
	case errors.As(err, &hosted):
		return hosted.Code
	}
	return 0
}
