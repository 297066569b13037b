package invite

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"
)

// Bounds of the tree of a foreign mail.
const (
	maxDepth = 6
	maxParts = 60
)

// findCalendar walks through a part of a foreign mail and returns the first
// calendar object in it, decoded; nil when there is none.
func findCalendar(contentType, encoding, disposition string, body io.Reader, depth int, parts *int) []byte {
	if *parts++; depth > maxDepth || *parts > maxParts {
		return nil
	}
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		reader := multipart.NewReader(body, params["boundary"])
		for {
			part, err := reader.NextRawPart()
			if err != nil {
				return nil
			}
			h := part.Header
			if found := findCalendar(h.Get("Content-Type"), h.Get("Content-Transfer-Encoding"), h.Get("Content-Disposition"), part, depth+1, parts); found != nil {
				return found
			}
		}
	}
	if !isCalendar(kind, params, disposition) {
		return nil
	}
	object, err := io.ReadAll(io.LimitReader(decoded(encoding, body), maxObject+1))
	if err != nil && len(object) == 0 {
		return nil
	}
	return object
}

func isCalendar(kind string, params map[string]string, disposition string) bool {
	if kind == "text/calendar" || kind == "application/ics" {
		return true
	}
	_, more, _ := mime.ParseMediaType(disposition)
	return strings.HasSuffix(strings.ToLower(params["name"]), ".ics") || strings.HasSuffix(strings.ToLower(more["filename"]), ".ics")
}

// decoded undoes a transfer encoding.
func decoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}
