package store

import (
	"net/url"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/store/prepared"
)

// TestOpeningReadsTheSchemaOnce opens a workspace and watches it as a screen does:
// what the writer is told waits until it writes, and the watch asks for
// nothing that needs the schema. Nothing is written while nothing sleeps.
func TestOpeningReadsTheSchemaOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.scheduled(t, "one", now.Add(time.Hour))
	db := openIn(t, w.dir)
	db.Changes(t.Context())
	before := w.dump(t)
	must(t, db.WakeEffects(t.Context(), "", now))
	if after := w.dump(t); after != before {
		t.Errorf("waking nobody wrote\n%s\nwas\n%s", after, before)
	}
	writer, err := db.writer.Conn(t.Context())
	must(t, err)
	must(t, writer.Raw(func(c any) error {
		if c.(*prepared.Conn).Unheard() == 0 {
			t.Error("the writer knows the schema before it writes")
		}
		return nil
	}))
	must(t, writer.Close())
	if n := db.watcher.Stats().OpenConnections; n != 1 {
		t.Errorf("%d connections watch", n)
	}
	_, err = w.writer.Exec("UPDATE effects SET next_attempt = NULL WHERE id = 2")
	must(t, err)
	must(t, db.WakeEffects(t.Context(), "", now))
	if r, err := db.Record(t.Context(), 1); err != nil || !r.Effects[1].NextAttempt.Equal(now) {
		t.Errorf("what slept is %+v, %v", r.Effects[1], err)
	}
}

// TestWhatIsSavedIsOnTheDisk holds what a transaction that writes goes by.
func TestWhatIsSavedIsOnTheDisk(t *testing.T) {
	t.Parallel()
	db := openIn(t, t.TempDir())
	over := db.inBulk(t.Context())
	var cache string
	must(t, db.writer.QueryRowContext(t.Context(), "PRAGMA cache_size").Scan(&cache))
	if cache != "-14336" {
		t.Errorf("for many rows %s are kept", cache)
	}
	over()
	for range 2 {
		tx, err := db.writer.BeginTx(t.Context(), nil)
		must(t, err)
		for pragma, want := range map[string]int{"synchronous": 2, "cache_size": -65536, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0} {
			var got int
			must(t, tx.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
			if got != want {
				t.Errorf("%s is %d, want %d", pragma, got, want)
			}
		}
		must(t, tx.Rollback())
	}
}

// TestWhatIsThrownAwayWaitsForNoDisk holds that a workspace which is removed in the end
// does not wait for the disk.
func TestWhatIsThrownAwayWaitsForNoDisk(t *testing.T) {
	t.Parallel()
	db, err := Open(t.Context(), t.TempDir(), Options{Passing: true})
	must(t, err)
	t.Cleanup(func() { db.Close() })
	var got int
	must(t, db.writer.QueryRowContext(t.Context(), "PRAGMA synchronous").Scan(&got))
	if got != 0 {
		t.Errorf("synchronous is %d", got)
	}
}

// BenchmarkOpen is what every start and every command begins with: a workspace is
// opened, someone is asked for, and the program ends. The others are connections
// that do not know the schema, and that do.
func BenchmarkOpen(b *testing.B) {
	w := newWorld(b)
	b.Run("workspace", func(b *testing.B) {
		for b.Loop() {
			db, err := Open(w.ctx, w.dir, Options{})
			must(b, err)
			db.Changes(w.ctx)
			must(b, db.WakeEffects(w.ctx, "", now))
			for range 2 {
				if _, err := db.Interviews(w.ctx, recruit.InterviewFilter{}); err != nil {
					b.Fatal(err)
				}
			}
			must(b, db.Close())
		}
	})
	for name, ask := range map[string]string{"without schema": prepared.DataVersion, "with schema": "SELECT commits FROM pulse"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				pool, err := connect(w.path(), 1, url.Values{"_query_only": {"1"}, "mode": {"rw"}}, time.Second)
				must(b, err)
				var n int64
				must(b, pool.QueryRowContext(w.ctx, ask).Scan(&n))
				must(b, pool.Close())
			}
		})
	}
}
