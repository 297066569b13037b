package render

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/xo/terminfo"
)

// colours is what a terminal shows of colours. NO_COLOR counts whatever it says
// (no-color.org), and a terminal without colours gets none, whatever the library
// makes of its name.
func colours(environ []string, found colorprofile.Profile) colorprofile.Profile {
	env := uv.Environ(environ)
	if env.Getenv("NO_COLOR") != "" {
		return min(found, colorprofile.ASCII)
	}
	if forced, _ := strconv.ParseBool(env.Getenv("CLICOLOR_FORCE")); !forced && monochrome(env.Getenv("TERM")) {
		return min(found, colorprofile.ASCII)
	}
	return found
}

// monochrome reports whether a terminal has no colours: as this machine's
// database of terminals says, or by the name's own word for it, or because it is
// one of the old ones.
func monochrome(term string) bool {
	if term == "" || strings.ContainsFunc(term, func(r rune) bool { return r <= ' ' || r > '~' || r == '/' || r == '\\' }) || strings.HasPrefix(term, ".") {
		return false // no name of a terminal, and none to look for a file by
	}
	words := strings.FieldsFunc(term, func(r rune) bool { return r == '-' || r == '+' || r == '.' })
	for _, w := range words[min(1, len(words)):] {
		if w == "m" || w == "mono" {
			return true
		}
	}
	if known, err := terminfo.Load(term); err == nil {
		n, has := known.NumCapsShort()["colors"]
		return !has || n < 8
	}
	for _, old := range []string{"vt1", "vt2", "vt3", "vt4", "vt50", "vt51", "vt52", "adm", "hp2", "hp7", "sun", "tvi", "wy3", "wy5", "wy6", "regent", "qume", "lpr", "tty"} {
		if strings.HasPrefix(term, old) && !strings.Contains(term, "color") {
			return true
		}
	}
	return false
}
