package mail

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"recruitty/recruit"
)

// oddServer is an IMAP server with three answers in its mailbox, which does
// something odd where a test wants it.
type oddServer struct {
	greeting func(net.Conn)
	// fetch answers the question for the whole of message 2; false closes the
	// connection.
	fetch func(conn net.Conn, tag string) bool
	login string // instead of OK
	sent  atomic.Int64
}

func (o *oddServer) start(t *testing.T, scheme string) inbox {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				o.talk(counted{conn, &o.sent})
			}()
		}
	}()
	settings, err := ParseInbox(scheme + "://u:passw0rd@" + listener.Addr().String() + "?tls=none")
	if err != nil {
		t.Fatal(err)
	}
	b := newInbox(settings, func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) })
	b.limits.Silence, b.limits.Patience = 400*time.Millisecond, 20*time.Second
	return b
}

type counted struct {
	net.Conn
	sent *atomic.Int64
}

func (c counted) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.sent.Add(int64(n))
	return n, err
}

func (o *oddServer) talk(conn net.Conn) {
	if o.greeting != nil {
		o.greeting(conn)
	} else {
		fmt.Fprint(conn, "* OK [CAPABILITY IMAP4rev1] hello\r\n")
	}
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		switch {
		case strings.HasPrefix(command, "LOGIN") && o.login != "":
			fmt.Fprintf(conn, "%s %s\r\n", tag, o.login)
		case strings.HasPrefix(command, "SELECT"):
			fmt.Fprintf(conn, "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n%s OK selected\r\n", tag)
		case strings.HasPrefix(command, "UID SEARCH SINCE"):
			fmt.Fprintf(conn, "* SEARCH 1 2 3\r\n%s OK\r\n", tag)
		case strings.HasPrefix(command, "UID SEARCH UID 2"):
			fmt.Fprintf(conn, "* SEARCH 2\r\n%s OK\r\n", tag)
		case strings.HasPrefix(command, "UID SEARCH"):
			fmt.Fprintf(conn, "* SEARCH\r\n%s OK\r\n", tag)
		case strings.Contains(command, "HEADER.FIELDS"):
			head := "From: =?utf-8?q?Priya_Pat=C3=ABl?= <priya@example.org>\r\nSubject: Accepted: Interview\r\n\r\n"
			fmt.Fprintf(conn, "* 2 FETCH (UID 2 BODY[HEADER.FIELDS (FROM SUBJECT DATE)] {%d}\r\n%s)\r\n%s OK\r\n", len(head), head, tag)
		case strings.HasPrefix(command, "UID FETCH 2 "):
			if !o.fetch(conn, tag) {
				return
			}
		case strings.HasPrefix(command, "UID FETCH "):
			uid := strings.Fields(command)[2]
			body := replyMail("mail"+uid, "ACCEPTED")
			fmt.Fprintf(conn, "* %s FETCH (UID %s RFC822.SIZE %d BODY[]<0> {%d}\r\n%s)\r\n%s OK\r\n", uid, uid, len(body), len(body), body, tag)
		default:
			fmt.Fprintf(conn, "%s OK\r\n", tag)
		}
	}
}

// says answers a FETCH with text, in which {mail} is the whole message as a
// literal.
func says(text string) func(net.Conn, string) bool {
	return func(conn net.Conn, tag string) bool {
		body := replyMail("mail2", "ACCEPTED")
		text := strings.NewReplacer("{mail}", fmt.Sprintf("{%d}\r\n%s", len(body), body), "{size}", fmt.Sprint(len(body)),
			"{more}", fmt.Sprintf("{%d}\r\n%s", len(body)+500, body), "{less}", fmt.Sprintf("{%d}\r\n%s", len(body)-400, body), "TAG", tag).Replace(text)
		_, err := io.WriteString(conn, text)
		return err == nil
	}
}

