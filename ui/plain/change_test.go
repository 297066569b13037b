package plain_test

import (
	"cmp"
	"reflect"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestSettingsAreChangedInLines changes each part of what is set, as the screens do.
func TestSettingsAreChangedInLines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		typed []string
		heard []string
		set   func(w *world) (got, want any)
	}{
		"reminders": {[]string{"on", "2d, soon", "1d, 90m", "off"},
			[]string{"reminders not yet sent are rescheduled", "Remind the candidate (enter keeps on)", "Candidate, how long before (enter keeps 24h, 1h)", `"soon" is none of these`, "Remind the panel", "Reminders saved"},
			func(w *world) (any, any) {
				r := firstOf(w.svc.Settings.Reminders(w.t.Context()))
				return recruit.FormatLeads(r.Candidate) + "; " + recruit.FormatLeads(r.Panel), "24h, 1h30m; off"
			}},
		"mail": {[]string{"127.0.0.1", "plain", "starttls", "70000", "587", "jobs", "p@ss:word", "no address", "Acme <jobs@acme.example>"},
			[]string{"Mail server:", "Security (enter keeps STARTTLS)", "Note: usually port 587", "Port (enter keeps 587)", "The port is a number from 1 to 65535", "User (enter for none)", "Password (stored encrypted, never shown again)", "From:", "The sender is not an email address", "From", "Mail saved"},
			func(w *world) (any, any) {
				m := firstOf(w.svc.Settings.Mail(w.t.Context()))
				return m.URL + " " + m.From, "smtp://jobs:p%40ss%3Aword@127.0.0.1:587?tls=starttls Acme <jobs@acme.example>"
			}},
		"mailbox": {[]string{"imap.acme.example", "", "", "jobs@acme.example", "p@ss", "Answers"},
			[]string{"without a server none is read", "IMAP server (enter for none)", "Security (enter keeps TLS)", "Port (enter keeps 993)", "Folder (enter keeps INBOX)", "Mailbox saved"},
			func(w *world) (any, any) {
				return firstOf(w.svc.Settings.Inbox(w.t.Context())).URL, "imaps://jobs%40acme.example:p%40ss@imap.acme.example:993/Answers"
			}},
		"language": {[]string{"Klingon?", "german"},
			[]string{"Language (enter keeps en)", "German (de): its texts come with the program.", "Language of emails saved"},
			func(w *world) (any, any) { return firstOf(w.svc.Settings.Language(w.t.Context())), "de" }},
		"zoom": {[]string{"abc", ""},
			[]string{"marketplace.zoom.us", "Client ID:", "Client secret (empty for a public client (PKCE); stored encrypted, never shown again)", "The Zoom app is registered", "Type connect"},
			func(w *world) (any, any) {
				return firstOf(w.svc.Settings.ZoomApp(w.t.Context())), recruit.ZoomApp{ClientID: "abc"}
			}},
		"workspace": {[]string{"Acme Ltd", "121", "30", "desk.example.com:2222"},
			[]string{"Company", "Undo seconds", "a number of seconds from 0 to 120", "SSH address", "Workspace saved"},
			func(w *world) (any, any) {
				return firstOf(w.svc.Settings.Workspace(w.t.Context())) + " " + firstOf(w.svc.Settings.Undo(w.t.Context())).String() + " " + firstOf(w.svc.Settings.HostAddress(w.t.Context())),
					"Acme Ltd 30s desk.example.com:2222"
			}},
		"profile": {[]string{"Dana Ortiz Vega", "", "Tokyo", "2:30 pm", "lines", "not"},
			[]string{"Name (enter keeps Dana Ortiz)", "Email (enter keeps dana@example.com)", "Asia/Tokyo, now", "Clock", "Opens with", "Your calendar", "Profile saved"},
			func(w *world) (any, any) {
				m := firstOf(w.svc.Store.Member(w.t.Context(), w.dana.ID))
				return []any{m.Name, m.TimeZone, m.TwelveHour, m.Plain, m.SkipEntry}, []any{"Dana Ortiz Vega", "Asia/Tokyo", true, true, true}
			}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, true)
			heard := w.says(w.dana, append([]string{"settings " + name}, c.typed...)...)
			has(t, heard, c.heard...)
			if got, want := c.set(w); !reflect.DeepEqual(got, want) {
				t.Errorf("set is %v, want %v, after:\n%s", got, want, heard)
			}
			if kept := w.keptOf(name); kept != "" {
				t.Errorf("a draft is left: %s", kept)
			}
		})
	}
}

