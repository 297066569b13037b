// Package editor lets a person write a longer text in the editor of their choice, which
// VISUAL or EDITOR names (environ(7)): on their own machine, and nowhere else. The text
// lies in a file that only they can read, in a folder of their own, and both are removed
// afterwards, however the editor ended.
package editor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/owner"
	"recruitty/recruit/sanitize"
)

// MaxFile is how much is read of what an editor has left, in bytes.
const MaxFile = 1 << 20

// keptFor is how long a text lies about whose recruitty was killed: it may be the only
// copy of what was written.
const keptFor = 24 * time.Hour

// Editor opens texts in a person's editor. The zero value has none.
type Editor struct {
	Dir string // the folder for the files; it is made when it is needed
	// Getenv reads the environment.
	Getenv func(string) string

	mu   sync.Mutex
	open map[string]bool // folders of texts that are being written
}

// Named is the command that VISUAL or EDITOR holds, "" for none.
func (e *Editor) Named() string {
	return strings.TrimSpace(cmp.Or(strings.TrimSpace(e.Getenv("VISUAL")), e.Getenv("EDITOR")))
}

// command is the program and its arguments.
func (e *Editor) command() ([]string, error) {
	named := e.Named()
	if named == "" {
		return nil, recruit.Refused("No editor is chosen; set EDITOR to the name of yours, such as EDITOR=nano, and start recruitty again.")
	}
	if path, err := exec.LookPath(named); err == nil { // a path with blanks in it
		return []string{path}, nil
	}
	shown, _ := sanitize.Line(named, 80)
	args, err := Words(named)
	if err == nil && len(args) == 0 {
		err = errors.New("it is empty")
	}
	if err != nil {
		return nil, recruit.Refused("The editor %q cannot be started: %s. Set EDITOR to another one.", shown, err)
	}
	path, err := exec.LookPath(args[0])
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrRefused, Cause: err,
			Sentence: fmt.Sprintf("There is no program %q here, which EDITOR or VISUAL names; set it to another editor.", args[0])}
	}
	return append([]string{path}, args[1:]...), nil
}

// Text is a text in an editor.
type Text struct {
	name    string // of the program
	program *exec.Cmd

	editor       *Editor
	folder, path string
	given        string // what stood in the file at first
}

// Begin writes a text into a file and says what opens it. Done has to be called
// afterwards.
func (e *Editor) Begin(ctx context.Context, text string) (*Text, error) {
	args, err := e.command()
	if err != nil {
		return nil, err
	}
	if err := owner.MkdirAll(e.Dir, 0o700); err != nil {
		return nil, unwritable(err)
	}
	folder, err := os.MkdirTemp(e.Dir, "text-*") // 0700
	if err != nil {
		return nil, unwritable(err)
	}
	t := &Text{name: strings.TrimSuffix(filepath.Base(args[0]), ".exe"), editor: e, folder: folder, path: filepath.Join(folder, "recruitty.txt")}
	e.note(folder, true)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n" // editors take a last line without an end for damage
	}
	t.given = text
	if err := os.WriteFile(t.path, []byte(text), 0o600); err != nil {
		return nil, errors.Join(unwritable(err), t.Done())
	}
	t.again(ctx, args)
	return t, nil
}

// Editor is the name of the program.
func (t *Text) Editor() string { return t.name }

// Command opens the file in it.
func (t *Text) Command() *exec.Cmd { return t.program }

func (t *Text) again(ctx context.Context, args []string) {
	t.program = exec.CommandContext(ctx, args[0], append(args[1:], t.path)...) //nolint:gosec // the program that its user has named
	t.program.WaitDelay = 2 * time.Second
}

// Again opens the same file once more.
func (t *Text) Again(ctx context.Context) error {
	args, err := t.editor.command()
	if err != nil {
		return err
	}
	t.again(ctx, args)
	return nil
}

// Left returns what stands in the file: clean, with \n at the ends of lines and without
// empty lines at both ends. changed is false where the file is as it was given, whole is
// false where there is more of it than MaxFile.
func (t *Text) Left() (text string, changed, whole bool, err error) {
	file, err := os.Open(t.path)
	if err != nil {
		return "", false, false, t.unreadable(err)
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return "", false, false, t.unreadable(err)
	}
	content, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err != nil {
		return "", false, false, t.unreadable(err)
	}
	text, _ = sanitize.Text(string(content[:min(len(content), MaxFile)]), MaxFile) // what is too long is the field's to say
	return text, string(content) != t.given, len(content) <= MaxFile, nil
}

// Done removes the file and its folder.
func (t *Text) Done() error {
	defer t.editor.note(t.folder, false)
	if err := os.RemoveAll(t.folder); err != nil {
		return fmt.Errorf("remove the text of the editor: %w", err)
	}
	return nil
}

func (e *Editor) note(folder string, open bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.open == nil {
		e.open = map[string]bool{}
	}
	if open {
		e.open[folder] = true
	} else {
		delete(e.open, folder)
	}
}

// Forget removes what is left of texts when the session ends, and those of sessions that
// were killed long ago.
func (e *Editor) Forget(now time.Time) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var failed []error
	for folder := range e.open {
		failed = append(failed, os.RemoveAll(folder))
	}
	clear(e.open)
	old, _ := filepath.Glob(filepath.Join(e.Dir, "text-*"))
	for _, folder := range old {
		if info, err := os.Lstat(folder); err == nil && now.Sub(info.ModTime()) > keptFor {
			failed = append(failed, os.RemoveAll(folder))
		}
	}
	if left, err := os.ReadDir(e.Dir); err == nil && len(left) == 0 {
		failed = append(failed, os.Remove(e.Dir))
	}
	return errors.Join(failed...)
}

func unwritable(cause error) error {
	return &recruit.Problem{Kind: recruit.ErrStorage, Cause: fmt.Errorf("write a text for the editor: %w", cause),
		Sentence: "The text could not be written to a file for your editor; check the room on the disk, or type it here."}
}

func (t *Text) unreadable(cause error) error {
	return &recruit.Problem{Kind: recruit.ErrStorage, Cause: fmt.Errorf("read what the editor has left: %w", cause),
		Sentence: "What " + t.name + " has saved could not be read; the text here is as it was before."}
}
