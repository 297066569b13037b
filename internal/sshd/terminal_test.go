package sshd_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/internal/sshd"
	"recruitty/recruit"
)

func TestATerminalShowsTheScreens(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	s := sit(t, h.connect(h.key), "xterm-256color", 100, 30)
	s.sees("Today")
	s.press("3")
	s.sees("Candidates")
	check(t, s.Session.WindowChange(20, 62))
	s.sees("Candidates")
	check(t, s.Session.WindowChange(4000, 4000))
	check(t, s.Session.WindowChange(0, 0))
	check(t, s.Session.WindowChange(24, 80))
	s.press("?")
	s.sees("Keys")
	s.press("\x1a") // suspends nothing here
	s.press("\x1b")
	s.press("\x03")
	s.press("\x03")
	if out := s.ends(); !strings.Contains(out, "\x1b[?1049l") {
		t.Errorf("the terminal was not given back: %q", out)
	}
}

func TestADumbTerminalGetsPlainLines(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	s := sit(t, h.connect(h.key), "dumb", 80, 24)
	s.sees("Type help")
	s.press("settingz\x7fs\r")
	s.sees("Plain mode always: no")
	s.press("plain yes\r")
	s.sees("opens in plain mode for you")
	s.press("quit\r")
	if out := s.ends(); strings.Contains(out, "\x1b") || strings.Contains(out, "│") {
		t.Errorf("more than lines on a dumb terminal: %q", out)
	}
	s = sit(t, h.connect(h.key), "xterm-256color", 80, 24)
	s.sees("Type help")
	s.press("settings\r")
	s.sees("Plain mode always: yes")
	s.press("\x03")
	if out := s.ends(); !strings.Contains(out, "Ended.") || strings.Contains(out, "\x1b") {
		t.Errorf("more than lines for who wants lines: %q", out)
	}
}

func TestOneSeesWhatAnotherDoes(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	_, lees := h.member("Lee", recruit.Recruiter)
	danas, leesScreen := sit(t, h.connect(h.key), "xterm", 100, 30), sit(t, h.connect(lees), "xterm", 100, 30)
	danas.sees("Today")
	leesScreen.sees("Today")
	leesScreen.press("2")
	leesScreen.sees("jobs yet. A job is")
	_, err := h.svc.Jobs.Add(t.Context(), h.dana, recruit.Job{Title: "Lighthouse keeper"})
	check(t, err)
	leesScreen.sees("Lighthouse keeper")
}

func TestWhoIsRemovedLeavesAtOnce(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	for name, c := range map[string]struct {
		do  func(lee recruit.Member) error
		say string
	}{
		"Removed": {func(lee recruit.Member) error {
			_, err := h.svc.Team.Remove(t.Context(), h.dana, lee.ID)
			return err
		}, "no longer in the team"},
		"Keyless": {func(lee recruit.Member) error {
			_, err := h.svc.Team.RemoveKeys(t.Context(), h.dana, lee.ID, func(string) bool { return true })
			return err
		}, "was removed"},
		"Demoted": {func(lee recruit.Member) error {
			lee.Role = recruit.ReadOnly
			_, err := h.svc.Team.Update(t.Context(), h.dana, lee)
			return err
		}, "role was changed"},
	} {
		lee, key := h.member(name, recruit.Admin)
		client := h.connect(key)
		s, lines := sit(t, client, "xterm", 100, 30), sit(t, h.connect(key), "dumb", 80, 24)
		s.sees("Today")
		lines.sees("Type help")
		check(t, c.do(lee))
		if out := lines.ends(); !strings.Contains(out, c.say) {
			t.Errorf("%s in lines: %q", name, out)
		}
		out := s.ends()
		if restored := strings.Index(out, "\x1b[?1049l"); restored < 0 || !strings.Contains(out[restored:], c.say) {
			t.Errorf("%s: %q", name, out)
		}
	}
}

