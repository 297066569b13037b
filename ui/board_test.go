package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/outcomes"
	"recruitty/ui/shell"
)

// linked adds a candidate to the job, in a stage.
func (w *world) linked(name, stage string) recruit.Candidate {
	w.t.Helper()
	c := firstOf(w.svc.Pipeline.Add(w.t.Context(), w.robin, recruit.Candidate{Name: name}))
	firstOf(w.svc.Pipeline.Link(w.t.Context(), w.robin, c.ID, w.job.ID, stage))
	return c
}

// stageOf is the stage in which a candidate is for the job.
func (w *world) stageOf(c recruit.Candidate) string {
	w.t.Helper()
	a, _ := firstOf(w.svc.Store.Profile(w.t.Context(), c.ID)).Application(w.job.ID)
	return a.Stage
}

// TestBoard walks over the board of a job and moves people on it, on and back.
func TestBoard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	darya := w.linked("Дарья Ветрогонова", "Interview")
	lukasz := w.linked("Łukasz Nowak", "")
	w.advance(4*24*time.Hour + time.Hour)
	w.again()
	w.Press("2", "b")
	w.Shows("Staff Engineer, Storage", "3 candidates", "3 more stages", "Applied           2", "!Priya Raman   4 d", "nothing planned", "Interview         1", "!Дарья Ветрог… 4 d",
		"Priya Raman · Applied since", "No interview is planned.")
	w.Press("l", "l", "l")
	w.Shows("◂ 1 more stage", "2 more stages ▸", "▸ nobody", "Nobody is in Offer.")
	w.Press("shift+right")
	w.Shows("There is no candidate here to choose.")
	w.Press("h", "enter")
	w.Shows("Дарья Ветрогонова", "Overview")
	w.Press("esc", "shift+right")
	w.Shows("Moved Дарья Ветрогонова to Offer", "Interview         0", "Offer             1")
	if got := w.stageOf(darya); got != "Offer" {
		t.Errorf("she is in %s", got)
	}
	w.Press("left", "left", "home", "j")
	w.Shows("Łukasz Nowak · Applied since")
	w.Press("<")
	w.Shows("Applied is the first stage.")
	w.Press(">", ">") // who comes next, one after another
	if got, other := w.stageOf(lukasz), w.stageOf(w.priya); got != "Screening" || other != "Screening" {
		t.Errorf("they are in %s and %s", got, other)
	}
	w.Press("u")
	w.Shows("Priya Raman is back in Applied")
	w.Press("u", "u")
	w.Shows("Дарья Ветрогонова is back in Interview")
	w.Press("u")
	w.Shows("You have not moved anyone on this board yet")
	for c, want := range map[recruit.CandidateID]string{w.priya.ID: "Applied", lukasz.ID: "Applied", darya.ID: "Interview"} {
		if got := w.stageOf(recruit.Candidate{ID: c}); got != want {
			t.Errorf("%d is in %s, want %s", c, got, want)
		}
	}
	w.Press("esc", "enter", "b") // from the job too, and back to it
	w.Shows("3 more stages")
	w.Press("esc")
	w.Shows("Documents")
}

// TestRejectingOnABoard goes through the form that the profile has, with the upcoming interview,
// and takes it back.
func TestRejectingOnABoard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	w.work()
	w.Press("2", "b")
	w.Shows("Priya Raman", "next interview")
	w.Hides("nothing planned")
	w.Press("m")
	w.Type("rejected")
	w.Press("enter")
	w.Shows("rejected?")
	w.Type("skills")
	w.Press("enter")
	w.Shows("Tell them", "Their interviews")
	w.Press("ctrl+s")
	w.Shows("is in Rejected for", "1 interview cancelled")
	if got := w.record(r).Interview.Status; got != recruit.Cancelled || w.stageOf(w.priya) != "Rejected" {
		t.Errorf("the interview is %s, she is in %s", got, w.stageOf(w.priya))
	}
	w.Press("u")
	w.Shows("Undo the last move?", "1 interview scheduled again")
	w.Press("enter")
	w.Shows("Back in Applied")
	if got := w.record(r).Interview.Status; got != recruit.Scheduled || w.stageOf(w.priya) != "Applied" {
		t.Errorf("taken back, the interview is %s, she is in %s", got, w.stageOf(w.priya))
	}
}

