package preferences

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Theme is one that a person has made.
type Theme struct {
	Base    string            // the built-in one whose colours hold where none is set; "" for that of the terminal's background
	Colours map[string]string // as in Config
}

// maxThemes is how many themes of their own someone may have.
const maxThemes = 50

// ThemeNames are the names of all themes: those that are built in, and behind them those
// of one's own.
func (l Limits) ThemeNames(c Config) []string {
	return append(slices.Clone(l.Themes), slices.Sorted(maps.Keys(c.Themes))...)
}

// Looks is the built-in theme that a name stands for, and the colours over it: those of
// the theme where it is one's own, and over them those that are set for all themes.
func (c Config) Looks(name string) (base string, colours map[string]string) {
	own, is := c.Themes[name]
	if !is {
		return name, c.Colours
	}
	colours = maps.Clone(own.Colours)
	if colours == nil {
		colours = map[string]string{}
	}
	maps.Copy(colours, c.Colours)
	return own.Base, colours
}

// isThemeName reports whether a theme may be called so: a name that stands in TOML and in
// a command without quotation marks.
func isThemeName(name string) bool {
	return name != "" && len(name) <= 40 && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '-' && r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
}

// themes reads the tables of themes.
func (r *reading) themes(value any) map[string]Theme {
	tables, is := value.(map[string]any)
	if !is {
		r.wrong("", "themes", "a theme of your own is a table: write [themes.NAME], and below it a line for each colour")
		return nil
	}
	all := map[string]Theme{}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		in := "themes." + name
		table, is := tables[name].(map[string]any)
		switch {
		case !is:
			r.wrong("themes", name, fmt.Sprintf("the theme %s is a table: write [%s], and below it a line for each colour", name, in))
		case slices.Contains(r.limits.Themes, name):
			r.wrong(in, "", fmt.Sprintf("the theme %s is built in; give yours another name", name))
		case !isThemeName(name):
			r.wrong(in, "", fmt.Sprintf("the name %.40q is none for a theme: small letters, digits and - up to 40", name))
		case len(all) == maxThemes:
			r.wrong(in, "", fmt.Sprintf("there are more than %d themes", maxThemes))
		default:
			all[name] = r.one(in, table)
		}
	}
	return all
}

// one reads the table of one theme.
func (r *reading) one(in string, table map[string]any) Theme {
	var t Theme
	rest := maps.Clone(table)
	if value, set := rest["base"]; set {
		delete(rest, "base")
		name, is := value.(string)
		if is && slices.Contains(r.limits.Themes, name) {
			t.Base = name
		} else {
			r.wrong(in, "base", "base is one of "+strings.Join(r.limits.Themes, ", "))
		}
	}
	t.Colours = r.colours(in, rest)
	return t
}
