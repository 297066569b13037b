package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"recruitty/recruit"
)

// imapWorld is an IMAP server in this process with one mailbox.
type imapWorld struct {
	user *imapmemserver.User
	box  inbox
}

func newIMAPWorld(t *testing.T) *imapWorld {
	t.Helper()
	protection, roots := testCertificate(t)
	w := &imapWorld{user: imapmemserver.NewUser("hiring", "s3cret/ä")}
	memory := imapmemserver.New()
	memory.AddUser(w.user)
	if err := w.user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	server := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return memory.NewSession(), nil, nil
		},
		Logger: log.New(io.Discard, "", 0),
		Caps:   imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {}},
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(tls.NewListener(listener, protection)) }()
	t.Cleanup(func() { _ = server.Close() })
	settings, err := ParseInbox("imaps://hiring:s3cret%2F%C3%A4@" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	w.box = newInbox(settings, func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) })
	w.box.roots = roots
	return w
}

// deliver puts a message into the mailbox.
func (w *imapWorld) deliver(t *testing.T, message string) {
	t.Helper()
	reader := bytes.NewReader([]byte(message))
	if _, err := w.user.Append("INBOX", literal{reader}, &imap.AppendOptions{Time: time.Date(2026, 11, 24, 11, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
}

type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }

// unseen counts the messages that are not marked as read.
func (w *imapWorld) unseen(t *testing.T) uint32 {
	t.Helper()
	status, err := w.user.Status("INBOX", &imap.StatusOptions{NumUnseen: true})
	if err != nil {
		t.Fatal(err)
	}
	return *status.NumUnseen
}

func replyMail(uid, answer string) string {
	object := strings.ReplaceAll(answerObject("REPLY", answerEvent("SEQUENCE:0", "ATTENDEE;PARTSTAT="+answer+":mailto:priya@example.org")...), "abc@recruitty", uid)
	return "From: Priya <priya@example.org>\r\nTo: hiring@example.com\r\nSubject: Answer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n" + object + "--b--\r\n"
}

func TestInboxTouchesOnlyWhatIsOurs(t *testing.T) {
	t.Parallel()
	w := newIMAPWorld(t)
	letter := "From: a@example.org\r\nSubject: Hello\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
	w.deliver(t, letter)
	w.deliver(t, replyMail("ours", "ACCEPTED"))
	w.deliver(t, replyMail("theirs", "DECLINED"))
	w.deliver(t, strings.ReplaceAll(replyMail("broken", "ACCEPTED"), "END:VEVENT", "END:NOTHING"))
	var got []string
	take := func(y recruit.Reply) (bool, error) {
		got = append(got, y.UID+" "+string(y.Lines[0].Answer))
		return y.UID == "ours", nil
	}
	mark, err := w.box.collect(t.Context(), recruit.InboxProgress{}, take)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"ours accepted", "theirs declined", "broken accepted"}; !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
	if n := w.unseen(t); n != 3 {
		t.Errorf("%d messages are unread, want 3: only ours is marked", n)
	}
	w.deliver(t, replyMail("ours", "DECLINED"))
	if mark, err = w.box.collect(t.Context(), mark, take); err != nil || len(got) != 4 || got[3] != "ours declined" {
		t.Errorf("the second look read %v, %v", got, err)
	}
	again, err := w.box.collect(t.Context(), mark, take)
	if err != nil || again.Mark != mark.Mark || len(got) != 4 {
		t.Errorf("a look at nothing new read %v, %s after %s, %v", got, again.Mark, mark.Mark, err)
	}
}

func TestInboxComesBackToWhatFailed(t *testing.T) {
	t.Parallel()
	w := newIMAPWorld(t)
	w.deliver(t, replyMail("first", "ACCEPTED"))
	w.deliver(t, replyMail("second", "ACCEPTED"))
	full := &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The disk is full."}
	mark, err := w.box.collect(t.Context(), recruit.InboxProgress{}, func(y recruit.Reply) (bool, error) {
		if y.UID == "second" {
			return false, full
		}
		return true, nil
	})
	if !errors.Is(err, full) || w.unseen(t) != 1 {
		t.Fatalf("%v, %d unread", err, w.unseen(t))
	}
	var got []string
	if _, err = w.box.collect(t.Context(), mark, func(y recruit.Reply) (bool, error) { got = append(got, y.UID); return true, nil }); err != nil || !slices.Equal(got, []string{"second"}) {
		t.Errorf("then read %v, %v", got, err)
	}
}

// TestOneBadAnswerKeepsNoOtherBack holds that of several answers in one mail each
// is taken, and that the mail is named and tried again for those that failed.
func TestOneBadAnswerKeepsNoOtherBack(t *testing.T) {
	t.Parallel()
	w := newIMAPWorld(t)
	var events []string
	for _, uid := range []string{"damaged", "refused", "good", "else"} {
		for _, line := range answerEvent("SEQUENCE:0", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org") {
			events = append(events, strings.ReplaceAll(line, "abc@recruitty", uid))
		}
	}
	w.deliver(t, "From: Priya <priya@example.org>\r\nSubject: Answers\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"+answerObject("REPLY", events...))
	w.deliver(t, replyMail("behind", "ACCEPTED"))
	fails := map[string]error{
		"damaged": &recruit.Problem{Kind: recruit.ErrStorage, Cause: recruit.ErrDamaged, Sentence: "The interview 7 cannot be read."},
		"refused": recruit.Refused("The interview 8 takes no answers."),
	}
	var got []string
	take := func(y recruit.Reply) (bool, error) {
		got = append(got, y.UID)
		return y.UID != "else" && fails[y.UID] == nil, fails[y.UID]
	}
	progress, err := w.box.collect(t.Context(), recruit.InboxProgress{}, take)
	if want := []string{"damaged", "refused", "good", "else", "behind"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("read %v, want %v, %v", got, want, err)
	}
	if len(progress.PassedOver) != 1 || progress.PassedOver[0].Subject != "Answers" || progress.PassedOver[0].Why != "The interview 7 cannot be read. The interview 8 takes no answers." {
		t.Errorf("passed over: %+v", progress.PassedOver)
	}
	fails = nil
	w.box.now = func() time.Time { return time.Date(2026, 11, 24, 13, 0, 0, 0, time.UTC) }
	if progress, err = w.box.collect(t.Context(), progress, take); err != nil || len(progress.PassedOver) != 0 {
		t.Errorf("afterwards: %+v, %v", progress.PassedOver, err)
	}
}

func TestInboxSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	w := newIMAPWorld(t)
	wrong, untrusted := w.box, w.box
	wrong.settings.password = "other-passw0rd"
	untrusted.roots = nil
	for name, c := range map[string]struct {
		box  inbox
		kind error
		says string
	}{
		"password":    {wrong, recruit.ErrNotSetUp, "did not accept the sign-in"},
		"certificate": {untrusted, recruit.ErrNotSetUp, "its certificate is not trusted here. Answers wait there until that is fixed"},
	} {
		_, err := c.box.collect(t.Context(), recruit.InboxProgress{}, nil)
		if !errors.Is(err, c.kind) || !strings.Contains(recruit.Sentence(err), c.says) || strings.Contains(fmt.Sprint(err), "passw0rd") {
			t.Errorf("%s: %v", name, err)
		}
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.box.collect(stopped, recruit.InboxProgress{}, nil); !errors.Is(err, recruit.ErrLater) {
		t.Errorf("stopped: %v", err)
	}
}

func TestParseInbox(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"imaps://u:pa%40ss@mail.example.com":      "imaps://u:…@mail.example.com:993/INBOX",
		"imap://u:pass@mail.example.com/Answers":  "imap://u:…@mail.example.com:143/Answers",
		"imap://u:pass@127.0.0.1:1143?tls=none":   "imap://u:…@127.0.0.1:1143/INBOX?tls=none",
		"imap://u:pass@mail.example.com?tls=none": "", "imaps://mail.example.com": "", "http://u:p@h": "", "imaps://u:pass@h:0": "", "": "", "imaps://u:%zz@h": "",
	} {
		s, err := ParseInbox(in)
		if (err == nil) != (want != "") || err == nil && fmt.Sprintf("%s %v %#v", s, s, s) != want+" "+want+" "+want {
			t.Errorf("%q is %v, %v; want %q", in, s, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "pass@") || !errors.Is(err, recruit.ErrInvalid)) {
			t.Errorf("%q: %v", in, err)
		}
	}
}
