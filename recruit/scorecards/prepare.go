package scorecards

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// Preparation is what someone reads before an interview, as far as they may. Nothing of it
// is for the candidate.
type Preparation struct {
	Sheet
	Notes   []recruit.Note // about the candidate, newest first
	Resume  recruit.File   // the newest one; SHA256 is "" where there is none
	Earlier []Sheet        // of other interviews of the candidate with cards, newest first
}

// Prepare gathers what its reader may read before an interview.
func (s *Service) Prepare(ctx context.Context, reader recruit.Member, id recruit.InterviewID) (Preparation, error) {
	sheet, err := s.Sheet(ctx, reader, id)
	if err != nil {
		return Preparation{}, err
	}
	p := Preparation{Sheet: sheet}
	who, err := s.Store.Profile(ctx, sheet.Interview.CandidateID)
	if err != nil {
		return p, err
	}
	p.Notes = who.Notes
	if at := slices.IndexFunc(who.Files, func(f recruit.File) bool { return f.Kind == recruit.Resume }); at >= 0 {
		p.Resume = who.Files[at] // the newest one is first
	}
	all, err := s.About(ctx, reader, sheet.Interview.CandidateID)
	if err != nil {
		return p, err
	}
	for _, x := range slices.Backward(all) {
		if x.Interview.ID != id && (len(x.Cards) > 0 || x.Blind) {
			p.Earlier = append(p.Earlier, x)
		}
	}
	return p, nil
}

// Part is a heading with what stands below it.
type Part struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
	Resume  bool   `json:"-"` // it is the text of the résumé
}

// NoGuideWords say that there is no guide, and how one is written.
const NoGuideWords = "No guide was written for this stage. g in the interview plans of the job writes one (recruitty score guide JOB STAGE --file FILE)."

// Parts is a preparation to be read from the top, resume the text of the résumé or why it
// cannot be read; moment writes a time. Foreign text in it is not made safe to show.
func (p Preparation) Parts(resume string, moment func(time.Time) string) []Part {
	var form []string
	for _, a := range p.Form.Attributes {
		line := a.Name
		if a.Hint != "" {
			line += ": " + a.Hint
		}
		form = append(form, line)
	}
	guide := p.Guide
	if guide == "" {
		guide = NoGuideWords
	}
	parts := []Part{{Heading: "Interview guide", Text: guide}, {Heading: "The scorecard asks for", Text: strings.Join(form, "\n")}}
	if p.Resume.SHA256 != "" {
		parts = append(parts, Part{Heading: "Résumé, " + p.Resume.Name, Text: strings.TrimSpace(resume), Resume: true})
	}
	var cards []string
	for _, x := range p.Earlier {
		cards = append(cards, x.Interview.Title+", "+moment(x.Interview.Start))
		for _, c := range x.Cards {
			said := c.Author + ": " + c.Short()
			if r := c.ratingWords(); r != "" {
				said += ", " + r
			}
			if c.Note != "" {
				said += "\n" + c.Note
			}
			cards = append(cards, said)
		}
		if x.Blind {
			cards = append(cards, BlindWords)
		}
	}
	if len(cards) > 0 {
		parts = append(parts, Part{Heading: "Earlier scorecards", Text: strings.Join(cards, "\n")})
	}
	var notes []string
	for _, n := range p.Notes {
		notes = append(notes, moment(n.At)+", "+n.Author+": "+n.Text)
	}
	if len(notes) > 0 {
		parts = append(parts, Part{Heading: "Notes", Text: strings.Join(notes, "\n\n")})
	}
	return parts
}