func TestTheEndIsToldAndTerminalsAreGivenBack(t *testing.T) {
	t.Parallel()
	began, finish := make(chan struct{}), make(chan struct{})
	h := newHost(t, func(o *sshd.Options) { o.Command = waiting(began, finish) })
	s := sit(t, h.connect(h.key), "xterm", 100, 30)
	s.sees("Today")
	client := h.connect(h.key)
	code := make(chan int, 1)
	go func() {
		_, _, exit := run(t, client, "outbox run", "")
		code <- exit
	}()
	<-began
	go h.stop()
	out := s.ends()
	if restored := strings.Index(out, "\x1b[?1049l"); restored < 0 || !strings.Contains(out[restored:], "going down") {
		t.Errorf("the terminal was left as %q", out)
	}
	close(finish) // work that runs is not cut off
	if exit := <-code; exit != 7 {
		t.Errorf("the running command ended with %d", exit)
	}
	<-h.ended
}

func TestTheEndDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	began := make(chan struct{})
	h := newHost(t, func(o *sshd.Options) {
		o.Command = waiting(began, nil)
		o.Limits = sshd.Limits{Grace: 50 * time.Millisecond}
	})
	session, err := h.connect(h.key).NewSession()
	check(t, err)
	check(t, session.Start("outbox run"))
	<-began
	h.stop()
}

func TestIdleVisitorsAreSentAway(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{Idle: 300 * time.Millisecond} })
	if out := sit(t, h.connect(h.key), "xterm", 80, 24).ends(); !strings.Contains(out, "Nothing was typed") || !strings.Contains(out, "\x1b[?1049l") {
		t.Errorf("an idle session ended with %q", out)
	}
}

func TestAHugePasteIsCutOff(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) { o.Limits = sshd.Limits{Paste: 2 << 10} })
	s := sit(t, h.connect(h.key), "xterm", 100, 30)
	s.sees("Today")
	s.press("3/")
	for range 2 {
		s.press("\x1b[200~" + strings.Repeat("x", 3<<20) + "\x1b[201~")
	}
	s.sees("more than 2 kB; the rest of it was left out")
	s.press("\x03")
	s.press("\x03")
	s.ends()
	if n := strings.Count(h.log.String(), "typed and not taken as it came"); n != 1 {
		t.Errorf("the log says it %d times", n)
	}
}

func TestWhoTypesTooFastIsTold(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	s := sit(t, h.connect(h.key), "xterm", 100, 30)
	s.sees("Today")
	for _, keys := range []string{"\xff", "\x9b", "j"} {
		s.press(strings.Repeat(keys, 1<<20))
	}
	s.sees("some were skipped")
	tried, seen := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(tried)
		again := time.NewTicker(100 * time.Millisecond)
		defer again.Stop()
		for {
			_ = s.Press("2") // it may still be among those that are left out
			select {
			case <-seen:
				return
			case <-again.C:
			}
		}
	}()
	s.sees("jobs yet. A job is")
	close(seen)
	<-tried
	check(t, s.Leave())
	s.ends()
	if n := strings.Count(h.log.String(), "typed and not taken as it came"); n != 1 {
		t.Errorf("the log says it %d times", n)
	}
}

// TestInputInPiecesOverSSH types what a slow line cuts up: the mark at the end of
// a paste at the edge of a read, a paste without an end, an arrow, a terminal's
// answer. The keyboard works behind each.
func TestInputInPiecesOverSSH(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	s := sit(t, h.connect(h.key), "xterm", 100, 30)
	s.sees("Today")
	for _, pieces := range [][]string{
		{"3/\x1b[200~" + strings.Repeat("x", 16<<10-9), "\x1b[201~\r"},
		{"3/\x1b[200~" + strings.Repeat("ż", 8<<10-5) + "\xc5", "\xbc\x1b[2", "01~\r"},
		{"3/\x1b", "[A\x1b]11;rgb:1e1e/1e", "1e/2e2e\x1b", "\\\r"},
		{"3/\x1b[200~no end"},
	} {
		for _, p := range pieces {
			s.press(p)
		}
		if len(pieces) == 1 {
			s.sees("The end of that paste did not come")
			s.press("\r")
		}
		s.press("2")
		s.sees("jobs yet. A job is")
		s.press("1")
		s.sees("You have no interviews yet")
	}
	check(t, s.Leave())
	s.ends()
}
