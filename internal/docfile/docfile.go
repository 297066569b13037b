// Package docfile holds the parts of documents that are made from the program
// (the tables of keys and commands, the schema) to what the program has.
package docfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Update is the variable of the environment that has documents, like golden
// screens, written again instead of compared.
const Update = "UPDATE_GOLDEN"

// Section compares the part of a document between <!-- name --> and
// <!-- /name --> with want, and fails the test where they differ. The file is
// named from the root of the module.
func Section(t testing.TB, file, name, want string) {
	t.Helper()
	text := read(t, file)
	from, to := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	head, rest, found := strings.Cut(text, from)
	_, tail, closed := strings.Cut(rest, to)
	if !found || !closed {
		t.Fatalf("%s has no place for the %s: write %s%s into it", file, name, from, to)
	}
	compare(t, file, text, head+from+want+to+tail)
}

// Whole compares a whole file with want, like Section.
func Whole(t testing.TB, file, want string) {
	t.Helper()
	compare(t, file, read(t, file), want)
}

// read returns what the file holds, "" where there is none yet.
func read(t testing.TB, file string) string {
	t.Helper()
	content, err := os.ReadFile(path(t, file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(content), "\r\n", "\n")
}

// compare fails the test where a file holds something else than what was made,
// or writes it there.
func compare(t testing.TB, file, holds, made string) {
	t.Helper()
	if made == holds {
		return
	}
	if os.Getenv(Update) == "" {
		t.Fatalf("%s is not what the program makes of it; run the test again with %s=1, or make readme", file, Update)
	}
	if err := os.WriteFile(path(t, file), []byte(made), 0o644); err != nil {
		t.Fatal(err)
	}
}

// path is where a file is that is named from the root of the module.
func path(t testing.TB, file string) string {
	t.Helper()
	return filepath.Join(root(t), filepath.FromSlash(file))
}

// root is the folder of the module, above the package whose test is running.
func root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		above := filepath.Dir(folder)
		if above == folder {
			t.Fatal("there is no go.mod above the test")
		}
		folder = above
	}
}
