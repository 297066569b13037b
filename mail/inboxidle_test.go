package mail

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// waiting is an await under way.
func waiting(ctx context.Context, b inbox, mark string) <-chan error {
	done := make(chan error, 1)
	go func() { done <- b.await(ctx, mark) }()
	return done
}

func TestAwaitHearsOfMail(t *testing.T) {
	t.Parallel()
	w := newIMAPWorld(t)
	old := "From: a@example.org\r\nSubject: Hello\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
	w.deliver(t, old)
	take := func(recruit.Reply) (bool, error) { return true, nil }
	mark, err := w.box.collect(t.Context(), recruit.InboxProgress{}, take)
	if err != nil {
		t.Fatal(err)
	}
	heard := waiting(t.Context(), w.box, mark.Mark)
	w.deliver(t, replyMail("ours", "ACCEPTED")) // before or while it waits: it is heard of in any case
	if err := <-heard; err != nil {
		t.Fatal(err)
	}
	if err := <-waiting(t.Context(), w.box, mark.Mark); err != nil {
		t.Errorf("what came meanwhile is not heard of: %v", err)
	}
	read := 0
	if mark, err = w.box.collect(t.Context(), mark, func(recruit.Reply) (bool, error) { read++; return true, nil }); err != nil || read != 1 {
		t.Errorf("read %d, %v", read, err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	quiet := waiting(stopped, w.box, mark.Mark)
	select {
	case err := <-quiet:
		t.Errorf("nothing new, yet it returned %v", err)
	default:
	}
	cancel()
	if err := <-quiet; err != nil && !errors.Is(err, recruit.ErrLater) {
		t.Errorf("stopped: %v", err)
	}
}

// TestCollectLeavesOldMailBehind holds that a first look that reads nothing
// still knows how far it came, so that old mail is not news.
func TestCollectLeavesOldMailBehind(t *testing.T) {
	t.Parallel()
	w := newIMAPWorld(t)
	w.deliver(t, replyMail("old", "ACCEPTED"))
	w.box.now = func() time.Time { return time.Date(2027, 6, 1, 12, 0, 0, 0, time.UTC) }
	mark, err := w.box.collect(t.Context(), recruit.InboxProgress{}, func(y recruit.Reply) (bool, error) { return false, errors.New("read " + y.UID) })
	if err != nil || !strings.HasSuffix(mark.Mark, ":1") {
		t.Errorf("mark %q, %v", mark.Mark, err)
	}
}

// scripted is a mail server that says what a test wants.
func scripted(t *testing.T, capabilities string, idle func(net.Conn, string)) inbox {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		fmt.Fprintf(conn, "* OK [CAPABILITY %s] hello\r\n", capabilities)
		lines := bufio.NewScanner(conn)
		for lines.Scan() {
			tag, command, _ := strings.Cut(lines.Text(), " ")
			switch verb, _, _ := strings.Cut(command, " "); verb {
			case "SELECT":
				fmt.Fprintf(conn, "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 9] ok\r\n%s OK selected\r\n", tag)
			case "IDLE":
				idle(conn, tag)
			case "CAPABILITY":
				fmt.Fprintf(conn, "* CAPABILITY %s\r\n%s OK\r\n", capabilities, tag)
			default:
				fmt.Fprintf(conn, "%s OK\r\n", tag)
			}
		}
	}()
	settings, err := ParseInbox("imap://u:p@" + listener.Addr().String() + "?tls=none")
	if err != nil {
		t.Fatal(err)
	}
	return newInbox(settings, time.Now)
}

func TestAwaitKnowsWhatServersDo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		capabilities, mark string
		idle               func(net.Conn, string)
		want               error
	}{
		"no IDLE":           {"IMAP4rev1", "7:8", nil, recruit.ErrUnsupported},
		"IDLE refused":      {"IMAP4rev1 IDLE", "7:8", func(c net.Conn, tag string) { fmt.Fprintf(c, "%s NO not now\r\n", tag) }, recruit.ErrUnsupported},
		"hangs up":          {"IMAP4rev1 IDLE", "7:8", func(c net.Conn, _ string) { fmt.Fprint(c, "+ idling\r\n"); _ = c.Close() }, recruit.ErrLater},
		"says goodbye":      {"IMAP4rev1 IDLE", "7:8", func(c net.Conn, _ string) { fmt.Fprint(c, "+ idling\r\n* BYE tired\r\n"); _ = c.Close() }, recruit.ErrLater},
		"something came":    {"IMAP4rev1 IDLE", "7:7", nil, nil},
		"a rebuilt mailbox": {"IMAP4rev1 IDLE", "6:8", nil, nil},
		"repeats, removes, then news": {"IMAP4rev1 IDLE", "7:8", func(c net.Conn, _ string) {
			fmt.Fprint(c, "+ idling\r\n* 3 EXISTS\r\n* 2 EXPUNGE\r\n* 3 EXISTS\r\n")
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := <-waiting(t.Context(), scripted(t, c.capabilities, c.idle), c.mark); !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}
