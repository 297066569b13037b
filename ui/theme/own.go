package theme

import (
	"image/color"
	"maps"
	"slices"

	"charm.land/lipgloss/v2"
)

// roles are what colours are for, each with its place in a palette.
func (p *palette) roles() map[string]*color.Color {
	return map[string]*color.Color{
		"text": &p.text, "dim": &p.dim, "accent": &p.accent, "warning": &p.warning, "error": &p.err, "ok": &p.ok,
		"border": &p.border, "selection": &p.selection, "selection-text": &p.selectionText,
	}
}

// Roles are the names of what colours are for, in the order of the alphabet.
func Roles() []string { return slices.Sorted(maps.Keys(new(palette).roles())) }

// take puts own colours over those of a theme.
func (p *palette) take(own map[string]string) {
	if len(own) == 0 {
		return
	}
	for name, place := range p.roles() {
		if c, set := own[name]; set {
			*place = lipgloss.Color(c)
		}
	}
}
