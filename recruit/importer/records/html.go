package records

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of a page.
const (
	MaxTables  = 200
	maxElement = 2 << 20 // bytes of a text or tag
)

// HTML reads the rows of one table of a page, or of all. A table in
// another one is one of its own.
type HTML struct {
	name   string
	in     *html.Tokenizer
	lines  int
	wanted int   // the table to be read, 0 for all
	tables int   // that were begun
	Table  int   // the table of the row that was read last
	open   []int // tables that are open, the innermost last
	rows   map[int]*htmlRow
	over   bool
	skip   string // an element whose text is none
}

// htmlRow is a row that is being read, with what rows above reach down into it.
type htmlRow struct {
	Record
	inRow, inCell bool
	text          strings.Builder
	link          string
	span          int
	down          int
	spans         map[int]reach
}

// reach is a cell that goes on in the rows below.
type reach struct {
	rows int
	text string
}

// NewHTML reads the rows of one table of a page, by its place from 1, or of all when
// that is 0.
func NewHTML(name string, in io.Reader, table int) *HTML {
	z := html.NewTokenizer(in)
	z.SetMaxBuf(maxElement)
	return &HTML{name: name, in: z, lines: 1, wanted: table, rows: map[int]*htmlRow{}}
}

// Close implements Reader.
func (r *HTML) Close() error { return nil }

// Next implements Reader.
func (r *HTML) Next() (Record, error) {
	for !r.over {
		kind := r.in.Next()
		line := r.lines
		r.lines += strings.Count(string(r.in.Raw()), "\n")
		if kind == html.ErrorToken {
			r.over = true
			if err := r.in.Err(); errors.Is(err, html.ErrBufferExceeded) {
				return Record{}, Refuse(err, "%s has more than %d MB of text in line %d; nothing after it can be read.", r.name, maxElement>>20, line)
			} else if err != nil && !errors.Is(err, io.EOF) {
				return Record{}, unread(err, r.name)
			}
			for _, t := range r.open { // rows that nothing closes
				if done, ok := r.endRow(t); ok {
					return done, nil
				}
			}
			return Record{}, io.EOF
		}
		if done, ok := r.token(kind, line); ok {
			return done, nil
		}
	}
	return Record{}, io.EOF
}

// token takes the next piece of the page; ok says that it ended a row.
func (r *HTML) token(kind html.TokenType, line int) (done Record, ok bool) {
	if kind == html.TextToken {
		if row := r.row(); row != nil && row.inCell && r.skip == "" && row.text.Len() < maxCell {
			row.text.Write(r.in.Text())
		}
		return Record{}, false
	}
	raw, hasAttrs := r.in.TagName()
	tag := string(raw)
	switch {
	case tag == "script" || tag == "style" || tag == "noscript":
		if r.skip = ""; kind == html.StartTagToken {
			r.skip = tag
		}
	case tag == "table" && kind == html.StartTagToken:
		r.tables++
		if len(r.open) < 100 {
			r.open = append(r.open, r.tables)
			if r.tables <= MaxTables {
				r.rows[r.tables] = &htmlRow{spans: map[int]reach{}}
			}
		}
	case tag == "table" && kind == html.EndTagToken && len(r.open) > 0:
		t := r.open[len(r.open)-1]
		done, ok = r.endRow(t)
		r.open = r.open[:len(r.open)-1]
		delete(r.rows, t)
	case tag == "tr" && kind == html.StartTagToken:
		done, ok = r.endRow(r.innermost())
		if row := r.row(); row != nil {
			row.Record, row.inRow = Record{Line: line}, true
		}
	case tag == "tr" && kind == html.EndTagToken:
		done, ok = r.endRow(r.innermost())
	case (tag == "td" || tag == "th") && kind == html.StartTagToken:
		if row := r.row(); row != nil {
			row.endCell()
			if !row.inRow {
				row.Record, row.inRow = Record{Line: line}, true
			}
			row.begin(r.attrs(hasAttrs))
		}
	case (tag == "td" || tag == "th") && kind == html.EndTagToken:
		if row := r.row(); row != nil {
			row.endCell()
		}
	case tag == "br", tag == "p", tag == "div", tag == "li":
		if row := r.row(); row != nil && row.inCell && row.text.Len() < maxCell {
			row.text.WriteString("\x01")
		}
	case tag == "a" && kind == html.StartTagToken:
		if row := r.row(); row != nil && row.inCell && row.link == "" {
			row.link = r.attrs(hasAttrs)["href"]
		}
	}
	return done, ok
}

func (r *HTML) attrs(has bool) map[string]string {
	all := map[string]string{}
	for has {
		var k, v []byte
		k, v, has = r.in.TagAttr()
		if len(all) < 50 {
			all[string(k)] = string(v)
		}
	}
	return all
}

func (r *HTML) innermost() int {
	if len(r.open) == 0 {
		return 0
	}
	return r.open[len(r.open)-1]
}

// row is that of the innermost table, nil outside of tables.
func (r *HTML) row() *htmlRow { return r.rows[r.innermost()] }

// endRow ends the row of a table; ok is false when it is blank or not asked for.
func (r *HTML) endRow(table int) (Record, bool) {
	row := r.rows[table]
	if row == nil || !row.inRow {
		return Record{}, false
	}
	row.endCell()
	row.inRow = false
	row.fill()
	if r.wanted != 0 && r.wanted != table || Blank(row.Cells) {
		return Record{}, false
	}
	r.Table = table
	return row.Record, true
}

// begin begins a cell behind those that reach down from above.
func (row *htmlRow) begin(attrs map[string]string) {
	row.fill()
	row.inCell, row.link = true, ""
	row.text.Reset()
	row.span, row.down = spanOf(attrs["colspan"]), spanOf(attrs["rowspan"])
}

// spanOf reads over how many columns or rows a cell goes.
func spanOf(s string) int {
	n := 0
	for _, c := range strings.TrimSpace(s) {
		if c < '0' || c > '9' || n > 10_000 {
			break
		}
		n = n*10 + int(c-'0')
	}
	return min(max(n, 1), 10_000)
}

// fill writes the cells that reach down into the place ahead.
func (row *htmlRow) fill() {
	for {
		at := len(row.Cells)
		from, is := row.spans[at]
		if !is {
			return
		}
		row.Cells = append(row.Cells, from.text)
		if from.rows--; from.rows == 0 {
			delete(row.spans, at)
		} else {
			row.spans[at] = from
		}
	}
}

func (row *htmlRow) endCell() {
	if !row.inCell {
		return
	}
	row.inCell = false
	if len(row.Cells) >= MaxColumns {
		row.Bad = "has too many columns"
		return
	}
	text := row.text.String()
	if len(text) >= maxCell {
		row.Bad, text = "has a cell that is too long", ""
	}
	var lines []string
	for part := range strings.SplitSeq(text, "\x01") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			lines = append(lines, part)
		}
	}
	text = strings.Join(lines, "\n")
	if row.link != "" {
		if row.Linked == nil {
			row.Linked = map[int]string{}
		}
		if lower := strings.ToLower(row.link); strings.HasPrefix(lower, "mailto:") || strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
			row.Linked[len(row.Cells)] = row.link
		}
	}
	for i := range min(row.span, MaxColumns-len(row.Cells)) {
		if i > 0 {
			text = ""
		}
		if row.down > 1 && len(row.spans) < MaxColumns {
			row.spans[len(row.Cells)] = reach{row.down - 1, text}
		}
		row.Cells = append(row.Cells, text)
	}
}
