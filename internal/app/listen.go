package app

import (
	"context"
	"net"
	"net/netip"

	"recruitty/recruit"
)

// listen opens a port, or says in a sentence why it cannot. An address means what
// it says: 0.0.0.0 is every IPv4 address and [::] every IPv6 address of the machine;
// a port alone is both.
func listen(ctx context.Context, flag, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, network(address), address)
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: flag, Cause: err,
			Sentence: "recruitty cannot listen on " + address + "; the port may be in use, or below 1024 and not permitted."}
	}
	return l, nil
}

// network is the kind of network that an address is of. Left to itself, Go takes
// 0.0.0.0 for IPv6 as well.
func network(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return "tcp"
	}
	switch ip, err := netip.ParseAddr(host); {
	case err != nil:
		return "tcp"
	case ip.Is4():
		return "tcp4"
	}
	return "tcp6"
}
