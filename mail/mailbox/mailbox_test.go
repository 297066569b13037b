package mailbox

import (
	"bytes"
	"context"
	"errors"
	"net/smtp"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

const invitation = "From: Ana <ana@corp.example>\r\n" +
	"To: jane@mail.example\r\n" +
	"Date: Sun, 22 Nov 2026 09:00:00 +0000\r\n" +
	"Subject: =?utf-8?q?Einladung_f=C3=BCr_Jane=1B[31m?=\r\n" +
	"Content-Type: multipart/mixed; boundary=a\r\n\r\n" +
	"--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe=1B[2J\r\n.\r\n" +
	"--b\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<p>Hello</p>\r\n" +
	"--b\r\nContent-Type: text/calendar; method=REQUEST; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"QkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVRVUVTVA0KU0VRVUVOQ0U6Mw0K\r\n--b--\r\n" +
	"--a\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''L%C3%B6hne.pdf\r\n\r\nx\r\n--a--\r\n"

func open(t *testing.T, directory string) *Mailbox {
	t.Helper()
	box, err := Open(directory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := box.Close(); err != nil {
			t.Error(err)
		}
	})
	return box
}

func send(t *testing.T, box *Mailbox, message string, to ...string) error {
	t.Helper()
	return smtp.SendMail(box.Address(), nil, "ana@corp.example", to, []byte(message))
}

func TestReadTakesAMailApart(t *testing.T) {
	t.Parallel()
	box := open(t, "")
	if err := send(t, box, invitation, "jane@mail.example"); err != nil {
		t.Fatal(err)
	}
	mail, err := box.Read(1)
	if err != nil {
		t.Fatal(err)
	}
	want := recruit.MailSummary{ID: 1, From: "ana@corp.example", To: "jane@mail.example", Subject: "Einladung für Jane[31m",
		Date: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), Method: "REQUEST", Sequence: "3"}
	if !mail.Date.Equal(want.Date) {
		t.Errorf("date %v", mail.Date)
	}
	mail.Date = want.Date
	if mail.MailSummary != want {
		t.Errorf("summary %+v", mail.MailSummary)
	}
	if mail.Text != "Grüße[2J\n." || mail.HTML != "<p>Hello</p>" || !slices.Equal(mail.Files, []string{"Löhne.pdf"}) {
		t.Errorf("text %q, html %q, files %q", mail.Text, mail.HTML, mail.Files)
	}
	if mail.Calendar != "BEGIN:VCALENDAR\nMETHOD:REQUEST\nSEQUENCE:3\n" {
		t.Errorf("calendar %q", mail.Calendar)
	}
	if _, err := box.Read(2); !errors.Is(err, ErrNotFound) {
		t.Errorf("mail 2: %v", err)
	}
}

func TestMailsOutliveTheServer(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	box := open(t, directory)
	if err := send(t, box, invitation, "jane@mail.example", "bob@corp.example"); err != nil {
		t.Fatal(err)
	}
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, directory)
	list := again.List()
	if len(list) != 2 || list[0].To != "jane@mail.example" || list[1].To != "bob@corp.example" || list[1].From != "ana@corp.example" {
		t.Fatalf("list %+v", list)
	}
	raw, err := again.Raw(2)
	if err != nil || !bytes.Equal(raw, []byte(invitation)) {
		t.Errorf("bytes changed (%v): %q", err, raw)
	}
	if err := send(t, again, invitation, "cy@corp.example"); err != nil || len(again.List()) != 3 {
		t.Errorf("%v, %d emails", err, len(again.List()))
	}
}

func TestOpenRefusesAForeignFolder(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	if err := os.WriteFile(directory+"/000001.eml", []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if box, err := Open(directory); err == nil {
		box.Close()
		t.Error("took a foreign file for an email")
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	box := open(t, "")
	for fault, want := range map[Fault]string{Refuse: "550", TryLater: "451", RefuseContent: "554", DropBefore: "EOF", DropAfter: "EOF"} {
		box.SetFault("Jane@mail.example", fault)
		err := send(t, box, invitation, "jane@mail.example")
		if err == nil || !strings.Contains(err.Error(), want) && want != "EOF" {
			t.Errorf("fault %d gave %v", fault, err)
		}
	}
	if kept := len(box.List()); kept != 1 {
		t.Errorf("%d emails kept, want the one that was dropped after it", kept)
	}
}

func TestWait(t *testing.T) {
	t.Parallel()
	box := open(t, "")
	arrived := make(chan error, 1)
	go func() { arrived <- box.Wait(t.Context(), 2) }()
	for range 2 {
		if err := send(t, box, invitation, "jane@mail.example"); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-arrived; err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := box.Wait(ended, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting for a third: %v", err)
	}
}

// FuzzRead wants that anything a sender may hand over can be listed and shown without moving the cursor.
func FuzzRead(f *testing.F) {
	f.Add([]byte(invitation))
	f.Add([]byte("Subject: \x1b]0;x\x07\r\nContent-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n"))
	f.Add([]byte("no header at all"))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=a\r\n\r\n" + strings.Repeat("--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n", 20)))
	f.Fuzz(func(t *testing.T, message []byte) {
		mail := read(1, stored{message: message})
		for _, text := range append([]string{mail.Subject, mail.Text, mail.HTML, mail.Calendar, mail.Method, mail.Sequence}, mail.Files...) {
			if strings.ContainsAny(text, "\x1b\x07\r\x00\u202e") {
				t.Fatalf("unsafe text %q", text)
			}
		}
	})
}
