package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"charm.land/ssh"

	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
)

// maxJoining bounds what is read of a stranger's command, in bytes.
const maxJoining = 256

// maxCodes is how many codes one address may try at once, and moreCodes how many
// it gains back in a minute.
const (
	maxCodes  = 5
	moreCodes = 1
)

// session answers one request for a terminal or for a command.
func (s *Server) session(sess ssh.Session) {
	pty, windows, terminal := channelOf(sess).look(sess)
	kind, holds := atCommand, int64(holdsCommand)
	if terminal && sess.RawCommand() == "" {
		kind, holds = atTerminal, windowHolds(cells(pty.Window.Width, usualWide, maxWide), cells(pty.Window.Height, usualHigh, maxHigh))
	} else if windows != nil {
		go drain(windows)
	}
	s.visited(sess, kind, holds, func(v *visit) int {
		if v.ID == 0 && len(sess.RawCommand()) > maxJoining { // nothing that a stranger writes is longer
			return s.join(sess, v, nil)
		}
		args, err := words(sess.RawCommand())
		switch {
		case v.ID == 0:
			return s.join(sess, v, args)
		case err != nil:
			say(sess, "%s", recruit.Sentence(err))
			return exitcode.Usage
		case len(args) == 0 && sess.RawCommand() != "":
			say(sess, "The command is empty.")
			return exitcode.Usage
		case s.wantsPlain(v, kind, pty, args):
			return s.plain(sess, v, windows, terminal)
		case kind == atTerminal:
			return s.terminal(sess, v, pty, windows)
		case len(args) == 0:
			say(sess, "Without a terminal recruitty needs a command, such as: ssh HOST candidate list. For the screens, connect with ssh -t; for lines of text, ssh HOST plain.")
			return exitcode.Usage
		case args[0] == "join":
			say(sess, "You are in the team already: %s <%s>.", v.Name, v.Email)
			return exitcode.Refused
		case instead(args) != "":
			say(sess, "%s", instead(args))
			return exitcode.Usage
		case args[0] == "upload":
			return s.upload(sess, v, args[1:], terminal)
		}
		return s.command(sess, v, args, terminal)
	})
}

// drain takes window sizes that nobody needs; the SSH library waits for
// someone to take them.
func drain(windows <-chan ssh.Window) {
	for range windows {
	}
}

// visited runs one visit from its beginning to its end. A panic in it ends
// nobody else's.
func (s *Server) visited(sess ssh.Session, kind string, holds int64, run func(*visit) int) {
	connection := pendingOf(sess.Context())
	connection.visits()
	s.crowd.begins(connection)
	defer s.crowd.ends(connection)
	v, err := s.enter(sess, kind, holds)
	if err != nil {
		s.metrics.refusals.Inc()
		// Whoever takes not even the refusal is hung up on.
		patience := time.AfterFunc(finishing, func() { _ = connection.Close() })
		defer patience.Stop()
		say(sess, "%s", recruit.Sentence(plain(err)))
		_ = sess.Exit(exitcode.Refused)
		return
	}
	if v.ID == 0 { // a stranger's time is that of the connection
		patience := time.AfterFunc(s.limits.Handshake-s.o.Now().Sub(connection.since), func() { _ = connection.Close() })
		defer patience.Stop()
	}
	code := exitcode.Failed
	left := make(chan struct{})
	s.cutOff(sess, v, left)
	defer func() {
		if p := recover(); p != nil {
			v.log.Error("panic", "fault", p, "stack", string(debug.Stack()))
			say(sess, "Something went wrong inside recruitty; the host's log has the details. What was saved is kept.")
		}
		if why := v.reason(); why != "" {
			say(sess, "%s", why)
			if code == exitcode.Done || code == exitcode.Failed || code == exitcode.Usage { // half an input is wrong, too
				code = why.code()
			}
		}
		close(left)
		s.leave(v, code)
		_ = sess.Exit(code)
	}()
	if v.reason() != "" {
		code = exitcode.Refused
		return
	}
	code = run(v)
}

// cutOff hangs up on whoever has to leave and does not in time, such as a client
// that was stopped and takes nothing that is shown.
func (s *Server) cutOff(sess ssh.Session, v *visit, left <-chan struct{}) {
	connection := pendingOf(sess.Context())
	context.AfterFunc(v.ctx, func() {
		timer := time.NewTimer(finishing)
		defer timer.Stop()
		select {
		case <-left:
		case <-timer.C:
			v.log.Warn("cut off", "why", "the session had to end, and its client took no more data")
			_ = connection.Close()
		}
	})
}

