package archive

import (
	"archive/zip"
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// nameCharsets are the encodings in which archives write names, the one of the
// standard first: where it is none of UTF-8, each program takes its system's.
func nameCharsets() []encoding.Encoding {
	return []encoding.Encoding{
		charmap.CodePage437, charmap.CodePage850, charmap.CodePage852, charmap.CodePage866, charmap.Windows1252, charmap.Windows1250, charmap.Windows1251,
		japanese.ShiftJIS, simplifiedchinese.GBK, traditionalchinese.Big5, korean.EUCKR, charmap.Macintosh,
	}
}

// Names are what the name of an entry may be in letters, the likeliest first. An
// archive does not say in which encoding it is, unless that is UTF-8.
func Names(f *zip.File) []string {
	if name := unicodePath(f.Extra); name != "" {
		return []string{name}
	}
	if utf8.ValidString(f.Name) {
		return []string{f.Name}
	}
	type reading struct {
		name string
		odd  int
	}
	var all []reading
	for _, c := range nameCharsets() {
		name, err := c.NewDecoder().String(f.Name)
		if err != nil || slices.ContainsFunc(all, func(r reading) bool { return r.name == name }) {
			continue
		}
		all = append(all, reading{name, oddity(name)})
	}
	slices.SortStableFunc(all, func(a, b reading) int { return a.odd - b.odd })
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.name
	}
	return names
}

// oddity counts the letters that no name has, and those beside others that they
// never stand beside.
func oddity(name string) (n int) {
	var before rune
	for _, r := range name {
		wide := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
		switch {
		case r == utf8.RuneError:
			n += 10
		case r < utf8.RuneSelf:
			if unicode.IsControl(r) {
				n += 10
			} else if unicode.IsLetter(r) && unicode.In(before, unicode.Han, unicode.Hangul) {
				n += 2
			}
		case wide:
			if before < utf8.RuneSelf && unicode.IsLetter(before) {
				n += 2
			}
		case unicode.IsUpper(r) && unicode.IsLower(before), !unicode.IsUpper(r) && !unicode.IsLower(r), unicode.Is(unicode.Lm, r):
			n += 2
		case unicode.Is(unicode.Greek, r):
			n++
		}
		before = r
	}
	return n
}

// unicodePath is the name in UTF-8 that some programs write beside the other one.
func unicodePath(extra []byte) string {
	const id, head = 0x7075, 5
	for len(extra) >= 4 {
		kind, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			return ""
		}
		if kind == id && size > head && extra[0] == 1 && utf8.Valid(extra[head:size]) {
			return string(extra[head:size])
		}
		extra = extra[size:]
	}
	return ""
}
