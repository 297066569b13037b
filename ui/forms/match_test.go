package forms

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/theme"
)

// TestChooseMeansWhoBeginsWithIt types the beginning of a name that others hold within
// theirs: the one whose name it begins comes first, and is not replaced by another when
// they are on the list already.
func TestChooseMeansWhoBeginsWithIt(t *testing.T) {
	t.Parallel()
	team := []Option{
		{Value: "gaurav@acme.example", Label: "Gaurav Chandrashekhar"}, {Value: "haru@acme.example", Label: "Haru Minamoto"},
		{Value: "tomas@acme.example", Label: "Tomás Harder"}, {Value: "yael@acme.example", Label: "Yael Ben-Harush"},
		{Value: "uwe@harbour.example", Label: "Uwe"},
	}
	for name, c := range map[string]struct {
		typed    string
		down     int
		on, want []string
		says     string
	}{
		"the name begins with it":      {typed: "har", want: []string{"haru@acme.example"}},
		"a word begins with it":        {typed: "min", want: []string{"haru@acme.example"}},
		"after a hyphen":               {typed: "harus", want: []string{"yael@acme.example"}},
		"an address":                   {typed: "harb", want: []string{"uwe@harbour.example"}},
		"accents are no matter":        {typed: "tomas", want: []string{"tomas@acme.example"}},
		"within, where nothing begins": {typed: "shek", want: []string{"gaurav@acme.example"}},
		"another by the arrow":         {typed: "har", down: 1, want: []string{"tomas@acme.example"}},
		"the chosen one":               {typed: "haru", on: []string{"haru@acme.example"}, want: []string{"haru@acme.example"}, says: "“haru” is already on the list: Haru Minamoto"},
		"one who fits as well":         {typed: "min", on: []string{"haru@acme.example", "min@x.example"}, want: []string{"haru@acme.example", "min@x.example"}, says: "“min” is already on the list: min@x.example"},
		"one who fits better":          {typed: "ben", on: []string{"haru@acme.example"}, want: []string{"haru@acme.example", "yael@acme.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := slices.Clone(c.on)
			f := NewChoose(theme.New(theme.Dark, theme.IsDark, false), "Participants", &got, team, nil)
			f.Focus()
			for _, r := range c.typed {
				f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			for range c.down {
				f.Update(tea.KeyPressMsg{Code: tea.KeyDown})
			}
			f.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
			if !slices.Equal(got, c.want) {
				t.Errorf("chosen %q, want %q", got, c.want)
			}
			if says := ""; f.Error() != nil || c.says != "" {
				if f.Error() != nil {
					says = f.Error().Error()
				}
				if says != c.says {
					t.Errorf("says %q, want %q", says, c.says)
				}
			}
		})
	}
}
