package plain_test

import (
	"testing"

	"recruitty/recruit"
)

// TestFieldsInLines holds that everything about the fields of candidates can be done in
// lines: add, fill in, rename, move, remove and bring back.
func TestFieldsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	has(t, w.says(w.dana, "fields", "fields change", "fields nonsense"), "No fields of candidates are defined yet", "There are no fields yet; type fields add", "There is no field called")
	has(t, w.says(w.dana, "fields add", "Notice", "2", "1"), "Added the field Notice.")
	has(t, w.says(w.dana, "fields add", "Level", "5", "Junior", "leave"), "Choices")
	has(t, w.says(w.dana, "new candidate", "Priya Nair", "", "", "", "", "", "change candidate", "", "", "", "", "", "", "", "", "", "", "", "", "", "soon"), "Added Priya Nair.", "is not a number")
	has(t, w.says(w.dana, "fields change", "Notice weeks", "", "", "fields", "1"), "Saved the field Notice weeks.", "1 field.", "Notice weeks, number", "It was called Notice before.", "In use by 0 candidates.")
	has(t, w.says(w.dana, "fields remove", "no", "fields remove", "yes", "fields restore", "fields move", "x", "1"), "No candidate has a value in it.", "Removed the field Notice weeks. fields restore Notice weeks undoes that.", "Brought back the field", "A place is a number", "Moved.")
	ann := w.member("Ann Low", recruit.Interviewer)
	has(t, w.says(ann, "fields"), "shown only to those who see the whole workspace")
}
