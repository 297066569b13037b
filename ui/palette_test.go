package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// TestThePaletteFindsEverything types each word on the first screen of every
// section, and expects a row of that name.
func TestThePaletteFindsEverything(t *testing.T) {
	t.Parallel()
	words := []struct{ typed, row string }{
		{"connect", "Connect"}, {"disconnect", "Disconnect"}, {"reconnect", "Reconnect"}, {"reschedule", "Reschedule"}, {"cancel", "Cancel"},
		{"undo", "Undo"}, {"theme", "Theme"}, {"import", "Import"}, {"export", "Export"}, {"help", "Keys"}, {"who is invited", "Who is invited"},
		{"participants", "Who is invited"}, {"close job", "Close job"}, {"reopen", "Close job"}, {"link", "Link to a job"}, {"unlink", "Move stage"},
		{"move stage", "Move stage"}, {"stage", "Move stage"}, {"note", "Note"}, {"add file", "Add file"}, {"add document", "Add document"},
		{"schedule", "Schedule an Interview"}, {"take over", "Take over"}, {"outcome", "Outcome"}, {"no-show", "Outcome"},
		{"what changed", "Details"}, {"edit", "Edit details"}, {"another host", "Another host"}, {"copy", "Copy link"},
		{"new job", "New job"}, {"new candidate", "New candidate"}, {"closed jobs", "Closed jobs too"}, {"mine", "Mine or all"},
		{"retry", "Try now"}, {"outbox", "Outbox"}, {"give up", "Give up"}, {"edit address", "Edit address"},
		{"today", "Today"}, {"jobs", "Jobs"}, {"candidates", "Candidates"}, {"interviews", "Interviews"}, {"settings", "Settings"},
		{"profile", "Profile"}, {"team", "Team"}, {"integrations", "Other Integrations"}, {"mail", "Mail"}, {"templates", "Templates"},
		{"workspace", "Workspace"}, {"doctor", "Doctor"}, {"time zone", "Time zone"}, {"clock", "Clock"}, {"company", "Company"},
		{"reminders", "Reminders"}, {"mailbox", "Mailbox for answers"}, {"smtp", "Mail server"}, {"language", "Language of emails"},
		{"ssh keys", "SSH keys"}, {"invite", "Invite"}, {"add a member", "Add a member"}, {"zoom app", "Zoom app"}, {"default", "Make default"},
		{"backup", "Backup"}, {"restore", "Restore"}, {"erase", "Erase a candidate"}, {"quit", "Quit"},
		{"dana", "Dana Ortiz"}, {"robin@acme", "Robin Reyes"}, {"priya", "Priya Raman"}, {"staff", "Staff Engineer, Storage"}, {"technical", "Technical interview, Priya Raman"},
		{"reminder", "Interview is coming up, to"}, {"cancelled", "Interview is cancelled, to"}, {"new time", "Interview has a new time"},
	}
	for s := shell.Today; s <= shell.Settings; s++ {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 120, 40, setup{})
			w.phone("Technical interview")
			if s != shell.Today {
				w.Run(w.app.Goto(s))
			}
			for _, word := range words {
				w.Press("ctrl+k")
				w.put(word.typed)
				found := false
				for _, line := range strings.Split(w.Screen(), "\n") {
					_, row, framed := strings.Cut(line, "│")
					found = found || framed && strings.HasPrefix(strings.TrimLeft(row, " ▸"), word.row)
				}
				if !found {
					t.Errorf("%q does not find %q:\n%s", word.typed, word.row, w.Screen())
				}
				w.Press("esc")
				w.Rest()
			}
		})
	}
}

