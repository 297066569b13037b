package foreign

import (
	"bytes"
	"strings"
)

// Mail is a mail that someone else wrote, taken apart.
type Mail struct {
	Header Header
	// Parts are its leaves in their order; a mail within the mail is one of them.
	Parts []Part
}

// Part is one leaf of a mail.
type Part struct {
	Header Header
	Kind   string            // text/calendar, always in lower case; text/plain when nothing is said
	Params map[string]string // of Content-Type, names in lower case
	Name   string            // of the file that it is, "" when it has none
	Body   []byte            // with its transfer encoding undone
}

// Text is the body as text, by the charset that the part names.
func (p Part) Text() string { return Decode(p.Params["charset"], p.Body) }

// ReadMail takes a mail apart; ok is false for what has no header and so is no
// mail.
func ReadMail(content []byte) (m Mail, ok bool) {
	content = bytes.TrimLeft(bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF")), "\r\n")
	if !bytes.Contains(content, []byte("\n")) {
		content = bytes.ReplaceAll(content, []byte("\r"), []byte("\n"))
	}
	if line, rest := nextLine(content); bytes.HasPrefix(line, []byte("From ")) || bytes.HasPrefix(line, []byte(">From ")) {
		content = rest // a mailbox file puts this in front
	}
	header, body := readHeader(content)
	if len(header) == 0 {
		return Mail{}, false
	}
	w := walk{}
	w.part(header, body, 0)
	return Mail{Header: header, Parts: w.leaves}, true
}

// walk collects the leaves of a mail.
type walk struct {
	leaves []Part
	seen   int
}

func (w *walk) part(header Header, body []byte, depth int) {
	if w.seen++; w.seen > MaxParts {
		return
	}
	kind, params := valueOf(header.Get("Content-Type"))
	if kind == "" || !strings.Contains(kind, "/") {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && depth < maxDepth {
		if pieces := split(body, params["boundary"]); len(pieces) > 0 {
			for _, piece := range pieces {
				h, b := readHeader(piece)
				w.part(h, b, depth+1)
			}
			return
		}
	}
	_, disposition := valueOf(header.Get("Content-Disposition"))
	name := disposition["filename"]
	if name == "" {
		name = params["name"]
	}
	encoding, _ := valueOf(header.Get("Content-Transfer-Encoding"))
	w.leaves = append(w.leaves, Part{Header: header, Kind: kind, Params: params, Name: name, Body: untransferred(encoding, body)})
}

// split cuts the body of a multipart into its parts. A boundary that is not
// named, or not kept to, is the first line that looks like one.
func split(body []byte, boundary string) [][]byte {
	if boundary != "" {
		if pieces := splitAt(body, "--"+boundary); len(pieces) > 0 {
			return pieces
		}
	}
	for rest := body; len(rest) > 0; {
		var line []byte
		line, rest = nextLine(rest)
		if line = bytes.TrimRight(line, " \t"); len(line) > 2 && bytes.HasPrefix(line, []byte("--")) {
			return splitAt(body, string(line))
		}
	}
	return nil
}

func splitAt(body []byte, delimiter string) [][]byte {
	var pieces [][]byte
	begin, at := -1, 0
	for at < len(body) && len(pieces) < MaxParts {
		line, rest := nextLine(body[at:])
		next := len(body) - len(rest)
		end, hit := bytes.CutPrefix(line, []byte(delimiter))
		end = bytes.TrimRight(end, " \t")
		last := string(end) == "--"
		if hit && (last || len(end) == 0) {
			if begin >= 0 {
				pieces = append(pieces, body[begin:at])
			}
			begin = next
			if last {
				return pieces
			}
		}
		at = next
	}
	if begin >= 0 && begin < len(body) && len(pieces) < MaxParts {
		pieces = append(pieces, body[begin:])
	}
	return pieces
}
