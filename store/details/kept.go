// Package details keeps what candidates bring along besides their name and address: how it
// is written into a row, who reads it, and what stands in the fields that a workspace has
// defined (package fields).
package details

import (
	"bytes"
	"encoding/json"
	"fmt"

	"recruitty/recruit"
)

// kept is how what a candidate brings along is kept. Triggers read the
// addresses and links out of it.
type kept struct {
	Emails    []string           `json:"emails,omitempty"`
	Phones    []string           `json:"phones,omitempty"`
	Links     []string           `json:"links,omitempty"`
	Residence string             `json:"location,omitempty"`
	Origin    string             `json:"origin,omitempty"`
	Salary    string             `json:"salary,omitempty"`
	Fields    []recruit.OwnField `json:"fields,omitempty"`
}

// Written writes details, "" when there are none.
func Written(d recruit.CandidateDetails) string {
	if d.Empty() {
		return ""
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(kept(d)) != nil {
		return "" // texts always encode
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// Read reads what Written wrote.
type Read struct{ To *recruit.CandidateDetails }

// Scan implements sql.Scanner.
func (d Read) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read details from %T", src)
	}
	*d.To = recruit.CandidateDetails{}
	if text == "" {
		return nil
	}
	var in kept
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		return fmt.Errorf("read details: %w", err)
	}
	*d.To = recruit.CandidateDetails(in)
	return nil
}
