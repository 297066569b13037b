package account

import (
	"strings"
	"testing"

	"recruitty/calendar/calsim"
)

// TestKeysAreReadAsGoogleGivesThemOut holds what is taken and what is not.
func TestKeysAreReadAsGoogleGivesThemOut(t *testing.T) {
	t.Parallel()
	key, err := calsim.New(calsim.Options{}).ServiceAccount("corp.example", "x")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		text string
		fine bool
	}{
		"as it is":        {string(key), true},
		"with blanks":     {"\n " + string(key) + "\n", true},
		"another type":    {strings.Replace(string(key), "service_account", "authorized_user", 1), false},
		"no address":      {strings.Replace(string(key), "client_email", "mail", 1), false},
		"no PEM":          {strings.Replace(string(key), "BEGIN PRIVATE", "BEGIN", 1), false},
		"cut":             {string(key[:len(key)/2]), false},
		"too long":        {string(key) + strings.Repeat(" ", maxKey), false},
		"a long key":      {`{"type":"service_account","client_email":"a@b.example","private_key":"-----BEGIN PRIVATE KEY-----\n` + strings.Repeat("A", 40_000) + `\n-----END PRIVATE KEY-----\n"}`, false},
		"a file of Linux": {"[Desktop Entry]", false},
	} {
		if k, err := parseKey(c.text); (err == nil) != c.fine || c.fine && (k.email == "" || k.id == "" || k.client == "") {
			t.Errorf("%s: %q, %v", name, k.email, err)
		}
	}
}

// FuzzKey holds that whatever a key file holds is a key or refused, with no part of it
// in the reason.
func FuzzKey(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `[`, "", `{"type":"service_account","client_email":"a@b.example"}`,
		`{"type":"service_account","client_email":"a@b.example","private_key":"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}`,
		`{"type":"service_account","client_email":"a@b.example","private_key":"-----BEGIN RSA PRIVATE KEY-----\nMAYCAQACAQA=\n-----END RSA PRIVATE KEY-----\n"}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k, err := parseKey(text)
		if (err == nil) != (k.private != nil && strings.Contains(k.email, "@")) {
			t.Fatalf("%v, %v", k.email, err)
		}
		if err != nil && len(text) > 40 && strings.Contains(err.Error(), text) {
			t.Fatalf("%v", err)
		}
	})
}
