package guard

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections are pipes, so that time can be a simulated one.
type pipes struct {
	came   chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.came:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}
}

func (p *pipes) dial() net.Conn {
	ours, theirs := net.Pipe()
	p.came <- theirs
	return ours
}

// TestSlowVisitorsAreLeft holds how long somebody may take for a header, a body, an answer, and between two requests.
func TestSlowVisitorsAreLeft(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		sends []string // one a second
		most  time.Duration
	}{
		"says nothing":            {nil, headerWait + time.Second},
		"a letter now and then":   {strings.Split("GET / HTTP/1.1\r\nHost: x\r\nX-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""), headerWait + time.Second},
		"a body that never comes": {[]string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n", "a", "b", "c"}, readWait + 5*time.Second},
		"nothing after an answer": {[]string{"GET / HTTP/1.1\r\nHost: x\r\n\r\n"}, idleWait + 2*time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				l := &pipes{make(chan net.Conn), make(chan struct{})}
				ended := make(chan error, 1)
				go func() {
					ended <- Server{Log: slog.New(slog.DiscardHandler), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						_, _ = io.Copy(io.Discard, r.Body)
					})}.Serve(ctx, l)
				}()
				conn := l.dial()
				began := time.Now()
				var sender sync.WaitGroup
				sender.Go(func() {
					for _, s := range tc.sends {
						if _, err := io.WriteString(conn, s); err != nil {
							return
						}
						time.Sleep(time.Second)
					}
				})
				_, _ = io.Copy(io.Discard, conn)
				if took := time.Since(began); took > tc.most {
					t.Errorf("the connection was open for %s", took)
				}
				_ = conn.Close()
				sender.Wait()
				cancel()
				if err := <-ended; err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// TestServerEnds holds that what is being answered when the server ends is answered, and that it does not wait for ever.
func TestServerEnds(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ takes, ends time.Duration }{"an answer": {2 * time.Second, 2 * time.Second}, "none": {time.Hour, endWait}} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			l := &pipes{make(chan net.Conn), make(chan struct{})}
			release := make(chan struct{})
			ended := make(chan error, 1)
			go func() {
				ended <- Server{Log: slog.New(slog.DiscardHandler), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					cancel()
					select {
					case <-time.After(tc.takes):
					case <-release:
					}
				})}.Serve(ctx, l)
			}()
			conn := l.dial()
			_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
			began := time.Now()
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err == nil {
				defer answer.Body.Close()
			}
			if answered := err == nil && answer.StatusCode == 200; answered != (tc.takes < time.Minute) {
				t.Errorf("%s: answered %v", name, answered)
			}
			if err := <-ended; err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took < tc.ends || took > tc.ends+time.Second {
				t.Errorf("%s: it ended after %s", name, took)
			}
			close(release)
			_ = conn.Close()
		})
	}
}

// TestConnectionsAreBounded holds that one network has only so many connections, and a proxy as many as there are.
func TestConnectionsAreBounded(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		proxies []netip.Prefix
		want    int
	}{"one network": {nil, 3}, "a proxy": {[]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, 5}} {
		inner, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		l := Bounded(inner, 5, 3, Clients{Proxies: tc.proxies})
		accepted := make(chan net.Conn, 20)
		over := make(chan error, 1)
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					over <- err
					return
				}
				accepted <- conn
			}
		}()
		var ours []net.Conn
		for range tc.want {
			conn, err := net.Dial("tcp", inner.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			ours = append(ours, conn)
		}
		var theirs []net.Conn
		for range tc.want {
			theirs = append(theirs, <-accepted)
		}
		if name == "one network" {
			more, err := net.Dial("tcp", inner.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := more.Read(make([]byte, 1)); !errors.Is(err, io.EOF) && err == nil {
				t.Error("a connection too many is open")
			}
			_ = more.Close()
		}
		_ = theirs[0].Close()
		_ = theirs[0].Close() // twice is as once
		again, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		theirs = append(theirs, <-accepted)
		_ = l.Close()
		if err := <-over; !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
		for _, c := range append(append(ours, theirs...), again) {
			_ = c.Close()
		}
	}
}

// TestCertificatesAreRenewed holds that a renewed certificate is used within a minute, and that a broken one is not.
func TestCertificatesAreRenewed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	clock := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	write := func(serial int64, at time.Time) {
		t.Helper()
		makePair(t, serial, cert, key)
		for _, name := range []string{cert, key} {
			if err := os.Chtimes(name, at, at); err != nil {
				t.Fatal(err)
			}
		}
	}
	var failed []error
	if _, err := Certificate(cert, key, func() time.Time { return clock }, nil); err == nil {
		t.Error("a certificate that is not there is read")
	}
	write(1, clock)
	get, err := Certificate(cert, key, func() time.Time { return clock }, func(err error) { failed = append(failed, err) })
	if err != nil {
		t.Fatal(err)
	}
	serial := func() int64 {
		c, err := get(&tls.ClientHelloInfo{})
		if err != nil {
			t.Fatal(err)
		}
		return c.Leaf.SerialNumber.Int64()
	}
	write(2, clock.Add(time.Hour))
	if got := serial(); got != 1 {
		t.Errorf("after no time it is %d", got)
	}
	clock = clock.Add(lookAgain)
	if got := serial(); got != 2 {
		t.Errorf("after a minute it is %d", got)
	}
	if err := os.WriteFile(cert, []byte("broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		clock = clock.Add(lookAgain)
		if got := serial(); got != 2 {
			t.Errorf("a broken one is %d", got)
		}
	}
	if len(failed) != 1 {
		t.Errorf("it was said %d times: %v", len(failed), failed)
	}
	write(3, clock.Add(2*time.Hour))
	clock = clock.Add(lookAgain)
	if got := serial(); got != 3 {
		t.Errorf("mended it is %d", got)
	}
}

func makePair(t *testing.T, serial int64, cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "interviews.example"}, DNSNames: []string{"interviews.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	signed, err := x509.CreateCertificate(rand.Reader, about, about, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: signed}, key: {Type: "PRIVATE KEY", Bytes: plain}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
