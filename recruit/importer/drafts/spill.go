package drafts

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"recruitty/recruit"
)

// spill is a file for values that are asked for seldom and would fill the memory.
type spill struct {
	file *os.File
	out  *bufio.Writer
	size int64
}

func newSpill() (*spill, error) {
	f, err := os.CreateTemp("", "recruitty-import-*")
	if err != nil {
		return nil, fmt.Errorf("keep what a file says: %w", err)
	}
	os.Remove(f.Name()) // where that is possible, nothing of it outlives the process
	return &spill{file: f, out: bufio.NewWriterSize(f, 1<<16)}, nil
}

// put writes a value and returns where it begins.
func (s *spill) put(value any) (at int64, err error) {
	text, err := json.Marshal(value)
	if err != nil {
		return 0, fmt.Errorf("keep what a row says: %w", err)
	}
	at = s.size
	n, err := s.out.Write(text)
	s.size += int64(n)
	if err != nil {
		return 0, fmt.Errorf("keep what a row says: %w", err)
	}
	return at, nil
}

// get reads the value that begins at a place.
func (s *spill) get(at int64, value any) error {
	err := s.out.Flush()
	if err == nil {
		err = json.NewDecoder(io.NewSectionReader(s.file, at, math.MaxInt64-at)).Decode(value)
	}
	if err != nil {
		return fmt.Errorf("read what a row said: %w", err)
	}
	return nil
}

func (s *spill) close() error {
	err := s.file.Close()
	if gone := os.Remove(s.file.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// kept is a draft as it stands in the file: what further rows are held against.
type kept struct {
	Name     string                    `json:"a,omitempty"`
	Email    string                    `json:"b,omitempty"`
	Phone    string                    `json:"c,omitempty"`
	Zone     string                    `json:"d,omitempty"`
	Language string                    `json:"e,omitempty"`
	Headline string                    `json:"f,omitempty"`
	Tags     []string                  `json:"g,omitempty"`
	Number   string                    `json:"h,omitempty"`
	Source   string                    `json:"i,omitempty"`
	Details  *recruit.CandidateDetails `json:"j,omitempty"`
	Notes    []recruit.Note            `json:"k,omitempty"`
	Links    []keptLink                `json:"l,omitempty"`
	Line     int                       `json:"m,omitempty"`
}

type keptLink struct {
	Job    recruit.JobID `json:"a"`
	Stage  string        `json:"b"`
	Number string        `json:"c,omitempty"`
	Source string        `json:"d,omitempty"`
}

func (d *Draft) kept() kept {
	c := d.Person.Candidate
	k := kept{
		Name: c.Name, Email: c.Email, Phone: c.Phone, Zone: c.TimeZone, Language: c.Language, Headline: c.Headline, Tags: c.Tags,
		Number: c.ExternalID, Source: c.ExternalSource, Notes: d.Person.Notes, Line: d.Line,
	}
	if !c.Empty() {
		k.Details = &c.CandidateDetails
	}
	for _, a := range d.Applications {
		k.Links = append(k.Links, keptLink{a.JobID, a.Stage, a.ExternalID, a.ExternalSource})
	}
	return k
}

func (k kept) draft() *Draft {
	d := &Draft{Line: k.Line, Person: recruit.NewCandidate{Notes: k.Notes, Candidate: recruit.Candidate{
		Name: k.Name, Email: k.Email, Phone: k.Phone, TimeZone: k.Zone, Language: k.Language, Headline: k.Headline, Tags: k.Tags, ExternalID: k.Number, ExternalSource: k.Source,
	}}}
	if k.Details != nil {
		d.Person.CandidateDetails = *k.Details
	}
	for _, l := range k.Links {
		d.Applications = append(d.Applications, recruit.Application{JobID: l.Job, Stage: l.Stage, ExternalID: l.Number, ExternalSource: l.Source})
	}
	return d
}
