package archive_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"recruitty/recruit/importer/archive"
)

// pack makes an archive with files of so many bytes of one letter.
func pack(t testing.TB, sizes ...int) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i, size := range sizes {
		f, err := w.Create(strconv.Itoa(i) + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(f, letters{}, int64(size)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// TestBombs holds the bounds: entries, sizes, ratio, bytes used twice, and a
// table of contents that is too long.
func TestBombs(t *testing.T) {
	t.Parallel()
	many := make([]int, archive.MaxEntries+1)
	small := pack(t, 10)
	lying := bytes.Clone(small)
	central := bytes.Index(lying, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(lying[central+20:], 1<<30) // packed size
	huge := bytes.Clone(small)
	binary.LittleEndian.PutUint32(huge[central+24:], 1<<31) // size
	table := bytes.Clone(small)
	binary.LittleEndian.PutUint32(table[len(table)-10:], 1<<30)
	for _, test := range []struct {
		name    string
		content []byte
		want    error
	}{
		{"an honest one", small, nil},
		{"many entries", pack(t, many...), archive.ErrTooMuch},
		{"packed a thousand to one", pack(t, 40<<20), archive.ErrTooMuch},
		{"in many files", pack(t, 9<<20, 9<<20, 9<<20, 9<<20), archive.ErrTooMuch},
		{"packed size of more than the file", lying, archive.ErrTooMuch},
		{"a size that is none", huge, archive.ErrTooMuch},
		{"a long table", table, archive.ErrTooMuch},
		{"cut off", small[:len(small)-5], archive.ErrDamaged},
		{"nothing", []byte("PK\x03\x04"), archive.ErrDamaged},
	} {
		_, err := archive.Open(bytes.NewReader(test.content), int64(len(test.content)))
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
}

func TestReadEndsAtItsLimit(t *testing.T) {
	t.Parallel()
	content := pack(t, 1000)
	z, err := archive.Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	in, err := archive.Read(context.Background(), z.File[0], 100)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(in); !errors.Is(err, archive.ErrTooMuch) {
		t.Errorf("more than the limit gave %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if in, err = archive.Read(ctx, z.File[0], 2000); err == nil {
		_, err = io.ReadAll(in)
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("an end gave %v", err)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"a.csv": "a.csv", `cv\Ana.pdf`: "cv/Ana.pdf", "./a//b": "a/b", "../a": "", "/etc/passwd": "", `C:\a`: "", "a/../../b": "", "a\x00b": "", `..\..\a`: ""} {
		got, ok := archive.Clean(name)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q is %q, %v; want %q", name, got, ok, want)
		}
	}
	for name, want := range map[string]bool{"__MACOSX/a.csv": true, "a/.DS_Store": true, "._a.csv": true, "~$list.xlsx": true, "Thumbs.db": true, "a.csv": false, "cv/Ana.pdf": false} {
		if archive.Junk(name) != want {
			t.Errorf("junk %q is %v", name, !want)
		}
	}
}

// FuzzOpen opens anything as an archive, and reads what it lets pass.
func FuzzOpen(f *testing.F) {
	f.Add(pack(f, 10, 200))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, content []byte) {
		z, err := archive.Open(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return
		}
		for _, file := range z.File {
			for _, name := range archive.Names(file) {
				archive.Clean(name)
			}
			in, err := archive.Read(context.Background(), file, 1<<20)
			if err != nil {
				continue
			}
			if n, _ := io.Copy(io.Discard, in); n > 1<<20 {
				t.Fatalf("%d bytes", n)
			}
			in.Close()
		}
	})
}
