package store

import (
	"context"
	"errors"
	"testing"
)

// TestTogether holds that reads of one view see nothing that was written since it began, and that they wait for nobody:
// not for a writer, and not for other readers.
func TestTogether(t *testing.T) {
	t.Parallel()
	db := openIn(t, t.TempDir())
	ctx := t.Context()
	set := func(value string) {
		t.Helper()
		if err := db.SetSetting(ctx, "workspace.name", value); err != nil {
			t.Fatal(err)
		}
	}
	set("before")
	for range readerCount { // which nobody gives back
		tx, err := db.readers.BeginTx(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback()
	}
	broken := errors.New("broken")
	err := db.Together(ctx, func(view context.Context) error {
		for n, written := range []string{"after", "later"} {
			got, err := db.Setting(view, "workspace.name")
			if err != nil || got != "before" {
				t.Errorf("read %d says %q, %v", n, got, err)
			}
			set(written)
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("the error was %v", err)
	}
	if err := db.Together(ctx, func(view context.Context) error {
		got, err := db.Setting(view, "workspace.name")
		if got != "later" {
			t.Errorf("a later view says %q", got)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}
