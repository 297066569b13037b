package recruit_test

import (
	"testing"

	"recruitty/recruit"
)

// TestAChangeIsASentence holds how each change that can be undone is named.
func TestAChangeIsASentence(t *testing.T) {
	t.Parallel()
	for kind, want := range map[recruit.VersionKind]string{
		recruit.WasScheduled:   "Talk was scheduled",
		recruit.WasRescheduled: "Talk was rescheduled",
		recruit.WasCancelled:   "Talk was cancelled",
		recruit.WasCompleted:   "Talk took place",
		recruit.WasNoShow:      "Nobody came to Talk",
		recruit.WasRegrouped:   "Other people were invited to Talk",
	} {
		if got := kind.Of("Talk"); got != want {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
}
