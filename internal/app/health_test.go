package app

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

func TestFiguresAnswerToLoopbackHostsOnly(t *testing.T) {
	t.Parallel()
	handler := toLoopback(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(out, "ok") }))
	for host, want := range map[string]int{
		"127.0.0.1:9150": 200, "127.0.0.1": 200, "localhost:9150": 200, "localhost": 200, "[::1]:9150": 200, "[::1]": 200, "127.0.0.5:1": 200,
		"evil.example:9150": 421, "evil.example": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example:9150": 421,
		"10.0.0.1:9150": 421, "": 421, "0.0.0.0:9150": 421, "[::]": 421,
	} {
		r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
		r.Host = host
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, r)
		if out.Code != want {
			t.Errorf("host %q: %d, want %d", host, out.Code, want)
		}
	}
}

func TestHealthEntersByTheDoor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, says string
		well       bool
	}{
		{"greets", "SSH-2.0-recruitty\r\n", true},
		{"closes at once", "", false},
		{"is something else", "220 mail.example ESMTP\r\n", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			door, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer door.Close()
			go func() {
				if conn, err := door.Accept(); err == nil {
					_, _ = io.WriteString(conn, c.says)
					_ = conn.Close()
				}
			}()
			if err := greets(t.Context(), door.Addr().String()); (err == nil) != c.well {
				t.Errorf("greets: %v, want well %v", err, c.well)
			}
		})
	}
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := door.Addr().String()
	_ = door.Close()
	if greets(t.Context(), gone) == nil {
		t.Error("a port that nobody listens on is said to greet")
	}
}

// TestHealthSaysWhatMembersCannotDo takes away what they need, one thing after the
// other, and gives it back: nothing is started anew in between.
func TestHealthSaysWhatMembersCannotDo(t *testing.T) {
	t.Parallel()
	w, err := open(t.Context(), filepath.Join(t.TempDir(), "data"), store.Options{}, recruit.Environment{}, newCalls())
	fine(t, err)
	defer w.Close()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	fine(t, err)
	defer door.Close()
	go func() {
		for {
			conn, err := door.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, "SSH-2.0-recruitty\r\n")
			_ = conn.Close()
		}
	}()
	at, looks, folder := time.Unix(1000, 0), 0, w.Dir
	var full error
	w.Storage = writing{w.Storage, func(err error) error {
		looks++
		return errors.Join(full, err)
	}}
	answers := healthz(w, door.Addr().String(), func() time.Time { return at })
	says := func(when string, want int, wantLooks int) {
		t.Helper()
		out := httptest.NewRecorder()
		answers.ServeHTTP(out, httptest.NewRequest(http.MethodGet, "/healthz", nil))
		if out.Code != want || looks != wantLooks {
			t.Errorf("%s: %d %q after %d looks, want %d after %d", when, out.Code, out.Body.String(), looks, want, wantLooks)
		}
	}
	says("at first", 200, 1)
	full = errors.New("no room")
	says("within the same seconds", 200, 1)
	at = at.Add(healthEach)
	says("on a full disk", 503, 2)
	full = nil
	says("a moment later", 503, 2)
	at = at.Add(healthEach)
	says("with room again", 200, 3)
	w.Dir = filepath.Join(folder, "gone")
	at = at.Add(healthEach)
	says("when no file can be opened", 503, 3)
	w.Dir = folder
	at = at.Add(-time.Hour)
	says("when the clock was set back", 200, 4)
	fine(t, door.Close())
	at = at.Add(healthEach)
	says("when nobody is at the door", 503, 5)
}

func fine(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// writing is storage whose answers about writing go through answer.
type writing struct {
	workspace.Storage
	answer func(error) error
}

// CheckWriting implements workspace.Storage.
func (w writing) CheckWriting(ctx context.Context) error {
	return w.answer(w.Storage.CheckWriting(ctx))
}
