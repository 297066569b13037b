package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"recruitty/recruit"
)

// Report says what an import did, or, of a dry run, what it would do. Every
// row is exactly one of added, added before, duplicate and bad.
type Report struct {
	Kind    Kind            `json:"kind"`
	File    string          `json:"file"`
	Format  string          `json:"format"`  // such as "table with semicolons, Windows-1252"
	Mapping Mapping         `json:"mapping"` // what someone said about columns, now or before
	Lacks   string          `json:"-"`       // of a look: which column is missing
	custom  []Field         // of the workspace
	Source  string          `json:"source"`    // the system that its ids belong to, "" when nobody knows
	Guesses []string        `json:"guesses"`   // what was decided about the file, in sentences
	Columns []Column        `json:"columns"`   // of a table, as they were understood
	Papers  []Paper         `json:"documents"` // beside the list in an archive, at most MostFindings
	Samples []Sample        `json:"samples"`   // the first rows, as they were understood
	DryRun  bool            `json:"dry_run"`
	Batch   recruit.BatchID `json:"batch"` // 0 when nothing had to be written
	Rows    int             `json:"rows"`
	Added   int             `json:"added"`
	Before  int             `json:"added_before"` // by the same import, before it was stopped
	Stopped bool            `json:"stopped"`      // before its end
	Unread  int             `json:"unread"`       // rows that are not written because of that
	Linked  int             `json:"linked"`       // links to jobs, of added and of known candidates, or of those interviewed

	Duplicates Findings `json:"duplicates"` // known already, here or further up in the file
	Bad        Findings `json:"bad"`        // cannot be imported as they are
	Skipped    Findings `json:"skipped"`    // no rows of the list, such as one of sums
	Attached   int      `json:"attached"`   // documents of an archive
	Unattached int      `json:"unattached"` // documents that are nobody's in the list
	Joined     int      `json:"joined"`     // rows that belong to an interview of a row before, one for each interviewer
	Noted      int      `json:"noted"`      // rows of people who are known, of which a note was kept
	Learnt     int      `json:"learnt"`     // numbers of people who are known, by which this system knows them
	Remarks    Findings `json:"remarks"`    // imported, but not everything that they say
}

func newReport(kind Kind, file string) Report {
	none := Findings{Rows: []Row{}, Kinds: []Like{}}
	return Report{Kind: kind, File: file, Mapping: Mapping{}, Columns: []Column{}, Guesses: []string{}, Papers: []Paper{}, Samples: []Sample{}, Duplicates: none, Bad: none, Skipped: none, Remarks: none}
}

// clone is the report as it is now.
func (r Report) clone() Report {
	for _, f := range []*Findings{&r.Duplicates, &r.Bad, &r.Skipped, &r.Remarks} {
		f.Rows, f.Kinds = slices.Clone(f.Rows), slices.Clone(f.Kinds)
	}
	return r
}

// Findings are rows worth a word: how many, and the first of them.
type Findings struct {
	Count int    `json:"count"`
	Rows  []Row  `json:"rows"`  // at most MostFindings
	Kinds []Like `json:"kinds"` // what was found, each once, at most MostKinds
}

// Like is something that was found in one row or in several alike: the first of
// them, and how many.
type Like struct {
	Row
	Count int `json:"count"`
	key   string
}

// MostKinds is how many sorts of findings a report tells apart.
const MostKinds = 100

// special are the parts of a finding that differ from row to row, and so are
// names: of whom a row is about, and of whom it is taken for.
var (
	special = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("\"[^\"]*\"|“[^”]*”|[^ ]*@[^ ]*|[0-9]+") })
	about   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^.* is (known here already|in line)`) })
	takenAs = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(as|of|for) [^;]*? \((candidate|job|interview|line) [0-9]+\)`)
	})
)

// like counts a row among those like it.
func (f *Findings) like(row Row) {
	k := kindOf(row.Reason)
	for i := range f.Kinds {
		if f.Kinds[i].key == k {
			f.Kinds[i].Count++
			return
		}
	}
	if len(f.Kinds) < MostKinds {
		f.Kinds = append(f.Kinds, Like{row, 1, k})
	}
}

// unlike takes a row off its kind.
func (f *Findings) unlike(row Row) {
	at := slices.IndexFunc(f.Kinds, func(l Like) bool { return l.key == kindOf(row.Reason) })
	if at < 0 {
		return
	}
	f.Kinds[at].Count--
	if f.Kinds[at].Count == 0 {
		f.Kinds = slices.Delete(f.Kinds, at, at+1)
		return
	}
	if f.Kinds[at].Row == row { // another one speaks for the kind
		for _, other := range f.Rows {
			if other != row && kindOf(other.Reason) == f.Kinds[at].key {
				f.Kinds[at].Row = other
				return
			}
		}
	}
}