// TestALongStage reads a stage part by part, from both ends, and stays where it is when
// someone else changes something.
func TestALongStage(t *testing.T) {
	t.Parallel()
	const people = 400
	w := newWorld(t, 100, 24, setup{})
	for n := range people {
		w.linked(fmt.Sprintf("Person %03d", n), "Screening")
		w.advance(time.Minute)
	}
	w.again()
	w.Press("2", "b", "l")
	w.Shows("Screening       400", "Person 000", "more")
	for range 30 {
		w.Press("pgdown")
	}
	w.Shows(" above", "+ ")
	in := func(first int) bool {
		return strings.Contains(w.Screen(), fmt.Sprintf("Person %03d · Screening", first))
	}
	shown := -1
	for n := range people {
		if in(n) {
			shown = n
		}
	}
	if shown < 100 || shown > people-50 {
		t.Fatalf("person %d is under the cursor:\n%s", shown, w.Screen())
	}
	firstOf(w.svc.Outcomes.Decide(t.Context(), w.robin, outcomes.Request{CandidateID: w.priya.ID + 1, JobID: w.job.ID, Reject: true, Reason: "skills"}, 0))
	w.Send(shell.Changed{})
	w.Shows("Screening       399")
	if !in(shown) {
		t.Errorf("after a change of others %d is not under the cursor:\n%s", shown, w.Screen())
	}
	w.Press("end")
	w.Shows(fmt.Sprintf("Person %03d · Screening", people-1), " above")
	w.Hides("+ ")
	for range 80 {
		w.Press("pgup")
	}
	w.Shows("Person 001 · Screening")
	w.Press("end", "home")
	w.Shows("Person 001 · Screening", "+ ")
	w.Hides(" above")
	for range people {
		w.Press("j")
	}
	w.Shows(fmt.Sprintf("Person %03d · Screening", people-1))
	w.Hides("+ ")
}

// TestBoardOfNobody teaches how to begin, and to an interviewer shows only whom they see.
func TestBoardOfNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	w.scheduled(true)
	other := firstOf(w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: "Clerk"}))
	w.linked("Łukasz Nowak", "Offer")
	w.again()
	w.Press("2", "g", "g", "b")
	w.Shows("Clerk", "0 candidates", "No candidates are linked to this job yet. Press n to link a candidate.")
	w.Press("n")
	w.Shows("Link a candidate to Clerk")
	w.Press("esc", "esc")
	w.visit(w.dana)
	w.Press("2", "b")
	w.Shows("1 candidate")
	w.Hides("Łukasz", "nothing planned", other.Title)
	w.Press(">")
	w.Shows("is an interviewer and may not change this")
}

// TestMovingSeveralOnABoard marks some, sees what would happen, moves all and takes it back.
func TestMovingSeveralOnABoard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	lukasz, darya, zoe := w.linked("Łukasz Nowak", ""), w.linked("Дарья Ветрогонова", ""), w.linked("Zoë Quirkham", "Screening")
	w.again()
	w.Press("2", "b", "space", "space", "space", "l", "space")
	w.Shows("4 marked", "•!Priya Raman", "•!Łukasz Nowak")
	w.Press("h", "k", "space") // not this one
	w.Shows("3 marked", "move 3 marked")
	w.Press("m")
	w.Type("rejected")
	w.Press("enter")
	w.Shows("reject them one at a time")
	w.Press("m")
	w.Type("screening")
	w.Press("enter")
	w.Shows("Move 2 candidates to Screening?", "No one is emailed.", "Priya Raman: Applied ▸ Screening", "1 candidate in Screening already")
	w.Press("esc")
	if got := w.stageOf(w.priya); got != "Applied" {
		t.Errorf("the preview moved her to %s", got)
	}
	w.Press(">")
	w.Shows("Move 2 candidates to Screening?")
	w.Press("enter")
	w.Shows("2 candidates moved to Screening.")
	w.Hides("marked")
	got := w.stageOf(w.priya) + w.stageOf(lukasz) + w.stageOf(darya) + w.stageOf(zoe)
	if got != "ScreeningAppliedScreeningScreening" && got != "ScreeningScreeningAppliedScreening" {
		t.Errorf("they are in %s", got)
	}
	w.Press("u")
	w.Shows("2 candidates moved back.")
	if got := w.stageOf(w.priya) + w.stageOf(lukasz) + w.stageOf(darya) + w.stageOf(zoe); got != "AppliedAppliedAppliedScreening" {
		t.Errorf("taken back, they are in %s", got)
	}
	w.Press("space")
	w.Shows("1 marked")
	w.Press("esc")
	w.Hides("1 marked")
	w.Shows("Staff Engineer, Storage", "4 candidates")
}

// TestBoardByMouse clicks on a candidate, and once more to open them.
func TestBoardByMouse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.linked("Łukasz Nowak", "")
	w.linked("Дарья Ветрогонова", "Offer")
	w.again()
	w.Press("2", "b")
	w.click("Дарья Ветрог")
	w.Shows("Дарья Ветрогонова · Offer since")
	w.click("Łukasz Nowak ")
	w.Shows("Łukasz Nowak · Applied since")
	w.wheel("!Łukasz Nowak", tea.MouseWheelUp)
	w.Shows("Priya Raman · Applied since")
	w.click("!Priya Raman")
	w.Shows("Overview", "priya@example.com")
}
