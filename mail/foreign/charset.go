package foreign

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Decode turns bytes into text by the charset that a mail names. A mark at the
// front, and bytes that fit another charset only, count more than the name; of
// what has no name, everything that is not UTF-8 is Windows-1252.
func Decode(charset string, content []byte) string {
	if text, ok := marked(content); ok {
		return text
	}
	charset = strings.ToLower(strings.Trim(strings.TrimSpace(charset), `"'`))
	found := lookup(charset)
	switch {
	case utf8.Valid(content) && !escapes(content) && (found == nil || single(found)):
		return string(content)
	case found == nil && escapes(content):
		found = japanese.ISO2022JP
	case found == nil:
		found = charmap.Windows1252
	}
	text, err := decodeBy(found, content)
	if err != nil {
		text = strings.ToValidUTF8(string(content), "\uFFFD")
	}
	return strings.TrimPrefix(text, "\uFEFF")
}

// marked decodes by the byte order mark at the front.
func marked(content []byte) (string, bool) {
	var by encoding.Encoding
	switch {
	case bytes.HasPrefix(content, []byte("\xEF\xBB\xBF")):
		if utf8.Valid(content) {
			return string(content[3:]), true
		}
		return Decode("", content[3:]), true
	case bytes.HasPrefix(content, []byte("\xFF\xFE")):
		by = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(content, []byte("\xFE\xFF")):
		by = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	default:
		return "", false
	}
	text, err := decodeBy(by, content)
	return text, err == nil
}

// lookup finds a charset by any of its names; nil for UTF-8, for none and for
// one that nobody knows.
func lookup(charset string) encoding.Encoding {
	switch charset {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "8bit", "default":
		return nil
	case "utf-7", "unicode-1-1-utf-7":
		return utf7{}
	case "cp932", "ms932":
		return japanese.ShiftJIS
	}
	if e, err := htmlindex.Get(charset); err == nil && e != encoding.Replacement {
		return utf8AsNone(e)
	}
	for _, index := range []*ianaindex.Index{ianaindex.MIME, ianaindex.IANA, ianaindex.MIB} {
		if e, err := index.Encoding(charset); err == nil && e != nil {
			return utf8AsNone(e)
		}
	}
	if number, ok := strings.CutPrefix(charset, "cp"); ok && len(number) == 4 {
		return lookup("windows-" + number)
	}
	return nil
}

func utf8AsNone(e encoding.Encoding) encoding.Encoding {
	if e == unicode.UTF8 || e == unicode.UTF8BOM {
		return nil
	}
	return e
}

// single reports whether a charset has one byte for each character: then text that
// is UTF-8 by all its bytes was only named wrongly.
func single(e encoding.Encoding) bool {
	_, ok := e.(*charmap.Charmap)
	return ok
}

// escapes reports whether bytes switch their charset in the manner of ISO 2022.
func escapes(content []byte) bool {
	return bytes.Contains(content, []byte("\x1b$")) || bytes.Contains(content, []byte("\x1b(J"))
}

func decodeBy(e encoding.Encoding, content []byte) (string, error) {
	text, _, err := transform.Bytes(e.NewDecoder(), content)
	return strings.ToValidUTF8(string(text), "\uFFFD"), err
}

// charsetReader is Decode for package mime.
func charsetReader(charset string, in io.Reader) (io.Reader, error) {
	content, err := io.ReadAll(io.LimitReader(in, maxHeader))
	return strings.NewReader(Decode(charset, content)), err
}
