package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// jsonLines reads a text line by line. A line that is no object stops no other.
type jsonLines struct {
	name   string
	in     *bufio.Reader
	line   int
	buffer []byte
}

// NewJSONLines reads a text with an object in each line.
func NewJSONLines(name string, in io.Reader) Reader {
	return &jsonLines{name: name, in: bufio.NewReaderSize(in, 64<<10)}
}

// Close implements Reader.
func (r *jsonLines) Close() error { return nil }

// Next implements Reader.
func (r *jsonLines) Next() (Record, error) {
	for {
		text, long, err := r.read()
		if err != nil {
			return Record{}, err
		}
		if text = bytes.Trim(text, " \t\r\n\x1e\ufeff"); len(text) == 0 {
			continue
		}
		in := Record{Line: r.line}
		switch {
		case long:
			in.Bad = fmt.Sprintf("is longer than %d MB", maxObject>>20)
		case json.Unmarshal(text, &in.Object) != nil || in.Object == nil:
			in.Object, in.Bad = nil, "is not a JSON object"
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
			return nil, false, unread(err, r.name)
		}
		r.line++
		return r.buffer, long, nil
	}
}
