package timeparse

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestDoubt(t *testing.T) {
	t.Parallel()
	c, err := zoneCatalog()
	if err != nil {
		t.Fatal(err)
	}
	rules := func(zone string) *fstest.MapFile {
		data, err := unpack(c.files[strings.ToLower(zone)])
		if err != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: data}
	}
	release := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	soon, late := Reliable().AddDate(0, -3, 0), Reliable().AddDate(0, 0, 1)
	newer := fstest.MapFS{"tzdata.zi": release("# version 2999a\nmore"), "Europe/Lisbon": rules("Europe/Lisbon"), "Europe/Paris": rules("Asia/Tokyo")}
	older := fstest.MapFS{"+VERSION": release("2001c\n"), "Europe/Paris": rules("Asia/Tokyo")}
	for name, test := range map[string]struct {
		zone   string
		at     time.Time
		system fstest.MapFS
		says   []string
	}{
		"soon":                         {"Europe/Lisbon", soon, nil, nil},
		"late":                         {"Europe/Lisbon", late, nil, []string{DataVersion(), "Lisbon", "nearer the day"}},
		"late, without clock rules":    {"UTC", late, nil, nil},
		"late, newer rules agree":      {"Europe/Lisbon", late, newer, nil},
		"newer rules differ":           {"Europe/Paris", soon, newer, []string{"Paris", DataVersion(), "2999a"}},
		"older rules differ":           {"Europe/Paris", soon, older, nil},
		"late, newer rules are silent": {"Asia/Seoul", late, newer, []string{"Seoul"}},
		"no zone":                      {"Nowhere", late, nil, nil},
	} {
		got := strings.Join(doubts(test.at, test.system, []string{test.zone}), " ")
		if (got == "") != (test.says == nil) {
			t.Errorf("%s: %q", name, got)
		}
		for _, part := range test.says {
			if !strings.Contains(got, part) {
				t.Errorf("%s: %q lacks %q", name, got, part)
			}
		}
	}
}

// TestUncertainZonesAreSaidOnce holds that a long list of zones makes no long
// list of the same sentence.
func TestUncertainZonesAreSaidOnce(t *testing.T) {
	t.Parallel()
	got := doubts(Reliable().AddDate(0, 0, 1), fstest.MapFS{}, []string{"Europe/Paris", "Europe/Paris", "Australia/Sydney", "", "UTC"})
	if len(got) != 1 || !strings.Contains(got[0], "in Paris and Sydney in July") {
		t.Errorf("%q", got)
	}
}

func TestSystemVersion(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"# version 2025b\n# more": "2025b", "2026f": "2026f", "# version 2025bc\n": "2025bc", "": "", "version": "", "# version 20x5b\n": "", "2026": ""} {
		if got := SystemVersion(fstest.MapFS{"tzdata.zi": {Data: []byte(text)}}); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
