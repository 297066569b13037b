package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/store/columns"
)

func TestActivityIsAppendOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, statement := range []string{
		"DELETE FROM activity", "UPDATE activity SET text = 'x'", "UPDATE activity SET actor = 'x'", "UPDATE activity SET at = 1",
		"UPDATE activity SET candidate_id = 9", "INSERT OR REPLACE INTO activity (id, at, actor, action, text) VALUES (1, 1, '', '', '')",
	} {
		_, err := w.writer.Exec(statement)
		if err == nil {
			t.Errorf("%s: allowed", statement)
		}
	}
	lines, err := w.Activities(w.ctx, recruit.ActivityFilter{})
	must(t, err)
	for n, line := range lines {
		if n > 0 && lines[n-1].ID <= line.ID {
			t.Errorf("not newest first: %+v", lines)
		}
	}
	for _, tc := range []struct {
		name   string
		filter recruit.ActivityFilter
		want   int
	}{
		{"all", recruit.ActivityFilter{}, 4},
		{"limit", recruit.ActivityFilter{Limit: 2}, 2},
		{"candidate", recruit.ActivityFilter{CandidateID: w.candidate.ID}, 2},
		{"job", recruit.ActivityFilter{JobID: w.job.ID}, 2},
		{"actor", recruit.ActivityFilter{ActorID: w.member.ID}, 3},
		{"before", recruit.ActivityFilter{Before: lines[1].ID}, 2},
	} {
		if got, err := w.Activities(w.ctx, tc.filter); err != nil || len(got) != tc.want {
			t.Errorf("%s: %d lines, %v, want %d", tc.name, len(got), err, tc.want)
		}
	}
}

