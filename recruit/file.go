package recruit

import (
	"fmt"
	"strings"
)

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
