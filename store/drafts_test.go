package store

import (
	"testing"

	"recruitty/recruit"
)

// TestNothingIsKeptAboutAnErasedPerson holds for forms that were open when the
// person was erased.
func TestNothingIsKeptAboutAnErasedPerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	key := recruit.DraftKey(w.member.ID, w.candidate.ID, "note")
	other := recruit.DraftKey(w.member.ID, 0, "candidate")
	must(t, w.SetSetting(w.ctx, key, "half a note"))
	must(t, w.SetSetting(w.ctx, other, `{"typed":{"email":"`+w.candidate.Email+`"}}`))
	must(t, w.erase(w.candidate.ID, recruit.Activity{}))
	for _, k := range []string{key, other} {
		if kept, err := w.Setting(w.ctx, k); kept != "" || err != nil {
			t.Errorf("%s is %q, %v", k, kept, err)
		}
	}
	wantKind(t, w.SetSetting(w.ctx, key, "half a note, and more"), recruit.ErrRefused)
	if kept, err := w.Setting(w.ctx, key); kept != "" || err != nil {
		t.Errorf("afterwards it is %q, %v", kept, err)
	}
	must(t, w.SetSetting(w.ctx, key, "")) // leaving the form
}
