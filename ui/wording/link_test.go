package wording

import "testing"

// TestMasked holds that a link that is shown beside a hidden passcode does not
// hold it.
func TestMasked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ link, shown string }{
		{"https://zoom.us/j/82914375521?pwd=c2VjcmV0", "https://zoom.us/j/82914375521?pwd=***"},
		{"https://zoom.us/j/82914375521?uname=x&PWD=c2VjcmV0&n=1", "https://zoom.us/j/82914375521?uname=x&PWD=***&n=1"},
		{"https://zoom.us/w/82914375521?tk=abc.def&pwd=x#success", "https://zoom.us/w/82914375521?tk=***&pwd=***#success"},
		{"https://zoom.us/j/82914375521?p%77d=secret", "https://zoom.us/j/82914375521?p%77d=***"},
		{"https://zoom.us/j/82914375521", "https://zoom.us/j/82914375521"},
		{"https://meet.example.com/abc?pwd=", "https://meet.example.com/abc?pwd="},
		{"", ""},
	} {
		if got := Masked(c.link); got != c.shown {
			t.Errorf("Masked(%q) = %q, want %q", c.link, got, c.shown)
		}
	}
}
