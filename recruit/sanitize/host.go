package sanitize

import (
	"net/netip"
	"strings"
)

// ThisMachine reports whether a host is this machine itself, where nobody listens
// in between.
func ThisMachine(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
