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
	for _, s := range measured {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all := Clusters(s)
		if strings.Join(all, "") != s {
			t.Fatalf("%q is cut into %q", s, all)
		}
		if len(all) > 0 && utf8.ValidString(s) && LastCluster(s) != all[len(all)-1] {
			t.Errorf("the last of %q is %q", s, LastCluster(s))
		}
	})
}
