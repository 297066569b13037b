package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/zoom/zoomsim"
)

// doctor goes to Settings, Doctor.
func (w *world) doctor() {
	w.Run(w.app.Goto(shell.Settings))
	w.Press("left")
}

func TestDoctorFindsAndRepairs(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		i := w.scheduled(true)
		id := i.Interview.Meeting.ID
		w.sim.ChangeMeeting(id, func(m *zoomsim.Meeting) { m.Start = m.Start.Add(2 * time.Hour) })
		orphan := firstOf(w.outbox.Meetings.CreateMeeting(t.Context(), firstOf(w.svc.Accounts.Status(t.Context(), w.robin)).Connection, recruit.MeetingDraft{
			Reference: "rct-aaaaaaaaaaaa", Topic: "Nobody's", Start: w.clock().Add(48 * time.Hour), Duration: time.Hour, TimeZone: "UTC"}))
		w.doctor()
		w.Shows("Doctor", "looked at 14:03", "✗ problem", "In Zoom Technical interview is on", "move it back", "delete it", "r check again")
		w.Press("enter")
		w.Shows("On its way to Zoom")
		w.work()
		w.Press("r")
		w.Hides("In Zoom Technical interview is on")
		w.Press("enter")
		w.Shows("Delete this meeting at Zoom?", "cannot be undone", "▸ No     Delete it")
		w.Press("right", "enter")
		w.Shows("Zoom deleted the meeting", "Everything is in order")
		for _, m := range w.sim.Meetings() {
			if m.ID == orphan.ID {
				t.Error("the orphan is still there")
			}
		}
	}
}

func TestDoctorCreatesAMeetingAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	i := w.scheduled(true)
	w.sim.RemoveMeeting(i.Interview.Meeting.ID)
	w.doctor()
	w.Shows("no longer exists", "create it again")
	w.Press("enter")
	w.Shows("Create the meeting again?", "new link")
	w.Press("n")
	w.Hides("Create the meeting again?")
	w.Press("enter", "right", "enter")
	w.Shows("On its way to Zoom")
	w.work()
	if n := len(w.sim.Meetings()); n != 1 {
		t.Errorf("%d meetings", n)
	}
}

func TestDoctorWithoutZoom(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.doctor()
	w.Shows("Zoom is not connected, so there is nothing to compare")
	w.connect()
	w.scheduled(true)
	if err := w.sim.AddFault(zoomsim.Fault{Operation: "*", Times: -1, Do: "html"}); err != nil {
		t.Fatal(err)
	}
	w.Press("r")
	w.Shows("Zoom could not be asked", "r looks again")
	w.Hides("Everything is in order")
	_ = w.db.Close()
	w.Press("r")
	w.Shows("✗")
}

func TestThePaletteLeadsToTheDoctor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Press("ctrl+k")
	w.Type("doctor")
	w.Press("enter")
	w.Shows("Doctor", "nothing to compare")
}
