package store

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"recruitty/store/prepared"
)

func TestAStatementIsReadTwiceAtOnce(t *testing.T) {
	t.Parallel()
	db := openIn(t, t.TempDir())
	for n := range 3 {
		must(t, db.SetSetting(t.Context(), fmt.Sprint("key", n), fmt.Sprint("value", n)))
	}
	tx, err := db.readers.BeginTx(t.Context(), nil)
	must(t, err)
	defer tx.Rollback()
	const query = "SELECT key FROM settings WHERE key LIKE ? ORDER BY key"
	read := func(within func(key string)) {
		rows, err := tx.QueryContext(t.Context(), query, "key%")
		must(t, err)
		defer rows.Close()
		n := 0
		for ; rows.Next(); n++ {
			var key string
			must(t, rows.Scan(&key))
			if key != fmt.Sprint("key", n) {
				t.Errorf("row %d is %s", n, key)
			}
			within(key)
		}
		must(t, rows.Err())
		if n != 3 {
			t.Errorf("%d rows", n)
		}
	}
	for range 2 {
		read(func(string) { read(func(string) {}) })
	}
}

func TestMoreQuestionsThanStatementsAreKept(t *testing.T) {
	t.Parallel()
	db := openIn(t, t.TempDir())
	tx, err := db.readers.BeginTx(t.Context(), nil)
	must(t, err)
	defer tx.Rollback()
	for round := range 3 {
		for n := range prepared.Most + 20 {
			var got int
			must(t, tx.QueryRowContext(t.Context(), fmt.Sprintf("SELECT %d + ?", n), round).Scan(&got))
			if got != n+round {
				t.Errorf("%d + %d = %d", n, round, got)
			}
		}
	}
	for range 2 {
		if _, err := tx.QueryContext(t.Context(), "SELECT nothing FROM nowhere"); err == nil { //nolint:rowserrcheck // there are no rows
			t.Error("a query that cannot be understood has an answer")
		}
	}
}

// TestLimitsAreNoReasonToPrepareAgain: a statement whose LIMIT is a bare parameter is
// prepared each time, which costs more than reading a page does.
func TestLimitsAreNoReasonToPrepareAgain(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	must(t, err)
	bare := regexp.MustCompile(`(?:LIMIT|OFFSET) \?\d*(?:$|[^\d+])`)
	for _, file := range files {
		source, err := os.ReadFile(file)
		must(t, err)
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for n, line := range strings.Split(string(source), "\n") {
			if bare.MatchString(line) && !strings.HasPrefix(strings.TrimSpace(line), "//") {
				t.Errorf("%s:%d: write LIMIT ?+0: %s", file, n+1, strings.TrimSpace(line))
			}
		}
	}
}
