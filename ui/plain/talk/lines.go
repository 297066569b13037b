package talk

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"recruitty/ui/text"
)

// maxLine is the longest line that is taken, in bytes: the longest note that can
// be saved, in letters of any script, and then some, so that what is too long is
// there to be mended.
const maxLine = 64 << 10

// Line is what was typed up to the end of a line.
type Line struct {
	Text string
	Long bool // it had more than maxLine bytes and was dropped
}

// input reads lines when they are wanted, and one at a time: between two of them all that is
// typed is for another program that has the terminal, such as an editor. It belongs to the
// goroutine that takes the lines.
type input struct {
	lines  chan Line
	want   chan struct{}
	wanted bool // a line is wanted that was not taken yet
}

// readLines reads lines until the input or ctx ends, and then closes the channel. A last line
// without an end counts.
func readLines(ctx context.Context, in io.Reader) *input {
	i := &input{lines: make(chan Line), want: make(chan struct{}, 1)}
	go func() {
		defer close(i.lines)
		r := bufio.NewReader(in)
		for {
			select {
			case <-i.want:
			case <-ctx.Done():
				return
			}
			l, err := readLine(r)
			if err == nil || l.Long || l.Text != "" {
				select {
				case i.lines <- l:
				case <-ctx.Done():
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return i
}

// next is where the next line comes; who gets it calls took.
func (i *input) next() <-chan Line {
	if !i.wanted {
		i.wanted = true
		select {
		case i.want <- struct{}{}:
		default: // the input has ended
		}
	}
	return i.lines
}

func (i *input) took() { i.wanted = false }

// readLine reads one line. However long it is, only maxLine bytes of it are
// held.
func readLine(r *bufio.Reader) (Line, error) {
	var (
		held []byte
		l    Line
	)
	for {
		part, err := r.ReadSlice('\n')
		if !l.Long && len(held)+len(part) <= maxLine {
			held = append(held, part...)
		} else {
			l.Long, held = true, nil
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if !l.Long {
			l.Text = Sift(string(held))
		}
		return l, err
	}
}

// Sift makes one safe line of what came: no escape sequences, such as those of
// arrow keys, no control characters, nothing that reorders text.
func Sift(typed string) string { return text.TypedLine(strings.ToValidUTF8(typed, "")) }
