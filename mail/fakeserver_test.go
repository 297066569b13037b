package mail

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// fakeServer answers commands by their first word as a test scripts them, for what a real server does not do on
// demand. An answer of "drop" closes the connection.
type fakeServer struct {
	listener net.Listener
	// extensions are announced after EHLO, secured ones only under TLS.
	extensions []string
	answers    map[string]string
	tls        *tls.Config
	implicit   bool

	guard sync.Mutex
	heard []string
	opens int
	ended sync.WaitGroup
}

// testCertificate is one that is valid for 127.0.0.1, and a pool that trusts it.
func testCertificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS()
	t.Cleanup(server.Close)
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	return &tls.Config{Certificates: server.TLS.Certificates}, pool
}

func (f *fakeServer) start(t *testing.T) string {
	t.Helper()
	var err error
	if f.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	f.ended.Go(func() {
		for {
			conn, err := f.listener.Accept()
			if err != nil {
				return
			}
			f.ended.Go(func() { f.serve(conn) })
		}
	})
	t.Cleanup(func() {
		f.listener.Close()
		f.ended.Wait()
	})
	return f.listener.Addr().String()
}

func (f *fakeServer) serve(conn net.Conn) {
	defer func() { conn.Close() }()
	if f.implicit {
		conn = tls.Server(conn, f.tls)
	}
	f.guard.Lock()
	f.opens++
	f.guard.Unlock()
	say := func(answer string) bool {
		if answer == "drop" {
			return false
		}
		_, err := conn.Write([]byte(answer + "\r\n"))
		return err == nil
	}
	answer := func(word, usual string) string {
		if scripted, ok := f.answers[word]; ok {
			return scripted
		}
		return usual
	}
	if !say(answer("GREETING", "220 fake ready")) {
		return
	}
	lines := bufio.NewReader(conn)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		f.guard.Lock()
		f.heard = append(f.heard, line)
		f.guard.Unlock()
		word, _, _ := strings.Cut(line, " ")
		ok := true
		switch word {
		case "EHLO":
			say("250-fake")
			for _, extension := range f.extensions {
				say("250-" + extension)
			}
			ok = say(answer(word, "250 ENHANCEDSTATUSCODES"))
		case "STARTTLS":
			ok = say(answer(word, "220 go"))
			secured := tls.Server(conn, f.tls)
			conn, lines = secured, bufio.NewReader(secured)
		case "DATA":
			if ok = say(answer(word, "354 go")); !ok || answer(word, "354") != "354 go" && f.answers[word] != "" {
				break
			}
			for line != "." && err == nil {
				line, err = lines.ReadString('\n')
				line = strings.TrimSuffix(line, "\r\n")
			}
			ok = err == nil && say(answer("DOT", "250 taken"))
		case "QUIT":
			say("221 bye")
			return
		default:
			ok = say(answer(word, "250 fine"))
		}
		if !ok {
			return
		}
	}
}

func (f *fakeServer) commands() string {
	f.guard.Lock()
	defer f.guard.Unlock()
	return strings.Join(f.heard, "\n")
}
