// Package docfile holds the parts of documents that are made from the program
// (the tables of keys and commands, the schema) to what the program has.
package docfile

import (
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
	path := filepath.Join(root(t), filepath.FromSlash(file))
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(content), "\r\n", "\n")
	from, to := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	head, rest, found := strings.Cut(text, from)
	_, tail, closed := strings.Cut(rest, to)
	if !found || !closed {
		t.Fatalf("%s has no place for the %s: write %s%s into it", file, name, from, to)
	}
	made := head + from + want + to + tail
	if made == text {
		return
	}
	if os.Getenv(Update) == "" {
		t.Fatalf("the %s in %s are not those of the program; run the test again with %s=1 (or make readme)", name, file, Update)
	}
	if err := os.WriteFile(path, []byte(made), 0o644); err != nil {
		t.Fatal(err)
	}
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
