package windows

import (
	"flag"
	"fmt"
	"path/filepath"
	"testing"
)

// grade is how a reading compares with the truth.
type grade int

const (
	gradeRight    grade = iota
	gradeAsked          // rightly: it is not clear
	gradeNarrow         // less than she offers, and nothing is said of the rest
	gradeNeedless       // a question about what is clear
	gradeLost           // she is said to offer nothing
	gradeMisread
)

func (g grade) String() string {
	return [...]string{"right", "rightly asked", "narrow", "needless", "lost", "MISREAD"}[g]
}

// judge compares a reading with the truth.
func (m *corpusMail) judge(r Reading) grade {
	asked := len(r.Questions) > 0
	for _, w := range r.Windows {
		if !offered(w, m.truth.free) {
			return gradeMisread
		}
	}
	for _, x := range r.Exclusions {
		for _, w := range m.truth.free {
			if x.Start.Before(w.End) && w.Start.Before(x.End) && (!w.At || !x.Start.After(w.Start)) {
				return gradeMisread
			}
		}
	}
	switch {
	case asked && (m.truth.ask || m.truth.mayAsk):
		return gradeAsked
	case asked:
		return gradeNeedless
	case m.truth.ask && len(r.Windows)+len(r.Exclusions) > 0:
		return gradeMisread
	case m.truth.ask:
		return gradeAsked // whoever reads is told that there are no times in it
	case len(r.Windows) == 0 && len(m.truth.free) > 0 && len(r.Exclusions) > 0:
		return gradeMisread // the rest of the time is taken for hers
	case len(r.Windows) == 0 && len(m.truth.free) > 0:
		return gradeLost
	case len(r.Windows) == 0 && len(r.Exclusions) == 0 && len(m.truth.denied) > 0:
		return gradeLost
	}
	if len(r.Windows) == 0 {
		for _, w := range m.truth.denied {
			if len(without([]Window{{Start: w.Start, End: w.End}}, r.Exclusions)) > 0 {
				return gradeMisread
			}
		}
	}
	// Everything that she offers is there.
	for _, w := range m.truth.free {
		if w.At {
			if !offered(w, r.Windows) {
				return gradeNarrow
			}
		} else if left := without([]Window{{Start: w.Start, End: w.End}}, r.Windows); len(left) > 0 {
			return gradeNarrow
		}
	}
	return gradeRight
}

// offered reports whether a window lies in what is offered. A beginning is offered by the
// same beginning, or by a stretch that it lies in.
func offered(w Window, all []Window) bool {
	if w.At {
		for _, o := range all {
			if o.At && o.Start.Equal(w.Start) || !o.At && !w.Start.Before(o.Start) && w.Start.Before(o.End) {
				return true
			}
		}
		return false
	}
	var stretches []Window
	for _, o := range all {
		if !o.At {
			stretches = append(stretches, Window{Start: o.Start, End: o.End})
		}
	}
	return len(without([]Window{{Start: w.Start, End: w.End}}, joined(stretches))) == 0
}

var corpusFiles = flag.String("corpus", "", "files of mails to judge in place of those of the package")

// TestCorpus judges readings of several hundred mails by what their writers offer. None may
// be misread; what is clear to a person may be asked about, but not often.
func TestCorpus(t *testing.T) {
	t.Parallel()
	pattern := *corpusFiles
	if pattern == "" {
		pattern = "testdata/corpus/*.txt"
	}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no mails in %s: %v", pattern, err)
	}
	counts := map[grade]int{}
	all := 0
	for _, path := range files {
		for _, m := range readCorpus(t, path) {
			r := Read(m.request)
			g := m.judge(r)
			counts[g]++
			all++
			if says := fmt.Sprintf("%s:%d: %s\n%s\n got %s\nwant %s", path, m.line, g, m.text, short(r, m.zone), m.want); g >= gradeLost {
				t.Error(says)
			} else if g > gradeAsked && testing.Verbose() {
				t.Log(says)
			}
		}
	}
	says := fmt.Sprintf("%d mails:", all)
	for g := gradeRight; g <= gradeMisread; g++ {
		says += fmt.Sprintf(" %s %d (%.1f %%),", g, counts[g], 100*float64(counts[g])/float64(all))
	}
	t.Log(says)
	if *corpusFiles == "" && 100*(counts[gradeRight]+counts[gradeAsked]) < 84*all {
		t.Errorf("only %d of %d are understood or rightly asked about", counts[gradeRight]+counts[gradeAsked], all)
	}
}
