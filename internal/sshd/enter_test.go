package sshd_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd"
	"recruitty/internal/sshd/sshtest"
	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/workspace"
)

func TestOnlyKeysOfMembersEnter(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	if out, _, code := run(t, h.connect(h.key), "candidate list --json", ""); out != "dana@example.com: candidate|list|--json\n" || code != 3 {
		t.Errorf("a member got %q, exit code %d", out, code)
	}
	for name, method := range map[string]ssh.AuthMethod{
		"unknown key": ssh.PublicKeys(newKey(t)),
		"password":    ssh.Password("dana"),
		"questions":   ssh.KeyboardInteractive(func(_, _ string, q []string, _ []bool) ([]string, error) { return make([]string, len(q)), nil }),
	} {
		if _, err := h.dial(method); err == nil {
			t.Errorf("someone entered with: %s", name)
		}
	}
	if _, err := h.dial(); err == nil {
		t.Error("someone entered with nothing")
	}
	if !strings.Contains(h.log.String(), "refused") {
		t.Error("the log has no line about those who were refused")
	}
}

// The key that was used decides, not one that was offered before it.
func TestTheKeyThatWasUsedDecides(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	_, lees := h.member("Lee", recruit.Recruiter)
	out, _, _ := run(t, h.connect(newKey(t), newECDSAKey(t), lees), "whoami", "")
	if out != "lee@example.com: whoami\n" {
		t.Errorf("acts as %q", out)
	}
	// Someone who offers the admin's key without having it gets nothing by it.
	stolen := offered{h.key.PublicKey(), newKey(t)}
	if _, err := h.dial(ssh.PublicKeys(stolen)); err == nil {
		t.Error("a key was believed without a signature")
	}
}

// offered signs with another key than the one it shows.
type offered struct {
	shown ssh.PublicKey
	ssh.Signer
}

func (o offered) PublicKey() ssh.PublicKey { return o.shown }

func TestAKeyOfTwoMembersOpensNothing(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	lee, _ := h.member("Lee", recruit.Recruiter)
	if _, err := h.svc.Team.AddKeys(t.Context(), h.dana, lee.ID, []string{sshtest.Line(h.key)}); err == nil {
		t.Error("a key was given to two members")
	}
	lee.SSHKeys = append(lee.SSHKeys, sshtest.Line(h.key))
	_, err := h.svc.Store.SaveMember(t.Context(), lee, recruit.Activity{At: time.Now(), Action: "member.changed"})
	check(t, err)
	if _, err := h.dial(ssh.PublicKeys(h.key)); err == nil {
		t.Error("a key of two members opened the host")
	}
}

func TestACodeIsUsedOnce(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	lee, _ := h.member("Lee", recruit.Interviewer)
	invitations := access.Invitations{Store: h.svc.Store, Now: time.Now}
	code, _, err := invitations.Invite(t.Context(), h.dana, lee.ID)
	check(t, err)
	key := newECDSAKey(t)
	client := h.connect(key)
	for _, command := range []string{"candidate list", "join", "join WRONG-CODE", "upload x", "join " + code + " more"} {
		if out, said, exit := run(t, client, command, ""); exit != 4 || out != "" || !strings.Contains(said, "recruitty: ") {
			t.Errorf("an unknown key ran %s: exit code %d, %q, %q", command, exit, out, said)
		}
	}
	if out := sit(t, client, "xterm", 80, 24).ends(); !strings.Contains(out, "not known here") || strings.Contains(out, "\x1b[?1049h") {
		t.Errorf("an unknown key got a terminal: %q", out)
	}
	if out, said, exit := run(t, client, "join "+strings.ToLower(code), ""); exit != 0 || !strings.Contains(out, "Welcome, Lee") {
		t.Fatalf("join: exit code %d, %q, %q", exit, out, said)
	}
	if out, _, _ := run(t, h.connect(key), "whoami", ""); out != "lee@example.com: whoami\n" {
		t.Errorf("after joining: %q", out)
	}
	if _, err := h.dial(ssh.PublicKeys(newKey(t))); err == nil {
		t.Error("an unknown key entered though no invitation is open")
	}
	if _, err := invitations.Join(t.Context(), code, sshtest.Line(newKey(t))); err == nil {
		t.Error("a code was used twice")
	}
}

