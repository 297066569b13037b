package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"recruitty/recruit/intake/archive"
	"recruitty/recruit/intake/xlsx"
)

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
		return content{}, refuse(err, "%s %s; it was not read.", f.Name, err)
	case err != nil:
		return content{}, refuse(err, "%s %s; make it or download it again, and import that.", f.Name, err)
	}
	switch is, binary := xlsx.Is(z); {
	case is:
		return openWorkbook(ctx, f, z, q)
	case binary:
		return content{}, noTable(f.Name, unread{"a binary Excel workbook (.xlsb)", "open it in Excel, save it as Excel workbook (.xlsx) or CSV, and import that"})
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
