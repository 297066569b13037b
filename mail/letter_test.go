package mail

import (
	"bytes"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"recruitty/mail/foreign"
	"recruitty/recruit"
)

func letterAsked() recruit.LetterRequest {
	return recruit.LetterRequest{
		Event: recruit.OnRejected, To: recruit.Mailbox{Name: "Jane Doe", Address: "jane@candidate.example"}, Author: recruit.Mailbox{Name: "Robin", Address: "robin@corp.example"},
		From: recruit.Mailbox{Name: "Corp hiring", Address: "jobs@corp.example"}, Language: "en", Subject: "Your application", Text: "Hello Jane,\n\nNo.\n\nRobin",
		Written: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), MessageID: "0123456789abcdef0123456789abcdef@corp.example",
	}
}

func TestALetterIsWritten(t *testing.T) {
	t.Parallel()
	l := letterAsked()
	l.References, l.InReplyTo = []string{"before@corp.example"}, "before@corp.example"
	first, err := new(Mailer).ComposeLetter(l)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := new(Mailer).ComposeLetter(l)
	if !bytes.Equal(first, again) {
		t.Error("the same letter has other bytes")
	}
	m, ok := foreign.ReadMail(first)
	if !ok || m.Header.Get("Reply-To") == "" || m.Header.Get("In-Reply-To") != "<before@corp.example>" || m.Header.Text("Subject") != "Your application" {
		t.Errorf("the header is %+v", m.Header)
	}
	if text := strings.ReplaceAll(m.Parts[0].Text(), "\r", ""); !strings.Contains(text, "Hello Jane,\n\nNo.\n\nRobin") {
		t.Errorf("the text is %q", text)
	}
	if page := m.Parts[1].Text(); strings.Contains(page, "<h1") || !strings.Contains(page, ">Hello Jane,</p>") {
		t.Errorf("the page is %s", page)
	}
}

func TestDraftOfALetter(t *testing.T) {
	t.Parallel()
	v := recruit.LetterValues{Reader: "Jane Doe", Job: "Engineer", Company: "Corp", Author: recruit.Mailbox{Name: "Robin", Address: "robin@corp.example"}, Text: "Can you come?"}
	for _, language := range new(Mailer).Languages() {
		for _, o := range recruit.LetterEvents() {
			subject, text, err := new(Mailer).DraftLetter(recruit.Template{Event: o, Audience: recruit.ToCandidate, Words: language, Source: builtIn(o, recruit.ToCandidate, language)}, v)
			if err != nil || !strings.Contains(subject, "Engineer") || !strings.Contains(text, " Jane Doe") || !strings.HasSuffix(text, "\nRobin") || strings.ContainsAny(text, "{}[]") {
				t.Errorf("%s in %s: %v\n%s\n%s", o, language, err, subject, text)
			}
			if o == recruit.OnMessage && !strings.Contains(text, "\n\nCan you come?\n\n") {
				t.Errorf("%s leaves the words out: %s", language, text)
			}
		}
	}
	for name, c := range map[string]struct{ source, says string }{
		"link":    {"Subject: a\n\nb {{link}}", "no placeholder {{link}}"},
		"heading": {"Subject: a\nHeading: b\n\nc", "neither a heading"},
		"button":  {"Subject: a\n\n=> c", "neither a heading"},
		"empty":   {"", "begins with"},
	} {
		if err := new(Mailer).CheckTemplate(recruit.OnRejected, recruit.ToCandidate, c.source); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzLetter holds that no text of a letter becomes a header or another recipient.
func FuzzLetter(f *testing.F) {
	f.Add("Hi\r\nBcc: all@corp.example", "Text\r\n\r\n.\r\nMAIL FROM", "Jane\nBcc: x@y.example", "Robin")
	f.Add("=?utf-8?q?=0aBcc:_x@y.example?=", "a", "\"", "\u2028")
	f.Fuzz(func(t *testing.T, subject, text, name, author string) {
		l := letterAsked()
		l.Subject, l.Text, l.To.Name, l.Author.Name = subject, text, name, author
		composed, err := new(Mailer).ComposeLetter(l)
		if err != nil {
			return
		}
		m, err := netmail.ReadMessage(bytes.NewReader(composed))
		if err != nil {
			t.Fatalf("%v\n%s", err, composed)
		}
		known := map[string]bool{"Message-Id": true, "Date": true, "From": true, "To": true, "Reply-To": true, "Subject": true, "Mime-Version": true, "Content-Type": true}
		for field, values := range m.Header {
			if !known[field] || len(values) != 1 {
				t.Fatalf("the header has %s: %q", field, values)
			}
		}
		if to, err := m.Header.AddressList("To"); err != nil || len(to) != 1 || to[0].Address != l.To.Address {
			t.Fatalf("it goes to %v, %v", to, err)
		}
	})
}
