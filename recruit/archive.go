package recruit

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// maxEntries bounds how many files of an archive are looked at.
const maxEntries = 5000

// ProgramError says that the candidate would get a program. It is the cause of
// a Problem about the files.
type ProgramError struct {
	File   string // the name of the attached file
	Inside string // the program's name inside of it, "" when the file itself is one
}

// Error says it for the log.
func (e *ProgramError) Error() string { return fmt.Sprintf("%q holds a program %q", e.File, e.Inside) }

// archives are the endings of names of files that hold files.
func archives() []string {
	return strings.Fields("zip 7z rar gz tgz bz2 tbz xz txz zst tar lz lzma lzh arj ace cpio docx xlsx pptx odt ods odp epub")
}

// extension is a name's ending as systems read it.
func extension(name string) string {
	return strings.TrimPrefix(strings.ToLower(path.Ext(strings.TrimRight(name, ". "))), ".")
}

// MayHoldFiles reports whether a file is worth looking into: an archive, or a
// document that is one inside.
func (f File) MayHoldFiles() bool {
	kind, _, _ := strings.Cut(f.ContentType, ";")
	switch {
	case slices.Contains([]string{"application/zip", "application/x-gzip", "application/x-rar-compressed"}, kind):
		return true
	case strings.HasPrefix(kind, "application/vnd.openxmlformats-"), strings.HasPrefix(kind, "application/vnd.oasis."):
		return true
	}
	return slices.Contains(archives(), extension(f.Name))
}

// Inside is what was found in an archive.
type Inside struct {
	Program string // name of the first program, "" when there is none
	// Closed says that something cannot be looked into: it is protected by a
	// password, damaged, too large, of another kind than ZIP, or again an archive.
	Closed bool
}

// LookInside looks for programs in an archive, by the names and the first bytes
// of what lies directly in it. Nothing is unpacked beyond those bytes.
func LookInside(content []byte) Inside {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return Inside{Closed: true}
	}
	in := Inside{Closed: len(archive.File) > maxEntries}
	for _, file := range archive.File[:min(len(archive.File), maxEntries)] {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		name := path.Base(strings.ReplaceAll(file.Name, `\`, "/"))
		// Macros of an office document lie in a file of this name.
		if slices.Contains(runnable(), extension(name)) || strings.EqualFold(name, "vbaProject.bin") {
			in.Program = name
			return in
		}
		head, err := headOf(file)
		if err != nil || slices.Contains(archives(), extension(name)) {
			in.Closed = true
			continue
		}
		if ProgramType(head) != "" {
			in.Program = name
			return in
		}
	}
	return in
}

// headOf reads the first bytes of a file in an archive.
func headOf(file *zip.File) ([]byte, error) {
	const encrypted = 1 // bit 0 of the flags (PKWARE APPNOTE 4.4.4)
	if file.Flags&encrypted != 0 {
		return nil, zip.ErrFormat
	}
	r, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	head := make([]byte, 8)
	n, err := io.ReadFull(r, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF && uint64(n) == file.UncompressedSize64 {
		err = nil
	}
	return head[:n], err
}

// lookInside checks the archives that the candidate would get: programs are
// refused unless they are meant, and what cannot be looked into is a warning.
func (s *Scheduling) lookInside(ctx context.Context, files []File, allowed bool) ([]Warning, error) {
	var out []Warning
	for _, f := range files {
		if !f.Everyone || allowed || !f.MayHoldFiles() {
			continue
		}
		content, err := s.Store.FileContent(ctx, f.SHA256)
		if err != nil {
			return nil, err
		}
		switch in := LookInside(content); {
		case in.Program != "":
			return nil, programProblem(f.Name, in.Program)
		case in.Closed:
			out = append(out, Warning{Field: "files", Sentence: fmt.Sprintf("What is in %s cannot be looked into; it goes to the candidate as it is.", f.Name)})
		}
	}
	return out, nil
}

// programProblem refuses a program for the candidate.
func programProblem(file, inside string) error {
	what := file + " is a program or may run one"
	if inside != "" {
		what = fmt.Sprintf("%s holds %s, which is a program or may run one", file, shorten(inside))
	}
	p := Invalid("files", "%s; give it to the panel only, or say that the candidate is meant to get it (--allow-executable).", what)
	p.Cause = &ProgramError{File: file, Inside: inside}
	return p
}
