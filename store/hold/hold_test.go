package hold

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// TestOneHoldsAFile holds that one holds a file, others see it, and nothing is left
// of it.
func TestOneHoldsAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "tmp", "import-1")
	if Held(path) {
		t.Error("held before anybody took it")
	}
	release, err := Take(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Take(path); !errors.Is(err, ErrHeld) || !Held(path) {
		t.Errorf("taken twice: %v", err)
	}
	release()
	if _, err := os.Stat(path); err == nil || Held(path) {
		t.Error("it is there, or held, after it was let go of")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil { // as a process that was killed leaves it
		t.Fatal(err)
	}
	if Held(path) {
		t.Error("what nobody has locked is held")
	}
}

// TestManyWantAFile lets many take a file and let go of it, and holds that no two
// have it at once.
func TestManyWantAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "import-1")
	var have atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for taken := 0; taken < 50; {
				release, err := Take(path)
				if errors.Is(err, ErrHeld) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				if have.Add(1) != 1 {
					t.Error("two hold it")
				}
				taken++
				have.Add(-1)
				release()
			}
		})
	}
	all.Wait()
}
