// Package prepared makes connections to SQLite that keep their statements.
package prepared

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strings"

	"modernc.org/sqlite"
)

// Most is how many statements one connection keeps. The texts are
// constants of this package, but lists put theirs together from parts; when
// there are too many, any one makes room.
const Most = 160

// DataVersion asks for a number that is another one when another connection has
// committed.
const DataVersion = "PRAGMA data_version"

// Connector makes connections on which each statement is prepared once.
// Reading a screen's few rows costs SQLite less than understanding the question
// again does, and the same few dozen questions are asked all day. SQLite prepares a
// statement anew each time when its LIMIT is a bare parameter, because the plan may
// go by the number: the statements of this package say LIMIT ?+0.
type Connector struct {
	driver.Connector
	Told []string // to each before it changes anything
}

// Connect implements driver.Connector.
func (p Connector) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := p.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	c, ok := made.(SQLite)
	if !ok {
		return nil, errors.Join(errors.New("keep statements: the driver's connection is not what it was"), made.Close())
	}
	return &Conn{SQLite: c, told: p.Told, kept: map[string]*statement{}}, nil
}

// SQLite is what the driver's connection can do and database/sql uses.
type SQLite interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	sqlite.DBStatus
}

// Conn is a connection that keeps its statements. Like every connection it
// is used by one goroutine at a time.
type Conn struct {
	SQLite
	told []string // what it has not heard yet
	kept map[string]*statement
}

// hear lets the connection go by what it is told.
func (c *Conn) hear(ctx context.Context) error {
	for len(c.told) > 0 {
		if _, err := c.SQLite.ExecContext(ctx, c.told[0], nil); err != nil {
			return err
		}
		c.told = c.told[1:]
	}
	return nil
}

// BeginTx implements driver.ConnBeginTx.
func (c *Conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if err := c.hear(ctx); err != nil {
		return nil, err
	}
	return c.SQLite.BeginTx(ctx, opts)
}

// Unheard is how many texts the connection has still to hear before it changes anything.
func (c *Conn) Unheard() int { return len(c.told) }

// statement is a kept one. While its rows are being read it cannot be used for
// anything else.
type statement struct {
	driver.Stmt
	busy bool
}

// free returns the statement of a query, or nil when that is to be run by
// itself: it is no statement about rows, the same one is being read, or it
// cannot be prepared, which running it will say.
func (c *Conn) free(ctx context.Context, query string) *statement {
	s, known := c.kept[query]
	if !known {
		if !aboutRows(query) {
			return nil
		}
		made, err := c.PrepareContext(ctx, query)
		if err != nil {
			return nil
		}
		if len(c.kept) >= Most {
			_ = c.forget(1)
		}
		s = &statement{Stmt: made}
		c.kept[query] = s
	}
	if s.busy {
		return nil
	}
	return s
}

// aboutRows reports whether a statement reads or writes rows.
func aboutRows(query string) bool {
	if query == DataVersion {
		return true // twice a second
	}
	verb, _, _ := strings.Cut(strings.TrimLeft(query, " \t\n"), " ")
	switch verb {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "WITH":
		return true
	}
	return false
}

// QueryContext implements driver.QueryerContext.
func (c *Conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s := c.free(ctx, query)
	if s == nil {
		return c.SQLite.QueryContext(ctx, query, args)
	}
	rows, err := s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &rowsOf{rows, s}, nil
}

// ExecContext implements driver.ExecerContext.
func (c *Conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if err := c.hear(ctx); err != nil {
		return nil, err
	}
	s := c.free(ctx, query)
	if s == nil {
		return c.SQLite.ExecContext(ctx, query, args)
	}
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

// forget gives up to so many statements up.
func (c *Conn) forget(most int) error {
	var errs []error
	for query, s := range c.kept {
		if most == 0 {
			break
		}
		if !s.busy {
			errs = append(errs, s.Close())
			delete(c.kept, query)
			most--
		}
	}
	return errors.Join(errs...)
}

// Close implements driver.Conn.
func (c *Conn) Close() error { return errors.Join(c.forget(Most), c.SQLite.Close()) }

// rowsOf are the rows of a kept statement.
type rowsOf struct {
	driver.Rows
	of *statement
}

// Close implements driver.Rows.
func (r *rowsOf) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

// Shrink holds all idle connections of a pool at once, because a pool gives the
// one that it got back last again and again.
func Shrink(ctx context.Context, pool *sql.DB) (err error) {
	for range pool.Stats().Idle {
		conn, e := pool.Conn(ctx)
		if e != nil {
			return errors.Join(err, e)
		}
		defer func() { err = errors.Join(err, conn.Close()) }()
		if err = conn.Raw(func(c any) error { return c.(*Conn).forget(Most) }); err != nil {
			return err
		}
		if _, err = conn.ExecContext(ctx, "PRAGMA shrink_memory"); err != nil {
			return err
		}
	}
	return nil
}
