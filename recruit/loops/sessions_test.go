package loops_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
)

func known() loops.Known {
	team := []recruit.Member{
		{ID: 1, Name: "Dana Ortiz", Email: "dana@acme.example"},
		{ID: 2, Name: "Łukasz Nowak", Email: "lukasz@acme.example"},
		{ID: 3, Name: "Sam Lee", Email: "sam@acme.example"},
		{ID: 4, Name: "Sam Lee", Email: "sam.lee@acme.example"},
		{ID: 5, Name: "Gone Long", Email: "gone@acme.example", RemovedAt: time.Unix(1, 0)},
	}
	var in []pools.Member
	for _, m := range team {
		in = append(in, pools.Member{ID: m.ID, Name: m.Name, Email: m.Email, Set: pools.Qualified})
	}
	return loops.Known{Team: team, Pools: []pools.Pool{{ID: 1, Name: "Backend", Members: in}, {ID: 2, Name: "Architects", Members: in[:2]},
		{ID: 3, Name: "Old hands", Members: in[:2], RemovedAt: time.Unix(1, 0)}}}
}

// TestSessionsAreRead holds how people type what a plan consists of, and that it is
// written as it can be read.
func TestSessionsAreRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, want string }{
		{"Technical interview, 60 min, 1 of Backend", "Technical interview, 1h, 1 of Backend"},
		{"  Phone screen ; 30; dana@ACME.example ; phone", "Phone screen, 30 min, dana@acme.example, Phone"},
		{"Design, Backend, 1h30, Łukasz nowak, optional dana ortiz", "Design, 1h30, 1 of Backend, lukasz@acme.example, optional dana@acme.example"},
		{"Pair, any 2 of architects, 45m, 2 of Backend, phone", "Pair, 45 min, 2 of Architects, 2 of Backend, Phone"},
		{"Chat, Optional sam@acme.example, 1 of Backend, 20 min", "Chat, 20 min, 1 of Backend, optional sam@acme.example"},
		{"A, 10, Backend\n\n  \nB, 20, Backend\n", "A, 10 min, 1 of Backend\nB, 20 min, 1 of Backend"},
		{"Lunch, 60, 2 of Backend, on site: 12 Baker Street, London; second floor", "Lunch, 1h, 2 of Backend, On site: 12 Baker Street, London; second floor"},
		{"Call: why, 20, Backend, PHONE: she calls +351 912 345 678", "Call: why, 20 min, 1 of Backend, Phone: she calls +351 912 345 678"},
		{"", ""},
	} {
		got, err := loops.ParseSessions(c.typed, known())
		if err != nil {
			t.Errorf("%q: %v", c.typed, err)
			continue
		}
		written := loops.WriteSessions(got)
		if written != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.typed, written, c.want)
		}
		again, err := loops.ParseSessions(written, known())
		if err != nil || loops.WriteSessions(again) != written {
			t.Errorf("%q is written as %q, which is read as %v, %v", c.typed, written, again, err)
		}
	}
}

// TestSessionsThatCannotBe holds that whatever is not understood is named with its line.
func TestSessionsThatCannotBe(t *testing.T) {
	t.Parallel()
	for typed, say := range map[string]string{
		"Technical, 1 of Backend":                                         "needs a length",
		"Technical, 60 min":                                               "Nobody is named",
		"Technical, 60, 30, Backend":                                      "two lengths",
		"Technical, 60, zoom, phone, Backend":                             "two platforms",
		"Technical, 60, 9 of Backend":                                     "cannot ask for 9",
		"Technical, 60, 2 of Frontend":                                    "There is no pool",
		"Technical, 60, Sam Lee":                                          "more than one Sam Lee",
		"Technical, 60, Gone Long":                                        "Gone Long is no longer in the team",
		"Technical, 60, 1 of old hands":                                   "The pool Old hands was removed",
		"Technical, 60, optional Dana Ortiz":                              "Nobody is named",
		"Technical, 60, Backend, on site":                                 "write the address",
		"Technical, 60, Backend, other link":                              "needs its link",
		"Technical, 60, Backend, zoom, on site: 1":                        "two platforms",
		"Technical, 60, dana@acme.example, Dana Ortiz":                    "appears twice",
		"Technical, 60, Backend, 2 of Backend":                            "requested twice",
		"Technical, 60, Backend, blue":                                    "“blue” is not a length",
		"Technical, 60, optional Backend":                                 "“optional Backend” is not a length",
		"A, 10, Backend\nB, 10":                                           "Line 2: ",
		strings.Repeat("A, 10, Backend\n", 9):                             "line 9 is one more",
		"A, 9h, Backend":                                                  "from 1 minute to 8h",
		strings.Repeat("x", 1000):                                         "at most 900 characters",
		"1h, dana@acme.example":                                           "The title is missing in front of “1h”",
		", 1h, dana@acme.example":                                         "The title is missing; a session begins with its title",
		"1 of Backend, 30":                                                "The title is missing in front of “1 of Backend”",
		"dana@acme.example, 30":                                           "The title is missing in front of “dana@acme.example”",
		"A, 30 min, Backend, phone: 1; B, 30 min, 1 of Backend, phone: 2": "continues like another session (“30 min”); write each session separately",
		"A, 30 min, Backend, on site: Room 1, B, dana@acme.example":       "continues like another session (“dana@acme.example”)",
		"A, 30 min, Backend, phone: 1, B, 30 min, 1 of Backend":           "continues like another session (“1 of Backend”)",
		",;,": "begins with its title",
	} {
		_, err := loops.ParseSessions(typed, known())
		if !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), say) {
			t.Errorf("%.60q: %v, want a sentence with %q", typed, err, say)
		}
	}
}

// FuzzSessions holds that whatever is read is written so that it is read as the same.
func FuzzSessions(f *testing.F) {
	for _, seed := range []string{"Technical, 60, Backend", "Design, 1h30, 2 of Architects, optional dana@acme.example, zoom\nB, 5, Backend", "é,\x00,;;1:30,1 of", "optional , 5, any one of the Backend"} {
		f.Add(seed)
	}
	all := known()
	f.Fuzz(func(t *testing.T, typed string) {
		got, err := loops.ParseSessions(typed, all)
		if err != nil {
			return
		}
		written := loops.WriteSessions(got)
		again, err := loops.ParseSessions(written, all)
		if err != nil || loops.WriteSessions(again) != written {
			t.Fatalf("%q is written as %q, which is read as %v, %v", typed, written, again, err)
		}
	})
}
