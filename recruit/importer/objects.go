package importer

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// object is a JSON object whose values are read as they are asked for: a value
// of another type than expected is the same as none.
type object map[string]json.RawMessage

// text returns a string, number or boolean as text.
func (o object) text(name string) string { return scalar(o[name]) }

func scalar(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return strings.TrimSpace(s)
	case '{', '[', 'n':
		return ""
	}
	return string(raw)
}

// object returns an object, nil when there is none.
func (o object) object(name string) object {
	var in object
	if json.Unmarshal(o[name], &in) != nil {
		return nil
	}
	return in
}

// objects returns the objects of an array.
func (o object) objects(name string) []object {
	var in []object
	if json.Unmarshal(o[name], &in) != nil {
		return nil
	}
	return in
}

// texts returns an array of texts as one list.
func (o object) texts(name string) string {
	var raw []json.RawMessage
	if json.Unmarshal(o[name], &raw) != nil {
		return ""
	}
	var all []string
	for _, r := range raw {
		if s := scalar(r); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, "; ")
}

// first returns the text of a field of the first object in an array that has it.
func (o object) first(list, field string) string {
	for _, in := range o.objects(list) {
		if s := in.text(field); s != "" {
			return s
		}
	}
	return ""
}

// has reports whether the object has a value of that name, null included.
func (o object) has(name string) bool { _, ok := o[name]; return ok }

// flatten writes an object as cells with names: what stands inside another one
// behind a dot, in a list behind its place: "applicant.email", "emails[0].value".
// A list of texts is one cell.
func flatten(o object) (names, cells []string) {
	f := flattening{}
	f.object("", o, 0)
	return f.names, f.cells
}

// Bounds of what is flattened; what lies beyond is kept as the JSON that it is.
const (
	maxNested   = 6
	maxElements = 20
)

type flattening struct{ names, cells []string }

func (f *flattening) add(name, cell string) {
	if cell != "" && len(f.names) < maxColumns {
		f.names, f.cells = append(f.names, name), append(f.cells, cell)
	}
}

func (f *flattening) object(within string, o object, depth int) {
	for _, k := range slices.Sorted(maps.Keys(o)) {
		f.value(within+k, o[k], depth)
	}
}

func (f *flattening) value(name string, raw json.RawMessage, depth int) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return
	}
	if raw[0] != '{' && raw[0] != '[' {
		f.add(name, scalar(raw))
		return
	}
	if len(raw) == 2 {
		return // an empty one
	}
	if depth >= maxNested {
		f.add(name, string(raw))
		return
	}
	if raw[0] == '{' {
		var in object
		if json.Unmarshal(raw, &in) == nil {
			f.object(name+".", in, depth+1)
		}
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return
	}
	var texts []string
	for i, in := range list {
		if s := scalar(in); s != "" {
			texts = append(texts, s)
			continue
		}
		if i < maxElements {
			f.value(fmt.Sprintf("%s[%d]", name, i), in, depth+1)
		} else {
			f.add(fmt.Sprintf("%s[%d]", name, i), string(in))
		}
	}
	f.add(name, strings.Join(texts, "; "))
}

// number is an id as text.
func number(o object, name string) string {
	s := o.text(name)
	if f, err := strconv.ParseFloat(s, 64); err == nil && strings.ContainsAny(s, ".eE") && f == float64(int64(f)) {
		return strconv.FormatInt(int64(f), 10)
	}
	return s
}

// jsonLinesFormat is JSON Lines: an object in each line.
func jsonLinesFormat() format {
	return format{name: "JSON Lines", open: openJSONLines, knows: func(h head) bool {
		start := strings.TrimLeft(h.text, " \t\r\n\x1e")
		if !strings.HasPrefix(start, "{") {
			return false
		}
		if slices.Contains([]string{".jsonl", ".ndjson", ".jsonlines", ".ldjson"}, strings.ToLower(filepath.Ext(h.name))) {
			return true
		}
		// Among the first lines, two stand on their own.
		alone, seen := 0, 0
		for line := range strings.Lines(start) {
			if line = strings.Trim(line, " \t\r\n\x1e"); line == "" {
				continue
			}
			var o map[string]json.RawMessage
			if json.Unmarshal([]byte(line), &o) == nil {
				alone++
			}
			if seen++; alone == 2 || seen == 5 {
				break
			}
		}
		return alone == 2
	}}
}

func openJSONLines(_ context.Context, f File, h head, _ query) (content, error) {
	return content{format: "JSON Lines", read: func() (reader, error) {
		return &jsonLines{name: f.Name, in: bufio.NewReaderSize(h.charset.Decode(f.Content()), 64<<10)}, nil
	}}, nil
}

// jsonLines reads a text line by line. A line that is no object stops no other.
type jsonLines struct {
	name   string
	in     *bufio.Reader
	line   int
	buffer []byte
}

func (r *jsonLines) close() error { return nil }

func (r *jsonLines) next() (record, error) {
	for {
		text, long, err := r.read()
		if err != nil {
			return record{}, err
		}
		if text = bytes.Trim(text, " \t\r\n\x1e\ufeff"); len(text) == 0 {
			continue
		}
		in := record{line: r.line}
		switch {
		case long:
			in.bad = fmt.Sprintf("is longer than %d MB", maxObject>>20)
		case json.Unmarshal(text, &in.object) != nil || in.object == nil:
			in.object, in.bad = nil, "is not a JSON object"
		}
		return in, nil
	}
}

// read returns the next line, io.EOF behind the last.
func (r *jsonLines) read() (text []byte, long bool, err error) {
	r.buffer = r.buffer[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		if long = long || len(r.buffer)+len(part) > maxObject; !long {
			r.buffer = append(r.buffer, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(r.buffer) == 0 && !long:
			return nil, false, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, false, refuse(err, "%s could not be read to its end; say its encoding with --encoding.", r.name)
		}
		r.line++
		return r.buffer, long, nil
	}
}
