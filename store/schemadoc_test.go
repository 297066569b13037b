package store

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"modernc.org/sqlite"

	"recruitty/internal/docfile"
	"recruitty/store/columns"
)

// TestSchemaDocument holds docs/schema.md to the tables that the migrations
// make. UPDATE_GOLDEN=1 writes it again.
func TestSchemaDocument(t *testing.T) {
	t.Parallel()
	docfile.Section(t, "docs/schema.md", "tables", schemaAsMarkdown(t))
}

// documented is a column of a table as the document shows it.
type documented struct {
	name, kind, rule, refers string
	since                    int
}

// schemaAsMarkdown takes the migrations one after another and writes what they
// have made in the end, with the number of the one that brought each thing.
func schemaAsMarkdown(t *testing.T) string {
	t.Helper()
	connector, err := sqlite.NewConnector("file::memory:?_dqs=0")
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(connector)
	t.Cleanup(func() { pool.Close() })
	pool.SetMaxOpenConns(1) // each connection would have a database of its own
	since := map[string]int{}
	said := remarks{}
	for _, step := range migrations() {
		if _, err := pool.ExecContext(t.Context(), step.script); err != nil {
			t.Fatalf("take migration %d: %v", step.number, err)
		}
		now := map[string]int{}
		for _, name := range everything(t, pool) {
			now[name] = step.number
			if was, ok := since[name]; ok {
				now[name] = was
			}
		}
		since = now
		said.read(step.script)
	}
	var b strings.Builder
	for _, table := range texts(t, pool, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%' ORDER BY name") {
		fmt.Fprintf(&b, "\n### %s\n\nSince %04d.", table, since["table "+table])
		if words := said["table "+table]; words != "" {
			b.WriteString(" " + words)
		}
		b.WriteString("\n\n| column | type | | since | |\n| --- | --- | --- | --- | --- |\n")
		words := ""
		for _, c := range documentedIn(t, pool, table, since) {
			before := words
			if words = said[table+"."+c.name]; words != "" && words == before {
				said[table+"."+c.name] = "as above"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %04d | %s |\n", c.name, c.kind, strings.TrimSpace(c.rule+" "+c.refers), c.since, said[table+"."+c.name])
		}
		made := texts(t, pool, "SELECT type || ' ' || name || char(10) || sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name", table)
		if len(made) > 0 {
			b.WriteString("\n```sql\n")
		}
		for _, m := range made {
			name, statement, _ := strings.Cut(m, "\n")
			fmt.Fprintf(&b, "-- %04d\n%s;\n", since[name], strings.TrimSpace(statement))
		}
		if len(made) > 0 {
			b.WriteString("```\n")
		}
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

// everything names what the file has now: tables, indexes, triggers, columns.
func everything(t *testing.T, q columns.Querier) []string {
	return texts(t, q, `SELECT type || ' ' || name FROM sqlite_schema
		UNION ALL SELECT l.name || '.' || i.name FROM pragma_table_list AS l, pragma_table_xinfo(l.name) AS i WHERE l.schema = 'main'`)
}

// documentedIn lists those of a table in their order. Those that a virtual table
// keeps for itself are left out.
func documentedIn(t *testing.T, q columns.Querier, table string, since map[string]int) []documented {
	t.Helper()
	refers := map[string]string{}
	for _, pair := range texts(t, q, `SELECT "from" || ' ' || "table" FROM pragma_foreign_key_list(?)`, table) {
		from, to, _ := strings.Cut(pair, " ")
		refers[from] = "→ [" + to + "](#" + to + ")"
	}
	var out []documented
	for _, line := range texts(t, q, `SELECT name || '|' || type || '|' || trim(iif("notnull", 'not null ', '') || iif(pk, 'key ', '') ||
		ifnull('default ' || dflt_value, '')) FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid`, table) {
		part := strings.SplitN(line, "|", 3)
		out = append(out, documented{name: part[0], kind: part[1], rule: part[2], refers: refers[part[0]], since: since[table+"."+part[0]]})
	}
	return out
}

// texts reads a list of texts.
func texts(t testing.TB, q columns.Querier, query string, args ...any) []string {
	t.Helper()
	rows, err := q.QueryContext(context.Background(), query, args...)
	out, err := columns.Collect(rows, err, func(row columns.Scanner) (string, error) {
		var text string
		err := row.Scan(&text)
		return text, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// remarks are what the migrations say of tables ("table members") and columns
// ("members.email") in their comments.
type remarks map[string]string

var (
	createsTable = regexp.MustCompile(`^CREATE (?:VIRTUAL )?TABLE (\w+)`)
	addsColumn   = regexp.MustCompile(`^ALTER TABLE (\w+) ADD COLUMN (\w+)`)
	hasColumn    = regexp.MustCompile(`^ +(\w+) .*?(?:-- (.*))?$`)
)

// read takes what one migration says. A comment is about the statements that
// follow it without an empty line between them.
func (r remarks) read(script string) {
	var comment []string
	table := ""
	fresh := false // the comment is still being read
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "-- "):
			if !fresh {
				comment = nil
			}
			fresh = true
			comment = append(comment, strings.TrimSpace(strings.TrimPrefix(line, "--")))
			continue
		case line == "":
			comment = nil
		case createsTable.MatchString(line):
			table = createsTable.FindStringSubmatch(line)[1]
			if fresh {
				r["table "+table] = cell(comment)
			}
		case addsColumn.MatchString(line):
			m := addsColumn.FindStringSubmatch(line)
			r[m[1]+"."+m[2]] = cell(comment)
		case strings.HasPrefix(line, ")"):
			table = ""
		case table != "" && hasColumn.MatchString(line):
			if m := hasColumn.FindStringSubmatch(line); m[2] != "" {
				r[table+"."+m[1]] = cell([]string{m[2]})
			}
		}
		fresh = false
	}
}

// cell writes lines of a comment as one cell of a table.
func cell(lines []string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;").Replace(strings.Join(lines, " "))
}

// TestRemarksAreOfTheirStatement holds how comments of a migration are read.
func TestRemarksAreOfTheirStatement(t *testing.T) {
	t.Parallel()
	r := remarks{}
	r.read(strings.Join([]string{
		"-- About the file.", "", "CREATE TABLE plain (", "    a TEXT,", "    b TEXT -- what b is", ") STRICT;", "",
		"-- One thing", "-- in two lines.", "CREATE TABLE told (", "    a TEXT", ") STRICT;", "CREATE INDEX x ON told (a);",
		"-- Both of them.", "ALTER TABLE plain ADD COLUMN c TEXT;", "ALTER TABLE plain ADD COLUMN d TEXT;",
	}, "\n"))
	want := []string{"plain.b what b is", "plain.c Both of them.", "plain.d Both of them.", "table told One thing in two lines."}
	var got []string
	for name, words := range r {
		got = append(got, name+" "+words)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}