// kindOf is a reason without what differs between rows of one kind.
func kindOf(reason string) string {
	k := takenAs().ReplaceAllString(about().ReplaceAllString(reason, "… is $1"), "$1 …")
	return special().ReplaceAllString(k, "…")
}

// drop takes the rows of a line out.
func (f *Findings) drop(line int) {
	for _, row := range f.Rows {
		if row.Line == line {
			f.Count--
			f.unlike(row)
		}
	}
	f.Rows = slices.DeleteFunc(f.Rows, func(row Row) bool { return row.Line == line })
}

// take takes the only finding of a line out, whether it is named or not.
func (f *Findings) take(line int) {
	if before := f.Count; f.Count > 0 {
		if f.drop(line); f.Count == before {
			f.Count--
		}
	}
}

// MostFindings is how many rows of a sort a report names; all are counted.
const MostFindings = 1000

// Row is one row of the file, by the line in which it begins (from 1).
type Row struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// add counts a row, and names it while there is room.
func (f *Findings) add(line int, format string, args ...any) {
	f.Count++
	row := Row{Line: line, Reason: fmt.Sprintf(format, args...)}
	if len(f.Rows) < MostFindings {
		f.Rows = append(f.Rows, row)
	}
	f.like(row)
}

// sort brings rows that were found in another order into that of the file.
func (f *Findings) sort() {
	slices.SortStableFunc(f.Rows, func(a, b Row) int { return a.Line - b.Line })
}

// refused says why a row was not taken after all, and that alone.
func (r *Report) refused(line int, why string) {
	r.Remarks.drop(line)
	r.Bad.add(line, "%s", why)
}

// unlinked says of a row that the workspace refused to link it to a job. What an
// interview needs is said of the interview.
func (r *Report) unlinked(line int, why string, interview bool) {
	for i, row := range r.Duplicates.Rows {
		if known, linked := strings.CutSuffix(row.Reason, further); row.Line == line && linked {
			r.Duplicates.unlike(row)
			r.Duplicates.Rows[i].Reason = known
			r.Duplicates.like(r.Duplicates.Rows[i])
		}
	}
	if !interview {
		r.Remarks.add(line, "was not linked to a job: %s", why)
	}
}

// Empty reports whether no row of the file was taken, though it has some, and
// none is known already.
func (r Report) Empty() bool { return r.Added+r.Before+r.Linked+r.Attached+r.Duplicates.Count == 0 }

// Brings reports whether there is anything to write.
func (r Report) Brings() bool { return r.Added+r.Linked+r.Attached+r.Noted+r.Learnt > 0 }

// Sample is a row of the file as it was understood.
type Sample struct {
	Line  int          `json:"line"`
	Cells []SampleCell `json:"cells"`
}

// SampleCell is one value of it: from which column it is, and what it becomes.
type SampleCell struct {
	Column  string `json:"column"`
	Becomes string `json:"becomes"`
	Value   string `json:"value"` // shortened
}

// maxSamples is how many rows a report shows.
const maxSamples = 3

// Summary is the report in one sentence.
func (r Report) Summary() string {
	verb := "Imported"
	if r.DryRun {
		verb = "Would import"
	}
	text := fmt.Sprintf("%s %d of %d rows of %s as %s", verb, r.Added, r.Rows, r.File, r.Kind)
	if r.Before > 0 {
		text += fmt.Sprintf(", %d imported before it was stopped", r.Before)
	}
	if r.Linked > 0 {
		text += fmt.Sprintf(", linked %d to jobs", r.Linked)
	}
	if r.Duplicates.Count > 0 {
		text += fmt.Sprintf(", %d known already", r.Duplicates.Count)
	}
	if r.Noted > 0 {
		text += fmt.Sprintf(", notes kept of %d of them", r.Noted)
	}
	if r.Learnt > 0 {
		text += fmt.Sprintf(", ids of this system kept of %d", r.Learnt)
	}
	if r.Bad.Count > 0 {
		text += fmt.Sprintf(", %d bad", r.Bad.Count)
	}
	if r.Attached > 0 {
		text += fmt.Sprintf(", attached %d of %d documents", r.Attached, r.Attached+r.Unattached)
	}
	if r.Joined > 0 {
		text += fmt.Sprintf(", %d further interviewers of them", r.Joined)
	}
	if r.Skipped.Count > 0 {
		text += fmt.Sprintf(", %d left out", r.Skipped.Count)
	}
	switch {
	case r.Stopped && r.Unread > 0:
		text += fmt.Sprintf(", and was stopped before the other %d", r.Unread)
	case r.Stopped:
		text += ", and was stopped before its end"
	}
	return text + "."
}
