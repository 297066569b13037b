package guard

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestClients(t *testing.T) {
	t.Parallel()
	proxies := Clients{Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/16")}}
	for name, tc := range map[string]struct {
		peer string
		said []string
		want string
	}{
		"straight":             {"203.0.113.7:4711", nil, "203.0.113.7/32"},
		"not a proxy":          {"203.0.113.7:4711", []string{"198.51.100.1"}, "203.0.113.7/32"},
		"a proxy":              {"127.0.0.1:4711", []string{"198.51.100.1"}, "198.51.100.1/32"},
		"two proxies":          {"127.0.0.1:4711", []string{"198.51.100.1, 10.2.3.4"}, "198.51.100.1/32"},
		"two headers":          {"127.0.0.1:4711", []string{"192.0.2.66, 198.51.100.1", "10.2.3.4"}, "198.51.100.1/32"},
		"made up in front":     {"127.0.0.1:4711", []string{"1.2.3.4, 198.51.100.1"}, "198.51.100.1/32"},
		"a proxy says nothing": {"127.0.0.1:4711", nil, "127.0.0.1/32"},
		"only proxies":         {"127.0.0.1:4711", []string{"10.9.9.9"}, "10.9.9.9/32"},
		"nonsense":             {"127.0.0.1:4711", []string{"1.2.3.4, <script>"}, "127.0.0.1/32"},
		"with a port":          {"127.0.0.1:4711", []string{"198.51.100.1:999"}, "198.51.100.1/32"},
		"IPv6":                 {"[2001:db8:1:2:3::9]:4711", nil, "2001:db8:1:2::/64"},
		"IPv6 behind a proxy":  {"[fd00::1]:4711", []string{"[2001:db8:1:2:3::9]:80"}, "2001:db8:1:2::/64"},
		"IPv4 in IPv6":         {"[::ffff:127.0.0.1]:4711", []string{"::ffff:198.51.100.1"}, "198.51.100.1/32"},
		"with a zone":          {"[fe80::1%eth0]:4711", nil, "fe80::/64"},
		"nobody knows":         {"@", nil, "invalid Prefix"},
		"many":                 {"127.0.0.1:4711", []string{"1.2.3.4" + hops(100)}, "10.0.0.1/32"},
	} {
		r := &http.Request{RemoteAddr: tc.peer, Header: http.Header{"X-Forwarded-For": tc.said}}
		if got := proxies.Of(r).String(); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

func hops(n int) string {
	text := ""
	for range n {
		text += ", 10.0.0.1"
	}
	return text
}

// FuzzClients holds that whatever stands in the header, somebody unnamed cannot pass for another network.
func FuzzClients(f *testing.F) {
	f.Add("203.0.113.7:1", "198.51.100.1")
	f.Add("127.0.0.1:1", ",,::1%,1.2.3.4,[")
	f.Fuzz(func(t *testing.T, peer, said string) {
		r := &http.Request{RemoteAddr: peer, Header: http.Header{"X-Forwarded-For": {said}}}
		alone := Clients{}.Of(&http.Request{RemoteAddr: peer})
		if got := (Clients{Proxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}}).Of(r); got != alone && !netip.MustParsePrefix("192.0.2.0/24").Contains(alone.Addr()) {
			t.Errorf("%q with %q is %s", peer, said, got)
		}
	})
}
