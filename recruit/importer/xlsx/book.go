// Package xlsx reads the sheets of Excel workbooks (.xlsx, .xlsm, .xltx) row by
// row: a workbook of a million rows takes as much memory as one of ten.
//
// Cells come as what they hold, not as they are shown: a number format may hide
// digits of a telephone number or the year of a date. Dates are told from numbers
// by their style and written as in ISO 8601.
package xlsx

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/xmltext"
)

// ErrNotWorkbook is returned for an archive that holds no workbook, or one that
// cannot be read. The error's text is a clause that stands behind its name.
var ErrNotWorkbook = errors.New("is no Excel workbook")

// Bounds of what is held of a workbook.
const (
	maxPart   = 64 << 20 // bytes of a part that is read whole, but for sheets and texts
	maxSheets = 1000
	maxStyles = 65_536
)

// Sheet is a sheet with rows and cells.
type Sheet struct {
	Name   string
	Hidden bool

	part string
	tail *tail // what stands behind its rows, when it was looked for
}

// Book is an opened workbook.
type Book struct {
	Sheets []Sheet

	parts  map[string]*zip.File
	dates  []style // by the number of a cell's style
	is1904 bool
	texts  *texts
}

// Is reports whether an archive holds a workbook, or one as binary Excel files
// (.xlsb) have it.
func Is(z *zip.Reader) (is, binary bool) {
	for _, f := range z.File {
		switch strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")) {
		case "xl/workbook.xml":
			return true, false
		case "xl/workbook.bin":
			return false, true
		}
	}
	return false, false
}

// Open opens the workbook in an archive that archive.Open has let pass.
func Open(ctx context.Context, z *zip.Reader) (_ *Book, err error) {
	b := &Book{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		b.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	targets, err := b.relations(ctx, "xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	if err := b.workbook(ctx, targets); err != nil {
		return nil, err
	}
	if err := b.styles(ctx); err != nil {
		return nil, err
	}
	b.texts = newTexts()
	if err := b.readTexts(ctx, targets); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// Close removes what was kept on the disk.
func (b *Book) Close() error { return b.texts.close() }

// each calls use with the tokens of a part; a part that is not there has none.
func (b *Book) each(ctx context.Context, part string, most int64, use func(*xmltext.Reader, xmltext.Token) error) (err error) {
	f, is := b.parts[strings.ToLower(part)]
	if !is {
		return nil
	}
	in, err := archive.Read(ctx, f, most)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	for x := xmltext.NewReader(in); ; {
		t, err := x.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case ctx.Err() != nil, errors.Is(err, archive.ErrTooMuch):
			return err
		case err != nil:
			return fmt.Errorf("%w: its part %s is damaged", ErrNotWorkbook, path.Base(part))
		}
		if err := use(x, t); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// relation is where a part names another one, or an address.
type relation struct{ kind, target string }

func (b *Book) relations(ctx context.Context, part string) (map[string]relation, error) {
	all := map[string]relation{}
	dir, name := path.Split(part)
	err := b.each(ctx, dir+"_rels/"+name+".rels", maxPart, func(_ *xmltext.Reader, t xmltext.Token) error {
		if t.Kind == xmltext.Start && t.Name == "Relationship" && len(all) < maxLinks {
			target := t.Attr("Target")
			if t.Attr("TargetMode") != "External" {
				if target = strings.ReplaceAll(target, `\`, "/"); !strings.HasPrefix(target, "/") {
					target = dir + target
				}
				target = path.Clean("/" + target)[1:]
			}
			all[t.Attr("Id")] = relation{path.Base(t.Attr("Type")), target}
		}
		return nil
	})
	return all, err
}

// workbook reads the names of the sheets.
func (b *Book) workbook(ctx context.Context, targets map[string]relation) error {
	err := b.each(ctx, "xl/workbook.xml", maxPart, func(_ *xmltext.Reader, t xmltext.Token) error {
		if t.Kind != xmltext.Start {
			return nil
		}
		switch t.Name {
		case "workbookPr":
			b.is1904 = truth(t.Attr("date1904"))
		case "sheet":
			to := targets[t.Attr("id")]
			if to.kind == "worksheet" && len(b.Sheets) < maxSheets {
				b.Sheets = append(b.Sheets, Sheet{Name: t.Attr("name"), Hidden: t.Attr("state") != "" && t.Attr("state") != "visible", part: to.target})
			}
		}
		return nil
	})
	if err == nil && len(b.Sheets) == 0 {
		err = fmt.Errorf("%w with a sheet of cells", ErrNotWorkbook)
	}
	return err
}

func truth(value string) bool { return value == "1" || value == "true" || value == "on" }

// readTexts reads the texts that cells share.
func (b *Book) readTexts(ctx context.Context, targets map[string]relation) error {
	part := "xl/sharedStrings.xml"
	for _, to := range targets {
		if to.kind == "sharedStrings" {
			part = to.target
		}
	}
	return b.each(ctx, part, archive.MaxEntry, func(x *xmltext.Reader, t xmltext.Token) error {
		if t.Kind != xmltext.Start || t.Name != "si" {
			return nil
		}
		text, _, err := richText(x, "si")
		if err != nil {
			return err
		}
		return b.texts.add(text)
	})
}

// richText joins the texts up to the end of a tag, without how they are spoken.
func richText(x *xmltext.Reader, end string) (text string, cut bool, err error) {
	inside, phonetic := false, false
	for {
		t, err := x.Next()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = xmltext.ErrDamaged
			}
			return "", false, wrapped(err)
		}
		switch {
		case t.Kind == xmltext.End && t.Name == end:
			return unquoted(text), cut, nil
		case t.Kind == xmltext.Text:
			if inside && !phonetic && len(text) < xmltext.MaxText {
				text, cut = text+t.Text, cut || t.Cut
			}
		case t.Name == "t":
			inside = t.Kind == xmltext.Start
		case t.Name == "rPh":
			phonetic = t.Kind == xmltext.Start
		}
	}
}

func wrapped(err error) error {
	if errors.Is(err, xmltext.ErrDamaged) {
		return fmt.Errorf("%w: it is damaged", ErrNotWorkbook)
	}
	return err
}

// unquoted reads the characters that XML cannot hold: "_x000D_".
func unquoted(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return strings.NewReplacer("_x000D__x000A_", "\n", "_x000D_\n", "\n", "_x000D_", "\n", "_x000d_", "\n", "_x000A_", "\n", "_x000a_", "\n", "_x0009_", "\t", "_x005F_", "_", "_x005f_", "_").Replace(text)
}
