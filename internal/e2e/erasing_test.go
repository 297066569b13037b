package e2e

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
)

// unnamed checks that files of the workspace name nobody who is to be erased:
// "unnamed NAME…" looks into those, "unnamed all NAME…" into all but those.
func unnamed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: unnamed NAME…, or unnamed all NAME…")
	}
	all, looked := args[0] == "all", 0
	dir := ts.Getenv("RECRUITTY_DATA")
	ts.Check(filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || slices.Contains(args, e.Name()) == all {
			return err
		}
		looked++
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		content = append([]byte(e.Name()+"\n"), content...)
		for _, word := range []string{"zoquilla", "quirkhamov", "zq77", "917654321", "917 654", "wibbleframe", "vexillolog"} {
			for how, form := range forms(word) {
				in := content
				if !strings.HasPrefix(how, "base64") {
					in = bytes.ToLower(content)
				}
				if at := bytes.Index(in, form); at >= 0 {
					ts.Logf("%q", content[max(0, at-80):min(len(content), at+80)])
					ts.Fatalf("%s names %q (%s)", path, word, how)
				}
			}
		}
		return nil
	}))
	if looked == 0 {
		ts.Fatalf("there was nothing to look at")
	}
}

// forms are how a word may stand in a file.
func forms(word string) map[string][]byte {
	title := strings.ToUpper(word[:1]) + word[1:]
	wide := []byte{}
	for _, u := range utf16.Encode([]rune(word)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	out := map[string][]byte{"as it is": []byte(word), "UTF-16": wide}
	for _, w := range []string{word, title} {
		if len(w) < 7 {
			continue // too short to be found by its digits
		}
		for shift, before := range []string{"", "x", "xx"} { // what stands before it moves its digits
			digits := base64.StdEncoding.EncodeToString([]byte(before + w))
			first := (shift*8 + 5) / 6
			out["base64 of "+before+w] = []byte(digits[first : len(before+w)*8/6])
		}
	}
	return out
}

// tried runs a command however it ends: the host works at the same time.
func tried(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: tried COMMAND…")
	}
	if err := ts.Exec(args[0], args[1:]...); err != nil {
		ts.Logf("%v", err)
	}
}
