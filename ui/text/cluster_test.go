package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClustersAreWhatOneSees(t *testing.T) {
	t.Parallel()
	for _, want := range [][]string{
		nil,
		{"a", "b"},
		{"e\u0301", "x"},
		{"🇵🇹", "🇫🇷", "!"},
		{"👩\u200d👩\u200d👧", "👋🏽"},
		{"❤\ufe0f", "1\ufe0f\u20e3"},
		{"한", "\u1112\u1161\u11ab"},
		{"न", "म", "स्ते"},
		{"क्षि", "त्र"},
		{"Z\u0351\u036b\u0343", "\r\n", "山"},
	} {
		s := strings.Join(want, "")
		if got := Clusters(s); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, want %q", s, got, want)
		}
		last := ""
		if len(want) > 0 {
			last = want[len(want)-1]
		}
		if got := LastCluster(s); got != last {
			t.Errorf("the last of %q is %q", s, got)
		}
		if got := LastCluster("some text " + s); s != "" && got != last {
			t.Errorf("the last of text and %q is %q", s, got)
		}
	}
}

func FuzzClusters(f *testing.F) {
	for _, s := range append(measured, "한국\u1112\u1161가각", "\u0600 a\u0600山", "x\xffy", "ก\u0e33 नमस्ते 日\u3099本") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all := Clusters(s)
		if strings.Join(all, "") != s {
			t.Fatalf("%q is cut into %q", s, all)
		}
		if !utf8.ValidString(s) {
			return // where a letter ends is anybody's guess then
		}
		if len(all) > 0 && LastCluster(s) != all[len(all)-1] {
			t.Errorf("the last of %q is %q, cut into %q", s, LastCluster(s), all)
		}
		edge, next := 0, 0
		for at := range len(s) + 1 {
			for edge < at {
				edge += len(all[next])
				next++
			}
			if got := Edge(s, at); got != edge {
				t.Errorf("the edge of %q at %d is %d, want %d", s, at, got, edge)
			}
		}
	})
}
