package jsonview

import (
	"recruitty/recruit"
	"recruitty/recruit/export"
)

// File is a file without its content.
type File struct {
	Name        string           `json:"name"`
	Size        int64            `json:"size"`
	SHA256      string           `json:"sha256"`
	ContentType string           `json:"content_type"`
	Kind        recruit.FileKind `json:"kind"`
	Everyone    bool             `json:"everyone"`
}

// OfFile is a file as JSON has it.
func OfFile(f recruit.File) File {
	return File{Name: f.Name, Size: f.Size, SHA256: f.SHA256, ContentType: f.ContentType, Kind: f.Kind, Everyone: f.Everyone}
}

// Activity is one line of the activity log.
type Activity struct {
	At        export.Time `json:"at"`
	Actor     string      `json:"actor"`
	Action    string      `json:"action"`
	Candidate *Name       `json:"candidate"`
	Job       *Ref        `json:"job"`
	Interview *int64      `json:"interview"`
	Text      string      `json:"text"`
}

// OfActivity is a line of the log as JSON has it.
func OfActivity(a recruit.Activity) Activity {
	shape := Activity{At: export.Time(a.At), Actor: a.Actor, Action: a.Action, Text: a.Text}
	if a.CandidateID != 0 {
		shape.Candidate = &Name{int64(a.CandidateID), a.Candidate}
	}
	if a.JobID != 0 {
		shape.Job = &Ref{int64(a.JobID), a.Job}
	}
	if a.InterviewID != 0 {
		id := int64(a.InterviewID)
		shape.Interview = &id
	}
	return shape
}

// Warning is something to know about a decision, with what can be done.
type Warning struct {
	Field  string  `json:"field"`
	Text   string  `json:"text"`
	Offers []Offer `json:"offers"`
}

// Offer is one way out: a length, or a host.
type Offer struct {
	DurationMinutes int    `json:"duration_minutes,omitempty"`
	Host            string `json:"host,omitempty"`
	Type            string `json:"type"` // what to type
}
