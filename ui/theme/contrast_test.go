package theme

import (
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
)

// luminance is the relative luminance of a colour (WCAG 2.2, definitions).
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// TestContrast holds that what is written in a built-in theme can be read on the
// backgrounds that it is for: those that terminals come with. The theme of the
// terminal's own colours is left to the terminal.
func TestContrast(t *testing.T) {
	t.Parallel()
	dark, light := []string{"#000000", "#1E1E1E", "#282C34"}, []string{"#FFFFFF", "#FAFAFA"}
	cases := []struct {
		name    string
		bg      Background
		grounds []string
		least   float64
	}{
		{Auto, IsDark, dark, 4.5}, {Auto, IsLight, light, 4.5},
		{Dark, Unknown, dark, 4.5}, {Light, Unknown, light, 4.5},
		{HighContrast, Unknown, dark, 7}, {HighContrast, IsDark, dark, 7}, {HighContrast, IsLight, light, 7},
		{Slate, Unknown, append(dark, "#2E3440"), 4.5}, {Sepia, Unknown, append(light, "#FDF6E3"), 4.5},
	}
	tested := map[string]bool{Terminal: true}
	for _, c := range cases {
		tested[c.name] = true
		p, _ := choose(c.name, c.bg)
		for role, place := range p.roles() {
			switch role {
			case "border", "selection": // nothing is written in them
				continue
			case "selection-text":
				if got := contrast(*place, p.selection); got < c.least {
					t.Errorf("%s: %s is %.2f to 1 to the selection", c.name, role, got)
				}
				continue
			}
			for _, ground := range c.grounds {
				if got := contrast(*place, lipgloss.Color(ground)); got < c.least {
					t.Errorf("%s: %s is %.2f to 1 to %s, less than %v", c.name, role, got, ground, c.least)
				}
			}
		}
	}
	for _, name := range All() {
		if !tested[name] {
			t.Errorf("the theme %s is not looked at", name)
		}
	}
}
