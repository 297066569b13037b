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

	"recruitty/recruit/importer/charset"
	"recruitty/recruit/importer/records"
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
		c := content{format: fmt.Sprintf("table with %s, %s", d.name, h.charset.Name), table: true, read: func() (records.Reader, error) {
			return records.NewCSV(f.Name, h.charset.Name, h.charset.Decode(f.Content()), d.comma), nil
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
		best.guesses = append(best.guesses, fmt.Sprintf("The text is read as %s; use --encoding if names look wrong.", h.charset.Name))
	}
	return best, nil
}

// htmlFormat is tables of web pages, which many systems save as .xls.
func htmlFormat() format {
	return format{name: "HTML", open: openHTML, knows: func(h head) bool {
		text := strings.ToLower(strings.TrimSpace(h.text))
		return strings.HasPrefix(text, "<") && !strings.Contains(text[:min(len(text), 4096)], spreadsheetXML) && strings.Contains(text, "<table") && (strings.Contains(text, "<tr") || !strings.HasPrefix(text, "<?xml"))
	}}
}

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
	read := func(table int) func() (records.Reader, error) {
		return func() (records.Reader, error) {
			return records.NewHTML(f.Name, h.charset.Decode(f.Content()), table), nil
		}
	}
	// One look at all of them: the rows that may be a header.
	var sheets []sheet
	tops := map[int][]records.Record{}
	all := records.NewHTML(f.Name, h.charset.Decode(f.Content()), 0)
	for n := 0; ; n++ {
		if n%64 == 0 && ctx.Err() != nil {
			return content{}, ctx.Err()
		}
		r, err := all.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return content{}, err
		}
		for len(sheets) < all.Table && len(sheets) < records.MaxTables {
			sheets = append(sheets, sheet{name: fmt.Sprintf("table %d", len(sheets)+1)})
		}
		if top := tops[all.Table]; len(top) < headerDepth && all.Table <= records.MaxTables {
			tops[all.Table] = append(top, r)
		}
	}
	if len(sheets) == 0 {
		return content{}, noTable(f.Name, unread{"a web page without a table", asText})
	}
	best, bestScore := 0, -1
	for i := range sheets {
		for _, r := range tops[i+1] {
			if s := score(q.kind, understand(q.kind, q.options.Mapping, r.Cells)); s > bestScore {
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
		c.guesses = append(c.guesses, fmt.Sprintf("The text is read as %s; use --encoding if names look wrong.", h.charset.Name))
	}
	c.format, c.part, c.read = fmt.Sprintf("HTML table, %s", h.charset.Name), strconv.Itoa(best+1), read(best+1)
	return c, nil
}
