package interviews

import (
	"errors"
	"testing"

	"recruitty/recruit"
)

func TestReadMeeting(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]recruit.Meeting{
		"82914375521":     {ID: 82914375521, JoinURL: "https://zoom.us/j/82914375521"},
		" 829 1437 5521 ": {ID: 82914375521, JoinURL: "https://zoom.us/j/82914375521"},
		"829-1437-552":    {ID: 8291437552, JoinURL: "https://zoom.us/j/8291437552"},
		"https://acme.zoom.us/j/82914375521?pwd=a": {ID: 82914375521, JoinURL: "https://acme.zoom.us/j/82914375521?pwd=a"},
		"https://zoom.us/wc/82914375521/join":      {ID: 82914375521, JoinURL: "https://zoom.us/wc/82914375521/join"},
		"http://zoom.us/j/82914375521":             {},
		"https://zoom.us/j/acme":                   {},
		"javascript://x/82914375521":               {},
		"https:///j/82914375521":                   {},
		"12345678":                                 {},
		"829143755211":                             {},
		"-82914375521x":                            {},
		"000000000":                                {},
		"":                                         {},
	} {
		got, err := readMeeting(typed)
		if got != want || (want.ID == 0) != errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%q is %+v, %v", typed, got, err)
		}
	}
}

func FuzzReadMeeting(f *testing.F) {
	for _, s := range []string{"829 1437 5521", "https://zoom.us/j/82914375521?pwd=x", "https://[::1", "//"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		m, err := readMeeting(typed)
		if err == nil && (m.ID < 1 || m.ID > 99_999_999_999 || m.JoinURL == "") {
			t.Errorf("%q is %+v", typed, m)
		}
	})
}
