package fetch

import "testing"

type mark struct{ For, Token string }

// TestCursorsComeBack holds that a cursor is read as it was written, and that what is none
// is nothing.
func TestCursorsComeBack(t *testing.T) {
	t.Parallel()
	was := mark{"that", "1–2"}
	if got := ReadCursor[mark](WriteCursor(was)); got != was {
		t.Errorf("came back as %+v", got)
	}
	for _, text := range []string{"", "%", "e30", "W10", "eyJGb3IiOjF9", WriteCursor(was)[:9], WriteCursor(func() {})} {
		if got := ReadCursor[mark](text); got != (mark{}) {
			t.Errorf("%q is %+v", text, got)
		}
	}
}
