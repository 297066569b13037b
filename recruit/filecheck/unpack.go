package filecheck

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// What is unpacked of one attachment, to look at it.
const (
	maxEntries  = 5000     // files
	maxUnpacked = 48 << 20 // bytes
	maxNested   = 3        // Archives in one another
)

// Inside is what was found in an archive.
type Inside struct {
	Program string // name of the first file that may run something, "" when there is none
	// Closed says that something cannot be looked into: it is protected by a
	// password, damaged, too large or too deep, or of a kind that is not read here.
	Closed bool
	// Active is the name of the first PDF that holds scripts or files of its own, ""
	// when there is none. Readers ask before they open them, and many résumés hold
	// some, so that it is said and not refused.
	Active string
}

// LookInside looks, by their names and first bytes, for files in an archive that
// may run something: in ZIP, tar, gzip and bzip2 archives, and in those that lie
// in them, and for what PDFs hold. In a document, which is an archive too, pages and pictures are part of
// it and open nothing.
func LookInside(name string, content []byte) Inside {
	u := &unpacking{entries: maxEntries, bytes: maxUnpacked}
	u.archive(name, content, 0)
	return u.in
}

// unpacking is a look into an archive, and how much more of it may be read.
type unpacking struct {
	in      Inside
	entries int
	bytes   int64
}

// archive looks into an archive that lies so deep in others.
func (u *unpacking) archive(name string, content []byte, depth int) {
	begins := func(magic string) bool { return bytes.HasPrefix(content, []byte(magic)) }
	if IsPDF(content) {
		if u.pdf(name, content); !Packed(name, content) { // it can be both
			return
		}
	}
	switch {
	case depth >= maxNested:
		u.in.Closed = true
	case begins("\x1f\x8b"):
		r, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			u.in.Closed = true
			return
		}
		u.single(r, r.Name, depth)
	case begins("BZh"):
		u.single(bzip2.NewReader(bytes.NewReader(content)), "", depth)
	case len(content) > 262 && string(content[257:262]) == "ustar":
		u.tar(content, depth)
	default:
		u.zip(content, slices.Contains(documents(), Extension(name)), depth)
	}
}

// read reads what may still be read of a file in an archive.
func (u *unpacking) read(r io.Reader, most int64) ([]byte, bool) {
	most = min(most, u.bytes)
	content, err := io.ReadAll(io.LimitReader(r, most))
	u.bytes -= int64(len(content))
	if err != nil || u.bytes <= 0 {
		u.in.Closed = true
		return content, false
	}
	return content, true
}

// single looks at the only file that a compressed one holds.
func (u *unpacking) single(r io.Reader, name string, depth int) {
	content, ok := u.read(r, u.bytes)
	if !ok {
		return
	}
	if len(content) > 262 && string(content[257:262]) == "ustar" {
		u.archive(name, content, depth+1)
		return
	}
	u.file(path.Base(strings.ReplaceAll(name, `\`, "/")), content, false, depth)
}

func (u *unpacking) tar(content []byte, depth int) {
	r := tar.NewReader(bytes.NewReader(content))
	for u.in.Program == "" {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if u.entries--; err != nil || u.entries < 0 {
			u.in.Closed = true
			return
		}
		if header.Typeflag == tar.TypeReg {
			u.entry(header.Name, r, false, depth)
		}
	}
}

func (u *unpacking) zip(content []byte, document bool, depth int) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		u.in.Closed = true
		return
	}
	for _, file := range archive.File {
		if u.entries--; u.entries < 0 {
			u.in.Closed = true
			return
		}
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		const encrypted = 1 // bit 0 of the flags (PKWARE APPNOTE 4.4.4)
		r, err := file.Open()
		if err == nil && file.Flags&encrypted != 0 {
			err = errors.Join(zip.ErrFormat, r.Close())
		}
		if err != nil { // its name can still be read
			r = io.NopCloser(strings.NewReader(""))
			u.in.Closed = true
		}
		u.entry(file.Name, r, document, depth)
		_ = r.Close()
		if u.in.Program != "" {
			return
		}
	}
}

// entry looks at a file in an archive, and reads it as a whole only when it is
// an archive again.
func (u *unpacking) entry(name string, r io.Reader, document bool, depth int) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	head, _ := u.read(r, Looked)
	if Packed(name, head) || IsPDF(head) {
		if rest, ok := u.read(r, u.bytes); ok {
			head = append(head, rest...)
		}
	}
	u.file(name, head, document, depth)
}

// Packed reports whether a file is an archive.
func Packed(name string, head []byte) bool {
	return slices.Contains(Archives(), Extension(name)) || slices.ContainsFunc([]string{"PK\x03\x04", "\x1f\x8b", "BZh", "Rar!", "7z\xbc\xaf", "\xfd7zXZ"},
		func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) })
}

// file looks at one file that was unpacked.
func (u *unpacking) file(name string, content []byte, document bool, depth int) {
	head := content[:min(len(content), Looked)]
	dangerous := MayRun(name, head)
	if document { // settings of printers end in .bin there
		dangerous = runs(head) || Extension(name) != "bin" && ProgramName(name, "")
	}
	switch {
	case dangerous, Macros(content), strings.EqualFold(name, "vbaProject.bin"): // Macros of an office document
		u.in.Program = name
		if name == "." || name == "/" {
			u.in.Program = "a file without a name"
		}
	case Packed(name, head) || IsPDF(head):
		u.archive(name, content, depth+1)
	}
}
