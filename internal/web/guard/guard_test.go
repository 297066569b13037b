package guard

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func wrapped(t *testing.T, l Limits, log io.Writer, next http.HandlerFunc) http.Handler {
	t.Helper()
	h, err := Guard{
		Limits: l, Now: time.Now, Log: slog.New(slog.NewTextHandler(log, nil)),
		Refuse: func(w http.ResponseWriter, _ *http.Request, status int) { http.Error(w, "refused", status) },
	}.Wrap(next)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestBodies holds that a body that is said to be long is refused unread, and one that turns out to be long is cut off.
func TestBodies(t *testing.T) {
	t.Parallel()
	read := 0
	h := wrapped(t, Usual(), io.Discard, func(w http.ResponseWriter, r *http.Request) {
		all, err := io.ReadAll(r.Body)
		read = len(all)
		if err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		}
	})
	for name, tc := range map[string]struct {
		said   int64
		has    int64
		status int
		most   int
	}{
		"short": {-1, 100, 200, 100}, "as long as may be": {-1, 16 << 10, 200, 16 << 10}, "a byte more": {-1, 16<<10 + 1, 413, 16 << 10},
		"1 GB, said": {1 << 30, 1 << 30, 413, 0}, "1 GB in pieces": {-1, 1 << 30, 413, 16 << 10},
	} {
		read = 0
		sent := &body{left: tc.has}
		r := httptest.NewRequest(http.MethodPost, "/", sent)
		r.ContentLength = tc.said
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tc.status || read > tc.most || sent.taken > 64<<10 {
			t.Errorf("%s: %d, %d bytes were read, %d taken", name, w.Code, read, sent.taken)
		}
	}
}

// body is a body of so many bytes, and counts how many were taken.
type body struct{ left, taken int64 }

func (c *body) Read(p []byte) (int, error) {
	if c.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), c.left)
	c.left, c.taken = c.left-n, c.taken+n
	return int(n), nil
}

func TestFaultsEndOneRequest(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := wrapped(t, Usual(), &log, func(_ http.ResponseWriter, r *http.Request) { panic("fault about " + r.URL.Path) })
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/p/verysecret", nil))
	if w.Code != http.StatusInternalServerError || w.Body.String() != "refused\n" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if said := log.String(); strings.Contains(said, "verysecret") || !strings.Contains(said, "guard_test.go") || !strings.Contains(said, "kind=string") {
		t.Errorf("the log says %s", said)
	}
	abort := wrapped(t, Usual(), &log, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	defer func() {
		if fault := recover(); fault != http.ErrAbortHandler { //nolint:errorlint // it is compared as the server does
			t.Errorf("the end of a connection became %v", fault)
		}
	}()
	abort.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
}

// TestAtOnce holds that so many requests are answered at the same time, that others wait a while and are then told to come
// again, and that each has an end.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := Usual()
		l.Requests, l.AtOnce, l.Wait, l.Within = Rate{}, 2, 3*time.Second, 10*time.Second
		h := wrapped(t, l, io.Discard, func(w http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			w.WriteHeader(http.StatusTeapot)
		})
		var wait sync.WaitGroup
		codes := make([]int, 5)
		for i := range codes {
			wait.Go(func() {
				r := httptest.NewRequest(http.MethodGet, "/", nil)
				if i == 4 { // somebody who goes away
					ctx, cancel := context.WithTimeout(r.Context(), time.Second)
					defer cancel()
					r = r.WithContext(ctx)
				}
				if i > 1 {
					time.Sleep(time.Millisecond)
				}
				w := httptest.NewRecorder()
				w.Code = 0
				h.ServeHTTP(w, r)
				codes[i] = w.Code
				if w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") != "3" {
					t.Errorf("retry after %q", w.Header().Get("Retry-After"))
				}
			})
		}
		began := time.Now()
		wait.Wait()
		if got := time.Since(began); got != 10*time.Second {
			t.Errorf("it took %s", got)
		}
		if want := []int{418, 418, 503, 503, 0}; codes[0] != want[0] || codes[1] != want[1] || codes[2] != want[2] || codes[3] != want[3] || codes[4] != want[4] {
			t.Errorf("answered by %v", codes)
		}
	})
}
