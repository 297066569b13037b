package details

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
	"recruitty/store/scope"
)

// Defined are the fields of the workspace.
func Defined(ctx context.Context, tx columns.Querier) (fields.List, error) {
	var text string
	err := tx.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", fields.Setting).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return fields.Parse(text)
}

// Shown takes from a candidate what who reads is not to see, and calls the fields as they
// are called now. Who sees a part of the workspace reads no salary, and of the fields those
// that say so: an import may have brought anything.
func Shown(ctx context.Context, tx columns.Querier, see scope.Scope, c *recruit.Candidate) error {
	if see.Part {
		c.Salary = ""
	}
	if len(c.Fields) == 0 {
		return nil
	}
	defined, err := Defined(ctx, tx)
	switch {
	case err != nil && see.Part:
		c.Fields = nil
	case err != nil: // the doctor says so; the values are there
	case see.Part:
		c.Fields = defined.ForPanel(c.Fields)
	default:
		c.Fields = defined.Arranged(c.Fields)
	}
	return nil
}

// maxNames bounds how many names of fields are told apart.
const maxNames = 400

// names is the query for the names under which candidates have values, at most as many as
// its argument says, by jumps in the table.
const names = `WITH RECURSIVE used (field) AS (SELECT (SELECT min(field) FROM candidate_fields)
	UNION ALL SELECT (SELECT min(f.field) FROM candidate_fields f WHERE f.field > used.field) FROM used WHERE used.field IS NOT NULL)
	SELECT field FROM used WHERE field IS NOT NULL LIMIT ?+0`

// Names are the names under which candidates have values, as they stand there; all is
// false where there are more than can be told apart.
func Names(ctx context.Context, tx columns.Querier) (list []string, all bool, err error) {
	rows, err := tx.QueryContext(ctx, names, maxNames)
	list, err = columns.Collect(rows, err, columns.ScanText)
	return list, len(list) < maxNames, err
}

// Spelled are the names in use that mean one of wanted, whatever the case.
func Spelled(ctx context.Context, tx columns.Querier, wanted []string) ([]string, error) {
	used, all, err := Names(ctx, tx)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, name := range used {
		if slices.ContainsFunc(wanted, func(w string) bool { return sanitize.Fold(w) == sanitize.Fold(name) }) {
			list = append(list, name)
		}
	}
	if !all { // those that were not looked at are found as they are written
		for _, w := range wanted {
			if !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
	}
	return list, nil
}

// Count counts the candidates who have a value under one of the names, whatever the case.
func Count(ctx context.Context, tx columns.Querier, wanted []string) (n int, err error) {
	spelled, err := Spelled(ctx, tx, wanted)
	if err != nil || len(spelled) == 0 {
		return 0, err
	}
	list, _ := json.Marshal(spelled) // texts always encode
	err = tx.QueryRowContext(ctx, "SELECT count(DISTINCT candidate_id) FROM candidate_fields WHERE field IN (SELECT value FROM json_each(?))", string(list)).Scan(&n)
	return n, err
}

// Standing are the names under which the values of a field stand that a filter names, as
// they are written there; none where who asks is not to see them.
func Standing(ctx context.Context, tx columns.Querier, see scope.Scope, name string) ([]string, error) {
	defined, err := Defined(ctx, tx)
	if err != nil {
		return nil, err
	}
	f, known := defined.Called(name)
	switch {
	case see.Part && !(known && f.Panel):
		return nil, nil
	case known:
		return Spelled(ctx, tx, f.Names())
	}
	return Spelled(ctx, tx, []string{name})
}

// Offered are the names of fields that a filter may ask for: those that are defined, and
// others under which candidates have values. whole is false where there are more.
func Offered(ctx context.Context, tx columns.Querier, see scope.Scope) (list []string, whole bool, err error) {
	defined, err := Defined(ctx, tx)
	if err != nil {
		return nil, false, nil // the doctor says so; nothing is offered
	}
	for _, f := range defined.InUse() {
		if !see.Part || f.Panel {
			list = append(list, f.Name)
		}
	}
	if see.Part {
		return list, true, nil
	}
	used, whole, err := Names(ctx, tx)
	for _, name := range used {
		if _, known := defined.Called(name); !known {
			list = append(list, name)
		}
	}
	return list, whole, err
}
