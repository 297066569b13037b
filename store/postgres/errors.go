package postgres

import (
	"context"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/store/problem"
)

// explained says what went wrong by the code that SQLite has for it, by which package
// problem tells people.
func explained(err error) error {
	var told *pgconn.PgError
	var lost *pgconn.ConnectError
	var network net.Error
	var known *problem.Hosted
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &told):
		return &problem.Hosted{Code: code(told.Code), Said: told.Message, Err: err}
	case errors.As(err, &lost), errors.As(err, &network), errors.Is(err, io.ErrUnexpectedEOF):
		return &problem.Hosted{Code: sqlite3.SQLITE_CANTOPEN, Said: "it does not answer", Err: err}
	}
	return err
}

// code is what SQLite calls a state of SQL
// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
func code(state string) int {
	switch state {
	case "23505", "23P01":
		return sqlite3.SQLITE_CONSTRAINT_UNIQUE
	case "23503":
		return sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
	case "55P03", "40001", "40P01":
		return sqlite3.SQLITE_BUSY
	case "53100":
		return sqlite3.SQLITE_FULL
	case "25006", "42501":
		return sqlite3.SQLITE_READONLY
	case "57014":
		return sqlite3.SQLITE_INTERRUPT
	}
	if len(state) != 5 {
		return sqlite3.SQLITE_ERROR
	}
	switch state[:2] {
	case "23", "22":
		return sqlite3.SQLITE_CONSTRAINT
	case "08", "28", "3D", "53", "57":
		return sqlite3.SQLITE_CANTOPEN
	case "XX":
		return sqlite3.SQLITE_CORRUPT
	case "58":
		return sqlite3.SQLITE_IOERR
	}
	return sqlite3.SQLITE_ERROR
}
