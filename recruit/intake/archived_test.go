package intake_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/intake"
)

// TestPapersFindTheirPeople holds whose a document is, by its name.
func TestPapersFindTheirPeople(t *testing.T) {
	t.Parallel()
	const list = "Id,Name,Email,Resume file\n11,Ana Silva,ana@example.com,\n12,Jun Mori,jun@example.com,scan0042.pdf\n13,Ana Maria Costa,amc@example.com,\n" +
		"14,Bo Ek,bo@example.com,\n15,Bo Ek,bo2@example.com,\n16,Zoë Łukasik,zoe@example.com,https://files.example.com/x/zl.docx\n"
	for name, want := range map[string]recruit.CandidateID{
		"cv/Ana_Silva.pdf": 1, "cv/Silva, Ana - CV 2026.docx": 1, "AnaSilvaResume.pdf": 1, "ana@example.com.pdf": 1, "cv-ana@example.com.pdf": 1, "11.pdf": 1, "11_Ana_Silva_CV.pdf": 1, "Ana Silva/cv.pdf": 1, "silva ana.PDF": 1,
		"scan0042.pdf": 2, "docs/scan0042.pdf": 2, "Costa_Ana.pdf": 3, "Ana Maria Costa.txt": 3, "Zoe Lukasik.pdf": 6, "zl.docx": 6,
		"Bo Ek.pdf": 0, "Bo Ek bo2@example.com.pdf": 5, "14 Bo Ek.pdf": 4, "Ana.pdf": 0, "somebody.pdf": 0, "99.pdf": 0, "Ana Weber.pdf": 0, "CV.pdf": 0, "2026.pdf": 0,
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, intake.Candidates, intake.Text("all.zip", zipped(t, "people.csv", list, name, "its text")), intake.Options{})
		base := name[strings.LastIndex(name, "/")+1:]
		if err != nil || w.files[base] != want || r.Attached+r.Unattached != 1 || len(r.Papers) != 1 || (r.Papers[0].Reason == "") != (want != 0) {
			t.Errorf("%s went to %d, want %d: %v, %+v", name, w.files[base], want, err, r.Papers)
		}
	}
}

// TestAnArchiveIsRead holds what is read of an archive, and that all else is named.
func TestAnArchiveIsRead(t *testing.T) {
	t.Parallel()
	const list = "Name,Email\nAna Silva,ana@example.com\n"
	const jobs = "Title,Department\nChef,Kitchen\n"
	for _, test := range []struct {
		files  []string
		sheet  string
		people string
		said   string // in the error, the guesses or the documents
	}{
		{[]string{"people.csv", list}, "", "Ana Silva ana@example.com", "all.zip"},
		{[]string{"people.csv", list, "__MACOSX/._people.csv", "x", ".DS_Store", "x"}, "", "Ana Silva ana@example.com", "all.zip"},
		{[]string{"people.csv", list, "jobs.csv", jobs}, "", "Ana Silva ana@example.com", "not read: jobs.csv"},
		{[]string{"a/people.csv", list, "b/people.csv", list}, "", "", `several lists: 1 "a/people.csv", 2 "b/people.csv"`},
		{[]string{"a/people.csv", list, "b/people.csv", list}, "b/people.csv", "Ana Silva ana@example.com", "all.zip"},
		{[]string{"a/people.csv", list, "b/people.csv", list}, "c.csv", "", `no sheet "c.csv"`},
		{[]string{"jobs.csv", jobs}, "", "", "use import jobs"},
		{[]string{"people.csv", list, "more.zip", "PK", "film.mp4", "x"}, "", "Ana Silva ana@example.com", "which were not read: more.zip"},
		{[]string{"people.csv", list, "../Ana Silva.pdf", "x"}, "", "Ana Silva ana@example.com", "lead out of the archive: ../Ana Silva.pdf"},
		{[]string{"people.csv", list, "Ana Silva.pdf", strings.Repeat("ab", 8<<20)}, "", "Ana Silva ana@example.com", "larger than 15 MB"},
		{[]string{"people.csv", list, "Ana Silva.pdf", ""}, "", "Ana Silva ana@example.com", "it is empty"},
		{[]string{"Ana.pdf", "x"}, "", "", "ZIP archive without a list"},
		{[]string{"inner.zip", "x"}, "", "", "unpack the archives in it: inner.zip"},
		{[]string{"people.json", `[{"name":"Ana Silva","email":"ana@example.com"}]`}, "", "Ana Silva ana@example.com", "JSON"},
		{[]string{"people.csv", string(zipped(t, "people.csv", string(zipped(t, "people.csv", list))))}, "", "", "several archives"},
		{[]string{"people.csv", strings.Repeat("a", 40<<20)}, "", "", "250 to one"},
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, intake.Candidates, intake.Text("all.zip", zipped(t, test.files...)), intake.Options{Sheet: test.sheet})
		said := fmt.Sprint(err, r.Format, r.Guesses, r.Papers)
		if (err == nil) != (test.people != "") || people(w) != test.people || !strings.Contains(said, test.said) {
			t.Errorf("%.100q: %s; %s, want %s", test.files, people(w), said, test.said)
		}
	}
}

func TestPapersComeOnce(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	content := zipped(t, "people.csv", "Name,Email\nAna Silva,ana@example.com\nBo Ek,bo@example.com\n", "Ana Silva.pdf", "a", "Bo Ek.pdf", "b", "Cy.pdf", "c")
	dry, err := service(w).Plan(context.Background(), intake.Candidates, intake.Text("all.zip", content), intake.Options{})
	if err != nil || dry.Attached != 2 || dry.Unattached != 1 || len(w.files) != 0 {
		t.Errorf("a dry run gave %+v, %v", dry, err)
	}
	for _, want := range []string{"attached 2 of 3 documents", "0 of 2 rows"} {
		r, err := service(w).Import(context.Background(), robin, intake.Candidates, intake.Text("all.zip", content), intake.Options{})
		if err != nil || !strings.Contains(r.Summary(), want) || len(slices.Collect(maps.Keys(w.files))) != 2 {
			t.Errorf("%s, %v, %v; want %s", r.Summary(), err, w.files, want)
		}
	}
}
