package scorecards

import (
	"fmt"
	"strings"
	"testing"
)

func testForm(t testing.TB) Form {
	t.Helper()
	f, err := ParseForm("Code\nCode review: reads before judging\nScale: 1 none, 2 little, 3 some, 4 fluent, 5 native\nEnglish")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func said(f Filled) string {
	return fmt.Sprintf("%s | %s | %s | %s | %s", f.ratingWords(), f.Recommendation, f.Note, f.Private, strings.Join(f.Left, " / "))
}

// TestFilled reads lines as people fill them in, in files and in mails.
func TestFilled(t *testing.T) {
	t.Parallel()
	form := testForm(t)
	blank := Blank(form, Card{})
	quoted := "> " + strings.ReplaceAll(blank, "\n", "\n> ")
	filled := strings.NewReplacer("Code (1-4):", "Code (1-4): 3", "review (1-4):", "review (1-4): 4/4 strong, kind", "(1-5):", "(1-5): fluent",
		"strong yes):", "strong yes): strong yes", "team:", "team: Knows LSM trees.\n>\nWrites first.", "Private note:", "Private note: ask about pay")
	const full = "Code 3 good, Code review 4 strong, English 4 fluent | strong_yes | Code review: kind\nKnows LSM trees.\n\nWrites first. | ask about pay | "
	for _, c := range []struct{ name, text, want string }{
		{"nothing filled in", blank, " |  |  |  | "},
		{"nothing filled in, quoted", "On Mon Robin wrote\n", " |  |  |  | On Mon Robin wrote"},
		{"in its lines", filled.Replace(blank), full},
		{"inside of the quotation", filled.Replace(quoted), full},
		{"above the quotation", "Code: 2\nRecommendation: no\nNote: slow,\nbut right\n\n> Robin wrote:\n" + quoted, "Code 2 fair | no | slow,\nbut right |  | "},
		{"below the quotation, signed", quoted + "\n\nCode 1\ncode review = poor\nRECOMMENDATION: Strong no!\n-- \nDana Ortiz\nEngineer", "Code 1 poor, Code review 1 poor | strong_no |  |  | "},
		{"with marks of a list", "* **Code** (1-4): 3\n- English: 5", "Code 3 good, English 5 native |  |  |  | "},
		{"not assessed", "Code: -\nEnglish: n/a\nRecommendation: yes", " | yes |  |  | "},
		{"what is not understood", "She was great.\nCode: 7\nEnglish: 3.5\nCode review: 2-3\nRecommendation: no idea",
			" |  |  |  | She was great. / Code: 7 (a number from 1 to 4 belongs here) / English: 3.5 (a number from 1 to 5 belongs here) / Code review: 2-3 (a number from 1 to 4 belongs here) / Recommendation: no idea (strong no, no, yes or strong yes belongs here)"},
		{"two answers", "Code: 2\n> Code (1-4): 3\nRecommendation: yes\nRecommendation: no", " |  |  |  | Code has two numbers, 2 and 3; say which one holds / There are two recommendations, yes and no; say which one holds"},
		{"the same twice", "Code: 2\n> Code (1-4): 2", "Code 2 fair |  |  |  | "},
		{"a recommendation by its place, with words", "Recommendation (strong no, no, yes, strong yes): 3, if she learns Go", " | yes | if she learns Go |  | "},
		{"a note with a colon in it", "Note: asked: why\nand: how\nPrivate: pay", " |  | asked: why\nand: how | pay | "},
		{"another answer's quotation is left out", "> what I wrote before\nCode: 3", "Code 3 good |  |  |  | "},
	} {
		if got := said(ReadFilled(form, c.text)); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// TestBlankKeeps holds that a card that is written as lines is read as it was.
func TestBlankKeeps(t *testing.T) {
	t.Parallel()
	form := testForm(t)
	card := Card{Recommendation: No, Note: "first\n\nsecond: line", Private: "x"}
	for i, a := range form.Attributes {
		r, err := a.Rate(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		card.Ratings = append(card.Ratings, r)
	}
	if got := ReadFilled(form, Blank(form, card)); !got.same(card) || len(got.Left) > 0 {
		t.Errorf("%+v", got)
	}
}

func FuzzFilled(f *testing.F) {
	form := testForm(f)
	f.Add(Blank(form, Card{}))
	f.Add("> Code (1-4): 3\n> English: fluent, really\nNote: x\n-- \nDana")
	f.Add("Code review(")
	f.Add("Note for the team:\n(end of the form)\n|x")
	f.Add("Recommendation: STRONG\u00a0yes\u2014but\nCode: ３\nİCode: 1")
	f.Fuzz(func(t *testing.T, text string) {
		got := ReadFilled(form, text)
		if _, err := got.clean(form); err != nil && len(text) < 4000 {
			t.Fatalf("%q gives a card that cannot be kept: %v", text, err)
		}
		for _, r := range got.Ratings {
			if r.Value < 1 || r.Value > r.Of {
				t.Fatalf("%q gives %+v", text, r)
			}
		}
		if len(got.Left) > len(text)+8 {
			t.Fatalf("%q leaves %d lines", text, len(got.Left))
		}
	})
}
