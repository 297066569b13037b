package ui_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// TestImportOnTheScreen: from the list over the columns and a dry run to the
// import, and back again.
func TestImportOnTheScreen(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "people.csv", "Who,E-Mail,Shoe size\nAda Lovelace,ada@example.com,38\nGrace Hopper,grace@example.com,39\n,,40\n")
	o := open(t, 80, 24, nil, nil)
	o.Press("3", "i")
	o.Shows("Import candidates", "Nothing is imported yet")
	o.put("/nowhere/people.csv")
	o.Press("ctrl+s")
	o.Shows("There is no file people.csv")
	o.Press("esc", "i")
	o.Shows("/nowhere/people.csv", "is back")
	o.Press("ctrl+u")
	o.put(file)
	o.Press("ctrl+s")
	o.Shows("people.csv", "3 rows", "E-Mail", "ada@example.com", "email", "Shoe size", "custom field", "No column is the name yet")
	o.Press("c")
	o.Shows("! No column is the name yet")
	o.Press("enter")
	o.Shows("What is Who?", "▸ Custom field", "now")
	o.Type("name")
	o.Press("enter")
	o.Shows("name (as you said)")
	o.Press("c")
	o.Shows("Would import 2 of 3 rows", "Nothing is imported yet", "Bad rows: 1", "line 4")
	if n := len(everybody(t, o)); n != 0 {
		t.Fatalf("a dry run added %d", n)
	}
	o.Press("i")
	o.Shows("Imported 2 of 3 rows", "This is import 1", "line 4")
	if n := len(everybody(t, o)); n != 2 {
		t.Fatalf("the import added %d", n)
	}
	o.Press("u")
	o.Shows("Undo this import?")
	o.Press("right", "enter")
	o.Shows("Import 1 is undone: 2 rows removed.")
	if n := len(everybody(t, o)); n != 0 {
		t.Fatalf("%d are left", n)
	}
	o.Press("f")
	o.put(file)
	o.Press("ctrl+s")
	o.Shows("are read as Robin Reyes", "name (as you said)")
	o.Press("r")
	o.Shows("No column is the name yet")
}

func everybody(t *testing.T, o *office) []recruit.CandidateSummary {
	t.Helper()
	return firstOf(o.svc.Store.CandidatePage(t.Context(), recruit.CandidateFilter{Limit: 10})).Rows
}

// TestImportChoicesBeginAtWhatIsSo opens what a column may be, and how dates are
// meant, on what they are read as now.
func TestImportChoicesBeginAtWhatIsSo(t *testing.T) {
	t.Parallel()
	o := open(t, 120, 40, nil, nil)
	o.Press("3", "i")
	o.put(writeFile(t, "people.csv", "Name,E-Mail,Shoe size\nAda Lovelace,ada@example.com,38\n"))
	o.Press("ctrl+s")
	for _, column := range []string{"Name", "Email", "Custom field"} {
		o.Press("enter")
		o.Shows("▸ "+column, "now")
		o.Press("esc", "down")
	}
	o.Press("enter") // the last one, which becomes another thing
	o.Type("headline")
	o.Press("enter", "enter")
	o.Shows("▸ Headline", "now")
	o.Press("esc", "up", "up", "up", "up", "up", "enter")
	o.Shows("▸ As detected")
	o.Type("ymd")
	o.Press("enter", "enter")
	o.Shows("▸ Year first, such as 2026-02-01")
}

// TestImportKeepsItsPlace: who leaves an import finds it again as it was.
func TestImportKeepsItsPlace(t *testing.T) {
	t.Parallel()
	o := open(t, 80, 24, nil, nil)
	o.Press("2", "i")
	o.put(writeFile(t, "jobs.csv", "Title,Room\nEngineer,4\n"))
	o.Press("ctrl+s", "down")
	o.Press("enter")
	o.Type("left out")
	o.Press("enter")
	o.Shows("left out (as you said)")
	o.Press("esc")
	o.Hides("left out (as you said)")
	o.Press("i")
	o.Shows("left out (as you said)")
	o.Press("c", "i")
	o.Shows("Imported 1 of 1 rows")
}

// TestImportFitsEveryWindow: three hundred columns in windows of every size.
func TestImportFitsEveryWindow(t *testing.T) {
	t.Parallel()
	var head, row []string
	for i := range 300 {
		head, row = append(head, fmt.Sprintf("Column number %d", i)), append(row, fmt.Sprintf("value %d", i))
	}
	file := writeFile(t, "wide.csv", "Name,"+strings.Join(head, ",")+"\nAda,"+strings.Join(row, ",")+"\n")
	for _, size := range [][2]int{{80, 24}, {120, 40}, {45, 35}} {
		o := open(t, size[0], size[1], nil, nil)
		o.Press("3", "i")
		o.put(file)
		o.Press("ctrl+s")
		o.Shows("301 columns", "custom field")
		o.Press("G")
		o.Shows("Column number 299")
		for _, line := range strings.Split(o.Screen(), "\n") {
			if text.Width(line) > size[0] {
				t.Errorf("%v: a line of %d cells: %s", size, text.Width(line), line)
			}
		}
		o.Press("c")
		o.Shows("Would import 1 of 1 rows")
	}
}

// TestImportIsForRecruiters: others do not see it.
func TestImportIsForRecruiters(t *testing.T) {
	t.Parallel()
	for _, role := range []recruit.Role{recruit.Interviewer, recruit.ReadOnly} {
		w := open(t, 80, 24, func(o *office) { o.me.Role = role }, nil)
		for _, list := range []string{"2", "3", "4"} {
			w.Press(list)
			w.Hides("i import")
			w.Press("i")
			w.Hides("Path of the file")
		}
	}
}

func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestImportAsksForTheSheet: with several lists in a file one is chosen, and another
// one can be.
func TestImportAsksForTheSheet(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{{"berlin.csv", "name,email\nAda Lovelace,ada@example.com\n"}, {"lisbon.csv", "name,email\nGrace Hopper,grace@example.com\n"}, {"cv/Grace Hopper.txt", "Compilers"}, {"cv/Nobody.txt", "Nothing"}} {
		w := firstOf(z.Create(f[0]))
		firstOf(w.Write([]byte(f[1])))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	o := open(t, 80, 24, nil, nil)
	o.Press("3", "i")
	o.put(writeFile(t, "lists.zip", b.String()))
	o.Press("ctrl+s")
	o.Shows("Which sheet?", "berlin.csv", "lisbon.csv")
	o.Type("lisbon")
	o.Press("enter")
	o.Shows("lisbon.csv", "grace@example.com", "1 row")
	o.Press("c")
	o.Shows("Would import 1 of 1 rows", "Documents: 1 attached, 1 not", "cv/Nobody.txt: nobody in the list")
	o.Press("i")
	o.Shows("attached 1 of 2 documents")
	o.Press("esc", "esc")
	o.Press("ctrl+k")
	o.Type("imports")
	o.Press("enter")
	o.Shows("Imports", "lists.zip", "1 candidate, 1 do")
	o.Press("u")
	o.Shows("Undo this import?")
	o.Press("right", "enter")
	o.Shows("Import 1 is undone: 1 row removed.", "taken back")
	if n := len(everybody(t, o)); n != 0 {
		t.Fatalf("%d are left", n)
	}
}