// endless sends piece until the other side hangs up.
func endless(first, piece string) func(net.Conn, string) bool {
	return func(conn net.Conn, _ string) bool {
		_, err := io.WriteString(conn, first)
		piece := []byte(strings.Repeat(piece, 1+4096/len(piece)))
		for err == nil {
			_, err = conn.Write(piece)
		}
		return false
	}
}

// TestOneBadMailStopsNoQueue holds that whatever a server does with one message,
// those before and behind it are read, it is named, and it is tried again.
func TestOneBadMailStopsNoQueue(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fetch func(net.Conn, string) bool
		why   string // "" when the answer is read all the same
	}{
		"refused":                    {says("TAG NO Some messages could not be FETCHed (Failure)\r\n"), "does not hand it over: Some messages could not be FETCHed"},
		"not now":                    {says("TAG NO [UNAVAILABLE] backend down\r\n"), "[UNAVAILABLE] backend down"},
		"not understood":             {says("TAG BAD Command Error. 10\r\n"), "Command Error. 10"},
		"refused in the middle":      {says("* 2 FETCH (UID 2 FLAGS ())\r\nTAG NO [SERVERBUG] Internal error occurred\r\n"), "Internal error"},
		"NIL":                        {says("* 2 FETCH (UID 2 RFC822.SIZE 900 BODY[]<0> NIL)\r\nTAG OK\r\n"), "hands over nothing"},
		"no body":                    {says("* 2 FETCH (UID 2 RFC822.SIZE 900)\r\nTAG OK\r\n"), "hands over nothing"},
		"empty":                      {says("* 2 FETCH (UID 2 BODY[]<0> {0}\r\n)\r\nTAG OK\r\n"), "hands over nothing"},
		"empty string":               {says("* 2 FETCH (UID 2 BODY[]<0> \"\")\r\nTAG OK\r\n"), "hands over nothing"},
		"no answer":                  {says("TAG OK Fetch completed\r\n"), "hands over nothing"},
		"another message":            {says("* 9 FETCH (UID 9 BODY[]<0> {mail})\r\nTAG OK\r\n"), "hands over nothing"},
		"garbage":                    {says("* 2 FETCH UID 2 BODY {{{ (\r\nTAG OK\r\n"), "hands over nothing"},
		"announces more":             {says("* 2 FETCH (UID 2 BODY[]<0> {more})\r\nTAG OK\r\n"), "announced more of it than it sent"},
		"announces less":             {says("* 2 FETCH (UID 2 BODY[]<0> {less})\r\nTAG OK\r\n"), "cannot be read"},
		"30 GB":                      {endless("* 2 FETCH (UID 2 BODY[]<0> {30000000000}\r\n", "x"), "more than a message can have"},
		"a size that is none":        {endless("* 2 FETCH (UID 2 BODY[]<0> {99999999999999999999999}\r\n", "x"), "more than a message can have"},
		"brackets without end":       {endless("* 2 FETCH (UID 2 BODYSTRUCTURE ", "("), "more than a message can have"},
		"quote without end":          {endless("* 2 FETCH (UID 2 BODY[]<0> \"", "x"), "more than a message can have"},
		"lines without end":          {endless("", "* OK still working\r\n"), "more than a message can have"},
		"flags without end":          {endless("* 2 FETCH (FLAGS (", "\\Seen "), "more than a message can have"},
		"literals without end":       {endless("* 2 FETCH (", "X {1}\r\nx "), "more than a message can have"},
		"hangs up":                   {func(net.Conn, string) bool { return false }, "hangs up when it is asked for"},
		"says goodbye":               {func(c net.Conn, _ string) bool { fmt.Fprint(c, "* BYE tired\r\n"); return false }, "tired"},
		"is silent":                  {func(net.Conn, string) bool { return true }, "does not answer when it is asked for"},
		"whole":                      {says("* 2 FETCH (UID 2 RFC822.SIZE {size} BODY[]<0> {mail})\r\nTAG OK\r\n"), ""},
		"another order, small":       {says("* 2 fetch (body[]<0> {mail} uid 2 rfc822.size {size})\r\nTAG ok\r\n"), ""},
		"no number":                  {says("* 2 FETCH (BODY[] {mail})\r\nTAG OK\r\n"), ""},
		"a wrong size":               {says("* 2 FETCH (UID 2 RFC822.SIZE 4294967296 BODY[]<0> {mail})\r\nTAG OK\r\n"), ""},
		"news in between":            {says("* 4 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* XLIST odd\r\n* 2 FETCH (UID 2 BODY[]<0> {mail})\r\n* VANISHED 9\r\nTAG OK\r\n"), ""},
		"Exchange, nested":           {says("* 2 FETCH (UID 2 BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" -1 0)(\"text\" \"calendar\" (\"method\" NIL) NIL NIL \"base64\" 1 ) \"mixed\" BODY[]<0> {mail})\r\nTAG OK\r\n"), "hands over nothing"},
		"gmx, quotes within quotes":  {says("* 2 FETCH (UID 2 BODY[]<0> {mail} BODYSTRUCTURE (\"text\" \"plain\" (\"name\" \"a\"b\".ics\") NIL NIL \"7bit\" 5 1))\r\nTAG OK\r\n"), ""},
		"a gateway, empty structure": {says("* 2 FETCH (UID 2 BODYSTRUCTURE () ENVELOPE (NIL {3}\r\na)b NIL) BODY[]<0> {mail})\r\nTAG OK\r\n"), ""},
		"163, no blank":              {says("* 2 FETCH (UID 2 FLAGS(\\Recent)BODY[]<0> {mail})\r\nTAG OK\r\n"), ""},
		"QQ, trailing blanks":        {says("* 2 FETCH (UID 2 BODY[]<0> {mail} )  \r\nTAG OK Success \r\n"), ""},
		"mail.ru, bare line ends":    {says("* 2 FETCH (UID 2 BODY[]<0> {mail})\nTAG OK\n"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := &oddServer{fetch: c.fetch}
			b := o.start(t, "imap")
			var got []string
			take := func(y recruit.Reply) (bool, error) { got = append(got, y.UID); return false, nil }
			progress, err := b.collect(t.Context(), recruit.InboxProgress{}, take)
			if err != nil {
				t.Fatal(err)
			}
			want := []string{"mail1", "mail2", "mail3"}
			if c.why != "" {
				want = []string{"mail1", "mail3"}
			}
			if !slices.Equal(got, want) || progress.Mark != "7:3" {
				t.Errorf("read %v up to %s, want %v", got, progress.Mark, want)
			}
			if n := o.sent.Load(); n > 100<<20 {
				t.Errorf("%d bytes were taken", n)
			}
			if c.why == "" {
				if len(progress.PassedOver) != 0 {
					t.Errorf("passed over %v", progress.PassedOver)
				}
				return
			}
			if len(progress.PassedOver) != 1 {
				t.Fatalf("passed over %v", progress.PassedOver)
			}
			m := progress.PassedOver[0]
			if m.UID != 2 || m.Subject != "Accepted: Interview" || !strings.Contains(m.From, "Priya Patël") || !strings.Contains(m.Why, c.why) || !m.Next.After(b.now()) {
				t.Errorf("passed over %+v, want it to say %q", m, c.why)
			}
			// Not before its time, and then with a server that is well again.
			if again, err := b.collect(t.Context(), progress, take); err != nil || len(again.PassedOver) != 1 || again.PassedOver[0].Tries != 1 {
				t.Errorf("at once: %v, %v", again.PassedOver, err)
			}
			o2 := &oddServer{fetch: says("* 2 FETCH (UID 2 BODY[]<0> {mail})\r\nTAG OK\r\n")}
			well := o2.start(t, "imap")
			well.now = func() time.Time { return b.now().Add(6 * time.Minute) }
			if later, err := well.collect(t.Context(), progress, take); err != nil || len(later.PassedOver) != 0 || got[len(got)-1] != "mail2" {
				t.Errorf("later read %v, passed over %v, %v", got, later.PassedOver, err)
			}
		})
	}
}