func TestCodesAreNotGuessed(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	lee, _ := h.member("Lee", recruit.Interviewer)
	invitations := access.Invitations{Store: h.svc.Store, Now: time.Now}
	code, _, err := invitations.Invite(t.Context(), h.dana, lee.ID)
	check(t, err)
	client := h.connect(newKey(t))
	for range 5 {
		run(t, client, "join AAAAA-BBBBB-CCCCC-DDDDD", "")
	}
	if _, said, exit := run(t, client, "join "+code, ""); exit != 4 || !strings.Contains(said, "Too many codes") {
		t.Errorf("the sixth code was looked at: %d, %q", exit, said)
	}
}

func TestNothingIsForwarded(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	client := h.connect(h.key)
	if _, err := client.Dial("tcp", h.address); err == nil {
		t.Error("a connection was forwarded")
	}
	if _, err := client.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Error("a port was opened on the host")
	}
	if _, err := client.ListenUnix(filepath.Join(t.TempDir(), "socket")); err == nil {
		t.Error("a socket was opened on the host")
	}
	session, err := client.NewSession()
	check(t, err)
	for _, kind := range []string{"auth-agent-req@openssh.com", "x11-req", "signal"} {
		if ok, err := session.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("%s: %v, %v", kind, ok, err)
		}
	}
	if err := session.RequestSubsystem("netconf"); err == nil {
		t.Error("a subsystem other than sftp began")
	}
}

func TestCommandsAndTheirExitCodes(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	client := h.connect(h.key)
	for _, c := range []struct {
		command, out, said string
		code               int
	}{
		{"job show 1", "dana@example.com: job|show|1\n", "", 3},
		{`candidate note 1 "two words"`, "dana@example.com: candidate|note|1|two words\n", "", 4},
		{"join CODE", "", "in the team already", 4},
		{"panic", "dana@example.com: panic\n", "went wrong", 1},
		{"still there", "dana@example.com: still|there\n", "", 2},
	} {
		out, said, code := run(t, client, c.command, "")
		if out != c.out || !strings.Contains(said, c.said) || code != c.code {
			t.Errorf("%s: %q, %q, exit code %d", c.command, out, said, code)
		}
	}
	session, err := client.NewSession()
	check(t, err)
	var said strings.Builder
	session.Stderr = &said
	check(t, session.Shell())
	if err := session.Wait(); err == nil || !strings.Contains(said.String(), "without one") && !strings.Contains(said.String(), "needs a command") {
		t.Errorf("without terminal and command: %v, %q", err, said.String())
	}
}

func TestHostKeyStaysAndIsPrivate(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	path := filepath.Join(h.dir, "host_ed25519")
	info, err := os.Stat(path)
	check(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the host key has mode %v", info.Mode())
	}
	o := sshd.Options{Workspace: &workspace.Workspace{Dir: h.dir, Services: h.svc}, Now: time.Now}
	again, err := sshd.New(o)
	check(t, err)
	if again.Fingerprint() != h.server.Fingerprint() {
		t.Error("the host key changed")
	}
	check(t, os.Chmod(path, 0o644))
	if _, err := sshd.New(o); err == nil {
		t.Error("a host key that everybody can read was taken")
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{VisitsEach: 2, PerConnection: 3} })
	client := h.connect(h.key)
	first, second := sit(t, client, "xterm", 80, 24), sit(t, client, "xterm", 80, 24)
	first.sees("Today")
	second.sees("Today")
	if _, said, code := run(t, h.connect(h.key), "version", ""); code != 4 || !strings.Contains(said, "2 sessions open") {
		t.Errorf("a third session: exit code %d, %q", code, said)
	}
	third, err := client.NewSession()
	check(t, err)
	if _, err := client.NewSession(); err == nil {
		t.Error("a connection holds more sessions than it may")
	}
	check(t, third.Close())
	first.press("\x03")
	first.press("\x03")
	first.ends()
	second.press("?")
	second.sees("Keys")
}

func TestTooManyConnections(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) {
		now := time.Now()
		o.Now = func() time.Time { return now }
		o.Limits = sshd.Limits{Burst: 2}
	})
	h.connect(h.key)
	h.connect(h.key)
	conn, err := net.Dial("tcp", h.address)
	check(t, err)
	defer conn.Close()
	buffer := make([]byte, 200)
	n, _ := conn.Read(buffer)
	if !strings.Contains(string(buffer[:n]), "Too many connections") {
		t.Errorf("the third connection got %q", buffer[:n])
	}
}
