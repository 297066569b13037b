package zoom

import (
	"net/http"
	"testing"
	"time"
)

// A pair of tokens that comes once must not be lost for a field beside it.
func TestTokenReplyInOddShapes(t *testing.T) {
	t.Parallel()
	pair := `"access_token":"new-access","refresh_token":"new-refresh"`
	for body, life := range map[string]time.Duration{
		`{` + pair + `,"expires_in":3599}`:                                       3599 * time.Second,
		`{` + pair + `,"expires_in":"3599"}`:                                     3599 * time.Second,
		`{` + pair + `,"expires_in":2.0}`:                                        2 * time.Second,
		`{` + pair + `,"expires_in":1e300}`:                                      0,
		`{` + pair + `,"expires_in":"soon"}`:                                     0,
		`{` + pair + `,"expires_in":null,"token_type":7,"scope":["a"],"x":{}}`:   0,
		`{` + pair + `,"token_type":null,"api_url":false,"scope":12,"error":[]}`: 0,
	} {
		auth, err := NewAuth(Config{ClientID: "client", Clock: func() time.Time { return testNow },
			HTTPClient: &http.Client{Transport: canned{status: http.StatusOK, body: []byte(body)}}})
		if err != nil {
			t.Fatal(err)
		}
		grant, err := auth.Refresh(t.Context(), "old-refresh")
		if err != nil || grant.Tokens.Access != "new-access" || grant.Tokens.Refresh != "new-refresh" {
			t.Errorf("%s: %+v, %v", body, grant, err)
			continue
		}
		if left := grant.Tokens.Expiry.Sub(testNow); grant.Tokens.Expiry.IsZero() != (life == 0) || life != 0 && left != life {
			t.Errorf("%s: good for %s, want %s", body, left, life)
		}
	}
}
