package sshtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// entering is how long it may take to get in.
const entering = 30 * time.Second

// Enter enters the host at the other end of a line, so that a test can do with
// the line what it wants, such as cut it.
func Enter(line net.Conn, methods ...ssh.AuthMethod) (*ssh.Client, error) {
	if err := line.SetDeadline(time.Now().Add(entering)); err != nil {
		return nil, errors.Join(err, line.Close())
	}
	c, channels, requests, err := ssh.NewClientConn(line, line.RemoteAddr().String(), &ssh.ClientConfig{
		User: "whoever", Auth: methods, HostKeyCallback: ssh.InsecureIgnoreHostKey()})
	if err != nil {
		return nil, errors.Join(err, line.Close())
	}
	if err := line.SetDeadline(time.Time{}); err != nil {
		return nil, errors.Join(err, line.Close())
	}
	return ssh.NewClient(c, channels, requests), nil
}

// Dial enters the host at an address.
func Dial(address string, methods ...ssh.AuthMethod) (*ssh.Client, error) {
	line, err := net.DialTimeout("tcp", address, entering)
	if err != nil {
		return nil, err
	}
	return Enter(line, methods...)
}

// Await enters as soon as someone listens at an address.
func Await(ctx context.Context, address string, methods ...ssh.AuthMethod) (*ssh.Client, error) {
	ctx, cancel := context.WithTimeout(ctx, entering)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		line, err := new(net.Dialer).DialContext(ctx, "tcp", address)
		if err == nil {
			return Enter(line, methods...)
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-again.C:
		}
	}
}

// Result is how a command ended.
type Result struct {
	Out, Said string // standard output and standard error
	Code      int
}

// Run runs a command to its end. An exit code other than 0 is no error.
func Run(client *ssh.Client, command, input string) (Result, error) {
	session, err := client.NewSession()
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", command, err)
	}
	defer session.Close()
	var out, said strings.Builder
	session.Stdin, session.Stdout, session.Stderr = strings.NewReader(input), &out, &said
	err = session.Run(command)
	got := Result{Out: out.String(), Said: said.String()}
	var exit *ssh.ExitError
	if errors.As(err, &exit) {
		got.Code, err = exit.ExitStatus(), nil
	}
	if err != nil {
		return got, fmt.Errorf("%s: %w; %s", command, err, got.Said)
	}
	return got, nil
}

// Command is a command out of words of which some may hold blanks.
func Command(words ...string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strconv.Quote(w)
	}
	return strings.Join(quoted, " ")
}
