package preferences

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"recruitty/recruit/sanitize"
)

// MaxText is the longest text of preferences, in bytes: every action with four keys is
// a tenth of it.
const MaxText = 64 << 10

// Config is what is set. The zero value is not the usual one; see Usual.
type Config struct {
	Theme   string // "" for that of the profile
	Mouse   bool   // clicks and the wheel are for recruitty
	Keys    Keys
	Colours map[string]string // by the name of what they are for: #rrggbb, or 0 to 255
	Themes  map[string]Theme  // of one's own, by name
}

// Usual is what holds where nothing is set.
func Usual() Config { return Config{Mouse: true} }

// Limits says what may be set besides what is the same for everybody.
type Limits struct {
	Known  []Known  // the actions
	Themes []string // the names of the themes that are built in
	Roles  []string // what colours are for
}

// Parse reads a text. What does not hold is left out, and said in sentences that begin
// with the number of the line.
func Parse(text string, l Limits) (Config, []string) {
	c := Usual()
	if strings.TrimSpace(text) == "" {
		return c, nil
	}
	if len(text) > MaxText {
		return c, []string{fmt.Sprintf("Line 1: the file has more than %d kilobytes and is not read.", MaxText>>10)}
	}
	all, why := decode(text)
	if why != "" {
		return c, []string{why}
	}
	r := reading{text: strings.Split(text, "\n"), limits: l}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch value := all[name]; name {
		case "theme": // once those of one's own are known
		case "mouse":
			if on, is := value.(bool); is {
				c.Mouse = on
			} else {
				r.wrong("", name, "mouse is true or false")
			}
		case "keys":
			c.Keys = r.keys(value)
		case "colours":
			c.Colours = r.colours("colours", value)
		case "themes":
			c.Themes = r.themes(value)
		default:
			r.wrong("", name, fmt.Sprintf("nothing is called %q here; there are theme, mouse, [keys], [colours] and [themes.NAME]", name))
		}
	}
	if value, set := all["theme"]; set {
		c.Theme = r.theme(value, c.Themes)
	}
	slices.SortStableFunc(r.said, func(a, b said) int { return cmp.Compare(a.line, b.line) })
	problems := make([]string, len(r.said))
	for i, s := range r.said {
		problems[i] = fmt.Sprintf("Line %d: %s.", s.line, s.what)
	}
	return c, problems
}

// decode reads TOML, or says in a sentence why that cannot be done.
func decode(text string) (all map[string]any, why string) {
	_, err := toml.Decode(text, &all)
	if err == nil {
		return all, ""
	}
	line, what := 1, ""
	var wrong toml.ParseError
	if errors.As(err, &wrong) {
		line, what = wrong.Position.Line, wrong.Message
	}
	what, _ = sanitize.Line(what, 200)
	return nil, fmt.Sprintf("Line %d: %s. None of the file is used until that is fixed.", line, cmp.Or(what, "this is not TOML"))
}

// said is what does not hold, and where.
type said struct {
	line int
	what string
}

// reading is a text on the way to a Config.
type reading struct {
	text   []string
	limits Limits
	said   []said
}

func (r *reading) wrong(table, name, what string) {
	from, _, found := span(r.text, table, name)
	if !found {
		from = max(header(r.text, table), 0)
	}
	r.said = append(r.said, said{from + 1, what})
}

func (r *reading) theme(value any, own map[string]Theme) string {
	name, is := value.(string)
	if _, mine := own[name]; !is || !mine && !slices.Contains(r.limits.Themes, name) {
		r.wrong("", "theme", "theme is one of "+strings.Join(r.limits.ThemeNames(Config{Themes: own}), ", "))
		return ""
	}
	return name
}

// keys reads the table of keys. Of two actions that want one key, the one that is set
// does not get it.
func (r *reading) keys(value any) Keys {
	table, is := value.(map[string]any)
	if !is {
		r.wrong("", "keys", "keys is a table: write [keys], and below it a line for each action")
		return nil
	}
	keys := Keys{}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		if !slices.ContainsFunc(r.limits.Known, func(k Known) bool { return k.Name == name }) {
			r.wrong("keys", name, fmt.Sprintf("there is no action %q; names with a dot need quotation marks, and recruitty config show lists them", name))
			continue
		}
		strokes, why := r.strokes(name, table[name])
		if why != "" {
			r.wrong("keys", name, why)
			continue
		}
		keys[name] = strokes
	}
	for range len(keys) { // each time one fewer
		c, is := clashes(r.limits.Known, keys)
		if !is {
			break
		}
		r.wrong("keys", c.name, fmt.Sprintf("the key %s is set for %s but is already used: %s (%s, %s). The action %s keeps its default key", c.stroke, c.name, c.with.Name, c.with.Help, c.with.Where, c.name))
		delete(keys, c.name)
	}
	return keys
}

// strokes reads one key or a list of them.
func (r *reading) strokes(name string, value any) ([]string, string) {
	list, is := value.([]any)
	if !is {
		list = []any{value}
	}
	if len(list) == 0 || len(list) > maxKeys {
		return nil, fmt.Sprintf("the action %s takes one key, or a list of up to %d", name, maxKeys)
	}
	var strokes []string
	for _, one := range list {
		typed, is := one.(string)
		if !is {
			return nil, fmt.Sprintf("the key of %s needs quotation marks", name)
		}
		stroke, err := Stroke(typed)
		if err != nil {
			return nil, err.Error()
		}
		if why := may(r.limits.Known, name, stroke); why != "" {
			return nil, why
		}
		strokes = append(strokes, stroke)
	}
	return strokes, ""
}

func (r *reading) colours(in string, value any) map[string]string {
	table, is := value.(map[string]any)
	if !is {
		r.wrong("", in, in+" is a table: write ["+in+"], and below it a line for each")
		return nil
	}
	colours := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		text := fmt.Sprint(table[name])
		switch {
		case !slices.Contains(r.limits.Roles, name):
			r.wrong(in, name, fmt.Sprintf("there is no colour %q; there are %s", name, strings.Join(r.limits.Roles, ", ")))
		case !isColour(text):
			r.wrong(in, name, "the colour "+name+` is one such as "#7CB7FF", or one of the terminal's, 0 to 255`)
		default:
			colours[name] = text
		}
	}
	return colours
}

// isColour reports whether a text is #rrggbb or a number of the terminal's palette.
func isColour(text string) bool {
	if hex, is := strings.CutPrefix(text, "#"); is {
		_, err := strconv.ParseUint(hex, 16, 32)
		return err == nil && len(hex) == 6
	}
	n, err := strconv.Atoi(text)
	return err == nil && n >= 0 && n <= 255 && strconv.Itoa(n) == text
}
