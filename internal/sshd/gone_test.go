package sshd_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd"
	"recruitty/internal/sshd/sshtest"
	"recruitty/recruit"
)

// eventually looks again and again until holds is true.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("never: %s", what)
		case <-again.C:
		}
	}
}

// It is not parallel: it counts what the whole process has.
func TestNothingIsLeftOfThoseWhoHaveGone(t *testing.T) { //nolint:paralleltest // counts goroutines
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{VisitsEach: 60} })
	run(t, h.connect(h.key), "version", "")
	before := runtime.NumGoroutine()
	var all sync.WaitGroup
	for i := range 50 {
		conn, err := net.Dial("tcp", h.address)
		check(t, err)
		client, err := sshtest.Enter(conn, ssh.PublicKeys(h.key))
		check(t, err)
		s := sit(t, client, "xterm-256color", 100, 30)
		all.Go(func() {
			_, seen := s.Sees("Today")
			typed := s.Press("3nAna Cos") // in a form
			if i%5 > 0 {                  // the line is lost in the middle of it
				_ = conn.Close()
			} else {
				_ = s.Press("\x03\x03")
				_, left := s.Ends()
				typed = errors.Join(typed, left, client.Close())
			}
			if err := errors.Join(seen, typed); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	eventually(t, fmt.Sprintf("goroutines as before, %d", before), func() bool { return runtime.NumGoroutine() <= before })
	if out, _, _ := run(t, h.connect(h.key), "still here", ""); !strings.HasPrefix(out, "dana@") {
		t.Errorf("after 50 sessions: %q", out)
	}
}

// gate is a connection that its owner can stop reading from.
type gate struct {
	net.Conn
	open chan struct{}
	shut chan struct{}
}

func (g *gate) Read(p []byte) (int, error) {
	select {
	case <-g.shut:
		<-g.open
	default:
	}
	return g.Conn.Read(p)
}

func TestAClientThatTakesNothingDisturbsNobody(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	lee, leesKey := h.member("Lee", recruit.Recruiter)
	conn, err := net.Dial("tcp", h.address)
	check(t, err)
	g := &gate{Conn: conn, open: make(chan struct{}), shut: make(chan struct{})}
	defer close(g.open)
	client, err := sshtest.Enter(g, ssh.PublicKeys(leesKey))
	check(t, err)
	stopped := sit(t, client, "xterm-256color", 500, 200)
	stopped.sees("Today")
	close(g.shut)
	for i := range 2000 { // far more than lines and windows take in
		_ = stopped.Session.WindowChange(100+i%100, 400+i%100)
	}
	other := sit(t, h.connect(h.key), "xterm", 100, 30)
	other.sees("Today")
	for range 20 {
		other.press("3")
		other.sees("Candidates")
		other.press("1")
		other.sees("Today")
	}
	_, err = h.svc.Team.Remove(t.Context(), h.dana, lee.ID)
	check(t, err)
	eventually(t, "the stopped session ends", func() bool {
		return strings.Contains(h.log.String(), "no longer in the team") && strings.Contains(h.log.String(), "msg=left")
	})
}

func TestWhoDoesNotEnterMakesRoom(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{GuestsEach: 3} })
	var half []net.Conn
	for i := range 10 {
		conn, err := net.Dial("tcp", h.address)
		check(t, err)
		defer conn.Close()
		_, err = io.ReadFull(conn, make([]byte, len("SSH-2.0-recruitty\r\n"))) // it is at the door now
		check(t, err)
		_, err = conn.Write([]byte([]string{"", "SSH-2.0-half", "SSH-2.0-whole\r\n"}[i%3]))
		check(t, err)
		half = append(half, conn)
	}
	if out, _, _ := run(t, h.connect(h.key), "version", ""); out == "" {
		t.Error("half-open connections kept a member out")
	}
	check(t, half[0].SetReadDeadline(time.Now().Add(20*time.Second)))
	for buffer := make([]byte, 100); err(half[0].Read(buffer)) == nil; {
	}
	if !strings.Contains(h.log.String(), "at the door") {
		t.Error("the log does not say who had to leave")
	}
}

func err(_ int, err error) error { return err }

func TestNobodyNewGetsInWithoutMemory(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{Memory: 1} })
	if _, said, code := run(t, h.connect(h.key), "version", ""); code != 4 || !strings.Contains(said, "no memory left") {
		t.Errorf("exit code %d, %q", code, said)
	}
}

func TestKeysAreTimedToTheirFrames(t *testing.T) {
	t.Parallel()
	figures := prometheus.NewRegistry()
	h := newHost(t, func(o *sshd.Options) { o.Figures = figures })
	s := sit(t, h.connect(h.key), "xterm", 100, 30)
	s.sees("Today")
	for _, key := range []string{"3", "1"} {
		s.press(key)
		s.sees("day")
	}
	s.press("\x1b[?2026;2$y") // a terminal's answer
	s.press("\x03\x03")
	s.ends()
	all, err := figures.Gather()
	check(t, err)
	for _, f := range all {
		if f.GetName() == "recruitty_ssh_key_to_frame_seconds" {
			times := f.GetMetric()[0].GetHistogram()
			if n := times.GetSampleCount(); n < 1 || n > 4 || times.GetSampleSum() <= 0 || times.GetSampleSum() > 20 {
				t.Errorf("%d keys took %f s", n, times.GetSampleSum())
			}
			return
		}
	}
	t.Error("keys are not timed")
}
