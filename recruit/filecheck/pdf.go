package filecheck

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
)

// IsPDF reports whether a file is a PDF; readers look for its mark among the first
// 1024 bytes (ISO 32000-1, annex H, 3.4.1).
func IsPDF(head []byte) bool { return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) }

// pdfMark is what a PDF says of what it does when it is opened: a word, and how
// it has to stand there. A résumé that lists "CSS/JavaScript" among someone's
// skills holds no script.
type pdfMark struct {
	word   string
	stands *regexp.Regexp
}

// Around each word this much is looked at, and so many words in a part; with more
// of them a part is not what it seems.
const (
	pdfAround = 256
	pdfWords  = 1000
)

// in reports whether a part of a PDF says this.
func (m pdfMark) in(part []byte) bool {
	from := 0
	for range pdfWords {
		at := bytes.Index(part[from:], []byte(m.word))
		if at < 0 {
			return false
		}
		at += from
		from = at + len(m.word)
		if m.stands.Match(part[max(at-pdfAround, 0):min(from+pdfAround, len(part))]) {
			return true
		}
	}
	return true
}

// Patterns of what may stand around a name in a PDF.
const (
	pdfGap   = `(?:[\s\x00]|%[^\r\n]*[\r\n])*`                                 // blanks and remarks
	pdfValue = pdfGap + `(?:<<|\[|[0-9]+[\s\x00]+[0-9]+[\s\x00]+R)`            // a dictionary, a list, or a reference to one
	pdfBegin = `(?:/S` + pdfGap + `|/Subtype` + pdfGap + `|obj` + pdfGap + `)` // the kind of an action or of a note on a page
	pdfEnd   = `(?:[\s\x00/<>\[\]()%]|$)`
)

// pdfLaunch starts a program.
func pdfLaunch() pdfMark {
	return pdfMark{"/Launch", regexp.MustCompile(pdfBegin + `/Launch` + pdfEnd)}
}

// pdfLocked is a PDF whose parts only its reader can read.
func pdfLocked() pdfMark { return pdfMark{"/Encrypt", regexp.MustCompile(`/Encrypt` + pdfValue)} }

// pdfActive are scripts, files in the file, and forms and films with scripts of
// their own.
func pdfActive() []pdfMark {
	kind := func(word string) pdfMark { return pdfMark{word, regexp.MustCompile(pdfBegin + word + pdfEnd)} }
	holds := func(word string) pdfMark { return pdfMark{word, regexp.MustCompile(word + pdfValue)} }
	return []pdfMark{kind("/JavaScript"), kind("/RichMedia"), kind("/3D"), kind("/SubmitForm"), kind("/ImportData"), kind("/GoToE"), holds("/JavaScript"), holds("/EmbeddedFiles"), holds("/EF"), holds("/XFA")}
}

// byReference reports whether a part of a PDF has an action whose kind stands
// elsewhere, which nobody writes who does not hide it.
func byReference(part []byte) bool {
	reference := regexp.MustCompile(`^` + pdfGap + `[0-9]+[\s\x00]+[0-9]+[\s\x00]+R`)
	for from := 0; ; {
		at := bytes.Index(part[from:], []byte("/S"))
		if at < 0 {
			return false
		}
		if from += at + 2; reference.Match(part[from:min(from+pdfAround, len(part))]) && bytes.Contains(part[max(from-pdfAround, 0):min(from+pdfAround, len(part))], []byte("/JS")) {
			return true
		}
	}
}

// pdf looks into a PDF: into its objects, and into those that lie in compressed
// streams of objects.
func (u *unpacking) pdf(name string, content []byte) {
	launch, locked, active := pdfLaunch(), pdfLocked(), pdfActive()
	// A stream of objects says where the first one lies, and begins with the numbers
	// and places of all.
	firstObject := regexp.MustCompile(`/First` + pdfGap + `[0-9]+` + pdfGap + `(?:/|>>)`)
	numbersFirst := regexp.MustCompile(`^` + pdfGap + `[0-9]+` + pdfGap + `[0-9]+[\s\x00%]`)
	look := func(part []byte) {
		part = unescapedNames(part)
		if launch.in(part) {
			u.in.Program = name
		}
		for _, m := range active {
			if u.in.Active == "" && m.in(part) {
				u.in.Active = name
			}
		}
		if u.in.Active == "" && byReference(part) {
			u.in.Active = name
		}
		u.in.Closed = u.in.Closed || locked.in(part)
	}
	look(content)
	begin := []byte("stream")
	for from, since := 0, 0; u.in.Program == ""; {
		at := bytes.Index(content[from:], begin)
		if at < 0 {
			return
		}
		at += from
		from = at + len(begin)
		if bytes.HasSuffix(content[:at], []byte("end")) {
			since = from
			continue
		}
		// All that stands since the last stream may be about this one; a dictionary
		// can be as long as someone wants it.
		about := unescapedNames(content[since:at])
		since = from
		claimed := bytes.Contains(about, []byte("/ObjStm")) || firstObject.Match(about)
		if claimed && !bytes.Contains(about, []byte("/Filter")) {
			continue // as it is, and was seen above
		}
		if u.entries--; u.entries < 0 {
			u.in.Closed = true
			return
		}
		objects, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(content[from:], " \r\n")))
		switch {
		case err != nil || claimed && bytes.Contains(about, []byte("/Predictor")): // packed in another way
			u.in.Closed = u.in.Closed || claimed
			continue
		case !claimed:
			// Readers take objects from a stream that does not say what it is.
			head, _ := io.ReadAll(io.LimitReader(objects, pdfAround))
			if !numbersFirst.Match(head) {
				continue // a picture or the text of a page
			}
			objects = struct {
				io.Reader
				io.Closer
			}{io.MultiReader(bytes.NewReader(head), objects), objects}
		}
		part, ok := u.read(objects, u.bytes)
		if look(part); !ok && u.bytes <= 0 {
			return
		}
	}
}

// unescapedNames writes the bytes of names that stand there by their number as
// they are: #4a for J (ISO 32000-1, 7.3.5).
func unescapedNames(text []byte) []byte {
	if bytes.IndexByte(text, '#') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for {
		at := bytes.IndexByte(text, '#')
		if at < 0 {
			return append(out, text...)
		}
		out, text = append(out, text[:at]...), text[at:]
		var b [1]byte
		if len(text) > 2 {
			if _, err := hex.Decode(b[:], text[1:3]); err == nil {
				out, text = append(out, b[0]), text[3:]
				continue
			}
		}
		out, text = append(out, '#'), text[1:]
	}
}
