// Package preferences is what a person has set for their own hands and eyes: keys of
// actions, colours, theme, mouse. It is a text of TOML (https://toml.io), which is read
// leniently: what does not hold is said with its line and left out, and never stops the
// program from starting.
//
//	theme = "dark"            # auto, dark, light or terminal; without it the profile's
//	mouse = false
//
//	[keys]
//	"interview.reschedule" = "R"
//	"candidate.note" = ["N", "f6"]
//
//	[colours]
//	accent = "#7CB7FF"
package preferences
