package main

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestReleaseHasWhatPackagesInstall(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "release")
	at := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	if err := write(folder, "v1.2.3", "../../docs/recruitty.service", at); err != nil {
		t.Fatal(err)
	}
	for file, wants := range map[string][]string{
		"man/recruitty.1.gz":                    {"recruitty v1.2.3", `2026\-12\-01`, "SEE ALSO"},
		"man/recruitty-interview-schedule.1.gz": {`\-\-participant`, "EXAMPLE"},
		"man/recruitty-serve.1.gz":              {`\-\-listen`},
		"completions/recruitty.bash":            {"__start_recruitty"},
		"completions/_recruitty":                {"#compdef recruitty"},
		"completions/recruitty.fish":            {"complete -c recruitty"},
		"completions/recruitty.ps1":             {"Register-ArgumentCompleter"},
		"recruitty.service":                     {"ExecStart=/usr/bin/recruitty serve"},
	} {
		text := content(t, filepath.Join(folder, filepath.FromSlash(file)))
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not hold %q", file, want)
			}
		}
		if home, err := os.UserHomeDir(); err == nil && len(home) > 1 && strings.Contains(text, home+"/") {
			t.Errorf("%s names the folder of whoever made it", file)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "man", "*.1")); len(left) > 0 {
		t.Errorf("pages are left unpacked: %v", left)
	}
}

// TestReleaseIsMadeAnew: what an earlier version had and this one has not is gone.
func TestReleaseIsMadeAnew(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	old := filepath.Join(folder, "old")
	if err := os.WriteFile(old, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := write(folder, "", "../../docs/recruitty.service", date("1796083200")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("a file of an earlier release is still there")
	}
}

// content reads a file, unpacked where it is packed.
func content(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if filepath.Ext(path) == ".gz" {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
