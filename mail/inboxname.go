package mail

import (
	"bytes"
	"mime"
	netmail "net/mail"
)

// nameMessage reads from a header who wrote about what, for a person who looks
// for the message.
func nameMessage(header []byte) (from, subject string) {
	message, err := netmail.ReadMessage(bytes.NewReader(append(bytes.TrimRight(header, "\r\n"), "\r\n\r\n"...)))
	if err != nil {
		return "", ""
	}
	return readable(message.Header.Get("From"), 120), readable(message.Header.Get("Subject"), 120)
}

// readable is a line of a header for a person.
func readable(line string, limit int) string {
	if words, err := new(mime.WordDecoder).DecodeHeader(line); err == nil {
		line = words
	}
	return shorten(oneLine(line), limit)
}
