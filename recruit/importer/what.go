package importer

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"recruitty/recruit/importer/records"
)

// unread is something that holds no list, or one that is not read here: what it
// is, and what to do instead.
type unread struct{ is, instead string }

// What to do with files that are no lists.
const (
	asSheet    = "open it in the program it comes from, save it as an Excel workbook (.xlsx) or CSV, and import that"
	asDocument = "export the list as CSV or Excel (.xlsx) from the system it is in; attach a résumé with candidate add --resume, or many at once with a ZIP of a list and the documents"
	asText     = "export the people, jobs or interviews in it as CSV or JSON and import that"
	unpacked   = "unpack it and import the list in it"
	asMail     = "save the list attached to it and import that"
)

// signature is how files of a sort begin.
type signature struct {
	at     int
	prefix string
	unread
}

// signatures are those of binary files.
func signatures() []signature {
	return []signature{
		{0, `{\rtf`, unread{"a rich text document", asDocument}},
		{0, "%PDF-", unread{"a PDF document", asDocument}},
		{0, "\x89PNG\r\n", unread{"a PNG image", asDocument}},
		{0, "\xff\xd8\xff", unread{"a JPEG image", asDocument}},
		{0, "GIF8", unread{"a GIF image", asDocument}},
		{0, "II*\x00", unread{"a TIFF image", asDocument}},
		{0, "MM\x00*", unread{"a TIFF image", asDocument}},
		{8, "WEBP", unread{"a WebP image", asDocument}},
		{4, "ftyp", unread{"an image or a video", asDocument}},
		{0, "SQLite format 3\x00", unread{"an SQLite database", asText}},
		{4, "Standard Jet DB", unread{"an Access database", asText}},
		{4, "Standard ACE DB", unread{"an Access database", asText}},
		{0, "PAR1", unread{"a Parquet file", asText}},
		{0, "Obj\x01", unread{"an Avro file", asText}},
		{0, "ARROW1", unread{"an Arrow file", asText}},
		{0, "bplist", unread{"a binary property list", asText}},
		{0, "!BDN", unread{"an Outlook data file", "export the contacts in Outlook as CSV and import that"}},
		{0, "7z\xbc\xaf\x27\x1c", unread{"a 7-Zip archive", unpacked}},
		{0, "Rar!\x1a\x07", unread{"a RAR archive", unpacked}},
		{0, "BZh", unread{"a file compressed with bzip2", unpacked}},
		{0, "\xfd7zXZ\x00", unread{"a file compressed with xz", unpacked}},
		{0, "\x28\xb5\x2f\xfd", unread{"a file compressed with zstd", unpacked}},
		{0, "\x09\x08\x08\x00\x00\x05", oldWorkbook()},
		{0, "\x09\x08\x10\x00\x00\x06", oldWorkbook()},
		{0, "\x09\x04\x06\x00", oldWorkbook()},
		{0, "\x09\x02\x06\x00", oldWorkbook()},
		{0, "\x09\x00\x04\x00", oldWorkbook()},
		{257, "ustar", unread{"a tar archive", unpacked}},
		{0, "\x7fELF", unread{"a program", asText}},
		{0, "MZ\x90", unread{"a program", asText}},
	}
}

// texts that are no tables, by how they begin.
func textSignatures() []signature {
	return []signature{
		{0, "%!ps", unread{"a PostScript document", asDocument}},
		{0, "id;p", unread{"a spreadsheet in the old SYLK format", asSheet}},
		{0, "begin:vcalendar", unread{"a calendar", "import interviews reads the interviews in it"}},
		{0, "begin:vcard", unread{"an address book file", "import candidates reads the people in it"}},
		{0, "from ", unread{"a mailbox (mbox)", asMail}},
		{0, "return-path:", unread{"an email", asMail}},
		{0, "received:", unread{"an email", asMail}},
		{0, "delivered-to:", unread{"an email", asMail}},
		{0, "mime-version:", unread{"an email", asMail}},
		{0, "message-id:", unread{"an email", asMail}},
		{0, "dn: ", unread{"a directory in LDIF", "export it as CSV or vCard and import that"}},
		{0, "version: 1\ndn: ", unread{"a directory in LDIF", "export it as CSV or vCard and import that"}},
		{0, "-- mysql dump", unread{"an SQL database dump", asText}},
		{0, "-- postgresql", unread{"an SQL database dump", asText}},
		{0, "create table", unread{"an SQL database dump", asText}},
		{0, "insert into", unread{"an SQL database dump", asText}},
		{0, "pgdmp", unread{"a PostgreSQL database dump", asText}},
		{0, "<!doctype html", unread{"a web page without a table", asText}},
		{0, "<html", unread{"a web page without a table", asText}},
		{0, "<?xml", unread{"an XML file", asText}},
		{0, "<", unread{"an HTML or XML file", asText}},
		{0, "---\n", unread{"a YAML file", asText}},
	}
}

