package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"

	"recruitty/recruit"
)

// confirm asks a person at a terminal. Scripts are not asked: a command that
// waits for nobody is worse than one that does what it was told.
func (s *session) confirm(yes bool, question string) error {
	if yes || s.json || !s.Interactive {
		return nil
	}
	fmt.Fprint(s.Err, question+" [y/N] ")
	answer, err := s.readLine()
	if err != nil {
		return err
	}
	if a := strings.ToLower(answer); a != "y" && a != "yes" {
		return recruit.Refused("Nothing was changed.")
	}
	return nil
}

// maxLine bounds what is read from standard input, in bytes.
const maxLine = 16 << 10

// readLine reads one line of standard input without its end.
func (p *program) readLine() (string, error) {
	line, err := bufio.NewReader(io.LimitReader(p.In, maxLine)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	return strings.TrimSpace(line), nil
}

// readSecret reads a line that must not be seen: what is typed at a terminal is
// not shown.
func (p *program) readSecret(question string) (string, error) {
	terminal, ok := p.In.(interface{ Fd() uintptr })
	if !p.Interactive || !ok {
		return p.readLine()
	}
	fmt.Fprint(p.Err, question)
	typed, err := term.ReadPassword(terminal.Fd())
	fmt.Fprintln(p.Err)
	if err != nil {
		return "", fmt.Errorf("read a secret: %w", err)
	}
	return strings.TrimSpace(string(typed)), nil
}
