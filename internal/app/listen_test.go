package app

import (
	"net"
	"testing"
)

// TestListenMeansWhatItSays: an IPv4 address is IPv4 only, an IPv6 address IPv6
// only, and a port alone is both.
func TestListenMeansWhatItSays(t *testing.T) {
	t.Parallel()
	six := reachable("tcp6", "[::1]:0")
	for _, c := range []struct {
		address          string
		by4, by6, needs6 bool
	}{
		{"0.0.0.0:0", true, false, false},
		{"127.0.0.1:0", true, false, false},
		{"[::]:0", false, true, true},
		{"[::1]:0", false, true, true},
		{":0", true, true, false},
		{"localhost:0", true, false, false},
	} {
		if c.needs6 && !six {
			continue // a machine without IPv6
		}
		l, err := listen(t.Context(), "listen", c.address)
		if err != nil {
			t.Errorf("%s: %v", c.address, err)
			continue
		}
		_, port, err := net.SplitHostPort(l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		for network, want := range map[string]bool{"127.0.0.1": c.by4, "::1": c.by6 && six} {
			conn, err := net.Dial("tcp", net.JoinHostPort(network, port))
			if (err == nil) != want {
				t.Errorf("%s: reached by %s: %v", c.address, network, err)
			}
			if err == nil {
				_ = conn.Close()
			}
		}
		_ = l.Close()
	}
}

// reachable reports whether one can listen at an address of this machine.
func reachable(network, address string) bool {
	l, err := net.Listen(network, address)
	if err != nil {
		return false
	}
	return l.Close() == nil
}
