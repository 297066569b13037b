package signin

import "testing"

// FuzzPaste holds that whatever is pasted is an answer or refused.
func FuzzPaste(f *testing.F) {
	for _, text := range []string{
		"", "abc", "http://127.0.0.1/callback?code=abc&state=x", "?code=a&code=b", "code=%zz", "error=access_denied&state=", "https://[::1", "a b\nc",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		answer, _, err := parsePasted("Zoom", text)
		if (err == nil) != (plausibleCode(answer.code) || answer.err != nil) {
			t.Fatalf("%q: %+v, %v", text, answer, err)
		}
	})
}
