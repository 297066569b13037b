package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// errInside is the cause when an address leads to where strangers must not be led.
var errInside = errors.New("the address leads inside")

// control returns the function that looks at an address right before it is dialled,
// when nothing can be resolved to something else any more (net.Dialer.Control).
func control(refused func(netip.Addr) bool) func(network, address string, _ syscall.RawConn) error {
	return func(network, address string, _ syscall.RawConn) error {
		if network != "tcp4" && network != "tcp6" && network != "tcp" {
			return fmt.Errorf("%w: network %s", errInside, network)
		}
		to, err := netip.ParseAddrPort(address)
		if err != nil || refused(to.Addr()) {
			return errInside
		}
		return nil
	}
}

// Inside reports whether an address is one of this machine, of the networks around
// it, or otherwise not one of the public Internet (the special-purpose registries of
// RFC 6890). Addresses of IPv4 inside of ones of IPv6 are judged as what they are.
func Inside(a netip.Addr) bool {
	if !a.IsValid() || a.Zone() != "" {
		return true
	}
	a = a.Unmap()
	if !a.Is4() {
		if translated(a) {
			b := a.As16()
			return Inside(netip.AddrFrom4([4]byte(b[12:])))
		}
		if !globalUnicast().Contains(a) {
			return true
		}
	}
	for _, p := range special() {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// translated reports whether an address stands for one of IPv4 behind a translator of
// its network (NAT64, RFC 6052), as public ones do where there is only IPv6.
func translated(a netip.Addr) bool {
	return netip.PrefixFrom(netip.AddrFrom16([16]byte{0, 0x64, 0xff, 0x9b}), 96).Contains(a)
}

// globalUnicast is all of IPv6 that is handed out to the Internet so far.
func globalUnicast() netip.Prefix { return netip.PrefixFrom(netip.AddrFrom16([16]byte{0x20}), 3) }

// special are the networks that are not of the public Internet.
func special() []netip.Prefix {
	four := func(a, b, c byte, bits int) netip.Prefix {
		return netip.PrefixFrom(netip.AddrFrom4([4]byte{a, b, c, 0}), bits)
	}
	six := func(bits int, begin ...byte) netip.Prefix {
		var b [16]byte
		copy(b[:], begin)
		return netip.PrefixFrom(netip.AddrFrom16(b), bits)
	}
	return []netip.Prefix{
		four(0, 0, 0, 8),       // this network
		four(10, 0, 0, 8),      // private
		four(100, 64, 0, 10),   // shared by the customers of a provider (CGNAT)
		four(127, 0, 0, 8),     // loopback
		four(169, 254, 0, 16),  // link-local; clouds keep the keys of a machine there
		four(172, 16, 0, 12),   // private
		four(192, 0, 0, 24),    // protocol assignments
		four(192, 0, 2, 24),    // documentation
		four(192, 88, 99, 24),  // 6to4 relays
		four(192, 168, 0, 16),  // private
		four(198, 18, 0, 15),   // benchmarks
		four(198, 51, 100, 24), // documentation
		four(203, 0, 113, 24),  // documentation
		four(224, 0, 0, 4),     // multicast
		four(240, 0, 0, 4),     // reserved, and broadcast

		six(23, 0x20, 0x01),             // protocol assignments, Teredo
		six(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
		six(16, 0x20, 0x02),             // 6to4, which wraps any address of IPv4
		six(20, 0x3f, 0xff),             // documentation
	}
}