// binary knows the files that people take for tables by their first bytes; ok is
// false of what may be text.
func binary(h head, f File) (u unread, ok bool) {
	for _, s := range signatures() {
		if len(h.raw) > s.at && bytes.HasPrefix(h.raw[s.at:], []byte(s.prefix)) && (s.at == 0 || bytes.IndexByte(h.raw[:s.at+4], 0) >= 0 || s.at == 8) {
			return s.unread, true
		}
	}
	if bytes.HasPrefix(h.raw, []byte(oleMark)) {
		return oldOffice(h, f), true
	}
	return u, false
}

// proseOrMarkup knows texts that are no tables.
func proseOrMarkup(h head) (u unread, ok bool) {
	start := strings.ToLower(strings.TrimSpace(h.text[:min(len(h.text), 1024)]))
	start = strings.ReplaceAll(start, "\r\n", "\n")
	switch {
	case mailHead(start):
		return unread{"an email", asMail}, true
	case strings.HasPrefix(start, "<") && strings.Contains(start, "office:document") && strings.Contains(start, "opendocument"):
		return unread{"an OpenDocument file as one XML (.fods)", asSheet}, true
	case yamlHead().MatchString(start):
		return unread{"a YAML file", asText}, true
	}
	for _, s := range textSignatures() {
		if strings.HasPrefix(start, s.prefix) && (s.prefix != "from " || strings.Contains(start, "@") && !strings.Contains(start[:min(len(start), 40)], ",")) {
			return s.unread, true
		}
	}
	return u, false
}

// yamlHead is how a list in YAML begins: a key, and behind it one with a blank or a
// dash before it.
var yamlHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(#[^\n]*\n)*([a-z_][a-z0-9_-]{0,40}:[ \t]*\n([ \t]+|- )|- [a-z_][a-z0-9_-]{0,40}: )`)
})

// mailHead reports whether a text begins as a mail does: with fields of which
// several are those of mails.
func mailHead(start string) bool {
	known := 0
	for line := range strings.Lines(start) {
		if strings.TrimSpace(line) == "" {
			break
		}
		if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
			continue // of the field before
		}
		name, _, found := strings.Cut(line, ":")
		if !found || strings.ContainsAny(name, " \t,;") {
			return false
		}
		switch name {
		case "from", "to", "subject", "date", "cc", "reply-to", "message-id", "mime-version", "content-type", "received", "x-mailer":
			known++
		}
	}
	return known >= 2
}

func oldWorkbook() unread {
	return unread{"an Excel workbook from before 2007 (.xls)", "open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) or CSV, and import that"}
}

const oleMark = "\xd0\xcf\x11\xe0"

// oldOffice tells the sorts of files of Office before 2007 apart, by the names of
// the streams in them.
func oldOffice(h head, f File) unread {
	last := make([]byte, min(f.size, headSize))
	n, _ := f.content.ReadAt(last, f.size-int64(len(last)))
	last = last[:n]
	holds := func(stream string) bool {
		wide := make([]byte, 0, 2*len(stream))
		for i := range len(stream) {
			wide = append(wide, stream[i], 0)
		}
		return bytes.Contains(h.raw, wide) || bytes.Contains(last, wide)
	}
	extension := strings.ToLower(filepath.Ext(h.name))
	switch {
	case holds("EncryptedPackage"):
		return unread{"a password-protected Office file", "save it without the password, and import that"}
	case holds("Workbook"), holds("Book"), extension == ".xls", extension == ".xlt":
		return oldWorkbook()
	case holds("WordDocument"), extension == ".doc":
		return unread{"an old Word document (.doc)", asDocument}
	case holds("__properties_version1.0"), holds("__nameid_version1.0"), extension == ".msg":
		return unread{"an Outlook email (.msg)", asMail}
	}
	return unread{"an Office file from before 2007", asSheet}
}

// noTable refuses a file that holds no list.
func noTable(name string, u unread) error {
	return records.Refuse(nil, "%s is %s, not a list that can be imported; %s.", name, u.is, u.instead)
}
