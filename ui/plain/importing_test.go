package plain_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// intake imports into the world.
func (w *world) intake() *importer.Service {
	s := importer.New(w.db, func() time.Time { return w.now })
	s.Memory = w.db
	return s
}

func (w *world) write(name, content string) string {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return path
}

// TestImporting speaks of the columns and the first rows of a file, changes a
// column, checks, imports and takes the import back.
func TestImporting(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	path := w.write("people.csv", "Who,Email,Shoe size\nAna Costa,ana@example.com,38\nBen Wood,ben@example.com,44\n,,1\n")
	heard := w.says(w.dana, "import candidates "+path, "1", "name", "others drop", "", "yes", "import list", "1", "no", "import undo 1", "yes", "import list", "candidates ana", "quit")
	has(t, heard, "people.csv, 3 rows: table with commas", "1. Who is custom field, such as Ana Costa.", "2. Email is email, such as ana@example.com.",
		"Line 2: custom field Ana Costa, email ana@example.com, custom field 38.", "No column is the name yet; say which it is.",
		"What is Who (enter keeps custom field)", "Who is name.", "3. Shoe size is dropped", "Would import 2 of 3 rows", "Bad rows: 1.", "Line 4:", "Nothing is imported yet. Import it? (yes or no):",
		"Imported 2 of 3 rows", "This is import 1; type import undo 1 to undo it.",
		"1. import 1, people.csv,", "by Dana Ortiz, 2 candidates", "Nothing was undone.", "Import 1 is undone: 2 rows removed", "taken back", `No candidate matches "ana"`)
}

// TestImportingAgain keeps what was said about a file until it is imported.
func TestImportingAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	path := w.write("people.csv", "Who,Email\nAna Costa,ana@example.com\n")
	has(t, w.says(w.dana, "import", "candidates", path, "who", "name", "leave", "quit"), "Import what", "File:", "Who is name.", "What you typed is kept")
	has(t, w.says(w.dana, "import candidates", "yes", "", "yes", "quit"), "Something was typed here before", "1. Who is name", "Would import 1 of 1 rows", "Imported 1 of 1 rows")
	has(t, w.says(w.dana, "import candidates nowhere.csv", path, "", "leave", "quit"), "There is no file nowhere.csv", "File:", "1 known already", "Nothing in this file would be imported.")
}

// TestImportingSheets asks which list of several is meant.
func TestImportingSheets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{"a.csv": "name,email\nAna Costa,ana@example.com\n", "b.csv": "name,email\nBen Wood,ben@example.com\n"} {
		f := firstOf(z.Create(name))
		firstOf(f.Write([]byte(content)))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := w.write("lists.zip", b.String())
	heard := w.says(w.dana, "import candidates "+path, "b.csv", "", "yes", "quit")
	has(t, heard, "Which sheet", "Line 2: name Ben Wood, email ben@example.com.", "Imported 1 of 1 rows")
	if strings.Contains(heard, "Ana Costa") {
		t.Errorf("the other list was read: %s", heard)
	}
}

// TestImportingIsForRecruiters refuses it to those who may not recruit, and says
// what cannot be done.
func TestImportingIsForRecruiters(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	lee := w.member("Lee Park", recruit.ReadOnly)
	if heard := w.says(lee, "import candidates x.csv", "import list", "import undo 1", "quit"); strings.Contains(heard, "Import what") || strings.Contains(heard, "yes or no") {
		t.Error(heard)
	}
	has(t, w.says(w.dana, "import shoes", "import undo", "import undo 9", "yes", "import list", "quit"), `"shoes" cannot be imported`, "Which import?", "There is no import 9", "Nothing was imported yet.")
}
