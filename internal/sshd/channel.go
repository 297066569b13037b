package sshd

import (
	"sync/atomic"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// What a client may set of its environment, in number and in bytes.
const (
	maxVariables = 64
	maxVariable  = 1024
)

type openChannels struct{}

// channel lets a session begin unless the connection holds enough of them, and
// keeps from the SSH library what it would grant: its own handler says yes to
// agent forwarding and takes any environment.
func (s *Server) channel(srv *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	ctx.Lock()
	open, ok := ctx.Value(openChannels{}).(*atomic.Int32)
	if !ok {
		open = new(atomic.Int32)
		ctx.SetValue(openChannels{}, open)
	}
	ctx.Unlock()
	defer open.Add(-1)
	if int(open.Add(1)) > s.limits.PerConnection {
		s.refused(ctx, manySessions)
		_ = asked.Reject(gossh.ResourceShortage, "too many sessions on this connection; open another one")
		return
	}
	c := &sifted{NewChannel: asked, refused: func(what string) { s.refused(ctx, what) }, looked: make(chan struct{})}
	ssh.DefaultSessionHandler(srv, conn, c, &channelContext{ctx, c})
}

// channelContext lets a session find its own channel; the library's context is
// that of the whole connection.
type channelContext struct {
	ssh.Context
	channel *sifted
}

type channelKey struct{}

// Value implements context.Context.
func (c *channelContext) Value(key any) any {
	if key == (channelKey{}) {
		return c.channel
	}
	return c.Context.Value(key)
}

// channelOf is the channel of a session.
func channelOf(sess ssh.Session) *sifted { return sess.Context().Value(channelKey{}).(*sifted) }

// sifted is a session of which some requests are refused at once.
type sifted struct {
	gossh.NewChannel
	refused func(what string)

	// looked is closed when the session has looked at its terminal, which the
	// library changes with each new window size and guards by nothing.
	looked   chan struct{}
	terminal bool // there is one; set before looked is closed
}

// look returns what the session's terminal is; it is called once.
func (c *sifted) look(sess ssh.Session) (pty ssh.Pty, windows <-chan ssh.Window, terminal bool) {
	defer close(c.looked)
	pty, windows, c.terminal = sess.Pty()
	return pty, windows, c.terminal
}

// Accept begins the session.
func (c *sifted) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	channel, all, err := c.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	rest := make(chan *gossh.Request)
	go func() {
		defer close(rest)
		variables, begun := 0, false
		for r := range all {
			switch r.Type {
			case "auth-agent-req@openssh.com", "x11-req":
				c.refused(r.Type)
				_ = r.Reply(false, nil)
				continue
			case "env":
				if variables++; variables > maxVariables || len(r.Payload) > maxVariable {
					_ = r.Reply(false, nil)
					continue
				}
			case "shell", "exec":
				begun = true
			case "subsystem":
				var asked struct{ Name string }
				if err := gossh.Unmarshal(r.Payload, &asked); err != nil || asked.Name != "sftp" {
					c.refused("subsystem " + asked.Name)
					_ = r.Reply(false, nil)
					continue
				}
				begun = true
			case "window-change":
				if begun {
					<-c.looked
				}
			case "signal", "break":
				// Nobody here takes them, and the library would keep them.
				_ = r.Reply(false, nil)
				continue
			}
			rest <- r
		}
	}()
	return channel, rest, nil
}
