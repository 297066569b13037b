package recruit

import (
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit/filecheck"
)

// ProgramError says that people would get a program. It is the cause of a Problem
// about the files.
type ProgramError struct {
	File   string // the name of the attached file
	Panel  bool   // only the panel would get it
	Inside string // the program's name inside of it, "" when the file itself is one
}

// Error says it for the log.
func (e *ProgramError) Error() string { return fmt.Sprintf("%q holds a program %q", e.File, e.Inside) }

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
	return slices.Contains(filecheck.Archives(), filecheck.Extension(f.Name))
}

// Look says what may run something when the file is opened: the file itself, or
// what lies in it.
func (f File) Look(content []byte) filecheck.Inside {
	switch {
	case f.Executable() || f.Active() || filecheck.MayRun(f.Name, content[:min(len(content), filecheck.Looked)]) || filecheck.Macros(content):
		return filecheck.Inside{Program: f.Name}
	case f.MayHoldFiles() || filecheck.Packed(f.Name, content) || filecheck.IsPDF(content):
		return filecheck.LookInside(f.Name, content)
	}
	return filecheck.Inside{}
}

// Executable reports whether opening the file may run something: it begins like a
// program, or its name makes a machine treat it as one. What lies inside of an
// archive says LookInside.
func (f File) Executable() bool { return filecheck.ProgramName(f.Name, f.ContentType) }

// Active reports whether the file is a page or a picture that may run scripts
// where it is opened.
func (f File) Active() bool { return filecheck.ActiveName(f.Name, f.ContentType) }

// MaxInterviewFiles is the most, in bytes, that all files of one interview may
// hold together. Mail servers refuse messages over about 25 MB, and base64
// makes a third more of everything.
const MaxInterviewFiles = 15 << 20

// CheckSize refuses files that are larger together than an invitation takes.
func CheckSize(sum int64) error {
	if sum > MaxInterviewFiles {
		const tenth = 1 << 20 / 10 // rounded up, so that it never reads like the limit
		return Invalid("files", "The files have %s in total; an invitation can have at most %s, so remove one.", Size(sum+tenth/2), Size(MaxInterviewFiles))
	}
	return nil
}

// NoFile says that there is no file at a path.
func NoFile(path string) error {
	return Invalid("file", "There is no file %s; check the path.", Shorten(path))
}

// IsFolder says that a folder is no file.
func IsFolder(name string) error {
	return Invalid("file", "%s is a folder; choose a file in it.", name)
}

// Size writes a number of bytes as people say it.
func Size(n int64) string {
	switch {
	case n >= 1<<20-1<<9: // what would be 1024 KB
		return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/(1<<20)), ".0") + " MB"
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", (n+1<<9)>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// FileKind says what a file is to its owner.
type FileKind string

// The kinds of file.
const (
	JobDescription FileKind = "job_description"
	Resume         FileKind = "resume"
	OtherFile      FileKind = "other"
)

// File is a document by its content: the same bytes are stored once.
type File struct {
	SHA256      string   `json:"sha256"` // of the content, lower-case hexadecimal
	Name        string   `json:"name"`   // as people see it, without any folder
	Size        int64    `json:"size"`   // in bytes
	ContentType string   `json:"content_type"`
	Kind        FileKind `json:"kind"`
	// Everyone says that the candidate gets it too; else only the panel does.
	Everyone bool `json:"everyone"`
}

// FileText is the text of a stored file as far as it was read for the search.
type FileText struct {
	Text    string // clean
	Cut     bool   // there is more
	Problem string // why it has none, as a clause behind the file's name: "is damaged"
	Read    bool   // someone has read it; else there is nothing yet
}

// Why says why a file with this name has no text, and what to do instead; "" where it has one.
func (t FileText) Why(name string) string {
	if t.Problem == "" {
		return ""
	}
	return name + " " + t.Problem + "; open it or save it instead."
}
