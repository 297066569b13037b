package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

const secret = "c2VjcmV0LWFkZHJlc3M"

// wantTrouble holds that an error is of a kind and does not tell the secret.
func wantTrouble(t *testing.T, err error, want Trouble) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Trouble != want {
		t.Errorf("%T %v, want trouble %d", err, err, want)
		return
	}
	said := Problem(err, "The published calendar at cal.example.com")
	for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), said.Error(), fmt.Sprint(errors.Unwrap(err))} {
		if strings.Contains(text, secret) {
			t.Errorf("the secret is in %q", text)
		}
	}
	var p *recruit.Problem
	if !errors.As(said, &p) || p.Kind == nil || !strings.HasSuffix(p.Sentence, ".") {
		t.Errorf("not a sentence: %v", said)
	}
}

// get asks and reads everything.
func get(t *testing.T, c *Client, address string) (string, error) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := c.Do(t.Context(), Get(u))
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func client(t *testing.T, c Config) *Client {
	t.Helper()
	made := New(c)
	t.Cleanup(made.Close)
	return made
}

// TestAnswersAreBounded holds that no answer is larger than it may be, packed or not.
func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	const size = 256 << 10
	packed := func(n int) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(bytes.Repeat([]byte("x"), n))
		_ = z.Close()
		return b.Bytes()
	}
	empty := packed(0)
	empties := bytes.Repeat(empty, 2*size/len(empty)) // unpacks to nothing, for as long as one likes
	for name, c := range map[string]struct {
		answer   func(w http.ResponseWriter)
		want     Trouble
		fits     int
		encoding string
	}{
		"exactly":  {answer: func(w http.ResponseWriter) { _, _ = w.Write(bytes.Repeat([]byte("x"), size)) }, fits: size},
		"one more": {answer: func(w http.ResponseWriter) { _, _ = w.Write(bytes.Repeat([]byte("x"), size+1)) }, want: TooLarge},
		"without an end": {answer: func(w http.ResponseWriter) {
			for {
				if _, err := w.Write(bytes.Repeat([]byte("x"), 64<<10)); err != nil {
					return
				}
			}
		}, want: TooLarge},
		"packed":                  {answer: func(w http.ResponseWriter) { _, _ = w.Write(packed(size)) }, fits: size, encoding: "gzip"},
		"packed, one more":        {answer: func(w http.ResponseWriter) { _, _ = w.Write(packed(size + 1)) }, want: TooLarge, encoding: "gzip"},
		"a bomb":                  {answer: func(w http.ResponseWriter) { _, _ = w.Write(packed(4 << 20)) }, want: TooLarge, encoding: "gzip"},
		"packed nothing for ever": {answer: func(w http.ResponseWriter) { _, _ = w.Write(empties) }, want: TooLarge, encoding: "gzip"},
		"packed, and it is not":   {answer: func(w http.ResponseWriter) { _, _ = w.Write([]byte("hello, this is no gzip")) }, want: Nonsense, encoding: "gzip"},
		"packed, and cut":         {answer: func(w http.ResponseWriter) { _, _ = w.Write(packed(size)[:100]) }, want: Broken, encoding: "gzip"},
		"packed otherwise":        {answer: func(w http.ResponseWriter) { _, _ = w.Write([]byte("x")) }, want: Nonsense, encoding: "br"},
		"less than it says": {answer: func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("x"))
		}, want: Broken},
		"large headers": {answer: func(w http.ResponseWriter) { w.Header().Set("X-Large", strings.Repeat("x", 1<<20)) }, want: Broken},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if c.encoding != "" {
					w.Header().Set("Content-Encoding", c.encoding)
				}
				c.answer(w)
			})
			text, err := get(t, client(t, Config{Inside: true, Size: size}), s.URL+"/"+secret)
			if c.fits > 0 {
				if err != nil || len(text) != c.fits {
					t.Errorf("%d bytes, %v", len(text), err)
				}
				return
			}
			wantTrouble(t, err, c.want)
		})
	}
}

