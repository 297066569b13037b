package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// manyPeople is how many people the file of TestImportKilled has: more than an
// import writes at a time.
const manyPeople = 12_000

// TestImportKilled ends the real program at random moments of imports and of taking
// them back, by kill and by ctrl+c, and holds what it said, the activity log and the
// list of imports against the candidates that are there. -kills says how often,
// -kills-seed where the choices begin; the moments are the machine's.
func TestImportKilled(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(*killsSeed, 13))
	file := filepath.Join(t.TempDir(), "people.csv")
	var b strings.Builder
	b.WriteString("name,email,phone,tags\n")
	for n := range manyPeople {
		fmt.Fprintf(&b, "Person %d,p%d@people.example,+351 %d,go; sql\n", n%911, n, 200000+n)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	w := &importKilled{workplace: newWorkplace(t), file: file, rng: rng, takes: time.Second, undoes: time.Second}
	w.must("member", "add", "--name", "Dana Ruiz", "--email", "dana@example.com", "--time-zone", "Europe/Lisbon")
	for w.ended < max(8, *kills/4) {
		w.round()
	}
	t.Logf("%d ended within %v of an import and %v of an undo", w.ended, w.takes, w.undoes)
}

// importKilled is a workplace whose imports are ended.
type importKilled struct {
	*workplace
	file          string
	rng           *rand.Rand
	takes, undoes time.Duration // how long the commands take here
	ended         int
}

// importState is what the workspace says of itself.
type importState struct {
	ID         int    `json:"id"`
	State      string `json:"state"`
	Candidates int    `json:"candidates"`
	people     int
	log        string // the newest lines
}

// state reads it, and holds the list of imports against the candidates.
func (w *importKilled) state() importState {
	w.t.Helper()
	var people []struct{}
	var list []importState
	w.want(w.read(&people, "candidate", "list"))
	w.want(w.read(&list, "import", "list"))
	for _, i := range list[min(1, len(list)):] {
		if i.State != "undone" || i.Candidates != 0 {
			w.t.Fatalf("an import before is %+v", i)
		}
	}
	s := importState{}
	if len(list) > 0 {
		s = list[0]
	}
	if s.people = len(people); s.people != s.Candidates {
		w.t.Fatalf("%d candidates are there, the list of imports says %+v", s.people, s)
	}
	s.log = w.must("activity", "list", "--limit", "3")
	return s
}

func (w *importKilled) want(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// round imports and takes back until both came to their end, and ends the program
// on the way.
func (w *importKilled) round() {
	w.t.Helper()
	before, last := 0, w.state()
	for {
		var r struct {
			Batch   int  `json:"batch"`
			Added   int  `json:"added"`
			Before  int  `json:"added_before"`
			Unread  int  `json:"unread"`
			Stopped bool `json:"stopped"`
		}
		out, said, code := w.end(&w.takes, "import", "candidates", w.file, "--json")
		s := w.state()
		switch {
		case s.ID == last.ID && s.State == "undone" || s.ID == 0: // it had not begun
			continue
		case before > 0 && s.ID != last.ID:
			w.t.Fatalf("import %d did not go on: %+v", last.ID, s)
		case !strings.Contains(s.log, fmt.Sprintf("import %d", s.ID)):
			w.t.Fatalf("the log does not name import %d:\n%s", s.ID, s.log)
		}
		if len(out) > 0 {
			w.want(json.Unmarshal(out, &r))
			if r.Added+r.Before != s.people || r.Batch != s.ID || r.Stopped == (s.State == "done") || r.Added+r.Before+r.Unread != manyPeople || !strings.Contains(s.log, fmt.Sprintf("Imported %d of %d rows", r.Added, manyPeople)) {
				w.t.Fatalf("the report is %+v (%s); the workspace %+v", r, said, s)
			}
		}
		last, before = s, s.people
		if s.State == "done" {
			if s.people != manyPeople {
				w.t.Fatalf("done: %+v", s)
			}
			break
		}
		if code == 0 || s.State != "stopped" && s.State != "interrupted" {
			w.t.Fatalf("ended with %d: %+v", code, s)
		}
		if w.rng.IntN(3) == 0 { // it is taken back as it is
			break
		}
	}
	for {
		out, said, code := w.end(&w.undoes, "import", "undo", fmt.Sprint(last.ID), "--yes", "--json")
		s := w.state()
		if len(out) > 0 {
			var u struct{ Removed int }
			w.want(json.Unmarshal(out, &u))
			if last.people-u.Removed != s.people {
				w.t.Fatalf("the undo says %s (%s), of %d; the workspace %+v", out, said, last.people, s)
			}
		}
		if last = s; s.State == "undone" {
			if s.people != 0 || !strings.Contains(s.log, fmt.Sprintf("Undid import %d", s.ID)) {
				w.t.Fatalf("undone: %+v", s)
			}
			return
		}
		if code == 0 {
			w.t.Fatalf("the undo ended well: %+v", s)
		}
	}
}

// end runs a command and ends it at some moment, sometimes behind its end.
func (w *importKilled) end(takes *time.Duration, args ...string) (out []byte, said string, code int) {
	w.t.Helper()
	cmd := w.command(args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	began := time.Now()
	w.want(cmd.Start())
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	how := os.Signal(os.Kill)
	if w.rng.IntN(2) == 0 {
		how = os.Interrupt
	}
	after := time.NewTimer(time.Duration(w.rng.Int64N(int64(*takes + *takes/4))))
	defer after.Stop()
	select {
	case <-done:
		*takes = max(300*time.Millisecond, (*takes+time.Since(began))/2)
	case <-after.C:
		w.ended++
		_ = cmd.Process.Signal(how) // it may have ended in this moment
		<-done
	}
	return stdout.Bytes(), stderr.String(), cmd.ProcessState.ExitCode()
}
