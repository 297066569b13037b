package columns

import (
	"context"
	"database/sql"
	"fmt"
)

// Querier is what runs a query: a pool or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Runner runs statements in a transaction.
type Runner interface {
	Querier
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// ChangedOne reports whether a statement changed exactly the row it was meant for.
func ChangedOne(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("count changed rows: %w", err)
	}
	return n == 1, nil
}

// InsertedID is the id that a new row was given.
func InsertedID[ID ~int64](result sql.Result, err error) (ID, error) {
	if err != nil {
		return 0, err
	}
	id, err := result.LastInsertId()
	return ID(id), err
}
