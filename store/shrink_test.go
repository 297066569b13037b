package store

import (
	"database/sql"
	"strings"
	"testing"

	"modernc.org/sqlite"
)

// cached is how many bytes of pages the connections of a pool keep.
func cached(t *testing.T, pool *sql.DB) (sum int) {
	t.Helper()
	for range pool.Stats().Idle {
		conn, err := pool.Conn(t.Context())
		must(t, err)
		defer conn.Close()
		must(t, conn.Raw(func(c any) error {
			n, _, err := c.(sqlite.DBStatus).Status(sqlite.DBStatusCacheUsed, false)
			sum += n
			return err
		}))
	}
	return sum
}

func TestShrink(t *testing.T) {
	t.Parallel()
	db := openIn(t, t.TempDir())
	long := strings.Repeat("a long note ", 50_000)
	must(t, db.SetSetting(t.Context(), "note", long))
	if got, err := db.Setting(t.Context(), "note"); err != nil || got != long {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	for name, pool := range map[string]*sql.DB{"readers": db.readers, "writer": db.writer} {
		if n := cached(t, pool); n < len(long) {
			t.Errorf("the %s keep %d bytes before", name, n)
		}
	}
	must(t, db.Shrink(t.Context()))
	for name, pool := range map[string]*sql.DB{"readers": db.readers, "writer": db.writer} {
		if n := cached(t, pool); n > len(long)/10 {
			t.Errorf("the %s keep %d bytes", name, n)
		}
	}
	if got, err := db.Setting(t.Context(), "note"); err != nil || got != long {
		t.Errorf("afterwards %d bytes, %v", len(got), err)
	}
}