func TestEraseLeavesNoTrace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	namesake, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Other Person"}, w.line("candidate.added", "Added Other Person, unlike ZOË QUIRKHAM"))
	must(t, err)
	must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, recruit.File{SHA256: w.file.SHA256, Name: w.file.Name, Kind: recruit.Resume}, recruit.Activity{}))
	shared, err := w.PutFile(w.ctx, "Job.txt", strings.NewReader("The job"), 0)
	must(t, err)
	must(t, w.AddJobFile(w.ctx, w.job.ID, shared, recruit.Activity{}))
	_, err = w.AddNote(w.ctx, recruit.Note{CandidateID: w.candidate.ID, Author: "Ana Sousa", Text: "Zoë is fine"}, recruit.Activity{})
	must(t, err)
	must(t, w.Log(w.ctx, w.line("mail.tested", "Sent a test to zoe@quirkham.example about zoë quirkham")))
	c := w.draft("ref-1", now.Add(time.Hour))
	c.Files = append(c.Files, recruit.File{SHA256: shared.SHA256, Name: shared.Name})
	c.Version.Reason = "Zoë asked"
	for n := range c.Effects {
		c.Effects[n].Error, c.Effects[n].Message = "Quirkham refused", []byte("Dear Zoë Quirkham")
	}
	_, err = w.SaveLetter(w.ctx, recruit.Letter{CandidateID: w.candidate.ID, JobID: w.job.ID, Event: recruit.OnMessage, AuthorID: w.member.ID, Subject: "Zoë, your application", Text: "Dear Zoë Quirkham",
		Effect: recruit.Effect{Kind: recruit.MailMessage, Target: "zoe@quirkham.example", State: recruit.Waiting, Error: "Quirkham refused", Message: []byte("Dear Zoë Quirkham")}}, w.line("candidate.mailed", "Wrote to Zoë Quirkham"))
	must(t, err)
	r, err := w.Commit(w.ctx, c)
	must(t, err)
	r.Interview.CancelReason, r.Interview.Place = "Zoë is ill", "Quirkham's office"
	_, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview})
	must(t, err)
	mailbox := recruit.InboxStatePrefix + ".jobs@mail.example/INBOX"
	must(t, w.SetSetting(w.ctx, mailbox, `{"mark":"7:40","passed_over":[`+
		`{"uid":31,"from":"Zoë Quirkham <zoe@quirkham.example>","subject":"Re: Talk","why":"It cannot be read (for zoe@quirkham.example).","tries":2},`+
		`{"uid":32,"from":"agency@x.example","subject":"About ZOË QUIRKHAM","why":"It cannot be read.","tries":1},`+
		`{"uid":33,"from":"lee@x.example","subject":"Hello","why":"It cannot be read.","tries":1}],"trouble":"No email for zoe@quirkham.example.","answers":3}`))
	must(t, w.SetSetting(w.ctx, recruit.InboxStatePrefix+".other@mail.example/INBOX", "no JSON about Quirkham"))
	before, err := w.Activities(w.ctx, recruit.ActivityFilter{})
	must(t, err)

	must(t, w.erase(w.candidate.ID, w.line("candidate.erased", "Erased the data of Zoë Quirkham")))

	for _, trace := range []string{"quirkham", "zoë", "zoe", "7946"} {
		if where := w.find(t, trace); len(where) > 0 {
			t.Errorf("%q is still in %v", trace, where)
		}
	}
	kept, err := w.Setting(w.ctx, mailbox)
	must(t, err)
	if !strings.Contains(kept, `"uid":31,"from":"","subject":""`) || !strings.Contains(kept, `"uid":32,"from":"","subject":""`) ||
		!strings.Contains(kept, `"from":"lee@x.example","subject":"Hello"`) || !strings.Contains(kept, `"mark":"7:40"`) || !strings.Contains(kept, `"answers":3`) {
		t.Errorf("of the mailbox is kept %s", kept)
	}
	must(t, w.Check(w.ctx))
	for _, name := range []string{databaseName, databaseName + "-wal"} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil && bytes.Contains(bytes.ToLower(content), []byte("quirkham")) {
			t.Errorf("the bytes of %s still hold the name", name)
		}
	}
	after, err := w.Activities(w.ctx, recruit.ActivityFilter{})
	must(t, err)
	if len(after) != len(before)+1 || after[0].Action != "candidate.erased" || after[0].Text != "Erased the data of "+erased {
		t.Errorf("log: %d lines before, %d after; newest %+v", len(before), len(after), after[0])
	}
	if lines, err := w.Activities(w.ctx, recruit.ActivityFilter{CandidateID: namesake.ID}); err != nil || lines[0].Text != "Added Other Person, unlike "+erased {
		t.Errorf("a line about someone else: %+v, %v", lines, err)
	}
	left, err := w.Record(w.ctx, r.Interview.ID)
	must(t, err)
	if len(left.People) != 2 || len(left.Versions) != 1 || len(left.Files) != 2 || len(left.Effects) != 3 || left.Files[1].Name != "Job.txt" {
		t.Errorf("counts changed: %+v", left)
	}
	if left.Effects[0].State != recruit.Waiting || left.Effects[1].State != recruit.Superseded || left.Effects[2].State != recruit.Waiting {
		t.Errorf("effects: %+v", left.Effects)
	}
	_, err = w.FileContent(w.ctx, w.file.SHA256)
	wantKind(t, err, recruit.ErrNotFound)
	if content, err := w.FileContent(w.ctx, shared.SHA256); err != nil || string(content) != "The job" {
		t.Errorf("the job's file: %q, %v", content, err)
	}
	if page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{JobID: w.job.ID}); err != nil || page.Total != 0 {
		t.Errorf("still listed: %+v, %v", page, err)
	}
	wantKind(t, w.erase(w.candidate.ID, recruit.Activity{}), recruit.ErrRefused)
	wantKind(t, w.erase(99, recruit.Activity{}), recruit.ErrNotFound)
	_, err = w.SaveCandidate(w.ctx, recruit.Candidate{ID: w.candidate.ID, Version: 2, Name: "Back"}, recruit.Activity{})
	wantKind(t, err, recruit.ErrStale)
}

// erase erases a candidate and wipes the file.
func (w *world) erase(id recruit.CandidateID, log recruit.Activity) error {
	if _, err := w.EraseCandidate(w.ctx, id, now, log); err != nil {
		return err
	}
	return w.Wipe(w.ctx)
}

// find names the tables and columns that hold text, in whatever case, those of
// the search index included.
func (w *world) find(t *testing.T, text string) []string {
	t.Helper()
	all, binary := `SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
		WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'`, "BLOB"
	if hosted() {
		all, binary = "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'", "TEXT"
	}
	rows, err := w.readers.Query(all)
	named, err := columns.Collect(rows, err, columns.ScanText)
	must(t, err)
	var found []string
	for _, column := range named {
		table, name, _ := strings.Cut(column, ".")
		rows, err := w.readers.Query(fmt.Sprintf("SELECT CAST(%q AS %s) FROM %q", name, binary, table))
		values, err := columns.Collect(rows, err, func(row columns.Scanner) (v sql.RawBytes, err error) {
			var b []byte
			return b, row.Scan(&b)
		})
		must(t, err)
		for _, v := range values {
			if bytes.Contains(bytes.ToLower(v), []byte(text)) {
				found = append(found, column)
			}
		}
	}
	return found
}
