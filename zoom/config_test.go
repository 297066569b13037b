package zoom

import "testing"

// TestWhereZoomIs: what carries sign-ins is encrypted unless it does not leave
// the machine.
func TestWhereZoomIs(t *testing.T) {
	t.Parallel()
	for address, fine := range map[string]bool{
		"https://api.zoom.us/v2":        true,
		"https://api.zoomgov.com/v2/":   true,
		"http://127.0.0.1:8080/v2":      true,
		"http://127.8.9.1":              true,
		"http://[::1]:8080":             true,
		"http://[::ffff:127.0.0.1]:80":  true,
		"http://localhost:8080":         true,
		"http://LOCALHOST":              true,
		"http://api.zoom.us/v2":         false,
		"http://10.0.0.8:8080":          false,
		"http://127.0.0.1.example.com":  false,
		"http://localhost.example.com":  false,
		"http://[::]:80":                false,
		"http://0.0.0.0":                false,
		"http://0x7f000001":             false,
		"ftp://127.0.0.1":               false,
		"https://user:pass@api.zoom.us": false,
		"https://":                      false,
	} {
		for _, c := range []Config{{APIBase: address}, {OAuthBase: address}} {
			if _, err := c.withDefaults(); (err == nil) != fine {
				t.Errorf("%+v: %v", c, err)
			}
		}
	}
}
