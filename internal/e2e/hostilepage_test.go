package e2e

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// TestHostileVisitors lets people who mean no good at the page as it is served: they guess links, press buttons from other
// sites, write another host and line breaks where they can, walk through paths, send a gigabyte, hold connections and speak
// HTTP/2 without a word before. They see nothing, change nothing, and keep nobody else from the page.
func TestHostileVisitors(t *testing.T) {
	t.Parallel()
	r := newReception(t, 4)
	v, at := r.visitors[0], r.at[0]
	mine := "/p/" + v.token
	form := "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\noption=1-1"
	get := func(path string, more ...string) string {
		return "GET " + path + " HTTP/1.1\r\nHost: jobs.example\r\nConnection: close\r\n" + strings.Join(more, "") + "\r\n"
	}
	post := func(path string, more ...string) string {
		return "POST " + path + " HTTP/1.1\r\nHost: jobs.example\r\nConnection: close\r\n" + strings.Join(more, "") + form
	}
	guess := func() string {
		var secret [16]byte
		_, _ = rand.Read(secret[:])
		return base64.RawURLEncoding.EncodeToString(secret[:])
	}
	var unlike []string
	first := ""
	for n := range 60 {
		status, body := said(t, at, get("/p/"+guess(), fmt.Sprintf("X-Forwarded-For: 203.0.113.%d\r\n", n)))
		if first == "" {
			first = body
		}
		if status != http.StatusNotFound || body != first {
			unlike = append(unlike, fmt.Sprint(status))
		}
	}
	if len(unlike) > 0 {
		t.Errorf("links that nobody has are answered differently: %v", unlike)
	}
	for name, raw := range map[string]string{
		"another site":         post(mine, "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n"),
		"another site, old":    post(mine, "Origin: https://evil.example\r\n"),
		"no site":              post(mine, "Origin: null\r\n"),
		"another host":         strings.ReplaceAll(post(mine, "Origin: https://evil.example\r\n", "X-Forwarded-Host: jobs.example\r\n"), "Host: jobs.example\r\nC", "Host: evil.test\r\nC"),
		"a method in a header": strings.Replace(get(mine+"?option=1-1", "X-HTTP-Method-Override: POST\r\n"), "GET", "DELETE", 1),
		"two lengths":          "POST " + mine + " HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nContent-Length: 0\r\n\r\noption=1-1",
		"length and chunks":    "POST " + mine + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nPOST " + mine + " HTTP/1.1\r\n\r\n",
		"two hosts":            "GET " + mine + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"HTTP/2":               "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + strings.Repeat("\x00\x00\x00\x04\x00\x00\x00\x00\x00", 200),
		"a long head":          get(mine, "X-Much: "+strings.Repeat("a", 1<<20)+"\r\n"),
		"a long path":          get("/p/" + strings.Repeat("a", 1<<19)),
	} {
		if status, body := said(t, at, raw); status < 400 || status >= 500 && status != http.StatusNotImplemented && status != http.StatusHTTPVersionNotSupported || strings.Contains(body, "evil") {
			t.Errorf("%s is answered by %d: %.200s", name, status, body)
		}
	}
	for _, path := range []string{"/p/../metrics", "/p/%2e%2e/metrics", "/metrics", "/debug/pprof/", "/p/", "/p", "//p/" + v.token, "/P/" + v.token, mine + "%00", mine + ";/move", mine + "/../" + guess(), mine + "/%2e%2e/ask", mine + "/.git/config",
		mine + "%0d%0aX-Evil:%20yes", mine + "?tz=%0d%0aX-Evil:%20yes", "/p/" + v.token[:21], "/p/" + v.token + "A", "http://evil.example" + mine, "*"} {
		status, body := said(t, at, get(path))
		if status >= 500 || strings.Contains(body, injected) || strings.Contains(body, "evil.example") || strings.Contains(body, "go_goroutines") {
			t.Errorf("%s is answered by %d: %.200s", path, status, body)
		}
	}
	if sent := flood(t, at, mine); sent > 64<<20 {
		t.Errorf("of a gigabyte %d bytes were taken", sent)
	}
	for range 200 { // who hold a connection each, and say no more
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_, _ = io.WriteString(c, "GET "+mine+" HTTP/1.1\r\nHost: jobs.example\r\nX-Slow: ")
	}
	for _, other := range r.visitors {
		if _, err := other.look(at); err != nil {
			t.Errorf("somebody else: %v", err)
		}
	}
	list, err := r.inside.Services.Store.Interviews(t.Context(), recruit.InterviewFilter{})
	if err != nil || len(list) > 0 {
		t.Errorf("%d interviews, %v", len(list), err)
	}
	if o, err := r.inside.Services.Offers.Show(t.Context(), v.offer); err != nil || o.State != offers.Offered || o.Version != 1 || o.Asking {
		t.Errorf("the offer is %+v, %v", o, err)
	}
}

// injected stands in an answer whose head has a line of the visitor's.
const injected = "a line was put into the head"

// said is how a host answers what was written to it, byte for byte: the status, and its head and body without what is of
// the moment.
func said(t *testing.T, host, raw string) (status int, answer string) {
	t.Helper()
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(30 * time.Second))
	go func() { _, _ = io.WriteString(c, raw) }() // who is refused early may not read it all
	got, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return http.StatusBadRequest, "" // it was hung up on
	}
	defer got.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(got.Body, 1<<20))
	got.Header.Del("Date")
	if got.Header.Get("X-Evil") != "" {
		body = append(body, injected...)
	}
	var head strings.Builder
	_ = got.Header.Write(&head)
	return got.StatusCode, head.String() + string(body)
}

// flood sends a gigabyte as a form and returns how much of it was taken.
func flood(t *testing.T, host, path string) (sent int64) {
	t.Helper()
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(30 * time.Second))
	const all = 1 << 30
	_, _ = fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: jobs.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\nwords=", path, all)
	some := []byte(strings.Repeat("a", 1<<16))
	for sent < all {
		n, err := c.Write(some)
		if sent += int64(n); err != nil {
			break
		}
	}
	return sent
}
