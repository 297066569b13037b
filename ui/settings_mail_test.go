package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// mailSettings goes to Settings, Mail.
func (w *world) mailSettings() {
	w.Run(w.app.Goto(shell.Settings))
	w.Press("left", "left", "left", "left", "left", "left")
}

// TestMailNamesProvidersAndIsTestedOnSave holds that the page says how one sends from the two
// providers of nearly everybody, and that a server that is saved is tried at once, with the
// reason where it cannot be reached.
func TestMailNamesProvidersAndIsTestedOnSave(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.mailSettings()
	w.Shows("Gmail and Microsoft 365 do not accept your usual password here.", "app password", "smtp.gmail.com, port 587")
	w.Press("e")
	w.field("Mail server")
	w.Press("ctrl+u")
	w.put("smtp.acme.example")
	w.Shows("ctrl+s save and test")
	w.Press("ctrl+s")
	w.Shows("Mail saved", "Test of the mail settings", "A test email to robin@acme.example")
}

func TestRemindersAreSetAndTurnedOff(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.mailSettings()
		w.Shows("Remind candidate", "Remind panel", "24h, 1h before an interview")
		w.Press("r")
		w.Shows("Reminders", "Candidate", "Panel", "How long before", "reminders not yet sent are")
		w.Press("tab", "ctrl+u")
		w.put("2d, tomorrow")
		w.Press("ctrl+s")
		w.Shows(`"tomorrow"`, "2d, tomorrow")
		w.Press("ctrl+u", "ctrl+s")
		w.Shows("Reminders are on but have no times")
		w.put("2d, 90m")
		w.Press("tab", "right")
		w.Shows("is not used while they are off")
		w.Press("ctrl+s")
		w.Shows("Reminders saved", "48h, 1h30m before an interview", "never")
		set := firstOf(w.svc.Settings.Reminders(t.Context()))
		if len(set.Candidate) != 2 || set.Candidate[0] != 48*time.Hour || set.Candidate[1] != 90*time.Minute || len(set.Panel) != 0 {
			t.Errorf("reminders are %+v", set)
		}
		w.Press("r", "tab", "tab")
		w.Shows("24h, 1h")
		w.Press("right", "ctrl+s")
		if set := firstOf(w.svc.Settings.Reminders(t.Context())); len(set.Panel) != 2 {
			t.Errorf("turned on again they are %+v", set)
		}
	}
}

func TestMailboxForAnswersIsSetAndLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	inbox := func() string { return firstOf(w.svc.Settings.Inbox(t.Context())).URL }
	w.mailSettings()
	w.Shows("Answers", "not read")
	w.Press("i")
	w.Shows("Mailbox for answers", "IMAP server", "imap.example.com", "993")
	w.put("imap.acme.example")
	w.Press("ctrl+s")
	w.Shows("✗ The mailbox needs a user name")
	w.put("jobs@acme.example")
	w.Press("ctrl+s")
	w.Shows("✗ The mailbox needs its password")
	w.Press("tab")
	w.put("p@ss/word?")
	w.Press("shift+tab", "shift+tab", "ctrl+u")
	w.put("0")
	w.Press("ctrl+s")
	w.Shows("✗ The port is a number from 1 to 65535, usually 143")
	w.Press("ctrl+u")
	w.put("993")
	w.Press("shift+tab", "right", "ctrl+s")
	w.Shows("✗ The password of a mailbox goes unprotected to this very machine only")
	w.Press("left", "ctrl+s")
	w.Shows("Mailbox saved", "read from", "imaps://jobs%40acme.example:…@imap.acme")
	w.Hides("p@ss", "p%40ss")
	if got, want := inbox(), "imaps://jobs%40acme.example:p%40ss%2Fword%3F@imap.acme.example:993"; got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}

	w.Press("i")
	w.field("Password")
	w.Shows("empty keeps the saved one")
	w.field("Folder")
	w.Press("ctrl+u")
	w.put("Hiring/Answers")
	w.Press("ctrl+s")
	if got, want := inbox(), "imaps://jobs%40acme.example:p%40ss%2Fword%3F@imap.acme.example:993/Hiring/Answers"; got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}

	w.Press("i", "ctrl+u")
	w.put("imap.elsewhere.example")
	w.Press("ctrl+s")
	w.Shows("✗ The mailbox needs its password; a saved one stays only with the same", "server and user")
	w.Press("ctrl+u", "ctrl+s")
	w.Shows("No mailbox is read for answers any longer", "not read")
	if got := inbox(); got != "" {
		t.Errorf("the address is %s", got)
	}
}

// TestOnlyAdminsChangeMailSettings names the reason at each key.
func TestOnlyAdminsChangeMailSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.app.SetMember(w.dana)
	w.mailSettings()
	for _, key := range []string{"e", "r", "i"} {
		w.Press(key)
		w.Shows("! ")
		w.Hides("ctrl+s save")
	}
}

func TestRemindersAreSetBesideAMailServerOfTheEnvironment(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{env: recruit.Environment{SMTP: "smtps://robin:hunter2@mail.example", MailFrom: "jobs@acme.example"}})
	w.mailSettings()
	w.Press("r")
	w.Shows("How long before")
	w.Press("ctrl+s")
	w.Shows("Reminders saved", "RECRUITTY_SMTP")
}
