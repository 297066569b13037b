package forms

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// pathShown is how many files a field for a path proposes.
const pathShown = 4

// PathOfFile is a field for the path of a file on this machine: what lies there and begins
// as what was typed is listed under it, ↑ and ↓ take it over, and tab completes it before
// it goes on to the next field.
func (f *Fields) PathOfFile(name, label string, value *string) *Row {
	stem, chosen := *value, *value // what was typed, and what an arrow made of it
	typed := func() string {
		if *value != chosen {
			stem, chosen = *value, *value
		}
		return stem
	}
	row := f.Line(name, label, value)
	row.complete = func() bool {
		longer := draft.Completed(*value, PathsLike(*value))
		if strings.TrimSpace(*value) == "" || longer == *value {
			return false
		}
		*value, stem, chosen = longer, longer, longer
		return true
	}
	return row.Listing(pathShown, func() []Hint { return pathHints(f.app, typed(), *value) }).
		Stepping(func(by int) bool {
			found := PathsLike(typed())
			if len(found) == 0 {
				return false
			}
			at := slices.Index(found, *value)
			if at < 0 && by < 0 {
				at = len(found)
			}
			*value = found[min(max(at+by, 0), len(found)-1)]
			chosen = *value
			return true
		})
}

func pathHints(a *shell.App, typed, now string) []Hint {
	found := PathsLike(typed)
	at := slices.Index(found, now)
	from := max(min(at-pathShown/2, len(found)-pathShown), 0)
	var out []Hint
	for i, path := range found[from:min(from+pathShown, len(found))] {
		tone, mark := theme.Plain, "  "
		if from+i == at {
			tone, mark = theme.Accent, a.Styles().Signs.Cursor+" "
		}
		out = append(out, Hint{tone, mark + text.Line(filepath.Base(path)) + folderMark(path)})
	}
	if len(found) > 0 {
		out = append(out, Hint{theme.Dim, "tab completes, ↑/↓ choose, or type on"})
	}
	return out
}

func folderMark(path string) string {
	if strings.HasSuffix(path, string(filepath.Separator)) {
		return string(filepath.Separator)
	}
	return ""
}

// maxInFolder is how many names of a folder are looked at.
const maxInFolder = 2000

// PathsLike lists what a typed path may be the beginning of; folders end with a
// slash.
func PathsLike(typed string) []string {
	if strings.TrimSpace(typed) == "" {
		typed = "." + string(filepath.Separator)
	}
	folder, begin := filepath.Split(draft.Path(typed))
	shown, _ := filepath.Split(typed)
	d, err := os.Open(filepath.Clean(folder + "."))
	if err != nil {
		return nil
	}
	defer d.Close()
	list, err := d.ReadDir(maxInFolder)
	if err != nil && len(list) == 0 {
		return nil
	}
	var out []string
	for _, e := range list {
		name := e.Name()
		if !strings.HasPrefix(strings.ToLower(name), strings.ToLower(begin)) || strings.HasPrefix(name, ".") && !strings.HasPrefix(begin, ".") {
			continue
		}
		if e.IsDir() {
			name += string(filepath.Separator)
		}
		out = append(out, shown+name)
	}
	slices.Sort(out)
	return out
}
