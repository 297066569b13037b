//go:build unix

package render

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"
)

// watchSize tells each new size of the terminal until done.
func watchSize(f term.File, done <-chan struct{}, tell func(w, h int)) {
	changed := make(chan os.Signal, 1)
	// A stopped process may miss a change, so being continued counts as one.
	signal.Notify(changed, syscall.SIGWINCH, syscall.SIGCONT)
	defer signal.Stop(changed)
	for {
		select {
		case <-done:
			return
		case <-changed:
			if w, h, err := term.GetSize(f.Fd()); err == nil {
				tell(w, h)
			}
		}
	}
}
