package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"recruitty/recruit"
)

// lookAt reports whether a folder holds a workspace. Nothing is made where one was
// lost: a database that is gone or empty, beside what a workspace leaves in its
// folder, is a loss that people have to be told of. Of two first starts at once
// the database is there before anything else, so it is looked at last.
func lookAt(dir string) (there bool, err error) {
	if err := leadsSomewhere(dir); err != nil {
		return false, err
	}
	path := filepath.Join(dir, databaseName)
	if err := leadsSomewhere(path); err != nil {
		return false, err
	}
	if err := leadsSomewhere(filepath.Join(dir, keyName)); err != nil {
		return false, err
	}
	traces := tracesIn(dir)
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return false, unavailable(nil, path+" is no file; move it away, or choose another folder with --data.")
	case err == nil && info.Size() > 0:
		return true, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return false, fmt.Errorf("look at the workspace: %w", err)
	case len(traces) == 0:
		return false, nil
	}
	state := "is empty"
	if err != nil {
		state = "is missing"
	}
	lie := "lies"
	if len(traces) > 1 {
		lie = "lie"
	}
	return false, unavailable(err, databaseName+" in "+dir+" "+state+", but a workspace was there: its "+strings.Join(traces, " and ")+
		" still "+lie+" beside it. Nothing was made anew. Restore the last back-up with recruitty restore FILE; to begin without what was lost, move "+
		strings.Join(traces, " and ")+" away first.")
}

// tracesIn names what lies in a folder only where a workspace has been.
func tracesIn(dir string) []string {
	var found []string
	for _, name := range []string{keyName, logName} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Size() > 0 {
			found = append(found, name)
		}
	}
	copies, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "recruitty-before-*.db"))
	slices.Sort(copies)
	for _, c := range copies[:min(1, len(copies))] {
		found = append(found, filepath.Base(c))
	}
	return found
}

// logName is the log file that the program writes beside the database.
const logName = "recruitty.log"

// escapeGlob makes a path stand for itself in a pattern.
func escapeGlob(path string) string {
	if runtime.GOOS == "windows" {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// leadsSomewhere refuses a link to what is not there: making that anew would
// hide that a disk is not mounted.
func leadsSomewhere(path string) error {
	path = filepath.Clean(path) // a slash at its end would be followed
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return nil
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	target, _ := os.Readlink(path)
	return &recruit.Problem{Kind: recruit.ErrNotFound,
		Sentence: path + " is a link to " + target + ", and that is not there. Nothing was made; check that its disk is mounted, or choose another folder with --data."}
}

// noWorkspace says that a folder holds none, and what makes one.
func noWorkspace(dir string) error {
	where := dir
	if _, err := os.Stat(dir); err != nil {
		where += " (there is no such folder)"
	}
	return recruit.NotFound("There is no workspace in %s. Check --data and RECRUITTY_DATA; a new one is made by recruitty without a command, by recruitty member add, and by recruitty restore.", where)
}

// openToNobody refuses a database that others on this machine can read, or can
// put another in the place of, as their key is refused.
func openToNobody(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // modes say nothing there
	}
	path := filepath.Join(dir, databaseName)
	database, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("look at the workspace: %w", err)
	}
	if database.Mode().Perm()&0o077 != 0 {
		return unavailable(nil, fmt.Sprintf("Others on this machine may read %s, which holds people's data; run: chmod 600 %s", path, path))
	}
	folder, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("look at the workspace folder: %w", err)
	}
	if folder.Mode().Perm()&0o002 != 0 {
		return unavailable(nil, fmt.Sprintf("Everybody on this machine may change what lies in %s, where people's data is; run: chmod o-w %s", dir, dir))
	}
	return nil
}
