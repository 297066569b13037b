// Package fulltext puts the words of notes about candidates and of their files where they
// are searched, behind every front end that is open. Nothing is done twice: a file is
// lent to one reader at a time, in whatever process, and what was lent and never came
// back is taken up again.
package fulltext

import (
	"context"
	"errors"
	"strconv"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filetext"
)

// MaxText is how many bytes of the text of a file are kept and searched.
const MaxText = 256 << 10

// Bounds of the work.
const (
	notesAtOnce = 500              // that are read in one transaction
	lease       = 2 * time.Minute  // longer than reading any file takes
	maxTries    = 3                // after so many a file is left alone
	told        = 10 * time.Second // after which what was read is told to whoever looks at a list
	rest        = 10 * time.Second // between two looks for files that others had lent
)

// File is a file whose text nobody has read yet, lent to whoever reads it.
type File struct {
	SHA256, Name string
	Content      []byte
	Tries        int // how often reading it was begun, this time included
}

// Text is what was read of a file.
type Text struct {
	Words   string // its text, clean
	Cut     bool   // there is more
	Problem string // why it has none, as a clause behind its name
}

// Store keeps what is read.
type Store interface {
	// ReadNotes puts the words of at most limit notes where they are searched, and says
	// of how many.
	ReadNotes(ctx context.Context, limit int) (int, error)
	// LendFile lends the newest file that nobody has read or reads, until then; false
	// where there is none.
	LendFile(ctx context.Context, until time.Time) (File, bool, error)
	// KeepText keeps the text of a file, unless it has gone meanwhile, and makes its
	// words searched for all who have it.
	KeepText(ctx context.Context, sha256 string, t Text) error
	// TellTexts tells whoever looks at a list that more is found now.
	TellTexts(ctx context.Context) error
}

// Job reads what is unread.
type Job struct {
	Store Store
	PDF   filetext.PDF
	// Hold keeps the reader of PDFs in memory until done is called; nil where it
	// needs none.
	Hold func() (done func())
	Now  func() time.Time
}

// Run reads until ctx ends: what there is at first, and what wake announces. Between two
// files it rests as long as the last one took, so that the rest of the program goes on.
// What fails goes to failed, and is tried again later.
func (j *Job) Run(ctx context.Context, wake <-chan struct{}, after func(time.Duration) <-chan time.Time, failed func(error)) {
	for {
		if _, err := j.All(ctx, after); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case _, open := <-wake:
			if !open {
				wake = nil
			}
		case <-after(rest):
		}
	}
}

// Read is how much was read.
type Read struct {
	Notes int `json:"notes"`
	Files int `json:"files"`
}

// All reads what is unread now, and says of how much.
func (j *Job) All(ctx context.Context, after func(time.Duration) <-chan time.Time) (sum Read, err error) {
	var done func()
	since, read := j.Now(), 0
	defer func() {
		if done != nil {
			done()
		}
		if read > 0 {
			err = errors.Join(err, j.Store.TellTexts(context.WithoutCancel(ctx)))
		}
	}()
	for {
		notes, err := j.Store.ReadNotes(ctx, notesAtOnce)
		if err != nil {
			return sum, err
		}
		began := j.Now()
		file, found, err := j.Store.LendFile(ctx, began.Add(lease))
		if err != nil {
			return sum, err
		}
		if notes == 0 && !found {
			return sum, nil
		}
		if found {
			if done == nil && j.Hold != nil {
				done = j.Hold()
			}
			if err := j.one(ctx, file); err != nil {
				return sum, err
			}
			sum.Files++
		}
		sum.Notes += notes
		if read++; j.Now().Sub(since) >= told {
			if err := j.Store.TellTexts(ctx); err != nil {
				return sum, err
			}
			since, read = j.Now(), 0
		}
		select {
		case <-ctx.Done():
			return sum, ctx.Err()
		case <-after(max(time.Millisecond, j.Now().Sub(began))):
		}
	}
}

// one reads one file. One that has ended the program before is not read again.
func (j *Job) one(ctx context.Context, f File) error {
	if f.Tries > maxTries {
		return j.Store.KeepText(ctx, f.SHA256, Text{Problem: "could not be read after several attempts"})
	}
	t, err := Of(ctx, j.PDF, f.Name, f.Content)
	if err != nil {
		return err // the lease ends, and someone tries again
	}
	return j.Store.KeepText(ctx, f.SHA256, t)
}

// Of reads what is kept of a file. An error says that nothing could be read now, or is of
// ctx.
func Of(ctx context.Context, pdf filetext.PDF, name string, content []byte) (t Text, err error) {
	defer func() { // nobody is above who could
		if broken := recover(); broken != nil {
			t, err = Text{Problem: "is damaged"}, nil
		}
	}()
	text, cut, err := filetext.Of(ctx, pdf, name, content)
	switch {
	case errors.Is(err, filetext.ErrUnreadable):
		return Text{Problem: err.Error()}, nil
	case err != nil:
		return Text{}, err
	}
	if len(text) > MaxText {
		text, cut = Shortened(text), true
	}
	return Text{Words: text, Cut: cut}, nil
}

// Far says how far files are read, "" where all are.
func Far(r recruit.FilesRead) string {
	switch {
	case r.Unread == 0:
		return ""
	case r.All > 0:
		return strconv.Itoa(r.All-r.Unread) + " of " + recruit.Counted(r.All, "file", "files") + " read"
	}
	return recruit.Counted(r.Unread, "file", "files") + " not read yet"
}

// NotSearched is Far as a sentence about a search, "" where all were read.
func NotSearched(r recruit.FilesRead) string {
	switch {
	case r.Unread == 0:
		return ""
	case r.All > 0:
		return Far(r) + "; the others are not searched yet."
	}
	return Far(r) + ", and not searched."
}

// Shortened is what is kept of a long text: whole letters.
func Shortened(text string) string {
	if len(text) <= MaxText {
		return text
	}
	end := MaxText
	for end > 0 && text[end]&0xc0 == 0x80 { // inside of a letter (RFC 3629 3)
		end--
	}
	return text[:end]
}
