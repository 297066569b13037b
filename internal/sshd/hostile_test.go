package sshd_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"recruitty/recruit"
)

// TestNoKeySequenceEndsAnybodysSession types what the library's decoder panics
// at, beside a second visitor.
func TestNoKeySequenceEndsAnybodysSession(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	_, lees := h.member("Lee", recruit.Recruiter)
	other := sit(t, h.connect(lees), "xterm", 100, 30)
	other.sees("Today")
	for _, keys := range []string{
		"\x1b[" + strings.Repeat("1;", 40) + "A", "\x1b[" + strings.Repeat(":", 40) + "m", "\x1bP" + strings.Repeat("1;", 40) + "q\x1b\\",
		"\x9b" + strings.Repeat("1;", 40) + "A", "\x1b[200~\x1b[" + strings.Repeat("1;", 40) + "A\x1b[201~", "\x1b]0;" + strings.Repeat("x", 10_000) + "\x07",
		"\x1b[57441;" + strings.Repeat("1:", 40) + "u", "\x1b[" + strings.Repeat("9", 5000) + "A",
	} {
		s := sit(t, h.connect(h.key), "xterm-256color", 100, 30)
		s.sees("Today")
		s.press(keys)
		s.press("3")
		s.sees("Candidates")
		s.press("\x03\x03")
		s.ends()
	}
	other.press("2")
	other.sees("No jobs yet")
}

// TestManyWindowSizesHangNothing changes the size more often than the screens can
// follow, with a client that takes everything.
func TestManyWindowSizesHangNothing(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	s := sit(t, h.connect(h.key), "xterm-256color", 200, 60)
	s.sees("Today")
	for i := range 3000 {
		check(t, s.Session.WindowChange(50+i%20, 180+i%40))
	}
	check(t, s.Session.WindowChange(30, 100))
	s.press("3")
	s.sees("Candidates")
	s.press("\x03\x03")
	s.ends()
}

// TestAnOpenQuoteIsWrongUsage saves nothing that nobody wrote.
func TestAnOpenQuoteIsWrongUsage(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	for _, command := range []string{"candidate note 1 it's fine", `candidate note 1 "fine`, `candidate list \`} {
		if out, said, code := run(t, h.connect(h.key), command, ""); code != 2 || out != "" || !strings.Contains(said, "quotes") {
			t.Errorf("%s: exit code %d, %q, %q", command, code, out, said)
		}
	}
}

// TestWhatIsCutOffEndsWithACode tells scripts that it did not come to its end.
func TestWhatIsCutOffEndsWithACode(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	lee, lees := h.member("Lee", recruit.Recruiter)
	ended := func(client *ssh.Client) func() int {
		session, err := client.NewSession()
		check(t, err)
		in, err := session.StdinPipe() // of a conversation that nobody goes on with
		check(t, err)
		out, err := session.StdoutPipe()
		check(t, err)
		check(t, session.Start("plain"))
		_, err = io.ReadFull(out, make([]byte, 20))
		check(t, err)
		go func() { _, _ = io.Copy(io.Discard, out) }()
		return func() int {
			defer in.Close()
			var exit *ssh.ExitError
			if err := session.Wait(); !errors.As(err, &exit) {
				t.Errorf("it ends with %v", err)
				return 0
			}
			return exit.ExitStatus()
		}
	}
	removed, stopped := ended(h.connect(lees)), ended(h.connect(h.key))
	upload, err := h.connect(lees).NewSession()
	check(t, err)
	_, err = upload.StdinPipe() // nothing comes
	check(t, err)
	check(t, upload.Start("upload cv.pdf"))
	eventually(t, "the upload has begun", func() bool { return strings.Count(h.log.String(), "msg=entered") == 3 })
	_, err = h.svc.Team.Remove(t.Context(), h.dana, lee.ID)
	check(t, err)
	var exit *ssh.ExitError
	if err := upload.Wait(); !errors.As(err, &exit) || exit.ExitStatus() != 4 {
		t.Errorf("an upload of someone who was removed ends with %v", err)
	}
	if code := removed(); code != 4 {
		t.Errorf("who was removed ends with %d", code)
	}
	go h.stop()
	if code := stopped(); code != 1 {
		t.Errorf("who was there at the end of the host ends with %d", code)
	}
}

// TestNothingRestsOnSHA1 holds for what clients may choose.
func TestNothingRestsOnSHA1(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	for name, old := range map[string]ssh.Config{
		"key exchange": {KeyExchanges: []string{ssh.InsecureKeyExchangeDH14SHA1, ssh.InsecureKeyExchangeDH1SHA1}},
		"MAC":          {MACs: []string{ssh.HMACSHA1, ssh.InsecureHMACSHA196}, Ciphers: []string{ssh.CipherAES128CTR}},
	} {
		client, err := ssh.Dial("tcp", h.address, &ssh.ClientConfig{Config: old, User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(h.key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey()})
		if err == nil {
			_ = client.Close()
			t.Errorf("an old %s is taken", name)
		}
	}
}
