package main

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
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
