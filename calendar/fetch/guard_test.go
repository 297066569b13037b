package fetch

import (
	"net/netip"
	"net/url"
	"testing"

	"golang.org/x/net/http/httpproxy"
)

// TestInside holds which addresses nobody is led to.
func TestInside(t *testing.T) {
	t.Parallel()
	for address, inside := range map[string]bool{
		"127.0.0.1": true, "127.255.255.254": true, "0.0.0.0": true, "0.1.2.3": true,
		"10.0.0.1": true, "172.16.0.1": true, "172.31.255.255": true, "192.168.1.1": true,
		"169.254.169.254": true, // where clouds keep the keys of a machine
		"100.64.0.1":      true, "100.127.255.255": true, "192.0.0.8": true, "192.0.2.1": true, "192.88.99.1": true,
		"198.18.0.1": true, "198.19.255.255": true, "198.51.100.7": true, "203.0.113.7": true,
		"224.0.0.1": true, "239.255.255.255": true, "240.0.0.1": true, "255.255.255.255": true,
		"8.8.8.8": false, "93.184.215.14": false, "172.15.255.255": false, "172.32.0.0": false, "100.63.255.255": false, "100.128.0.0": false,
		"169.253.1.1": false, "192.0.1.1": false, "198.17.255.255": false, "198.20.0.0": false, "223.255.255.255": false,

		"::": true, "::1": true, "fe80::1": true, "fe80::1%eth0": true, "2606:4700::1%eth0": true, "fc00::1": true, "fd12:3456::1": true, "fec0::1": true,
		"ff02::1": true, "2001:db8::1": true, "3fff::1": true, "100::1": true, "5f00::1": true,
		"::ffff:127.0.0.1": true, "::ffff:10.1.2.3": true, "::ffff:169.254.169.254": true, "::ffff:8.8.8.8": false, "::ffff:0:7f00:1": true,
		"::127.0.0.1": true, "::8.8.8.8": true, // the form that is not used any more
		"64:ff9b::7f00:1": true, "64:ff9b::a01:203": true, "64:ff9b::a9fe:a9fe": true, "64:ff9b::808:808": false, "64:ff9b:1::808:808": true,
		"2002:7f00:1::": true, "2002:808:808::": true, // 6to4
		"2001::1": true, "2001:0:4136:e378::": true, // Teredo
		"2001:20::1": true, "2001:4860:4860::8888": false, "2606:4700:4700::1111": false, "2a00:1450::1": false, "4000::1": true,
	} {
		a, err := netip.ParseAddr(address)
		if err != nil {
			t.Fatal(err)
		}
		if Inside(a) != inside {
			t.Errorf("%s: inside %t, want %t", address, !inside, inside)
		}
	}
	if !Inside(netip.Addr{}) {
		t.Error("no address is taken for one of the Internet")
	}
}

// TestControl holds that what is no address of the Internet is not dialled, whatever it
// looks like.
func TestControl(t *testing.T) {
	t.Parallel()
	look := control(Inside)
	for _, c := range []struct {
		network, address string
		refused          bool
	}{
		{"tcp4", "93.184.215.14:443", false},
		{"tcp6", "[2606:4700:4700::1111]:443", false},
		{"tcp4", "127.0.0.1:443", true},
		{"tcp6", "[::1]:443", true},
		{"tcp6", "[::ffff:169.254.169.254]:80", true},
		{"tcp6", "[fe80::1%lo]:80", true},
		{"tcp", "localhost:80", true},
		{"tcp", "93.184.215.14", true},
		{"tcp", "", true},
		{"unix", "/run/docker.sock", true},
		{"udp4", "93.184.215.14:443", true},
	} {
		if err := look(c.network, c.address, nil); (err != nil) != c.refused {
			t.Errorf("%s %s: %v", c.network, c.address, err)
		}
	}
}

// TestSameSite holds where a password may go.
func TestSameSite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		same     bool
	}{
		{"https://cal.example.com/", "https://cal.example.com/dav/", true},
		{"https://cal.example.com/", "https://CAL.example.com:443/", true},
		{"https://cal.example.com/", "https://p42-cal.example.com/", true},
		{"https://cal.example.com/", "https://p42-cal.example.com:443/", true},
		{"https://example.com/", "https://cal.example.com/", true},
		{"https://cal.example.com/", "https://cal.example.com:8443/", false},
		{"https://cal.example.com/", "https://p42-cal.example.com:8443/", false},
		{"https://cal.example.com/", "http://cal.example.com/", false},
		{"https://cal.example.com/", "http://cal.example.com:443/", false},
		{"https://cal.example.com/", "https://example.org/", false},
		{"https://cal.example.com/", "https://cal.example.com.evil.example/", false},
		{"https://cal.example.com/", "https://evilexample.com/", false},
		{"https://a.co.uk/", "https://b.co.uk/", false},
		{"https://dana.github.io/", "https://evil.github.io/", false},
		{"http://127.0.0.1:5232/", "http://127.0.0.1:5232/a", true},
		{"http://127.0.0.1:5232/", "http://127.0.0.1:5233/a", false},
		{"http://127.0.0.1:5232/", "https://127.0.0.1/", false},
		{"https://10.0.0.1/", "https://10.0.0.2/", false},
		{"http://localhost/", "https://localhost/", false},
		{"https://com/", "https://example.com/", false},
	} {
		from, _ := url.Parse(c.from)
		to, _ := url.Parse(c.to)
		if SameSite(from, to) != c.same {
			t.Errorf("%s to %s: %t", c.from, c.to, !c.same)
		}
	}
}

// TestProxyOfTheMachine holds that only the proxy that the environment names is dialled
// without being looked at.
func TestProxyOfTheMachine(t *testing.T) {
	t.Parallel()
	c := &httpproxy.Config{HTTPProxy: "10.0.0.1:3128", HTTPSProxy: "http://Proxy.example.com:8080"}
	for address, is := range map[string]bool{
		"10.0.0.1:3128": true, "proxy.example.com:8080": true,
		"10.0.0.1:80": false, "10.0.0.2:3128": false, "proxy.example.com:443": false, "127.0.0.1:443": false, "": false,
	} {
		if isProxy(c, address) != is {
			t.Errorf("%q is taken for the proxy: %t", address, !is)
		}
	}
	if !isProxy(&httpproxy.Config{HTTPSProxy: "socks5://[fd00::1]"}, "[fd00::1]:1080") {
		t.Error("a proxy without a port is not recognised")
	}
	if isProxy(&httpproxy.Config{HTTPProxy: "://", HTTPSProxy: "http://"}, ":80") {
		t.Error("nothing is taken for a proxy")
	}
}
