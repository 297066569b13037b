package store

import (
	"bytes"
	"encoding/json"
	"fmt"

	"recruitty/recruit"
)

// detailsText is how what a candidate brings along is kept. Triggers read the
// addresses and links out of it.
type detailsText struct {
	Emails    []string           `json:"emails,omitempty"`
	Phones    []string           `json:"phones,omitempty"`
	Links     []string           `json:"links,omitempty"`
	Residence string             `json:"location,omitempty"`
	Origin    string             `json:"origin,omitempty"`
	Fields    []recruit.OwnField `json:"fields,omitempty"`
}

// detailed writes details, "" when there are none.
func detailed(d recruit.CandidateDetails) string {
	if d.Empty() {
		return ""
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(detailsText(d)) != nil {
		return "" // texts always encode
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// details reads what detailed wrote.
type details struct{ to *recruit.CandidateDetails }

// Scan implements sql.Scanner.
func (d details) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read details from %T", src)
	}
	*d.to = recruit.CandidateDetails{}
	if text == "" {
		return nil
	}
	var in detailsText
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		return fmt.Errorf("read details: %w", err)
	}
	*d.to = recruit.CandidateDetails(in)
	return nil
}
