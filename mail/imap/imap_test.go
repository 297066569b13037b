package imap

import (
	"bufio"
	"net"
	"strings"
	"testing"
	"time"
)

// answering is a client whose server has said text and hung up.
func answering(text string) *Client {
	near, far := net.Pipe()
	go func() {
		_, _ = far.Write([]byte(text))
		_ = far.Close()
	}()
	l := Usual()
	l.Silence = time.Second
	c := &Client{conn: near, limits: l}
	c.in = bufio.NewReader(near)
	c.begin(time.Second)
	return c
}

func TestEncodeName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"INBOX": "INBOX", "Entwürfe": "Entw&APw-rfe", "A&B": "A&-B", "日本語": "&ZeVnLIqe-", "~peter/mail/台北/日本語": "~peter/mail/&U,BTFw-/&ZeVnLIqe-", "a 😀 b": "a &2D3eAA- b",
	} {
		if got := encodeName(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestParseHead(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]response{
		"* 5 FETCH (UID 9)":               {tag: "*", kind: "FETCH", num: 5, rest: "(UID 9)"},
		"* 5 fetch(UID 9)":                {tag: "*", kind: "FETCH", num: 5, rest: "(UID 9) "},
		"* OK [UIDNEXT 9] next":           {tag: "*", kind: "OK", code: "UIDNEXT", codeRest: "9", rest: "next"},
		"r1 NO [unavailable] not now {5}": {tag: "r1", kind: "NO", code: "UNAVAILABLE", rest: "not now {5}"},
		"r1 OK":                           {tag: "r1", kind: "OK"},
		"+ go on":                         {tag: "+", rest: "go on"},
		"":                                {},
		"* OK [no end":                    {tag: "*", kind: "OK", rest: "[no end"},
	} {
		got := parseHead(line)
		if got.tag != want.tag || got.kind != want.kind || got.num != want.num || got.code != want.code || got.codeRest != want.codeRest || strings.TrimSpace(got.rest) != strings.TrimSpace(want.rest) {
			t.Errorf("%q is %+v, want %+v", line, got, want)
		}
	}
}

// FuzzResponses holds that no bytes of a server keep the reader from coming to
// an end, or end the program.
func FuzzResponses(f *testing.F) {
	for _, seed := range []string{
		"* 1 FETCH (UID 1 BODY[]<0> {3}\r\nabc FLAGS (\\Seen))\r\nr1 OK\r\n", "* 1 FETCH (BODYSTRUCTURE ((((\"a\" {1}\r\nx NIL)))))\r\n",
		"* SEARCH 1 2 3\r\n", "* OK [CAPABILITY X] {5}\r\n", "* 1 FETCH (BODY[HEADER.FIELDS (FROM)]<0> \"a\\\"b\")\r\n", "* 1 FETCH (~{3}\r\nabc {", "+ \r\n* BYE\r\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := answering(text)
		defer c.Close()
		for range len(text) + 2 {
			r, err := c.response()
			if err != nil {
				return
			}
			c.note(r)
			parseFetch(r)
		}
		t.Errorf("%q has no end", text)
	})
}
