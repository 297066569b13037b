package pdftext_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/internal/pdftext"
	"recruitty/recruit/filetext"
)

// made is a PDF out of its objects, of which the first is the catalogue (ISO 32000-2,
// 7.5).
func made(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for n, object := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// stream is an object with content, packed or not.
func stream(content string, packed bool) string {
	if !packed {
		return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
	}
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	return fmt.Sprintf("<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", b.Len(), b.String())
}

// document is a PDF of pages, each drawn by what content says, in a font whose bytes are
// letters of Latin-1 and one with an encoding of its own (Identity-H, as word processors
// write it) whose letters only a table tells.
func document(packed bool, contents ...string) []byte {
	const letters = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def " +
		"1 begincodespacerange <0000> <FFFF> endcodespacerange 3 beginbfchar <0001> <0417> <0002> <043E> <0003> <044F> endbfchar endcmap end end"
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>",
		"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R /DW 600 >>",
		"<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 0 600 600] /ItalicAngle 0 /Ascent 600 /Descent 0 /CapHeight 600 /StemV 80 >>",
		stream(letters, packed)}
	kids := make([]string, len(contents))
	for n, content := range contents {
		kids[n] = fmt.Sprintf("%d 0 R", len(objects)+1)
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R /O 4 0 R >> >> /Contents %d 0 R >>", len(objects)+2),
			stream(content, packed))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	return made(objects...)
}

// written draws lines of text.
func written(lines ...string) string {
	var b strings.Builder
	b.WriteString("BT /F 12 Tf 72 700 Td ")
	for _, line := range lines {
		fmt.Fprintf(&b, "(%s) Tj 0 -16 Td ", line)
	}
	return b.String() + "ET"
}

// kept is a reader for all tests, which compile for seconds.
var kept = sync.OnceValue(func() *pdftext.Reader {
	reader := pdftext.New("")
	reader.Keep() // until the tests end
	return reader
})

// TestText reads what people send: packed and plain, words that are set apart by their
// places alone, letters of other scripts, several pages.
func TestText(t *testing.T) {
	t.Parallel()
	reader := kept()
	own := "BT /O 12 Tf 72 700 Td <000100020003> Tj ET"
	for name, c := range map[string]struct {
		content []byte
		want    string
		cut     bool
	}{
		"lines":            {document(false, written("Priya Raman", "Storage engines, RocksDB")), "Priya Raman\nStorage engines, RocksDB", false},
		"packed":           {document(true, written("Caf\xe9 Zo\xeb")), "Café Zoë", false},
		"set apart":        {document(true, "BT /F 12 Tf 72 700 Td [(Distributed) -600 (systems)] TJ ET"), "Distributed systems", false},
		"its own letters":  {document(true, own), "Зоя", false},
		"two pages":        {document(true, written("One"), written("Two")), "One\n\nTwo", false},
		"an empty page":    {document(true, "", written("Two")), "Two", false},
		"no end":           {document(false, written("Priya"))[:600+len(written("Priya"))], "", false},
		"far too long":     {document(true, written("First page of many"), written("Second page")), "First page of many", true},
		"too many pages":   {document(true, repeated(written("x"), 201)...), "x", true},
		"damaged at xref":  {bytes.Replace(document(false, written("Priya")), []byte("startxref"), []byte("startxxxx"), 1), "Priya", false},
		"more than a page": {document(true, written(repeated(strings.Repeat("word ", 400), 200)...)), "word word", true},
	} {
		most := 1 << 20
		if name == "far too long" {
			most = 10
		}
		got, cut, err := reader.Text(t.Context(), c.content, most)
		if name == "no end" { // as much as can be had of it, or why not
			if err != nil && !errors.Is(err, filetext.ErrUnreadable) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || !strings.HasPrefix(got, c.want) || cut != c.cut {
			t.Errorf("%s: %.80q, %t, %v; want %q, %t", name, got, cut, err, c.want, c.cut)
		}
	}
}

func repeated(s string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = s
	}
	return all
}

// TestWhatCannotBeRead names the reason.
func TestWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	reader := kept()
	circle := made("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>")
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"none":         {[]byte("%PDF-1.7\n"), "damaged"},
		"noise":        {append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte{0xff, '<', '<', '/', '['}, 5000)...), "damaged"},
		"a scan":       {document(true, "0 0 100 100 re f"), "without text"},
		"a circle":     {circle, "is a PDF"},
		"too large":    {append(document(true, written("x")), make([]byte, 33<<20)...), "too large"},
		"deep":         {[]byte("%PDF-1.7\n1 0 obj\n" + strings.Repeat("[", 1<<16) + "\nendobj\ntrailer << /Root 1 0 R >>"), "damaged"},
		"a bomb":       {document(true, strings.Repeat("q ", 8<<20)), "is a PDF"},
		"locked":       {bytes.Replace(document(true, written("x")), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <"+strings.Repeat("28", 32)+"> /U <"+strings.Repeat("28", 32)+"> >> /ID [<00><00>]"), 1), "password"},
		"locked oddly": {bytes.Replace(document(true, written("x")), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt << /Filter /Own >>"), 1), "password"},
	} {
		text, _, err := reader.Text(t.Context(), c.content, 1<<20)
		if !errors.Is(err, filetext.ErrUnreadable) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %.80q, %v; want %q", name, text, err, c.want)
		}
	}
	soon, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, _, err := reader.Text(soon, document(true, strings.Repeat("q ", 8<<20)), 10); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it is not stopped: %v", err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := reader.Text(over, document(true, written("x")), 10); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits any more: %v", err)
	}
	if text, _, err := pdftext.New("/dev/null/nowhere").Text(t.Context(), document(true, written("x")), 10); err != nil || text != "x" {
		t.Errorf("without a folder: %q, %v", text, err)
	}
}

// FuzzText holds that no PDF is too much: reading it ends, in an error with a reason or a
// text that is bounded.
func FuzzText(f *testing.F) {
	reader := kept()
	if caches, err := os.UserCacheDir(); err == nil && flag.Lookup("test.fuzz").Value.String() != "" {
		reader = pdftext.New(filepath.Join(caches, "recruitty")) // each process of a fuzzer would compile for a minute
		f.Cleanup(reader.Keep())
	}
	if _, _, err := reader.Text(f.Context(), document(true, written("x")), 10); err != nil { // compiles, for which one input has no time
		f.Fatal(err)
	}
	f.Add(document(false, written("Priya Raman", "Storage engines")))
	f.Add(document(true, written("x"), written("y")))
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>"))
	f.Fuzz(func(t *testing.T, content []byte) {
		limited, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		text, _, err := reader.Text(limited, content, 1000)
		if limited.Err() != nil {
			return // it was stopped
		}
		if err != nil && !errors.Is(err, filetext.ErrUnreadable) {
			t.Errorf("%v", err)
		}
		if err == nil && len(text) > 1000+4*200_000 {
			t.Errorf("%d bytes of text", len(text))
		}
	})
}
