package zoom_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// visit loads a page of the waiting sign-in.
func visit(t *testing.T, w *world, method, address, host string) (int, http.Header, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if host != "" {
		request.Host = host
	}
	response, err := w.config.HTTPClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(body)
}

// parts takes an authorise address apart.
func parts(t *testing.T, signIn *zoom.SignIn) (redirect string, query url.Values) {
	t.Helper()
	address, err := url.Parse(signIn.URL())
	if err != nil {
		t.Fatal(err)
	}
	return address.Query().Get("redirect_uri"), address.Query()
}

func TestAuthoriseAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	signIn := w.auth.BeginRemote(t.Context())
	defer signIn.Close()
	_, query := parts(t, signIn)
	if query.Get("redirect_uri") != "http://127.0.0.1/callback" || query.Get("code_challenge_method") != "S256" ||
		len(query.Get("code_challenge")) != 43 || len(query.Get("state")) < 20 || query.Has("scope") || query.Has("client_secret") ||
		query.Get("response_type") != "code" || query.Get("client_id") != zoomsim.PublicID {
		t.Errorf("address = %s", signIn.URL())
	}
	if other := w.auth.BeginRemote(t.Context()); other.URL() == signIn.URL() {
		t.Error("two sign-ins share their state")
	}
}

func TestListenerAnswersOnlyItsSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	signIn, err := w.auth.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer signIn.Close()
	redirect, query := parts(t, signIn)
	state := query.Get("state")
	for name, test := range map[string]struct {
		method, address, host string
		status                int
	}{
		"wrong state":   {"GET", redirect + "?code=abc&state=nope", "", 400},
		"no state":      {"GET", redirect + "?code=abc", "", 400},
		"strange error": {"GET", redirect + "?error=access_denied&state=%3Cscript%3E", "", 400},
		"no code":       {"GET", redirect + "?state=" + state, "", 400},
		"bad code":      {"GET", redirect + "?code=%3Cb%3E&state=" + state, "", 400},
		"other path":    {"GET", strings.TrimSuffix(redirect, "/callback") + "/", "", 404},
		"post":          {"POST", redirect + "?code=abc&state=" + state, "", 405},
		"head":          {"HEAD", redirect + "?code=abc&state=" + state, "", 405},
		"other host":    {"GET", redirect + "?code=abc&state=" + state, "localhost:80", 403},
		"rebound host":  {"GET", redirect + "?code=abc&state=" + state, "evil.example", 403},
	} {
		status, header, body := visit(t, w, test.method, test.address, test.host)
		if status != test.status || strings.Contains(body, "<script>") {
			t.Errorf("%s: %d %s", name, status, body)
		}
		if header.Get("Cache-Control") != "no-store" || header.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: headers %v", name, header)
		}
	}

	// It is still waiting. Through an SSH port forwarding the port in the Host header is another one.
	ended, err := zoomsim.Approve(t.Context(), w.config.HTTPClient, signIn.URL(), "someone.new@acme.example")
	if err != nil {
		t.Fatal(err)
	}
	status, _, body := visit(t, w, "GET", ended, "127.0.0.1:9")
	if status != http.StatusConflict || !strings.Contains(body, "terminal") {
		t.Errorf("second use: %d %s", status, body)
	}
	if _, err := signIn.Wait(t.Context()); err != nil {
		t.Errorf("wait: %v", err)
	}
	address, err := url.Parse(redirect)
	if err != nil {
		t.Fatal(err)
	}
	if connection, err := net.Dial("tcp4", address.Host); err == nil {
		connection.Close()
		t.Error("the listener is still open")
	}
	if _, err := signIn.Paste(t.Context(), ended); !errors.Is(err, zoom.ErrSignInOver) {
		t.Errorf("paste after it was over: %v", err)
	}
}

func TestDecliningInTheBrowser(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	signIn, err := w.auth.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zoomsim.Decline(t.Context(), w.config.HTTPClient, signIn.URL(), ""); err != nil {
		t.Fatal(err)
	}
	_, err = signIn.Wait(t.Context())
	wantKind(t, err, zoom.ErrDeclined)
}

func TestSignInEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)

	closed, err := w.auth.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	closed.Close()
	if _, err := closed.Wait(t.Context()); !errors.Is(err, zoom.ErrSignInOver) {
		t.Errorf("closed: %v", err)
	}

	short, err := zoom.BeginFor(w.auth, t.Context(), time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := short.Wait(t.Context()); !errors.Is(err, zoom.ErrSignInOver) {
		t.Errorf("nobody came: %v", err)
	}

	left, err := w.auth.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := left.Wait(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("left: %v", err)
	}
}

