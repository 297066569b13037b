package recruit

import (
	"context"
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

// lookInside looks at every file that somebody would get, by its content, and into
// archives. The candidate's are looked at, and so are the panel's: a stranger may
// have sent them. What may run something is refused unless it is meant, and what
// cannot be looked into is a warning.
func (s *Scheduling) lookInside(ctx context.Context, files []File, allowed bool) ([]Warning, error) {
	if allowed {
		return nil, nil
	}
	var out []Warning
	for _, f := range files {
		content, err := s.Store.FileContent(ctx, f.SHA256)
		if err != nil {
			return nil, err
		}
		in := f.Look(content)
		if in.Program != "" {
			return nil, programProblem(f, in.Program)
		}
		to := "the panel"
		if f.Everyone {
			to = "the candidate and the panel"
		}
		if in.Active != "" {
			what := f.Name
			if in.Active != f.Name {
				what = fmt.Sprintf("%s in %s", Shorten(in.Active), f.Name)
			}
			out = append(out, Warning{Field: "files", Sentence: fmt.Sprintf("%s holds scripts or files that a PDF reader may open; it goes to %s as it is.", what, to)})
		}
		if in.Closed {
			out = append(out, Warning{Field: "files", Sentence: fmt.Sprintf("What is in %s cannot be looked into; it goes to %s as it is.", f.Name, to)})
		}
	}
	return out, nil
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

// programProblem refuses a program, inside of the attached file unless it is the
// file itself.
func programProblem(f File, inside string) error {
	e := &ProgramError{File: f.Name, Panel: !f.Everyone}
	what := f.Name + " is a program or may run one"
	if inside != f.Name {
		e.Inside = inside
		what = fmt.Sprintf("%s holds %s, which is a program or may run one", f.Name, Shorten(inside))
	}
	p := Invalid("files", "%s; take it off, or say that it is meant to be sent (--allow-executable).", what)
	p.Cause = e
	return p
}

// checkPrograms refuses to send programs to anybody unless somebody said that it
// is meant. It goes by names and kinds; lookInside goes by contents.
func checkPrograms(files []File, allowed bool) error {
	for _, f := range files {
		if !allowed && (f.Executable() || f.Active()) {
			return programProblem(f, f.Name)
		}
	}
	return nil
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
		return Invalid("files", "The files have %s together; an invitation takes at most %s, so take one off.", Size(sum+tenth/2), Size(MaxInterviewFiles))
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
