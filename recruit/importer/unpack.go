package importer

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"recruitty/recruit/importer/archive"
	"recruitty/recruit/importer/records"
	"recruitty/recruit/importer/xlsx"
	"recruitty/recruit/sanitize"
)

// maxInside is how deep a file may stand in others.
const maxInside = 2

// unpack copies what comes out of an archive into a file of its own, which its
// Close removes.
func unpack(name string, r io.Reader) (File, error) {
	name = sanitize.FileName(name)
	f, err := os.CreateTemp("", "recruitty-import-*")
	if err != nil {
		return File{}, records.Refuse(err, "There is not enough disk space to unpack %s; free some for temporary files.", name)
	}
	os.Remove(f.Name()) // where that is possible, nothing of it outlives the process
	remove := func() error {
		err := f.Close()
		if gone := os.Remove(f.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return err
	}
	size, err := io.Copy(f, r)
	if err != nil {
		return File{}, errors.Join(err, remove())
	}
	return File{Name: name, content: f, size: size, done: remove}, nil
}

// gzipFormat is a file that was compressed on its own.
func gzipFormat() format {
	return format{name: "gzip", packed: true, open: openGzip, knows: func(h head) bool { return bytes.HasPrefix(h.raw, []byte("\x1f\x8b")) }}
}

func openGzip(ctx context.Context, f File, _ head, q query) (content, error) {
	if q.inside++; q.inside > maxInside {
		return content{}, records.Refuse(nil, "%s is compressed several times over; unpack it and import what is in it.", f.Name)
	}
	z, err := gzip.NewReader(f.Content())
	if err != nil {
		return content{}, records.Refuse(err, "%s is a damaged compressed file.", f.Name)
	}
	name := f.Name
	if lower := strings.ToLower(name); strings.HasSuffix(lower, ".gz") || strings.HasSuffix(lower, ".gzip") {
		name = name[:strings.LastIndexByte(name, '.')]
	}
	in, err := unpack(name, archive.Limit(ctx, z, f.size))
	switch {
	case ctx.Err() != nil:
		return content{}, ctx.Err()
	case errors.Is(err, archive.ErrTooMuch):
		return content{}, records.Refuse(err, "%s is compressed more tightly than any real file and was not read; unpack it and import what is in it.", f.Name)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.Is(err, io.ErrUnexpectedEOF), isCorrupt(err):
		return content{}, records.Refuse(err, "%s is a damaged compressed file.", f.Name)
	case err != nil:
		return content{}, notUnpacked(err, f.Name)
	}
	return inside(ctx, in, q, "gzip")
}

// inside opens a file that was taken out of another one, and lets go of it
// together with what is opened.
func inside(ctx context.Context, in File, q query, outer string) (content, error) {
	c, err := open(ctx, in, q)
	if err != nil {
		return content{}, errors.Join(err, in.Close())
	}
	within := c.close
	c.close = func() error { return errors.Join(within.call(), in.Close()) }
	c.format = fmt.Sprintf("%s in %s", c.format, outer)
	return c, nil
}

// isCorrupt reports whether an error is about packed bytes that make no sense.
func isCorrupt(err error) bool {
	return err != nil && strings.HasPrefix(err.Error(), "flate: corrupt")
}

// zipFormat is what is packed as ZIP: workbooks, and lists with documents.
func zipFormat() format {
	return format{name: "ZIP", packed: true, open: openZip, knows: func(h head) bool {
		return bytes.HasPrefix(h.raw, []byte("PK\x03\x04")) || bytes.HasPrefix(h.raw, []byte("PK\x05\x06"))
	}}
}

func openZip(ctx context.Context, f File, _ head, q query) (content, error) {
	z, err := archive.Open(f.content, f.size)
	switch {
	case errors.Is(err, archive.ErrTooMuch):
		return content{}, records.Refuse(err, "%s %s; it was not read.", f.Name, err)
	case err != nil:
		return content{}, records.Refuse(err, "%s %s; make it or download it again, and import that.", f.Name, err)
	}
	switch is, binary := xlsx.Is(z); {
	case is:
		return openWorkbook(ctx, f, z, q)
	case binary:
		return content{}, noTable(f.Name, unread{"a binary Excel workbook (.xlsb)", "open it in Excel, save it as an Excel workbook (.xlsx) or CSV, and import that"})
	}
	if u, is := packedDocument(ctx, z); is {
		return content{}, noTable(f.Name, u)
	}
	return openArchive(ctx, f, z, q)
}

// packedDocument knows the documents that are archives inside.
func packedDocument(ctx context.Context, z *zip.Reader) (u unread, ok bool) {
	for _, f := range z.File {
		switch name := strings.ToLower(f.Name); {
		case name == "mimetype":
			switch kind := start(ctx, f); {
			case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.spreadsheet"):
				return unread{"an OpenDocument spreadsheet (.ods)", asSheet}, true
			case strings.HasPrefix(kind, "application/vnd.oasis"):
				return unread{"an OpenDocument text", asDocument}, true
			case strings.HasPrefix(kind, "application/epub"):
				return unread{"an e-book", asDocument}, true
			}
		case name == "word/document.xml":
			return unread{"a Word document (.docx)", asDocument}, true
		case name == "ppt/presentation.xml":
			return unread{"a PowerPoint presentation", asDocument}, true
		case name == "index/document.iwa", name == "index.zip":
			return unread{"a document of Numbers, Pages or Keynote", "open it there, export it as Excel (.xlsx) or CSV, and import that"}, true
		}
	}
	return u, false
}

// start is the beginning of an entry, "" when it cannot be read.
func start(ctx context.Context, f *zip.File) string {
	in, err := archive.Read(ctx, f, archive.MaxEntry)
	if err != nil {
		return ""
	}
	defer in.Close()
	head := make([]byte, 200)
	n, _ := io.ReadFull(in, head)
	return string(head[:n])
}

// notUnpacked says that there was no room for what is packed.
func notUnpacked(cause error, name string) error {
	return records.Refuse(cause, "%s could not be unpacked; check the disk space for temporary files.", name)
}
