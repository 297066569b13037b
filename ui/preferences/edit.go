package preferences

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"recruitty/recruit"
)

// Set writes one thing into a text and leaves the rest of it as it is, comments
// included. name is theme, mouse, keys.ACTION, colours.ROLE, themes.NAME.ROLE or
// themes.NAME.base, and value is as a person
// types it; "" takes the line out, so that the usual holds again. Several keys stand
// with blanks between them.
func Set(text, name, value string, l Limits) (string, error) {
	if _, why := decode(text); why != "" {
		return "", recruit.Invalid("value", "The preferences cannot be changed here until their text is fixed. %s", why)
	}
	table, key := place(name)
	if table == "" && key != "theme" && key != "mouse" || key == "" {
		return "", recruit.Invalid("name", "Nothing is called %q here; there are theme, mouse, keys.ACTION, colours.NAME and themes.NAME.COLOUR, and recruitty config show lists them.", name)
	}
	if own, is := strings.CutPrefix(table, "themes."); is && (!isThemeName(own) || slices.Contains(l.Themes, own)) {
		return "", recruit.Invalid("name", "A theme of your own cannot be called %q: take small letters, digits and -, and none of %s.", own, strings.Join(l.Themes, ", "))
	}
	lines := strings.Split(text, "\n")
	line := ""
	if value != "" {
		line = quoteKey(key) + " = " + written(table, key, value)
	}
	from, to, found := span(lines, table, key)
	switch {
	case found && line == "":
		lines = slices.Delete(lines, from, to)
	case found:
		lines = slices.Replace(lines, from, to, line)
	case line == "":
		return text, nil
	default:
		lines = insert(lines, table, line)
	}
	changed := strings.Join(lines, "\n")
	if _, why := decode(changed); why != "" {
		return "", recruit.Invalid("value", "%s cannot be set here with the preferences as they are; change it by hand, in an editor.", name)
	}
	before, _ := Parse(text, l)
	_, now := Parse(changed, l)
	at, _, _ := span(lines, table, key)
	for _, problem := range now { // of this line only: others were there before
		if rest, is := strings.CutPrefix(problem, fmt.Sprintf("Line %d: ", at+1)); is && line != "" {
			return "", recruit.Invalid("value", "%s", recruit.Capital(rest))
		}
	}
	// Another action may lose a key that is set for it, when this one gets back its own.
	after, _ := Parse(changed, l)
	for _, k := range l.Known {
		if _, had := before.Keys[k.Name]; had && after.Keys[k.Name] == nil && k.Name != key {
			return "", recruit.Invalid("value", "The default key of %s is given to %s; change that first.", key, k.Name)
		}
	}
	if len(changed) > MaxText {
		return "", recruit.Invalid("value", "The preferences would become larger than %d kilobytes.", MaxText>>10)
	}
	return changed, nil
}

// place is the table and the key in it that a name such as colours.accent stands for.
func place(name string) (table, key string) {
	before, after, found := strings.Cut(name, ".")
	switch {
	case found && (before == "keys" || before == "colours"):
		return before, after
	case found && before == "themes":
		own, key, _ := strings.Cut(after, ".")
		return "themes." + own, key
	}
	return "", name
}

// quoteKey writes a key of TOML.
func quoteKey(key string) string {
	if strings.ContainsFunc(key, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) {
		return quoted(key)
	}
	return key
}

// quoted writes a text of TOML, whose escapes are among those of Go for what is printed.
func quoted(s string) string { return strconv.Quote(s) }

// written writes a value as its place wants it.
func written(table, key, value string) string {
	switch {
	case table == "keys":
		var list []string
		for _, k := range strings.Fields(value) {
			list = append(list, quoted(k))
		}
		if len(list) == 1 {
			return list[0]
		}
		return "[" + strings.Join(list, ", ") + "]"
	case table == "" && key == "mouse":
		switch strings.ToLower(value) {
		case "on", "yes", "true":
			return "true"
		case "off", "no", "false":
			return "false"
		}
	}
	return quoted(value)
}

// insert puts a line at the end of its table, which is begun where there is none.
func insert(lines []string, table, line string) []string {
	at := header(lines, table)
	if at < 0 && table != "" {
		for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
			lines = lines[:len(lines)-1]
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		return append(lines, "["+table+"]", line, "")
	}
	end := at + 1
	for i := at + 1; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), "["); i++ {
		if strings.TrimSpace(lines[i]) != "" {
			end = i + 1
		}
	}
	return slices.Insert(lines, end, line)
}

// header is the line that begins a table, -1 for the one before the first and for one
// that is not there.
func header(lines []string, table string) int {
	if table == "" {
		return -1
	}
	return slices.IndexFunc(lines, func(l string) bool {
		l, _, _ = strings.Cut(l, "#")
		return strings.TrimSpace(l) == "["+table+"]"
	})
}

// maxSpan is how many lines one value may have.
const maxSpan = 100

// span finds the lines of an entry, from the first to behind the last.
func span(lines []string, table, key string) (from, to int, found bool) {
	first := header(lines, table) + 1
	if table != "" && first == 0 {
		return 0, 0, false
	}
	for i := first; i < len(lines); i++ {
		l := strings.TrimSpace(lines[i])
		if strings.HasPrefix(l, "[") {
			return 0, 0, false
		}
		if !begins(l, key) {
			continue
		}
		for end := i + 1; end <= min(i+maxSpan, len(lines)); end++ {
			var any map[string]any
			if _, err := toml.Decode(strings.Join(lines[i:end], "\n"), &any); err == nil {
				return i, end, true
			}
		}
		return i, i + 1, true
	}
	return 0, 0, false
}

// begins reports whether a line begins the entry of a key, as it may be written.
func begins(line, key string) bool {
	for _, as := range []string{key, `"` + key + `"`, "'" + key + "'"} {
		if rest, is := strings.CutPrefix(line, as); is && strings.HasPrefix(strings.TrimSpace(rest), "=") {
			return true
		}
	}
	return false
}
