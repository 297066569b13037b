package problem

import (
	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Hosted is what went wrong with a database on a server, by the code that SQLite has for
// it.
type Hosted struct {
	Code  int
	Said  string // the words of the server
	Maybe bool   // whether what was to be saved is saved, nobody knows
	Err   error
}

// Error implements error.
func (h *Hosted) Error() string { return h.Err.Error() }

// Unwrap returns what the driver said.
func (h *Hosted) Unwrap() error { return h.Err }

// explainHosted says what went wrong with the workspace at an address.
func explainHosted(address string, h *Hosted, err error) error {
	words, _ := sanitize.Line(h.Said, 200)
	switch h.Code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE:
		return &recruit.Problem{Kind: recruit.ErrDuplicate, Sentence: "That already exists.", Cause: err}
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return &recruit.Problem{Kind: recruit.ErrInvalid, Cause: err,
			Sentence: "That refers to something that no longer exists; open it again and repeat the change."}
	case sqlite3.SQLITE_CONSTRAINT:
		return &recruit.Problem{Kind: recruit.ErrInvalid, Cause: err, Sentence: "The workspace does not take that as it is (" + words + "); check it, and repeat the change."}
	case sqlite3.SQLITE_BUSY:
		return Unavailable(err, "Someone else has kept the workspace in "+address+" locked for too long; nothing was saved, try again in a moment.")
	case sqlite3.SQLITE_FULL:
		return Unavailable(err, "The disk of the database "+address+" is full, so nothing was saved; make room and try again.")
	case sqlite3.SQLITE_READONLY:
		return Unavailable(err, "The database "+address+" may not be changed by whom its address names ("+words+"), so nothing was saved.")
	case sqlite3.SQLITE_CANTOPEN:
		if h.Maybe {
			return Unavailable(err, "The connection to the database "+address+" was lost while something was saved, so it is not known whether it was; look, and repeat it only if it was not.")
		}
		return Unavailable(err, "There is no connection to the database "+address+" ("+words+"); nothing was saved, try again in a moment.")
	}
	return Unavailable(err, "The workspace in "+address+" could not be used; the log file has the details.")
}
