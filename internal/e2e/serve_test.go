package e2e

import (
	"context"
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

	"recruitty/internal/sshd/sshtest"
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
		for _, name := range []string{"HOST", "METRICS"} {
			address, err := freeAddress()
			ts.Check(err)
			ts.Setenv(name, address)
		}
	case "figures":
		ts.Check(awaitFigures("http://"+ts.Getenv("METRICS")+"/metrics", args[1:]))
	case "key":
		key, err := sshtest.NewKey()
		ts.Check(err)
		private, err := key.PEM(args[1])
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), private, 0o600))
		ts.Check(os.WriteFile(ts.MkAbs(args[1]+".pub"), []byte(sshtest.Line(key)+"\n"), 0o600))
	default:
		ts.Fatalf("host cannot %s", verb)
	}
}

// freeAddress is one of this machine at which nobody listens.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
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
	text, err := readFigures(ctx, address)
	if err != nil {
		return "", err
	}
	for _, part := range parts {
		wanted, unwanted := strings.CutPrefix(part, "!")
		if strings.Contains(text, wanted) == unwanted {
			return part, nil
		}
	}
	return "", nil
}

// readFigures reads the figures as Prometheus would.
func readFigures(ctx context.Context, address string) (string, error) {
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
	return string(text), nil
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
	client, err := sshtest.Await(context.Background(), ts.Getenv("HOST"), ssh.PublicKeys(key))
	if args[0] == "closed" {
		if err == nil {
			_ = client.Close()
			ts.Fatalf("%s was let in", args[1])
		}
		return
	}
	ts.Check(err)
	defer client.Close()
	input := ""
	var words []string
	for _, a := range args[2:] {
		if file, ok := strings.CutPrefix(a, "<"); ok {
			input = ts.ReadFile(file)
			continue
		}
		words = append(words, a)
	}
	got, err := sshtest.Run(client, sshtest.Command(words...), input)
	_, _ = io.WriteString(ts.Stdout(), got.Out)
	_, _ = io.WriteString(ts.Stderr(), got.Said)
	ts.Check(err)
	if strconv.Itoa(got.Code) != args[0] {
		ts.Fatalf("exit code %d, want %s", got.Code, args[0])
	}
}
