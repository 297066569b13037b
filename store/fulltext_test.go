package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/fulltext"
)

// reads reads most of the files and some of the notes of a random workspace, and says
// what the files hold that were read.
func (c *crew) reads(tb testing.TB) map[string]string {
	tb.Helper()
	_, err := c.ReadNotes(c.ctx, 5)
	must(tb, err)
	read := map[string]string{}
	for range 3 {
		f, found, err := c.LendFile(c.ctx, now.Add(time.Minute))
		must(tb, err)
		if !found {
			break
		}
		read[f.SHA256] = string(f.Content) + ", Storage"
		must(tb, c.KeepText(c.ctx, f.SHA256, fulltext.Text{Words: read[f.SHA256]}))
	}
	return read
}

// said are the candidates of whom a text is found, as a member sees it, and how many
// files are not read yet.
func (w *world) said(tb testing.TB, m recruit.Member, text string) (names string, unread int) {
	tb.Helper()
	q, err := filter.Language{List: filter.Candidates, Now: now, Zone: time.UTC, Me: m}.Parse(filter.Quote(recruit.ByText, text))
	must(tb, err)
	page, err := w.VisibleTo(m).CandidatePage(w.ctx, recruit.CandidateFilter{Where: q.Terms, CountTo: 100})
	must(tb, err)
	for _, row := range page.Rows {
		names += row.Name + ","
	}
	return names, page.Texts.Unread
}

// TestTextsAreFound follows a note and a file from being written to being erased.
func TestTextsAreFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	name := w.candidate.Name + ","
	is := func(text, want string, unread int) {
		t.Helper()
		if got, n := w.said(t, w.member, text); got != want || n != unread {
			t.Errorf("text:%q finds %q with %d unread, want %q with %d", text, got, n, want, unread)
		}
	}
	line := w.line("x", "X")
	note, err := w.AddNote(w.ctx, recruit.Note{CandidateID: w.candidate.ID, AuthorID: w.member.ID, Author: "Ana", Text: "Kennt Łódź; 分散 システム"}, line)
	must(t, err)
	is("lodz", name, 0)
	is("kennt システ", name, 0)
	is("odz", "", 0)
	note.Text = "Nothing of it"
	note, err = w.ChangeNote(w.ctx, note, "Kennt Łódź; 分散 システム", line)
	must(t, err)
	is("lodz", "", 0)
	is("nothing", name, 0)
	must(t, w.RemoveNote(w.ctx, note, line))
	is("nothing", "", 0)

	must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, w.file, line))
	is("rocksdb", "", 1)
	far := func(want recruit.FilesRead) {
		t.Helper()
		if got, err := w.FilesRead(w.ctx); err != nil || got != want {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
		interviewer := recruit.Member{ID: 99, Role: recruit.Interviewer} // who is in no interview
		if got, err := w.VisibleTo(interviewer).FilesRead(w.ctx); err != nil || got != (recruit.FilesRead{}) {
			t.Errorf("an interviewer is told %+v, %v", got, err)
		}
	}
	far(recruit.FilesRead{Unread: 1, All: 1})
	text := func(want recruit.FileText) {
		t.Helper()
		if got, err := w.FileText(w.ctx, w.file.SHA256); err != nil || got != want {
			t.Errorf("the text is %+v, %v; want %+v", got, err, want)
		}
	}
	text(recruit.FileText{})
	f, found, err := w.LendFile(w.ctx, now.Add(time.Minute))
	must(t, err)
	if !found || f.SHA256 != w.file.SHA256 || f.Name != w.file.Name || len(f.Content) == 0 || f.Tries != 1 {
		t.Fatalf("lent %+v, %t", f, found)
	}
	if _, found, err := w.LendFile(w.ctx, now.Add(time.Minute)); err != nil || found {
		t.Errorf("it is lent twice: %v", err)
	}
	w.clock = func() time.Time { return now.Add(2 * time.Minute) }
	if f, found, err := w.LendFile(w.ctx, now.Add(time.Hour)); err != nil || !found || f.Tries != 2 {
		t.Errorf("it is not lent again: %+v, %v", f, err)
	}
	must(t, w.KeepText(w.ctx, w.file.SHA256, fulltext.Text{Words: "RocksDB and " + strings.Repeat("x ", fulltext.MaxText), Cut: true}))
	is("rocksdb", name, 0)
	far(recruit.FilesRead{}) // nothing is counted once all are
	if got, err := w.FileText(w.ctx, w.file.SHA256); err != nil || !got.Read || !got.Cut || len(got.Text) != fulltext.MaxText {
		t.Errorf("%d bytes are kept, %v", len(got.Text), err)
	}
	must(t, w.KeepText(w.ctx, w.file.SHA256, fulltext.Text{Words: "RocksDB"}))
	text(recruit.FileText{Text: "RocksDB", Read: true})

	other, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Zoë"}, line)
	must(t, err)
	must(t, w.AddCandidateFile(w.ctx, other.ID, w.file, line)) // nobody reads it again
	is("rocksdb", "Zoë,"+name, 0)
	must(t, w.RemoveCandidateFile(w.ctx, other.ID, w.file, true, line))
	is("rocksdb", name, 0)
	text(recruit.FileText{Text: "RocksDB", Read: true})
	_, err = w.AddNote(w.ctx, recruit.Note{CandidateID: w.candidate.ID, Text: "Remembered"}, line)
	must(t, err)
	_, err = w.EraseCandidate(w.ctx, w.candidate.ID, now, line)
	must(t, err)
	is("rocksdb", "", 0)
	is("remembered", "", 0)
	is("erased", "", 0)
	text(recruit.FileText{})
	if dump := w.dump(t); strings.Contains(dump, "rocksdb") || strings.Contains(dump, "remembered") {
		t.Error("words of what was erased stay")
	}
	notes, files, err := w.waiting(w.ctx)
	if err != nil || notes || files {
		t.Errorf("of an erased one notes (%t) or files (%t) are to be read, %v", notes, files, err)
	}
	must(t, w.KeepText(w.ctx, w.file.SHA256, fulltext.Text{Words: "late"})) // someone was reading it
	text(recruit.FileText{})
	if hosted() {
		return // PostgreSQL sees to both
	}
	if problems := texts(t, w.readers, "SELECT * FROM pragma_foreign_key_check"); len(problems) > 0 {
		t.Errorf("%v", problems)
	}
	if _, err := w.writer.ExecContext(w.ctx, "INSERT INTO text_search (text_search, rank) VALUES ('integrity-check', 1)"); err != nil {
		t.Errorf("the index does not fit the texts: %v", err)
	}
}

