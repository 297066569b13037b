package sanitize

import "testing"

func TestThisMachine(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost": true, "127.0.0.1": true, "127.8.9.1": true, "::1": true, "::ffff:127.0.0.1": true,
		"": false, "localhost.example.com": false, "127.0.0.1.example.com": false, "10.0.0.1": false, "0.0.0.0": false, "::": false,
		"::ffff:10.0.0.1": false, "127.1": false, "2130706433": false, "0x7f000001": false, " 127.0.0.1": false, "localhost.": false,
	} {
		if got := ThisMachine(host); got != want {
			t.Errorf("%q: %t", host, got)
		}
	}
}
