package oauth

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
)

// FuzzReply holds that whatever a token endpoint answers is an access or one sentence.
func FuzzReply(f *testing.F) {
	for _, seed := range []string{
		`{"access_token":"a","expires_in":"3600","scope":"x y"}`, `{"error":"invalid_grant","error_description":"because"}`, `{"error":5}`, `{"error":{}}`,
		`null`, `[]`, `<html>`, `{"id_token":"a.eyJlbWFpbCI6ImFAYi5leGFtcGxlIn0.c"}`, `{"id_token":"a.b"}`, `{"expires_in":1e99}`,
	} {
		f.Add(seed, 200, 0)
		f.Add(seed, 400, 1)
	}
	f.Fuzz(func(t *testing.T, body string, status, why int) {
		r := reply{status: status}
		_ = json.Unmarshal([]byte(body), &r.fields)
		if address := addressIn(r.text("id_token")); address != "" && !strings.Contains(address, "@") {
			t.Fatalf("address %q", address)
		}
		err := r.problem(Flow{Label: "Google", Words: Words{Own: map[string]string{"invalid_grant": "No."}}}, purpose(max(why, -why)%5))
		var p *recruit.Problem
		if !errors.As(err, &p) && !errors.Is(err, errPending) && !errors.Is(err, errSlower) {
			t.Fatalf("%v", err)
		}
		if p != nil && (p.Kind == nil || len([]rune(p.Sentence)) > 600 || strings.Contains(p.Sentence, "\n")) {
			t.Fatalf("%v: %q", p.Kind, p.Sentence)
		}
	})
}

func TestScopesAreComparedAsProvidersNameThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		granted []string
		scope   string
		has     bool
	}{
		{[]string{"Calendars.ReadBasic", "openid"}, "https://graph.microsoft.com/Calendars.ReadBasic", true},
		{[]string{"https://graph.microsoft.com/calendars.readbasic"}, "https://graph.microsoft.com/Calendars.ReadBasic", true},
		{[]string{"https://graph.microsoft.com/Calendars.ReadBasic"}, "https://graph.microsoft.com/Calendars.Read", false},
		{[]string{"https://mail.google.com"}, "https://mail.google.com/", true},
		{[]string{"openid"}, "https://mail.google.com/", false},
		{nil, "openid", false},
	} {
		if Has(c.granted, c.scope) != c.has {
			t.Errorf("%q in %q: want %v", c.scope, c.granted, c.has)
		}
	}
}
