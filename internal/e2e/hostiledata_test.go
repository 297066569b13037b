package e2e

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/ui/plain"
)

// nasty is behind every text of a workspace that another program, an older
// version or a damaged disk wrote.
const nasty = "\x1b]52;c;x\x07\x1b[2J\u009b31m\u202e\u2066\u200b\ufeff\U000E0041\r\n=cmd|' /C calc'!A0"

// spoil writes nasty behind every text that people write, past all checks.
func (s *secretive) spoil(t *testing.T) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.Dir, "recruitty.db"))
	fine(t, err)
	defer db.Close()
	kept := []string{"status", "kind", "state", "role", "platform", "time_zone", "email", "address", "sha256", "content_type", "uid", "audience", "answer", "action", "theme",
		"key", "stages", "tags", "ssh_keys", "payload", "wall_start", "reference", "language", "stage", "pulse", "folded", "external_id"}
	rows, err := db.Query(`SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'sqlite%' AND m.sql NOT LIKE 'CREATE VIRTUAL%'`)
	fine(t, err)
	var changes []string
	for rows.Next() {
		var table, column string
		fine(t, rows.Scan(&table, &column))
		if slices.Contains([]string{"members", "jobs", "candidates", "applications", "notes", "interviews", "participants", "activity", "activities", "files", "candidate_files", "job_files", "interview_files", "effects"}, table) &&
			!slices.ContainsFunc(kept, func(k string) bool { return column == k || strings.HasSuffix(column, "_"+k) }) {
			changes = append(changes, fmt.Sprintf("UPDATE %s SET %s = %s || ?", table, column, column))
		}
	}
	fine(t, rows.Err())
	fine(t, rows.Close())
	if len(changes) < 12 {
		t.Fatalf("only %d columns hold texts", len(changes))
	}
	for _, c := range changes {
		if _, err := db.Exec(c, nasty); err != nil {
			t.Logf("%s: %v", c, err) // a column with a rule of its own
		}
	}
}

// unseen names what of out must not reach a terminal.
func unseen(out string) string {
	for _, r := range strings.ReplaceAll(out, "\r\n", "\n") {
		if sanitize.Unseen(r) {
			return fmt.Sprintf("U+%04X", r)
		}
	}
	return ""
}

// TestAHostileWorkspaceReachesNoTerminal gives every command, as each role, on a
// workspace whose every text is hostile.
func TestAHostileWorkspaceReachesNoTerminal(t *testing.T) {
	t.Parallel()
	s := newSecretive(t)
	s.spoil(t)
	team, err := s.Services.Store.Members(t.Context(), false)
	fine(t, err)
	said := 0
	for name, lines := range whatToAsk {
		for _, line := range append([]string{""}, lines...) {
			for _, m := range team {
				for _, flag := range []string{"", " --json"} {
					words, _ := s.references.typed(name+" "+strings.ReplaceAll(line, "ME", m.Email)+flag, 0)
					if slices.Contains([]string{"ics", "save"}, words[min(1, len(words)-1)]) || strings.HasPrefix(name, "zoom connect") || strings.HasPrefix(name, "mail connect") {
						continue // a file as it is, or a conversation
					}
					var out, errs bytes.Buffer
					seen := s.For(services.Visit{Member: m, Find: func(path string) (string, error) { return path, nil }, Keep: func(name string, _ []byte) (string, error) { return "inbox:" + name, nil }})
					code := cli.Run(context.Background(), command.App{In: strings.NewReader(""), Out: &out, Err: &errs, Env: recruit.Environment{As: m.Email}, Data: s.Dir, Version: "x", Now: time.Now, Visitor: m,
						Open: func(context.Context, string) (*workspace.Workspace, error) { return seen, nil }}, words)
					if bad := unseen(out.String() + errs.String()); bad != "" {
						t.Errorf("%s as %s prints %s raw: %q %q", words, m.Role, bad, out.String(), errs.String())
					}
					if strings.Contains(out.String(), "calc") {
						said++
					}
					if flag != "" && code == exitcode.Done && out.Len() > 0 && !strings.HasPrefix(name, "export") && !json.Valid(out.Bytes()) && name != "version" {
						t.Errorf("%s as %s prints no JSON: %q", words, m.Role, out.String())
					}
				}
			}
		}
	}
	if said < 20 {
		t.Errorf("only %d outputs hold what was spoilt", said)
	}
}

// TestAHostileWorkspaceIsReadAloud: the same in plain lines, over every word that
// shows something.
func TestAHostileWorkspaceIsReadAloud(t *testing.T) {
	t.Parallel()
	s := newSecretive(t)
	s.spoil(t)
	m, err := s.Services.Store.Member(t.Context(), 1)
	fine(t, err)
	typed := "today\njobs\njob 1\ncandidates\ncandidate 2\nfiles\nnotes\nactivity\ninterviews\ninterview 1\noutbox\nhelp\nquit\n"
	var out bytes.Buffer
	fine(t, plain.Run(t.Context(), plain.Session{In: strings.NewReader(typed), Out: &out, Now: time.Now, After: time.After, Workspace: s.Workspace, Member: m, Zone: m.Location(), Company: "W"}))
	if bad := unseen(out.String()); bad != "" || !strings.Contains(out.String(), "calc") {
		t.Errorf("%s raw in %q", bad, out.String())
	}
}
