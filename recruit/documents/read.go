package documents

import (
	"context"
	"errors"

	"recruitty/recruit"
	"recruitty/recruit/filetext"
)

// Reading is the text of a stored file.
type Reading struct {
	Text string // clean, in lines
	Cut  bool   // there is more than is kept of a text
}

// Told is the text of a stored file, or in its place why that cannot be read; "" of no file.
func (d *Documents) Told(ctx context.Context, f recruit.File) (string, error) {
	if f.SHA256 == "" {
		return "", nil
	}
	r, err := d.Text(ctx, f)
	switch {
	case err != nil && recruit.AboutOne(ctx, err):
		return recruit.Sentence(err), nil
	case r.Cut:
		r.Text += "\n… and more, which is in the file"
	}
	return r.Text, err
}

// Text reads the text of a stored file: plain text, Markdown, DOCX and PDF. Of any
// other the text is not read, which is ErrInvalid with the reason (R17).
func (d *Documents) Text(ctx context.Context, f recruit.File) (Reading, error) {
	content, err := d.Files.FileContent(ctx, f.SHA256)
	if err != nil {
		return Reading{}, err
	}
	text, cut, err := filetext.Of(ctx, d.PDF, f.Name, content)
	if errors.Is(err, filetext.ErrUnreadable) {
		return Reading{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "file", Sentence: recruit.FileText{Problem: err.Error()}.Why(f.Name), Cause: err}
	}
	return Reading{text, cut}, err
}
