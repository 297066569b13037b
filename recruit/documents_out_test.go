package recruit_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/documents"
	"recruitty/recruit/filecheck"
	"recruitty/recruit/recruittest"
)

func TestFilesAreSaved(t *testing.T) {
	t.Parallel()
	s, ctx, dir := recruittest.NewStore(), t.Context(), t.TempDir()
	f, err := s.PutFile(ctx, "cv.txt", strings.NewReader("ten years of Go"), 100)
	must(t, err)
	d := &documents.Documents{Files: s}
	where, err := d.Save(ctx, f, dir)
	must(t, err)
	if content, err := os.ReadFile(where); err != nil || string(content) != "ten years of Go" || where != filepath.Join(dir, "cv.txt") {
		t.Errorf("%s holds %q, %v", where, content, err)
	}
	_, err = d.Save(ctx, f, dir)
	refuses(t, err, recruit.ErrInvalid, "already exists")
	_, err = d.Save(ctx, f, filepath.Join(dir, "no", "such.txt"))
	refuses(t, err, recruit.ErrInvalid, "There is no folder")
	_, err = d.Save(ctx, recruit.File{SHA256: "00", Name: "x"}, dir)
	refuses(t, err, recruit.ErrNotFound, "")

	kept := map[string]string{}
	d.Keep = func(name string, content []byte) (string, error) {
		kept[name] = string(content)
		return "inbox:" + name, nil
	}
	where, err = d.Save(ctx, f, "")
	must(t, err)
	if where != "inbox:cv.txt" || kept["cv.txt"] != "ten years of Go" {
		t.Errorf("%s, %q", where, kept)
	}
	_, err = d.Save(ctx, f, "/etc/cv.txt")
	refuses(t, err, recruit.ErrInvalid, "Over SSH")
}

func TestFilesAreOpened(t *testing.T) {
	t.Parallel()
	s, ctx, copies := recruittest.NewStore(), t.Context(), filepath.Join(t.TempDir(), "copies")
	d := &documents.Documents{Files: s}
	stored := func(name, content, kind string) recruit.File {
		f, err := s.PutFile(ctx, name, strings.NewReader(content), 1000)
		must(t, err)
		f.ContentType = kind
		return f
	}
	cv := stored("cv.pdf", "%PDF-1.7", "application/pdf")
	refuses(t, d.Open(ctx, cv), recruit.ErrRefused, "save it instead")
	var shown []string
	d.Copies, d.Show = copies, func(path string) error { shown = append(shown, path); return nil }
	for range 2 { // again, from the same copy
		must(t, d.Open(ctx, cv))
	}
	if len(shown) != 2 || filepath.Base(shown[0]) != "cv.pdf" || shown[0] != shown[1] {
		t.Errorf("shown: %q", shown)
	}
	if info, err := os.Stat(filepath.Dir(shown[0])); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the copy lies in %v, %v", info, err)
	}
	for name, f := range map[string]recruit.File{
		"a program":         stored("cv.exe", "MZ", filecheck.TypeWindowsProgram),
		"a page":            stored("cv.pdf.html", "<script>", "text/html; charset=utf-8"),
		"a page by content": stored("cv.doc", "<html>", "text/html"),
		"a picture":         stored("me.svg", "<svg>", "image/svg+xml"),
		"a notebook":        stored("cv.one", "x", "application/octet-stream"),
	} {
		if err := d.Open(ctx, f); !errors.Is(err, recruit.ErrRefused) || len(shown) != 2 {
			t.Errorf("%s: %v, shown %q", name, err, shown)
		}
	}
	d.Show = func(string) error { return errors.New("exec: no xdg-open") }
	refuses(t, d.Open(ctx, cv), recruit.ErrRefused, "No program could be started")

	must(t, d.ForgetCopies(time.Now(), false))
	if _, err := os.Stat(shown[0]); err != nil {
		t.Errorf("a fresh copy is gone: %v", err)
	}
	must(t, d.ForgetCopies(time.Now().Add(25*time.Hour), false))
	if _, err := os.Stat(shown[0]); err == nil {
		t.Error("an old copy stays")
	}
	must(t, d.ForgetCopies(time.Now(), true))
}
