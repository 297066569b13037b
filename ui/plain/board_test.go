package plain_test

import (
	"fmt"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/plain/talk"
)

// TestABoardIsSaid says who is in which stage, page by page, and opens one of them.
func TestABoardIsSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee := w.member("Lee Park", recruit.Interviewer)
	job := firstOf(w.svc.Jobs.Add(t.Context(), w.dana, recruit.Job{Title: "Baker"}))
	has(t, w.says(w.dana, "board baker"), "Baker, open: Applied 0, Screening 0", "No candidates are linked to this job yet.")
	for n := range talk.PerPage + 2 {
		c := firstOf(w.svc.Pipeline.Add(t.Context(), w.dana, recruit.Candidate{Name: fmt.Sprintf("Mona Bakar %02d", n)}))
		stage := ""
		if n%4 == 3 {
			stage = "Screening"
		}
		firstOf(w.svc.Pipeline.Link(t.Context(), w.dana, c.ID, job.ID, stage))
	}
	said := w.says(w.dana, "board baker", "more", "1")
	has(t, said, "1. Mona Bakar 00, Applied since ", "waits for you: nothing planned", "Mona Bakar 03, Screening since ", fmt.Sprintf("%d. ", talk.PerPage+2), "Mona Bakar 00.\n")
	if n := strings.Count(said, "Applied since "); n < talk.PerPage*3/4 {
		t.Errorf("%d are said in the first stage:\n%s", n, said)
	}
	has(t, w.says(w.dana, "board"), "Type board and a part of the job's title.")
	has(t, w.says(lee, "board baker"), "There is no job like that.")
}
