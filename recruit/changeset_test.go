package recruit

import (
	"slices"
	"testing"
)

func TestNews(t *testing.T) {
	t.Parallel()
	one := Change{Interview: 1, Candidate: 10, Job: 5, Members: []MemberID{7}}
	of := func(c CandidateID) func(Change) bool { return func(x Change) bool { return x.Candidate == c } }
	var none ChangeSet
	if !none.Affects(of(99)) {
		t.Error("no news may be about anything")
	}
	n := none.With(one)
	if !n.Affects(of(10)) || n.Affects(of(11)) {
		t.Errorf("%+v concern the wrong candidate", n)
	}
	n = n.With(Change{Interview: 1, Candidate: 10, Job: 5, Members: []MemberID{7, 8}, NeedsAttention: true})
	if len(n) != 1 || !n[0].NeedsAttention || !slices.Equal(n[0].Members, []MemberID{7, 8}) || len(one.Members) != 1 {
		t.Errorf("two changes of one interview are %+v", n)
	}
	if n = n.With(Change{}); len(n) != 1 || !n.Affects(of(99)) {
		t.Errorf("a change of anything among others: %+v", n)
	}
	if n = n.With(one); len(n) != 1 || !n.Affects(of(99)) {
		t.Errorf("another after it: %+v", n)
	}
	n = nil
	for i := range maxChanges + 1 {
		n = n.With(Change{Interview: InterviewID(i + 1), Candidate: 1})
	}
	if len(n) != 1 || !n.Affects(of(99)) {
		t.Errorf("%d changes are told apart", len(n))
	}
}
