package fetch

import (
	"net/netip"
	"testing"
)

// TestNetworksThatArePermitted holds that nothing inside is dialled unless its network was
// named, and only that.
func TestNetworksThatArePermitted(t *testing.T) {
	t.Parallel()
	closed := Config{}.refusal()
	permit, err := ParseNetworks([]string{"10.1.2.0/24", " fd00:1::/64", "192.168.7.9", "10.9.9.9/16"})
	if err != nil {
		t.Fatal(err)
	}
	open := Config{Permit: permit}.refusal()
	for _, c := range []struct {
		address   string
		permitted bool
	}{
		{"10.1.2.3", true}, {"::ffff:10.1.2.3", true}, {"10.1.3.1", false}, {"10.9.200.1", true}, {"192.168.7.9", true}, {"192.168.7.8", false},
		{"fd00:1::5", true}, {"fd00:1:0:1::5", false}, {"fd00:1::5%eth0", false}, {"127.0.0.1", false}, {"169.254.169.254", false}, {"::1", false}, {"64:ff9b::a01:203", false},
	} {
		a := netip.MustParseAddr(c.address)
		if !closed(a) {
			t.Errorf("%s is dialled although nothing is permitted", a)
		}
		if open(a) == c.permitted {
			t.Errorf("%s is refused: %t", a, c.permitted)
		}
	}
	if everything := (Config{Inside: true}).refusal(); everything(netip.MustParseAddr("127.0.0.1")) {
		t.Error("a person's own machine refuses itself")
	}
	if open(netip.MustParseAddr("8.8.8.8")) || closed(netip.MustParseAddr("2606:4700::1111")) {
		t.Error("what is outside is refused")
	}
}

// TestWhatIsNoNetwork holds what is refused as one.
func TestWhatIsNoNetwork(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"", "intranet", "10.0.0.0/7", "0.0.0.0/0", "::/0", "fc00::/7", "10.1.2.0/33", "::ffff:10.0.0.0/104", "10.1.2.0/24,10.1.3.0/24", "fe80::1%eth0"} {
		if p, err := ParseNetwork(typed); err == nil {
			t.Errorf("%q is taken for %s", typed, p)
		}
	}
	if _, err := ParseNetworks(make([]string, maxNetworks+1)); err == nil {
		t.Error("any number of networks is taken")
	}
}

func FuzzParseNetwork(f *testing.F) {
	f.Add("10.1.2.0/24")
	f.Add("::ffff:1.2.3.4")
	f.Fuzz(func(t *testing.T, typed string) {
		p, err := ParseNetwork(typed)
		if err == nil && (!p.IsValid() || p != p.Masked() || p.Addr().Zone() != "") {
			t.Errorf("%q is %s", typed, p)
		}
	})
}