// TestWhatIsUnreadableIsTriedUnderAnotherName as its name tells what it is.
func TestWhatIsUnreadableIsTriedUnderAnotherName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	line := w.line("x", "X")
	must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, w.file, line))
	_, _, err := w.LendFile(w.ctx, now.Add(time.Minute))
	must(t, err)
	must(t, w.KeepText(w.ctx, w.file.SHA256, fulltext.Text{Problem: "is damaged"}))
	if got, err := w.FileText(w.ctx, w.file.SHA256); err != nil || got.Problem != "is damaged" || !got.Read {
		t.Errorf("%+v, %v", got, err)
	}
	if _, found, _ := w.LendFile(w.ctx, now.Add(time.Minute)); found {
		t.Error("what is unreadable is tried again and again")
	}
	named := w.file
	named.Name = "other.txt"
	must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, named, line))
	if f, found, err := w.LendFile(w.ctx, now.Add(time.Minute)); err != nil || !found || f.Name != "other.txt" {
		t.Errorf("it is not tried under its new name: %v", err)
	}
}

// TestNotesOfEarlierAreFound before the job has come to them, as in a workspace that was
// made by an older recruitty.
func TestNotesOfEarlierAreFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for n := range 3 {
		_, err := w.writer.ExecContext(w.ctx, "INSERT INTO notes (candidate_id, author, at, text) VALUES (?, 'Ana', ?, ?)", w.candidate.ID, now.UnixMicro(), fmt.Sprint("Written early ", n))
		must(t, err)
	}
	for _, left := range []int{2, 1, 0, 0} {
		if got, _ := w.said(t, w.member, "early writ"); got != w.candidate.Name+"," {
			t.Errorf("with %d more to be read it finds %q", left+1, got)
		}
		_, err := w.ReadNotes(w.ctx, 1)
		must(t, err)
		if got := texts(t, w.readers, "SELECT count(*) FROM unread"); got[0] != fmt.Sprint(left) {
			t.Errorf("%v are left, want %d", got, left)
		}
	}
}