func TestPaste(t *testing.T) {
	t.Parallel()
	for name, form := range map[string]func(ended string) string{
		"address":       func(ended string) string { return ended },
		"wrapped":       func(ended string) string { return " " + ended[:40] + "\r\n  " + ended[40:] + "\n" },
		"query":         func(ended string) string { return ended[strings.Index(ended, "?"):] },
		"query without": func(ended string) string { return ended[strings.Index(ended, "?")+1:] },
		"fragment":      func(ended string) string { return ended + "#top" },
		"code": func(ended string) string {
			address, _ := url.Parse(ended)
			return address.Query().Get("code")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, zoomsim.Options{}, nil)
			signIn := w.auth.BeginRemote(t.Context())
			ended := approveRemote(t, w, signIn)
			for _, wrong := range []string{"", "hello there!", "http://127.0.0.1/callback", ended + "x", strings.Repeat("a=", 9000)} {
				if strings.HasPrefix(wrong, ended) && wrong != "" {
					wrong = strings.Replace(ended, "state=", "state=x", 1)
				}
				if _, err := signIn.Paste(t.Context(), wrong); !errors.Is(err, zoom.ErrRejected) {
					t.Errorf("%q: %v", wrong, err)
				}
			}
			grant, err := signIn.Paste(t.Context(), form(ended))
			if err != nil || grant.Tokens.Access == "" {
				t.Fatalf("paste: %v", err)
			}
			if _, err := signIn.Paste(t.Context(), ended); !errors.Is(err, zoom.ErrSignInOver) {
				t.Errorf("again: %v", err)
			}
		})
	}
}

// approveRemote walks the pages without going where they lead: nothing of this test listens on port 80.
func approveRemote(t *testing.T, w *world, signIn *zoom.SignIn) string {
	t.Helper()
	browser := &http.Client{Transport: elsewhere{w.config.HTTPClient.Transport}}
	ended, err := zoomsim.Approve(t.Context(), browser, signIn.URL(), "")
	if err != nil {
		t.Fatal(err)
	}
	return ended
}

// elsewhere is the network of another machine, on which nothing listens at port 80.
type elsewhere struct{ http.RoundTripper }

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Port() == "" {
		return nil, errors.New("connection refused")
	}
	return e.RoundTripper.RoundTrip(r)
}

func TestPasteDeclinedAndWhileWaiting(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	signIn := w.auth.BeginRemote(t.Context())
	_, query := parts(t, signIn)
	_, err := signIn.Paste(t.Context(), "http://127.0.0.1/callback?error=access_denied&state="+query.Get("state"))
	wantKind(t, err, zoom.ErrDeclined)

	waiting := w.auth.BeginRemote(t.Context())
	over := make(chan error, 1)
	go func() {
		_, err := waiting.Wait(context.Background())
		over <- err
	}()
	if _, err := waiting.Paste(t.Context(), approveRemote(t, w, waiting)); err != nil {
		t.Fatal(err)
	}
	if err := <-over; !errors.Is(err, zoom.ErrSignInOver) {
		t.Errorf("wait ended with %v", err)
	}
}

func TestCodeIsCheckedAtZoom(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	first, second := w.auth.BeginRemote(t.Context()), w.auth.BeginRemote(t.Context())
	query, err := url.Parse(approveRemote(t, w, first))
	if err != nil {
		t.Fatal(err)
	}
	// A stolen code does not fit another verifier.
	_, err = second.Paste(t.Context(), query.Query().Get("code"))
	wantKind(t, err, zoom.ErrRejected)

	late := w.auth.BeginRemote(t.Context())
	ended := approveRemote(t, w, late)
	w.clock.Advance(6 * time.Minute)
	_, err = late.Paste(t.Context(), ended)
	wantKind(t, err, zoom.ErrRejected)
}

func TestCallbackSurvivesNonsense(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	signIn, err := w.auth.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer signIn.Close()
	redirect, _ := parts(t, signIn)
	address, err := url.Parse(redirect)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"GET /callback?%zz HTTP/1.1", "GET //callback HTTP/1.1", "BREW /callback HTTP/1.1"} {
		connection, err := net.Dial("tcp4", address.Host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(connection, "%s\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", line)
		response, err := http.ReadResponse(bufio.NewReader(connection), nil)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if response.StatusCode < 400 {
			t.Errorf("%s: %v", line, response)
		}
		response.Body.Close()
		connection.Close()
	}
}
