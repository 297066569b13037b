package rest

import "testing"

// FuzzRefusal holds that whatever an error looks like, what is kept of it is short.
func FuzzRefusal(f *testing.F) {
	for _, seed := range []string{
		`{"error":{"code":403,"message":"x","errors":[{"reason":"rateLimitExceeded"}]}}`, `{"error":{"code":"ErrorAccessDenied","message":"y"}}`,
		`{"error":"invalid_grant"}`, `{"error":{"code":{},"errors":5}}`, `<html>`, ``, `null`, `{"error":{"status":"PERMISSION_DENIED"}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if reason, said := saidNo(body); len([]rune(reason)) > 101 || len([]rune(said)) > 301 {
			t.Fatalf("%q, %q", reason, said)
		}
	})
}
