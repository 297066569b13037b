// Package browse shows an address in the person's browser.
package browse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// ErrNone says that there is no browser here, as on a machine without screen.
var ErrNone = errors.New("no browser")

// Open starts a browser on address, which must be http or https, and does not
// wait for it. browser is the value of BROWSER: a program, or commands
// separated as in PATH, of which the first that starts is taken; %s in a
// command stands for the address, which is else the last argument. No shell is
// involved. "" is the desktop's own way.
func Open(ctx context.Context, browser, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return fmt.Errorf("open browser: %q is no web address", address)
	}
	commands := filepath.SplitList(browser)
	if browser == "" {
		commands = desktop()
	}
	return start(ctx, commands, address)
}

// OpenFile opens a file in the program that the desktop has for its kind, and
// does not wait for it. path must be absolute, so that it can be no option.
func OpenFile(ctx context.Context, path string) error {
	if !filepath.IsAbs(path) {
		return fmt.Errorf("open file: %q is not an absolute path", path)
	}
	return start(ctx, desktop(), path)
}

// start runs the first of commands that can be started.
func start(ctx context.Context, commands []string, what string) error {
	last := error(ErrNone)
	for _, c := range commands {
		args := arguments(c, what)
		if len(args) == 0 {
			continue
		}
		// The program outlives this command, so ctx does not end it. What it
		// prints belongs to nobody.
		cmd := exec.CommandContext(context.WithoutCancel(ctx), args[0], args[1:]...)
		if last = cmd.Start(); last == nil {
			go func() { _ = cmd.Wait() }() // takes its exit code off the system
			return nil
		}
	}
	return fmt.Errorf("open %q: %w", what, last)
}

// desktop is how this kind of system opens an address.
func desktop() []string {
	switch runtime.GOOS {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32 url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}

// arguments splits a command at blanks, unless all of it names a program, and
// puts the address in.
func arguments(command, address string) []string {
	if _, err := exec.LookPath(command); err == nil {
		return []string{command, address}
	}
	args := strings.Fields(command)
	placed := false
	for i, a := range args {
		if strings.Contains(a, "%s") {
			args[i], placed = strings.ReplaceAll(a, "%s", address), true
		}
	}
	if len(args) > 0 && !placed {
		args = append(args, address)
	}
	return args
}
