// Package where writes the terms of a filter (package filter) as conditions of SQL. The
// rules by which texts and days are compared are those of package filter, which SQLite
// calls: there is one rule, in memory and in the store. The texts of conditions are
// constants of this package; whatever comes from people is an argument.
package where

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"modernc.org/sqlite"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
)

// connector opens a database whose connections know the functions of this package.
type connector struct {
	driver  *sqlite.Driver
	address string
}

// Connector is for the database at an address, as the driver takes it.
func Connector(address string) (driver.Connector, error) {
	if _, err := sqlite.NewConnector(address); err != nil { // it checks the address
		return nil, err
	}
	d := &sqlite.Driver{}
	for name, f := range map[string]func(a, b driver.Value) bool{"says": says, "dials": dials} {
		err := d.RegisterDeterministicScalarFunction(name, 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
			return f(args[0], args[1]), nil
		})
		if err != nil {
			return nil, fmt.Errorf("register %s: %w", name, err)
		}
	}
	err := d.RegisterDeterministicScalarFunction("weekday", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		at, known := args[0].(int64)
		if !known {
			return "", nil
		}
		return filter.Weekday(time.UnixMicro(at).UTC(), text(args[1])), nil
	})
	if err != nil {
		return nil, fmt.Errorf("register weekday: %w", err)
	}
	err = d.RegisterDeterministicScalarFunction("stage_lost", 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		return recruit.StageLost(text(args[0])), nil
	})
	if err != nil {
		return nil, fmt.Errorf("register stage_lost: %w", err)
	}
	return connector{d, address}, nil
}

// Connect implements driver.Connector.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.driver.Open(c.address)
}

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return c.driver }

// text is an argument that is a text, "" for any other.
func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

// says is says(text, value): filter.Says.
func says(a, b driver.Value) bool { return filter.Says(text(a), text(b)) }

// dials is dials(numbers, digits): whether one of the telephone numbers, between which
// quotes or commas stand, has these digits.
func dials(a, b driver.Value) bool {
	want := text(b)
	for number := range strings.FieldsFuncSeq(text(a), func(r rune) bool { return r == '"' || r == ',' }) {
		if strings.Contains(sanitize.Digits(number), want) {
			return true
		}
	}
	return false
}
