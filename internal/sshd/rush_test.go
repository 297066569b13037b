package sshd_test

import (
	"net"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd"
	"recruitty/internal/sshd/sshtest"
)

// TestARushAtTheDoorTakesNobodysPlace: strangers who come all at once push each
// other out, not a member who has entered and not begun a session yet; and the log
// has one line for them.
func TestARushAtTheDoorTakesNobodysPlace(t *testing.T) {
	t.Parallel()
	h := newHost(t, func(o *sshd.Options) {
		o.Limits = sshd.Limits{Connections: 12, Guests: 8, GuestsEach: 8, Burst: 1000, PerMinute: 1000}
	})
	// They enter before the rush: who shares an address with one waits outside.
	var members []*ssh.Client
	for range 3 {
		members = append(members, h.connect(h.key))
	}
	for _, client := range members {
		var rush sync.WaitGroup
		for range 60 {
			rush.Go(func() {
				if conn, err := net.Dial("tcp", h.address); err == nil {
					t.Cleanup(func() { _ = conn.Close() })
				}
			})
		}
		rush.Wait()
		if got, err := sshtest.Run(client, "job list", ""); err != nil || !strings.HasPrefix(got.Out, "dana@") {
			t.Errorf("a member who had entered: %+v, %v", got, err)
		}
	}
	h.stop()
	if n := strings.Count(h.log.String(), "had not entered for longest"); n == 0 || n > 2 {
		t.Errorf("%d lines about those who had to leave", n)
	}
}