// keptOf is what is kept of a form, where the screens look for it too.
func (w *world) keptOf(setting string) string {
	w.t.Helper()
	form := cmp.Or(map[string]string{"mailbox": "inbox", "zoom": "zoom-app"}[setting], setting)
	return firstOf(w.db.Setting(w.t.Context(), recruit.DraftKey(w.dana.ID, 0, form)))
}

// TestSettingsKeepWhatIsTyped leaves a form, in which nothing but the password is
// lost, and goes on with it.
func TestSettingsKeepWhatIsTyped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	heard := w.says(w.dana, "settings mail", "127.0.0.1", "tls", "465", "jobs", "p@ssword", "leave")
	has(t, heard, "Note: usually port 465", "What you typed is kept")
	if kept := w.keptOf("mail"); strings.Contains(kept, "ssword") || !strings.Contains(kept, "127.0.0.1") {
		t.Errorf("kept is %s", kept)
	}
	heard = w.says(w.dana, "settings mail", "yes", "", "", "", "", "p@ssword", "jobs@acme.example")
	has(t, heard, "Mail server (enter keeps 127.0.0.1)", "Security (enter keeps TLS)", "User (enter keeps jobs)", "Mail saved")
	heard = w.says(w.dana, "settings mail", "", "", "", "", "", "people@acme.example")
	has(t, heard, "Password (empty keeps the saved one)", "From (enter keeps jobs@acme.example)", "Mail saved")
	if m := firstOf(w.svc.Settings.Mail(t.Context())); m.URL != "smtps://jobs:p%40ssword@127.0.0.1:465" || m.From != "people@acme.example" {
		t.Errorf("the mail server is %+v", m)
	}
}

// TestQuestionsOfNoUseAreNotAsked goes forward and back over them.
func TestQuestionsOfNoUseAreNotAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	heard := w.says(w.dana, "settings reminders", "off", "back", "off", "on", "1h")
	if n := strings.Count(heard, "Candidate, how long before"); n != 0 {
		t.Errorf("asked %d times:\n%s", n, heard)
	}
	has(t, heard, "Remind the candidate", "Remind the panel", "Remind the candidate", "Remind the panel", "Panel, how long before", "Reminders saved")
	if r := firstOf(w.svc.Settings.Reminders(t.Context())); len(r.Candidate) != 0 || len(r.Panel) != 1 || r.Panel[0] != time.Hour {
		t.Errorf("reminders are %+v", r)
	}
	has(t, w.says(w.dana, "settings mailbox", "none"), "No mailbox is read for answers any longer.")
}

// TestSettingsAreForWhomTheyAreFor refuses what a member may not change, what the
// environment sets, and what is no setting.
func TestSettingsAreForWhomTheyAreFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee := w.member("Lee Park", recruit.Recruiter)
	for _, name := range []string{"workspace", "mail", "mailbox", "reminders", "language", "zoom"} {
		if heard := w.says(lee, "settings "+name); strings.Contains(heard, "enter") || !strings.Contains(heard, "admin") {
			t.Errorf("%s: %s", name, heard)
		}
	}
	has(t, w.says(lee, "settings profile", "Lee Parker", "", "", "", "", ""), "Profile saved")
	has(t, w.says(w.dana, "settings mail"), "come from the environment (RECRUITTY_SMTP")
	has(t, w.says(w.dana, "settings colours"), "Type settings alone, or settings with one of profile, workspace")
	has(t, w.says(w.dana, "settings"), "To change it: settings profile", "settings mail", "settings mailbox", "settings reminders", "Emails are in English (en). To change it: settings language", "Company: no name yet. Undo: 8 seconds. To change it: settings workspace")
}

// TestSettingsGoOnWithARecordThatChanged takes up what was typed into a profile that an
// admin has changed meanwhile: their change stays, and where both changed something it
// is said.
func TestSettingsGoOnWithARecordThatChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	lee := w.member("Lee Park", recruit.Recruiter)
	has(t, w.says(lee, "settings profile", "Lee P.", "", "", "2:30 pm", "leave"), "What you typed is kept")
	changed := lee
	changed.Name, changed.TimeZone = "Lee Parker", "Asia/Seoul"
	lee = firstOf(w.svc.Team.Update(t.Context(), w.dana, changed))
	has(t, w.says(lee, "settings profile", "yes", "", "", "", "", "", ""),
		"Note: someone has changed Name to Lee Parker in the meantime; you typed Lee P.", "Name (enter keeps Lee P.)", "Time zone (enter keeps Asia/Seoul)", "Clock (enter keeps 2:30 pm)", "Profile saved")
	if now := firstOf(w.svc.Store.Member(t.Context(), lee.ID)); now.Name != "Lee P." || now.TimeZone != "Asia/Seoul" || !now.TwelveHour {
		t.Errorf("the profile is %+v", now)
	}
}