// phone schedules an interview by phone for the world's candidate.
func (w *world) phone(title string) recruit.Record {
	w.t.Helper()
	return firstOf(w.overbook(w.t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title,
		Start: w.clock().Add(24 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+44 20 7946 0958"}, 0))
}

// TestNamesGoBeforeHeadlines holds the order of what is found.
func TestNamesGoBeforeHeadlines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	ctx := t.Context()
	firstOf(w.svc.Jobs.Add(ctx, w.robin, recruit.Job{Title: "Backend Engineer"}))
	for _, name := range []string{"Ana Costa", "Backend Bob", "Cleo Backend"} {
		c := recruit.Candidate{Name: name, Email: strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@example.com"}
		if name == "Ana Costa" {
			c.Headline = "Backend engineer of ten years"
		}
		firstOf(w.svc.Pipeline.Add(ctx, w.robin, c))
	}
	w.Press("ctrl+k")
	w.Type("backend")
	last := -1
	for _, name := range []string{"Backend Engineer", "Backend Bob", "Cleo Backend", "Ana Costa"} {
		at := strings.Index(w.Screen(), name)
		if at <= last {
			t.Fatalf("%q is not where it should be:\n%s", name, w.Screen())
		}
		last = at
	}
	w.Press("enter")
	w.Shows("Backend Engineer", "[All 0]")
}

// TestThePaletteAsksWhatItIsAbout begins actions of a candidate, an interview, a
// job and the settings from Today.
func TestThePaletteAsksWhatItIsAbout(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, chosen, shows string }{
		{"reschedule", "technical", "Reschedule Interview Event"},
		{"who is invited", "technical", "Who is invited"},
		{"schedule an", "priya", "Schedule Interview Event"},
		{"note", "priya", "Note"},
		{"reject", "priya", "Why is Priya rejected?"},
		{"move stage", "priya", "Undo the last move"},
		{"link to", "priya", "There is no open job that Priya Raman is not linked to"},
		{"close job", "staff", "Close"},
		{"edit details", "priya", "priya@example.com"},
		{"theme", "", "Opens with"},
		{"mailbox for", "", "Mailbox for answers"},
		{"add a member", "", "Role"},
		{"disconnect", "", "Choose a row; x is Disconnect."},
		{"dana", "", "▸ Dana Ortiz"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			w.phone("Technical interview")
			w.Press("ctrl+k")
			w.Type(c.typed)
			w.Press("enter")
			if c.chosen != "" {
				w.Shows("which ")
				w.Rest()
				w.Type(c.chosen)
				w.Press("enter")
			}
			w.Shows(c.shows)
			w.Hides("which ", "Everything by name  ")
		})
	}
}

// TestArrowsOpenAForm opens a form in every section with arrows, enter, esc and
// tab alone.
func TestArrowsOpenAForm(t *testing.T) {
	t.Parallel()
	for s, form := range map[shell.Section]string{shell.Today: "New job", shell.Jobs: "New job", shell.Candidates: "New candidate",
		shell.Interviews: "New job", shell.Outbox: "New job", shell.Settings: "Profile"} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			w.toSection(s)
			if s == shell.Settings {
				w.Press("enter")
			} else {
				w.Press("esc")
				for range 8 {
					w.Press("down")
				}
				w.Press("enter")
				w.Shows("Everything by name")
				for range 40 {
					if strings.Contains(w.Screen(), "▸ "+form) {
						break
					}
					w.Press("down")
				}
				w.Press("enter")
			}
			w.Shows(form, "ctrl+s")
			w.Press("esc")
			w.Hides("ctrl+s")
		})
	}
}

// TestWhatASettingHoldsIsShownThere holds the palette's names of settings to
// the words on the screen.
func TestWhatASettingHoldsIsShownThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 140, 40, setup{})
	for _, name := range []string{"Theme", "Clock", "Time zone", "Opens with", "Company", "Undo", "SSH address", "Data", "Backup", "Time zone rules",
		"Mail server", "From", "Remind candidate", "Remind panel", "Answers", "Zoom", "Phone",
		"Working hours", "Lunch", "Public holidays", "Time off", "Free around", "A reading counts", "Soft words", "Firm words"} {
		w.Press("ctrl+k")
		w.put(name)
		w.Press("enter")
		w.Shows("▸ Settings", name)
		w.Hides("Everything by name  ", "ctrl+s")
	}
}
