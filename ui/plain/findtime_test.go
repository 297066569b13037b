package plain_test

import (
	"testing"

	"recruitty/recruit"
)

// TestFindATimeInLines holds that hours are found in place of a time: what is not known is
// said, a way out is taken by its letter, and an hour by its number.
func TestFindATimeInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.member("Lee Park", recruit.Interviewer)
	heard := w.says(w.dana, "candidate priya", "schedule", "Talk", "", "find", "45", "lee@example.com", "", "a", "1", "leave")
	has(t, heard, "No time suits everybody until", "it is not known whether Lee Park is free", "a: without knowing whether Lee Park is free",
		"Lee Park has not connected a calendar.", "Which time", "1: Mon", "But: it is not known whether Lee Park is free", "Event Duration", "What you typed is kept")
}

// TestTheCandidatesWordsInLines holds that what is unclear is asked by numbers, that
// nothing is guessed, and that hours are only found in what was meant.
func TestTheCandidatesWordsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.member("Lee Park", recruit.Interviewer)
	heard := w.says(w.dana, "candidate priya", "schedule", "Talk", "", "find", "45", "lee@example.com", "", "a",
		"words", "see you soon", "words", "next Tuesday after 3pm", "7", "back", "words", "next Tuesday after 3pm", "2", "leave")
	has(t, heard, "No time was found in this text", "can be Tue", "1: Tue", "3: ignore these words", "Answer with a number: 1 for Tue", "Understood: Tue", "the candidate did not offer a time then")
}