// TestHostileGreetings holds that a server that is not trusted yet gets no
// memory and no time.
func TestHostileGreetings(t *testing.T) {
	t.Parallel()
	pour := func(first, piece string) func(net.Conn) {
		return func(c net.Conn) { endless(first, piece)(c, "") }
	}
	for name, greeting := range map[string]func(net.Conn){
		"no end":              pour("* OK ", "x"),
		"no end of brackets":  pour("* OK [CAPABILITY ", "(("),
		"a literal":           pour("* CAPABILITY {30000000000}\r\n", "x"),
		"another protocol":    func(c net.Conn) { fmt.Fprint(c, "220 mail.example.com ESMTP\r\n") },
		"silence":             func(net.Conn) {},
		"goodbye":             func(c net.Conn) { fmt.Fprint(c, "* BYE too many connections from you\r\n") },
		"capabilities no end": pour("* OK hello\r\n", "* CAPABILITY IMAP4rev1\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := &oddServer{greeting: greeting}
			b := o.start(t, "imap")
			_, err := b.collect(t.Context(), recruit.InboxProgress{}, nil)
			if !errors.Is(err, recruit.ErrLater) || recruit.Sentence(err) == "" || strings.Count(recruit.Sentence(err), "\n") > 0 {
				t.Errorf("%v", err)
			}
			if name == "goodbye" && !strings.Contains(recruit.Sentence(err), "too many connections from you") {
				t.Errorf("%v", err)
			}
			if n := o.sent.Load(); n > 40<<20 {
				t.Errorf("%d bytes were taken", n)
			}
		})
	}
}

