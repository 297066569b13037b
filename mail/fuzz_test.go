package mail

import (
	"bytes"
	netmail "net/mail"
	"strings"
	"testing"

	"recruitty/recruit"
)

// FuzzCompose wants that no text a person may type adds a header, a property, a person or a part, in any event and for
// any audience; and that whatever is refused is refused before the final check, which is there for our own mistakes.
func FuzzCompose(f *testing.F) {
	f.Add("Title", "Jane Doe", "Agenda", "cv.pdf", "k7Rt2w", "Corp", byte(0))
	f.Add("T\r\nATTENDEE:mailto:evil@example.net", "J\r\nBcc: evil@example.net", "x\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a\r\nX: y.pdf", "1\n2", "C\x00", byte(1))
	f.Add(`\n \, \; \\ "`, `O'Brien, "Bob"; PhD ^n^'`, "\u2028\u2029\u0085\v\f\x1b[31m\u202e", "面接 🙂.docx", "<script>", "=?utf-8?q?=0D=0AX:_y?=", byte(7))
	f.Add("\xff\xfe", "\xf0\x9f", "-- \r\n.\r\n--boundary--", "../../etc/passwd", "{{.}}", "&lt;b&gt;", byte(3))
	f.Add("Title", "Jane Doe", "Agenda", "cv.pdf", "j/1?pwd=a,b;c", "Corp", byte(16))
	f.Add("ראיון (2)", "רות (2)", "שלום.", "תיאור 2.pdf", "x", "שלום", byte(24))
	f.Add("zoom.example k7Rt2w", "=", "", "", "Invitation", "", byte(9))
	f.Fuzz(func(t *testing.T, title, name, text, filename, passcode, company string, choice byte) {
		if len(title)+len(name)+len(text)+len(filename)+len(passcode)+len(company) > maxText {
			return
		}
		inv := sample(func(inv *message) {
			inv.Event = recruit.MailEvents()[int(choice)%len(recruit.MailEvents())]
			inv.Sequence = 1
			if choice&8 != 0 {
				toPanel(inv)
			}
			inv.Title, inv.Description, inv.InternalNote, inv.Reason = title, text, text+"internal", text
			inv.Guide, inv.Form = text+"guide", text
			inv.CandidateName, inv.To.Name, inv.Organizer.Name, inv.From.Name = name, name, name, name
			inv.Attendees = listed(recruit.Mailbox{Name: name, Address: "jane@mail.example"}, recruit.Mailbox{Name: company, Address: "bob@corp.example"})
			inv.Passcode, inv.Company, inv.JobTitle, inv.Platform, inv.MeetingID, inv.Place = passcode, company, title, company, passcode, text
			if choice&16 != 0 {
				inv.JoinURL = "https://zoom.example/" + passcode
			}
			inv.Files = []recruit.MailFile{file(filename, filename, []byte(text)), {File: recruit.File{Name: name, ContentType: "text/plain"}, Content: []byte(title)}}
		})
		raw, err := inv.compose()
		if err != nil {
			if strings.Contains(err.Error(), "written wrongly") {
				t.Fatal(err)
			}
			return
		}
		strictly(t, inv, raw)
		again, err := inv.compose()
		if err != nil || !bytes.Equal(raw, again) {
			t.Fatal("composing twice gave two emails")
		}
		parsed, err := netmail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(parsed.Header); got != 7 {
			t.Fatalf("%d headers: %v", got, parsed.Header)
		}
		if inv.method() == "" {
			return
		}
		o := compose(t, inv)
		people := 2
		if inv.alone() {
			people = 1
		}
		if got := strings.Count(o.unfolded, "\r\nATTENDEE;"); got != people || strings.Count(o.unfolded, "\r\nATTENDEE") != people {
			t.Fatalf("%d attendees:\n%s", got, o.unfolded)
		}
		if _, link, found := strings.Cut(o.unfolded, "\r\nCONFERENCE;"); found {
			if link, _, _ = strings.Cut(link, "\r\n"); !strings.HasSuffix(link, ";VALUE=URI:"+inv.JoinURL) || strings.ContainsAny(inv.JoinURL, ",;") {
				t.Fatalf("readers that do not know CONFERENCE read another link in %q", link)
			}
		}
		if strings.Count(o.unfolded, "\r\nBEGIN:") != 1 {
			t.Fatalf("further components:\n%s", o.unfolded)
		}
	})
}

// FuzzContentLines wants the strict reader to survive anything.
func FuzzContentLines(f *testing.F) {
	f.Add([]byte("BEGIN:VCALENDAR\r\nX;A=\"b:c\":d\r\n e\r\nEND:VCALENDAR\r\n"))
	f.Add([]byte(" \r\n"))
	f.Fuzz(func(t *testing.T, object []byte) {
		lines, err := contentLines(object)
		if err == nil && len(lines) == 0 {
			t.Fatal("no lines and no error")
		}
		p, err := sample().prepared()
		if err != nil {
			t.Fatal(err)
		}
		if err := strictObject(object, p); err == nil && !bytes.Contains(object, []byte("jane@mail.example")) {
			t.Fatalf("accepted %q", object)
		}
	})
}

// FuzzStrictMessage wants the same of the reader of whole mails: whatever it accepts is from the sender to the recipient.
func FuzzStrictMessage(f *testing.F) {
	p, err := sample().prepared()
	if err != nil {
		f.Fatal(err)
	}
	good, err := sample().compose()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\n--a--\r\n"))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a--\r\n"))
	f.Fuzz(func(t *testing.T, message []byte) {
		if strictMessage(message, p) == nil && !(bytes.Contains(message, []byte("jane@mail.example")) && bytes.Contains(message, []byte("method=REQUEST"))) {
			t.Fatalf("accepted %q", message)
		}
	})
}

// FuzzParseSettings wants that no setting is accepted without a host, and no password shown.
func FuzzParseSettings(f *testing.F) {
	for _, seed := range []string{"smtp://user:hunter22@host:587", "smtps://host", "smtp://127.0.0.1:2525?tls=none", "smtp://u:p%@h", "smtp://[::1]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		settings, err := ParseSettings(text)
		if err != nil {
			return
		}
		if settings.Host == "" || settings.Port < 1 || settings.Port > 65535 {
			t.Fatalf("%q gave %s", text, settings)
		}
		shown := settings.Redacted()
		if len(settings.password) > 12 && strings.Contains(shown, settings.password) {
			t.Fatalf("%q is shown as %s", text, shown)
		}
	})
}
