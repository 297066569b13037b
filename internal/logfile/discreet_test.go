package logfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"recruitty/recruit"
)

type foreign struct{ words string }

func (f foreign) Error() string { return f.words }

// TestNobodyIsNamedInTheLog: whatever is logged of an error or a form, what could
// name a candidate is not in it, and what support needs is.
func TestNobodyIsNamedInTheLog(t *testing.T) {
	t.Parallel()
	const name, address, cv = "Zoë Quirkham", "zoe@quirkham.example", "/home/x/Zoë Quirkham CV.pdf"
	for what, tc := range map[string]struct {
		key   string
		value any
		wants string
	}{
		"a sentence":         {"error", recruit.Refused("%s has an upcoming interview.", name), "refused by a rule"},
		"its cause":          {"error", &recruit.Problem{Kind: recruit.ErrRejected, Field: "candidate_email", TrackingID: "t-1", MeetingID: 77, Sentence: name, Cause: &textproto.Error{Code: 550, Msg: "5.1.1 <" + address + "> " + name}}, "rejected by the service, field candidate email, tracking t-1, meeting 77: reply 550 5.1.1"},
		"a wrapped one":      {"error", fmt.Errorf("read interview 12 of %s: %w", name, recruit.ErrStorage), "read interview 12 of …: workspace unavailable"},
		"a path":             {"error", &fs.PathError{Op: "open", Path: cv, Err: syscall.ENOENT}, "open: no such file or directory"},
		"two paths":          {"error", &os.LinkError{Op: "rename", Old: cv, New: cv, Err: syscall.EXDEV}, "rename: "},
		"a network":          {"error", &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}, "dial tcp: connection refused"},
		"several":            {"error", errors.Join(errors.New(name+" is "+address), io.ErrUnexpectedEOF), "unexpected EOF"},
		"words of a server":  {"error", foreign{"550 " + name}, "logfile.foreign"},
		"quoted small words": {"error", fmt.Errorf("no column %q here", "zoë quirkham senior"), "no column … here"},
		"a file":             {"file", cv, withheld},
		"an unknown key":     {"candidate", name, withheld},
		"a list":             {"people", []string{name, address}, withheld},
		"an address":         {"why", "mail to " + address + " waits", "mail to " + withheld + " waits"},
		"a fault":            {"fault", any(name), withheld},
		"a number":           {"candidate", 12, "12"},
		"a name of a kind":   {"kind", recruit.MailInvite, string(recruit.MailInvite)},
		"who did it":         {"member", "dana@firm.example", "dana@firm.example"},
	} {
		dir := t.TempDir()
		f := Open(dir, "a.log")
		f.Logger().With(tc.key, tc.value).WithGroup("g").ErrorContext(context.Background(), "it failed for "+address, tc.key, tc.value)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		line, err := os.ReadFile(filepath.Join(dir, "a.log"))
		if err != nil {
			t.Fatal(err)
		}
		for _, trace := range []string{"zo", "uirkham", "senior", ".pdf"} {
			if strings.Contains(strings.ToLower(string(line)), trace) {
				t.Errorf("%s: %q is in %s", what, trace, line)
			}
		}
		if !strings.Contains(string(line), tc.wants) {
			t.Errorf("%s: %q is not in %s", what, tc.wants, line)
		}
	}
}

// TestFactsEnd holds for errors that are their own cause.
func TestFactsEnd(t *testing.T) {
	t.Parallel()
	var own ring
	if said := Facts(&own); !strings.HasSuffix(said, "…") {
		t.Errorf("it says %q", said)
	}
}

type ring struct{}

func (r *ring) Error() string { return "x" }
func (r *ring) Unwrap() error { return r }
