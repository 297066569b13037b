package importer

import "testing"

// TestWhatIsTakenBackLeavesItsKind refuses rows that had remarks: the kinds of which
// screens and commands tell count the rows that are left, and name one of them.
func TestWhatIsTakenBackLeavesItsKind(t *testing.T) {
	t.Parallel()
	var r Report
	for line := 2; line <= 4; line++ {
		r.Remarks.add(line, "the id %d was cut", line)
	}
	r.Remarks.add(3, "the title is gone")
	r.refused(2, "no room")
	r.refused(3, "no room")
	if r.Remarks.Count != 1 || len(r.Remarks.Kinds) != 1 || r.Remarks.Kinds[0].Count != 1 || r.Remarks.Kinds[0].Line != 4 || r.Bad.Kinds[0].Count != 2 {
		t.Errorf("%+v", r)
	}
	for line := 5; line <= 6; line++ {
		r.Duplicates.add(line, "Ana is known here already%s", further)
	}
	r.unlinked(5, "it is closed", false)
	if k := r.Duplicates.Kinds; len(k) != 2 || k[0].Count != 1 || k[0].Line != 6 || k[1].Count != 1 || k[1].Reason != "Ana is known here already" {
		t.Errorf("%+v", k)
	}
}
