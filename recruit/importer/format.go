package importer

import (
	"context"
	"errors"
	"io"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/importer/charset"
	"recruitty/recruit/importer/records"
)

// Options say how a file is to be read. The zero value guesses everything, and
// the report says what was guessed.
type Options struct {
	Mapping     Mapping
	Source      string // the system that its ids belong to
	Encoding    string // such as "windows-1250"
	DateOrder   string // "dmy", "mdy" or "ymd"
	DropUnknown bool   // keep nothing of columns that have no field here
	Sheet       string // of a workbook
	// ForgetMapping reads columns anew that someone has mapped before.
	ForgetMapping bool
	// By is who asks for a plan; of each member one file is read at a time.
	By recruit.MemberID
	// Progress hears now and then how many rows are done, of how many.
	Progress func(done, all int)
}

// format is one way to write lists down: CSV, JSON and so on. Each stands in a
// file of its own and is listed by formats.
type format struct {
	name string // as messages call it
	// knows reports whether a file is of this format, by how it begins; of those
	// that may be it by content the name decides.
	knows  func(h head) bool
	packed bool // it is known by its bytes, and is no text
	open   func(ctx context.Context, f File, h head, q query) (content, error)
}

// query is what a file is opened for.
type query struct {
	kind    Kind
	options Options
	inside  int    // how many files it stands in
	memory  Memory // nil where nothing is remembered
	defined fields.List
	patient bool // a column that is missing is said, and no error
}

// head is how a file begins: its bytes, and, unless it is binary, its text with
// the encoding that it is in.
type head struct {
	name    string
	raw     []byte
	text    string // "" of a binary file
	charset charset.Charset
}

// content is a file that was opened: what it is, and how to read it from its
// beginning, as often as wanted.
type content struct {
	format  string   // such as "table with commas, UTF-8"
	part    string   // which sheet, table or list of the file it is, "" of one that has but one
	guesses []string // what was decided about it, in sentences
	// atEnd says the same when it was read to its end, of so many rows; nil says nothing.
	atEnd  func(rows int) []string
	table  bool // its records are rows, with a header among the first
	read   func() (records.Reader, error)
	papers []*paper // documents beside it
	// calendar says that its records are events: who attends is not told apart.
	calendar bool
	close    closing // lets go of what was unpacked for it
}

// closing ends something; nil is nothing to end.
type closing func() error

func (c closing) call() error {
	if c == nil {
		return nil
	}
	return c()
}

// formats lists what can be read. The first that knows a file reads it; tables
// come last, because anything may be one.
func formats() []format {
	return []format{gzipFormat(), zipFormat(), vcardFormat(), calendarFormat(), xmlSheetFormat(), htmlFormat(), jsonLinesFormat(), jsonFormat(), csvFormat()}
}

// headSize is how much of a file is looked at to see what it is.
const headSize = 64 << 10

// open finds out what a file is.
func open(ctx context.Context, f File, q query) (content, error) {
	if !slices.Contains(Kinds(), q.kind) {
		return content{}, recruit.Invalid("kind", "recruitty imports jobs, candidates and interviews, not %q.", brief(string(q.kind)))
	}
	raw, err := f.head(headSize)
	if err != nil {
		return content{}, records.Refuse(err, "%s could not be read; try again.", f.Name)
	}
	if f.empty(raw) {
		return content{}, records.Refuse(nil, "%s is empty.", f.Name)
	}
	h := head{name: f.Name, raw: raw}
	packed := slices.ContainsFunc(formats(), func(is format) bool { return is.packed && is.knows(h) })
	if u, is := binary(h, f); is && !packed {
		return content{}, noTable(f.Name, u)
	}
	if !packed {
		if h.charset, err = charsetOf(ctx, f, raw, q.options.Encoding); err != nil {
			return content{}, err
		}
		text, err := io.ReadAll(io.LimitReader(h.charset.Decode(f.Content()), headSize))
		if err != nil {
			return content{}, records.Refuse(err, "%s is not readable as %s text; specify its encoding with --encoding.", f.Name, h.charset.Name)
		}
		h.text = string(text)
	}
	for _, is := range formats() {
		if is.knows(h) {
			return is.open(ctx, f, h, q)
		}
	}
	return content{}, noTable(f.Name, unread{"binary data", asText})
}

// charsetOf is the encoding of a file that begins with head: the one that was
// named, or the one that it seems to be in.
func charsetOf(ctx context.Context, f File, head []byte, named string) (charset.Charset, error) {
	if named != "" {
		c, known := charset.Named(named, head)
		if !known {
			return c, recruit.Invalid("encoding", "There is no encoding %q; write it as utf-8, windows-1250, windows-1251, windows-1252, macintosh, shift_jis, gbk or another name of the web.", brief(named))
		}
		return c, nil
	}
	c, err := charset.Detect(ctx, f.Content(), head)
	if err != nil && ctx.Err() == nil {
		err = records.Refuse(err, "%s could not be read to the end; try again.", f.Name)
	}
	return c, err
}

// each calls use with the records of a file from its beginning, until use
// returns an error.
func (c content) each(ctx context.Context, use func(records.Record) error) (err error) {
	in, err := c.read()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	for n := 0; ; n++ {
		if n%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := use(r); err != nil {
			return err
		}
	}
}
