package importer

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

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
