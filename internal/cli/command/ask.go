package command

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"
)

// MaxLine bounds what is read from standard input, in bytes.
const MaxLine = 16 << 10

// ReadLine reads one line of standard input without its end.
func (p *Program) ReadLine() (string, error) {
	line, err := bufio.NewReader(io.LimitReader(p.In, MaxLine)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	return strings.TrimSpace(line), nil
}

// ReadSecret reads a line that must not be seen: what is typed at a terminal is
// not shown.
func (p *Program) ReadSecret(question string) (string, error) {
	terminal, ok := p.In.(interface{ Fd() uintptr })
	if !p.Interactive || !ok {
		return p.ReadLine()
	}
	fmt.Fprint(p.Err, question)
	typed, err := term.ReadPassword(terminal.Fd())
	fmt.Fprintln(p.Err)
	if err != nil {
		return "", fmt.Errorf("read a secret: %w", err)
	}
	return strings.TrimSpace(string(typed)), nil
}
