package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
)

// atHost does what surrounds a host:
//
//	host address        chooses where it listens and sets $HOST and $METRICS
//	host key NAME       makes a key pair, NAME and NAME.pub
//	host figures PART…  reads $METRICS until what it says holds every PART, and
//	                    none of those behind an exclamation mark
func atHost(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: host VERB")
	}
	switch verb := args[0]; verb {
	case "address":
		ts.Setenv("HOST", freeAddress(ts))
		ts.Setenv("METRICS", freeAddress(ts))
	case "figures":
		ts.Check(awaitFigures("http://"+ts.Getenv("METRICS")+"/metrics", args[1:]))
	case "key":
		public, private, err := ed25519.GenerateKey(rand.Reader)
		ts.Check(err)
		block, err := ssh.MarshalPrivateKey(private, args[1])
		ts.Check(err)
		shown, err := ssh.NewPublicKey(public)
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), pem.EncodeToMemory(block), 0o600))
		ts.Check(os.WriteFile(ts.MkAbs(args[1]+".pub"), ssh.MarshalAuthorizedKey(shown), 0o600))
	default:
		ts.Fatalf("host cannot %s", verb)
	}
}

func freeAddress(ts *testscript.TestScript) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Check(l.Close())
	return l.Addr().String()
}

// awaitFigures asks for the figures until they hold every part: what a host
// works on behind takes its time.
func awaitFigures(address string, parts []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	last := ""
	for {
		missing, err := missingFigure(ctx, address, parts)
		if err == nil && missing == "" {
			return nil
		}
		if ctx.Err() == nil {
			last = missing
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the figures never held %q: %w", last, errors.Join(err, ctx.Err()))
		case <-again.C:
		}
	}
}

// missingFigure is the first part that the figures do not hold now.
func missingFigure(ctx context.Context, address string, parts []string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the figures came with %s: %w", answer.Status, err)
	}
	for _, part := range parts {
		wanted, unwanted := strings.CutPrefix(part, "!")
		if bytes.Contains(text, []byte(wanted)) == unwanted {
			return part, nil
		}
	}
	return "", nil
}

// bySSH runs a command on $HOST: "ssh CODE KEY COMMAND…" must end with the exit
// code, and with CODE "closed" the key does not enter at all. Words that hold
// blanks are quoted; "<FILE" is its standard input.
func bySSH(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: ssh CODE KEY COMMAND…")
	}
	key, err := ssh.ParsePrivateKey([]byte(ts.ReadFile(args[1])))
	ts.Check(err)
	client, err := dialHost(ts.Getenv("HOST"), key)
	if args[0] == "closed" {
		if err == nil {
			_ = client.Close()
			ts.Fatalf("%s was let in", args[1])
		}
		return
	}
	ts.Check(err)
	defer client.Close()
	session, err := client.NewSession()
	ts.Check(err)
	var words []string
	for _, a := range args[2:] {
		if file, ok := strings.CutPrefix(a, "<"); ok {
			session.Stdin = bytes.NewReader([]byte(ts.ReadFile(file)))
			continue
		}
		words = append(words, strconv.Quote(a))
	}
	session.Stdout, session.Stderr = ts.Stdout(), ts.Stderr()
	code := 0
	var exit *ssh.ExitError
	if err := session.Run(strings.Join(words, " ")); errors.As(err, &exit) {
		code = exit.ExitStatus()
	} else if err != nil {
		ts.Fatalf("ssh: %v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// dialHost connects as soon as the host listens.
func dialHost(address string, key ssh.Signer) (*ssh.Client, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			c, chans, reqs, err := ssh.NewClientConn(conn, address, &ssh.ClientConfig{User: "whoever",
				Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey()})
			if err != nil {
				return nil, errors.Join(err, conn.Close())
			}
			return ssh.NewClient(c, chans, reqs), nil
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-again.C:
		}
	}
}
