package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer/archive"
)

// Paper is a document beside the list in an archive: whose it is, or why it was
// not attached.
type Paper struct {
	Name   string `json:"name"`
	Line   int    `json:"line"` // of the person in the list, 0 for nobody
	Person string `json:"person"`
	Reason string `json:"reason"` // "" when it was attached
}

// whose decides whose a document is; reason says why it is nobody's.
func (d *paper) whose() (c *claim, reason string) {
	switch len(d.claims) {
	case 0:
		return nil, "nobody in the list has that name, address or number"
	case 1:
		return d.claims[0], ""
	}
	var names []string
	for _, c := range d.claims {
		names = append(names, fmt.Sprintf("%s in line %d", brief(c.name), c.line))
	}
	return nil, "it may be that of " + strings.Join(names, " or of ")
}

// preview says of a dry run which documents would be attached.
func (p *planner) preview() {
	for _, d := range p.papers.all {
		c, reason := d.whose()
		p.report.paper(d, c, reason)
	}
}

// paper counts what became of a document, and names it while there is room.
func (r *Report) paper(d *paper, c *claim, reason string) {
	one := Paper{Name: brief(d.name), Reason: reason}
	if c != nil {
		one.Name, one.Line, one.Person = brief(c.as), c.line, brief(c.name)
	}
	if reason == "" {
		r.Attached++
	} else {
		r.Unattached++
	}
	if len(r.Papers) < MostFindings {
		r.Papers = append(r.Papers, one)
	}
}

// attach attaches the documents of the archive to the people whose they are.
func (w *writing) attach(ctx context.Context, all []*paper) error {
	for _, d := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, reason := d.whose()
		if c != nil {
			why, err := w.attachOne(ctx, d, c)
			if err != nil {
				return err
			}
			reason = why
		}
		w.report.paper(d, c, reason)
	}
	return nil
}

// attachOne attaches a document, or says why it cannot be. Errors are those of the
// workspace.
func (w *writing) attachOne(ctx context.Context, d *paper, c *claim) (reason string, err error) {
	if c.id == 0 {
		return "the person was not imported", nil
	}
	if d.entry.UncompressedSize64 > recruit.MaxInterviewFiles {
		return fmt.Sprintf("it is larger than %s", recruit.Size(recruit.MaxInterviewFiles)), nil
	}
	in, err := archive.Read(ctx, d.entry, recruit.MaxInterviewFiles)
	if err != nil {
		return "it " + err.Error(), nil
	}
	defer in.Close()
	content, err := io.ReadAll(in)
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "it is damaged in the archive", nil
	case len(content) == 0:
		return "it is empty", nil
	}
	f, err := w.service.Store.PutFile(ctx, path.Base(c.as), strings.NewReader(string(content)), recruit.MaxInterviewFiles)
	if err != nil {
		return w.refusal(err)
	}
	if err := w.begin(ctx); err != nil {
		return "", err
	}
	f.Kind = recruit.Resume
	log := recruit.Activity{At: w.service.Now().UTC(), ActorID: w.actor.ID, Actor: w.actor.Name, Action: "candidate.file_added", CandidateID: c.id, Text: "Added the file " + f.Name}
	added, err := w.service.Store.ImportFile(ctx, w.report.Batch, c.id, f, log)
	switch {
	case err != nil:
		return w.refusal(err)
	case !added:
		return "it is already attached", nil
	}
	return "", nil
}

// refusal tells what the workspace refuses about one document from what ends the
// import.
func (w *writing) refusal(err error) (string, error) {
	if errors.Is(err, recruit.ErrInvalid) || errors.Is(err, recruit.ErrNotFound) || errors.Is(err, recruit.ErrRefused) {
		return strings.TrimSuffix(recruit.Sentence(err), "."), nil
	}
	return "", err
}
