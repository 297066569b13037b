package mail

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
)

// Whatever languages the mails are in, the calendar entry in them is one: two copies of one revision that differ leave
// a calendar to guess which of them holds.
func TestCopiesOfAnEntryAreTheSameInAnyLanguage(t *testing.T) {
	t.Parallel()
	post := NewMailer(nil, nil)
	post.Templates = func(_ context.Context, o recruit.MailEvent, a recruit.Audience, language string) (recruit.Template, error) {
		if language == "" {
			language = "fr"
		}
		return recruit.Template{Event: o, Audience: a, Language: language}, nil
	}
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	jane := recruit.Participant{Address: "jane@mail.example", Name: "Jane Doe", Audience: recruit.ToCandidate}
	bob := recruit.Participant{Address: "bob@corp.example", Name: "Bob", Audience: recruit.ToPanel}
	for _, kind := range []recruit.EffectKind{recruit.MailInvite, recruit.MailCancel} {
		var entries, pages []string
		for _, to := range []recruit.Participant{jane, bob} {
			l := recruit.MailRequest{Kind: kind, To: to, Sequence: 1, Stamp: start.AddDate(0, 0, -9), MessageID: "m1@corp.example",
				From: recruit.Mailbox{Name: "Corp", Address: "hiring@corp.example"}}
			l.Record.Interview = recruit.Interview{UID: "u1@corp.example", Title: "T", Start: start, Duration: time.Hour, TimeZone: "Europe/Berlin",
				Platform: recruit.OnSite, Place: "Unter den Linden 1"}
			l.Record.Organiser = recruit.Member{Name: "Ana", Email: "ana@corp.example"}
			l.Record.Candidate = recruit.Candidate{Name: "Jane Doe", Language: "de"}
			l.Record.People = []recruit.Participant{jane, bob}
			message, err := post.Compose(t.Context(), l)
			if err != nil {
				t.Fatal(err)
			}
			o := takeApart(t, message)
			entries, pages = append(entries, o.unfolded), append(pages, o.html)
		}
		if entries[0] != entries[1] {
			t.Errorf("%s: the copies differ:\n%s\n%s", kind, entries[0], entries[1])
		}
		wantContains(t, "the candidate's mail", pages[0], `lang="de"`)
		wantContains(t, "the panel's mail", pages[1], `lang="fr"`)
	}
}

// TestMailIsDatedWhenItIsWritten: an entry is stamped with its version, a mail
// that leaves a day later is not dated back.
func TestMailIsDatedWhenItIsWritten(t *testing.T) {
	t.Parallel()
	o := compose(t, sample(func(inv *message) { inv.Written = inv.Stamp.Add(24*time.Hour + time.Millisecond) }))
	if date := o.header.Get("Date"); date != "Mon, 23 Nov 2026 09:00:00 +0000" {
		t.Errorf("dated %s", date)
	}
	wantContains(t, "the entry", o.unfolded, "DTSTAMP:20261122T090000Z")
}

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
			post := NewMailer(func(context.Context) (recruit.MailSettings, error) {
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
