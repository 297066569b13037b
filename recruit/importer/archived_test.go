package importer_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestPapersFindTheirPeople holds whose a document is, by its name.
func TestPapersFindTheirPeople(t *testing.T) {
	t.Parallel()
	const list = "Id,Name,Email,Resume file\n11,Ana Silva,ana@example.com,\n12,Jun Mori,jun@example.com,scan0042.pdf\n13,Ana Maria Costa,amc@example.com,\n" +
		"14,Bo Ek,bo@example.com,\n15,Bo Ek,bo2@example.com,\n16,Zoë Łukasik,zoe@example.com,https://files.example.com/x/zl.docx\n" +
		"17,Mary O'Brien,mob@example.com,\n18,李小龍,bruce@example.com,\n19,José García López,jose@example.com,\n"
	for name, want := range map[string]recruit.CandidateID{
		"cv/Ana_Silva.pdf": 1, "cv/Silva, Ana - CV 2026.docx": 1, "AnaSilvaResume.pdf": 1, "ana@example.com.pdf": 1, "cv-ana@example.com.pdf": 1, "11.pdf": 1, "11_Ana_Silva_CV.pdf": 1, "Ana Silva/cv.pdf": 1, "silva ana.PDF": 1,
		"scan0042.pdf": 2, "docs/scan0042.pdf": 2, "Costa_Ana.pdf": 3, "Ana Maria Costa.txt": 3, "Zoe Lukasik.pdf": 6, "zl.docx": 6,
		"mary_obrien.pdf": 7, "O’Brien Mary CV.pdf": 7, "李小龍.pdf": 8, "18_李小龍/resume.pdf": 8, "garcia-lopez-jose.docx": 9, "Jose Garcia (1).pdf": 9,
		"Silva, Ana/Letter Silva.pdf": 1, "Mori Jun/Diploma of Arts.pdf": 2, "12/Diploma of Arts.pdf": 2, "jun@example.com/Diploma.pdf": 2, "Mori Jun/Ana Silva.pdf": 1, "11/Bo Ek 15.pdf": 5,
		"Applications/Diploma.pdf": 0, "Engineers 2026/Diploma.pdf": 0,
		"Bo Ek.pdf": 0, "Bo Ek bo2@example.com.pdf": 5, "14 Bo Ek.pdf": 4, "Ana.pdf": 0, "someone.pdf": 0, "99.pdf": 0, "Ana Weber.pdf": 0, "CV.pdf": 0, "2026.pdf": 0,
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("all.zip", zipped(t, "people.csv", list, name, "its text")), importer.Options{})
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
		{[]string{"people.csv", list, "../Ana Silva.pdf", "x"}, "", "Ana Silva ana@example.com", "point outside the archive: ../Ana Silva.pdf"},
		{[]string{"people.csv", list, "Ana Silva.pdf", strings.Repeat("ab", 8<<20)}, "", "Ana Silva ana@example.com", "larger than 15 MB"},
		{[]string{"people.csv", list, "Ana Silva.pdf", ""}, "", "Ana Silva ana@example.com", "it is empty"},
		{[]string{"Ana.pdf", "x"}, "", "", "ZIP archive without a list"},
		{[]string{"inner.zip", "x"}, "", "", "unpack the archives in it: inner.zip"},
		{[]string{"people.json", `[{"name":"Ana Silva","email":"ana@example.com"}]`}, "", "Ana Silva ana@example.com", "JSON"},
		{[]string{"people.csv", string(zipped(t, "people.csv", string(zipped(t, "people.csv", list))))}, "", "", "several archives"},
		{[]string{"people.csv", strings.Repeat("a", 40<<20)}, "", "", "250 to one"},
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("all.zip", zipped(t, test.files...)), importer.Options{Sheet: test.sheet})
		said := fmt.Sprint(err, r.Format, r.Guesses, r.Papers)
		if (err == nil) != (test.people != "") || people(w) != test.people || !strings.Contains(said, test.said) {
			t.Errorf("%.100q: %s; %s, want %s", test.files, people(w), said, test.said)
		}
	}
}

// TestNamesInOldEncodings finds whose documents are of which the archive does not say
// in which encoding their names are.
func TestNamesInOldEncodings(t *testing.T) {
	t.Parallel()
	const list = "Name,Email\nJürgen Müller,jm@example.com\nŁukasz Żak,lz@example.com\n李小龍,bruce@example.com\nИван Петров,ip@example.com\nJosé García,jose@example.com\n山田太郎,yt@example.com\n"
	for name, want := range map[string]struct {
		base string
		who  recruit.CandidateID
	}{
		"cv/J\x81rgen M\x81ller.pdf":                    {"Jürgen Müller.pdf", 1}, // code page 437
		"J\xfcrgen M\xfcller.pdf":                       {"Jürgen Müller.pdf", 1}, // Windows-1252
		"J\x9frgen M\x9fller.pdf":                       {"Jürgen Müller.pdf", 1}, // Mac Roman
		"\x9dukasz \xbdak.pdf":                          {"Łukasz Żak.pdf", 2},    // code page 852
		"\xa3ukasz \xafak.pdf":                          {"Łukasz Żak.pdf", 2},    // Windows-1250
		"\xc0\xee\xd0\xa1\xfd\x88.pdf":                  {"李小龍.pdf", 3},           // GBK
		"\xa7\xf5\xa4p\xc0s.pdf":                        {"李小龍.pdf", 3},           // Big5
		"\x88\xa2\xa0\xad \x8f\xa5\xe2\xe0\xae\xa2.pdf": {"Иван Петров.pdf", 4},   // code page 866
		"\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2.pdf": {"Иван Петров.pdf", 4},   // Windows-1251
		"Jos\x82 Garc\xa1a.pdf":                         {"José García.pdf", 5},   // code page 437
		"\x8eR\x93c\x91\xbe\x98Y.pdf":                   {"山田太郎.pdf", 6},          // Shift-JIS
	} {
		w := &workspace{}
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("all.zip", zipped(t, "people.csv", list, name, "its text")), importer.Options{})
		if err != nil || w.files[want.base] != want.who {
			t.Errorf("%q went to %v, want %s to %d: %v, %+v", name, w.files, want.base, want.who, err, r.Papers)
		}
	}
}

func TestPapersComeOnce(t *testing.T) {
	t.Parallel()
	w := &workspace{}
	content := zipped(t, "people.csv", "Name,Email\nAna Silva,ana@example.com\nBo Ek,bo@example.com\n", "Ana Silva.pdf", "a", "Bo Ek.pdf", "b", "Cy.pdf", "c")
	dry, err := service(w).Plan(context.Background(), importer.Candidates, importer.Text("all.zip", content), importer.Options{})
	if err != nil || dry.Attached != 2 || dry.Unattached != 1 || len(w.files) != 0 {
		t.Errorf("a dry run gave %+v, %v", dry, err)
	}
	for _, want := range []string{"attached 2 of 3 documents", "0 of 2 rows"} {
		r, err := service(w).Import(context.Background(), robin, importer.Candidates, importer.Text("all.zip", content), importer.Options{})
		if err != nil || !strings.Contains(r.Summary(), want) || len(slices.Collect(maps.Keys(w.files))) != 2 {
			t.Errorf("%s, %v, %v; want %s", r.Summary(), err, w.files, want)
		}
	}
}