// TestHostileMailboxTakesNoMemory holds that what one response may hold is all
// that is held.
func TestHostileMailboxTakesNoMemory(t *testing.T) {
	o := &oddServer{fetch: endless("* 2 FETCH (UID 2 BODYSTRUCTURE ", "(")}
	b := o.start(t, "imap")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := b.collect(t.Context(), recruit.InboxProgress{}, func(recruit.Reply) (bool, error) { return false, nil }); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 64<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

// TestInboxRepeatsTheServer holds that the words of a no are shown, without what
// was said to it.
func TestInboxRepeatsTheServer(t *testing.T) {
	t.Parallel()
	for answer, c := range map[string]struct {
		kind error
		says string
	}{
		"NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)":                                                        {recruit.ErrNotSetUp, "correct user and password: [AUTHENTICATIONFAILED] Invalid credentials (Failure)."},
		"NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)": {recruit.ErrNotSetUp, "a password made for programs"},
		"NO LOGIN failed. BasicAuthBlocked":                                                                              {recruit.ErrNotSetUp, "sign in in the browser"},
		"NO [UNAVAILABLE] Temporary authentication failure":                                                              {recruit.ErrLater, "tried again: [UNAVAILABLE] Temporary authentication failure"},
		"NO [LIMIT] Too many simultaneous connections. (Failure)":                                                        {recruit.ErrLater, "Too many simultaneous connections"},
		"NO [INUSE] mailbox locked":                                                                                      {recruit.ErrLater, "mailbox locked"},
		"BAD your passw0rd AHUAcGFzc3cwcmQ= is odd":                                                                      {recruit.ErrNotSetUp, "is odd"},
		"NO [ALERT] Your account is not enabled for IMAP use. Please visit":                                              {recruit.ErrNotSetUp, "switch IMAP on"},
	} {
		o := &oddServer{login: answer}
		_, err := o.start(t, "imap").collect(t.Context(), recruit.InboxProgress{}, nil)
		said := recruit.Sentence(err)
		if !errors.Is(err, c.kind) || !strings.Contains(said, c.says) || strings.Contains(said, "passw0rd") || strings.Contains(said, "AHUA") {
			t.Errorf("%s: %v %v", answer, said, errors.Is(err, c.kind))
		}
	}
}