// TestRedirects holds which ones are followed.
func TestRedirects(t *testing.T) {
	t.Parallel()
	var asked []string
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("Authorization")+r.Header.Get("Referer"))
		_, _ = io.WriteString(w, "other")
	})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		to := r.URL.Query().Get("to")
		if n := len(r.URL.Query().Get("n")); n > 1 {
			to = r.URL.Path + "?n=" + strings.Repeat("x", n-1) + "&to=" + url.QueryEscape(to)
		}
		if to == "" {
			body, _ := io.ReadAll(r.Body)
			_, _ = io.WriteString(w, r.Method+" "+string(body))
			return
		}
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	})
	c := client(t, Config{Inside: true})
	at := func(n int, to string) string {
		return s.URL + "/" + secret + "?n=" + strings.Repeat("x", n) + "&to=" + url.QueryEscape(to)
	}
	for name, r := range map[string]struct {
		address string
		want    string
		trouble Trouble
	}{
		"within":         {address: at(1, "/there"), want: "GET "},
		"five":           {address: at(5, "/there"), want: "GET "},
		"six":            {address: at(6, "/there"), trouble: Circles},
		"elsewhere":      {address: at(1, other.URL), want: "other"},
		"nothing":        {address: at(1, ""), want: "GET "},
		"a file":         {address: at(1, "file:///etc/passwd"), trouble: Nonsense},
		"another scheme": {address: at(1, "gopher://example.com/"), trouble: Nonsense},
		"a password":     {address: at(1, "http://a:b@example.com/"), trouble: Nonsense},
		"nonsense":       {address: at(1, "http://[::1"), trouble: Nonsense},
		"without a host": {address: at(1, "http:///x"), trouble: Nonsense},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := get(t, c, r.address)
			if r.want != "" {
				if err != nil || text != r.want {
					t.Errorf("%q, %v", text, err)
				}
				return
			}
			wantTrouble(t, err, r.trouble)
		})
	}
	if len(asked) != 1 || asked[0] != "" {
		t.Errorf("the other server was asked with %q", asked)
	}

	u, _ := url.Parse(at(1, "/there"))
	answer, err := c.Do(t.Context(), Request{Method: "REPORT", URL: u, Body: []byte("body"), User: "dana", Password: "open sesame"})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if text, _ := io.ReadAll(answer.Body); string(text) != "REPORT body" || answer.URL.Path != "/there" {
		t.Errorf("a method of WebDAV became %q at %s", text, answer.URL)
	}
	u, _ = url.Parse(at(1, other.URL))
	_, err = c.Do(t.Context(), Request{Method: "REPORT", URL: u, User: "dana", Password: "open sesame"})
	wantTrouble(t, err, Elsewhere)
	if len(asked) != 1 {
		t.Errorf("the other server was asked with %q", asked)
	}
}

// TestGuardIsAskedAboutEachAddress holds that neither a name nor a redirect leads inside.
func TestGuardIsAskedAboutEachAddress(t *testing.T) {
	t.Parallel()
	reached := 0
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reached++
		w.Header().Set("Location", "https://127.0.0.2:1/"+secret)
		w.WriteHeader(http.StatusFound)
	}))
	t.Cleanup(s.Close)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	config := Config{TLS: &tls.Config{RootCAs: roots}}

	c := client(t, config)
	_, err := get(t, c, s.URL+"/"+secret)
	wantTrouble(t, err, Forbidden)
	_, err = get(t, c, strings.Replace(s.URL, "127.0.0.1", "localhost", 1)+"/"+secret)
	wantTrouble(t, err, Forbidden)
	if reached > 0 {
		t.Error("the server inside was reached")
	}

	// Where the first address is permitted, the one that it sends on to is looked at.
	first := newClient(config, func(a netip.Addr) bool { return a != netip.MustParseAddr("127.0.0.1") })
	t.Cleanup(first.Close)
	_, err = get(t, first, s.URL+"/"+secret)
	wantTrouble(t, err, Forbidden)
	if reached != 1 {
		t.Errorf("the first server was reached %d times", reached)
	}
	// And from https nothing leads to http.
	_, err = get(t, c, "http://example.com/"+secret)
	wantTrouble(t, err, Unprotected)
}

// TestTroubleIsNamed holds what failures are called.
func TestTroubleIsNamed(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	silent := serve(t, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	drip := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "BEGIN:VCALENDAR\r\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	strange := httptest.NewUnstartedServer(http.NotFoundHandler())
	strange.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains of the handshake
	strange.StartTLS()
	t.Cleanup(strange.Close)
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	c := client(t, Config{Inside: true})
	impatient := client(t, Config{Inside: true, Timeout: 300 * time.Millisecond})
	for address, want := range map[string]Trouble{
		closed.URL:  Unreachable,
		silent.URL:  Slow,
		drip.URL:    Slow,
		strange.URL: Untrusted,
		strings.Replace(plain.URL, "http:", "https:", 1): Untrusted,
	} {
		asks := c
		if want == Slow {
			asks = impatient
		}
		_, err := get(t, asks, address+"/"+secret)
		wantTrouble(t, err, want)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	u, _ := url.Parse(plain.URL + "/" + secret)
	_, err := c.Do(ctx, Get(u))
	wantTrouble(t, err, Stopped)
	_, err = c.Do(t.Context(), Request{Method: "GET", URL: &url.URL{Scheme: "http", Host: "cal.example.com", Path: secret}, User: "dana", Password: "open sesame"})
	wantTrouble(t, err, Unprotected)
	_, err = c.Do(t.Context(), Request{Method: "GET", URL: nil})
	wantTrouble(t, err, NoAddress)
}
