package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"strings"

	"recruitty/recruit"
)

// headers are the only fields a mail of ours may have; true ones must be there.
var headers = map[string]bool{
	"From": true, "To": true, "Date": true, "Subject": true, "Message-Id": true, "Mime-Version": true, "Content-Type": true,
	"Reply-To": false, "In-Reply-To": false, "References": false,
}

// strictMessage reads a finished mail again, as a stranger would, and reports the first rule it breaks: a header that
// nobody asked for, a tree of another shape, a calendar part that differs from its attached copy, a secret in a
// header, or an object that strictObject refuses.
func strictMessage(message []byte, m *message) error {
	parsed, err := netmail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		return fmt.Errorf("read the mail again: %w", err)
	}
	if err := checkLines(message, m.To.Address); err != nil {
		return err
	}
	if err := checkHeader(parsed.Header, m); err != nil {
		return err
	}
	root, err := readParts(parsed.Header.Get("Content-Type"), parsed.Body)
	if err != nil {
		return err
	}
	alternatives, files := root, []part(nil)
	if strings.HasPrefix(parsed.Header.Get("Content-Type"), "multipart/mixed") {
		alternatives, err = readParts(root[0].header("Content-Type"), bytes.NewReader(root[0].content))
		if err != nil {
			return err
		}
		files = root[1:]
	}
	method := m.method()
	want := []string{"text/plain", "text/html", "text/calendar"}
	if method == "" {
		want = want[:2]
	}
	if len(alternatives) != len(want) {
		return fmt.Errorf("the email has %d alternatives instead of %d", len(alternatives), len(want))
	}
	for i, kind := range want {
		if alternatives[i].kind != kind || alternatives[i].params["charset"] != "UTF-8" || alternatives[i].header("Content-Disposition") != "" {
			return fmt.Errorf("alternative %d is not %s in UTF-8", i+1, kind)
		}
	}
	if m.To.Audience == recruit.ToCandidate {
		if err := checkSecrecy(m); err != nil {
			return err
		}
	}
	if method == "" {
		return checkFiles(files, m.attached())
	}
	calendar := alternatives[2]
	if calendar.params["method"] != method || calendar.params["component"] != "VEVENT" {
		return errors.New("the method of the calendar part is not the method of its object")
	}
	if len(files) == 0 || files[0].kind != "application/ics" || !bytes.Equal(files[0].content, calendar.content) {
		return errors.New("the attached copy differs from the calendar part")
	}
	if err := strictObject(calendar.content, m); err != nil {
		return fmt.Errorf("calendar object: %w", err)
	}
	return checkFiles(files[1:], m.attached())
}

// checkLines wants CRLF everywhere, lines within the limit of RFC 5322 section 2.1.1 and nothing above ASCII, but for the
// recipient's own address in To (RFC 6532).
func checkLines(message []byte, recipient string) error {
	head := true
	for line := range bytes.Lines(message) {
		text, crlf := bytes.CutSuffix(line, []byte("\r\n"))
		head = head && len(text) > 0
		if head && bytes.HasPrefix(text, []byte("To:")) || head && bytes.HasPrefix(text, []byte(" ")) {
			text = bytes.ReplaceAll(text, []byte(recipient), nil)
		}
		if !crlf || len(text) > 998 || bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' || r > '~' }) {
			return errors.New("a line of the email is too long or not plain ASCII with CRLF")
		}
	}
	return nil
}

func checkHeader(header netmail.Header, m *message) error {
	for name, values := range header {
		if _, known := headers[name]; !known || len(values) != 1 {
			return fmt.Errorf("the header %s is unknown or repeated", name)
		}
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(header.Get("Subject"))
	if err != nil {
		return fmt.Errorf("read the subject again: %w", err)
	}
	// The template's own words and the date may happen to hold a passcode such as 2026.
	ours, _ := m.words.subject.fill(map[string]string{"start": m.reader.Moment(m.Start)})
	for _, secret := range m.secrets() {
		if strings.Count(subject, secret) > strings.Count(ours, secret) {
			return errors.New("the subject would show the way into the meeting")
		}
	}
	for name, required := range headers {
		if len(header[name]) == 0 && required {
			return fmt.Errorf("the header %s is missing", name)
		}
	}
	for name, person := range map[string]recruit.Mailbox{"From": m.From, "To": {Name: m.To.Name, Address: m.To.Address}} {
		list, err := header.AddressList(name)
		if err != nil || len(list) != 1 || list[0].Address != person.Address || list[0].Name != person.Name {
			return fmt.Errorf("%s is not exactly %s", name, person.Address)
		}
	}
	if header.Get("Message-Id") != "<"+m.MessageID+">" {
		return errors.New("the message id is not the one meant")
	}
	return nil
}

// checkSecrecy is the last guard of what the candidate must not read.
func checkSecrecy(m *message) error {
	if m.InternalNote != "" || m.Guide != "" || m.Form != "" {
		return errors.New("the internal note, the guide or a scorecard is on its way to the candidate")
	}
	for _, file := range m.Files {
		if !file.Everyone {
			return errors.New("a file for the panel only is on its way to the candidate")
		}
	}
	return nil
}

func checkFiles(parts []part, files []recruit.MailFile) error {
	if len(parts) != len(files) {
		return fmt.Errorf("%d files are attached instead of %d", len(parts), len(files))
	}
	for i, file := range files {
		disposition, params, err := mime.ParseMediaType(parts[i].header("Content-Disposition"))
		if err != nil || disposition != "attachment" || params["filename"] != file.Name ||
			parts[i].kind != file.ContentType || !bytes.Equal(parts[i].content, file.Content) {
			return fmt.Errorf("the file %q is not attached as it is", file.Name)
		}
	}
	return nil
}

// part is one decoded part of a multipart.
type part struct {
	kind    string
	params  map[string]string
	headers map[string][]string
	content []byte
}

func (p part) header(name string) string { return strings.Join(p.headers[name], "\n") }

func readParts(contentType string, body io.Reader) ([]part, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return nil, errors.New("the email has no parts")
	}
	var parts []part
	reader := multipart.NewReader(body, params["boundary"])
	for {
		// NextPart undoes quoted-printable by itself, base64 is left to us.
		raw, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read the parts of the email: %w", err)
		}
		p := part{headers: raw.Header}
		for name := range raw.Header {
			if name != "Content-Type" && name != "Content-Disposition" && name != "Content-Transfer-Encoding" || len(raw.Header[name]) != 1 {
				return nil, fmt.Errorf("a part has the header %s", name)
			}
		}
		if p.kind, p.params, err = mime.ParseMediaType(raw.Header.Get("Content-Type")); err != nil {
			return nil, fmt.Errorf("read the type of a part: %w", err)
		}
		content := io.Reader(raw)
		if raw.Header.Get("Content-Transfer-Encoding") == "base64" {
			content = base64.NewDecoder(base64.StdEncoding, raw)
		}
		if p.content, err = io.ReadAll(content); err != nil {
			return nil, fmt.Errorf("decode a part: %w", err)
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return nil, errors.New("the mail is empty")
	}
	return parts, nil
}
