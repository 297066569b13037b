package ui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/interviews"
	"recruitty/zoom/zoomsim"
)

func TestScheduleFromFormToCalendar(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
		w.Shows("Schedule Interview Event", "Priya Raman", "Title", "Description", "esc close (kept)", "ctrl+s preview and send")
		w.fillIn("tue 1 dec 10am")
		w.Shows("Tue 1 Dec 2026, 10:00 Lisbon (UTC+0)", "Kolkata for Priya", "in 9 days")
		w.Press("tab", "tab", "tab")
		w.Shows("Participants")
		w.put("dan")
		w.Shows("Dana Ortiz")
		w.Press("enter", "enter")
		w.Shows("Additional Files", "Job description")
		w.Press("tab")
		w.Shows("Select Platform", "Zoom (robin@acme.example, Basic)", "Basic host", "40 minutes")
		w.Press("ctrl+s")
		w.Shows("This will happen: 1 Zoom meeting · 2 invitations", "priya@example.com", "15:30–16:15 Kolkata", "Nothing is saved or sent yet", "enter Send Invitation")
		w.Press("enter")
		w.Shows("✓ Saved", "undo (8 s)", "◌ Zoom meeting", "Invitations 0 of 2")
		w.Hides("✓ Zoom meeting", "Send Invitation")
		w.advance(9 * time.Second)
		w.work()
		w.Shows("✓ Zoom meeting", "✓ Invitations 2 of 2", "✓ priya@example.com", "everything above is confirmed")
		w.Press("esc")
		w.Hides("Schedule Interview Event")
		all, err := w.svc.Store.Interviews(t.Context(), recruit.InterviewFilter{})
		if err != nil || len(all) != 1 || all[0].Meeting == nil || all[0].Duration != 45*time.Minute {
			t.Fatalf("interviews %+v, %v", all, err)
		}
		w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
		w.Hides("Technical interview\n", "Storage engines")
	}
}

func TestConnectFromTheForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{remote: true})
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("ctrl+s")
	w.Shows("✗ Zoom is not connected", "ctrl+o connects it from here", "ctrl+o connect Zoom")
	if n := strings.Count(w.Screen(), "Zoom is not connected"); n != 1 {
		t.Errorf("said %d times that Zoom is not connected:\n%s", n, w.Screen())
	}
	w.Press("ctrl+o", "enter")
	w.put(firstOf(zoomsim.Approve(t.Context(), nil, w.address(), "robin@acme.example")))
	w.Shows("Schedule Interview Event", "Zoom (robin@acme.example, Basic)")
	w.Press("ctrl+s")
	w.Shows("1 Zoom meeting · 1 invitation")
}

