package browse

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestArguments(t *testing.T) {
	t.Parallel()
	const address = "https://zoom.us/oauth/authorize?state=a&x=$(id)"
	for _, c := range []struct {
		command string
		want    []string
	}{
		{"firefox", []string{"firefox", address}},
		{"firefox --new-window %s", []string{"firefox", "--new-window", address}},
		{"app --url=%s --quiet", []string{"app", "--url=" + address, "--quiet"}},
		{"  ", nil},
	} {
		if got := arguments(c.command, address); !slices.Equal(got, c.want) {
			t.Errorf("arguments(%q) = %q, want %q", c.command, got, c.want)
		}
	}
}

func TestProgramWithBlankInItsName(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "my browser")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := arguments(program, "https://zoom.us"); len(got) != 2 || got[0] != program {
		t.Errorf("arguments split the program: %q", got)
	}
}

func TestOpenRefusesWhatIsNoWebAddress(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"file:///etc/passwd", "javascript:alert(1)", "--help", ""} {
		if err := Open(context.Background(), "true", address); err == nil {
			t.Errorf("Open(%q) started a browser", address)
		}
	}
}

func TestOpenFileTakesNoOption(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", "cv.pdf", "--help", "./x"} {
		if err := OpenFile(context.Background(), path); err == nil {
			t.Errorf("OpenFile(%q) started a program", path)
		}
	}
}

func TestOpenSaysThatThereIsNone(t *testing.T) {
	t.Parallel()
	if err := Open(context.Background(), "/does/not/exist:/neither/does/this", "https://zoom.us"); err == nil {
		t.Error("Open found a browser that does not exist")
	}
}
