package offers

import (
	"slices"
	"testing"
)

// TestSpokenOnce holds that what speaks against several times or sessions is one sentence.
func TestSpokenOnce(t *testing.T) {
	t.Parallel()
	loop := func(number int, known ...string) Option {
		return Option{Number: number, Sessions: []Session{{Title: "Code"}, {Title: "Design"}}, Known: known}
	}
	single := func(number int, known ...string) Option {
		return Option{Number: number, Sessions: []Session{{Title: "Talk"}}, Known: known}
	}
	for _, c := range []struct {
		name string
		of   []Option
		want []string
	}{
		{"nothing", []Option{single(1)}, nil},
		{"all times", []Option{single(1, "Talk: it is late."), single(2, "Talk: it is late.")}, []string{"All times: it is late."}},
		{"some times", []Option{single(1, "Talk: it is late."), single(2), single(3, "Talk: it is late.")}, []string{"1, 3: it is late."}},
		{"sessions of a loop", []Option{loop(1, "Code: it is late.", "Design: it is late."), loop(2, "Code: it is late.", "Design: it is late.")}, []string{"All times: Code, Design: it is late."}},
		{"a session in one of them", []Option{loop(1, "Code: it is late.", "Design: it is late."), loop(2, "Code: it is late.")}, []string{"All times: Code: it is late.", "1: Design: it is late."}},
		{"of no session", []Option{loop(1, "They travel."), loop(2, "They travel.")}, []string{"All times: They travel."}},
	} {
		if got := spoken(c.of); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}
