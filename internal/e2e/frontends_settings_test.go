package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/outcomes"
	"recruitty/ui/shell"
)

// changing is a change of what is set, on each of the three front ends.
type changing struct {
	name    string
	in      string // what the command reads
	command []string
	lines   []string
	part    string                  // of the settings on the screen
	screen  func(put, press typing) // what is typed there
	says    string
	refused bool
}

// typing types texts or presses keys.
type typing func(...string)

// changes are those of all that an admin sets in a form.
func changes() []changing {
	return []changing{
		{name: "reminders", command: []string{"mail", "reminders", "--candidate", "2d, 90m", "--panel", "off"}, lines: []string{"settings reminders", "on", "2d, 90m", "off"},
			part: shell.MailPart, screen: func(put, press typing) {
				press("r", "tab")
				put("2d, 90m")
				press("tab", "right", "ctrl+s")
			}},
		{name: "reminders that cannot be read", command: []string{"mail", "reminders", "--candidate", "soon"}, lines: []string{"settings reminders", "on", "soon", "leave"},
			part: shell.MailPart, screen: func(put, press typing) {
				press("r", "tab")
				put("soon")
				press("ctrl+s", "esc")
			}, says: "Reminders are written as 24h, 1h or 90m, separated by commas, or off", refused: true},
		{name: "mail", in: "smtp://jobs:p%40ss@127.0.0.1:9?tls=starttls\n", command: []string{"mail", "set", "-", "--from", "Acme <jobs@acme.example>"},
			lines: []string{"settings mail", "127.0.0.1", "starttls", "9", "jobs", "p@ss", "Acme <jobs@acme.example>"},
			part:  shell.MailPart, screen: func(put, press typing) {
				press("e")
				put("127.0.0.1")
				press("tab", "tab")
				put("9")
				press("tab")
				put("jobs")
				press("tab")
				put("p@ss")
				press("tab")
				put("Acme <jobs@acme.example>")
				press("ctrl+s")
			}},
		{name: "mailbox", in: "imaps://jobs%40acme.example:p%40ss@imap.acme.example:993/Answers\n", command: []string{"mail", "inbox", "-"},
			lines: []string{"settings mailbox", "imap.acme.example", "tls", "993", "jobs@acme.example", "p@ss", "Answers"},
			part:  shell.MailPart, screen: func(put, press typing) {
				press("i")
				put("imap.acme.example")
				press("tab", "tab", "tab")
				put("jobs@acme.example")
				press("tab")
				put("p@ss")
				press("tab")
				put("Answers")
				press("ctrl+s")
			}},
		{name: "no mailbox", command: []string{"mail", "inbox", "none", "--yes"}, lines: []string{"settings mailbox", "none"},
			part: shell.MailPart, screen: func(put, press typing) {
				press("i")
				put("")
				press("ctrl+s")
			}, says: "No mailbox is read for answers any longer."},
		{name: "language", command: []string{"template", "language", "german"}, lines: []string{"settings language", "german"},
			part: shell.TemplatesPart, screen: func(put, press typing) {
				press("m")
				put("german")
				press("ctrl+s")
			}},
		{name: "workspace", command: []string{"workspace", "set", "--company", "Acme Ltd", "--undo", "30s", "--host-address", "desk.example.com:2222"},
			lines: []string{"settings workspace", "Acme Ltd", "30", "desk.example.com:2222"},
			part:  shell.WorkspacePart, screen: func(put, press typing) {
				press("e")
				put("Acme Ltd")
				press("tab")
				put("30")
				press("tab")
				put("desk.example.com:2222")
				press("ctrl+s")
			}},
		{name: "reasons", command: []string{"workspace", "reasons", "Too far away", "Wants to wait"}, lines: []string{"settings reasons", "Too far away\\", "Wants to wait"},
			part: shell.WorkspacePart, screen: func(put, press typing) {
				press("r")
				for range outcomes.DefaultReasons() {
					press("ctrl+u", "backspace")
				}
				put("Too far away\nWants to wait")
				press("ctrl+s")
			}},
		{name: "an undo that is too long", command: []string{"workspace", "set", "--undo", "121s"}, lines: []string{"settings workspace", "", "121", "", "leave"},
			part: shell.WorkspacePart, screen: func(put, press typing) {
				press("e", "tab")
				put("121")
				press("ctrl+s", "esc")
			}, says: "The time to undo is a number of seconds from 0 to 120.", refused: true},
		{name: "profile", command: []string{"member", "edit", "robin@acme.example", "--name", "Robin R. Reyes", "--time-zone", "Asia/Tokyo"},
			lines: []string{"settings profile", "Robin R. Reyes", "", "tokyo", "", "", ""},
			part:  shell.ProfilePart, screen: func(put, press typing) {
				press("e")
				put("Robin R. Reyes")
				press("tab", "tab")
				put("Asia/Tokyo")
				press("ctrl+s")
			}},
	}
}

