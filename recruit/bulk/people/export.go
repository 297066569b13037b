package people

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/services"
)

// Formats are those in which candidates are exported.
func Formats() []string { return []string{"csv", "json"} }

// Export writes candidates as an export of all of them does, for a spreadsheet ("csv") or
// for programs ("json"). What cannot be read, or does not fit, is left out and named.
func Export(ctx context.Context, svc *services.Services, ids []recruit.CandidateID, format string) (content []byte, left []string, err error) {
	if !slices.Contains(Formats(), format) {
		return nil, nil, recruit.Invalid("format", "Candidates are exported as csv or json, not as %s.", recruit.Shorten(format))
	}
	if err := CheckCount(len(ids)); err != nil {
		return nil, nil, err
	}
	jobs := jobs{b: Bulk{}, known: map[recruit.JobID]recruit.Job{}}
	jobs.b.Services = svc
	all := []export.Candidate{}
	for _, id := range ids {
		c, err := exported(ctx, svc, id, jobs)
		if err != nil {
			if !recruit.AboutOne(ctx, err) {
				return nil, nil, err
			}
			left = append(left, fmt.Sprintf("candidate %d: %s", id, recruit.Sentence(err)))
			continue
		}
		all = append(all, c)
	}
	if format == "json" {
		content, err = json.MarshalIndent(all, "", "  ")
		if err != nil {
			return nil, nil, fmt.Errorf("write candidates as JSON: %w", err)
		}
		return []byte(sanitize.JSON(string(content)) + "\n"), left, nil
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true // RFC 4180 2
	failed := []error{w.Write(export.CandidateHeads())}
	for _, c := range all {
		fit, over := c.Fitting()
		if over > 0 {
			left = append(left, fmt.Sprintf("%s of %s that do not fit in a cell; json has all of them", recruit.Counted(over, "note", "notes"), c.Name))
		}
		cells := fit.Row()
		for n := range cells {
			cells[n] = sanitize.Defused(sanitize.Shown(cells[n]))
		}
		failed = append(failed, w.Write(cells))
	}
	w.Flush()
	if err := errors.Join(append(failed, w.Error())...); err != nil {
		return nil, nil, fmt.Errorf("write candidates as CSV: %w", err)
	}
	return out.Bytes(), left, nil
}

// exported is a candidate as exports write them.
func exported(ctx context.Context, svc *services.Services, id recruit.CandidateID, jobs jobs) (export.Candidate, error) {
	p, err := svc.Store.Profile(ctx, id)
	if err != nil {
		return export.Candidate{}, err
	}
	about := []recruit.JobID{}
	for _, a := range p.Applications {
		about = append(about, a.JobID)
	}
	for _, n := range p.Notes {
		if n.JobID != 0 {
			about = append(about, n.JobID)
		}
	}
	for _, job := range about {
		if _, err := jobs.job(ctx, job); err != nil {
			return export.Candidate{}, err
		}
	}
	return export.OfCandidate(p, jobs.known), nil
}
