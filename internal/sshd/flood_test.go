package sshd_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd"
	"recruitty/recruit"
	"recruitty/recruit/access"
)

// invitation opens one, so that unknown keys reach the door.
func (h *host) invitation() {
	h.t.Helper()
	lee, _ := h.member("Lee", recruit.Interviewer)
	invitations := access.Invitations{Store: h.svc.Store, Now: time.Now}
	_, _, err := invitations.Invite(h.t.Context(), h.dana, lee.ID)
	check(h.t, err)
}

// holding opens sessions that ask for a terminal and take nothing of what they
// are told.
func (h *host) holding(sessions int) []*ssh.Client {
	h.t.Helper()
	var out []*ssh.Client
	for range sessions {
		client := h.connect(newKey(h.t))
		session, err := client.NewSession()
		check(h.t, err)
		check(h.t, session.Start("join NOT-A-CODE and some more words"))
		out = append(out, client)
	}
	return out
}

func TestStrangersHoldNothingForLong(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{Visits: 20, Handshake: time.Second / 2} })
	h.invitation()
	clients := h.holding(12)
	if out, _, code := run(t, h.connect(h.key), "whoami", ""); code != 1 || out != "dana@example.com: whoami\n" {
		t.Errorf("a member among strangers: %q, exit code %d", out, code)
	}
	for _, c := range clients { // each ends by itself
		_ = c.Wait()
	}
}

func TestConnectionsWithoutASessionAreClosed(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{Sessionless: 200 * time.Millisecond} })
	idle := h.connect(h.key)
	done := make(chan error, 1)
	go func() { done <- idle.Wait() }()
	working := h.connect(h.key)
	screen := sit(t, working, "xterm", 80, 24)
	<-done
	if out, _, _ := run(t, working, "whoami", ""); out != "dana@example.com: whoami\n" {
		t.Errorf("a connection with a session: %q", out)
	}
	screen.press("q")
	screen.ends()
	_ = working.Wait() // the session is over, and no other begins
	if !strings.Contains(h.log.String(), "no session was opened on this connection") {
		t.Error("the log does not say why")
	}
}

func TestTheIdlestConnectionGivesWay(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{Connections: 4} })
	working := h.connect(h.key)
	sit(t, working, "xterm", 80, 24)
	first := h.connect(h.key)
	for range 12 {
		h.connect(h.key)
	}
	_ = first.Wait()
	if out, _, _ := run(t, h.connect(h.key), "whoami", ""); out != "dana@example.com: whoami\n" {
		t.Errorf("entering a full host: %q", out)
	}
	if out, _, _ := run(t, working, "whoami", ""); out != "dana@example.com: whoami\n" {
		t.Errorf("who works there was sent away: %q", out)
	}
}

func TestHandlesOfASessionAreBounded(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	_, _, code := run(t, h.connect(h.key), "upload cv.txt", "ten years")
	if code != 0 {
		t.Fatalf("upload: exit code %d", code)
	}
	files, err := sftp.NewClient(h.connect(h.key))
	check(t, err)
	var open []*sftp.File
	for {
		f, err := files.Open("cv.txt")
		if err != nil {
			break
		}
		if open = append(open, f); len(open) > 1000 {
			t.Fatal("as many handles as one likes")
		}
	}
	if len(open) != 64 {
		t.Errorf("%d handles", len(open))
	}
	for _, f := range open {
		check(t, f.Close())
	}
	for range 200 { // one after the other there may be any number
		f, err := files.Open("cv.txt")
		check(t, err)
		check(t, f.Close())
		if list, err := files.ReadDir("/"); err != nil || len(list) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
	}
}

func TestWhoTakesNothingOfAResultIsHungUpOn(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) {
		o.Limits = sshd.Limits{Standstill: 200 * time.Millisecond}
		o.Command = func(_ context.Context, c sshd.Command) int {
			_, _ = c.Out.Write(make([]byte, 16<<20)) // more than any window
			return 0
		}
	})
	client := h.connect(h.key)
	session, err := client.NewSession()
	check(t, err)
	_, err = session.StdoutPipe() // which nobody reads: the window fills
	check(t, err)
	check(t, session.Start("wordy"))
	_ = client.Wait()
	if !strings.Contains(h.log.String(), "took no more data") && !strings.Contains(h.log.String(), "was taken for a long time") {
		t.Errorf("the log does not say why:\n%s", h.log)
	}
}

// TestAModestMemberEntersAHostThatOneFills: one member opens the largest windows
// there are; the others come in and work.
func TestAModestMemberEntersAHostThatOneFills(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) {
		o.Limits = sshd.Limits{Memory: 13 << 20}
		o.Held = func() sshd.Held { return sshd.Held{} }
	})
	_, key := h.member("Lee", recruit.Recruiter)
	first := sit(t, h.connect(key), "xterm", 300, 100)
	first.sees("Today")
	second := sit(t, h.connect(key), "xterm", 300, 100)
	second.sees("Today")
	if out := sit(t, h.connect(key), "xterm", 300, 100).ends(); !strings.Contains(out, "hold more of the host's memory than anybody's") {
		t.Errorf("a third: %q", out)
	}
	for range 4 {
		screen := sit(t, h.connect(h.key), "xterm", 120, 40)
		screen.sees("Today")
	}
	if out := second.ends(); !strings.Contains(out, "your sessions held most of it") {
		t.Errorf("who held most was told %q", out)
	}
	first.press("3")
	first.sees("No candidates yet")
}

// TestWordsOfAClientDoNotFillTheLog asks for thousands of things that there are not:
// none of the words stands in the log, which grows by a line, and who goes on is
// hung up on.
func TestWordsOfAClientDoNotFillTheLog(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	client := h.connect(h.key)
	for i := range 5000 {
		if _, _, err := client.SendRequest(fmt.Sprint("secret-word-", i), false, nil); err != nil {
			break
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- client.Wait() }()
	if err := <-ended; err == nil {
		t.Error("the connection is not closed")
	}
	client = h.connect(h.key)
	for i := range 20 {
		if _, _, err := client.OpenChannel(fmt.Sprint("secret-channel-", i), nil); err == nil {
			t.Error("a channel of no kind is open")
		}
	}
	s, err := client.NewSession()
	check(t, err)
	if err := s.RequestSubsystem("secret-subsystem"); err == nil {
		t.Error("a subsystem of no kind is there")
	}
	log := h.log.String()
	if n := strings.Count(log, "msg=refused"); strings.Contains(log, "secret-") || n != 1 {
		t.Errorf("%d refusals in the log:\n%s", n, log)
	}
}
