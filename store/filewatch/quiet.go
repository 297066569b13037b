package filewatch

import (
	"os"
	"runtime"
	"time"
)

// settledAfter is the age from which on a file's time of change tells that
// nothing was written since: two writes of one moment may carry the same time,
// and no file system that SQLite's log works on keeps time coarser than this.
const settledAfter = 2 * time.Second

// askedAnyway is how many looks in a row may find nothing before the database is
// asked all the same.
const askedAnyway = 20

// Quiet tells by looking at the file of SQLite's write-ahead log whether
// anybody can have committed since the last look. A look costs a tenth of asking
// the database, and an idle program does nothing else.
//
// Only the file's size and time are looked at. It is never opened: closing it
// would drop the locks that this process holds on it (POSIX advisory locks).
type Quiet struct {
	size    int64
	changed time.Time
	settled bool // the last look was long after the last change
	skipped int
}

// Unchanged reports whether the log at path is certain to be as it was at the last
// look. Now is the time on the system's clock; where that is not the clock of
// the file, or the system writes times late (Windows), the answer is no.
func (q *Quiet) Unchanged(path string, now time.Time) bool {
	if runtime.GOOS == "windows" {
		return false
	}
	file, err := os.Stat(path)
	if err != nil {
		*q = Quiet{}
		return false
	}
	same := q.settled && file.Size() == q.size && file.ModTime().Equal(q.changed) && q.skipped < askedAnyway
	if same {
		q.skipped++
		return true
	}
	*q = Quiet{size: file.Size(), changed: file.ModTime(), settled: now.Sub(file.ModTime()) > settledAfter}
	return false
}
