package scheduling_test

import (
	"bytes"
	"compress/zlib"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/filecheck"
)

// objectStream is a compressed stream of objects in a PDF.
func objectStream(t testing.TB, objects string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(objects)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return "9 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode>>\nstream\r\n" + b.String() + "\nendstream\nendobj\n"
}

// TestLookIntoPDF names PDFs that hold scripts or files, refuses those that start
// programs, and passes a résumé that only speaks of such things.
func TestLookIntoPDF(t *testing.T) {
	t.Parallel()
	type in = filecheck.Inside
	active, program, closed := in{Active: "cv.pdf"}, in{Program: "cv.pdf"}, in{Closed: true}
	for what, c := range map[string]struct {
		content string
		want    in
	}{
		"a résumé":                           {"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj", in{}},
		"skills":                             {"<</Title (CSS/JavaScript, /JavaScript, /Launch of a product)/Keywords(HTML/JavaScript)>>", in{}},
		"skills on the page":                 {"<</Length 9>>\nstream\n(HTML/CSS/JavaScript) Tj\nendstream", in{}},
		"a script when it opens":             {"<</OpenAction <</S /JavaScript /JS (app.alert(1))>> >>", active},
		"without blanks":                     {"<</AA<</O<</S/JavaScript/JS 5 0 R>>>>>>", active},
		"with remarks":                       {"<</S % here\n%there\r/JavaScript/JS(x)>>", active},
		"by numbers":                         {"<</S /J#61va#53cript /JS (x)>>", active},
		"the key by numbers":                 {"<</#53 /JavaScript /JS (x)>>", active},
		"by reference":                       {"<</S 7 0 R/JS(x)>> endobj 7 0 obj /JavaScript endobj", active},
		"scripts by name":                    {"<</Names <</JavaScript 4 0 R>> >>", active},
		"files":                              {"<</Names<</EmbeddedFiles<</Names[(a.exe) 3 0 R]>>>>>>", active},
		"a file on a page":                   {"<</Type/Filespec/F(a.exe)/EF<</F 8 0 R>>>>", active},
		"a form of its own":                  {"<</AcroForm<</XFA[(x) 9 0 R]>>>>", active},
		"a film":                             {"<</Type/Annot/Subtype/RichMedia>>", active},
		"a program":                          {"<</S /Launch /Win <</F (cmd.exe)>> >>", program},
		"a program and a script":             {"<</S/JavaScript/JS(x)/Next<</S/Launch/F(a)>>>>", in{Program: "cv.pdf", Active: "cv.pdf"}},
		"locked":                             {"trailer <</Root 1 0 R/Encrypt 5 0 R>>", closed},
		"packed: nothing":                    {objectStream(t, "1 0 <</Type/Catalog>>") + objectStream(t, "2 0 <</Type/Page>>"), in{}},
		"packed: a script":                   {objectStream(t, "1 0 <</Type/Page>>") + objectStream(t, "3 0 <</S/JavaScript/JS(x)>>"), active},
		"packed: a program":                  {objectStream(t, "3 0 <</S/Launch/F(cmd)>>"), program},
		"packed: files":                      {strings.ReplaceAll(objectStream(t, "3 0 <</EF <</F 1 0 R>>>>"), "/ObjStm", "/Obj#53tm"), active},
		"packed in another way":              {"<</Type/ObjStm/Filter/LZWDecode>>\nstream\nxyz\nendstream", closed},
		"packed and cut off":                 {objectStream(t, strings.Repeat("1 0 <</Type/Page>>", 99))[:90], closed},
		"packed: behind a long dictionary":   {strings.Replace(objectStream(t, "3 0 <</S/JavaScript/JS(x)>>"), "/N 1", "/Pad("+strings.Repeat("x", 5000)+")/N 1", 1), active},
		"packed: behind remarks":             {strings.Replace(objectStream(t, "3 0 <</S/Launch/F(cmd)>>"), "/N 1", strings.Repeat("%endobj 3 0 obj\n", 500)+"/N 1", 1), program},
		"packed: behind an end":              {strings.Replace(objectStream(t, "3 0 <</S/JavaScript/JS(x)>>"), "/N 1", "/Pad(endstream"+strings.Repeat("x", 5000)+")/N 1", 1), active},
		"packed: without saying so":          {strings.Replace(objectStream(t, "3 0 <</S/JavaScript/JS(x)>>"), "/Type /ObjStm", "", 1), active},
		"packed: with nothing said":          {strings.Replace(objectStream(t, "3 0 <</S/JavaScript/JS(x)>>"), "<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode>>", "<</Filter /FlateDecode>>", 1), active},
		"packed: the kind elsewhere":         {objectStream(t, "3 0 4 13 /JavaScript <</S 3 0 R/JS(x)>>"), active},
		"packed: foretold":                   {strings.Replace(objectStream(t, "3 0 x"), "/N 1", "/DecodeParms<</Predictor 12/Columns 5>>/N 1", 1), closed},
		"packed: files in a list":            {objectStream(t, "3 0 <</Names<</EmbeddedFiles 4 0 R>>>>"), active},
		"packed: and where all of it lies":   {objectStream(t, "1 0 <</Type/Catalog>>") + strings.Replace(objectStream(t, "\x02\x00\x10"), "/Type /ObjStm /N 1 /First 4", "/Type/XRef/DecodeParms<</Predictor 12/Columns 4>>", 1), in{}},
		"packed: when it opens":              {objectStream(t, "3 0 <</Type/Catalog/OpenAction 4 0 R>>") + objectStream(t, "4 0 <</S/SubmitForm/F(http://x)>>"), active},
		"packed: where to open":              {objectStream(t, "3 0 <</Type/Catalog/OpenAction[1 0 R/Fit]/Outlines<</First 12 0 R/Last 13 0 R>>>>"), in{}},
		"a picture that was foretold":        {strings.Replace(objectStream(t, "\x00\x01pixels"), "/Type /ObjStm /N 1 /First 4", "/Subtype/Image/DecodeParms<</Predictor 15>>", 1), in{}},
		"a picture behind a table of matter": {"<</First 12 0 R/Last 13 0 R>> endobj 5 0 obj <</Subtype/Image/Filter/DCTDecode>>\nstream\n\xff\xd8\nendstream", in{}},
		"words of a page":                    {strings.Replace(objectStream(t, "BT (/S /JavaScript of /Launch) Tj ET"), "/Type /ObjStm /N 1 /First 4", "/Length 9", 1), in{}},
		"words without end":                  {strings.Repeat("/JavaScript ", 2000), active},
		"a stream that never comes":          {strings.Repeat("stream", 5000), in{}},
	} {
		for _, name := range []string{"cv.pdf", "cv.doc"} { // a name says nothing of what is in it
			want := c.want
			for _, found := range []*string{&want.Active, &want.Program} {
				if *found != "" {
					*found = name
				}
			}
			f := recruit.File{Name: name}
			if got := f.Look([]byte("some words before it\n%PDF-1.7\n" + c.content)); got != want {
				t.Errorf("%s as %s: %+v, want %+v", what, name, got, want)
			}
		}
	}
	script := "%PDF-1.7 <</S/JavaScript/JS(x)>>"
	if got := filecheck.LookInside("a.zip", zipped(t, "in/cv.pdf", script+strings.Repeat(" ", 100_000))); got != (in{Active: "cv.pdf"}) {
		t.Errorf("in an archive: %+v", got)
	}
	both := append([]byte("%PDF-1.7\n"), zipped(t, "run.exe", "MZ")...)
	if got := filecheck.LookInside("a.zip", both); got.Program != "run.exe" {
		t.Errorf("a PDF that is an archive: %+v", got)
	}
	if got := (recruit.File{Name: "cv.pdf"}).Look(zipped(t, "cv.pdf", "%PDF-1.7", "run.exe", "MZ")); got.Program != "run.exe" {
		t.Errorf("an archive that begins with a PDF: %+v", got)
	}
}

