// Package preferences is what a person has set for their own hands and eyes: keys of
// actions, colours, theme, mouse. It is a text of TOML (https://toml.io), which is read
// leniently: what does not hold is said with its line and left out, and never stops the
// program from starting.
//
//	theme = "dark"            # a built-in one or one below; without it the profile's
//	mouse = false
//
//	[keys]
//	"interview.reschedule" = "R"
//	"candidate.note" = ["N", "f6"]
//
//	[colours]
//	accent = "#7CB7FF"        # in every theme
//
//	[themes.ocean]            # a theme of one's own
//	base = "dark"             # whose colours hold where none is set here
//	accent = "#5FD7D7"
package preferences
