package fulltext_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/fulltext"
)

// shelf is a store of files and notes to be read.
type shelf struct {
	notes  int
	files  []fulltext.File
	lent   int
	broken int // so many times nothing can be kept
	kept   []string
	told   int
}

func (s *shelf) ReadNotes(_ context.Context, limit int) (int, error) {
	n := min(limit, s.notes)
	s.notes -= n
	return n, nil
}

func (s *shelf) LendFile(context.Context, time.Time) (fulltext.File, bool, error) {
	if s.lent == len(s.files) {
		return fulltext.File{}, false, nil
	}
	s.lent++
	return s.files[s.lent-1], true, nil
}

func (s *shelf) KeepText(_ context.Context, sha256 string, t fulltext.Text) error {
	if s.broken > 0 {
		s.broken--
		return errors.New("no room")
	}
	s.kept = append(s.kept, fmt.Sprintf("%s %s%s", sha256, t.Words, t.Problem))
	return nil
}

func (s *shelf) TellTexts(context.Context) error { s.told++; return nil }

// brokenPDF ends by a panic, or says that it cannot work.
type brokenPDF struct{ err error }

func (b brokenPDF) Text(context.Context, []byte, int) (string, bool, error) {
	if b.err == nil {
		panic("broken")
	}
	return "", false, b.err
}

// TestJob reads all there is, one after another; what is damaged stops nothing behind it,
// and what has ended the program is not read again and again.
func TestJob(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{notes: 1200, files: []fulltext.File{
			{SHA256: "a", Name: "cv.txt", Content: []byte("Priya")}, {SHA256: "b", Name: "cv.pdf", Content: []byte("%PDF-1.4")},
			{SHA256: "c", Name: "cv.docx", Content: []byte("PK\\x03\\x04damaged")}, {SHA256: "d", Name: "cv.txt", Content: []byte("Zoë"), Tries: 4},
			{SHA256: "e", Name: "cv.md", Content: []byte(strings.Repeat("é", fulltext.MaxText))},
		}}
		job := fulltext.Job{Store: s, PDF: brokenPDF{}, Now: time.Now}
		wake := make(chan struct{}, 1)
		ctx, stop := context.WithCancel(t.Context())
		go job.Run(ctx, wake, time.After, func(err error) { t.Error(err) })
		time.Sleep(time.Second)
		synctest.Wait()
		if s.notes != 0 || len(s.kept) != 5 || s.told != 1 {
			t.Fatalf("%d notes are left, %d texts kept, told %d times", s.notes, len(s.kept), s.told)
		}
		for n, want := range []string{"a Priya", "b is damaged", "c ", "d could not be read after several attempts", "e é"} {
			if !strings.HasPrefix(s.kept[n], want) {
				t.Errorf("kept %.60q, want %q", s.kept[n], want)
			}
		}
		if got := len(s.kept[4]); got != len("e ")+fulltext.MaxText {
			t.Errorf("%d bytes are kept of a long one", got)
		}
		s.files = append(s.files, fulltext.File{SHA256: "f", Name: "cv.txt", Content: []byte("Łukasz")})
		wake <- struct{}{}
		time.Sleep(time.Second)
		synctest.Wait()
		if len(s.kept) != 6 || s.told != 2 {
			t.Errorf("what is announced is not read: %v", s.kept[5:])
		}
		stop()
		synctest.Wait()
	})
}

// TestJobTriesAgain when nothing can be kept, and when PDFs cannot be read at all; ended
// in the middle it keeps what it has read.
func TestJobTriesAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{broken: 1, files: []fulltext.File{{SHA256: "a", Name: "cv.txt", Content: []byte("x")}, {SHA256: "b", Name: "cv.pdf", Content: []byte("%PDF-1.4")}, {SHA256: "c", Name: "cv.txt", Content: []byte("y")}}}
		cannot := errors.New("cannot start")
		job := fulltext.Job{Store: s, PDF: brokenPDF{cannot}, Now: time.Now}
		var failed []error
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			job.Run(ctx, nil, time.After, func(err error) { failed = append(failed, err) })
		}()
		time.Sleep(time.Minute)
		stop()
		<-done
		if len(failed) != 2 || !errors.Is(failed[1], cannot) || len(s.kept) != 1 || s.kept[0] != "c y" {
			t.Errorf("failed with %v, kept %v", failed, s.kept)
		}
	})
}

// TestFar holds what is said of how far files are read: nothing once all are.
func TestFar(t *testing.T) {
	t.Parallel()
	for r, want := range map[recruit.FilesRead][2]string{
		{}:                   {"", ""},
		{Unread: 2, All: 40}: {"38 of 40 files read", "38 of 40 files read; the others are not searched yet."},
		{Unread: 1, All: 1}:  {"0 of 1 file read", "0 of 1 file read; the others are not searched yet."},
		{Unread: 10_000}:     {"10000 files not read yet", "10000 files not read yet, and not searched."},
		{Unread: 1}:          {"1 file not read yet", "1 file not read yet, and not searched."},
	} {
		if far, sentence := fulltext.Far(r), fulltext.NotSearched(r); far != want[0] || sentence != want[1] {
			t.Errorf("%+v: %q, %q", r, far, sentence)
		}
	}
}
