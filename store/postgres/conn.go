package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"

	sqlite3 "modernc.org/sqlite/lib"

	"recruitty/store/problem"
)

// connector makes connections that are asked what SQLite is asked.
type connector struct {
	driver.Connector
	known  *known
	writes bool // its transactions wait for their turn
}

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, explained(err)
	}
	inner, ok := made.(session)
	if !ok {
		return nil, errors.Join(errors.New("translate queries: the driver's connection is not what it was"), made.Close())
	}
	return &conn{session: inner, known: c.known, writes: c.writes}, nil
}

// session is what the driver's connection can do and database/sql uses.
type session interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
}

// conn is a connection that translates.
type conn struct {
	session
	known  *known
	writes bool
}

// turn is the number of the lock that whoever writes holds, for each workspace: of the
// database that it is in, and of this program ("RCRT").
const turn = "SELECT pg_advisory_xact_lock(1380143700)"

// BeginTx implements driver.ConnBeginTx. Who reads sees one state, and who writes is alone.
func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if opts.ReadOnly || !c.writes {
		opts.ReadOnly, opts.Isolation = true, driver.IsolationLevel(sql.LevelRepeatableRead)
		tx, err := c.session.BeginTx(ctx, opts)
		return transaction{tx}, explained(err)
	}
	tx, err := c.session.BeginTx(ctx, opts)
	if err != nil {
		return nil, explained(err)
	}
	if _, err := c.session.ExecContext(ctx, turn, nil); err != nil {
		return nil, errors.Join(explained(err), tx.Rollback())
	}
	return transaction{tx}, nil
}

// transaction explains what goes wrong at its end.
type transaction struct{ driver.Tx }

// Commit implements driver.Tx.
func (t transaction) Commit() error {
	err := explained(t.Tx.Commit())
	var lost *problem.Hosted
	if errors.As(err, &lost) && lost.Code == sqlite3.SQLITE_CANTOPEN {
		lost.Maybe = true
	}
	return err
}

// Prepare implements driver.Conn; nobody asks for it.
func (c *conn) Prepare(string) (driver.Stmt, error) {
	return nil, errors.New("statements are prepared as they are used")
}

// QueryContext implements driver.QueryerContext.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	t, args, err := c.known.translation(query, args)
	if err != nil {
		return nil, err
	}
	got, err := c.session.QueryContext(ctx, t.text, args)
	if err != nil {
		return nil, explained(err)
	}
	return newRows(got), nil
}

// ExecContext implements driver.ExecerContext.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	t, args, err := c.known.translation(query, args)
	switch {
	case err != nil:
		return nil, err
	case t.nothing:
		return driver.RowsAffected(0), nil
	case !t.numbers:
		result, err := c.session.ExecContext(ctx, t.text, args)
		return result, explained(err)
	}
	got, err := c.session.QueryContext(ctx, t.text, args)
	if err != nil {
		return nil, explained(err)
	}
	defer got.Close()
	var made inserted
	row := make([]driver.Value, 1)
	for {
		switch err := got.Next(row); {
		case errors.Is(err, io.EOF):
			return made, nil
		case err != nil:
			return nil, explained(err)
		}
		made.rows++
		made.last, _ = row[0].(int64)
	}
}

// inserted says what an INSERT has made.
type inserted struct{ last, rows int64 }

// LastInsertId implements driver.Result.
func (i inserted) LastInsertId() (int64, error) { return i.last, nil }

// RowsAffected implements driver.Result.
func (i inserted) RowsAffected() (int64, error) { return i.rows, nil }

// rows are the rows of a query as SQLite would have them: truth values are 0 and 1, sums are
// numbers, and JSON is text.
type rows struct {
	driver.Rows
	types []string
}

func newRows(of driver.Rows) *rows {
	r := &rows{Rows: of}
	if typed, ok := of.(driver.RowsColumnTypeDatabaseTypeName); ok {
		for n := range of.Columns() {
			r.types = append(r.types, typed.ColumnTypeDatabaseTypeName(n))
		}
	}
	return r
}

// Next implements driver.Rows.
func (r *rows) Next(dest []driver.Value) error {
	if err := r.Rows.Next(dest); err != nil {
		if errors.Is(err, io.EOF) {
			return io.EOF
		}
		return explained(err)
	}
	for n, v := range dest {
		switch v := v.(type) {
		case bool:
			dest[n] = int64(0)
			if v {
				dest[n] = int64(1)
			}
		case string:
			if n < len(r.types) && r.types[n] == "NUMERIC" {
				dest[n] = number(v)
			}
		case []byte:
			if n < len(r.types) && r.types[n] == "JSON" {
				dest[n] = string(v)
			}
		}
	}
	return nil
}

// number is a NUMERIC as the number that it is.
func number(text string) driver.Value {
	whole, fraction, _ := strings.Cut(text, ".")
	if strings.Trim(fraction, "0") == "" {
		if n, err := strconv.ParseInt(whole, 10, 64); err == nil {
			return n
		}
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return f
	}
	return text
}

// mostKnown is up to how many translations are kept.
const mostKnown = 2000

// known keeps translations.
type known struct {
	numbered map[string]bool // the tables that number their rows
	mu       sync.Mutex
	all      map[string]translated
}

// translation is a query and its arguments as they go out.
func (k *known) translation(query string, args []driver.NamedValue) (translated, []driver.NamedValue, error) {
	kinds, err := kinds(args)
	if err != nil {
		return translated{}, nil, err
	}
	key := kinds + " " + query
	k.mu.Lock()
	t, found := k.all[key]
	k.mu.Unlock()
	if !found {
		t = translate(query, kinds, k.numbered)
		k.mu.Lock()
		if len(k.all) >= mostKnown {
			clear(k.all)
		}
		k.all[key] = t
		k.mu.Unlock()
	}
	out := make([]driver.NamedValue, len(t.args))
	for n, from := range t.args {
		out[n] = driver.NamedValue{Ordinal: n + 1, Value: args[from].Value}
	}
	return t, out, nil
}
