package ics

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"recruitty/recruit/busy"
)

// Options say what to look for.
type Options struct {
	From, To time.Time      // the window
	Zone     *time.Location // the owner's, for dates and for times that name no zone; nil is UTC
	Owner    string         // their e-mail address, by which their own PARTSTAT is found
	Words    busy.Words
	// Ours reports whether the entry with a UID is an interview of this workspace; such
	// entries are passed over. nil means that none is.
	Ours func(uid string) bool

	// The bounds, over all objects together. Zero is the default.
	MaxBytes  int64 // that are read; 32 MiB
	MaxEvents int   // entries; 100,000
	MaxSteps  int   // of working out repetitions; 4,000,000, well below a second
}

const (
	defaultBytes  = 32 << 20
	defaultEvents = 100_000
	defaultSteps  = 4_000_000
	// maxEntrySteps keep one entry from using up the steps of all others.
	maxEntrySteps = 400_000
	// maxIntervals bounds what is returned.
	maxIntervals = 500_000
	// maxDates bounds RDATE and EXDATE of all entries together.
	maxDates = 500_000
	// maxZones bounds the zones that one object names.
	maxZones = 500
)

func (o Options) withDefaults() Options {
	o.MaxBytes = cmp.Or(o.MaxBytes, defaultBytes)
	o.MaxEvents = cmp.Or(o.MaxEvents, defaultEvents)
	o.MaxSteps = cmp.Or(o.MaxSteps, defaultSteps)
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	return o
}

// Result is what was read.
type Result struct {
	// Intervals are those that are not free, cut to the window and in order. They may
	// overlap; busy.Merge joins them.
	Intervals []busy.Interval
	// Doubts are sentences about what was not understood, with no word of a title in
	// them; at most ten.
	Doubts []string
	// Entries is how many entries were read.
	Entries int
}

// Ref is the busy.Interval.Ref of an entry with an id: a digest, so that nothing can
// be read from it.
func Ref(id string) string {
	sum := sha256.Sum256([]byte(id))
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}
