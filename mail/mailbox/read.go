package mailbox

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// ErrNotFound means that the mailbox has no mail with this number.
var ErrNotFound = errors.New("no such email")

// List returns all mails, the oldest first. A mail that cannot be taken apart is listed with what can be read of it.
func (b *Mailbox) List() []recruit.MailSummary {
	b.guard.Lock()
	mails := b.mails[:len(b.mails):len(b.mails)]
	b.guard.Unlock()
	list := make([]recruit.MailSummary, 0, len(mails))
	for i, mail := range mails {
		list = append(list, read(i+1, mail).MailSummary)
	}
	return list
}

// Raw returns the bytes of a mail as the sender handed them over.
func (b *Mailbox) Raw(id int) ([]byte, error) {
	mail, err := b.at(id)
	return mail.message, err
}

// Read takes a mail apart.
func (b *Mailbox) Read(id int) (recruit.SentMail, error) {
	mail, err := b.at(id)
	if err != nil {
		return recruit.SentMail{}, err
	}
	return read(id, mail), nil
}

func (b *Mailbox) at(id int) (stored, error) {
	b.guard.Lock()
	defer b.guard.Unlock()
	if id < 1 || id > len(b.mails) {
		return stored{}, fmt.Errorf("mail %d: %w", id, ErrNotFound)
	}
	return b.mails[id-1], nil
}

// read never fails: a mail may be broken on purpose, and what can be read of it is worth showing.
func read(id int, mail stored) recruit.SentMail {
	m := recruit.SentMail{MailSummary: recruit.MailSummary{ID: id, From: shown(mail.from), To: shown(mail.to)}}
	parsed, err := netmail.ReadMessage(bytes.NewReader(mail.message))
	if err != nil {
		m.Text = shown(string(mail.message))
		return m
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(parsed.Header.Get("Subject"))
	if err != nil {
		subject = parsed.Header.Get("Subject")
	}
	m.Subject = strings.ReplaceAll(shown(subject), "\n", " ")
	if date, err := parsed.Header.Date(); err == nil {
		m.Date = date
	}
	addPart(&m, parsed.Header, parsed.Body, 0)
	for line := range strings.Lines(m.Calendar) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch name {
		case "METHOD":
			m.Method = value
		case "SEQUENCE":
			m.Sequence = value
		}
	}
	return m
}

// maxDepth bounds how deep parts may lie inside each other.
const maxDepth = 8

type fields interface{ Get(string) string }

// addPart files a part under what it is, and descends into multiparts.
func addPart(m *recruit.SentMail, header fields, body io.Reader, depth int) {
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && depth < maxDepth {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err != nil {
				return
			}
			addPart(m, part.Header, part, depth+1)
		}
	}
	disposition, names, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
	if disposition == "attachment" {
		m.Files = append(m.Files, strings.ReplaceAll(shown(names["filename"]), "\n", " "))
		return
	}
	switch strings.ToLower(header.Get("Content-Transfer-Encoding")) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	// A fault in the encoding still leaves the text before it.
	content, _ := io.ReadAll(body)
	switch text := shown(string(content)); kind {
	case "text/plain":
		m.Text += text
	case "text/html":
		m.HTML += text
	case "text/calendar":
		m.Calendar += text
	}
}

// shown drops what would move the cursor, colour the screen or turn the direction of text.
func shown(s string) string { return strings.ReplaceAll(sanitize.Seen(s), "\t", " ") }
