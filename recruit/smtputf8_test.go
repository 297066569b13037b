package recruit_test

import (
	"context"
	"errors"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// kept keeps settings in memory.
type kept struct{ plain, sealed map[string]string }

func (k kept) Setting(_ context.Context, key string) (string, error) { return k.plain[key], nil }
func (k kept) Secret(_ context.Context, key string) (string, error)  { return k.sealed[key], nil }
func (k kept) SetSetting(_ context.Context, key, value string) error {
	k.plain[key] = value
	return nil
}
func (k kept) SetSecret(_ context.Context, key, value string) error {
	k.sealed[key] = value
	return nil
}

// TestWhatTheMailServerTakes holds that letters beyond ASCII before the @ are taken
// only where the server in use was seen to take them.
func TestWhatTheMailServerTakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, url, server string
		offered, takes    bool
	}{
		{"offered", "smtp://u:p@mail.example:2525", "mail.example:2525", true, true},
		{"the usual port", "smtp://mail.example", "mail.example:587", true, true},
		{"the other usual port", "smtps://mail.example", "mail.example:465", true, true},
		{"not offered", "smtp://mail.example", "mail.example:587", false, false},
		{"another server", "smtp://mail.example", "old.example:587", true, false},
		{"another port", "smtp://mail.example:25", "mail.example:587", true, false},
		{"none", "", "mail.example:587", true, false},
	} {
		s := &recruit.Settings{Store: kept{map[string]string{}, map[string]string{recruit.SettingMailURL: c.url}}}
		if err := s.LearnSMTPUTF8(t.Context(), c.server, c.offered); err != nil {
			t.Fatal(err)
		}
		if err := s.Mailable(t.Context(), "jörg@x.example"); (err == nil) != c.takes || err != nil && !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%s: %v", c.name, err)
		}
		if err := s.Mailable(t.Context(), "jorg@x.example"); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for a, b := range map[string]string{"JÖRG@Bücher.example": "jörg@xn--bcher-kva.example", "jo\u0308rg@x.example": "jörg@X.example"} {
		if !sanitize.SameAddress(a, b) {
			t.Errorf("%q and %q are two mailboxes", a, b)
		}
	}
	if _, err := sanitize.Email("jörg@x.example"); err == nil {
		t.Error("an address that goes out to everybody takes letters beyond ASCII")
	}
}
