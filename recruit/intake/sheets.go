package intake

import (
	"fmt"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/clean"
)

// sheet is one of several tables in a file.
type sheet struct {
	name          string
	hidden, empty bool
}

// pick decides which table of a file is read: the one that was named or counted,
// else the only one with something in it that is not hidden. said are the others.
func pick(file string, sheets []sheet, wanted string) (at int, said []string, err error) {
	if wanted = strings.TrimSpace(wanted); wanted != "" {
		at = -1
		for i, s := range sheets {
			if clean.Fold(s.name) == clean.Fold(wanted) {
				at = i
				break
			}
		}
		if n, err := strconv.Atoi(wanted); at < 0 && err == nil && n >= 1 && n <= len(sheets) {
			at = n - 1
		}
		if at < 0 {
			return 0, nil, recruit.Invalid("sheet", "%s has no sheet %q; it has %s.", file, brief(wanted), sheetNames(sheets, nil))
		}
		return at, nil, nil
	}
	shown := func(s sheet) bool { return !s.hidden && !s.empty }
	if n := count(sheets, shown); n == 0 { // hidden ones are better than none
		shown = func(s sheet) bool { return !s.empty }
	}
	switch n := count(sheets, shown); {
	case n == 0:
		return 0, nil, refuse(nil, "%s has no sheet with anything in it.", file)
	case n > 1:
		return 0, nil, recruit.Invalid("sheet", "%s has several sheets: %s; say which one is meant with --sheet NAME.", file, sheetNames(sheets, shown))
	}
	for i, s := range sheets {
		if shown(s) {
			at = i
		}
	}
	if len(sheets) > 1 {
		said = append(said, fmt.Sprintf("The sheet %q was read.", brief(sheets[at].name)))
	}
	hidden := func(s sheet) bool { return s.hidden && !s.empty && s != sheets[at] }
	if n := count(sheets, hidden); n > 0 {
		said = append(said, fmt.Sprintf("Hidden and not read: %s; --sheet reads another one.", sheetNames(sheets, hidden)))
	}
	return at, said, nil
}

func count(sheets []sheet, is func(sheet) bool) (n int) {
	for _, s := range sheets {
		if is(s) {
			n++
		}
	}
	return n
}

// sheetNames lists the sheets that are meant, all when is is nil.
func sheetNames(sheets []sheet, is func(sheet) bool) string {
	const most = 20
	var names []string
	for i, s := range sheets {
		if is != nil && !is(s) {
			continue
		}
		name := fmt.Sprintf("%d %q", i+1, brief(s.name))
		if s.hidden && is == nil {
			name += " (hidden)"
		}
		names = append(names, name)
	}
	if more := len(names) - most; more > 0 {
		names = append(names[:most], fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}
