package records

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"recruitty/recruit"
)

// people are looked for by a list of that name, and have an address.
type people struct{}

func (people) StandsFor(string) Likelihood { return Unlikely }
func (people) ListName(key string) bool    { return key == "candidates" }
func (people) Suits(o Object) bool         { return o.Has("email") }
func (people) Known(Object) bool           { return false }

// TestHostileJSONIsBounded: what stands around and beside a list is bounded in size
// and depth, as the objects in it are.
func TestHostileJSONIsBounded(t *testing.T) {
	t.Parallel()
	person := `{"name":"A","email":"a@b.example"}`
	for what, c := range map[string]struct{ text, want string }{
		"has objects and lists nested":   {strings.Repeat(`{"a":`, 200_000), "nested"},
		"lists nested":                   {`{"x":` + strings.Repeat(`[`, 200_000), "damaged JSON"},
		"objects behind the list":        {`{"candidates":[` + person + `],"x":` + strings.Repeat(`{"a":`, 200_000), "nested"},
		"lists and objects behind it":    {`{"candidates":[` + person + `],"x":` + strings.Repeat(`[{"a":`, 200_000), "nested"},
		"an object as deep in the list":  {`[` + strings.Repeat(`{"a":`, 200_000), "damaged JSON"},
		"a text beside the list":         {`{"x":"` + strings.Repeat("y", 3*maxObject) + `","candidates":[` + person + `]}`, "more than 8 MB"},
		"a name beside the list":         {`{"` + strings.Repeat("y", 3*maxObject) + `":1,"candidates":[` + person + `]}`, "more than 8 MB"},
		"a number behind the list":       {`{"candidates":[` + person + `],"x":` + strings.Repeat("1", 3*maxObject) + `}`, "more than 8 MB"},
		"a text in the list":             {`[{"name":"` + strings.Repeat("y", 3*maxObject) + `"}]`, "more than 8 MB"},
		"many things beside it are none": {`{` + strings.Repeat(`"x":{"y":1},`, 10_000) + `"candidates":[` + person + `]}`, ""},
	} {
		text := NewJSON("x.json", strings.NewReader(c.text))
		at, err := text.Locate(people{})
		if err == nil {
			text = NewJSON("x.json", strings.NewReader(c.text))
			text.Beside = NewBeside()
			err = text.Enter(at)
		}
		for err == nil {
			_, err = text.Next()
		}
		if c.want == "" && errors.Is(err, io.EOF) {
			continue
		}
		if c.want == "" || !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), c.want) {
			t.Errorf("%s: %.200s, want %q", what, fmt.Sprint(err), c.want)
		}
	}
}
