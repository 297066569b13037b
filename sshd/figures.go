package sshd

import (
	"fmt"
	"io"
	"sync/atomic"
)

// Figures count what the server has done.
type Figures struct {
	connections atomic.Int64 // open now
	visits      atomic.Int64 // since the start
	commands    atomic.Int64
	refusals    atomic.Int64
	bytes       atomic.Int64 // painted
}

// counting counts the bytes that are written to a terminal.
func (f *Figures) counting(w io.Writer) io.Writer { return &counted{w, &f.bytes} }

type counted struct {
	io.Writer
	bytes *atomic.Int64
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.bytes.Add(int64(n))
	return n, err
}

// WriteMetrics writes the figures in the text format of Prometheus.
func (s *Server) WriteMetrics(w io.Writer) error {
	kinds := map[string]int{atTerminal: 0, atCommand: 0, atFiles: 0, atJoining: 0}
	for _, v := range s.visits.list() {
		kinds[v.kind]++
	}
	_, err := fmt.Fprintf(w, `# HELP recruitty_ssh_sessions Sessions that are open now.
# TYPE recruitty_ssh_sessions gauge
recruitty_ssh_sessions{kind="terminal"} %d
recruitty_ssh_sessions{kind="command"} %d
recruitty_ssh_sessions{kind="files"} %d
recruitty_ssh_sessions{kind="join"} %d
# HELP recruitty_ssh_connections Connections that are open now, entered or not.
# TYPE recruitty_ssh_connections gauge
recruitty_ssh_connections %d
# HELP recruitty_ssh_sessions_total Sessions since the start.
# TYPE recruitty_ssh_sessions_total counter
recruitty_ssh_sessions_total %d
# HELP recruitty_ssh_commands_total Commands since the start.
# TYPE recruitty_ssh_commands_total counter
recruitty_ssh_commands_total %d
# HELP recruitty_ssh_refusals_total Connections and requests refused since the start.
# TYPE recruitty_ssh_refusals_total counter
recruitty_ssh_refusals_total %d
# HELP recruitty_ssh_painted_bytes_total Bytes written to terminals since the start.
# TYPE recruitty_ssh_painted_bytes_total counter
recruitty_ssh_painted_bytes_total %d
`, kinds[atTerminal], kinds[atCommand], kinds[atFiles], kinds[atJoining], s.figures.connections.Load(),
		s.figures.visits.Load(), s.figures.commands.Load(), s.figures.refusals.Load(), s.figures.bytes.Load())
	return err
}