// plain makes a sentence of a closeReason.
func plain(err error) error {
	var f closeReason
	if errors.As(err, &f) {
		return recruit.Refused("%s", string(f))
	}
	return err
}

// say tells the visitor a sentence: on a terminal in its place behind what was
// shown, else beside the result.
func say(sess ssh.Session, format string, args ...any) {
	var to io.Writer = sess.Stderr()
	if channelOf(sess).terminal {
		to = sess
	}
	_, _ = io.WriteString(to, "recruitty: "+fmt.Sprintf(format, args...)+"\n")
}

// workspace is what a visitor works with: what their role may see, and files of
// their own inbox in place of the server's disk.
func (s *Server) workspace(v *visit) *workspace.Workspace {
	box := s.inboxes.of(v.Member)
	find := func(typed string) (string, error) {
		path, size, err := box.path(typed)
		if err == nil {
			err = s.opens(v, size)
		}
		return path, err
	}
	return s.o.Workspace.For(services.Visit{Member: v.Member, Find: find, Keep: func(name string, content []byte) (string, error) {
		return box.keep(name, content, v.log)
	}})
}

// command runs one of recruitty's commands. Nothing else can be run here.
func (s *Server) command(sess ssh.Session, v *visit, args []string, terminal bool) int {
	s.metrics.commands.Inc()
	v.log.Info("command", "name", s.o.Name(args)) // nothing that was typed: it may be a password
	c := Command{Member: v.Member, Workspace: s.workspace(v), Args: args, In: interruptible(v.ctx, &reading{from: sess, s: s, v: v}),
		Out: v.lasting(sess, s.limits.Standstill), Err: v.lasting(sess.Stderr(), s.limits.Standstill), Terminal: terminal}
	if terminal {
		c.In, c.Err = &lineEditor{in: sess, echo: sess, interrupt: func() { v.end(context.Canceled) }}, c.Out
	}
	return s.o.Command(v.ctx, c)
}

// interruptible is an input that ends with an error when ctx does, whoever still
// waits for it.
func interruptible(ctx context.Context, from io.Reader) io.Reader {
	out, in := io.Pipe()
	stop := context.AfterFunc(ctx, func() { _ = in.CloseWithError(context.Cause(ctx)) })
	go func() {
		defer stop()
		_, err := io.Copy(in, from)
		_ = in.CloseWithError(err)
	}()
	return out
}

// join adds the visitor's key to the member who was invited. It is all that an
// unknown key can do.
func (s *Server) join(sess ssh.Session, v *visit, args []string) int {
	if len(args) != 2 || args[0] != "join" {
		say(sess, "This key is not known here. With an invitation code: ssh HOST join CODE. If you are in the team, name your key: ssh -o IdentitiesOnly=yes -i KEY HOST.")
		return exitcode.Refused
	}
	if !s.codes.take(addressOf(sess.RemoteAddr()), 1) {
		s.metrics.refusals.Inc()
		s.refusals.warn(v.log, v.address, "too many codes were tried")
		say(sess, "Too many codes were tried from your address; wait a few minutes.")
		return exitcode.Refused
	}
	v.joins.Store(true)
	m, err := s.invitations().Join(v.ctx, args[1], v.key)
	if err != nil {
		v.joins.Store(false)
		s.metrics.refusals.Inc()
		s.refusals.warn(v.log, v.address, oneLine(err.Error(), 200))
		say(sess, "%s", recruit.Sentence(err))
		return exitcode.Refused
	}
	s.codes.giveBack(addressOf(sess.RemoteAddr()), 1) // an office joins from one address
	v.log.Info("joined", "member", m.Email)
	_, _ = fmt.Fprintf(sess, "Welcome, %s. This machine's key opens recruitty from now on; connect again.\n", oneLine(m.Name, 100))
	return exitcode.Done
}

// sentence is what a visitor reads of an error, also of one joined from
// several.
func sentence(err error) string {
	var p *recruit.Problem
	if errors.As(err, &p) {
		return p.Sentence
	}
	return "it did not come to its end; send it again."
}
