package sshd

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"recruitty/recruit/importer"
)

// TestTheDocumentedLimitsAreTheLimits reads the table of docs/ssh.md: every row is
// known here, and its figures are those of the program.
func TestTheDocumentedLimitsAreTheLimits(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/ssh.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "## Limits\n")
	table, rest, _ := strings.Cut(table, "\n## ")
	if !found || rest == "" {
		t.Fatal("the limits are not where they were")
	}
	l := Limits{}.orUsual()
	seconds := func(d time.Duration) string { return fmt.Sprintf("%d s", int(d.Seconds())) }
	spelled := map[time.Duration]string{time.Minute: "a minute", 5 * time.Minute: "five minutes", 30 * time.Minute: "half an hour", 12 * time.Hour: "twelve hours"}
	numbers := map[int]string{5: "five"}
	want := map[string][]string{
		"sessions": {fmt.Sprintf("%d (`--sessions`)", l.Visits), fmt.Sprintf("%d of one member (`--sessions-each`)", l.VisitsEach), "the last " + numbers[l.ForAdmins] + " are for admins"},
		"unknown keys, while an invitation is open": {fmt.Sprintf("%d sessions", l.Strangers), fmt.Sprintf("%d of one address", l.StrangersEach), seconds(l.Handshake) + " for the whole visit"},
		"connections":                     {"twice the sessions", "without a session " + seconds(l.Sessionless), fmt.Sprintf("%d of one address", l.Idlers)},
		"a dead line":                     {"about a minute"},
		"a client that reads nothing":     {spelled[l.Standstill] + " within a result", spelled[l.Paused] + " at a screen"},
		"files that are read for imports": {fmt.Sprintf("%d at once, one of each member", importer.MostAtOnce)},
		"a command":                       {fmt.Sprintf("%d KB", maxCommand>>10)},
		"open files and listings of one sftp session":  {fmt.Sprint(maxHandles)},
		"sessions on one connection":                   {fmt.Sprint(l.PerConnection)},
		"keys that one connection tries":               {fmt.Sprint(l.Tries)},
		"connections from one address (IPv6: one /64)": {fmt.Sprintf("%d at once, %d more in a minute", l.Burst, l.PerMinute)},
		"connections that have not entered":            {fmt.Sprintf("%d, %d from one address, %s each", l.Guests, l.GuestsEach, seconds(l.Handshake))},
		"nothing typed, longest session":               {spelled[l.Idle] + ", " + spelled[l.Longest]},
		"window":                                       {fmt.Sprintf("%d × %d cells", maxWide, maxHigh)},
		"a paste, keys ahead of the screen":            {fmt.Sprintf("%d KiB, %d KiB", l.Paste>>10, maxTyped>>10)},
		"a file in the inbox, an inbox, files in one":  {fmt.Sprintf("%d MB, or %d MB if it is a list to be imported; %d MB; %d", maxFile>>20, most("people.csv")>>20, maxBox>>20, maxFiles)},
		"memory": {"`--memory` MB (or `GOMEMLIMIT`), else 128 and 4 for each session; four fifths of the unit's `MemoryMax`"},
		"what is asked for and not given, on one connection": {fmt.Sprint(maxRefused)},
		"refusals that the log tells apart":                  {fmt.Sprintf("%d addresses and kinds in a minute", maxRefusers)},
		"lines of one member in the logs":                    {fmt.Sprintf("%d at once, %d more in a minute", memberLines, memberLinesMore)},
		"the log":                                            {"5 MB, and one older file"},
		"the audit log":                                      {"50 MB, and one older file"},
		"codes that one address may try":                     {fmt.Sprintf("%d at once, %d more in a minute", maxCodes, moreCodes)},
		"variables of the environment that a client sends":   {fmt.Sprintf("%d of %d bytes", maxVariables, maxVariable)},
	}
	if 2*l.Visits != l.Connections {
		t.Error("connections are not twice the sessions")
	}
	rows := 0
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 || strings.Contains(cells[1], "---") || strings.TrimSpace(cells[1]) == "what" {
			continue
		}
		name := strings.TrimSpace(cells[1])
		figures, known := want[name]
		if !known {
			t.Errorf("nobody compares %q", name)
		}
		for _, f := range figures {
			if !strings.Contains(line, f) {
				t.Errorf("%s: the program has %q", name, f)
			}
		}
		rows++
	}
	if rows != len(want) {
		t.Errorf("%d rows, not %d", rows, len(want))
	}
	for _, f := range []string{fmt.Sprintf("%d\nbytes for each cell", holdsCell), fmt.Sprintf("%d bytes for each cell", holdsCell)} {
		if strings.Contains(strings.ReplaceAll(table, "\n", " "), strings.ReplaceAll(f, "\n", " ")) {
			return
		}
	}
	t.Error("what a cell is taken to hold is not said")
}
