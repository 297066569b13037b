package filewatch_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"recruitty/store/filewatch"
)

func TestWatch(t *testing.T) {
	t.Parallel()
	var w filewatch.Watch
	defer w.End()
	path := filepath.Join(t.TempDir(), "log")
	if w.Begin(path) {
		t.Error("a file is watched that is not there")
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if watched := w.Begin(path); watched != (runtime.GOOS == "linux") {
		t.Fatalf("watched is %v on %s", watched, runtime.GOOS)
	} else if !watched {
		return
	}
	write := func() {
		t.Helper()
		if _, err := file.WriteAt([]byte("x"), 0); err != nil {
			t.Fatal(err)
		}
	}
	write()
	<-w.Told()
	write() // nobody asked for a second one
	if !w.Begin(path) {
		t.Fatal("not watched again")
	}
	select {
	case <-w.Told():
		t.Error("told of what was written before")
	default:
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	<-w.Told()
}
