package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"recruitty/recruit/clean"
)

// csvFormat is tables of text, whatever their delimiter. Anything that is text
// may be one.
func csvFormat() format {
	return format{name: "CSV", knows: func(h head) bool { return h.text != "" }, open: openCSV}
}

// openCSV finds the delimiter with which a header is found, and means the most.
func openCSV(ctx context.Context, f File, h head, q query) (content, error) {
	if at := strings.IndexByte(h.text, 0); at >= 0 {
		return content{}, noTable(f.Name, unread{"binary data", asText})
	}
	if u, is := proseOrMarkup(h); is {
		return content{}, noTable(f.Name, u)
	}
	best, bestScore, columns, named := content{}, -2, 0, 0
	for _, d := range []struct {
		comma byte
		name  string
	}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}} {
		c := content{format: fmt.Sprintf("table with %s, %s", d.name, h.charset.Name), table: true, read: func() (reader, error) {
			return &csvReader{scan: newScanner(h.charset.Decode(f.Content()), d.comma), name: f.Name, charset: h.charset.Name}, nil
		}}
		header, err := findHeader(ctx, c, q)
		if err != nil {
			return content{}, err
		}
		if header.score > bestScore {
			best, bestScore = c, header.score
		}
		for _, c := range header.columns {
			if c.Name != "" {
				named++
			}
		}
		columns, named = max(columns, named), 0
	}
	if bestScore <= 0 && columns <= 1 && !q.patient && len(q.options.Mapping) == 0 {
		return content{}, noTable(f.Name, unread{"a text without a table", asText})
	}
	if h.charset.Guessed {
		best.guesses = append(best.guesses, fmt.Sprintf("The text is taken for %s; say --encoding if names look wrong.", h.charset.Name))
	}
	return best, nil
}

// csvReader reads the rows of a text.
type csvReader struct {
	scan          *scanner
	name, charset string
	over          bool
}

func (r *csvReader) close() error { return nil }

func (r *csvReader) next() (record, error) {
	in, err := r.scan.next()
	if errors.Is(err, io.EOF) && r.scan.exhausted() && !r.over {
		r.over = true
		return record{line: r.scan.line, bad: "the quotes are broken so often that the rest of the file was not read"}, nil
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return record{}, refuse(err, "%s could not be read to its end as %s; say its encoding with --encoding.", r.name, r.charset)
	}
	for i := range in.cells { // as an export wrote them
		in.cells[i] = clean.Fused(strings.ReplaceAll(in.cells[i], "\r\n", "\n"))
	}
	return record{line: in.line, cells: in.cells, bad: in.bad}, err
}
