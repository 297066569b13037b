package mail

import (
	"bytes"
	"cmp"
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

	"recruitty/recruit"
)

// compose writes the mail of a message: complete, checked, CRLF line ends, ready to be stored and sent. The same
// message gives the same bytes. An error says in a sentence what keeps the mail from being written.
//
// The tree is the one CalConnect recommends: the calendar object is the last of the alternatives, where mail programs
// look for answers to give, and once more an attached file for programs that only take files.
func (m message) compose() ([]byte, error) {
	p, err := m.prepared()
	if err != nil {
		return nil, err
	}
	return p.written()
}

// written writes the mail of a prepared message.
func (m *message) written() ([]byte, error) {
	m.write()
	page, err := m.html()
	if err != nil {
		return nil, err
	}
	out := m.envelope(page)
	if method := m.method(); method != "" {
		object, err := m.calendarObject()
		if err != nil {
			return nil, err
		}
		out.AddAlternativeString(mail.ContentType("text/calendar; method="+method+"; component=VEVENT"),
			string(object), mail.WithPartEncoding(mail.EncodingB64))
		attach(out, calendarCopyName, "application/ics", object)
	}
	for _, file := range m.attached() {
		attach(out, file.Name, file.ContentType, file.Content)
	}
	composed, err := encode(out, m.MessageID)
	if err != nil {
		return nil, err
	}
	if err := m.check(composed); err != nil {
		return nil, fmt.Errorf("the email was written wrongly and is not sent: %w", err)
	}
	return composed, nil
}

// envelope is a mail with its header and its words, page being those in HTML.
func (m *message) envelope(page string) *mail.Msg {
	out := newMessage(m.MessageID)
	out.SetDateWithValue(m.Written)
	out.FromMailAddress(header(m.From))
	out.AddToMailAddress(&netmail.Address{Name: m.To.Name, Address: m.To.Address})
	// A scorecard that is filled in goes to the mailbox for answers, and so does the choice of a time.
	if !sameAddress(m.From.Address, m.Organizer.Address) && m.Event != recruit.OnFeedback && !(m.Event.IsOffer() && m.Read) {
		out.ReplyToMailAddress(header(m.Organizer))
	}
	out.Subject(subjectHeader(m.Subject))
	switch { // RFC 3834 section 5: programs do not answer these
	case m.Event.AnswersMail():
		out.SetGenHeader("Auto-Submitted", "auto-replied")
	case m.Event == recruit.OnOfferAsk:
		out.SetGenHeader("Auto-Submitted", "auto-generated")
	}
	if m.InReplyTo != "" {
		out.SetGenHeader(mail.HeaderInReplyTo, "<"+m.InReplyTo+">")
	}
	if len(m.References) > 0 {
		out.SetGenHeader(mail.HeaderReferences, "<"+strings.Join(m.References, "> <")+">")
	}
	out.SetBodyString(mail.TypeTextPlain, m.plainText())
	out.AddAlternativeString(mail.TypeTextHTML, page)
	return out
}

// attached are the files that go with the mail: whom an interview is taken from gets none, and who is asked for an
// answer has them.
func (m *message) attached() []recruit.MailFile {
	if m.Event == recruit.OnAsked || m.Event == recruit.OnFeedback {
		return nil
	}
	if method := m.method(); method == methodCancel || method == methodDecline {
		return nil
	}
	return m.Files
}

// composeTest writes a short mail that proves the way to the mail server.
func composeTest(from, to recruit.Mailbox, id string, stamp time.Time) ([]byte, error) {
	id, err := messageID(id)
	if err = cmp.Or(err, cleanPerson(&from.Name, &from.Address), cleanPerson(&to.Name, &to.Address)); err != nil {
		return nil, err
	}
	out := newMessage(id)
	out.SetDateWithValue(inUTC(stamp))
	out.FromMailAddress(header(from))
	out.AddToMailAddress(header(to))
	out.Subject("Test email from recruitty")
	out.SetBodyString(mail.TypeTextPlain, "This email was sent to try out the mail settings of recruitty. They work.\n")
	return encode(out, id)
}

func newMessage(id string) *mail.Msg {
	out := mail.NewMsg(mail.WithEncoding(mail.EncodingQP), mail.WithCharset(mail.CharsetUTF8), mail.WithNoDefaultUserAgent())
	out.SetMessageIDWithValue(id)
	return out
}

// header is a person as a header names them.
func header(who recruit.Mailbox) *netmail.Address {
	return &netmail.Address{Name: who.Name, Address: who.Address}
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
func attach(out *mail.Msg, name, contentType string, content []byte) {
	out.AttachReadSeeker(name, bytes.NewReader(content), func(f *mail.File) {
		f.Header.Set(string(mail.HeaderContentType), withName(contentType, "name", name))
		f.Header.Set(string(mail.HeaderContentDisposition), withName("attachment", "filename", name))
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
func encode(out *mail.Msg, id string) ([]byte, error) {
	var written bytes.Buffer
	if _, err := out.WriteTo(&written); err != nil {
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
