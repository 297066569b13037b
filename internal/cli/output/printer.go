// Package output is how commands write: the result on one stream, as JSON or as
// plain text, and remarks on the other. Whatever is stored is made fit to be shown
// here: nothing that a terminal obeys, and one line where a line is meant.
package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"recruitty/recruit/sanitize"
)

// Printer writes what a command has to say.
type Printer struct {
	Out, Err io.Writer // for the result, and for remarks
	JSON     bool      // results are JSON
}

// Print writes the result: value as JSON, or what text writes for people. It
// is written at once, so that nobody sees half of it.
func (p *Printer) Print(value any, text func(w *Page)) error {
	var b bytes.Buffer
	if p.JSON {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(value); err != nil {
			return fmt.Errorf("write JSON: %w", err)
		}
		b = *bytes.NewBufferString(sanitize.JSON(b.String()))
	} else {
		text(&Page{&b})
	}
	if _, err := p.Out.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// Tell writes a remark that is no result.
func (p *Printer) Tell(format string, args ...any) {
	fmt.Fprintf(p.Err, format+"\n", inLine(args)...)
}
