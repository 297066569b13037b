package sshd

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"

	"recruitty/recruit"
	"recruitty/ui"
	"recruitty/ui/paint"
)

// finishing is how long work that a visitor has begun may go on after they have
// left, or their line was lost.
const finishing = 5 * time.Second

// terminal shows the screens until the visitor leaves or the visit ends.
func (s *Server) terminal(sess ssh.Session, v *visit, pty ssh.Pty, windows <-chan ssh.Window) int {
	v.talks.Store(true)
	idle := time.AfterFunc(s.limits.Idle, func() { v.end(idled) })
	defer idle.Stop()
	longest := time.AfterFunc(s.limits.Longest, func() { v.end(tooLong) })
	defer longest.Stop()

	// What was decided is saved even when the line is lost at that moment.
	work, stopWork := context.WithCancel(s.base)
	defer func() { time.AfterFunc(finishing, stopWork) }()
	looking, stopLooking := context.WithCancel(v.ctx)
	defer stopLooking()

	name, err := s.o.Desk.Settings.Workspace(work)
	if err != nil {
		v.log.Error("read the workspace's name", "error", err)
		say(sess, "%s", recruit.Sentence(err))
		return exitFailed
	}
	screens := ui.New(ui.Session{
		Context: work, Now: s.o.Now, Zone: v.Location(),
		Desk: s.desk(v), Outbox: s.o.Outbox, Doctor: s.doctor(v), Member: v.Member,
		MemberName: v.Name, Workspace: name, Theme: v.Theme, Remote: true,
		ASCII:   pty.Term == "linux",
		After:   func(d time.Duration, msg tea.Msg) tea.Cmd { return after(looking, d, msg) },
		Changes: s.o.Changes(looking), Inbox: s.inboxes.of(v.ID).names,
	})
	// A visitor can do these as often as a line carries: the log says each once.
	logCut := sync.OnceFunc(func() { v.log.Warn("paste cut off", "bytes", s.limits.Paste) })
	logMissed := sync.OnceFunc(func() { v.log.Warn("keys dropped, far ahead of the screen", "bytes", mostTyped) })
	notices := make(chan ui.Notice, 1)
	tell := func(n ui.Notice) {
		select {
		case notices <- n:
		default: // the one that waits is about the same
		}
	}
	watch := &stopwatch{times: s.figures.frames, now: s.o.Now}
	keys := &keyboard{
		most: s.limits.Paste, key: watch.key, alive: func() { idle.Reset(s.limits.Idle) },
		cut: func() {
			logCut()
			tell(ui.Notice(fmt.Sprintf("That paste had more than %d kB; the rest of it was left out.", s.limits.Paste>>10)))
		},
		missed: func() {
			logMissed()
			tell("Keys came faster than the screen can follow; some were left out.")
		},
	}
	keys.listen(sess)
	err = paint.Run(v.ctx, screens, paint.Options{
		Input: keys, Answered: watch.answered,
		Output: s.figures.counting(sess), Environ: environment(sess.Environ(), pty.Term),
		Width: orElse(pty.Window.Width, 80), Height: orElse(pty.Window.Height, 24),
		Remote: true, Events: events(windows, notices),
	})
	keeping, kept := context.WithTimeout(s.base, finishing)
	defer kept()
	if err := screens.KeepTyped(keeping); err != nil {
		v.log.Error("keep what was typed", "error", err)
	}
	if err != nil {
		v.log.Error("the screens ended", "error", err)
		say(sess, "Something went wrong inside recruitty; the host's log has the details. What was saved is kept.")
		return exitFailed
	}
	return exitDone
}

// after delivers msg after d, unless the visit ends before: what waits for the
// next minute would keep the screens in memory until then.
func after(ctx context.Context, d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			return msg
		case <-ctx.Done():
			return nil
		}
	}
}

func orElse(n, other int) int {
	if n <= 0 {
		return other
	}
	return n
}

// events turns new window sizes and notices into messages; of each only the
// newest waits. It takes all sizes at once as long as the session is open: the SSH
// library waits until they are taken, and reads nothing else of the connection
// meanwhile, not even that there is room again for what the screens are writing.
func events(windows <-chan ssh.Window, notices <-chan ui.Notice) <-chan tea.Msg {
	out := make(chan tea.Msg)
	go func() {
		var size, notice tea.Msg
		for {
			next, to := size, out
			if next == nil {
				next = notice
			}
			if next == nil {
				to = nil
			}
			select {
			case w, open := <-windows:
				if !open {
					return
				}
				size = tea.WindowSizeMsg{Width: w.Width, Height: w.Height}
			case n := <-notices:
				notice = n
			case to <- next:
				if size == nil {
					notice = nil
				}
				size = nil
			}
		}
	}()
	return out
}

// environment is what counts of the variables that the visitor's client sent:
// those that say what the terminal can show.
func environment(sent []string, term string) []string {
	out := []string{"TERM=" + oneLine(term, 64), "SSH_TTY=ssh"}
	for _, e := range sent {
		name, value, _ := strings.Cut(e, "=")
		switch name {
		case "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LANG", "LC_ALL", "LC_CTYPE":
			out = append(out, name+"="+oneLine(value, 64))
		}
	}
	return out
}
