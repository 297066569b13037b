package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	netmail "net/mail"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/wneessen/go-mail"
)

// Compose writes the mail of one invitation: complete, checked, CRLF line ends, ready to be stored and sent. The same
// invitation gives the same bytes. An error says in a sentence what keeps the mail from being written.
//
// The tree is the one CalConnect recommends: the calendar object is the last of the alternatives, where mail programs
// look for answers to give, and once more an attached file for programs that only take files.
func Compose(inv Invitation) ([]byte, error) {
	p, err := prepare(inv)
	if err != nil {
		return nil, err
	}
	words := write(p)
	page, err := words.html()
	if err != nil {
		return nil, err
	}
	message := newMessage(p.MessageID)
	message.SetDateWithValue(p.Written)
	message.FromMailAddress(&netmail.Address{Name: p.From.Name, Address: p.From.Email})
	message.AddToMailAddress(&netmail.Address{Name: p.Recipient.Name, Address: p.Recipient.Email})
	if !sameAddress(p.From.Email, p.Organizer.Email) {
		message.ReplyToMailAddress(&netmail.Address{Name: p.Organizer.Name, Address: p.Organizer.Email})
	}
	message.Subject(subjectHeader(words.Subject))
	if p.InReplyTo != "" {
		message.SetGenHeader(mail.HeaderInReplyTo, "<"+p.InReplyTo+">")
	}
	if len(p.References) > 0 {
		message.SetGenHeader(mail.HeaderReferences, "<"+strings.Join(p.References, "> <")+">")
	}
	message.SetBodyString(mail.TypeTextPlain, words.plainText())
	message.AddAlternativeString(mail.TypeTextHTML, page)
	if method := p.Event.method(); method != "" {
		object, err := calendarObject(p)
		if err != nil {
			return nil, err
		}
		message.AddAlternativeString(mail.ContentType("text/calendar; method="+method+"; component=VEVENT"),
			string(object), mail.WithPartEncoding(mail.EncodingB64))
		attach(message, Attachment{Name: calendarCopyName, ContentType: "application/ics", Content: object})
	}
	if method := p.Event.method(); method != methodCancel && method != methodDecline {
		for _, file := range p.Files {
			attach(message, file)
		}
	}
	composed, err := encode(message, p.MessageID)
	if err != nil {
		return nil, err
	}
	if err := checkMessage(composed, p); err != nil {
		return nil, fmt.Errorf("the mail was written wrongly and is not sent: %w", err)
	}
	return composed, nil
}

// ComposeTest writes a short mail that proves the way to the mail server.
func ComposeTest(from, to Person, id string, stamp time.Time) ([]byte, error) {
	for _, person := range []*Person{&from, &to} {
		address, err := plainAddress(person.Email)
		if err != nil {
			return nil, err
		}
		person.Email = address
		person.Name = shorten(personName(person.Name), maxName)
	}
	id, err := messageID(id)
	if err != nil {
		return nil, err
	}
	message := newMessage(id)
	message.SetDateWithValue(inUTC(stamp))
	message.FromMailAddress(&netmail.Address{Name: from.Name, Address: from.Email})
	message.AddToMailAddress(&netmail.Address{Name: to.Name, Address: to.Email})
	message.Subject("Test mail from recruitty")
	message.SetBodyString(mail.TypeTextPlain, "This mail was sent to try out the mail settings of recruitty. They work.\n")
	return encode(message, id)
}

func newMessage(id string) *mail.Msg {
	message := mail.NewMsg(mail.WithEncoding(mail.EncodingQP), mail.WithCharset(mail.CharsetUTF8), mail.WithNoDefaultUserAgent())
	message.SetMessageIDWithValue(id)
	return message
}

// subjectHeader encodes a subject from its first word that needs it. An encoded word right at the beginning would not
// fit beside the field's name, which then stood on a line of its own and left a space in what some readers show.
func subjectHeader(subject string) string {
	at := strings.IndexFunc(subject, func(r rune) bool { return r > '~' })
	if at < 0 {
		return subject
	}
	at = strings.LastIndexByte(subject[:at], ' ') + 1
	return subject[:at] + mime.QEncoding.Encode("utf-8", subject[at:])
}

// attach adds a file under its name as RFC 2231 writes it; go-mail would put an encoded word inside quotes, which RFC
// 2047 forbids and some readers cannot decode.
func attach(message *mail.Msg, file Attachment) {
	message.AttachReadSeeker(file.Name, bytes.NewReader(file.Content), func(f *mail.File) {
		f.Header.Set(string(mail.HeaderContentType), withName(file.ContentType, "name", file.Name))
		f.Header.Set(string(mail.HeaderContentDisposition), withName("attachment", "filename", file.Name))
	})
}

// withName adds a file name to a header value. ASCII names are always quoted, since an apostrophe outside quotes makes
// some readers lose the name; file names of ours have no quote or backslash to escape.
func withName(value, parameter, name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return r > '~' }) {
		return mime.FormatMediaType(value, map[string]string{parameter: name})
	}
	return value + "; " + parameter + `="` + name + `"`
}

// randomBoundary finds the boundaries that multipart.Writer invents; a single one set through go-mail would be used
// for both levels of the tree.
var randomBoundary = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^Content-Type: multipart/[a-z]+;\r\n boundary=([0-9a-f]{60})\r$`)
})

// encode writes the message and replaces its random boundaries by ones derived from the Message-ID.
func encode(message *mail.Msg, id string) ([]byte, error) {
	var written bytes.Buffer
	if _, err := message.WriteTo(&written); err != nil {
		return nil, fmt.Errorf("write mail: %w", err)
	}
	encoded := written.Bytes()
	for level, found := range randomBoundary().FindAllSubmatch(encoded, -1) {
		digest := sha256.Sum256(fmt.Appendf(nil, "%d %s", level, id))
		boundary := []byte(hex.EncodeToString(digest[:])[:60])
		if bytes.Contains(encoded, boundary) {
			return nil, errors.New("the text of the mail holds its own boundary; give the mail another message id")
		}
		encoded = bytes.ReplaceAll(encoded, bytes.Clone(found[1]), boundary)
	}
	return encoded, nil
}
