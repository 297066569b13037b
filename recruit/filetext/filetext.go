// Package filetext takes the text out of documents that people send: plain text,
// Markdown, the format of Microsoft Word (DOCX, ECMA-376 part 1, 17.3), and PDF by a
// reader that it is given. Such files are hostile: what is read, unpacked and kept of them is bounded, and a file that cannot be
// read is said to be so, with the reason.
package filetext

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"recruitty/recruit/filecheck"
	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/xmltext"
	"recruitty/recruit/sanitize"
)

// Bounds of a document.
const (
	maxText   = 1 << 20 // bytes of text that are kept of one
	maxUnpack = 8 << 20 // bytes that are unpacked of the part with the text
)

// ErrUnreadable is what documents are refused with of which the text cannot be read.
var ErrUnreadable = errors.New("no text")

// unreadable says in words why not, as a clause behind the document's name.
type unreadable struct{ words string }

func (u unreadable) Error() string { return u.words }
func (u unreadable) Unwrap() error { return ErrUnreadable }

// Unreadable is ErrUnreadable with a clause that says why, such as "is damaged".
func Unreadable(clause string) error { return unreadable{clause} }

// PDF takes the text out of a PDF: of about so many bytes at most, unclean, and cut where
// there was more. Its errors are ErrUnreadable with a clause, or of ctx; any other says
// that it could not work at all.
type PDF interface {
	Text(ctx context.Context, content []byte, most int) (text string, cut bool, err error)
}

// Of is the text of a document with a name: clean of what a terminal would obey, at most
// maxText bytes; cut says that there was more. Without pdf, PDFs are not read. Errors are
// ErrUnreadable with a clause such as "is empty", of pdf, or of ctx.
func Of(ctx context.Context, pdf PDF, name string, content []byte) (text string, cut bool, err error) {
	if err := ctx.Err(); err != nil {
		return "", false, err
	}
	switch ext := strings.ToLower(path.Ext(name)); {
	case len(content) == 0:
		return "", false, unreadable{"is empty"}
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		text, cut, err = word(ctx, content)
	case bytes.HasPrefix(content, []byte("%PDF-")) || ext == ".pdf" && filecheck.IsPDF(content):
		if pdf == nil {
			return "", false, unreadable{"is a PDF, of which the text cannot be read here"}
		}
		text, cut, err = pdf.Text(ctx, content, maxText)
		if err == nil {
			text, cut, err = shortened(strings.ToValidUTF8(text, ""), cut)
		}
	case ext == ".pdf":
		return "", false, unreadable{"is called a PDF and is none"}
	case ext == ".txt" || ext == ".text" || ext == ".md" || ext == ".markdown" || ext == "":
		text, cut, err = plain(content)
	default:
		return "", false, unreadable{"is neither plain text, Markdown nor a PDF or DOCX document, of which alone the text is read here"}
	}
	if err != nil {
		return "", false, err
	}
	clean, err := sanitize.Text(text, maxText)
	if err != nil || strings.TrimSpace(clean) == "" {
		return "", false, unreadable{"holds no text"}
	}
	return clean, cut, nil
}

// plain is the text of a file that is nothing but text: UTF-8, UTF-16 with its mark, or
// else what Windows wrote in western Europe.
func plain(content []byte) (string, bool, error) {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(content[:min(len(content), 2*maxText)])
		if err != nil {
			return "", false, unreadable{"is in letters that cannot be read"}
		}
		return shortened(string(decoded), len(content) > 2*maxText)
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(content[:min(len(content), 4096)], 0) >= 0 {
		return "", false, unreadable{"is not text"}
	}
	if utf8.Valid(content) {
		return shortened(string(content), false)
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(content[:min(len(content), maxText)])
	if err != nil {
		return "", false, unreadable{"is in letters that cannot be read"}
	}
	return shortened(string(decoded), len(content) > maxText)
}

// shortened cuts a text to what is kept.
func shortened(text string, cut bool) (string, bool, error) {
	if len(text) <= maxText {
		return text, cut, nil
	}
	return strings.ToValidUTF8(text[:maxText], ""), true, nil
}

// word is the text of a DOCX document: that of the runs in its main part, with a line for
// each paragraph. Whatever is damaged behind some text ends it.
func word(ctx context.Context, content []byte) (string, bool, error) {
	files, err := archive.Open(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", false, unreadable{err.Error()}
	}
	for _, f := range files.File {
		if f.Name != "word/document.xml" {
			continue
		}
		in, err := archive.Read(ctx, f, maxUnpack)
		if err != nil {
			return "", false, unreadable{err.Error()}
		}
		defer in.Close()
		return runs(ctx, in)
	}
	return "", false, unreadable{"is not a DOCX document, though it is packed like one"}
}

// runs gathers the texts (w:t) of a document. Every token is at least one letter of it.
func runs(ctx context.Context, in io.Reader) (string, bool, error) {
	r := xmltext.NewReader(in)
	var b strings.Builder
	inside := false
	for b.Len() < maxText {
		t, err := r.Next()
		switch {
		case ctx.Err() != nil:
			return "", false, ctx.Err()
		case errors.Is(err, io.EOF):
			return b.String(), false, nil
		case err != nil && b.Len() == 0:
			return "", false, unreadable{"is damaged"}
		case err != nil:
			return b.String(), true, nil
		}
		switch {
		case t.Kind == xmltext.Text && inside:
			b.WriteString(t.Text)
		case t.Kind == xmltext.Start && t.Name == "t":
			inside = true
		case t.Kind == xmltext.End && t.Name == "t":
			inside = false
		case t.Kind == xmltext.Start && t.Name == "tab":
			b.WriteByte('\t')
		case t.Kind == xmltext.Start && (t.Name == "br" || t.Name == "cr"), t.Kind == xmltext.End && t.Name == "p":
			b.WriteByte('\n')
		}
	}
	return shortened(b.String(), true)
}
