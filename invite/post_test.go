package invite

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestPostTestNamesEachStep(t *testing.T) {
	t.Parallel()
	certificate, _ := testCertificate(t)
	for name, c := range map[string]struct {
		server   *fakeServer
		option   string
		passed   []string
		failed   string
		sentence string
	}{
		"untrusted": {&fakeServer{extensions: []string{"STARTTLS"}, tls: certificate}, "?tls=starttls",
			[]string{"connect"}, "TLS", "No protected connection to 127.0.0.1 was possible (its certificate is not trusted here); correct the mail settings."},
		"unprotected": {&fakeServer{}, "?tls=none",
			[]string{"connect", "sender", "recipient", "data"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := c.server.start(t)
			post := NewPost(func(context.Context) (recruit.MailSettings, error) {
				return recruit.MailSettings{URL: "smtp://" + address + c.option, From: "jobs@corp.example"}, nil
			}, func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) })
			t.Cleanup(post.Close)
			var passed []string
			var failed, sentence string
			err := post.Test(t.Context(), "jane@mail.example", func(step string, err error) {
				if err == nil {
					passed = append(passed, step)
					return
				}
				failed, sentence = step, recruit.Sentence(err)
			})
			if !slices.Equal(passed, c.passed) || failed != c.failed || sentence != c.sentence {
				t.Errorf("passed %v, failed %q: %s", passed, failed, sentence)
			}
			if recruit.Sentence(err) != c.sentence || (c.failed != "") != errors.Is(err, recruit.ErrNotSetUp) {
				t.Errorf("ended with %v", err)
			}
		})
	}
}
