package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// further are the palettes that someone chooses by name. Each colour that text is
// written in has a contrast of at least 4.5 to 1 to the backgrounds that it is for (WCAG
// 2.2, 1.4.3), in high contrast of at least 7 to 1 (1.4.6).
func further(name string, bg Background) (palette, bool) {
	switch {
	case name == HighContrast && bg == IsLight:
		return made("#000000", "#3D3D3D", "#00408A", "#6B3A00", "#8E0000", "#00501A", "#000000", "#000000", "#FFFFFF"), true
	case name == HighContrast:
		return made("#FFFFFF", "#D0D0D0", "#8FD3FF", "#FFD75F", "#FFA8A0", "#8DF0A8", "#FFFFFF", "#FFFFFF", "#000000"), true
	case name == Slate:
		return made("#DFE4EE", "#A3ACBD", "#8BC5D6", "#E8C988", "#EC9AA0", "#A9CC93", "#75809A", "#46556F", "#F5F7FA"), true
	case name == Sepia:
		return made("#43392A", "#6A5D48", "#1B5C94", "#7F5200", "#A92B24", "#4F6208", "#A59475", "#EADFC3", "#2B2416"), true
	}
	return palette{}, false
}

func made(text, dim, accent, warning, err, ok, border, selection, selectionText string) palette {
	c := func(hex string) color.Color { return lipgloss.Color(hex) }
	return palette{c(text), c(dim), c(accent), c(warning), c(err), c(ok), c(border), c(selection), c(selectionText)}
}
