package scheduling_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/filecheck"
)

// zipped packs names with contents.
func zipped(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err == nil {
			_, err = f.Write([]byte(pairs[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func gzipped(t testing.TB, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(content)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tarred(t testing.TB, name, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(content)), Typeflag: tar.TypeReg})
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestLookInside(t *testing.T) {
	t.Parallel()
	locked := zipped(t, "cv.pdf", "%PDF")
	for _, head := range []string{"PK\x03\x04", "PK\x01\x02"} { // the flags stand 6 and 8 bytes behind
		at := bytes.Index(locked, []byte(head))
		locked[at+6+2*strings.Count(head, "\x01")] |= 1
	}
	for name, c := range map[string]struct {
		content []byte
		want    filecheck.Inside
	}{
		"documents":                {zipped(t, "a/", "", "a/cv.pdf", "%PDF-1.7", "empty", "", "short", "x"), filecheck.Inside{}},
		"a program by name":        {zipped(t, "cv.pdf", "%PDF", `deep\folder\Setup.EXE`, "hello"), filecheck.Inside{Program: "Setup.EXE"}},
		"a program by bytes":       {zipped(t, "cv.pdf", "MZ\x90\x00and so on"), filecheck.Inside{Program: "cv.pdf"}},
		"macros":                   {zipped(t, "word/document.xml", "<x/>", "word/vbaProject.bin", "x"), filecheck.Inside{Program: "vbaProject.bin"}},
		"an archive in it":         {zipped(t, "more.7z", "7z"), filecheck.Inside{Closed: true}},
		"an archive in an archive": {zipped(t, "in.zip", string(zipped(t, "deep.zip", string(zipped(t, "run.js", "x"))))), filecheck.Inside{Program: "run.js"}},
		"as deep as one likes":     {zipped(t, "1.zip", string(zipped(t, "2.zip", string(zipped(t, "3.zip", string(zipped(t, "run.js", "x"))))))), filecheck.Inside{Closed: true}},
		"a page":                   {zipped(t, "a.html", "x"), filecheck.Inside{Program: "a.html"}},
		"a picture by bytes":       {zipped(t, "a.xml", "<?xml version='1.0'?><svg onload='x'/>"), filecheck.Inside{Program: "a.xml"}},
		"tar and gzip":             {gzipped(t, tarred(t, "cv/lnk.pdf", "L\x00\x00\x00\x01\x14\x02\x00")), filecheck.Inside{Program: "lnk.pdf"}},
		"both":                     {zipped(t, "more.zip", "PK", "run.sh", "x"), filecheck.Inside{Program: "run.sh", Closed: true}},
		"a password":               {locked, filecheck.Inside{Closed: true}},
		"damaged":                  {zipped(t, "a", "b")[:20], filecheck.Inside{Closed: true}},
		"another kind":             {[]byte("Rar!\x1a\x07"), filecheck.Inside{Closed: true}},
	} {
		if got := filecheck.LookInside("files.zip", c.content); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	many := make([]string, 0, 12000)
	for range 5500 {
		many = append(many, "a", "")
	}
	if got := filecheck.LookInside("files.zip", zipped(t, many...)); !got.Closed {
		t.Errorf("too many: %+v", got)
	}
}

func FuzzLookInside(f *testing.F) {
	f.Add(zipped(f, "cv.pdf", "%PDF", "a/b.exe", "MZ"))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if in := filecheck.LookInside("files.zip", content); strings.Contains(in.Program, "/") {
			t.Errorf("%q is no name", in.Program)
		}
	})
}

func TestArchivesForTheCandidate(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	put := func(name string, content []byte) recruit.File {
		f, err := d.store.PutFile(t.Context(), name, bytes.NewReader(content), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		f.Name, f.ContentType, f.Everyone = name, "application/zip", true
		return f
	}
	draft := d.draft()
	draft.Files = []recruit.File{put("task.zip", zipped(t, "task/run.bat", "x"))}
	var program *recruit.ProgramError
	if _, err := d.Preview(t.Context(), d.robin, draft); !errors.As(err, &program) || program.Inside != "run.bat" || recruit.FieldOf(err) != "files" {
		t.Errorf("previewed: %v", err)
	}
	if _, err := d.Schedule(t.Context(), d.robin, draft, 0); !errors.As(err, &program) {
		t.Errorf("scheduled: %v", err)
	}
	draft.AllowExecutable = true
	if _, err := d.Preview(t.Context(), d.robin, draft); err != nil {
		t.Errorf("allowed: %v", err)
	}
	draft.AllowExecutable, draft.Files = false, []recruit.File{put("task.zip", zipped(t, "inner.zip", "PK"))}
	seen, err := d.Preview(t.Context(), d.robin, draft)
	if err != nil || len(seen.Warnings) == 0 || !strings.Contains(seen.Warnings[len(seen.Warnings)-1].Sentence, "The content of task.zip cannot be checked") {
		t.Errorf("closed: %+v, %v", seen.Warnings, err)
	}
}
