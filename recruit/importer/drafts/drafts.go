// Package drafts keeps what an import is about to write of people, so that a row is
// held against what rows before it said, whether that is written yet or not.
package drafts

import (
	"recruitty/recruit"
)

// Key is someone of whom a file speaks: a candidate of the workspace, or someone
// new, by the row in which they stood first; several rows may share a line.
type Key int64

// OfRow is the key of someone new, and OfID that of someone known.
func OfRow(row int) Key               { return Key(-row) }
func OfID(id recruit.CandidateID) Key { return Key(id) }
func (k Key) ID() recruit.CandidateID { return recruit.CandidateID(max(0, k)) }
func (k Key) Row() int                { return int(max(0, -k)) }

// Draft is what the rows so far say of someone: of a person who is new everything,
// of one who is known what is to be added.
type Draft struct {
	Person       recruit.NewCandidate
	Applications []recruit.Application
	Line         int // of the row in which someone new stood first
	At           int // where in the plan someone new stands
}

// Book is the drafts of an import. Those of the plan that is written next are in
// memory; of a trial, which writes nothing, those before it are in a file, as far as
// further rows are held against them.
type Book struct {
	plan  map[Key]*Draft
	trial bool
	rows  []int64       // where in the file those who are new begin, and 1 for each
	known map[Key]int64 // and those who were here before
	file  *spill
}

// New makes a book without drafts.
func New(trial bool) *Book {
	return &Book{plan: map[Key]*Draft{}, trial: trial, known: map[Key]int64{}}
}

// Of returns the draft of someone, to be changed, nil when there is none.
func (b *Book) Of(k Key) (*Draft, error) {
	if d := b.plan[k]; d != nil {
		return d, nil
	}
	at := b.known[k]
	if k.Row() < len(b.rows) && k < 0 {
		at = b.rows[k.Row()]
	}
	if at == 0 {
		return nil, nil
	}
	var kept kept
	if err := b.file.get(at-1, &kept); err != nil {
		return nil, err
	}
	b.plan[k] = kept.draft()
	return b.plan[k], nil
}

// Begin returns the draft of someone, a new one when there is none.
func (b *Book) Begin(k Key) (*Draft, error) {
	d, err := b.Of(k)
	if d == nil && err == nil {
		d = &Draft{}
		b.plan[k] = d
	}
	return d, err
}

// Written begins the next plan. What an import has written is in the workspace from
// now on.
func (b *Book) Written() error {
	defer clear(b.plan)
	if !b.trial {
		return nil
	}
	for k, d := range b.plan {
		if b.file == nil {
			var err error
			if b.file, err = newSpill(); err != nil {
				return err
			}
		}
		at, err := b.file.put(d.kept())
		if err != nil {
			return err
		}
		if k > 0 {
			b.known[k] = at + 1
			continue
		}
		if row := k.Row(); row >= len(b.rows) {
			b.rows = append(b.rows, make([]int64, row+1-len(b.rows))...)
		}
		b.rows[k.Row()] = at + 1
	}
	return nil
}

// Close lets go of the file.
func (b *Book) Close() error {
	if b.file == nil {
		return nil
	}
	return b.file.close()
}
