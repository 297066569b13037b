// Package charset finds out in which encoding a text is, and reads it as UTF-8.
package charset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Charset is how a file writes its text. Guessed says that nothing in the file
// names it.
type Charset struct {
	Name    string
	Guessed bool
	skip    int64 // bytes of a mark at the beginning
	from    encoding.Encoding
}

// Decode reads the text of a file as UTF-8.
func (c Charset) Decode(r io.ReadSeeker) io.Reader {
	if _, err := r.Seek(c.skip, io.SeekStart); err != nil {
		return failing{err}
	}
	return transform.NewReader(r, c.from.NewDecoder())
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Detect finds out in which encoding a file that begins with head is: that of its
// mark, or the one in which it makes the most sense.
func Detect(ctx context.Context, content *io.SectionReader, head []byte) (Charset, error) {
	mark := func(prefix string) bool { return bytes.HasPrefix(head, []byte(prefix)) }
	switch {
	case mark("\xef\xbb\xbf"):
		return Charset{Name: "UTF-8", skip: 3, from: lenientUTF8{}}, nil
	case mark("\xff\xfe"), lopsided(head, 1):
		return Charset{Name: "UTF-16", from: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}, nil
	case mark("\xfe\xff"), lopsided(head, 0):
		return Charset{Name: "UTF-16", from: unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}, nil
	}
	s, err := surveyOf(ctx, content)
	if err != nil {
		return Charset{}, err
	}
	if s.good >= s.bad && (s.bad == 0 || s.bad < s.good) {
		return Charset{Name: "UTF-8", from: lenientUTF8{}}, nil
	}
	return s.guess(), nil
}

// Named is the encoding of a name that someone gave, for a file that begins with
// head; known is false when there is none.
func Named(named string, head []byte) (c Charset, known bool) {
	name := strings.ToLower(strings.TrimSpace(named))
	if alias, known := map[string]string{"mac": "macintosh", "mac roman": "macintosh", "macroman": "macintosh", "mac-roman": "macintosh",
		"shift-jis": "shift_jis", "sjis": "shift_jis", "cp932": "shift_jis", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252",
		"ansi": "windows-1252", "latin-1": "windows-1252", "cp936": "gbk", "utf8": "utf-8", "utf16": "utf-16le"}[name]; known {
		name = alias
	}
	if strings.HasPrefix(name, "utf-16") {
		order := unicode.LittleEndian
		if name == "utf-16be" {
			order = unicode.BigEndian
		}
		return Charset{Name: "UTF-16", from: unicode.UTF16(order, unicode.UseBOM)}, true
	}
	from, err := htmlindex.Get(name)
	if err != nil {
		return Charset{}, false
	}
	if name == "utf-8" {
		c = Charset{Name: "UTF-8", from: lenientUTF8{}}
		if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
			c.skip = 3
		}
		return c, true
	}
	return Charset{Name: charsetName(from, name), from: from}, true
}

// survey counts what is UTF-8 in a file and what is not, and keeps samples of
// the places that are not ASCII.
type survey struct {
	good, bad int
	sample    []byte // stretches with bytes over 127
}

const maxSample = 256 << 10

func surveyOf(ctx context.Context, r *io.SectionReader) (s survey, err error) {
	buffer := make([]byte, min(256<<10, r.Size()+utf8.UTFMax))
	kept := 0
	for {
		if err := ctx.Err(); err != nil {
			return s, err
		}
		n, err := io.ReadFull(r, buffer[kept:])
		chunk := buffer[:kept+n]
		end := err != nil
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return s, fmt.Errorf("read to the end: %w", err)
		}
		left := s.count(chunk, end)
		kept = copy(buffer, left)
		if end {
			return s, nil
		}
	}
}

// count looks at a chunk, and returns the beginning of a character at its end
// that the next chunk may complete.
func (s *survey) count(chunk []byte, end bool) (left []byte) {
	if len(s.sample) < maxSample {
		s.keep(chunk)
	}
	for len(chunk) > 0 {
		if chunk[0] < utf8.RuneSelf {
			at := bytes.IndexFunc(chunk, func(r rune) bool { return r >= utf8.RuneSelf })
			if at < 0 {
				return nil
			}
			chunk = chunk[at:]
		}
		if !end && len(chunk) < utf8.UTFMax && !utf8.FullRune(chunk) {
			return chunk
		}
		r, size := utf8.DecodeRune(chunk)
		if r == utf8.RuneError && size == 1 {
			s.bad++
		} else {
			s.good++
		}
		chunk = chunk[size:]
	}
	return nil
}

// keep adds the stretches of a chunk around what is not ASCII to the sample:
// whole lines, so that characters of several bytes stay together.
func (s *survey) keep(chunk []byte) {
	for line := range bytes.Lines(chunk) {
		if len(s.sample) >= maxSample {
			return
		}
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			s.sample = append(s.sample, line[:min(len(line), 4<<10)]...)
		}
	}
}

// lenientUTF8 reads UTF-8 in which some places are damaged.
type lenientUTF8 struct{}

func (lenientUTF8) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: encoding.Replacement.NewEncoder().Transformer}
}

func (lenientUTF8) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

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
