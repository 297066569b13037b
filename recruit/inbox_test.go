package recruit_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
)

func TestInboxOfTheEnvironment(t *testing.T) {
	t.Parallel()
	store := drawer{}
	settings := &recruit.Settings{Store: store}
	if err := settings.SetInbox(t.Context(), recruit.Member{ID: 1, Role: recruit.Admin}, "imaps://saved:b@mail.example", func(u string) (string, error) { return u, nil }); err != nil {
		t.Fatal(err)
	}
	settings.Env.IMAP = "imaps://env:b@mail.example"
	if b, err := settings.Inbox(t.Context()); err != nil || b.URL != settings.Env.IMAP || !b.FromEnvironment {
		t.Errorf("%+v, %v", b, err)
	}
	settings.Env.IMAP = ""
	if b, err := settings.Inbox(t.Context()); err != nil || b.URL != "imaps://saved:b@mail.example" || b.FromEnvironment {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestInboxStory(t *testing.T) {
	t.Parallel()
	at := func(time.Time) string { return "at 10:00" }
	looked := recruit.InboxState{Looked: recruittest.At(), Answers: 1}
	broken := recruit.InboxState{Looked: recruittest.At(), Answers: 3, LastError: "It is down."}
	for want, b := range map[string]recruit.Inbox{
		"No mailbox is read for answers.":                         {},
		"It has not been read yet.":                               {URL: "x"},
		"Last read at 10:00; 1 answer read so far.":               {URL: "x", InboxState: looked},
		"It is down. Last tried at 10:00; 3 answers read so far.": {URL: "x", InboxState: broken},
	} {
		if got := b.Story(at); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
