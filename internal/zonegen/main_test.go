package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit/timeparse"
)

func TestPackDependsOnItsFilesAlone(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{"Europe/Lisbon": []byte("TZif"), "+VERSION": []byte("2026f\n"), "zone.tab": []byte("PT\t+3843-00908\tEurope/Lisbon\n")}
	first, err := pack(files)
	if err != nil {
		t.Fatal(err)
	}
	second, err := pack(files)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("the same files came to two archives")
	}
	archive, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "+VERSION Europe/Lisbon zone.tab" {
		t.Errorf("the archive holds %s", got)
	}
}

func TestReleaseIsReadFromEitherForm(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, text, want string }{
		"version":           {"version", "2026f\n", "2026f"},
		"tzdata.zi":         {"tzdata.zi", "# version 2026g\n# more\n", "2026g"},
		"tzdata.zi without": {"tzdata.zi", "Z Europe/Lisbon\n", ""},
		"neither":           {"other", "", ""},
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, c.file), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := release(folder)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestPlainLeavesCommentsOut(t *testing.T) {
	t.Parallel()
	if got := string(plain([]byte("# tzdb\n#\nPT\t+3843-00908\tEurope/Lisbon\n"))); got != "PT\t+3843-00908\tEurope/Lisbon\n" {
		t.Errorf("left %q", got)
	}
}

func TestAge(t *testing.T) {
	t.Parallel()
	answers := func(version string, err error) func(context.Context) (string, error) {
		return func(context.Context) (string, error) { return version, err }
	}
	before := timeparse.Reliable().Add(-time.Hour)
	for name, c := range map[string]struct {
		now  time.Time
		ask  func(context.Context) (string, error)
		says string // "" for a failure
	}{
		"newest":      {before, answers(timeparse.DataVersion(), nil), "newest release"},
		"a newer one": {before, answers("9999a", nil), "make zoneinfo"},
		"no answer":   {before, answers("", errors.New("no network")), "could not be asked for"},
		"too old":     {timeparse.Reliable(), answers(timeparse.DataVersion(), nil), ""},
	} {
		var out strings.Builder
		err := checkAge(t.Context(), &out, c.now, c.ask)
		if (err == nil) != (c.says != "") || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: %q, %v", name, out.String(), err)
		}
	}
}
