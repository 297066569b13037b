package sshd_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd"
	"recruitty/internal/sshd/sshtest"
	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/zoom"
)

// host is a server on a workspace of its own.
type host struct {
	t       *testing.T
	dir     string
	svc     *services.Services
	server  *sshd.Server
	address string
	stop    func() // and wait until it has ended
	ended   chan struct{}
	log     *lines
	dana    recruit.Member // an admin
	key     ssh.Signer     // hers
}

// box is the folder of Dana's inbox.
func (h *host) box() string { return filepath.Join(h.dir, "inbox", h.dana.Inbox) }

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
	key, err := sshtest.NewKey()
	check(t, err)
	return key
}

func newECDSAKey(t *testing.T) ssh.Signer {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	signer, err := ssh.NewSignerFromKey(private)
	check(t, err)
	return signer
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
	post := mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, time.Now)
	h.svc = services.New(db, provider, post, recruit.Environment{}, time.Now)
	h.dana, err = h.svc.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Dana Ruiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon", SSHKeys: []string{sshtest.Line(h.key)}})
	check(t, err)
	o := sshd.Options{
		Workspace: &workspace.Workspace{Dir: h.dir, Services: h.svc, Storage: db, Log: log,
			Outbox: &outbox.Outbox{Store: db, Owner: "test", Now: time.Now, Pause: outbox.Pause, After: time.After, Log: log}},
		Now: time.Now,
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
	m, err := h.svc.Team.Add(h.t.Context(), h.dana, recruit.Member{Name: name, Email: strings.ToLower(name) + "@example.com", Role: role, SSHKeys: []string{sshtest.Line(key)}})
	check(h.t, err)
	return m, key
}

// dial enters with keys, offered in their order.
func (h *host) dial(methods ...ssh.AuthMethod) (*ssh.Client, error) {
	client, err := sshtest.Dial(h.address, methods...)
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
	got, err := sshtest.Run(client, command, input)
	check(t, err)
	return got.Out, got.Said, got.Code
}

// screen is a terminal whose host has to do what the test waits for.
type screen struct {
	t *testing.T
	*sshtest.Screen
}

// sit opens a terminal.
func sit(t *testing.T, client *ssh.Client, term string, width, height int) screen {
	t.Helper()
	s, err := sshtest.Sit(client, term, width, height)
	check(t, err)
	return screen{t, s}
}

func (s screen) press(keys string) {
	s.t.Helper()
	check(s.t, s.Press(keys))
}

func (s screen) sees(text string) {
	s.t.Helper()
	_, err := s.Sees(text)
	check(s.t, err)
}

// ends returns what was shown until the end.
func (s screen) ends() string {
	s.t.Helper()
	raw, err := s.Ends()
	check(s.t, err)
	return raw
}
