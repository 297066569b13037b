package filter_test

import (
	"errors"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/filter"
)

// TestOwnFields reads what is asked of fields of candidates.
func TestOwnFields(t *testing.T) {
	t.Parallel()
	l := language(t, filter.Candidates)
	l.Known = map[recruit.Field][]string{recruit.ByOwn: {"Notice period", "Level"}}
	for typed, want := range map[string]string{
		`field:"notice period"`:              "field:notice period",
		`field:"notice period"="3 Months"`:   "field:notice period=3 months",
		`-field:level=junior,"Senior Staff"`: "-field:level=junior,senior staff",
		`field:level>=70,000.50`:             "field:level>=70000.5",
		`field:"notice period">1`:            "field:notice period>1",
		`field:level<tomorrow`:               "field:level<2026-12-01",
		`field:level=1.50`:                   "field:level=1.5",
	} {
		if q, err := l.Parse(typed); err != nil || shown(q) != want {
			t.Errorf("%s is %q, %v", typed, shown(q), err)
		}
	}
	for _, typed := range []string{"field:", "field:badge", "field:level=", "field:level>", "field:level>high", "field:level=---"} {
		if q, err := l.Parse(typed); !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%s is %q, %v", typed, shown(q), err)
		}
	}
	// While it is typed, nothing is asked for yet.
	for _, typed := range []string{"field:", "field:not", "field:level=", "field:level>hig"} {
		if q, err := l.ParseTyped(typed); err != nil || !q.Empty() {
			t.Errorf("typing %s is %q, %v", typed, shown(q), err)
		}
	}
	if all := l.Complete("x field:n"); len(all) != 1 || all[0].Text != `x field:"Notice period"=` {
		t.Errorf("completed to %+v", all)
	}
}