func TestWhatCannotBeScheduled(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 108, 40, setup{})
	w.connect()
	big := filepath.Join(t.TempDir(), "big.bin")
	if err := os.WriteFile(big, make([]byte, 20<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	next := func(text string, shows ...string) {
		t.Helper()
		w.Press("ctrl+u")
		w.put(text)
		w.Press("ctrl+s")
		w.Shows(shows...)
		w.Hides("This will happen")
	}
	w.field("Title")
	w.Shows("Title                      ┃ Interview")
	w.Press("ctrl+u", "ctrl+s")
	w.Shows("✗ The interview needs a title")
	next(strings.Repeat("x", 201), "The title has 201 characters; at most 200 are possible")
	// The title is checked after what the form itself can tell.
	w.Press("ctrl+u")
	w.put("Talk \x1b[31m\u202eevil")
	w.Press("tab", "tab", "tab")
	next("2026-11-20 10:00", "✗ Fri 20 Nov 2026 10:00 is in the past; choose a time in the")
	if n := strings.Count(w.Screen(), "in the past"); n != 1 {
		t.Errorf("it is said %d times", n)
	}
	next("2032-11-20 10:00", "✗ Sat 20 Nov 2032 is more than five years away; check the year.")
	if n := strings.Count(w.Screen(), "five years away"); n != 1 {
		t.Errorf("it is said %d times", n)
	}
	next("01/02/2027 10:00", "can be 1 Feb 2027 or 2 Jan 2027")
	next("2027-10-31 01:30", "occurs twice in Lisbon", "↑ or ↓", "01:30 Lisbon (UTC+1)", "01:30 Lisbon (UTC+0)")
	w.Press("down")
	w.Shows("2027-10-31 01:30 +01:00", "▸ Sun 31 Oct 2027, 01:30 Lisbon (UTC+1)")
	w.Press("down")
	w.Shows("2027-10-31 01:30 +00:00", "▸ Sun 31 Oct 2027, 01:30 Lisbon (UTC+0)")
	w.Press("tab")
	next("Mars/Base", "is not a time zone")
	w.Press("ctrl+u")
	w.put("Europe/Lisbon")
	w.Press("tab")
	next("0", "The duration “0” is out of range")
	next("25h", "The duration “25h” is out of range")
	w.Press("ctrl+u")
	w.put("1h")
	w.Press("tab")
	next("priya@example.com", "is the candidate, who is invited anyway")
	next("not an address", "neither a member of the team nor an email address")
	next("dana@acme.example, dana@acme.example", "Dana Ortiz", "is already on the list")
	w.Press("ctrl+u", "tab", "down")
	for path, why := range map[string]string{big: "has 20 MB", filepath.Dir(big): "is a folder", big + "x": "There is no file"} {
		w.Press("ctrl+u")
		w.put(path)
		w.Press("enter")
		w.Shows(why)
	}
	w.Press("ctrl+s")
	w.Hides("This will happen")
	w.Press("ctrl+u", "ctrl+s")
	w.Shows("Talk evil", "This will happen: 1 Zoom meeting · 2 invitations")
}

func TestAPathTypedOrDroppedOnAFileIsNotLost(t *testing.T) {
	t.Parallel()
	for name, give := range map[string]func(*world){
		"typed":   func(w *world) { w.Type("/no/xyz.pdf") },
		"dropped": func(w *world) { w.Send(tea.PasteMsg{Content: "/no/xyz.pdf"}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			w.connect()
			w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
			w.put("tue 1 dec 10am")
			w.Press("tab", "tab", "tab", "tab")
			w.Shows("Additional Files", "▸ [✓] Job description", "space: attach or not")
			give(w)
			w.Shows("[✓] Job description", "▸ + /no/xyz.pdf")
			w.Press("enter")
			w.Shows("There is no file")
		})
	}
}

func TestFilesThatAreTooLargeTogetherAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 108, 40, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("tab", "tab", "tab", "tab")
	for n, name := range []string{"one.bin", "other.bin"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte{byte(n)}, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, 8<<20); err != nil {
			t.Fatal(err)
		}
		w.put(path)
		w.Press("enter")
	}
	w.Shows("The files have 16.1 MB in total; an invitation can have at most 15 MB,", "so remove one.")
	w.Hides("off..")
}

func TestAProgramForTheCandidateIsAskedAbout(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "task.sh")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho hello\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Press("tab", "tab", "tab", "tab")
	w.put(program)
	w.Press("enter", "right")
	w.Shows("▸ [✓] task.sh (everyone")
	w.Press("ctrl+s")
	w.Shows("Send a program to the candidate?", "▸ No     Send it")
	w.Press("n")
	w.Shows("task.sh is a program or may run one. Remove it")
	w.Hides("--allow-executable")
	w.Press("left") // the panel only
	w.Shows("task.sh (panel only")
	w.Press("ctrl+s")
	w.Shows("Send a program to the panel?", "Who sent it to you?", "file from a stranger")
	w.Press("right", "enter")
	w.Shows("This will happen", "task.sh")
}

// TestAFormSaysThatItGoesOn holds for a window in which not all fields fit.
func TestAFormSaysThatItGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		w, h int
		says bool
	}{{80, 24, false}, {62, 18, true}, {120, 40, false}} {
		w := newWorld(t, c.w, c.h, setup{})
		w.Press("3", "enter", "s")
		w.Shows("Schedule Interview Event", "ctrl+s preview and send")
		if strings.Contains(w.Screen(), " below ─╯") != c.says {
			t.Errorf("%d×%d: %s", c.w, c.h, w.Screen())
		}
	}
}