// FuzzLookIntoPDF: whatever a PDF holds, looking into it ends.
func FuzzLookIntoPDF(f *testing.F) {
	f.Add([]byte("<</S/JavaScript#4"))
	f.Add([]byte(objectStream(f, "3 0 <</S/Launch>>")))
	f.Fuzz(func(t *testing.T, content []byte) {
		in := (recruit.File{Name: "cv.pdf"}).Look(append([]byte("%PDF-1.7\n"), content...))
		if in.Active != "" && in.Active != "cv.pdf" {
			t.Errorf("%q is no name of it", in.Active)
		}
	})
}

// BenchmarkLookIntoPDF looks into the largest file that is taken.
func BenchmarkLookIntoPDF(b *testing.B) {
	content := []byte("%PDF-1.7\n" + strings.Repeat("<</Type/Page/Contents 5 0 R/F#31>>\nstream\nwords of a page\nendstream\n", 15<<20/68))
	for b.Loop() {
		(recruit.File{Name: "cv.pdf"}).Look(content)
	}
}

// TestPDFsThatHoldScriptsAreNamed: before they are sent, to whom they go.
func TestPDFsThatHoldScriptsAreNamed(t *testing.T) {
	t.Parallel()
	for everyone, to := range map[bool]string{true: "the candidate and the panel", false: "the panel"} {
		d := newWorld(t)
		file, err := d.store.PutFile(t.Context(), "cv.pdf", strings.NewReader("%PDF-1.7 <</S/JavaScript/JS(x)>>"), 1<<20)
		must(t, err)
		file.Everyone = everyone
		draft := d.draft()
		draft.Files = []recruit.File{file}
		seen, err := d.Preview(t.Context(), d.robin, draft)
		must(t, err)
		said := ""
		for _, w := range seen.Warnings {
			said += w.Sentence + "\n"
		}
		if !strings.Contains(said, "cv.pdf contains scripts or files that a PDF reader may open; it is sent to "+to+" as it is.") {
			t.Errorf("for everyone %v, said %q", everyone, said)
		}
	}
}
