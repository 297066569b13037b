package mail

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseSettings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		want     Settings
		redacted string
	}{
		"smtp://user:p%40ss%2F@mail.corp.example":        {Settings{Host: "mail.corp.example", Port: 587, User: "user", Security: StartTLS, password: "p@ss/"}, "smtp://user:…@mail.corp.example:587"},
		"smtps://ana%40corp.example:s3cr3t@mail.example": {Settings{Host: "mail.example", Port: 465, User: "ana@corp.example", Security: ImplicitTLS, password: "s3cr3t"}, "smtps://ana%40corp.example:…@mail.example:465"},
		"smtp://127.0.0.1:2525?tls=none":                 {Settings{Host: "127.0.0.1", Port: 2525, Security: Unprotected}, "smtp://127.0.0.1:2525?tls=none"},
		"smtp://[::1]:2525":                              {Settings{Host: "::1", Port: 2525}, "smtp://[::1]:2525"},
		"smtp://relay.corp.example:25?tls=none":          {Settings{Host: "relay.corp.example", Port: 25, Security: Unprotected}, "smtp://relay.corp.example:25?tls=none"},
		"smtp://u:token@smtp.example:587?auth=XOAUTH2":   {Settings{Host: "smtp.example", Port: 587, User: "u", Security: StartTLS, Auth: "xoauth2", password: "token"}, "smtp://u:…@smtp.example:587?auth=xoauth2"},
	}
	for text, test := range tests {
		got, err := ParseSettings(text)
		if err != nil || got != test.want {
			t.Errorf("%s gave %#v %v", text, got, err)
		}
		if got.Redacted() != test.redacted {
			t.Errorf("%s is shown as %s", text, got.Redacted())
		}
		again, err := ParseSettings(strings.ReplaceAll(got.Redacted(), "…", "x"))
		again.password = got.password
		if err != nil || again != got {
			t.Errorf("%s does not read back: %#v %v", got.Redacted(), again, err)
		}
	}
}

func TestSettingsHideThePassword(t *testing.T) {
	t.Parallel()
	settings, err := ParseSettings("smtp://user:hunter22@mail.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		if shown := fmt.Sprintf(verb, settings); strings.Contains(shown, "hunter22") || !strings.Contains(shown, "mail.example") {
			t.Errorf("%s shows %s", verb, shown)
		}
		if shown := fmt.Sprintf(verb, &settings); strings.Contains(shown, "hunter22") {
			t.Errorf("%s shows %s", verb, shown)
		}
	}
}

func TestParseSettingsRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "mail.example:587", "http://user:hunter22@mail.example", "smtp://user:hunter22@", "smtp://user:hunter22@mail.example:99999",
		"smtp://user:hunter22@mail.example:port", "smtp://user:hunter22#@mail.example", "smtp://user:hunter22/x@mail.example",
		"smtp://user:hunter22@mail.example?tls=maybe", "smtps://user:hunter22@mail.example?tls=none", "smtp://user:hunter22@mail.example?what=1",
		"smtp://:hunter22@mail.example", "smtp://mail.example?auth=plain", "smtp://user:hunter22%@mail.example", "smtp://user:hunter22@mail example",
		"smtp://user:hunter22@mail.example/path",
	} {
		got, err := ParseSettings(text)
		if err == nil {
			t.Errorf("%q gave %v", text, got)
		} else if strings.Contains(err.Error(), "hunter22") {
			t.Errorf("the error shows the password: %v", err)
		}
	}
}
