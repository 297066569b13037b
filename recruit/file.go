package recruit

// MaxInterviewFiles is the most, in bytes, that all files of one interview may
// hold together. Mail servers refuse messages over about 25 MB, and base64
// makes a third more of everything.
const MaxInterviewFiles = 15 << 20

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
