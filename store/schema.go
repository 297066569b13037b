package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"modernc.org/sqlite"
)

// thing is a table, an index, a trigger or a view of a schema.
type thing struct{ kind, name string }

func (t thing) String() string { return t.kind + " " + t.name }

// schemaOf reads what a file is made of, each thing with the statement that
// makes it. What SQLite keeps for itself is left out.
func schemaOf(ctx context.Context, q querier) (map[thing]string, error) {
	type made struct {
		thing
		by string
	}
	rows, err := q.QueryContext(ctx, "SELECT type, name, ifnull(sql, '') FROM sqlite_schema")
	all, err := collect(rows, err, func(row scanner) (made, error) {
		var m made
		err := row.Scan(&m.kind, &m.name, &m.by)
		return m, err
	})
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	out := make(map[thing]string, len(all))
	for _, m := range all {
		if !ofSQLite(m.thing) {
			out[m.thing] = plainStatement(m.by)
		}
	}
	return out, nil
}

// ofSQLite reports whether SQLite made a thing by itself.
func ofSQLite(t thing) bool {
	switch t.kind {
	case "table":
		return t.name == "sqlite_sequence" || t.name == "sqlite_stat1" || t.name == "sqlite_stat4"
	case "index":
		return strings.HasPrefix(t.name, "sqlite_autoindex_")
	}
	return false
}

// schemaAt is the schema as the steps up to a version make it.
func schemaAt(ctx context.Context, version int) (map[thing]string, error) {
	connector, err := sqlite.NewConnector("file::memory:?_dqs=0")
	if err != nil {
		return nil, fmt.Errorf("make an empty database: %w", err)
	}
	pool := sql.OpenDB(connector)
	defer pool.Close()
	pool.SetMaxOpenConns(1) // each connection would have a database of its own
	for _, step := range migrations() {
		if step.number > version {
			break
		}
		if _, err := pool.ExecContext(ctx, step.script); err != nil {
			return nil, fmt.Errorf("take migration %d: %w", step.number, err)
		}
	}
	return schemaOf(ctx, pool)
}

// misfit compares the schema of a file with that of its version: what no step
// has made, and what is missing or another.
func misfit(ctx context.Context, q querier, version int) (foreign, wrong []string, err error) {
	want, err := schemaAt(ctx, version)
	if err != nil {
		return nil, nil, err
	}
	got, err := schemaOf(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	for t := range maps.Keys(got) {
		if _, known := want[t]; !known {
			foreign = append(foreign, t.String())
		}
	}
	for t, by := range want {
		if got[t] != by {
			wrong = append(wrong, t.String())
		}
	}
	slices.Sort(foreign)
	slices.Sort(wrong)
	return foreign, wrong, nil
}

// plainStatement is a statement without comments and with one space between its
// words, so that only what it says counts.
func plainStatement(text string) string {
	var b strings.Builder
	space := false
	for len(text) > 0 {
		n := 1
		switch {
		case strings.HasPrefix(text, "--"):
			text = text[until(text, "\n"):]
			space = true
			continue
		case strings.HasPrefix(text, "/*"):
			text = text[until(text, "*/"):]
			space = true
			continue
		case strings.ContainsRune(" \t\r\n", rune(text[0])):
			text = text[1:]
			space = true
			continue
		case strings.ContainsRune("'\"`", rune(text[0])):
			n = 1 + until(text[1:], text[:1])
		case text[0] == '[':
			n = until(text, "]")
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String()
}

// until is how far it is to the end of the next mark, or of the text.
func until(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}
