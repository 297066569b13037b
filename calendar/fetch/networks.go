package fetch

import (
	"fmt"
	"net/netip"
	"strings"
)

// maxNetworks bounds how many networks are permitted.
const maxNetworks = 50

// The widest networks that are permitted, in bits of their prefix: a wider one would let
// in nearly everything that is inside.
const (
	widest4 = 8
	widest6 = 16
)

// ParseNetwork reads a network that is permitted although it is inside, as 10.1.2.0/24 or
// fd00:1::/64, or one address. An error is one sentence.
func ParseNetwork(typed string) (netip.Prefix, error) {
	typed = strings.TrimSpace(typed)
	p, err := netip.ParsePrefix(typed)
	if a, alone := netip.ParseAddr(typed); alone == nil && a.Zone() == "" {
		a = a.Unmap()
		p, err = netip.PrefixFrom(a, a.BitLen()), nil
	}
	switch {
	case err != nil || p.Addr().Is4In6():
		return netip.Prefix{}, fmt.Errorf("%q is no network; write it like 10.1.2.0/24, fd00:1::/64 or 10.1.2.3", typed)
	case p.Addr().Is4() && p.Bits() < widest4, p.Addr().Is6() && p.Bits() < widest6:
		return netip.Prefix{}, fmt.Errorf("%s is too wide; name the network in which the server is", p)
	}
	return p.Masked(), nil
}

// ParseNetworks reads several of them.
func ParseNetworks(typed []string) ([]netip.Prefix, error) {
	if len(typed) > maxNetworks {
		return nil, fmt.Errorf("at most %d networks can be named", maxNetworks)
	}
	var all []netip.Prefix
	for _, one := range typed {
		p, err := ParseNetwork(one)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// refusal is which addresses are refused at the moment at which they are dialled.
func (c Config) refusal() func(netip.Addr) bool {
	return func(a netip.Addr) bool {
		if c.Inside || !Inside(a) {
			return false
		}
		if a.Zone() != "" {
			return true
		}
		for _, p := range c.Permit {
			if p.Contains(a.Unmap()) {
				return false
			}
		}
		return true
	}
}
