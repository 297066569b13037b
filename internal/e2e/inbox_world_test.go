package e2e

import (
	"bytes"
	"io"
	"log"
	"net"
	netmail "net/mail"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/rogpeppe/go-internal/testscript"
)

// inbox is an IMAP server in the test's own process with the mailbox for answers.
type inbox struct {
	server *imapserver.Server
	user   *imapmemserver.User
	kept   []string // what came
}

// letter is a mail as the server takes it.
type letter struct{ *strings.Reader }

func (l letter) Size() int64 { return l.Reader.Size() }

// put lets a mail come.
func (in *inbox) put(text string) error {
	_, err := in.user.Append("INBOX", letter{strings.NewReader(text)}, &imap.AppendOptions{Time: time.Now()})
	return err
}

// anew makes the folder again, with what was in it under other numbers.
func (in *inbox) anew() error {
	if err := in.user.Delete("INBOX"); err != nil {
		return err
	}
	if err := in.user.Create("INBOX", nil); err != nil {
		return err
	}
	for _, text := range in.kept {
		if err := in.put(text); err != nil {
			return err
		}
	}
	return nil
}

// atInbox does something at the mailbox for answers:
//
//	inbox start                      begin, and tell recruitty of it
//	inbox anew                       all that is in it gets other numbers (UIDVALIDITY)
//	inbox put FILE [ADDRESS [N]]     a mail comes; {about} in it is the Message-ID of the newest
//	                                 mail to ADDRESS, or of the N-th, and {new} a name of its own
func atInbox(ts *testscript.TestScript, neg bool, args []string) {
	w := around(ts)
	if len(args) == 0 || neg {
		ts.Fatalf("usage: inbox VERB")
	}
	switch verb, rest := args[0], args[1:]; verb {
	case "start":
		in := &inbox{user: imapmemserver.NewUser("jobs", "secret")}
		memory := imapmemserver.New()
		memory.AddUser(in.user)
		ts.Check(in.user.Create("INBOX", nil))
		in.server = imapserver.New(&imapserver.Options{
			NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
				return memory.NewSession(), nil, nil
			},
			InsecureAuth: true, Logger: log.New(io.Discard, "", 0), Caps: imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {}},
		})
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		ts.Check(err)
		go func() { _ = in.server.Serve(listener) }()
		w.inbox = in
		ts.Setenv("RECRUITTY_IMAP", "imap://jobs:secret@"+listener.Addr().String()+"?tls=none")
	case "anew":
		ts.Check(w.inbox.anew())
	case "put":
		content, err := os.ReadFile(ts.MkAbs(rest[0]))
		ts.Check(err)
		about := ""
		if len(rest) > 1 {
			nth := 0
			if len(rest) > 2 {
				nth, err = strconv.Atoi(rest[2])
				ts.Check(err)
			}
			about = w.messageID(ts, rest[1], nth)
		}
		text := strings.NewReplacer("{about}", about, "{new}", strconv.FormatInt(time.Now().UnixNano(), 36), "{date}", time.Now().Format(time.RFC1123Z), "\n", "\r\n").Replace(string(content))
		w.inbox.kept = append(w.inbox.kept, text)
		ts.Check(w.inbox.put(text))
	default:
		ts.Fatalf("inbox cannot %s", verb)
	}
}

// messageID is that of the newest mail to an address, or of the n-th.
func (w *world) messageID(ts *testscript.TestScript, to string, n int) string {
	var ids []int
	for _, m := range w.box.List() {
		if m.To == to {
			ids = append(ids, m.ID)
		}
	}
	if n == 0 {
		n = len(ids)
	}
	if n < 1 || n > len(ids) {
		ts.Fatalf("there are %d emails to %s", len(ids), to)
	}
	raw, err := w.box.Raw(ids[n-1])
	ts.Check(err)
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	ts.Check(err)
	return m.Header.Get("Message-ID")
}
