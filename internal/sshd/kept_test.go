package sshd_test

import (
	"net"
	"testing"

	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd/sshtest"
	"recruitty/recruit"
)

// TestWhatIsTypedOutlivesTheLine cuts the line right after the last letter has
// come up (R12).
func TestWhatIsTypedOutlivesTheLine(t *testing.T) {
	t.Parallel()
	h := newHost(t, nil)
	line, err := net.Dial("tcp", h.address)
	check(t, err)
	client, err := sshtest.Enter(line, ssh.PublicKeys(h.key))
	check(t, err)
	s := sit(t, client, "xterm-256color", 100, 30)
	s.sees("Today")
	s.press("3n")
	s.sees("New candidate")
	s.press("\x1b[200~Łucja Half-Typed\x1b[201~")
	s.sees("Łucja Half-Typed")
	check(t, line.Close())
	s.ends()

	s = sit(t, h.connect(h.key), "xterm-256color", 100, 30)
	s.sees("Today")
	s.press("3")
	s.sees("Candidates")
	eventually(t, "the first session has kept it", func() bool {
		kept, err := h.svc.Store.Setting(t.Context(), recruit.DraftKey(h.dana.ID, 0, "candidate"))
		check(t, err)
		return kept != ""
	})
	s.press("n")
	s.sees("Łucja Half-Typed")
}
