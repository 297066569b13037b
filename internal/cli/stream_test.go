package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
)

// many is a store with a number of everything, made when it is asked for.
type many struct {
	recruit.Store
	n       int
	failsAt int // the page that cannot be read, 0 for none
	read    int
	bad     map[recruit.CandidateID]error
}

func (m *many) next() error {
	if m.read++; m.read == m.failsAt {
		return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The disk is gone."}
	}
	return nil
}

func (m *many) CandidatePage(_ context.Context, f recruit.CandidateFilter) (page recruit.CandidatePage, err error) {
	from := 0
	_, _ = fmt.Sscan(string(f.After), &from)
	for id := from + 1; id <= min(from+f.Limit, m.n); id++ {
		page.Rows = append(page.Rows, recruit.CandidateSummary{ID: recruit.CandidateID(id), Name: fmt.Sprintf("Candidate %d", id),
			Headline: strings.Repeat("x", 200), Email: fmt.Sprintf("c%d@example.com", id)})
		page.Last = recruit.Cursor(fmt.Sprint(id))
	}
	return page, m.next()
}

func (m *many) Profile(_ context.Context, id recruit.CandidateID) (recruit.Profile, error) {
	return recruit.Profile{Candidate: recruit.Candidate{ID: id, Name: fmt.Sprintf("Candidate %d", id), Headline: strings.Repeat("x", 200)}}, m.bad[id]
}

func (m *many) Record(_ context.Context, id recruit.InterviewID) (recruit.Record, error) {
	return recruit.Record{Interview: recruit.Interview{ID: id, Title: "Talk", TimeZone: "UTC", Description: strings.Repeat("x", 200),
		Start: time.Unix(int64(id)*3600, 0), Duration: time.Hour}}, nil
}

func (m *many) Jobs(_ context.Context, f recruit.JobFilter) (page []recruit.JobSummary, err error) {
	from := recruit.JobID(m.n + 1)
	if f.After != 0 {
		from = f.After
	}
	for id := from - 1; id > 0 && len(page) < f.Limit; id-- {
		page = append(page, recruit.JobSummary{Job: recruit.Job{ID: id, Title: "Job", Description: strings.Repeat("x", 200)}})
	}
	return page, m.next()
}

func (m *many) Interviews(_ context.Context, f recruit.InterviewFilter) (page []recruit.InterviewSummary, err error) {
	for id := f.After.ID + 1; id <= recruit.InterviewID(m.n) && len(page) < f.Limit; id++ {
		page = append(page, recruit.InterviewSummary{Interview: recruit.Interview{ID: id, Title: "Talk", TimeZone: "UTC", Description: strings.Repeat("x", 200),
			Start: time.Unix(int64(id)*3600, 0), Duration: time.Hour}})
	}
	return page, m.next()
}

func (m *many) Activities(_ context.Context, f recruit.ActivityFilter) (page []recruit.Activity, err error) {
	from := recruit.ActivityID(m.n + 1)
	if f.Before != 0 {
		from = f.Before
	}
	for id := from - 1; id > 0 && len(page) < f.Limit; id-- {
		page = append(page, recruit.Activity{ID: id, Text: strings.Repeat("x", 200)})
	}
	return page, m.next()
}

// weigher counts what it takes, and how much memory is held while it does.
type weigher struct {
	bytes, writes int
	most, largest uint64
}

func (w *weigher) Write(b []byte) (int, error) {
	w.bytes += len(b)
	w.largest = max(w.largest, uint64(len(b)))
	if w.writes++; w.writes%100 == 0 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.most = max(w.most, m.HeapAlloc)
	}
	return len(b), nil
}

// listCommands are the commands that may write very long lists.
func listCommands() []string {
	return []string{"candidate list", "job list", "interview list", "activity list --limit 0",
		"export candidates", "export jobs", "export interviews", "export activity",
		"export candidates --format json", "export interviews --format json", "export activity --format json"}
}

func runOn(t testing.TB, store recruit.Store, out, errs io.Writer, line string) int {
	t.Helper()
	return Run(t.Context(), command.App{Out: out, Err: errs, Now: time.Now, Data: t.TempDir(), Visitor: recruit.Member{ID: 1, Role: recruit.Admin, TimeZone: "UTC"},
		Open: func(context.Context, string) (*workspace.Workspace, error) {
			return &workspace.Workspace{Services: &services.Services{Store: store}, Close: func() error { return nil }}, nil
		}}, strings.Fields(line))
}

// TestLongListsAreNotHeld writes lists of 20,000 rows, and holds that no more
// than a few pages are ever in memory and that no write is large.
func TestLongListsAreNotHeld(t *testing.T) { // not parallel: it weighs the whole process
	const rows = 20_000
	for _, line := range listCommands() {
		for _, line := range []string{line, line + " --json"} {
			runtime.GC()
			var before runtime.MemStats
			runtime.ReadMemStats(&before)
			var w weigher
			var errs bytes.Buffer
			if code := runOn(t, &many{n: rows}, &w, &errs, line); code != 0 {
				t.Fatalf("%s: exit %d: %s", line, code, &errs)
			}
			if w.bytes < rows*20 {
				t.Errorf("%s: only %d bytes were written", line, w.bytes)
			}
			if grown := int64(w.most) - int64(before.HeapAlloc); grown > 6<<20 {
				t.Errorf("%s: held %d KB more", line, grown>>10)
			}
			if w.largest > 64<<10 {
				t.Errorf("%s: wrote %d KB at once", line, w.largest>>10)
			}
		}
	}
}

