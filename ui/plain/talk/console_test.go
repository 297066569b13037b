package talk

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"recruitty/recruit"
)

// talk is a console with lines that come from a pipe.
func talk(t *testing.T, typed ...string) (*Conversation, *strings.Builder) {
	t.Helper()
	out := &strings.Builder{}
	return &Conversation{in: readLines(t.Context(), strings.NewReader(strings.Join(typed, "\n")+"\n")), out: out}, out
}

func TestAsk(t *testing.T) {
	t.Parallel()
	short := func(v string) error {
		if len(v) > 5 {
			return recruit.Invalid("", "That is too long.")
		}
		return nil
	}
	for name, c := range map[string]struct {
		typed      []string
		kept       string
		empty      bool
		want, says string
		err        error
	}{
		"an answer":                      {typed: []string{"one"}, want: "one"},
		"enter keeps":                    {typed: []string{""}, kept: "old", want: "old"},
		"enter for none":                 {typed: []string{""}, empty: true, want: ""},
		"none empties":                   {typed: []string{"none"}, kept: "old", empty: true, want: ""},
		"it is needed":                   {typed: []string{"", "one"}, want: "one", says: "This is needed."},
		"what is kept is checked too":    {typed: []string{"", "one"}, kept: "too long", want: "one", says: "That is too long."},
		"a wrong one is asked again":     {typed: []string{"too long", "one"}, want: "one", says: "That is too long."},
		"help, and then the answer":      {typed: []string{"help", "?", "one"}, want: "one", says: "About it."},
		"back":                           {typed: []string{"back"}, err: ErrBack},
		"leave":                          {typed: []string{"Leave"}, err: ErrLeave},
		"cancel":                         {typed: []string{"cancel"}, err: ErrLeave},
		"a word as a text":               {typed: []string{"=back"}, want: "back"},
		"the end":                        {err: io.EOF},
		"none where it must be answered": {typed: []string{"none"}, want: "none"},
	} {
		con, out := talk(t, c.typed...)
		if c.err == io.EOF {
			con.in = readLines(t.Context(), strings.NewReader(""))
		}
		got := "untouched"
		err := con.Ask(t.Context(), Question{Label: "Title", Kept: c.kept, Empty: c.empty, Help: "About it.", Take: func(v string) error {
			if err := short(v); err != nil {
				return err
			}
			got = v
			return nil
		}})
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
		if c.err == nil && got != c.want || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: took %q, said %q", name, got, out)
		}
	}
}

func TestAskEndsWithTheSession(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	in, _ := io.Pipe()
	con := &Conversation{in: readLines(ctx, in), out: io.Discard}
	if err := con.Ask(ctx, Question{Label: "Title"}); !errors.Is(err, context.Canceled) && !errors.Is(err, io.EOF) {
		t.Errorf("ended with %v", err)
	}
}

func TestLongLineIsSaidAndAskedAgain(t *testing.T) {
	t.Parallel()
	con, out := talk(t, strings.Repeat("x", maxLine+1), "one")
	got, err := con.Read(t.Context())
	if err != nil || got != "one" || !strings.Contains(out.String(), "was not accepted") {
		t.Errorf("%q, %v, %q", got, err, out)
	}
}

func TestConfirmHasNoDefault(t *testing.T) {
	t.Parallel()
	con, out := talk(t, "", "perhaps", "cancel", "YES")
	yes, err := con.Confirm(t.Context(), "Cancel the interview?")
	if !yes || err != nil || strings.Count(out.String(), "Type yes or no.") != 3 {
		t.Errorf("%v, %v, %q", yes, err, out)
	}
}

// TestMatchPrefersABeginning types "move", which is in "remove" too.
func TestMatchPrefersABeginning(t *testing.T) {
	t.Parallel()
	items := []string{"Add or remove tags", "Move to a stage", "Remove", "Remove all"}
	for typed, want := range map[string]int{"move": 1, "MOVE TO": 1, "remove": 2, "remove a": 3, "tags": 0, "3": 2, "emov": -1, "": -1} {
		if got, err := Match(typed, items); got != want || (err != nil) != (want < 0) {
			t.Errorf("%q: %d, %v; want %d", typed, got, err, want)
		}
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	var items []string
	for _, letter := range "abcdefghijklmnopqrstuvwxyz" {
		items = append(items, "Item "+string(letter))
	}
	items[3], items[4] = "Zoë", "Zoé"
	for name, c := range map[string]struct {
		typed []string
		kept  int
		want  int
		says  string
	}{
		"a number":              {[]string{"2"}, -1, 1, ""},
		"enter keeps":           {[]string{""}, 5, 5, "enter keeps Item f"},
		"a part of a name":      {[]string{"em z"}, -1, 25, ""},
		"more":                  {[]string{"more", "12"}, -1, 11, "11. Item k"},
		"not in the list":       {[]string{"99", "0", "1"}, -1, 0, "There is no number 99"},
		"nobody":                {[]string{"nobody", "1"}, -1, 0, "Nothing in the list"},
		"several":               {[]string{"zo", "5"}, -1, 4, "can be 4 Zoë, or 5 Zoé"},
		"a number not said yet": {[]string{"26"}, -1, 25, "That was 10 of 26"},
	} {
		con, out := talk(t, c.typed...)
		got, err := con.Choose(t.Context(), "Which one", items, c.kept)
		if err != nil || got != c.want || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: %d, %v, %q", name, got, err, out)
		}
	}
}
