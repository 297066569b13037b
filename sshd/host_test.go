package sshd_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/crypto/ssh"

	"recruitty/invite"
	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/sshd"
	"recruitty/store"
	"recruitty/zoom"
)

// host is a server on a workspace of its own.
type host struct {
	t       *testing.T
	dir     string
	desk    *recruit.Desk
	server  *sshd.Server
	address string
	stop    func() // and wait until it has ended
	ended   chan struct{}
	log     *lines
	dana    recruit.Member // an admin
	key     ssh.Signer     // hers
}

// lines is a log that can be looked at while it is written.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func newKey(t *testing.T) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	check(t, err)
	signer, err := ssh.NewSignerFromKey(private)
	check(t, err)
	return signer
}

func newECDSAKey(t *testing.T) ssh.Signer {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	signer, err := ssh.NewSignerFromKey(private)
	check(t, err)
	return signer
}

func line(key ssh.Signer) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key.PublicKey())))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newHost starts a server whose command prints who asked for what; change may
// set other options.
func newHost(t *testing.T, change func(*sshd.Options)) *host {
	t.Helper()
	h := &host{t: t, dir: t.TempDir(), log: &lines{}, ended: make(chan struct{}), key: newKey(t)}
	db, err := store.Open(t.Context(), h.dir, store.Options{Clock: time.Now})
	check(t, err)
	t.Cleanup(func() { _ = db.Close() })
	log := slog.New(slog.NewTextHandler(h.log, nil))
	provider := zoom.NewProvider(zoom.ProviderOptions{
		App:       func(context.Context) (recruit.ZoomApp, error) { return recruit.ZoomApp{}, nil },
		ServerApp: func(context.Context) (recruit.ZoomApp, error) { return recruit.ZoomApp{}, nil }, Vault: db, Owner: "test",
		Now: time.Now, After: time.After, Log: log, Agent: "recruitty/test",
	})
	post := invite.NewPost(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, time.Now)
	h.desk = recruit.NewDesk(db, provider, post, recruit.Environment{}, time.Now)
	h.dana, err = h.desk.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Dana Ruiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon", SSHKeys: []string{line(h.key)}})
	check(t, err)
	o := sshd.Options{
		Dir: h.dir, Desk: h.desk, Changes: db.Changes, Log: log, Now: time.Now,
		Outbox: &outbox.Outbox{Store: db, Owner: "test", Now: time.Now, Pause: outbox.Pause, After: time.After, Log: log},
		Command: func(_ context.Context, c sshd.Command) int {
			fmt.Fprintf(c.Out, "%s: %s\n", c.Member.Email, strings.Join(c.Args, "|"))
			if c.Args[0] == "panic" {
				panic("broken on purpose")
			}
			return len(c.Args)
		},
	}
	if change != nil {
		change(&o)
	}
	h.server, err = sshd.New(o)
	check(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	h.address = listener.Addr().String()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer close(h.ended)
		if err := h.server.Serve(ctx, listener); err != nil {
			t.Errorf("serve: %v", err)
		}
	}()
	h.stop = func() { cancel(); <-h.ended }
	t.Cleanup(h.stop)
	return h
}

// member adds a member with a key of their own.
func (h *host) member(name string, role recruit.Role) (recruit.Member, ssh.Signer) {
	h.t.Helper()
	key := newKey(h.t)
	m, err := h.desk.Team.Add(h.t.Context(), h.dana, recruit.Member{Name: name, Email: strings.ToLower(name) + "@example.com", Role: role, SSHKeys: []string{line(key)}})
	check(h.t, err)
	return m, key
}

// dial connects with keys, offered in their order.
func (h *host) dial(methods ...ssh.AuthMethod) (*ssh.Client, error) {
	client, err := ssh.Dial("tcp", h.address, &ssh.ClientConfig{User: "whoever", Auth: methods, Timeout: 10 * time.Second,
		HostKeyCallback: ssh.InsecureIgnoreHostKey()})
	if err == nil {
		h.t.Cleanup(func() { _ = client.Close() })
	}
	return client, err
}

func (h *host) connect(keys ...ssh.Signer) *ssh.Client {
	h.t.Helper()
	client, err := h.dial(ssh.PublicKeys(keys...))
	check(h.t, err)
	return client
}

// run runs a command and returns what it printed and its exit code.
func run(t *testing.T, client *ssh.Client, command, input string) (out, errors string, code int) {
	t.Helper()
	session, err := client.NewSession()
	check(t, err)
	defer session.Close()
	var stdout, stderr strings.Builder
	session.Stdin, session.Stdout, session.Stderr = strings.NewReader(input), &stdout, &stderr
	if err := session.Run(command); err != nil {
		exit, ok := err.(*ssh.ExitError)
		if !ok {
			t.Fatalf("%s: %v; %s", command, err, stderr.String())
		}
		code = exit.ExitStatus()
	}
	return stdout.String(), stderr.String(), code
}

// screen is a terminal at which somebody sits.
type screen struct {
	t       *testing.T
	session *ssh.Session
	keys    io.WriteCloser

	mu   sync.Mutex
	more *sync.Cond
	raw  []byte
	over bool
}

// Write implements io.Writer for what the host shows.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw = append(s.raw, p...)
	s.more.Broadcast()
	return len(p), nil
}

// sit opens a terminal.
func sit(t *testing.T, client *ssh.Client, term string, width, height int) *screen {
	t.Helper()
	session, err := client.NewSession()
	check(t, err)
	s := &screen{t: t, session: session}
	s.more = sync.NewCond(&s.mu)
	session.Stdout, session.Stderr = s, s
	s.keys, err = session.StdinPipe()
	check(t, err)
	check(t, session.RequestPty(term, height, width, ssh.TerminalModes{}))
	check(t, session.Shell())
	go func() {
		_ = session.Wait()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.over = true
		s.more.Broadcast()
	}()
	return s
}

func (s *screen) press(keys string) {
	s.t.Helper()
	_, err := io.WriteString(s.keys, keys)
	check(s.t, err)
}

// sees waits until the host has shown text since the last call.
func (s *screen) sees(text string) string {
	s.t.Helper()
	return s.until("shows "+text, func(raw string) bool { return strings.Contains(ansi.Strip(raw), text) })
}

// ends waits until the session is over.
func (s *screen) ends() string {
	s.t.Helper()
	return s.until("ends", func(string) bool { return s.over })
}

func (s *screen) until(what string, holds func(raw string) bool) string {
	s.t.Helper()
	late := false
	timer := time.AfterFunc(20*time.Second, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		late = true
		s.more.Broadcast()
	})
	defer timer.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !holds(string(s.raw)) {
		if late || s.over {
			s.t.Fatalf("the screen never %s (over %v): %q", what, s.over, ansi.Strip(string(s.raw)))
		}
		s.more.Wait()
	}
	raw := string(s.raw)
	s.raw = nil
	return raw
}
