package guard

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Clients tells from where requests come.
type Clients struct {
	// Proxies are the networks whose word in X-Forwarded-For is taken. What anybody else says there is ignored.
	Proxies []netip.Prefix
}

// mostHops is how many addresses in X-Forwarded-For are looked at.
const mostHops = 16

// Of is the network that a request comes from: one IPv4 address, or the /64 that a provider gives one household or office
// in IPv6. Behind proxies it is the last address in X-Forwarded-For that is not one of theirs: what stands before it
// could have been written by anybody. It is the zero Prefix where nobody knows.
func (c Clients) Of(r *http.Request) netip.Prefix {
	peer := parseAddress(r.RemoteAddr)
	if !c.trusts(peer) {
		return network(peer)
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && i >= len(hops)-mostHops; i-- {
		said := parseAddress(strings.TrimSpace(hops[i]))
		if !said.IsValid() {
			break
		}
		if peer = said; !c.trusts(said) {
			break
		}
	}
	return network(peer)
}

// trusts reports whether an address is that of a proxy.
func (c Clients) trusts(a netip.Addr) bool {
	for _, p := range c.Proxies {
		if a.IsValid() && p.Contains(a) {
			return true
		}
	}
	return false
}

// parseAddress reads an address with a port or without, and gives IPv4 the one form that it is compared in.
func parseAddress(text string) netip.Addr {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

// network is what of an address counts as one visitor.
func network(a netip.Addr) netip.Prefix {
	bits := 32
	if a.Is6() {
		bits = 64
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}
