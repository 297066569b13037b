package filewatch

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestQuietLog(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "recruitty.db-wal")
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	write := func(text string, at time.Time) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	var log Quiet
	look := func(what string, at time.Time, want bool) {
		t.Helper()
		if got := log.Unchanged(path, at); got != want {
			t.Errorf("%s: unchanged is %v, want %v", what, got, want)
		}
	}
	look("no log yet", now, false)
	look("still none", now, false)
	write("a", now)
	look("a first one", now.Add(time.Second), false)
	look("written a moment ago: a second write may carry the same time", now.Add(time.Second), false)
	look("the last look was too early to tell", now.Add(5*time.Second), false)
	look("nothing since", now.Add(6*time.Second), true)
	write("ab", now)
	look("another size, same time", now.Add(7*time.Second), false)
	look("nothing since that", now.Add(8*time.Second), true)
	write("ba", now.Add(9*time.Second))
	look("overwritten", now.Add(10*time.Second), false)
	look("written a moment ago", now.Add(10*time.Second), false)
	look("the clock went back", now.Add(-time.Hour), false)
	look("the file is of the future", now.Add(-time.Hour), false)
	look("asked while settled", now.Add(time.Minute), false)
	for range askedAnyway {
		look("nothing since a minute", now.Add(time.Minute), true)
	}
	look("asked all the same now and then", now.Add(time.Minute), false)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	look("the log is gone", now.Add(time.Hour), false)
}
