package sshd

import (
	"context"
	"io"
	"slices"
	"time"

	"charm.land/ssh"

	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/ui"
	lines "recruitty/ui/plain"
	"recruitty/ui/preferences"
)

// wantsPlain reports whether a visit is to be in lines of text: who asks for that,
// and who would get the screens but has a terminal that cannot show them or has
// said so in their profile. The word for it is plain; OpenSSH takes --plain for
// an option of its own unless it stands behind --.
func (s *Server) wantsPlain(v *visit, kind string, pty ssh.Pty, args []string) bool {
	if kind == atTerminal {
		return pty.Term == "dumb" || v.Plain
	}
	return slices.Equal(args, []string{"plain"}) || slices.Equal(args, []string{"--plain"})
}

// plain talks with the visitor in lines of text until they leave or the visit
// ends. Without a terminal the lines come as they are.
func (s *Server) plain(sess ssh.Session, v *visit, windows <-chan ssh.Window, terminal bool) int {
	if windows != nil && sess.RawCommand() == "" {
		go drain(windows)
	}
	v.talks.Store(true)
	idle := time.AfterFunc(s.limits.Idle, func() { v.end(idled) })
	defer idle.Stop()
	longest := time.AfterFunc(s.limits.Longest, func() { v.end(tooLong) })
	defer longest.Stop()

	company, err := s.o.Workspace.Services.Settings.Workspace(v.ctx)
	if err != nil {
		v.log.Error("read the workspace's name", "error", err)
		say(sess, "%s", recruit.Sentence(err))
		return exitcode.Failed
	}
	var in io.Reader = alive{sess, func() { idle.Reset(s.limits.Idle) }}
	if terminal {
		in = &lineEditor{in: in, echo: sess, interrupt: func() { v.end(context.Canceled) }}
	}
	err = lines.Run(v.ctx, lines.Session{
		In: in, Out: v.lasting(sess, s.limits.Paused), Terminal: terminal, Now: s.o.Now, After: time.After,
		Workspace: s.workspace(v), Member: v.Member, Zone: v.Location(), Company: company, Remote: true,
		Preferences: &preferences.Service{Place: preferences.OfMember{Settings: s.workspace(v).Services.Store, Member: v.Member.ID}, Limits: ui.Limits},
		Inbox:       s.inboxes.of(v.Member).names, Changes: s.o.Workspace.Storage.Changes(v.ctx),
	})
	if err != nil {
		v.log.Error("the plain mode ended", "error", err)
		say(sess, "%s", recruit.Sentence(err))
		return exitcode.Failed
	}
	return exitcode.Done
}

// alive reports each piece that was typed as a sign of life.
type alive struct {
	io.Reader
	report func()
}

// Read implements io.Reader.
func (a alive) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	if n > 0 {
		a.report()
	}
	return n, err
}