// TestLongListsAreWhole reads JSON lists back, around the size of a page.
func TestLongListsAreWhole(t *testing.T) {
	t.Parallel()
	for _, line := range listCommands() {
		for _, n := range []int{0, 1, 499, 500, 501, 1000, 1001, 2500} {
			var out, errs bytes.Buffer
			if code := runOn(t, &many{n: n}, &out, &errs, line+" --json"); code != 0 || errs.Len() > 0 {
				t.Fatalf("%s of %d: exit %d: %s", line, n, code, &errs)
			}
			if strings.Contains(line, "--format csv") {
				continue
			}
			var list []map[string]any
			if err := json.Unmarshal(out.Bytes(), &list); err != nil || len(list) != n {
				t.Errorf("%s of %d: %d rows, %v", line, n, len(list), err)
			}
			var again bytes.Buffer
			var raw []json.RawMessage
			_ = json.Unmarshal(out.Bytes(), &raw)
			e := json.NewEncoder(&again)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(raw); n > 0 && (err != nil || again.String() != out.String()) {
				t.Errorf("%s of %d is not laid out as other results are", line, n)
			}
		}
	}
}

// TestTableOfManyRows holds that all rows are there, and the columns of the
// first page straight.
func TestTableOfManyRows(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 999, 1000, 1001, 3000} {
		var out bytes.Buffer
		if code := runOn(t, &many{n: n}, &out, io.Discard, "candidate list"); code != 0 {
			t.Fatal(code)
		}
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if n == 0 && lines[0] == "There are no such candidates." {
			continue
		}
		if len(lines) != n+1 || !strings.HasPrefix(lines[n], fmt.Sprint(n)) {
			t.Errorf("%d candidates: %d lines", n, len(lines))
		}
		at := strings.Index(lines[0], "EMAIL")
		for _, l := range lines[1:min(len(lines), 1000)] {
			if strings.Index(l, "c") != at && strings.Index(l, " c")+1 != at {
				t.Fatalf("the address does not stand below EMAIL: %q", l)
			}
		}
	}
}

// TestACutListSaysSo has the second page fail.
func TestACutListSaysSo(t *testing.T) {
	t.Parallel()
	for _, line := range listCommands() {
		for _, line := range []string{line, line + " --json"} {
			var out, errs bytes.Buffer
			if code := runOn(t, &many{n: 5000, failsAt: 2}, &out, &errs, line); code != exitcode.Failed {
				t.Errorf("%s: exit %d", line, code)
			}
			if said := errs.String(); !strings.Contains(said, "not complete") || !strings.Contains(said, "The disk is gone.") {
				t.Errorf("%s says %q", line, said)
			}
			out.Reset()
			errs.Reset()
			if code := runOn(t, &many{n: 5000, failsAt: 1}, &out, &errs, line); code != exitcode.Failed || strings.Contains(errs.String(), "not complete") {
				t.Errorf("%s: the first page fails: exit %d, %q, %q", line, code, &out, &errs)
			}
		}
	}
}

// TestOneBadRowStopsNoExport holds that what cannot be read is named, and the
// rest written.
func TestOneBadRowStopsNoExport(t *testing.T) {
	t.Parallel()
	store := &many{n: 1500, bad: map[recruit.CandidateID]error{7: errors.New("damaged"), 1400: &recruit.Problem{Kind: recruit.ErrNotFound, Sentence: "Gone."}}}
	for _, format := range []string{"csv", "json"} {
		var out, errs bytes.Buffer
		code := runOn(t, store, &out, &errs, "export candidates --format "+format)
		if said := errs.String(); code != exitcode.Failed || !strings.Contains(said, "left out candidate 7 (Candidate 7): damaged") || !strings.Contains(said, "complete but for 1") {
			t.Errorf("%s: exit %d, says %q", format, code, said)
		}
		if !strings.Contains(out.String(), "Candidate 1500") || strings.Contains(out.String(), "Candidate 7\"") {
			t.Errorf("%s: the rest is missing", format)
		}
		if format == "json" && !json.Valid(out.Bytes()) {
			t.Error("no valid JSON")
		}
	}
}

// full takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("closed") }

// TestNothingIsReadForNobody holds that a list is read no further when it is not
// taken.
func TestNothingIsReadForNobody(t *testing.T) {
	t.Parallel()
	store := &many{n: 100_000}
	if code := runOn(t, store, full{}, io.Discard, "candidate list --json"); code != exitcode.Failed || store.read > 2 {
		t.Errorf("exit %d after %d pages", code, store.read)
	}
}

func BenchmarkCandidateList(b *testing.B) {
	for b.Loop() {
		if code := runOn(b, &many{n: 100_000}, io.Discard, io.Discard, "candidate list --json"); code != 0 {
			b.Fatal(code)
		}
	}
}
