package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns a file's text as UTF-8 without byte order mark, and the name
// of the encoding it was in. What is not text is refused by what it is.
func decode(f File) (text, name string, err error) {
	content := f.Content
	if is := notText(content); is != "" {
		return "", "", refuse(nil, "%s is %s, not a table; save it as CSV (or JSON) and import that.", f.Name, is)
	}
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		content, name = content[3:], "UTF-8"
	case bytes.HasPrefix(content, []byte("\xff\xfe")), lopsided(content, 1):
		from, name = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16"
	case bytes.HasPrefix(content, []byte("\xfe\xff")), lopsided(content, 0):
		from, name = unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16"
	case mostlyUTF8(content):
		name = "UTF-8"
	default:
		from, name = charmap.Windows1252, "Windows-1252"
	}
	if from != nil {
		if content, err = from.NewDecoder().Bytes(content); err != nil {
			return "", "", refuse(err, "%s is not readable as %s text; save it as UTF-8 and import that.", f.Name, name)
		}
	}
	// A NUL this early belongs to no text, whatever the first bytes were.
	if bytes.IndexByte(content[:min(len(content), 64<<10)], 0) >= 0 {
		return "", "", refuse(nil, "%s is not a table but binary data; save it as CSV (or JSON) and import that.", f.Name)
	}
	return strings.ToValidUTF8(string(content), "\uFFFD"), name, nil
}

// notText knows the files that people take for tables by their first bytes.
func notText(content []byte) string {
	for _, known := range [][2]string{
		{"\x89PNG\r\n", "a PNG image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"GIF8", "a GIF image"},
		{"%PDF-", "a PDF document"},
		{"PK\x03\x04", "an Excel workbook or a ZIP archive"},
		{"\xd0\xcf\x11\xe0", "an old Excel or Word file"},
		{"\x1f\x8b", "a compressed file"},
		{"SQLite format 3\x00", "a database"},
		{"{\\rtf", "a rich text document"},
	} {
		if bytes.HasPrefix(content, []byte(known[0])) {
			return known[1]
		}
	}
	return ""
}

// lopsided reports whether content looks like UTF-16 without a mark: nearly every
// second byte from offset on is zero, and few of the others are.
func lopsided(content []byte, offset int) bool {
	head := content[:min(len(content), 4096)&^1]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	return len(head) >= 8 && zeros[offset] > len(head)/2*2/5 && zeros[1-offset] < len(head)/100+1
}

// mostlyUTF8 reports whether content is UTF-8, perhaps with a few damaged places:
// it has more characters of several bytes than bytes that fit nowhere.
func mostlyUTF8(content []byte) bool {
	good, bad := 0, 0
	for len(content) > 0 {
		r, size := utf8.DecodeRune(content)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		content = content[size:]
	}
	return bad == 0 || bad < good
}
