package scorecards

import (
	"errors"
	"strings"
	"testing"

	"recruitty/recruit"
)

func TestForms(t *testing.T) {
	t.Parallel()
	text := "Coding: clear names,  tests\n\nSystem design\nScale: 1 none, 2 little, 3 some, 4 fluent, 5 native\nEnglish\nScale: 1 – 5\nGerman: with customers"
	f, err := ParseForm(text)
	if err != nil || len(f.Attributes) != 4 || f.Attributes[0].Hint != "clear names, tests" || f.Attributes[1].Scale() != "1 poor, 2 fair, 3 good, 4 strong" ||
		f.Attributes[2].Words[4] != "native" || f.Attributes[3].Scale() != "1 poor, 2 fair, 3 good, 4 strong, 5 outstanding" {
		t.Fatalf("%+v, %v", f, err)
	}
	if again, err := ParseForm(f.Lines()); err != nil || again.Lines() != f.Lines() {
		t.Errorf("written and read again: %q, %v", again.Lines(), err)
	}
	for text, part := range map[string]string{
		"":                                    "at least one",
		"Recommendation: what you think":      "on every scorecard already",
		"Notes":                               "on every scorecard already",
		"Coding\ncoding":                      "Line 2: “coding” stands there twice",
		"Coding (1-4)":                        "a sign in its name",
		"Scale: 1 to 9\nCoding":               "Line 1: A scale is from 1 to 4",
		"Scale: 1 bad, 2 good\nCoding":        "Line 1: A scale",
		"Scale: 1 a, 2 b, 4 c, 5 d\nCoding":   "A scale",
		"7":                                   "is no name",
		": nothing":                           "begins with its name",
		strings.Repeat("x", 61):               "at most 60",
		"Coding: " + strings.Repeat("x", 201): "at most 200",
		"a1\na2\na3\na4\na5\na6\na7\na8\na9\na10\na11\na12\na13": "at most 12",
	} {
		if _, err := ParseForm(text); !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), part) {
			t.Errorf("%q: %v, want %q", text, err, part)
		}
	}
	if a, err := f.Attribute("sys"); err != nil || a.Name != "System design" {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := f.Attribute(""); err == nil {
		t.Error("no name names an attribute")
	}
}

func FuzzForm(f *testing.F) {
	f.Add("Coding: clear\nScale: 1 a, 2 b, 3 c, 4 d\nEnglish")
	f.Add("Scale: 1-5\nİ: x\n\u202eCoding")
	f.Fuzz(func(t *testing.T, text string) {
		form, err := ParseForm(text)
		if err != nil {
			return
		}
		again, err := ParseForm(form.Lines())
		if err != nil || again.Lines() != form.Lines() {
			t.Fatalf("%q is written as %q, which is read as %q, %v", text, form.Lines(), again.Lines(), err)
		}
	})
}

// TestChoose holds that the form and the guide are each that of the narrowest kit.
func TestChoose(t *testing.T) {
	t.Parallel()
	form := func(name string) *Form { return &Form{Attributes: []Attribute{{Name: name, Words: usual(4)}}} }
	kits := []Kit{
		{Form: form("workspace"), Guide: "for all"}, {Job: 1, Guide: "for the job"}, {Job: 1, Stage: "Interview", Form: form("stage")},
		{Job: 1, Stage: "Interview", Session: "System design", Form: form("session")},
	}
	for _, c := range []struct{ stage, session, form, guide string }{
		{"interview", "system  Design", "session", "for the job"},
		{"Interview", "Coding", "stage", "for the job"},
		{"Screening", "System design", "workspace", "for the job"},
	} {
		if got := Choose(kits, c.stage, c.session); got.Form.Attributes[0].Name != c.form || got.Guide != c.guide {
			t.Errorf("%s/%s: %+v", c.stage, c.session, got)
		}
	}
	if got := Choose(kits[:1], "x", "y"); got.Guide != "for all" || got.Form.Attributes[0].Name != "workspace" {
		t.Errorf("%+v", got)
	}
	if got := Choose(nil, "x", "y"); got.Form.Lines() != DefaultForm().Lines() || got.Guide != "" {
		t.Errorf("%+v", got)
	}
}
