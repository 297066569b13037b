package logfile

import (
	"fmt"
	"io/fs"
	"net"
	"net/textproto"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"recruitty/recruit"
)

// deepest bounds how far the causes of an error are followed.
const deepest = 20

// Facts says what an error was, for whoever helps: its kind, the words of this
// program about what it did, the numbers that others gave it. It leaves out the
// sentences for people, names of files and what other servers said, because all
// of them may name a candidate.
func Facts(err error) string { return facts(err, deepest) }

func facts(err error, depth int) string {
	if err == nil {
		return ""
	}
	if depth == 0 {
		return "…"
	}
	if p, ok := err.(*recruit.Problem); ok {
		return ofProblem(p, depth)
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []string
		for _, e := range several.Unwrap() {
			if said := facts(e, depth-1); said != "" {
				all = append(all, said)
			}
		}
		return joined(own(err), strings.Join(all, "; "))
	}
	cause, ok := err.(interface{ Unwrap() error })
	if !ok || cause.Unwrap() == nil {
		return leaf(err)
	}
	inner := cause.Unwrap()
	said := own(err)
	if said == "" {
		if words, found := strings.CutSuffix(err.Error(), inner.Error()); found {
			said = strings.TrimRight(plainWords(words), " :")
		}
	}
	return joined(said, facts(inner, depth-1))
}

// ofProblem is the kind of a problem, what else is known of it, and its cause.
func ofProblem(p *recruit.Problem, depth int) string {
	said := []string{facts(p.Kind, depth-1)}
	if p.Field != "" {
		said = append(said, "field "+plainWords(strings.ReplaceAll(p.Field, "_", " ")))
	}
	if p.TrackingID != "" {
		said = append(said, "tracking "+addresses().ReplaceAllString(p.TrackingID, withheld))
	}
	if p.MeetingID != 0 {
		said = append(said, "meeting "+strconv.FormatInt(p.MeetingID, 10))
	}
	return joined(strings.Join(said, ", "), facts(p.Cause, depth-1))
}

// own is what is known of an error by its type, "" for nothing.
func own(err error) string {
	switch e := err.(type) {
	case interface{ LogFacts() string }:
		return e.LogFacts()
	case *fs.PathError:
		return plainWords(e.Op)
	case *os.LinkError:
		return plainWords(e.Op)
	case *os.SyscallError:
		return plainWords(e.Syscall)
	case *net.OpError:
		return strings.TrimSpace(plainWords(e.Op) + " " + e.Net)
	case *url.Error:
		return plainWords(e.Op)
	case *textproto.Error:
		return "reply " + strconv.Itoa(e.Code) + enhanced().FindString(" "+e.Msg)
	case interface{ Code() int }:
		return fmt.Sprintf("%T %d", err, e.Code())
	}
	return ""
}

// enhanced is the status code with which a mail server begins its words (RFC 3463).
var enhanced = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ [245]\.\d{1,3}\.\d{1,3}\b`) })

// leaf is an error without a cause.
func leaf(err error) string {
	if said := own(err); said != "" {
		return said
	}
	switch e := err.(type) {
	case syscall.Errno:
		return e.Error()
	case runtime.Error:
		return addresses().ReplaceAllString(e.Error(), withheld)
	}
	if kind := fmt.Sprintf("%T", err); kind != "*errors.errorString" && kind != "*fmt.errorString" {
		return strings.TrimPrefix(kind, "*")
	}
	return plainWords(err.Error())
}

// joined puts two of what was said behind each other.
func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + ": " + b
}