// TestTheThreeFrontEndsSetTheSame changes what is set on the screen, in plain lines
// and by commands: what is kept, and logged, is the same.
func TestTheThreeFrontEndsSetTheSame(t *testing.T) {
	t.Parallel()
	worlds := []*frontWorld{newFrontWorld(t), newFrontWorld(t), newFrontWorld(t)}
	for _, d := range worlds {
		d.whole.Services.Settings.Env = recruit.Environment{}
	}
	for _, c := range changes() {
		before, first := worlds[0].set(), ""
		for n, play := range []struct {
			name string
			do   func(d *frontWorld) string
		}{
			{"commands", func(d *frontWorld) string { return commands{d}.runs(d.robin, strings.NewReader(c.in), c.command...) }},
			{"plain lines", func(d *frontWorld) string { return lines{d}.typed(d.robin, c.lines...) }},
			{"screen", func(d *frontWorld) string {
				s := &screens{frontWorld: d}
				s.sit(d.robin)
				s.Run(s.app.ShowPart(c.part, ""))
				s.listen()
				c.screen(func(texts ...string) {
					for _, text := range texts {
						s.put(text)
					}
				}, func(keys ...string) { s.press(keys...) })
				return s.saw()
			}},
		} {
			d := worlds[n]
			said := play.do(d)
			d.robin = must(d.db.Member(t.Context(), d.robin.ID))
			if !strings.Contains(said, c.says) {
				t.Errorf("%s, %s: %q is not said in:\n%s", c.name, play.name, c.says, said)
			}
			if strings.Contains(said, "p@ss") && play.name != "plain lines" || strings.Contains(said, "p%40ss") {
				t.Errorf("%s, %s: the password is said:\n%s", c.name, play.name, said)
			}
			now := d.set()
			if first == "" {
				first = now
			}
			if now != first {
				t.Errorf("%s: %s and commands set\n%s\nafter:\n%s", c.name, play.name, different(now, first), said)
			}
			if (now == before) != c.refused {
				t.Errorf("%s, %s: set is\n%s\nafter:\n%s", c.name, play.name, now, said)
			}
		}
	}
}

// set tells all that is set, and what the log says of it.
func (d *frontWorld) set() string {
	d.t.Helper()
	ctx, s := d.t.Context(), d.whole.Services.Settings
	m := d.robin
	said := []string{
		fmt.Sprintf("mail %+v", must(s.Mail(ctx))), fmt.Sprintf("mailbox %s", must(s.Inbox(ctx)).URL), fmt.Sprintf("reminders %+v", must(s.Reminders(ctx))),
		"language " + must(s.Language(ctx)), "company " + must(s.Workspace(ctx)), fmt.Sprintf("undo %s", must(s.Undo(ctx))), "address " + must(s.HostAddress(ctx)),
		fmt.Sprintf("member %s %s %s %t %t %t", m.Name, m.Email, m.TimeZone, m.TwelveHour, m.Plain, m.SkipEntry),
	}
	var log []string
	for _, a := range must(d.db.Activities(ctx, recruit.ActivityFilter{})) {
		log = append(log, fmt.Sprintf("activity %s by %s: %s", a.Action, a.Actor, a.Text))
	}
	slices.Sort(log)
	return strings.Join(append(said, log...), "\n")
}
