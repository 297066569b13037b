package sshtest

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/crypto/ssh"
)

const (
	// timeout is how long a screen waits for what the host is to show.
	timeout = time.Minute
	// maxKept bounds what is kept of what the host has shown: someone may sit
	// there for hours.
	maxKept = 1 << 20
	// overlap is what is looked at again beside each piece that comes, since a
	// text may come in two.
	overlap = 4 << 10
)

// Screen is a terminal at which someone sits.
type Screen struct {
	// Session is the terminal's session, for what else a test does with it.
	Session *ssh.Session

	keys  io.WriteCloser
	never []string

	mu    sync.Mutex
	more  *sync.Cond
	raw   []byte // what was shown since someone last saw something
	wrong error  // something was shown that never may be
	over  bool
}

// Sit opens a terminal of width by height cells. None of the texts in never
// may come up on it.
func Sit(client *ssh.Client, term string, width, height int, never ...string) (*Screen, error) {
	session, err := client.NewSession()
	if err != nil {
		return nil, err
	}
	s := &Screen{Session: session, never: never}
	s.more = sync.NewCond(&s.mu)
	session.Stdout, session.Stderr = shown{s}, shown{s}
	if s.keys, err = session.StdinPipe(); err == nil {
		err = session.RequestPty(term, height, width, ssh.TerminalModes{})
	}
	if err == nil {
		err = session.Shell()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open a terminal: %w", err), session.Close())
	}
	go func() {
		_ = session.Wait()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.over = true
		s.more.Broadcast()
	}()
	return s, nil
}

// shown takes what the host shows.
type shown struct{ s *Screen }

// Write implements io.Writer.
func (w shown) Write(p []byte) (int, error) {
	s := w.s
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw = append(s.raw, p...)
	if len(s.never) > 0 {
		fresh := ansi.Strip(string(s.raw[max(len(s.raw)-len(p)-overlap, 0):]))
		for _, text := range s.never {
			if s.wrong == nil && strings.Contains(fresh, text) {
				s.wrong = fmt.Errorf("the screen shows %q: %q", text, fresh)
			}
		}
	}
	if len(s.raw) > 2*maxKept {
		s.raw = append([]byte(nil), s.raw[len(s.raw)-maxKept:]...)
	}
	s.more.Broadcast()
	return len(p), nil
}

// Press types keys.
func (s *Screen) Press(keys string) error {
	if _, err := io.WriteString(s.keys, keys); err != nil {
		return fmt.Errorf("press %q: %w", keys, err)
	}
	return nil
}

// Sees waits until the host has shown text since the last call, and returns
// all that came. What is painted is only what differs from before, so text has
// to be one that comes up as a whole.
func (s *Screen) Sees(text string) (raw string, err error) {
	return s.until("shows "+text, func() bool { return strings.Contains(ansi.Strip(string(s.raw)), text) })
}

// Ends waits until the session is over.
func (s *Screen) Ends() (raw string, err error) {
	return s.until("ends", func() bool { return s.over })
}

func (s *Screen) until(what string, holds func() bool) (string, error) {
	late := false
	timer := time.AfterFunc(timeout, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		late = true
		s.more.Broadcast()
	})
	defer timer.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !holds() {
		if late || s.over {
			return "", errors.Join(fmt.Errorf("the screen never %s (over %v): %q", what, s.over, ansi.Strip(string(s.raw))), s.wrong)
		}
		s.more.Wait()
	}
	raw := string(s.raw)
	s.raw = nil
	return raw, s.wrong
}

// Leave hangs up, as a person does who closes the window.
func (s *Screen) Leave() error {
	if err := s.Session.Close(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("hang up: %w", err)
	}
	return nil
}
