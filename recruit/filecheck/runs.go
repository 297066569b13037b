package filecheck

import (
	"bytes"
	"slices"
	"strings"
)

// Looked is how much of a file's beginning says what it is, in bytes: an image of
// a disk names itself behind 32 KB.
const Looked = 40 << 10

// MayRun reports whether a file may run something where it is opened: a program,
// a script, a link to one, an image of a disk, a document with macros, a page or a
// picture with scripts. It goes by its name and its beginning.
func MayRun(name string, head []byte) bool {
	kind := ProgramType(head)
	return ProgramName(name, kind) || ActiveName(name, kind) || runs(head) || isPage(head)
}

// runs reports whether a file begins like something that a machine runs or
// opens with something that does.
func runs(head []byte) bool {
	if ProgramType(head) != "" {
		return true
	}
	for _, magic := range []struct {
		at   int
		head string
	}{
		{0, "L\x00\x00\x00\x01\x14\x02\x00"},                                    // a link of Windows
		{0, "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3"}, // OneNote
		{0, "\xa1\x2f\xff\x43\xd9\xef\x76\x4c\x9e\xe2\x10\xea\x57\x22\x76\x5f"}, // its table of contents
		{0, "ITSF"},     // compiled help
		{0, "MSCF"},     // a cabinet
		{0, "conectix"}, // images of disks
		{0, "vhdxfile"},
		{0, "KDMV"},
		{0x8001, "CD001"}, {0x8801, "CD001"}, {0x9001, "CD001"},
		{0, "FWS"}, {0, "CWS"}, {0, "ZWS"}, // Flash
		{0, "dex\n"}, {0, "Cr24"}, {0, "xar!"},
	} {
		if len(head) > magic.at && bytes.HasPrefix(head[magic.at:], []byte(magic.head)) {
			return true
		}
	}
	for _, first := range []string{"[internetshortcut]", "[desktop entry]", "[autorun]", "windows registry editor", "@echo off"} {
		if strings.HasPrefix(plainHead(head), first) {
			return true
		}
	}
	return false
}

// Macros reports whether an old document of an office program holds macros,
// which lie in a storage of this name.
func Macros(content []byte) bool {
	return bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) &&
		bytes.Contains(content, []byte("_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T\x00"))
}

// isPage reports whether a file is a page, or a picture that is one, in which
// scripts may be.
func isPage(head []byte) bool {
	text := plainHead(head)
	if beginsPage(text) {
		return true
	}
	if strings.HasPrefix(text, "mime-version:") || strings.HasPrefix(text, "from:") && strings.Contains(text, "\nmime-version:") {
		return true // an archive of a page
	}
	return strings.HasPrefix(text, "<") && slices.ContainsFunc([]string{"<svg", "<html", "<!doctype html", "<script", "http://www.w3.org/1999/xhtml", "<hta:", "<xsl:", "<job", "<scriptlet"},
		func(tag string) bool { return strings.Contains(text, tag) })
}

// beginsPage reports whether a browser takes a file without a type for a page, by
// its first tag (WHATWG MIME Sniffing, 7.1). The text is in small letters.
func beginsPage(text string) bool {
	for _, tag := range []string{
		"<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table",
		"<a", "<style", "<title", "<b", "<body", "<br", "<p",
	} {
		if rest, found := strings.CutPrefix(text, tag); found && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, ">")) {
			return true
		}
	}
	return strings.HasPrefix(text, "<!--")
}

// plainHead is the beginning of a text in small letters, without the marks and
// the zeros of its encoding.
func plainHead(head []byte) string {
	text := string(head[:min(len(head), 4096)])
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		text = strings.TrimPrefix(text, mark)
	}
	text = strings.ToLower(strings.ReplaceAll(text, "\x00", ""))
	return strings.TrimLeft(text, " \t\r\n\f")
}
