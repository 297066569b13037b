package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"recruitty/recruit/importer/charset"
)

// htmlFormat is tables of web pages, which many systems save as .xls.
func htmlFormat() format {
	return format{name: "HTML", open: openHTML, knows: func(h head) bool {
		text := strings.ToLower(strings.TrimSpace(h.text))
		return strings.HasPrefix(text, "<") && !strings.Contains(text[:min(len(text), 4096)], spreadsheetXML) && strings.Contains(text, "<table") && (strings.Contains(text, "<tr") || !strings.HasPrefix(text, "<?xml"))
	}}
}

// Bounds of a page.
const (
	maxTables  = 200
	maxElement = 2 << 20 // bytes of a text or tag
)

var metaCharset = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:-]{2,40})`)
})

// openHTML finds the table whose rows begin with the best header.
func openHTML(ctx context.Context, f File, h head, q query) (content, error) {
	if said := metaCharset().FindSubmatch(h.raw); said != nil && h.charset.Guessed && q.options.Encoding == "" {
		if named, known := charset.Named(string(said[1]), h.raw); known {
			h.charset = named
		}
	}
	read := func(table int) func() (reader, error) {
		return func() (reader, error) { return newHTMLReader(f.Name, h.charset.Decode(f.Content()), table), nil }
	}
	// One look at all of them: the rows that may be a header.
	var sheets []sheet
	tops := map[int][]record{}
	all := newHTMLReader(f.Name, h.charset.Decode(f.Content()), 0)
	for n := 0; ; n++ {
		if n%64 == 0 && ctx.Err() != nil {
			return content{}, ctx.Err()
		}
		r, err := all.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return content{}, err
		}
		for len(sheets) < all.of && len(sheets) < maxTables {
			sheets = append(sheets, sheet{name: fmt.Sprintf("table %d", len(sheets)+1)})
		}
		if top := tops[all.of]; len(top) < headerDepth && all.of <= maxTables {
			tops[all.of] = append(top, r)
		}
	}
	if len(sheets) == 0 {
		return content{}, noTable(f.Name, unread{"a web page without a table", asText})
	}
	best, bestScore := 0, -1
	for i := range sheets {
		for _, r := range tops[i+1] {
			if s := score(q.kind, understand(q.kind, q.options.Mapping, r.cells)); s > bestScore {
				best, bestScore = i, s
			}
		}
	}
	c := content{table: true}
	if q.options.Sheet != "" {
		at, _, err := pick(f.Name, sheets, q.options.Sheet)
		if err != nil {
			return content{}, err
		}
		best = at
	} else if len(sheets) > 1 {
		c.guesses = append(c.guesses, fmt.Sprintf("Table %d of the %d in the page was read; --sheet NUMBER reads another one.", best+1, len(sheets)))
	}
	if h.charset.Guessed {
		c.guesses = append(c.guesses, fmt.Sprintf("The text is taken for %s; say --encoding if names look wrong.", h.charset.Name))
	}
	c.format, c.part, c.read = fmt.Sprintf("HTML table, %s", h.charset.Name), strconv.Itoa(best+1), read(best+1)
	return c, nil
}

// htmlReader reads the rows of one table of a page, or of all. A table in
// another one is one of its own.
type htmlReader struct {
	name   string
	in     *html.Tokenizer
	lines  int
	table  int   // the one to be read, 0 for all
	tables int   // that were begun
	of     int   // the table of the row that was read last
	open   []int // tables that are open, the innermost last
	rows   map[int]*htmlRow
	over   bool
	skip   string // an element whose text is none
}

// htmlRow is a row that is being read, with what rows above reach down into it.
type htmlRow struct {
	record
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

func newHTMLReader(name string, in io.Reader, table int) *htmlReader {
	z := html.NewTokenizer(in)
	z.SetMaxBuf(maxElement)
	return &htmlReader{name: name, in: z, lines: 1, table: table, rows: map[int]*htmlRow{}}
}

func (r *htmlReader) close() error { return nil }

func (r *htmlReader) next() (record, error) {
	for !r.over {
		kind := r.in.Next()
		line := r.lines
		r.lines += strings.Count(string(r.in.Raw()), "\n")
		if kind == html.ErrorToken {
			r.over = true
			if err := r.in.Err(); errors.Is(err, html.ErrBufferExceeded) {
				return record{}, refuse(err, "%s has a text of more than %d MB in line %d; nothing behind it can be read.", r.name, maxElement>>20, line)
			} else if err != nil && !errors.Is(err, io.EOF) {
				return record{}, refuse(err, "%s could not be read to its end; say its encoding with --encoding.", r.name)
			}
			for _, t := range r.open { // rows that nothing closes
				if done, ok := r.endRow(t); ok {
					return done, nil
				}
			}
			return record{}, io.EOF
		}
		if done, ok := r.token(kind, line); ok {
			return done, nil
		}
	}
	return record{}, io.EOF
}

// token takes the next piece of the page; ok says that it ended a row.
func (r *htmlReader) token(kind html.TokenType, line int) (done record, ok bool) {
	if kind == html.TextToken {
		if row := r.row(); row != nil && row.inCell && r.skip == "" && row.text.Len() < maxCell {
			row.text.Write(r.in.Text())
		}
		return record{}, false
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
			if r.tables <= maxTables {
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
			row.record, row.inRow = record{line: line}, true
		}
	case tag == "tr" && kind == html.EndTagToken:
		done, ok = r.endRow(r.innermost())
	case (tag == "td" || tag == "th") && kind == html.StartTagToken:
		if row := r.row(); row != nil {
			row.endCell()
			if !row.inRow {
				row.record, row.inRow = record{line: line}, true
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

func (r *htmlReader) attrs(has bool) map[string]string {
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

func (r *htmlReader) innermost() int {
	if len(r.open) == 0 {
		return 0
	}
	return r.open[len(r.open)-1]
}

// row is that of the innermost table, nil outside of tables.
func (r *htmlReader) row() *htmlRow { return r.rows[r.innermost()] }

// endRow ends the row of a table; ok is false when it is blank or not asked for.
func (r *htmlReader) endRow(table int) (record, bool) {
	row := r.rows[table]
	if row == nil || !row.inRow {
		return record{}, false
	}
	row.endCell()
	row.inRow = false
	row.fill()
	if r.table != 0 && r.table != table || blank(row.cells) {
		return record{}, false
	}
	r.of = table
	return row.record, true
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
		at := len(row.cells)
		from, is := row.spans[at]
		if !is {
			return
		}
		row.cells = append(row.cells, from.text)
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
	if len(row.cells) >= maxColumns {
		row.bad = "has too many columns"
		return
	}
	text := row.text.String()
	if len(text) >= maxCell {
		row.bad, text = "has a cell that is too long", ""
	}
	var lines []string
	for part := range strings.SplitSeq(text, "\x01") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			lines = append(lines, part)
		}
	}
	text = strings.Join(lines, "\n")
	if row.link != "" {
		if row.linked == nil {
			row.linked = map[int]string{}
		}
		if lower := strings.ToLower(row.link); strings.HasPrefix(lower, "mailto:") || strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
			row.linked[len(row.cells)] = row.link
		}
	}
	for i := range min(row.span, maxColumns-len(row.cells)) {
		if i > 0 {
			text = ""
		}
		if row.down > 1 && len(row.spans) < maxColumns {
			row.spans[len(row.cells)] = reach{row.down - 1, text}
		}
		row.cells = append(row.cells, text)
	}
}
