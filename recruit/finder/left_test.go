package finder_test

import (
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/windows"
)

// TestWhoNeedNotComeIsLeftOut holds that who is busy at an hour to which they need not
// come is named as left out, and who can come is not.
func TestWhoNeedNotComeIsLeftOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana, haru := w.member(t, "Dana", recruit.Interviewer), w.member(t, "Haru", recruit.Interviewer)
	w.calendar(t, dana, busy.Interval{Start: at(0), End: at(13), State: busy.Busy})
	w.calendar(t, haru)
	ask := finder.Request{Candidate: w.candidate.ID, Duration: time.Hour, People: []string{dana.Email, haru.Email}, From: at(10), To: at(18)}
	found, err := w.Find(t.Context(), w.robin, ask)
	must(t, err)
	for _, h := range found.Hours {
		if h.Left != nil || h.Uninvited() != "" || h.Staying() != "" {
			t.Errorf("%s is left out although everybody comes", h.Uninvited())
		}
	}
	ask.To = at(12)
	if found, err = w.Find(t.Context(), w.robin, ask); err != nil || len(found.Hours) > 0 {
		t.Fatalf("%+v, %v", found.Hours, err)
	}
	for _, way := range found.Relaxations {
		if finder.WayOut(way) != "if Dana need not come: "+recruit.Counted(way.Hours, "hour", "hours") {
			continue
		}
		ask.Lifts = way.Lifts
		found, err = w.Find(t.Context(), w.robin, ask)
		must(t, err)
		h := found.Hours[0]
		if len(h.Left) != 1 || h.Left[0].ID != dana.ID || slices.Contains(h.Addresses(), dana.Email) {
			t.Errorf("left out %+v of %v", h.Left, h.Addresses())
		}
		if said := h.Uninvited() + " " + h.Staying(); said != "Dana is optional then and is not invited. Dana cannot come then and stays invited; change the participants once it is moved." {
			t.Errorf("said %q", said)
		}
		return
	}
	t.Errorf("there is no such way out: %+v", found.Relaxations)
}

// TestAnswersToQuestions holds how a question about the candidate's words is answered.
func TestAnswersToQuestions(t *testing.T) {
	t.Parallel()
	q := windows.Question{Says: "“3” can be two times.", Choices: []windows.Choice{{Value: "03:00", Label: "3 am"}, {Value: "15:00", Label: "3 pm"}}}
	for typed, want := range map[string]string{"1": "03:00", " 2 ": "15:00", "3 PM": "15:00", "15:00": "15:00", "3": windows.LeaveOut, "-": windows.LeaveOut, "ignore these words": windows.LeaveOut} {
		if got, err := finder.Answer("answer", q, typed); err != nil || got != want {
			t.Errorf("%q is %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "0", "4", "-1", "99999999999999999999", "noon"} {
		_, err := finder.Answer("answer", q, typed)
		if recruit.FieldOf(err) != "answer" || recruit.Sentence(err) != "“3” can be two times. Answer with a number: 1 for 3 am, 2 for 3 pm, 3 for ignore these words." {
			t.Errorf("%q gave %v", typed, err)
		}
	}
}
